//! Every engine that the contract holds for.

use std::sync::Arc;

use muster::profile::PersonId;
use muster::search::{self, Entry, Found, FullText, Index, Query, Sort};
use muster::taxonomy::Taxonomy;
use tempfile::TempDir;

use super::people::numbers;
use crate::support::app::embedded;
use crate::support::meilisearch;

/// An engine in a place of its own, empty at first.
pub(super) struct Engine {
    pub(super) name: &'static str,
    pub(super) index: Arc<dyn Index>,
    reopen: Option<Box<dyn Fn() -> Arc<dyn Index>>>,
}

/// Opens the only index of a place.
pub(super) fn opened(config: &search::Config) -> Arc<dyn Index> {
    search::open(config).unwrap().open(1).unwrap()
}

/// Puts people in and lets searches see them.
pub(super) async fn put(index: &dyn Index, entries: Vec<Entry>) -> Result<(), search::Error> {
    let ticket = index.upsert(entries).await?;
    search::settle(index, &[ticket]).await
}

/// Returns every engine; a case that holds for one must hold for all.
pub(super) fn engines() -> Vec<Engine> {
    [on_disk(), in_memory()].into_iter().chain(served()).collect()
}

/// Every engine that has a place, with no prose but the summaries.
pub(super) fn abridged() -> Vec<Engine> {
    let served = meilisearch::empty_directory().map(|config| Engine {
        name: "served, abridged",
        index: opened(&search::Config {
            full_text: FullText::Summary,
            ..config
        }),
        reopen: None,
    });
    [on_disk_with(FullText::Summary)]
        .into_iter()
        .chain(served)
        .collect()
}

fn on_disk() -> Engine {
    on_disk_with(FullText::All)
}

fn on_disk_with(full_text: FullText) -> Engine {
    let folder = TempDir::new().unwrap();
    let config = search::Config {
        full_text,
        ..embedded(folder.path().to_owned())
    };
    Engine {
        name: "embedded, on disk",
        index: opened(&config),
        reopen: Some(Box::new(move || {
            assert!(folder.path().exists());
            opened(&config)
        })),
    }
}

pub(super) fn in_memory() -> Engine {
    Engine {
        name: "embedded, in memory",
        index: search::in_memory().unwrap(),
        reopen: None,
    }
}

/// A directory of its own on the server, where there is one.
pub(super) fn served() -> Option<Engine> {
    let config = meilisearch::empty_directory()?;
    Some(Engine {
        name: "served",
        index: opened(&config),
        reopen: Some(Box::new(move || opened(&config))),
    })
}

impl Engine {
    /// Puts people in and lets searches see them.
    pub(super) async fn put(&self, entries: impl IntoIterator<Item = Entry>) {
        put(&*self.index, entries.into_iter().collect()).await.unwrap();
    }

    /// Takes people out and lets searches see it.
    pub(super) async fn remove(&self, ids: &[PersonId]) {
        let ticket = self.index.remove(ids).await.unwrap();
        search::settle(&*self.index, &[ticket]).await.unwrap();
    }

    pub(super) async fn search(&self, query: &Query) -> Found {
        self.index.search(query).await.unwrap()
    }

    /// Searches for what somebody typed; checks that the total is that of the people found.
    pub(super) async fn find(&self, text: &str) -> Vec<u128> {
        let found = self.search(&typed(text)).await;
        assert_eq!(found.total, found.people.len() as u64, "{}", self.name);
        numbers(&found.people)
    }

    pub(super) async fn check(&self, text: &str, expected: &[u128]) {
        assert_eq!(
            self.find(text).await,
            expected,
            "{} asked for `{text}`",
            self.name
        );
    }

    /// Ends the engine and starts it again at the same place, where it has one.
    pub(super) fn restart(self) -> Self {
        let Self { name, index, reopen } = self;
        let index = match &reopen {
            None => index,
            Some(reopen) => {
                drop(index);
                reopen()
            }
        };
        Self { name, index, reopen }
    }
}

pub(super) fn typed(text: &str) -> Query {
    Query {
        limit: search::MAX_LIMIT,
        ..Query::parse(text, Taxonomy::embedded())
    }
}

pub(super) fn sorted(sort: Sort) -> Query {
    Query { sort, ..typed("") }
}
