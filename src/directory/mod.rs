//! What can change, and how? One use case a file; everything that changes data goes through here.

mod claims;
mod clock;
mod corrections;
mod delivery;
mod derive;
mod doctor;
mod duplicates;
mod erase;
mod generations;
mod housekeeping;
mod ingest;
mod live;
mod measured;
mod merges;
mod origins;
mod parting;
mod preview;
mod read;
mod refresh;
mod reprocess;
mod schedule;
mod sweep;
mod updates;
mod validate;

use std::sync::Arc;

use tokio::sync::{Mutex, Notify};
use uuid::Uuid;

use crate::cpu;
use crate::intake;
use crate::metrics::Metrics;
use crate::profile::PersonId;
use crate::search::Indexes;
use crate::sources::Sources;
use crate::store::{self, Store};
use crate::taxonomy::Taxonomy;

use generations::Keeper;
use live::Live;
use measured::Measured;

pub use crate::intake::{MAX_FILE_BYTES, MAX_TEXT_BYTES};
pub use crate::resolve::{Change, Field, What};
pub use clock::Clock;
pub use doctor::{Check, Health};
pub use duplicates::{Pair, Pairs};
pub use ingest::Drafts;
pub use merges::MergeError;
pub use origins::Submitted;
pub use preview::{notes, understand};
pub use read::is_resume;
pub use refresh::{Reading, Refreshed};
pub use reprocess::{PeopleByField, Reprocessed, Reread};
pub use schedule::Rhythm;
pub use sweep::Differences;

/// The directory: the truth, the indexes over it, and what texts are read with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Directory {
    pub store: Store,
    pub indexes: Arc<dyn Indexes>,
    pub taxonomy: &'static Taxonomy,
    pub cpu: cpu::Pool,
    clock: Clock,
    /// Names this process to others that serve the same database.
    node: Uuid,
    /// Held by whoever brings the index up to date: in one process nothing is gained by doing it twice.
    keeper: Arc<Mutex<Keeper>>,
    live: Live,
    /// How places are read that people write of themselves.
    sources: Sources,
    rhythm: Rhythm,
    /// Rung where a place became due at once.
    pub due: Arc<Notify>,
    /// What was done here since the process started.
    pub metrics: Arc<Metrics>,
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
    #[error(
        "`{0}` is no place that can be read: give the address of a GitHub account, a blog or its feed, a page or a file"
    )]
    NotAPlace(String),
    /// The place was asked.
    #[error("{}", of_place(locator, reason))]
    UnreadPlace { locator: String, reason: String },
    #[error("there is nothing to read: give a text, a file, or the address of a place")]
    Nothing,
    /// Or its person was erased.
    #[error("the place was taken away while it was read")]
    TakenAway,
}

/// Says of a place why it was not read; what says so itself names it once.
fn of_place(locator: &str, reason: &str) -> String {
    if reason.starts_with(locator) {
        reason.to_owned()
    } else {
        format!("{locator} could not be read: {reason}")
    }
}

/// Why a change did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Rejected(#[from] Rejected),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Merge(#[from] MergeError),
    #[error("the text could not be read")]
    Unreadable(#[from] cpu::Error),
    #[error("too many changes to the same person at once: try again")]
    Contended,
    #[error(transparent)]
    Index(#[from] crate::search::Error),
}

impl Directory {
    #[must_use]
    pub fn new(store: Store, indexes: Arc<dyn Indexes>, taxonomy: &'static Taxonomy, cpu: cpu::Pool) -> Self {
        let metrics = Arc::new(Metrics::default());
        let indexes = Arc::new(Measured {
            indexes,
            metrics: Arc::clone(&metrics),
        });
        Self {
            store,
            indexes,
            taxonomy,
            cpu,
            clock: Clock::system(),
            node: Uuid::new_v4(),
            keeper: Arc::default(),
            live: Live::default(),
            sources: Sources::default(),
            rhythm: Rhythm::default(),
            due: Arc::default(),
            metrics,
        }
    }

    /// Tells the time by `clock`.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Reads places with `sources`, as often as `rhythm` says; without them it reads none.
    #[must_use]
    pub fn with_sources(self, sources: Sources, rhythm: Rhythm) -> Self {
        Self {
            sources,
            rhythm,
            ..self
        }
    }

    /// Takes a name that outlives the process, so that the next one knows what this one left behind.
    #[must_use]
    pub fn with_node(self, node: Uuid) -> Self {
        Self { node, ..self }
    }
}
