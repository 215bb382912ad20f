//! Headings that are positions, and headings above such.

use super::{Section, named};
use crate::extract::document::{Block, Document, Kind};
use crate::extract::{dates, education, titles};

/// "Tech Lead at Acme": where no heading above says otherwise, a position's heading opens its own account.
pub(super) fn position_heading(block: &Block, below: Option<&Block>, inherited: Section) -> Option<Section> {
    let free = matches!(inherited, Section::Open | Section::About);
    if !free || !matches!(block.kind, Kind::Heading(2..)) {
        return None;
    }
    let text = block.text.as_str().trim();
    let dated_below =
        below.is_some_and(|below| is_period(below.text.as_str()) || is_dated_name(below.text.as_str()));
    if dated_below && titles::is_title(text) {
        return Some(Section::Experience);
    }
    let period = dates::first(text).filter(|period| period.end.is_some() && period.range.start > 0);
    if let Some(period) = period
        && titles::is_title(text.get(..period.range.start).unwrap_or_default())
    {
        return Some(Section::Experience);
    }
    let (title, employer) = text.split_once(" at ").or_else(|| text.split_once(" @ "))?;
    let named = employer.chars().next().is_some_and(char::is_uppercase);
    let short = text.split_ascii_whitespace().count() <= 10 && !text.ends_with(['.', '!', '?', ':']);
    (named && short && !text.starts_with("I ") && titles::is_title(title)).then_some(Section::Experience)
}

/// "**Engineer at Acme**" above "*2019 – 2021 | Oslo*": a line set in bold that no heading stands above begins an account of work.
pub(super) fn set_position(block: &Block, below: Option<&Block>) -> bool {
    let text = block.text.as_str();
    let [bold] = block.bold.as_slice() else {
        return false;
    };
    let whole = block.kind == Kind::Paragraph && bold.start == 0 && bold.end == text.trim_end().len();
    let dated = |below: &Block| {
        let line = below.text.as_str().lines().next().unwrap_or_default();
        let period = dates::first(line).filter(|period| period.end.is_some() && line.len() <= NAME_BYTES);
        below.kind == Kind::Paragraph && period.is_some_and(|period| period.range.start <= SIGNS)
    };
    whole
        && text.len() <= TITLE_BYTES
        && below.is_some_and(dated)
        && titles::is_title(text)
        && !education::is_learning(text)
}

/// So many signs may stand before a period.
const SIGNS: usize = 3;

/// So many positions below a heading make its part one about work, whatever it is called.
const POSITIONS: usize = 2;

/// "Weaving": below a heading that says nothing of its content, lines with a title and a period tell what it is.
pub(super) fn above_positions(
    document: &Document<'_>,
    heading: usize,
    inherited: Section,
) -> Option<Section> {
    let Kind::Heading(level) = document.blocks.get(heading)?.kind else {
        return None;
    };
    let below = document
        .blocks
        .iter()
        .skip(heading + 1)
        .take_while(|block| match block.kind {
            Kind::Heading(other) => other > level && named(block.text.as_str()).is_none(),
            _ => true,
        });
    let positions = below
        .filter(|block| !matches!(block.kind, Kind::Cell(_)))
        .flat_map(|block| block.text.as_str().lines())
        .filter(|line| is_dated_title(line));
    let free = matches!(inherited, Section::Open | Section::About);
    (free && positions.take(POSITIONS).count() == POSITIONS).then_some(Section::Experience)
}

/// The most bytes of a line that can name a position.
const TITLE_BYTES: usize = 160;

/// "Engineer, Acme (2019 – 2021)".
fn is_dated_title(line: &str) -> bool {
    let Some(period) = dates::first(line).filter(|period| period.end.is_some() && line.len() <= TITLE_BYTES)
    else {
        return false;
    };
    let before = line.get(..period.range.start).unwrap_or_default();
    let behind = line.get(period.range.end..).unwrap_or_default();
    let ends =
        period.range.start <= 3 || behind.chars().filter(|letter| letter.is_alphabetic()).count() <= 20;
    ends && [before, behind]
        .into_iter()
        .any(|words| titles::is_title(words) && !education::is_school(words))
}

/// "Engineer, Acme (2019 – 2021)", "Acme — Engineer" above "2019 – 2021" or below it, or "Engineer" above "Acme | 2019 – 2021".
pub(super) fn is_dated_position(text: &str, below: Option<&str>) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let joined = [",", " - ", " – ", " — ", " | ", " at ", " @ ", " · "]
        .iter()
        .any(|joint| first.contains(joint));
    let named = joined && first.len() <= TITLE_BYTES && titles::is_title(first);
    let second = lines.next().or(below);
    let employed =
        || first.len() <= TITLE_BYTES && titles::is_title(first) && second.is_some_and(is_dated_name);
    let titled = |line: &str| line.len() <= TITLE_BYTES && titles::is_title(line);
    joined && is_dated_title(first)
        || named && second.is_some_and(is_period)
        || employed()
        || second.is_some_and(titled) && is_period(first)
}

/// "February 2020 - October 2023", and nothing else on the first line.
pub(super) fn is_period(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    dates::first(line).is_some_and(|period| {
        let around = line.len().saturating_sub(period.range.len());
        period.end.is_some() && around <= 4
    })
}

/// "Acme | 2019 – 2021": a name, and a period behind it.
fn is_dated_name(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let Some(period) = dates::first(line).filter(|period| period.end.is_some() && line.len() <= NAME_BYTES)
    else {
        return false;
    };
    let name = line.get(..period.range.start).unwrap_or_default().trim_end();
    name.starts_with(char::is_uppercase)
        && name.ends_with(['|', '·', '•', '(', '—', '–'])
        && period.range.end + 2 >= line.len()
}

/// The most bytes of a line that names an employer and a period.
const NAME_BYTES: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_has_a_title_and_a_period() {
        for position in [
            "Loom Engineer, Lumoraq (2019 – 2021)",
            "Lumoraq — Loom Engineer\n2019 – 2021",
            "Loom Engineer\nLumoraq | 2019 – 2021",
            "2019 - 2021\nLoom Engineer - Lumoraq",
        ] {
            assert!(is_dated_position(position, None), "{position}");
        }
        assert!(is_dated_position("2019 - 2021", Some("Loom Engineer")));
        for other in ["2019 - 2021\nSilk and wool", "Silk, wool", "2019 - 2021"] {
            assert!(!is_dated_position(other, None), "{other}");
        }
    }
}
