//! What became of what the engine was told to do?
//!
//! Tasks are read by types of our own: those of the SDK know neither every kind nor every end of a task.

use std::time::Duration;

use anyhow::anyhow;
use meilisearch_sdk::request::{HttpClient as _, Method};
use serde::Deserialize;
use tokio::time::{Instant, sleep};

use super::client::{self, Client};
use crate::search::Error;

/// The number of a task, as the engine counts them.
pub(super) type TaskNumber = u32;

/// How long the engine may take over all that it was told; importing everybody anew is the longest.
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
    uid: TaskNumber,
    status: String,
    #[serde(default)]
    error: Option<Reason>,
}

#[derive(Debug, Deserialize)]
struct Reason {
    message: String,
    #[serde(default)]
    code: String,
}

/// What the engine answers to everything that it takes on for later.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Enqueued {
    pub(super) task_uid: TaskNumber,
}

/// Returns when the engine has done all `tasks`; one that failed is an error with the engine's reason.
pub(super) async fn finish(client: &Client, tasks: &[TaskNumber]) -> Result<(), Error> {
    let deadline = Instant::now() + DEADLINE;
    let mut refused = None;
    for some in tasks.chunks(SOME) {
        let mut pause = FIRST_PAUSE;
        let mut left = some.to_vec();
        while !left.is_empty() {
            let known = read(client, &left).await?;
            let before = left.len();
            let mut unfinished = Vec::new();
            for number in left {
                match known.iter().find(|task| task.uid == number) {
                    Some(task) if task.is_waiting() => unfinished.push(number),
                    Some(task) if task.status == "succeeded" => {}
                    task => refused = refused.or_else(|| Some(complaint(number, task))),
                }
            }
            left = unfinished;
            if left.is_empty() {
                break;
            }
            if Instant::now() > deadline {
                return Err(Error::Unavailable(anyhow!(
                    "Meilisearch has not finished task {} in {} seconds",
                    left[0],
                    DEADLINE.as_secs()
                )));
            }
            pause = if left.len() < before { FIRST_PAUSE } else { pause };
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
    refused.map_or(Ok(()), |reason| Err(Error::Refused(reason)))
}

async fn read(client: &Client, tasks: &[TaskNumber]) -> Result<Vec<Task>, Error> {
    let numbers: Vec<String> = tasks.iter().map(TaskNumber::to_string).collect();
    let url = format!(
        "{}/tasks?uids={}&limit={}",
        client.url(),
        numbers.join(","),
        tasks.len()
    );
    let method: Method<(), ()> = Method::Get { query: () };
    let page: Page = client
        .http
        .request(&url, method, 200)
        .await
        .map_err(client::error)?;
    Ok(page.results)
}

impl Task {
    fn is_waiting(&self) -> bool {
        matches!(self.status.as_str(), "enqueued" | "processing")
    }
}

fn complaint(number: TaskNumber, task: Option<&Task>) -> anyhow::Error {
    match task {
        Some(Task {
            error: Some(Reason { message, code }),
            ..
        }) => anyhow!("task {number} of Meilisearch failed: {message} ({code})"),
        Some(Task { status, .. }) => anyhow!("task {number} of Meilisearch is {status}"),
        None => anyhow!("Meilisearch does not know task {number} any more"),
    }
}
