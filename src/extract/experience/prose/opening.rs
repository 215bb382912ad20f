//! Sentences that begin with the employer: "At Acme, I built …", "At Acme as a Senior Engineer, I …".

use super::as_title::title_after;
use super::employer::{is_no_employer, name_at};
use crate::extract::document::slice;
use crate::extract::experience::Role;
use crate::extract::reading::{Line, Reading};

/// Opens a sentence behind another.
pub(super) const OPENING: &str = ". At ";

/// Reads the first such sentence of a line.
///
/// An account can have named the writer's part before: "… two analysts, and myself as the lead engineer".
pub(super) fn role(reading: &Reading<'_>, line: &Line<'_>, myself: Option<&str>) -> Option<Role> {
    let text = line.text;
    let start = if text.starts_with("At ") {
        "At ".len()
    } else {
        text.find(OPENING)? + OPENING.len()
    };
    let employer = name_at(text, start)?;
    let rest = slice(text, employer.end..text.len()).trim_start_matches(['.', '*', '_', ']']);
    if !is_mine(rest) || is_no_employer(slice(text, employer.clone())) {
        return None;
    }
    let title = title_after(rest).or(myself);
    Some(super::role(reading, line, &employer, title, (None, None)))
}

/// Says whether the writer goes on to speak of themselves, at once or after an aside: " - a kind place - I led …".
fn is_mine(rest: &str) -> bool {
    let speaks = |rest: &str| {
        ["I ", "I'", "I’", "we ", "as a ", "my "]
            .iter()
            .any(|words| rest.starts_with(words))
    };
    let asides = [
        (" - ", " - "),
        (" – ", " – "),
        (" — ", " — "),
        (", ", ", "),
        (" (", "), "),
    ];
    rest.strip_prefix(", ").is_some_and(speaks)
        || asides.iter().any(|(open, close)| {
            rest.strip_prefix(open)
                .and_then(|aside| aside.split_once(close))
                .is_some_and(|(aside, after)| !aside.contains(". ") && speaks(after))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    fn found(text: &str, myself: Option<&str>) -> Option<(String, Option<String>)> {
        read(text, |reading| {
            let (index, _) = reading.blocks().next()?;
            let role = role(reading, reading.lines_of(index).first()?, myself)?;
            Some((role.position.company?.name, role.position.title))
        })
    }

    #[test]
    fn a_sentence_begins_with_the_employer() {
        for (text, expected) in [
            ("At Lumoraq, I built looms.", Some("Lumoraq")),
            ("I like wool. At **Lumoraq**, we built looms.", Some("Lumoraq")),
            ("At Lumoraq - a kind place - I led a team.", Some("Lumoraq")),
            ("At Lumoraq (a mill in Bremen), my looms ran.", Some("Lumoraq")),
            ("At Lumoraq, a mill of old, I led a team.", Some("Lumoraq")),
            ("At Lumoraq, looms are built.", None),
            ("At Lumoraq I slept.", None),
            ("At Lumoraq - it closed. Then - I left.", None),
            ("At University, I built looms.", None),
            ("At night, I build looms.", None),
            ("Look at Lumoraq, I built it.", None),
        ] {
            let company = found(text, None).map(|(company, _)| company);
            assert_eq!(company.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_title_follows_or_was_said_before() {
        let title = |text: &str, myself| found(text, myself).and_then(|(_, title)| title);
        let text = "At Lumoraq, as a Senior Engineer, I built looms.";
        assert_eq!(title(text, None).as_deref(), Some("Senior Engineer"));
        assert_eq!(title(text, Some("Intern")).as_deref(), Some("Senior Engineer"));
        let text = "At Lumoraq, I built looms.";
        assert_eq!(
            title(text, Some("Lead Engineer")).as_deref(),
            Some("Lead Engineer")
        );
        assert_eq!(title(text, None), None);
    }
}
