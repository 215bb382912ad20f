//! How, and how long, was somebody employed? Words that stand beside an employer and are no part of its name.

use super::parts::{Part, is_duration};
use crate::extract::document::slice;
use crate::extract::titles;

/// "Acme · Stage": behind a sign, the last word says that one learned there.
pub(super) fn is_internship(line: &str, part: &Part) -> bool {
    const WORDS: &[&str] = &[
        "stage",
        "estágio",
        "alternance",
        "contrat en alternance",
        "prácticas",
        "contrato de prácticas",
        "apprenticeship",
        "apprentissage",
        "ausbildung",
        "duales studium",
        "tirocinio",
        "praktikum",
    ];
    let last = part.range.end == line.len() && slice(line, 0..part.range.start).ends_with(" · ");
    last && WORDS.contains(&slice(line, part.range.clone()).to_lowercase().as_str())
}

/// "2012 - 6 months, Engineer": where the words behind a length of time begin.
pub(super) fn length_before(text: &str) -> usize {
    if text.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return 0;
    }
    let behind = text.split_once(", ").filter(|(length, _)| is_duration(length));
    let behind = behind.map(|(_, rest)| rest).or_else(|| behind_length(text));
    behind.map_or(0, |rest| text.len() - rest.len())
}

/// "1 year Lecturer": the title behind a length of time.
fn behind_length(text: &str) -> Option<&str> {
    let number = text.find(' ')?;
    let unit = number + 1 + slice(text, number + 1..text.len()).find(' ')?;
    let rest = slice(text, unit + 1..text.len());
    let titled = rest.starts_with(char::is_uppercase) && titles::is_title(rest);
    (titled && is_duration(slice(text, 0..unit))).then_some(rest)
}

/// "Permanent job in Acme", "Internship of 5 months in Acme": where the employer begins behind the terms.
pub(super) fn terms_before(text: &str) -> usize {
    if !TERMS.iter().any(|terms| text.starts_with(terms)) {
        return 0;
    }
    let joints = [" in ", " at ", " with ", " for ", " chez "];
    let split = joints.iter().filter_map(|joint| text.split_once(joint));
    let behind = split
        .min_by_key(|(terms, _)| terms.len())
        .filter(|(terms, name)| {
            let mut words = terms.split(' ').skip(1);
            let kind = |word: &str| matches!(word, "job" | "position" | "contract" | "employment" | "of");
            words.clone().count() <= 4
                && words.clone().any(kind)
                && !words.any(|word| word.starts_with(char::is_uppercase))
                && name.starts_with(char::is_uppercase)
        });
    behind.map_or(0, |(_, name)| text.len() - name.len())
}

/// First words of how somebody is employed.
const TERMS: [&str; 9] = [
    "Permanent ",
    "Full-time ",
    "Full time ",
    "Part-time ",
    "Part time ",
    "Fixed-term ",
    "Temporary ",
    "Contract ",
    "Internship of ",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_employer_stands_behind_the_terms() {
        for (text, expected) in [
            ("Permanent job in Lumoraq", "Lumoraq"),
            ("Internship of 5 months at Odd Mills", "Odd Mills"),
            ("Full-time contract with Vintrel", "Vintrel"),
            ("Permanent Secretary in Bremen", "Permanent Secretary in Bremen"),
            ("Contract Engineer at Lumoraq", "Contract Engineer at Lumoraq"),
            ("Permanent job in the south", "Permanent job in the south"),
        ] {
            assert_eq!(slice(text, terms_before(text)..text.len()), expected);
        }
    }
}
