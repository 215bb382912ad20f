//! Projects in lists, and on lines that only stand apart from what is told below.

use super::name::{is_date, leading};
use super::parts::{Place, STATUSES};
use crate::extract::document::Kind;
use crate::extract::names;
use crate::extract::reading::Line;
use crate::extract::sections::{fold, is_exact};

/// "- **Loom**, weaves plans", "- [Loom](…) weaves plans", "- Loom: weaves plans".
pub(super) fn item<'t>(place: &Place<'_, 't>) -> Option<&'t str> {
    let line = place.line;
    if line.kind != Kind::Item(0) || !place.first {
        return None;
    }
    let set = line.bold || place.set().is_some() || is_told_below(place);
    let leading = leading(line.text);
    (set || is_parted(line.text, leading) && !is_phrase(line.text, leading)).then(|| place.name())
}

/// "- Loom", and below it "- skills: Rust" or a sentence: a bare name of which the items inside tell.
fn is_told_below(place: &Place<'_, '_>) -> bool {
    let (name, next) = (place.line.text, place.next);
    let Some(next) = next.filter(|next| next.kind == Kind::Item(1) && !next.bold) else {
        return false;
    };
    let label = next.text.split_once(':').map(|(label, _)| fold(label));
    let written = label.is_some_and(|label| WRITTEN_IN.contains(&label.as_str()));
    let named = name.starts_with(char::is_uppercase) && name.split_ascii_whitespace().count() <= ENTRY_WORDS;
    named && written && !is_exact(name)
}

/// Labels of what a project is made with, folded.
const WRITTEN_IN: &[&str] = &[
    "skills",
    "stack",
    "tech",
    "tech stack",
    "technologies",
    "technology",
    "tools",
    "language",
    "languages",
    "built with",
    "made with",
    "written in",
];

/// Says whether more than signs follows a name on its line.
fn is_parted(line: &str, name: &str) -> bool {
    name.len() < names::bare(line).len()
}

/// "Wrote a tool: …" and what goes on for long name nothing.
fn is_phrase(line: &str, name: &str) -> bool {
    let words = name.split_ascii_whitespace();
    let colon = line.find(": ") == Some(name.len());
    // "Weaver of Plans for the Mills of One Town (2021)": nothing else than the name and a year.
    let behind = line.split_once(name).map_or("", |(_, behind)| behind.trim());
    let dated = behind.starts_with('(') && behind.ends_with(')') && !behind.contains(char::is_alphabetic);
    let most = if dated { DATED_WORDS } else { NAME_WORDS };
    words.clone().count() > most || colon && words.skip(1).any(|word| word.starts_with(char::is_lowercase))
}

/// The most words of a name, and of one that only a year follows.
const NAME_WORDS: usize = 6;
const DATED_WORDS: usize = 9;

/// "loom - weaves plans", "LOOM: weaves plans".
pub(super) fn row<'t>(place: &Place<'_, 't>) -> Option<&'t str> {
    let line = place.line;
    (line.kind == Kind::Paragraph && is_row(line.text)).then(|| leading(line.text))
}

/// Says whether a line is a short name and more words behind it.
pub(super) fn is_row(line: &str) -> bool {
    let name = leading(line);
    let told = names::bare(line).len() > name.len() + TOLD_BYTES;
    (1..=ROW_WORDS).contains(&name.split_ascii_whitespace().count()) && told && line.starts_with(name)
}

/// The most words of a name before a dash or a colon, and the fewest bytes of what is told.
const ROW_WORDS: usize = 3;
const TOLD_BYTES: usize = 12;

/// "Loom — weaves plans", and a short line above a sentence, an address or a status.
pub(super) fn line<'t>(place: &Place<'_, 't>) -> Option<&'t str> {
    let line = place.line;
    if matches!(line.kind, Kind::Heading(_) | Kind::Code | Kind::Cell(_)) {
        return None;
    }
    let text = line.text;
    // Pages of code hosts say who can see a repository: "loom Public".
    if let Some(name) = repository(text, place.next.map(|next| next.text)) {
        return Some(name);
    }
    let name = leading(text);
    let dashed = || [" — ", " – ", "   ", ") - "].iter().any(|gap| text.contains(gap));
    let parted =
        is_parted(text, name) && name.split_ascii_whitespace().count() <= 8 && (line.apart || dashed());
    let short = text.split_ascii_whitespace().count() <= 7 && !text.ends_with(['.', ':', '!', '?']);
    let told = || {
        place.next.is_some_and(|next| {
            next.text.split_ascii_whitespace().count() >= 8
                || ["https://", "http://"]
                    .iter()
                    .any(|scheme| next.text.starts_with(scheme))
                || STATUSES.begin(next.text).is_some()
                || line.apart && is_date(next.text)
                || line.apart && is_entry(text, next)
        })
    };
    (line.bold || parted || short && told()).then_some(name)
}

/// "Loom", and right below it "A weaver of plans": a name that stands apart, and a few words that tell of it.
fn is_entry(name: &str, next: &Line<'_>) -> bool {
    let words = next.text.split_ascii_whitespace().count();
    !next.apart
        && next.kind == Kind::Paragraph
        && name.split_ascii_whitespace().count() <= ENTRY_WORDS
        && words >= ENTRY_WORDS
        && next.text.starts_with(char::is_uppercase)
        && !next.text.ends_with(':')
}

/// The most words of such a name, and the fewest of what is told.
const ENTRY_WORDS: usize = 3;

/// The name of a repository on a list of them; those of others are named with their owners.
fn repository<'t>(text: &'t str, next: Option<&str>) -> Option<&'t str> {
    let name = text
        .strip_suffix(" Public")
        .or_else(|| Some(text).filter(|_| next == Some("Public")))?;
    let one_word = !name.contains([' ', '/']) && name.chars().any(char::is_alphabetic);
    one_word.then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::extract::projects::parts::projects;
    use crate::extract::testing::read;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = read(&format!("## Projects\n\n{text}\n"), projects);
        let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn a_date_below_a_name_is_no_project() {
        check(
            "Loom\nSeptember 2012\n\nA loom.\n\nDye\nMay 2010 – June 2011\n\nA dye.\n",
            &["Loom", "Dye"],
        );
    }

    #[test]
    fn a_name_stands_above_the_words_that_tell_of_it() {
        check(
            "Pennyworth\nA full library of looms.\n\nThis Loom\nLoom Production System\n",
            &["Pennyworth", "This Loom"],
        );
        check(
            "Markdown to Loom Microservice (https://github.com/mira/markdown) - Weaves the plans of mills.\n\
             Dye (https://github.com/mira/dye) - Colours them.\n",
            &["Markdown to Loom Microservice", "Dye"],
        );
    }

    #[test]
    fn a_bare_item_names_a_project_where_its_own_items_tell_of_it() {
        check(
            "- Loom\n  - skills: Rust\n  - Weaves plans\n- Dye\n  - Technologies: Go\n",
            &["Loom", "Dye"],
        );
        check("- Web\n  - React apps\n- Frontend\n  - notes: many\n", &[]);
    }

    #[test]
    fn an_item_begins_with_its_project() {
        for (item, expected) in [
            ("- **Loom**, weaves plans", &["Loom"][..]),
            ("- **Loom**: weaves plans", &["Loom"]),
            ("- [Loom](https://loom.example) weaves", &["Loom"]),
            ("- 🧵 [Loom](https://loom.example): weaves", &["Loom"]),
            ("- **1.** Loom: weaves plans", &["Loom"]),
            ("- Loom: weaves plans", &["Loom"]),
            ("- Loom — weaves plans", &["Loom"]),
            ("- Weaves plans for mills", &[]),
            (
                "- Weaver of Plans for the Mills of Bremen (2021)",
                &["Weaver of Plans for the Mills of Bremen"],
            ),
            ("- Wrote a loom: it weaves plans", &[]),
            ("- A loom that weaves the plans of mills — in Go", &[]),
            ("- A weaver of plans, see [Loom](https://loom.example)", &[]),
            (
                "- **Loom**: weaves\n  - Tests: many\n  - [Docs](https://loom.example/docs)",
                &["Loom"],
            ),
        ] {
            check(item, expected);
        }
    }

    #[test]
    fn rows_of_names_are_projects() {
        check(
            "loom - weaves the plans of mills\\\ndye - colours that last",
            &["loom", "dye"],
        );
        check(
            "LOOM: weaves the plans of mills\\\nDYE-KIT: colours that last",
            &["LOOM", "DYE-KIT"],
        );
    }

    #[test]
    fn lists_of_repositories_say_who_can_see_them() {
        check(
            "loom Public\n\nWeaves\n\ndye\n\nPublic\n\nColors\n\nmiller/mill Public\n\nForked",
            &["loom", "dye"],
        );
    }

    #[test]
    fn a_line_names_a_project_where_something_is_told_of_it() {
        for (text, expected) in [
            ("Loom — weaves plans", &["Loom"][..]),
            (
                "Loom\n\nIt weaves the plans of mills, and does so at night.",
                &["Loom"],
            ),
            ("Loom\n\nhttps://loom.example", &["Loom"]),
            ("Loom\n\nProduction", &["Loom"]),
            ("Loom\n\nweaves", &[]),
            (
                "These are some of them:\n\nI have made more of them than would fit here.",
                &[],
            ),
            ("All of them are made in the evening and on Sundays.", &[]),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn linked_names_with_a_time_stand_above_their_items() {
        check(
            "[quill.example/loom](https://quill.example/loom) December 2021 – Present\n\n- A loom made of wool\n- Repository: none\n\n\
             [dye.example](https://dye.example) March 2020 – Present\n\n- Repository: none\n",
            &["quill.example/loom", "dye.example"],
        );
    }

    #[test]
    fn what_a_generator_is_told_is_no_project() {
        check(
            "{% assign looms = site.projects %}\n{% for loom in looms -%}\n",
            &[],
        );
    }
}
