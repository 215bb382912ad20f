//! Reads places again while the server runs: the clock rings, and what is due stands in the database.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tokio_cron_scheduler::{Job, JobScheduler};
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::directory::{Clock, Directory, Reading, Refreshed};
use crate::web::Signals;

/// When the clock rings: each minute, in UTC. Nothing depends on any one ring.
const EACH_MINUTE: &str = "0 * * * * *";

/// When earlier texts and hosts are forgotten that nobody needs any more: at night, and the next night where that was missed.
const EACH_DAY: &str = "0 17 3 * * *";

/// The longest wait for what may be read sooner than the clock rings.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// How long a server that stops waits for what is being read. What is left is read again by whoever finds it due.
const LAST_READINGS: Duration = Duration::from_secs(5);

/// What reads places, and the clock that rings for it.
pub(super) struct Refreshing {
    reading: JoinHandle<()>,
    scheduler: JobScheduler,
}

/// Begins to read what is due until `stop`; `None` where the configuration says that nobody does.
pub(super) async fn start(
    config: &Config,
    directory: &Directory,
    signals: &Signals,
    stop: &CancellationToken,
) -> anyhow::Result<Option<Refreshing>> {
    const FAILED: &str = "the clock for reading places again cannot be started";
    if !config.refresh.is_scheduled {
        return Ok(None);
    }
    let scheduler = JobScheduler::new().await.context(FAILED)?;
    let bell = Arc::clone(&directory.due);
    let ring = Job::new(EACH_MINUTE, move |_job, _scheduler| bell.notify_one()).context(FAILED)?;
    scheduler.add(ring).await.context(FAILED)?;
    scheduler.start().await.context(FAILED)?;
    let keep = config.refresh.keep_versions;
    let house = directory.clone();
    let sweep = Job::new_async(EACH_DAY, move |_job, _scheduler| {
        let house = house.clone();
        Box::pin(async move { clean_up(&house, keep).await })
    });
    scheduler.add(sweep.context(FAILED)?).await.context(FAILED)?;
    let reading = keep_fresh(directory.clone(), signals.clone(), stop.clone());
    Ok(Some(Refreshing {
        reading: tokio::spawn(reading),
        scheduler,
    }))
}

/// Waits a little for what is being read.
pub(super) async fn finish(refreshing: Option<Refreshing>) {
    let Some(Refreshing {
        mut reading,
        mut scheduler,
    }) = refreshing
    else {
        return;
    };
    if let Err(error) = scheduler.shutdown().await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the clock does not stop"
        );
    }
    if timeout(LAST_READINGS, &mut reading).await.is_err() {
        tracing::warn!(
            "places were being read: they are read again at the latest when their leases have run out"
        );
        reading.abort();
    }
}

async fn keep_fresh(directory: Directory, signals: Signals, stop: CancellationToken) {
    let clock = Clock::system();
    let report = |refreshed: Refreshed| {
        tell(&refreshed);
        signals.written.notify_one();
    };
    loop {
        let wait = match directory.refresh_due(&report, &stop).await {
            Ok(Some(next)) => (next - clock.now()).to_std().unwrap_or(Duration::ZERO),
            Ok(None) => LONGEST_WAIT,
            Err(error) => {
                let error = format!("{:#}", anyhow::Error::new(error));
                tracing::error!(error, "places cannot be read again; trying again in a minute");
                LONGEST_WAIT
            }
        };
        tokio::select! {
            () = directory.due.notified() => (),
            () = sleep(wait.min(LONGEST_WAIT)) => (),
            () = stop.cancelled() => break,
        }
    }
}

/// Forgets what nobody needs any more.
async fn clean_up(directory: &Directory, keep: u32) {
    let (texts, hosts) = (directory.prune_history(keep).await, directory.prune_hosts().await);
    for error in [texts, hosts].into_iter().filter_map(Result::err) {
        let error = format!("{:#}", anyhow::Error::new(error));
        tracing::error!(
            error,
            "what nobody needs any more could not be forgotten; the next night tries again"
        );
    }
}

/// Addresses of places name people, and are not logged.
fn tell(refreshed: &Refreshed) {
    let (origin, person) = (refreshed.origin, refreshed.person);
    match &refreshed.reading {
        Reading::Changed => tracing::info!(%origin, %person, "a place says something new"),
        Reading::Unchanged | Reading::Waiting => {
            tracing::debug!(%origin, %person, "a place says what it said");
        }
        Reading::Failed(_) => {
            tracing::info!(%origin, %person, "a place could not be read; it is tried again");
        }
        Reading::Stopped(_) => tracing::warn!(%origin, %person, "a place is not read any more"),
    }
}
