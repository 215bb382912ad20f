//! Who matches? The only door to the search engines.
//!
//! What a query means is defined here, over [`Entry`], and not by an engine; the contract suite holds every engine to it.

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

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;

use crate::profile::PersonId;

pub use config::{Config, Engine};
pub use entry::{Entry, PROSE_BYTES};
pub use error::Error;
pub use explain::{Reason, explain};
pub use facet::{Facet, FacetCount, UNKNOWN};
pub use highlight::highlight;
pub use meili::{Key, MeilisearchConfig, make_key};
pub use query::{Clause, DEFAULT_LIMIT, MAX_LIMIT, MAX_TEXT, Query, Sort};
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

/// A search engine.
#[async_trait]
pub trait Index: Send + Sync + std::fmt::Debug {
    /// Puts entries in, each in place of the one with the same id; seen after [`Index::flush`].
    async fn upsert(&self, entries: Vec<Entry>) -> Result<(), Error>;

    /// Takes people out; unknown ids are no error; seen after [`Index::flush`].
    async fn remove(&self, ids: &[PersonId]) -> Result<(), Error>;

    /// Takes everybody out; seen, together with what is put in meanwhile, after [`Index::flush`].
    async fn clear(&self) -> Result<(), Error>;

    /// Returns when everything before is durable and seen by searches.
    async fn flush(&self) -> Result<(), Error>;

    async fn search(&self, query: &Query) -> Result<Found, Error>;

    /// How many people it holds.
    async fn count(&self) -> Result<u64, Error>;
}

/// Opens the index of the engine that `config` chooses, making it where there is none.
pub fn open(config: &Config) -> Result<Arc<dyn Index>, Error> {
    match config.engine {
        Engine::Tantivy => tantivy::open(&config.embedded),
        Engine::Meilisearch => meili::open(&config.meilisearch),
    }
}

/// Throws away what is there and opens an empty index: the way out of [`Error::Broken`].
pub fn open_empty(config: &Config) -> Result<Arc<dyn Index>, Error> {
    match config.engine {
        Engine::Tantivy => tantivy::open_empty(&config.embedded),
        // Made anew beside the live one, whatever that holds.
        Engine::Meilisearch => meili::open(&config.meilisearch),
    }
}
