//! Projects with a title each: a heading, or a bold line with the account below it.

use super::labels::is_label;
use super::name::{is_name, leading};
use super::parts::{Place, set_words};
use crate::extract::dates::{self, Period};
use crate::extract::document::{Block, Kind, Link, slice};
use crate::extract::names;
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::{Section, fold, is_exact, named};

/// The most words of a bold line, and of its bold beginning, that is a title.
const LINE_WORDS: usize = 14;
const BOLD_WORDS: usize = 8;

/// "### Loom — weaves plans".
pub(super) fn heading<'t>(place: &Place<'_, 't>) -> Option<&'t str> {
    let text = place.line.text;
    let part = is_part(text) || place.opens;
    (place.line.heading().is_some() && !part).then(|| leading(text))
}

/// "## Featured Project: Loom", "## Featured Project — Loom": the name in the heading of a part that is about one project.
pub(super) fn of_part(heading: &str) -> Option<&str> {
    let mut parted = [": ", " — ", " – ", " - "].iter();
    let (label, name) = parted.find_map(|sign| heading.split_once(sign))?;
    let label = fold(label);
    let mut words = label.split(' ').rev();
    let single = words.next() == Some("project") && words.count() < LABEL_WORDS;
    (single && name.starts_with(char::is_uppercase)).then(|| leading(name))
}

/// The most words of a label that ends with "project".
const LABEL_WORDS: usize = 3;

/// "**Loom**", and below it "Weaves plans.".
pub(super) fn title<'t>(place: &Place<'_, 't>) -> Option<&'t str> {
    let set = |block: &Block| is_bold(block) || is_link_line(block) || is_piped(block);
    let title = place.first && !place.opens && place.block.kind == Kind::Paragraph && set(place.block);
    (title || place.row).then(|| place.name())
}

/// Says whether each line of a paragraph begins with a bold or linked name: projects one below the other.
pub(super) fn is_rows(reading: &Reading<'_>, index: usize, block: &Block) -> bool {
    let lines = reading.lines_of(index);
    let set = block.bold.len() + block.links.len() >= lines.len();
    let named = |line: &Line<'_>| {
        set_words(block, &line.range).is_some_and(|name| {
            let behind = line.text.split_once(name).map_or("", |(_, behind)| behind);
            let label = name.trim_end().ends_with(':');
            !label && is_name(name) && !(is_labelled_word(name) && behind.starts_with(':'))
        })
    };
    lines.len() >= 2 && set && lines.iter().all(named)
}

/// "Technologies": the word before a colon is no name.
fn is_labelled_word(name: &str) -> bool {
    is_exact(name) || name.starts_with(char::is_lowercase)
}

/// "Loom | Weaving, Rust | 2021 – 2022": says whether a line is a name, what it is and when it was made.
pub(super) fn is_piped(block: &Block) -> bool {
    let text = block.text.as_str();
    let pipes = text.matches(" | ").count();
    let short = || text.split_ascii_whitespace().count() <= LINE_WORDS && block.links.is_empty();
    if pipes == 0 || !block.apart || !short() {
        return false;
    }
    let (before, date) = text.rsplit_once(" | ").unwrap_or((text, ""));
    let whole = |period: Period| period.range.len() + DATE_SIGNS >= date.len();
    // "Loom | Weaving, Rust      May 2021"
    let aside = |period: Period| {
        let before = slice(text, 0..period.range.start);
        period.range.end + DATE_SIGNS >= text.len() && before.ends_with("   ")
    };
    before.contains(" | ") && dates::first(date).is_some_and(whole) || dates::first(text).is_some_and(aside)
}

/// Says whether a heading is that of a project, and of no part.
pub(super) fn is_project(reading: &Reading<'_>, index: usize, heading: &Block) -> bool {
    let text = heading.text.as_str();
    let label = || is_label(&names::bare(text).to_lowercase());
    !is_part(text) && !label() && reading.outline.heading(index) == Some(index)
}

/// Says whether a heading opens a part; among projects, "Clickstream Analytics" is the name of one.
fn is_part(heading: &str) -> bool {
    is_exact(heading)
        || named(heading).is_some_and(|section| section != Section::Statistics)
        || GROUPS.contains(&fold(heading).as_str())
}

/// Headings of groups of projects, folded.
const GROUPS: &[&str] = &[
    "current",
    "currently",
    "ongoing",
    "active",
    "in progress",
    "past",
    "previous",
    "old",
    "older",
    "older stuff",
    "archive",
    "archived",
    "completed",
    "finished",
    "abandoned",
    "ideas",
    "upcoming",
    "new",
    "recent",
    "featured",
    "pinned",
    "popular",
    "highlights",
    "public",
    "private",
    "closed source",
    "client work",
    "clients",
    "personal",
    "professional",
    "academic",
    "for fun",
    "just for fun",
    "fun",
    "misc",
    "miscellaneous",
    "other",
    "others",
    "more",
    "web",
    "mobile",
    "desktop",
    "hardware",
    "embedded",
    "data",
    "ai",
    "ml",
    "ai ml",
    "deep learning",
    "nlp",
    "computer vision",
    "automation",
    "scripts",
    "utilities",
    "games",
    "apps",
    "bots",
    "websites",
    "packages",
    "maintained",
    "forks",
    "forks i maintain",
    "contributing to",
];

/// Says whether a paragraph's first line is short and begins in bold with no label: "**Loom** (2021)".
pub(super) fn is_bold(block: &Block) -> bool {
    let text = block.text.as_str();
    let first = block.text.lines().next().unwrap_or_default();
    let begins = text.find(char::is_alphanumeric).unwrap_or(text.len());
    block.bold.first().is_some_and(|bold| {
        let words = slice(text, bold.clone());
        bold.start <= begins
            && !words.trim_end().ends_with(':')
            && words.split_ascii_whitespace().count() <= BOLD_WORDS
            && slice(text, first).split_ascii_whitespace().count() <= LINE_WORDS
    })
}

/// Says whether a block's first line is a link, and the lines below it tell of where it leads, or it is a dated link.
pub(super) fn is_link_line(block: &Block) -> bool {
    let text = block.text.as_str();
    let mut lines = block.text.lines();
    let (Some(first), second) = (lines.next(), lines.next()) else {
        return false;
    };
    let Some(second) = second else {
        return is_dated_link(block);
    };
    let (first, told) = (slice(text, first), slice(text, second.start..text.len()));
    let begins = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let whole = |link: &Link| link.range.start <= begins && first.len() <= link.range.end + 1;
    let link = block.links.first().filter(|link| whole(link));
    link.is_some_and(|link| link.href.starts_with("http"))
        && first.split_ascii_whitespace().count() <= BOLD_WORDS
        && told.split_ascii_whitespace().count() >= TOLD_WORDS
}

/// "[Loom](…) May 2021 – now"
fn is_dated_link(block: &Block) -> bool {
    let text = block.text.as_str();
    let begins = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let link = block.links.first().filter(|link| link.range.start <= begins);
    link.is_some_and(|link| {
        let rest = slice(text, link.range.end..text.len()).trim();
        let whole = |period: Period| period.end.is_some() && rest.len() <= period.range.len() + DATE_SIGNS;
        link.href.starts_with("http") && dates::first(rest).is_some_and(whole)
    })
}

/// The most bytes around the period of such a link.
const DATE_SIGNS: usize = 4;

/// Says whether a block begins with a link to a page and tells of it: "[Loom](…) – weaves plans".
pub(super) fn is_linked(block: &Block) -> bool {
    first_link(block).is_some_and(|link| {
        let text = block.text.as_str();
        let told = slice(text, link.range.end..text.len());
        told.split_ascii_whitespace().count() >= TOLD_WORDS
    })
}

/// Says whether a block begins with a link to a page that has a name of its own.
pub(super) fn begins_with_link(block: &Block) -> bool {
    first_link(block).is_some_and(|link| is_name(slice(block.text.as_str(), link.range.clone())))
}

/// Returns the link to a page with which a block begins.
fn first_link(block: &Block) -> Option<&Link> {
    let text = block.text.as_str();
    let begins = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let link = block.links.first().filter(|link| link.range.start <= begins)?;
    // "ada/loom 1.2": a feed names others' repositories and releases so.
    let named = !slice(text, link.range.clone()).contains('/');
    (named && link.href.starts_with("http")).then_some(link)
}

/// The fewest words behind a link, with the dash, that tell of where it leads.
const TOLD_WORDS: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn a_title_is_short_and_begins_in_bold() {
        for (text, expected) in [
            ("**Loom**", true),
            ("🧵 **Loom** (2021), a weaver of plans", true),
            (
                "**Loom**\nweaves plans, and does so with more words than any title would ever need to have",
                true,
            ),
            ("**Stack:** Go", false),
            ("Weaves **Loom**", false),
            ("Loom", false),
            (
                "**Loom** weaves plans, and does so with more words than any title would ever need",
                false,
            ),
            ("**Loom that weaves the plans of the mills in town**", false),
        ] {
            let found = read(text, |reading| reading.blocks().any(|(_, block)| is_bold(block)));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn headings_of_parts_are_no_projects() {
        for (heading, expected) in [
            ("Loom", false),
            ("Clickstream Analytics", false),
            ("Projects", true),
            ("Open Source Projects", true),
        ] {
            assert_eq!(is_part(heading), expected, "{heading}");
        }
    }

    #[test]
    fn a_part_can_be_about_one_project() {
        assert_eq!(
            of_part("🧵 Featured Project: Loom of Bremen"),
            Some("Loom of Bremen")
        );
        assert_eq!(of_part("Project: Loom — weaves plans"), Some("Loom"));
        assert_eq!(of_part("Projects: Looms"), None);
        assert_eq!(of_part("Project: what I did"), None);
    }
}
