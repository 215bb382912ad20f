//! What is different, for people to read: by field, in short texts that begin where the difference does.

use serde::Serialize;

use crate::resolve::{Change, Field};
use crate::store::Cause;

/// The most characters of one side of a difference.
const MOST_CHARS: usize = 240;

/// How many characters stand before a difference in a long text.
const AHEAD: usize = 40;

/// The most differences of a field that are shown.
const MOST_LINES: usize = 40;

/// What is different in a field.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct FieldDifferences {
    pub(super) name: &'static str,
    pub(super) lines: Vec<Line>,
    /// How many more there are.
    pub(super) more: usize,
}

/// One difference.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    /// `added`, `changed` or `gone`.
    pub(super) what: &'static str,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// Returns differences by field; the viewer may see all of them.
pub(super) fn by_field(changes: &[Change]) -> Vec<FieldDifferences> {
    let fields = changes.chunk_by(|one, other| one.field == other.field);
    fields
        .filter_map(|changes| {
            Some(FieldDifferences {
                name: heading(changes.first()?.field),
                lines: changes.iter().take(MOST_LINES).map(line).collect(),
                more: changes.len().saturating_sub(MOST_LINES),
            })
        })
        .collect()
}

/// Why something happened, as a sentence.
pub(super) const fn reason(cause: Cause) -> &'static str {
    match cause {
        Cause::Added => "Added to the directory",
        Cause::Updated => "A text was handed in",
        Cause::Refreshed => "A source says something new",
        Cause::Reprocessed => "Read again by a newer version",
        Cause::Merged => "Joined with another profile",
        Cause::Unmerged => "Separated from another profile",
        Cause::Corrected => "Corrected by hand",
        Cause::Erased => "Erased",
    }
}

const fn heading(field: Field) -> &'static str {
    match field {
        Field::Name => "Name",
        Field::Headline => "Headline",
        Field::Summary => "Summary",
        Field::Location => "Place",
        Field::YearsExperience => "Years of experience",
        Field::Seniority => "Seniority",
        Field::Experience => "Experience",
        Field::Skills => "Skills",
        Field::Projects => "Projects",
        Field::Education => "Education",
        Field::Certifications => "Certificates",
        Field::Industries => "Industries",
        Field::Specialties => "Specialties",
        Field::Writing => "Writing",
        Field::Languages => "Languages",
        Field::OpenSource => "Open source",
        Field::Links => "Links",
        Field::Emails => "E-mail",
        Field::Sources => "Sources",
    }
}

fn line(change: &Change) -> Line {
    let (before, after) = (change.before.as_deref(), change.after.as_deref());
    let equal = match (before, after) {
        (Some(before), Some(after)) => {
            let pairs = before.chars().zip(after.chars());
            pairs.take_while(|(one, other)| one == other).count()
        }
        _ => 0,
    };
    // Where one side is cut, so is the other: they begin with the same words.
    let mut sides = [before, after].into_iter().flatten();
    let is_long = sides.any(|text| text.chars().count() > MOST_CHARS);
    let from = if is_long { equal } else { 0 };
    Line {
        what: change.what().id(),
        before: before.map(|text| excerpt(text, from)),
        after: after.map(|text| excerpt(text, from)),
    }
}

/// Cuts a text down to what stands around its character number `at`; lines are told in one.
fn excerpt(text: &str, at: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let ahead = at.saturating_sub(AHEAD)..at.min(letters.len());
    let mut start = ahead.start;
    // From the next word on, where one begins before the difference.
    let gap = letters.get(ahead).unwrap_or_default();
    let gap = gap.iter().position(|letter| letter.is_whitespace());
    if let Some(gap) = gap.filter(|_gap| start > 0) {
        start += gap + 1;
    }
    let end = (start + MOST_CHARS).min(letters.len());
    let shown: String = letters.get(start..end).unwrap_or_default().iter().collect();
    let before = if start > 0 { "… " } else { "" };
    let after = if end < letters.len() { "…" } else { "" };
    format!("{before}{shown}{after}").replace('\n', " · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(field: Field, before: Option<&str>, after: Option<&str>) -> Change {
        Change {
            field,
            entry: None,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        }
    }

    #[test]
    fn differences_are_grouped_by_field() {
        let changes = [
            change(Field::Name, Some("Ada"), Some("Ada Example")),
            change(Field::Skills, None, Some("Rust")),
            change(Field::Skills, Some("Perl"), None),
        ];
        let fields = by_field(&changes);
        let names: Vec<_> = fields
            .iter()
            .map(|field| (field.name, field.lines.len()))
            .collect();
        assert_eq!(names, [("Name", 1), ("Skills", 2)]);
        assert_eq!(fields[1].lines[1].what, "gone");
        assert_eq!(fields[1].lines[1].before.as_deref(), Some("Perl"));
    }

    #[test]
    fn a_long_list_says_how_much_longer_it_is() {
        let changes = vec![change(Field::Skills, None, Some("Rust")); MOST_LINES + 3];
        let fields = by_field(&changes);
        assert_eq!((fields[0].lines.len(), fields[0].more), (MOST_LINES, 3));
    }

    #[test]
    fn a_long_text_is_shown_where_it_differs() {
        let same = "the same words ".repeat(60);
        let (before, after) = (format!("{same}then this"), format!("{same}then that, and on"));
        let line = line(&change(Field::Summary, Some(&before), Some(&after)));
        let (before, after) = (line.before.unwrap(), line.after.unwrap());
        assert!(
            before.starts_with("… ") && before.ends_with("then this"),
            "{before}"
        );
        assert!(after.ends_with("then that, and on"), "{after}");
        assert!(before.chars().count() < MOST_CHARS);
    }

    #[test]
    fn a_text_that_lost_its_end_is_shown_to_its_end() {
        let same = "words ".repeat(100);
        let line = line(&change(
            Field::Summary,
            Some(&format!("{same}more")),
            Some(same.trim_end()),
        ));
        let after = line.after.unwrap();
        assert!(
            after.starts_with("… words") && after.ends_with("words"),
            "{after}"
        );
    }

    #[test]
    fn short_texts_are_shown_whole() {
        assert_eq!(
            excerpt("Engineer, Contoso\n- Rust\n- Go", 0),
            "Engineer, Contoso · - Rust · - Go"
        );
        assert_eq!(excerpt("", 0), "");
    }
}
