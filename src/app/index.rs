//! The search index at the start of a process that writes it: repaired where it is broken or behind.

use std::time::Duration;

use anyhow::Context as _;
use tokio::time::timeout;

use crate::directory::{self, Directory};
use crate::search;

/// How long a start waits for a served engine, which is brought up to date while requests are answered.
const PATIENCE: Duration = Duration::from_secs(5);

/// Does what a stopped or killed process left to do, and makes the index where there is none that can be used: the
/// database has everything. A served engine that does not answer keeps nobody from starting.
pub(super) async fn repair(directory: &Directory) -> anyhow::Result<()> {
    let advice = || format!("the search index is no use: {}", directory.indexes.target());
    directory.take_over().await.with_context(advice)?;
    let caught_up = if directory.indexes.is_exclusive() {
        directory.drain().await
    } else {
        match timeout(PATIENCE, directory.drain()).await {
            Ok(Err(directory::Error::Index(search::Error::Unavailable(cause)))) => {
                tracing::warn!(
                    cause = format!("{cause:#}"),
                    "the search engine does not answer; people are taken in, and found once it does"
                );
                Ok(0)
            }
            Ok(drained) => drained,
            Err(_late) => Ok(0),
        }
    };
    let caught_up = caught_up.with_context(advice)?;
    if caught_up > 0 {
        tracing::info!(people = caught_up, "the search index caught up");
    }
    Ok(())
}
