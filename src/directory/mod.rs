//! What can change, and how? One use case a file; everything that changes data goes through here.

use std::sync::Arc;

use crate::cpu;
use crate::profile::{PersonId, Profile};
use crate::search::Index;
use crate::store::{self, Store};
use crate::taxonomy::Taxonomy;

/// The directory: the truth, the index over it, and what texts are read with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Directory {
    pub store: Store,
    pub index: Arc<dyn Index>,
    pub taxonomy: &'static Taxonomy,
    pub cpu: cpu::Pool,
}

/// A text that somebody hands in.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Where the text is from, so that a changed text updates the same person: a file's URL or the caller's own name for
    /// it. `None` for a paste, which is then known by its content.
    pub locator: Option<String>,
    pub bytes: Vec<u8>,
}

/// What became of a submission.
#[derive(Debug, Clone)]
pub enum Outcome {
    Added(Receipt),
    Updated(Receipt),
    /// The same text of the same source is already there.
    Unchanged(Receipt),
}

/// Who a submission is about.
#[derive(Debug, Clone)]
pub struct Receipt {
    pub id: PersonId,
    pub slug: String,
    pub name: Option<String>,
    /// What is thin or missing, in sentences for the person who submitted ("no skill was found").
    pub notes: Vec<String>,
}

/// Why a text is not a profile; the message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    #[error("the text is empty: write or paste something about the person")]
    Empty,
    #[error(
        "the text has {size} bytes, more than the {limit} that one profile may have: shorten it or split it"
    )]
    TooLarge { size: usize, limit: usize },
    #[error("this is binary data ({kind}), not text: save it as Markdown or plain text first")]
    Binary { kind: &'static str },
    #[error("byte {offset} is not valid UTF-8: save the text as UTF-8")]
    NotUtf8 { offset: usize },
    #[error("nothing in the text names a person, a skill or a position: is it a profile?")]
    NoFacts,
}

/// Why a change did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Rejected(#[from] Rejected),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("the text could not be read")]
    Unreadable(#[from] cpu::Error),
    #[error("too many changes to the same person at once: try again")]
    Contended,
    #[error(transparent)]
    Index(#[from] crate::search::Error),
}

/// The most bytes that one profile's text may have.
pub const MAX_PROFILE_BYTES: usize = 1024 * 1024;

impl Directory {
    /// Returns what would be understood of a text, without storing anything.
    pub async fn preview(&self, bytes: Vec<u8>) -> Result<Profile, Error> {
        todo!("{bytes:?}")
    }

    /// Takes one text all the way into the directory: the write path. Safe to repeat.
    ///
    /// The text is stored when this returns; it is searchable after [`Self::drain`].
    pub async fn ingest(&self, submission: Submission) -> Result<Outcome, Error> {
        todo!("{submission:?}")
    }

    /// Forgets a person: texts, profile and index entry. `false` where there is no such person.
    pub async fn erase(&self, id: PersonId) -> Result<bool, Error> {
        todo!("{id}")
    }

    /// Brings the index up to date with the outbox; returns how many people it caught up with.
    pub async fn drain(&self) -> Result<u64, Error> {
        todo!()
    }

    /// Makes the index anew from the database; `progress` is told how many people are done.
    pub async fn reindex(&self, progress: &(dyn Fn(u64) + Send + Sync)) -> Result<u64, Error> {
        let _ = progress;
        todo!()
    }
}

/// Reads a text as a profile, without a directory.
pub fn read(bytes: &[u8], taxonomy: &Taxonomy, today: chrono::NaiveDate) -> Result<Profile, Rejected> {
    todo!("{bytes:?} {taxonomy:?} {today}")
}
