//! What the unit tests of rules share: a small text, read by one of them.

use super::Format;
use super::document::Document;
use super::reading::Reading;
use super::sections::{Outline, Section};
use crate::profile::{Position, SourceId};
use crate::taxonomy::Taxonomy;

/// Lets a rule read a Markdown text.
pub(super) fn read<T>(text: &str, rule: impl FnOnce(&Reading<'_>) -> T) -> T {
    let document = Document::parse(text, Format::Markdown);
    let source = SourceId::new("test");
    rule(&Reading::new(&document, &source, Taxonomy::embedded()))
}

/// The part of a Markdown text that the first block with these words belongs to.
#[track_caller]
pub(super) fn section(text: &str, words: &str) -> Section {
    let document = Document::parse(text, Format::Markdown);
    let found = document
        .blocks
        .iter()
        .position(|block| block.text.as_str().contains(words));
    Outline::of(&document).section(found.expect("some block has these words"))
}

/// The name of a position's company, or nothing.
pub(super) fn company(position: &Position) -> &str {
    position.company.as_ref().map_or("", |company| &company.name)
}

/// The company, the title and the first year of positions.
pub(super) fn held<'p>(
    positions: impl Iterator<Item = &'p Position>,
) -> Vec<(&'p str, &'p str, Option<u16>)> {
    let held = |position: &'p Position| {
        let title = position.title.as_deref().unwrap_or_default();
        (company(position), title, first_year(position))
    };
    positions.map(held).collect()
}

/// The year in which a position began.
pub(super) fn first_year(position: &Position) -> Option<u16> {
    position.start.map(|date| date.year())
}
