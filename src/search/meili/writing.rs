//! Changes on their way into an index.

use meilisearch_sdk::errors::{Error as Failure, ErrorCode, ErrorType, MeilisearchError};
use meilisearch_sdk::request::{HttpClient as _, Method};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{self, Client};
use super::document::{self, ID, UPDATED};
use super::tasks::{self, Enqueued};
use crate::cpu;
use crate::profile::PersonId;
use crate::search::{Entry, Error, Ticket};

/// How many documents are read at once when all are asked for.
const PAGE: usize = 10_000;

/// A document, as far as it says which version it is.
#[derive(Debug, Deserialize)]
struct Held {
    id: String,
    updated: i64,
}

#[derive(Debug, Deserialize)]
struct Page {
    results: Vec<Held>,
}

/// Sends entries in one request: they are all taken or none is.
pub(super) async fn upsert(client: &Client, uid: &str, entries: Vec<Entry>) -> Result<Ticket, Error> {
    let documents = written(entries).await?;
    let url = format!("{}/indexes/{uid}/documents?primaryKey={ID}", client.url());
    let task: Enqueued = client.http.post(&url, documents, 202).await.map_err(unfit)?;
    Ok(task.task_uid)
}

pub(super) async fn remove(client: &Client, uid: &str, ids: &[PersonId]) -> Result<Ticket, Error> {
    let ids: Vec<String> = ids.iter().map(PersonId::to_string).collect();
    let task = client.sdk().index(uid).delete_documents(&ids).await;
    Ok(task.map_err(unfit)?.task_uid.into())
}

/// Returns who is in an index, and in which version.
pub(super) async fn versions(client: &Client, uid: &str) -> Result<Vec<(PersonId, i64)>, Error> {
    let url = format!("{}/indexes/{uid}/documents/fetch", client.url());
    let mut versions = Vec::new();
    loop {
        let which = json!({ "fields": [ID, UPDATED], "offset": versions.len(), "limit": PAGE });
        let method: Method<(), Value> = Method::Post {
            query: (),
            body: which,
        };
        let page: Page = client
            .http
            .request(&url, method, 200)
            .await
            .map_err(client::error)?;
        let is_last = page.results.len() < PAGE;
        for held in page.results {
            versions.push((client::person(&held.id)?, held.updated));
        }
        if is_last {
            return Ok(versions);
        }
    }
}

/// Deletes an index, if there is one.
pub(super) async fn drop_index(client: &Client, uid: &str) -> Result<(), Error> {
    let url = format!("{}/indexes/{uid}", client.url());
    let method: Method<(), ()> = Method::Delete { query: () };
    let task = client.enqueue(&url, method).await?;
    match tasks::finish(client, task).await {
        // Only an index that is not there is not deleted.
        Err(Error::Refused(reason) | Error::Unavailable(reason)) => {
            tracing::debug!(reason = %reason, "there is no index to delete");
            Ok(())
        }
        finished => finished,
    }
}

/// Tells documents that the engine will never take from everything else that can go wrong.
fn unfit(failure: Failure) -> Error {
    let is_of_documents = match &failure {
        Failure::Meilisearch(MeilisearchError {
            error_type: ErrorType::InvalidRequest,
            error_code,
            ..
        }) => *error_code != ErrorCode::IndexNotFound,
        // Somebody in between did not let it pass.
        Failure::MeilisearchCommunication(answer) => answer.status_code == 413,
        _ => false,
    };
    if is_of_documents {
        Error::Unfit(anyhow::Error::new(failure).context("handing people to Meilisearch"))
    } else {
        client::error(failure)
    }
}

async fn written(entries: Vec<Entry>) -> Result<Vec<u8>, Error> {
    let pool = cpu::Pool::new(1);
    let written = pool.run(move || document::write(&entries));
    written
        .await
        .map_err(|panicked| Error::Unavailable(panicked.into()))?
        .map_err(|problem| Error::Unfit(problem.into()))
}
