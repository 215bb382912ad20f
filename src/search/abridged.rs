//! Indexes that hold as much of people's prose as is wished.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;

use super::{Entry, Error, Found, FullText, Identity, Index, Indexes, Outcome, Query, Ticket};
use crate::profile::PersonId;

/// What the name of a target ends in whose indexes hold no prose but the summaries.
const SUMMARY: &str = " summary";

/// A place whose indexes hold all prose or the summaries. To the directory these are different targets: a change of the
/// setting makes a new index from the database, and the old one goes.
#[derive(Debug)]
pub(super) struct Abridging {
    indexes: Arc<dyn Indexes>,
    full_text: FullText,
    target: String,
}

impl Abridging {
    pub(super) fn new(indexes: Arc<dyn Indexes>, full_text: FullText) -> Self {
        let form = match full_text {
            FullText::All => "",
            FullText::Summary => SUMMARY,
        };
        Self {
            target: format!("{}{form}", indexes.target()),
            full_text,
            indexes,
        }
    }
}

#[async_trait]
impl Indexes for Abridging {
    fn target(&self) -> &str {
        &self.target
    }

    fn is_here(&self, target: &str) -> bool {
        self.indexes
            .is_here(target.strip_suffix(SUMMARY).unwrap_or(target))
    }

    fn is_exclusive(&self) -> bool {
        self.indexes.is_exclusive()
    }

    fn open(&self, generation: i64) -> Result<Arc<dyn Index>, Error> {
        let index = self.indexes.open(generation)?;
        Ok(match self.full_text {
            FullText::All => index,
            FullText::Summary => Arc::new(Abridged(index)),
        })
    }

    async fn remove(&self, generation: i64) -> Result<(), Error> {
        self.indexes.remove(generation).await
    }

    async fn version(&self) -> Result<String, Error> {
        self.indexes.version().await
    }
}

/// Keeps the prose of entries out of an index, but for the summary.
#[derive(Debug)]
struct Abridged(Arc<dyn Index>);

#[async_trait]
impl Index for Abridged {
    async fn upsert(&self, mut entries: Vec<Entry>) -> Result<Ticket, Error> {
        entries.iter_mut().for_each(Entry::abridge);
        self.0.upsert(entries).await
    }

    async fn remove(&self, ids: &[PersonId]) -> Result<Ticket, Error> {
        self.0.remove(ids).await
    }

    async fn outcomes(&self, tickets: &[Ticket]) -> Result<Vec<Outcome>, Error> {
        self.0.outcomes(tickets).await
    }

    async fn search(&self, query: &Query) -> Result<Found, Error> {
        self.0.search(query).await
    }

    async fn count(&self) -> Result<u64, Error> {
        self.0.count().await
    }

    async fn versions(&self) -> Result<HashMap<PersonId, i64>, Error> {
        self.0.versions().await
    }

    async fn identity(&self) -> Result<Identity, Error> {
        self.0.identity().await
    }
}
