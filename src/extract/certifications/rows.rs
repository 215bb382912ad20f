//! Certificates in a row behind their label: "Certifications: Loom Weaver, Mill Keeper".

use super::{add, is_acronym, listed, name};
use crate::extract::dates;
use crate::extract::document::{Block, Kind};
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::{Section, named};
use crate::profile::Certification;

/// "Certifications: Loom Weaver, Mill Keeper": says whether a block begins with a label of certificates.
pub(super) fn is_row(block: &Block) -> bool {
    let text = block.text.as_str();
    let label = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let begun = label
        .get(..4)
        .is_some_and(|begin| begin.eq_ignore_ascii_case("cert"));
    begun && matches!(block.kind, Kind::Paragraph | Kind::Item(_)) && row(text).is_some()
}

/// The certificates behind such a label.
fn row(line: &str) -> Option<&str> {
    let (label, rest) = line
        .split_once(": ")
        .filter(|(label, _)| label.len() <= LABEL_BYTES)?;
    (named(label) == Some(Section::Certifications)).then_some(rest)
}

/// The most bytes of such a label.
const LABEL_BYTES: usize = 32;

/// Adds the certificates of such a line.
pub(super) fn read(list: &mut Vec<Certification>, reading: &Reading<'_>, line: &Line<'_>) -> bool {
    let Some(rest) = row(line.text) else {
        return false;
    };
    let sign = [", ", "; ", " | ", " · ", " • "]
        .into_iter()
        .find(|sign| rest.contains(sign));
    for part in rest.split(sign.unwrap_or("; ")) {
        let date = dates::first(part);
        let name = name(part, date.as_ref().map(|period| period.range.start));
        let words = name.split_ascii_whitespace().count();
        if (2..=ROW_WORDS).contains(&words) && !name.ends_with('.') || is_acronym(name) {
            add(list, listed(reading, line, name, date.as_ref()));
        }
    }
    true
}

/// The most words of a certificate in a row.
const ROW_WORDS: usize = 10;

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::extract::testing;

    #[test]
    fn certificates_may_stand_in_a_row() {
        for (text, expected) in [
            (
                "**Certifications:** Orvik Loom Keeper, OLP, Weaver Basics 2",
                vec!["Orvik Loom Keeper", "OLP", "Weaver Basics 2"],
            ),
            ("- Certificates: Orvik Loom Keeper", vec!["Orvik Loom Keeper"]),
            ("Certified looms: Weft, Spindle", vec![]),
        ] {
            let found = testing::read(text, read);
            let names: Vec<_> = found.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        }
    }
}
