//! Why a fact is believed: the line that says so.

use serde::{Deserialize, Serialize};

use super::SourceId;

/// A place in a stored text that supports a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub source: SourceId,
    /// The first byte of the quote in the source's stored text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words that stand there, byte for byte.
    pub quote: String,
    pub via: Via,
}

/// How a fact was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    /// Named in a list of skills, links or facts.
    List,
    /// A badge or an icon.
    Badge,
    /// Inside the account of a position.
    Role,
    /// Inside the account of a project.
    Project,
    /// In running text.
    Prose,
    /// In a code block.
    Code,
    /// In a table's cell.
    Table,
    /// Stated by a service.
    Api,
    /// In a heading.
    Heading,
    /// Said to be learned or wished for, not known.
    Learning,
}
