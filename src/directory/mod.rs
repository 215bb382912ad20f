//! What can change, and how? One use case a file; everything that changes data goes through here.

mod erase;
mod ingest;
mod preview;
mod read;
mod reindex;
mod validate;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::Mutex;

use crate::cpu;
use crate::intake;
use crate::profile::PersonId;
use crate::search::Index;
use crate::store::{self, Store};
use crate::taxonomy::Taxonomy;

pub use crate::intake::{MAX_FILE_BYTES, MAX_TEXT_BYTES};
pub use preview::{notes, understand};
pub use read::is_resume;

/// The directory: the truth, the index over it, and what texts are read with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Directory {
    pub store: Store,
    pub index: Arc<dyn Index>,
    pub taxonomy: &'static Taxonomy,
    pub cpu: cpu::Pool,
    /// Held by whoever brings the index up to date: of two at once, the one with older rows could come last.
    keeper: Arc<Mutex<()>>,
}

/// A text, or a file that holds one, that somebody hands in.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Where the text is from, so that a changed text updates the same person: a file's URL or the caller's own name for
    /// it, which may not begin with `paste:`. `None` for a paste, which is then known by its content.
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
    #[error(transparent)]
    NoText(#[from] intake::Error),
    #[error(
        "a source cannot begin with `paste:`, which marks pasted texts: name it otherwise, or leave it out"
    )]
    ReservedSource,
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

impl Directory {
    #[must_use]
    pub fn new(store: Store, index: Arc<dyn Index>, taxonomy: &'static Taxonomy, cpu: cpu::Pool) -> Self {
        Self {
            store,
            index,
            taxonomy,
            cpu,
            keeper: Arc::new(Mutex::new(())),
        }
    }
}

/// The one place where the directory reads the clock.
#[expect(clippy::disallowed_methods, reason = "what is below is given the time")]
fn now() -> DateTime<Utc> {
    Utc::now()
}
