//! The embedded engine: Tantivy indexes in a folder.

mod collect;
mod columns;
mod disk;
mod matching;
mod plan;
mod schema;
mod writing;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use tantivy::index::SegmentId;
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError};

use self::collect::Collector;
use self::columns::{Columns, Numbers};
use self::matching::Matcher;
use self::plan::Step;
use self::schema::Layout;
use self::writing::Writer;
use super::{Entry, Error, Facet, Found, Identity, Index, Outcome, Query, Ticket};
use crate::cpu;
use crate::profile::PersonId;

pub(super) use self::disk::open;
pub use self::disk::{EmbeddedConfig, in_memory};

/// What one search sees from its beginning to its end.
struct Snapshot {
    searcher: Searcher,
    columns: HashMap<SegmentId, Arc<Columns>>,
    numbers: Vec<Numbers>,
}

impl Snapshot {
    /// Reads what is new since `before`.
    fn new(searcher: Searcher, before: Option<&Self>) -> Result<Self, TantivyError> {
        let mut numbers = before.map_or_else(
            || vec![Numbers::default(); Facet::ALL.len()],
            |before| before.numbers.clone(),
        );
        let mut columns = HashMap::new();
        for segment in searcher.segment_readers() {
            let id = segment.segment_id();
            let known = before.and_then(|before| before.columns.get(&id));
            let read = match known {
                Some(known) => Arc::clone(known),
                None => Arc::new(Columns::read(segment, &mut numbers)?),
            };
            columns.insert(id, read);
        }
        Ok(Self {
            searcher,
            columns,
            numbers,
        })
    }
}

struct Engine {
    layout: Layout,
    reader: IndexReader,
    snapshot: RwLock<Arc<Snapshot>>,
    writer: Writer,
    /// Tells it from every other index.
    name: String,
    searches: cpu::Pool,
    updates: cpu::Pool,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("people", &self.snapshot().searcher.num_docs())
            .finish_non_exhaustive()
    }
}

impl Engine {
    fn new(
        index: tantivy::Index,
        layout: Layout,
        writer_memory: usize,
        name: String,
    ) -> Result<Arc<Self>, TantivyError> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let snapshot = Snapshot::new(reader.searcher(), None)?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Arc::new(Self {
            layout,
            snapshot: RwLock::new(Arc::new(snapshot)),
            reader,
            writer: Writer::new(index, writer_memory)?,
            name,
            searches: cpu::Pool::new(cores),
            updates: cpu::Pool::new(1),
        }))
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets searches see the last commit.
    fn reload(&self) -> Result<(), TantivyError> {
        self.reader.reload()?;
        let next = Snapshot::new(self.reader.searcher(), Some(&self.snapshot()))?;
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(())
    }

    fn versions(&self) -> HashMap<PersonId, i64> {
        let snapshot = self.snapshot();
        let mut versions = HashMap::new();
        for segment in snapshot.searcher.segment_readers() {
            if let Some(columns) = snapshot.columns.get(&segment.segment_id()) {
                let alive = segment.doc_ids_alive();
                versions.extend(alive.map(|document| (columns.person(document), columns.version(document))));
            }
        }
        versions
    }

    fn find(&self, query: &Query) -> Result<Found, TantivyError> {
        let snapshot = self.snapshot();
        let steps: Vec<Step<'_>> = query
            .clauses
            .iter()
            .map(|clause| Step::new(clause, &self.layout))
            .collect::<Result<_, _>>()?;
        let mut collector = Collector::new(query, &steps, &snapshot);
        for segment in snapshot.searcher.segment_readers() {
            let matcher = Matcher {
                layout: &self.layout,
                segment,
            };
            let columns = snapshot
                .columns
                .get(&segment.segment_id())
                .expect("a snapshot has the columns of its segments");
            collector.segment(&matcher, columns)?;
        }
        Ok(collector.finish())
    }
}

/// The engine, as the rest of the program holds it.
#[derive(Debug)]
struct Embedded(Arc<Engine>);

impl Embedded {
    async fn update<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Engine) -> Result<T, TantivyError> + Send + 'static,
    ) -> Result<T, Error> {
        let engine = Arc::clone(&self.0);
        finished(self.0.updates.run(move || work(&engine)).await)
    }
}

fn finished<T>(outcome: Result<Result<T, TantivyError>, cpu::Error>) -> Result<T, Error> {
    outcome
        .map_err(|panicked| Error::Unavailable(panicked.into()))?
        .map_err(disk::classify)
}

#[async_trait]
impl Index for Embedded {
    async fn upsert(&self, entries: Vec<Entry>) -> Result<Ticket, Error> {
        self.update(move |engine| engine.writer.upsert(&engine.layout, &entries))
            .await
    }

    async fn remove(&self, ids: &[PersonId]) -> Result<Ticket, Error> {
        let ids = ids.to_vec();
        self.update(move |engine| engine.writer.remove(&engine.layout, &ids))
            .await
    }

    async fn outcomes(&self, tickets: &[Ticket]) -> Result<Vec<Outcome>, Error> {
        let tickets = tickets.to_vec();
        self.update(move |engine| {
            if engine.writer.commit()? {
                engine.reload()?;
            }
            Ok(engine.writer.outcomes(&tickets))
        })
        .await
    }

    async fn search(&self, query: &Query) -> Result<Found, Error> {
        let engine = Arc::clone(&self.0);
        let query = query.clone();
        finished(self.0.searches.run(move || engine.find(&query)).await)
    }

    async fn count(&self) -> Result<u64, Error> {
        Ok(self.0.snapshot().searcher.num_docs())
    }

    async fn versions(&self) -> Result<HashMap<PersonId, i64>, Error> {
        let engine = Arc::clone(&self.0);
        let read = self.0.searches.run(move || engine.versions());
        read.await.map_err(|panicked| Error::Unavailable(panicked.into()))
    }

    async fn identity(&self) -> Result<Identity, Error> {
        Ok(Identity {
            name: self.0.name.clone(),
            newest: self.0.writer.newest(),
        })
    }
}
