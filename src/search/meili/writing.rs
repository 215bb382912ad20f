//! Changes on their way into the engine.

use anyhow::anyhow;
use meilisearch_sdk::client::SwapIndexes;
use meilisearch_sdk::request::Method;
use serde_json::Value;
use serde_json::value::RawValue;

use super::client::{self, Client};
use super::document::{Document, ID};
use super::http::Patience;
use super::settings;
use super::tasks::{self, TaskNumber};
use crate::cpu;
use crate::profile::PersonId;
use crate::search::{Entry, Error};

/// The most bytes of documents that are sent at once; the engine refuses 100 MB.
const BATCH_BYTES: usize = 8 << 20;

/// What was told to the engine and may not be done yet.
#[derive(Debug, Default)]
pub(super) struct Writer {
    tasks: Vec<TaskNumber>,
    /// Everything goes into the other index, which takes the place of the live one at the next flush.
    anew: bool,
}

/// The two indexes of a directory: the one that is searched, and the one that is made anew.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) live: String,
    pub(super) next: String,
}

impl Writer {
    fn target<'n>(&self, names: &'n Names) -> &'n str {
        if self.anew { &names.next } else { &names.live }
    }

    pub(super) async fn upsert(
        &mut self,
        client: &Client,
        names: &Names,
        entries: Vec<Entry>,
    ) -> Result<(), Error> {
        let batches = batches(entries).await?;
        let index = client.sdk().index(self.target(names));
        for batch in batches {
            let task = index.add_or_replace(&batch, Some(ID)).await;
            self.tasks.push(task.map_err(client::error)?.task_uid);
        }
        Ok(())
    }

    pub(super) async fn remove(
        &mut self,
        client: &Client,
        names: &Names,
        ids: &[PersonId],
    ) -> Result<(), Error> {
        let ids: Vec<String> = ids.iter().map(PersonId::to_string).collect();
        let index = client.sdk().index(self.target(names));
        let task = index.delete_documents(&ids).await.map_err(client::error)?;
        self.tasks.push(task.task_uid);
        Ok(())
    }

    /// Begins an empty index beside the live one.
    pub(super) async fn clear(&mut self, client: &Client, names: &Names) -> Result<(), Error> {
        drop_index(client, &names.next).await?;
        if let Some(task) = settings::apply(client, &names.next).await? {
            tasks::finish(client, &[task]).await?;
        }
        *self = Self {
            tasks: Vec::new(),
            anew: true,
        };
        Ok(())
    }

    pub(super) async fn flush(&mut self, client: &Client, names: &Names) -> Result<(), Error> {
        tasks::finish(client, &self.tasks).await?;
        self.tasks.clear();
        if self.anew {
            // Before anything else: exchanging twice would bring the old index back.
            self.anew = false;
            exchange(client, names).await?;
        }
        Ok(())
    }

    /// Forgets what failed in part: whoever is not settled will be put in again.
    pub(super) fn abandon(&mut self) {
        *self = Self::default();
    }
}

/// Puts the index that was made anew in the place of the live one, and deletes that.
async fn exchange(client: &Client, names: &Names) -> Result<(), Error> {
    let made = created(client, &names.next).await?;
    let exchange = SwapIndexes {
        indexes: (names.live.clone(), names.next.clone()),
        rename: None,
    };
    let once = client.with(Patience::ONCE);
    let task = once.sdk().swap_indexes([&exchange]).await;
    task.map_err(client::error)?;
    // A key for some indexes does not see the task of an exchange. The deletion comes after it, and which index is live
    // then tells what became of it.
    drop_index(client, &names.next).await?;
    if created(client, &names.live).await? != made {
        return Err(Error::Refused(anyhow!(
            "Meilisearch did not exchange {} and {}",
            names.live,
            names.next
        )));
    }
    Ok(())
}

/// Returns when an index was created, which tells it from others of its name.
async fn created(client: &Client, uid: &str) -> Result<String, Error> {
    let index = client.sdk().get_raw_index(uid).await.map_err(client::error)?;
    let created = index.get("createdAt").and_then(Value::as_str);
    created
        .map(str::to_owned)
        .ok_or_else(|| Error::Unavailable(anyhow!("Meilisearch does not say since when {uid} exists")))
}

/// Deletes an index, if there is one.
async fn drop_index(client: &Client, uid: &str) -> Result<(), Error> {
    let url = format!("{}/indexes/{uid}", client.url());
    let method: Method<(), ()> = Method::Delete { query: () };
    let task = client.enqueue(&url, method).await?;
    match tasks::finish(client, &[task]).await {
        // Only an index that is not there is not deleted.
        Err(Error::Refused(reason)) => {
            tracing::debug!(reason = %reason, "there is no index to delete");
            Ok(())
        }
        finished => finished,
    }
}

/// Makes documents of entries, as many together as may be sent at once.
async fn batches(entries: Vec<Entry>) -> Result<Vec<Vec<Box<RawValue>>>, Error> {
    let documents = cpu::Pool::new(1)
        .run(move || {
            let written = entries
                .iter()
                .map(|entry| serde_json::value::to_raw_value(&Document::new(entry)));
            written.collect::<Result<Vec<_>, _>>()
        })
        .await
        .map_err(|panicked| Error::Unavailable(panicked.into()))?
        .map_err(|problem| Error::Refused(problem.into()))?;
    let mut batches: Vec<Vec<Box<RawValue>>> = Vec::new();
    let mut bytes = BATCH_BYTES;
    for document in documents {
        let length = document.get().len() + 1;
        bytes += length;
        match batches.last_mut() {
            Some(batch) if bytes <= BATCH_BYTES => batch.push(document),
            _ => {
                bytes = length;
                batches.push(vec![document]);
            }
        }
    }
    Ok(batches)
}
