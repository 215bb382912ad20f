//! Keeps the search index up to date while the server runs.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::directory::Directory;

/// How soon what other processes wrote is seen.
const POLL: Duration = Duration::from_secs(1);

/// The longest wait between two attempts while the index or the database fails.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// Brings the index up to date after each of this process's writes (`written`) and each second, until `stop`; then once
/// more, so that what was accepted last is searchable at the next start.
pub(super) async fn keep_up(directory: Directory, written: Arc<Notify>, stop: CancellationToken) {
    let mut wait = POLL;
    loop {
        tokio::select! {
            () = written.notified() => (),
            () = tokio::time::sleep(wait) => (),
            () = stop.cancelled() => break,
        }
        wait = match directory.drain().await {
            Ok(_) if wait > POLL => {
                tracing::info!("the search index is kept up to date again");
                POLL
            }
            Ok(_) => POLL,
            Err(error) => {
                if wait == POLL {
                    let error = format!("{:#}", anyhow::Error::new(error));
                    tracing::error!(error, "the search index cannot be kept up to date; trying again");
                }
                (wait * 2).min(LONGEST_WAIT)
            }
        };
    }
    if let Err(error) = directory.drain().await {
        let error = format!("{:#}", anyhow::Error::new(error));
        tracing::error!(error, "the search index is behind; the next start repairs it");
    }
}
