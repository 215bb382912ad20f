//! Who matches? The only door to the search engines.
//!
//! What a query means is defined here, over [`Entry`], and not by an engine; the contract suite holds every engine to it.

mod entry;
mod error;
mod explain;
mod facet;
mod highlight;
mod known;
mod query;
mod rank;
mod scrub;
mod tantivy;
mod token;
mod word;

use std::collections::BTreeMap;

use async_trait::async_trait;

use crate::profile::PersonId;

pub use entry::{Entry, PROSE_BYTES};
pub use error::Error;
pub use explain::{Reason, explain};
pub use facet::{Facet, FacetCount, UNKNOWN};
pub use highlight::highlight;
pub use query::{Clause, DEFAULT_LIMIT, MAX_LIMIT, MAX_TEXT, Query, Sort};
pub use rank::Field;
pub use scrub::addresses;
pub use tantivy::{Config, in_memory, open, open_empty};

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
