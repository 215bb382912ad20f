//! What the unit tests of rules share: a small text, read by one of them or by all.

use chrono::NaiveDate;

use super::document::Document;
use super::reading::Reading;
use super::{Format, extract};
use crate::profile::{Profile, SourceId};
use crate::taxonomy::Taxonomy;

/// Lets one rule read a Markdown text.
pub(super) fn read<T>(text: &str, rule: impl FnOnce(&Reading<'_>) -> T) -> T {
    let document = Document::parse(text, Format::Markdown);
    let source = SourceId::new("test");
    rule(&Reading::new(&document, &source, Taxonomy::embedded()))
}

/// Reads everything that a text says, on the first day of 2026.
pub(super) fn profile(text: &str) -> Profile {
    let source = SourceId::new("test");
    let document = super::Document {
        source: &source,
        text,
    };
    let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    extract(document, Taxonomy::embedded(), today)
}
