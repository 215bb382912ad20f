//! What the unit tests of rules share: a small text, read by one of them.

use super::Format;
use super::document::Document;
use super::reading::Reading;
use crate::profile::SourceId;
use crate::taxonomy::Taxonomy;

/// Lets a rule read a Markdown text.
pub(super) fn read<T>(text: &str, rule: impl FnOnce(&Reading<'_>) -> T) -> T {
    let document = Document::parse(text, Format::Markdown);
    let source = SourceId::new("test");
    rule(&Reading::new(&document, &source, Taxonomy::embedded()))
}
