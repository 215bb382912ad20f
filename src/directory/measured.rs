//! Search engines whose searches and failures are counted.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use async_trait::async_trait;

use crate::metrics::Metrics;
use crate::profile::PersonId;
use crate::search::{Entry, Error, Found, Identity, Index, Indexes, Outcome, Query, Ticket};

/// Counts what the indexes behind it do.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) indexes: Arc<dyn Indexes>,
    pub(super) metrics: Arc<Metrics>,
}

#[async_trait]
impl Indexes for Measured {
    fn target(&self) -> &str {
        self.indexes.target()
    }

    fn is_here(&self, target: &str) -> bool {
        self.indexes.is_here(target)
    }

    fn is_exclusive(&self) -> bool {
        self.indexes.is_exclusive()
    }

    fn open(&self, generation: i64) -> Result<Arc<dyn Index>, Error> {
        let opened = self.indexes.open(generation);
        let index = opened.inspect_err(|_error| self.metrics.engine_error("open"))?;
        let metrics = Arc::clone(&self.metrics);
        Ok(Arc::new(MeasuredIndex { index, metrics }))
    }

    async fn remove(&self, generation: i64) -> Result<(), Error> {
        let removed = self.indexes.remove(generation).await;
        removed.inspect_err(|_error| self.metrics.engine_error("drop"))
    }

    async fn version(&self) -> Result<String, Error> {
        self.indexes.version().await
    }
}

/// Counts what one index does.
#[derive(Debug)]
struct MeasuredIndex {
    index: Arc<dyn Index>,
    metrics: Arc<Metrics>,
}

impl MeasuredIndex {
    fn counted<T>(&self, operation: &'static str, outcome: Result<T, Error>) -> Result<T, Error> {
        outcome.inspect_err(|_error| self.metrics.engine_error(operation))
    }
}

#[async_trait]
impl Index for MeasuredIndex {
    async fn upsert(&self, entries: Vec<Entry>) -> Result<Ticket, Error> {
        self.counted("upsert", self.index.upsert(entries).await)
    }

    async fn remove(&self, ids: &[PersonId]) -> Result<Ticket, Error> {
        self.counted("remove", self.index.remove(ids).await)
    }

    async fn outcomes(&self, tickets: &[Ticket]) -> Result<Vec<Outcome>, Error> {
        self.counted("follow", self.index.outcomes(tickets).await)
    }

    async fn search(&self, query: &Query) -> Result<Found, Error> {
        let started = Instant::now();
        let found = self.index.search(query).await;
        let outcome = if found.is_ok() { "answered" } else { "failed" };
        self.metrics.search(outcome, started.elapsed());
        self.counted("search", found)
    }

    async fn count(&self) -> Result<u64, Error> {
        self.counted("count", self.index.count().await)
    }

    async fn versions(&self) -> Result<HashMap<PersonId, i64>, Error> {
        self.counted("compare", self.index.versions().await)
    }

    async fn identity(&self) -> Result<Identity, Error> {
        self.counted("identify", self.index.identity().await)
    }
}
