//! Who matches? The only door to the search engines.
//!
//! What a query means is defined here, over [`Entry`], and not by an engine; the contract suite holds every engine to it.

mod abridged;
mod config;
mod entry;
mod error;
mod explain;
mod facet;
mod highlight;
mod known;
mod meili;
mod query;
mod rank;
mod scrub;
mod tantivy;
mod token;
mod word;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use self::abridged::Abridging;
use crate::profile::PersonId;

pub use config::{Config, Engine, FullText};
pub use entry::{Entry, PROSE_BYTES};
pub use error::Error;
pub use explain::{Reason, explain};
pub use facet::{FRESH, Facet, FacetCount, STALE, UNKNOWN};
pub use highlight::highlight;
pub use meili::{Key, MeilisearchConfig, make_key};
pub use query::{COUNTED_VALUES, Clause, DEFAULT_LIMIT, MAX_LIMIT, MAX_TEXT, Query, Sort};
pub use rank::Field;
pub use scrub::addresses;
pub use tantivy::{EmbeddedConfig, in_memory};

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    pub people: Vec<PersonId>,
    pub total: u64,
    /// By descending count, then by id; a facet's own filter does not narrow its counts.
    /// Chosen values are there even beyond the limit, and even with the count 0.
    pub facets: BTreeMap<Facet, Vec<FacetCount>>,
}

/// A number that an engine gives to what it takes: what it holds of a person in the end came with the greatest.
pub type Ticket = i64;

/// What became of what an engine took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Waiting,
    /// It is durable and seen by searches.
    Done,
    /// It will never be done: somebody among those who were sent together is no good.
    Refused(String),
    /// It was not done and may be if it is sent once more.
    Lost(String),
}

/// What tells an index from another that took its place unnoticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Never the same for two indexes.
    pub name: String,
    /// The greatest ticket that the engine knows of; `None` where it knows none.
    pub newest: Option<Ticket>,
}

/// One index of a search engine.
#[async_trait]
pub trait Index: Send + Sync + std::fmt::Debug {
    /// Hands over entries, each to take the place of the one with the same id. [`Error::Unfit`] where the engine will
    /// never take them; any other error leaves open whether it did.
    async fn upsert(&self, entries: Vec<Entry>) -> Result<Ticket, Error>;

    /// Has people taken out; unknown ids are no error.
    async fn remove(&self, ids: &[PersonId]) -> Result<Ticket, Error>;

    /// Says what became of what was taken, in the order of the tickets.
    async fn outcomes(&self, tickets: &[Ticket]) -> Result<Vec<Outcome>, Error>;

    async fn search(&self, query: &Query) -> Result<Found, Error>;

    /// How many people it holds.
    async fn count(&self) -> Result<u64, Error>;

    /// Who is in it, with the version of each entry.
    async fn versions(&self) -> Result<HashMap<PersonId, i64>, Error>;

    /// Which index it is; one that is not there any more is made anew, empty.
    async fn identity(&self) -> Result<Identity, Error>;
}

/// A place for the directory's indexes, which are told apart by the numbers of their generations.
#[async_trait]
pub trait Indexes: Send + Sync + std::fmt::Debug {
    /// Names the engine, the place and the form of what lies there: what was made for another target is of no use here.
    fn target(&self) -> &str;

    /// Whether a target is in this place, be it of another form.
    fn is_here(&self, target: &str) -> bool;

    /// Whether the place belongs to one process, with whose end is forgotten what was not done.
    fn is_exclusive(&self) -> bool;

    /// Opens the index of a generation, making it where there is none.
    fn open(&self, generation: i64) -> Result<Arc<dyn Index>, Error>;

    /// Removes the index of a generation; one that is not there is no error.
    async fn remove(&self, generation: i64) -> Result<(), Error>;

    /// The version of the engine, in words; an error where it is one that is too old, or does not answer.
    async fn version(&self) -> Result<String, Error>;
}

/// Opens the place that `config` chooses; a served engine is not asked yet.
pub fn open(config: &Config) -> Result<Arc<dyn Indexes>, Error> {
    let indexes = match config.engine {
        Engine::Tantivy => tantivy::open(&config.embedded),
        Engine::Meilisearch => meili::open(&config.meilisearch),
    }?;
    Ok(Arc::new(Abridging::new(indexes, config.full_text)))
}

/// Whether a target is a place with the number of a form behind it.
fn is_form_of(place: &str, target: &str) -> bool {
    let form = target.strip_prefix(place);
    form.is_some_and(|form| form.trim_start().parse::<u32>().is_ok())
}

/// Returns when an engine has done everything that it took; an error with its reason where it did not.
pub async fn settle(index: &dyn Index, tickets: &[Ticket]) -> Result<(), Error> {
    let mut pause = FIRST_PAUSE;
    loop {
        let mut waits = false;
        for outcome in index.outcomes(tickets).await? {
            match outcome {
                Outcome::Waiting => waits = true,
                Outcome::Done => {}
                Outcome::Refused(reason) => return Err(Error::Unfit(anyhow::anyhow!(reason))),
                Outcome::Lost(reason) => return Err(Error::Unavailable(anyhow::anyhow!(reason))),
            }
        }
        if !waits {
            return Ok(());
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

const FIRST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(250);
