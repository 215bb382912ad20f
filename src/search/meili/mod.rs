//! The served engine: Meilisearch.
//!
//! What a search means is decided by us, and the engine answers filters: an entry is kept as our own words, its pairs of
//! words and its values, and a query becomes filters on these. So it makes no difference how the engine itself splits
//! words, forgives typos and ranks, and how many words it reads. The engine
//!
//! - finds who passes a filter, counts them and the values of their facets, and orders them by name, date, years or id;
//! - finds the words of its index that are like another, which are then held against our own rules.
//!
//! What is left is done here: reading the prose of those who may have a phrase of three words or more, and ordering by
//! relevance those whom several clauses rank ([`ranking`]).
//!
//! Bounds: a phrase of three words or more is looked for in the prose of 1,000 people who have all its pairs of words,
//! and were there more, having these is enough. The same holds in other texts for phrases of more than six words, of
//! which six in a row have to be there. Words are compared by their first 400 bytes.

mod client;
mod config;
mod document;
mod filter;
mod http;
mod key;
mod plan;
mod ranking;
mod searching;
mod settings;
mod tasks;
mod vocabulary;
mod writing;

use std::sync::Arc;

use anyhow::anyhow;
use async_trait::async_trait;
use tokio::sync::{Mutex, OnceCell};

use self::client::Client;
use self::document::FORMAT;
use self::http::Patience;
use self::searching::Searching;
use self::writing::{Names, Writer};
use super::{Entry, Error, Found, Index, Query};
use crate::profile::PersonId;

pub use self::config::{Key, MeilisearchConfig};
pub use self::key::make_key;

/// The oldest version of the engine whose answers were looked at.
const OLDEST: (u32, u32) = (1, 50);

/// The engine, as the rest of the program holds it.
#[derive(Debug)]
struct Served {
    searches: Client,
    updates: Client,
    names: Names,
    writer: Mutex<Writer>,
    /// Set once the engine was found as it has to be.
    checked: OnceCell<()>,
}

/// Opens the directory's index of a server. It is asked for the first time when the first search or change comes: an
/// engine that is down keeps nobody from starting.
pub(super) fn open(config: &MeilisearchConfig) -> Result<Arc<dyn Index>, Error> {
    let searches = Client::new(config, Patience::SEARCH)?;
    let live = format!("{}_people_{FORMAT}", config.prefix);
    Ok(Arc::new(Served {
        updates: searches.with(Patience::UPDATE),
        searches,
        names: Names {
            next: format!("{live}_next"),
            live,
        },
        writer: Mutex::default(),
        checked: OnceCell::new(),
    }))
}

impl Served {
    /// Checks once that the engine is one that we know, and that the index is there with the settings that it has to have.
    async fn check(&self) -> Result<(), Error> {
        let check = || async {
            match self.searches.sdk().get_version().await {
                Ok(version) => known_version(&version.pkg_version)?,
                // A key for some indexes may not ask for it; whether it may ask for anything is seen next.
                Err(failure) if client::is_forbidden(&failure) => {}
                Err(failure) => return Err(client::error(failure)),
            }
            self.prepare(&self.searches).await
        };
        self.checked.get_or_try_init(check).await.copied()
    }

    /// Makes the settings of the live index what they have to be, and the index where there is none.
    async fn prepare(&self, client: &Client) -> Result<(), Error> {
        match settings::apply(client, &self.names.live).await? {
            Some(task) => tasks::finish(client, &[task]).await,
            None => Ok(()),
        }
    }
}

fn known_version(version: &str) -> Result<(), Error> {
    let mut numbers = version.split('.').map(|part| part.parse().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < OLDEST {
        return Err(Error::Unavailable(anyhow!(
            "Meilisearch {version} is too old: Muster needs {}.{} or newer",
            OLDEST.0,
            OLDEST.1
        )));
    }
    Ok(())
}

#[async_trait]
impl Index for Served {
    async fn upsert(&self, entries: Vec<Entry>) -> Result<(), Error> {
        self.check().await?;
        // An index that was lost meanwhile would be made without settings.
        self.prepare(&self.updates).await?;
        let mut writer = self.writer.lock().await;
        let outcome = writer.upsert(&self.updates, &self.names, entries).await;
        outcome.inspect_err(|_error| writer.abandon())
    }

    async fn remove(&self, ids: &[PersonId]) -> Result<(), Error> {
        if ids.is_empty() {
            return Ok(());
        }
        self.check().await?;
        let mut writer = self.writer.lock().await;
        let outcome = writer.remove(&self.updates, &self.names, ids).await;
        outcome.inspect_err(|_error| writer.abandon())
    }

    async fn clear(&self) -> Result<(), Error> {
        self.check().await?;
        self.prepare(&self.updates).await?;
        let mut writer = self.writer.lock().await;
        let outcome = writer.clear(&self.updates, &self.names).await;
        outcome.inspect_err(|_error| writer.abandon())
    }

    async fn flush(&self) -> Result<(), Error> {
        let mut writer = self.writer.lock().await;
        let outcome = writer.flush(&self.updates, &self.names).await;
        outcome.inspect_err(|_error| writer.abandon())
    }

    async fn search(&self, query: &Query) -> Result<Found, Error> {
        self.check().await?;
        let searching = Searching {
            client: &self.searches,
            uid: &self.names.live,
        };
        searching.search(query).await
    }

    async fn count(&self) -> Result<u64, Error> {
        self.check().await?;
        let stats = self.searches.sdk().index(&self.names.live).get_stats().await;
        Ok(stats.map_err(client::error)?.number_of_documents as u64)
    }
}
