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
//! Bounds: of a facet the 1,000 most frequent values are told, and of the words that are like another (or begin like it) the
//! 1,000 most frequent. A phrase of three words or more is looked for in the prose of 1,000 people who have all its pairs of words,
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
mod wording;
mod writing;

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::anyhow;
use async_trait::async_trait;
use meilisearch_sdk::errors::{Error as Failure, ErrorCode, MeilisearchError};
use serde_json::Value;
use tokio::sync::OnceCell;

use self::client::Client;
use self::document::FORMAT;
use self::http::Patience;
use self::searching::Searching;
use super::{Entry, Error, Found, Identity, Index, Indexes, Outcome, Query, Ticket, is_form_of};
use crate::profile::PersonId;

pub use self::config::{Key, MeilisearchConfig};
pub use self::key::make_key;

/// The oldest version of the engine whose answers were looked at.
const OLDEST: (u32, u32) = (1, 50);

/// The directory's indexes on a server.
#[derive(Debug)]
struct Server {
    searches: Client,
    updates: Client,
    prefix: String,
    place: String,
    target: String,
}

/// Names a server's indexes of one directory. They are asked for when the first search or change comes: an engine that is
/// down keeps nobody from starting.
pub(super) fn open(config: &MeilisearchConfig) -> Result<Arc<dyn Indexes>, Error> {
    let searches = Client::new(config, Patience::SEARCH)?;
    let place = format!("meilisearch {} {}", config.url, config.prefix);
    Ok(Arc::new(Server {
        updates: searches.with(Patience::UPDATE),
        searches,
        prefix: config.prefix.clone(),
        target: format!("{place} {FORMAT}"),
        place,
    }))
}

impl Server {
    fn uid(&self, generation: i64) -> String {
        format!("{}_people_{generation}", self.prefix)
    }
}

#[async_trait]
impl Indexes for Server {
    fn target(&self) -> &str {
        &self.target
    }

    fn is_here(&self, target: &str) -> bool {
        is_form_of(&self.place, target)
    }

    fn is_exclusive(&self) -> bool {
        false
    }

    fn open(&self, generation: i64) -> Result<Arc<dyn Index>, Error> {
        Ok(Arc::new(Served {
            searches: self.searches.clone(),
            updates: self.updates.clone(),
            uid: self.uid(generation),
            checked: OnceCell::new(),
        }))
    }

    async fn remove(&self, generation: i64) -> Result<(), Error> {
        writing::drop_index(&self.updates, &self.uid(generation)).await
    }

    async fn version(&self) -> Result<String, Error> {
        match version(&self.searches).await? {
            Some(version) => Ok(format!("Meilisearch {version}")),
            None => Ok("Meilisearch, whose version the key does not tell".to_owned()),
        }
    }
}

/// One index of the engine, as the rest of the program holds it.
#[derive(Debug)]
struct Served {
    searches: Client,
    updates: Client,
    uid: String,
    /// Set once the engine was found as it has to be.
    checked: OnceCell<()>,
}

impl Served {
    /// Checks once that the engine is one that we know, and that the index is there with the settings that it has to have.
    async fn check(&self) -> Result<(), Error> {
        let check = || async {
            version(&self.searches).await?;
            self.prepare(&self.searches).await
        };
        self.checked.get_or_try_init(check).await.copied()
    }

    /// Makes the settings of the index what they have to be, and the index where there is none.
    async fn prepare(&self, client: &Client) -> Result<(), Error> {
        match settings::apply(client, &self.uid).await? {
            Some(task) => tasks::finish(client, task).await,
            None => Ok(()),
        }
    }

    /// Returns since when the index exists, which tells it from others of its name; `None` where it does not.
    async fn created(&self) -> Result<Option<String>, Error> {
        let index = match self.updates.sdk().get_raw_index(&self.uid).await {
            Ok(index) => index,
            Err(Failure::Meilisearch(MeilisearchError {
                error_code: ErrorCode::IndexNotFound,
                ..
            })) => return Ok(None),
            Err(failure) => return Err(client::error(failure)),
        };
        let created = index.get("createdAt").and_then(Value::as_str);
        let created = created.ok_or_else(|| {
            Error::Unavailable(anyhow!("Meilisearch does not say since when {} exists", self.uid))
        })?;
        Ok(Some(created.to_owned()))
    }
}

/// Returns the version of the engine, where the key may ask for it; an error where it is too old.
async fn version(client: &Client) -> Result<Option<String>, Error> {
    match client.sdk().get_version().await {
        Ok(version) => known_version(&version.pkg_version).map(|()| Some(version.pkg_version)),
        // A key for some indexes may not ask for it; whether it may ask for anything is seen next.
        Err(failure) if client::is_forbidden(&failure) => Ok(None),
        Err(failure) => Err(client::error(failure)),
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
    async fn upsert(&self, entries: Vec<Entry>) -> Result<Ticket, Error> {
        self.check().await?;
        // An index that was lost meanwhile would be made without settings.
        self.prepare(&self.updates).await?;
        writing::upsert(&self.updates, &self.uid, entries).await
    }

    async fn remove(&self, ids: &[PersonId]) -> Result<Ticket, Error> {
        self.check().await?;
        self.prepare(&self.updates).await?;
        writing::remove(&self.updates, &self.uid, ids).await
    }

    async fn outcomes(&self, tickets: &[Ticket]) -> Result<Vec<Outcome>, Error> {
        tasks::outcomes(&self.searches, tickets).await
    }

    async fn search(&self, query: &Query) -> Result<Found, Error> {
        self.check().await?;
        let searching = Searching {
            client: &self.searches,
            uid: &self.uid,
        };
        searching.search(query).await
    }

    async fn count(&self) -> Result<u64, Error> {
        self.check().await?;
        let stats = self.searches.sdk().index(&self.uid).get_stats().await;
        Ok(stats.map_err(client::error)?.number_of_documents as u64)
    }

    async fn versions(&self) -> Result<HashMap<PersonId, i64>, Error> {
        self.check().await?;
        let versions = writing::versions(&self.updates, &self.uid).await?;
        Ok(versions.into_iter().collect())
    }

    async fn identity(&self) -> Result<Identity, Error> {
        self.check().await?;
        let mut created = self.created().await?;
        if created.is_none() {
            self.prepare(&self.updates).await?;
            created = self.created().await?;
        }
        let lost = || Error::Unavailable(anyhow!("Meilisearch lost {} at once", self.uid));
        let name = created.ok_or_else(lost)?;
        Ok(Identity {
            name,
            newest: tasks::newest(&self.searches, &self.uid).await?,
        })
    }
}
