//! `muster refresh`: places, read again now.

use std::io::{self, Write as _};
use std::sync::Mutex;

use anyhow::bail;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::Done;
use super::person::find;
use super::plain::plain;
use crate::app::App;
use crate::config::Config;
use crate::directory::{Clock, Directory, Reading, Refreshed};

/// Read again the places that people are read from: GitHub accounts, blogs, pages, files
///
/// One line for each place says what became of it: changed, unchanged, failed (it is tried again), or stopped (it is gone or does not
/// want to be read). Places of one host are read one after the other, with pauses. The server does the same by itself when a place is
/// due; both may run at once. Exit code 0: all were read; 1: some were not.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster refresh                   what is due
  muster refresh ada-quill         everything of one person, due or not
  muster refresh --all             everything, due or not, those too that were stopped")]
pub(super) struct Refresh {
    /// People, by id or by their name in URLs
    #[arg(value_name = "ID|SLUG", conflicts_with_all = ["due", "all"])]
    people: Vec<String>,
    /// What is due; the default
    #[arg(long, conflicts_with = "all")]
    due: bool,
    /// Everything, due or not
    #[arg(long)]
    all: bool,
}

/// How many places had which end.
#[derive(Debug, Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    failed: usize,
    stopped: usize,
    waiting: usize,
}

impl Refresh {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let app = App::open(config).await?;
        let directory = &app.directory;
        let tally = Mutex::new(Tally::default());
        let report = |refreshed: Refreshed| {
            // Where the terminal is gone the reading goes on.
            drop(writeln!(io::stdout(), "{}", line(&refreshed)));
            if let Ok(mut tally) = tally.lock() {
                tally.count(&refreshed);
            }
        };
        if self.people.is_empty() {
            if self.all {
                directory.hasten_all().await?;
            }
            read_due(directory, &report).await?;
        }
        for who in &self.people {
            let Some(person) = find(directory, who).await? else {
                bail!("there is nobody called `{who}`: `muster search NAME` shows how people are called");
            };
            directory.refresh(person).await?.into_iter().for_each(&report);
        }
        if app.owns_index() {
            directory.drain().await?;
        }
        let tally = tally.into_inner().unwrap_or_default();
        tally.summarize()?;
        Ok(if tally.failed + tally.stopped == 0 {
            Done::Wholly
        } else {
            Done::InPart
        })
    }
}

/// Reads until nothing is due, and waits where a host has to be left in peace for a moment.
async fn read_due(directory: &Directory, report: &(dyn Fn(Refreshed) + Send + Sync)) -> anyhow::Result<()> {
    let (clock, goes_on) = (Clock::system(), CancellationToken::new());
    while let Some(next) = directory.refresh_due(report, &goes_on).await? {
        sleep((next - clock.now()).to_std().unwrap_or_default()).await;
    }
    Ok(())
}

/// Says in a line what became of a place.
pub(super) fn line(refreshed: &Refreshed) -> String {
    let (word, reason) = match &refreshed.reading {
        Reading::Changed => ("changed", None),
        Reading::Unchanged => ("unchanged", None),
        Reading::Failed(reason) => ("failed", Some(reason.as_str())),
        Reading::Stopped(reason) => ("stopped", Some(reason.as_str())),
        Reading::Waiting => ("waiting", Some("it is read in its turn")),
    };
    let locator = &refreshed.locator;
    let told = match reason {
        // It names the place itself.
        Some(reason) if reason.starts_with(locator) => plain(reason),
        Some(reason) => format!("{}: {}", plain(locator), plain(reason)),
        None => plain(locator),
    };
    format!("{word:<10} {told}")
}

impl Tally {
    fn count(&mut self, refreshed: &Refreshed) {
        let count = match &refreshed.reading {
            Reading::Changed => &mut self.changed,
            Reading::Unchanged => &mut self.unchanged,
            Reading::Failed(_) => &mut self.failed,
            Reading::Stopped(_) => &mut self.stopped,
            Reading::Waiting => &mut self.waiting,
        };
        *count += 1;
    }

    fn summarize(&self) -> io::Result<()> {
        let Self {
            changed,
            unchanged,
            failed,
            stopped,
            waiting,
        } = self;
        let mut err = io::stderr();
        write!(
            err,
            "{changed} changed, {unchanged} unchanged, {failed} failed, {stopped} stopped"
        )?;
        if *waiting > 0 {
            write!(err, ", {waiting} waiting for their turn")?;
        }
        if changed + unchanged + failed + stopped + waiting == 0 {
            write!(err, "; nothing was due")?;
        }
        writeln!(err)
    }
}
