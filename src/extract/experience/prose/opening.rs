//! Sentences that begin with the employer: "At Acme, I built …", "At Acme as a Senior Engineer, I …".

use super::employer::{is_no_employer, name_at};
use super::title::title_after;
use crate::extract::document::slice;
use crate::extract::experience::Role;
use crate::extract::reading::{Line, Reading};

/// Reads the first such sentence of a line.
///
/// An account can have named the writer's part before: "… two analysts, and myself as the lead engineer".
pub(super) fn role(reading: &Reading<'_>, line: &Line<'_>, myself: Option<&str>) -> Option<Role> {
    let text = line.text;
    let start = if text.starts_with("At ") {
        "At ".len()
    } else {
        text.find(". At ")? + ". At ".len()
    };
    let employer = name_at(text, start)?;
    let rest = slice(text, employer.end..text.len()).trim_start_matches(['.', '*', '_', ']']);
    if !is_mine(rest) || is_no_employer(slice(text, employer.clone())) {
        return None;
    }
    let title = title_after(rest).or(myself);
    Some(super::role(reading, line, &employer, title, None))
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
