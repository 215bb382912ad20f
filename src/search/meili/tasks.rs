//! What became of what the engine was told to do?
//!
//! Tasks are read by types of our own: those of the SDK know neither every kind nor every end of a task.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::anyhow;
use meilisearch_sdk::request::{HttpClient as _, Method};
use serde::Deserialize;
use tokio::time::{Instant, sleep};

use super::client::{self, Client};
use crate::search::{Error, Outcome, Ticket};

/// How long the engine may take over making or deleting an index, which waits for everything that it was told before.
const DEADLINE: Duration = Duration::from_hours(1);
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// How many tasks are asked for at once.
const SOME: usize = 100;

#[derive(Debug, Deserialize)]
struct Page {
    results: Vec<Task>,
}

#[derive(Debug, Deserialize)]
struct Task {
    uid: Ticket,
    #[serde(default)]
    status: String,
    #[serde(default)]
    error: Option<Reason>,
}

#[derive(Debug, Deserialize)]
struct Reason {
    message: String,
    #[serde(default)]
    code: String,
    #[serde(default, rename = "type")]
    kind: String,
}

/// What the engine answers to everything that it takes on for later.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Enqueued {
    pub(super) task_uid: Ticket,
}

/// Says what became of tasks, in their order.
pub(super) async fn outcomes(client: &Client, tasks: &[Ticket]) -> Result<Vec<Outcome>, Error> {
    let mut known = HashMap::with_capacity(tasks.len());
    for some in tasks.chunks(SOME) {
        let numbers: Vec<String> = some.iter().map(Ticket::to_string).collect();
        let found = read(
            client,
            &format!("uids={}&limit={}", numbers.join(","), some.len()),
        )
        .await?;
        known.extend(found.into_iter().map(|task| (task.uid, task)));
    }
    let outcomes = tasks.iter().map(|number| match known.get(number) {
        Some(task) => task.outcome(),
        None => Outcome::Lost(format!("Meilisearch does not know task {number} any more")),
    });
    Ok(outcomes.collect())
}

/// Returns when the engine has done a task.
pub(super) async fn finish(client: &Client, task: Ticket) -> Result<(), Error> {
    let deadline = Instant::now() + DEADLINE;
    let mut pause = FIRST_PAUSE;
    loop {
        match outcomes(client, &[task]).await?.pop() {
            Some(Outcome::Done) => return Ok(()),
            Some(Outcome::Refused(reason)) => return Err(Error::Refused(anyhow!(reason))),
            Some(Outcome::Lost(reason)) => return Err(Error::Unavailable(anyhow!(reason))),
            Some(Outcome::Waiting) | None => {}
        }
        if Instant::now() > deadline {
            return Err(Error::Unavailable(anyhow!(
                "Meilisearch has not finished task {task} in {} seconds",
                DEADLINE.as_secs()
            )));
        }
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Returns the greatest task of an index that the engine still knows.
pub(super) async fn newest(client: &Client, uid: &str) -> Result<Option<Ticket>, Error> {
    let found = read(client, &format!("indexUids={uid}&limit=1")).await?;
    Ok(found.first().map(|task| task.uid))
}

async fn read(client: &Client, which: &str) -> Result<Vec<Task>, Error> {
    let url = format!("{}/tasks?{which}", client.url());
    let method: Method<(), ()> = Method::Get { query: () };
    let page: Page = client
        .http
        .request(&url, method, 200)
        .await
        .map_err(client::error)?;
    Ok(page.results)
}

impl Task {
    fn outcome(&self) -> Outcome {
        match (self.status.as_str(), &self.error) {
            ("succeeded", _) => Outcome::Done,
            ("failed", Some(reason)) if reason.is_of_documents() => Outcome::Refused(self.complaint(reason)),
            ("failed", Some(reason)) => Outcome::Lost(self.complaint(reason)),
            ("failed" | "canceled", _) => {
                Outcome::Lost(format!("task {} of Meilisearch is {}", self.uid, self.status))
            }
            // Enqueued, processing, or a state that is not known yet.
            _ => Outcome::Waiting,
        }
    }

    fn complaint(&self, Reason { message, code, .. }: &Reason) -> String {
        format!("task {} of Meilisearch failed: {message} ({code})", self.uid)
    }
}

impl Reason {
    /// Whether the same again will fail again.
    fn is_of_documents(&self) -> bool {
        self.kind == "invalid_request" && self.code != "index_not_found"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn outcome(task: &str) -> Outcome {
        serde_json::from_str::<Task>(task).unwrap().outcome()
    }

    #[test]
    fn only_documents_that_are_no_good_are_refused() {
        let failed = |kind: &str, code: &str| {
            outcome(&format!(
                r#"{{"uid":7,"status":"failed","error":{{"message":"no","code":"{code}","type":"{kind}"}}}}"#
            ))
        };
        let refused = failed("invalid_request", "invalid_document_id");
        assert!(
            matches!(refused, Outcome::Refused(reason) if reason.contains("task 7") && reason.contains("no"))
        );
        assert!(matches!(
            failed("invalid_request", "index_not_found"),
            Outcome::Lost(_)
        ));
        assert!(matches!(
            failed("system", "no_space_left_on_device"),
            Outcome::Lost(_)
        ));
        assert!(matches!(
            outcome(r#"{"uid":7,"status":"canceled"}"#),
            Outcome::Lost(_)
        ));
    }

    #[test]
    fn a_state_that_nobody_knows_yet_is_waited_for() {
        for status in ["enqueued", "processing", "dreaming"] {
            assert_eq!(
                outcome(&format!(r#"{{"uid":7,"status":"{status}"}}"#)),
                Outcome::Waiting
            );
        }
    }
}
