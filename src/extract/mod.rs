//! What does this text say? Text in, a profile out, with the line that says so for every fact.
//!
//! Total, synchronous, deterministic and linear in its input; no clock, no I/O.

use chrono::NaiveDate;

use crate::profile::{Profile, SourceId};
use crate::taxonomy::Taxonomy;

/// The kind of text that a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Markdown,
    Text,
}

/// A text as it was received.
#[derive(Debug, Clone, Copy)]
pub struct Document<'t> {
    /// What the evidence will name.
    pub source: &'t SourceId,
    pub text: &'t str,
}

/// Tells the kind of a text from its content.
#[must_use]
pub fn detect(text: &str) -> Format {
    todo!("{text}")
}

/// Reads everything that a text says of its person.
///
/// `today` closes the roles that go on, where years are computed.
#[must_use]
pub fn extract(document: Document<'_>, taxonomy: &Taxonomy, today: NaiveDate) -> Profile {
    todo!("{document:?} {taxonomy:?} {today}")
}
