//! Reading places again: what is due, one place, or all of a person's.
//!
//! What was read is taken in like every other text. A place that fails leaves everything that it said before as it is.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::schedule::{self, Brought};
use super::{Directory, Error, Rejected};
use crate::profile::{PersonId, SourceId};
use crate::sources::{self, Document, Fetched, Validators};
use crate::store::{Cause, Lease, Origin, OriginId, Record, Settled};

/// The longest that one reading may take.
const READING: Duration = Duration::from_mins(3);

/// For how long others leave a place alone that is being read: longer than a reading can take.
const LEASE: TimeDelta = TimeDelta::minutes(5);

/// How often taking texts out is tried while others change the same person.
const MAX_ATTEMPTS: usize = 8;

const TOO_SLOW: &str = "it took too long to answer";

/// What a place said of itself.
#[derive(Debug, Default)]
struct Heard {
    validators: Option<String>,
    moved_to: Option<String>,
    feed: Option<sources::Origin>,
}

/// What became of reading a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshed {
    pub origin: OriginId,
    pub person: PersonId,
    pub locator: String,
    pub reading: Reading,
}

/// What reading a place brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    Changed,
    Unchanged,
    /// It is tried again.
    Failed(String),
    /// It is not read any more.
    Stopped(String),
    /// Somebody reads it at the moment, or its host rests: it is read in its turn.
    Waiting,
}

impl Directory {
    /// Reads everything that is due, as much at once as [`super::Rhythm`] allows, until nothing can be read now; returns
    /// when something can. What is being read when `stop` comes is finished. `report` is told of every place.
    pub async fn refresh_due(
        &self,
        report: &(dyn Fn(Refreshed) + Send + Sync),
        stop: &CancellationToken,
    ) -> Result<Option<DateTime<Utc>>, Error> {
        let mut running = JoinSet::new();
        loop {
            let mut turn = crate::store::Turn::default();
            if !stop.is_cancelled() {
                let now = self.clock.now();
                turn = self.store.lease_due(self.rhythm.at_once, now, LEASE).await?;
            }
            for lease in turn.leases {
                let directory = self.clone();
                running.spawn(async move { directory.read_place(&lease).await });
            }
            if running.is_empty() {
                return Ok(turn.next);
            }
            let pause = turn.next.map(|next| next - self.clock.now());
            let pause = pause.and_then(|pause| pause.to_std().ok()).unwrap_or(READING);
            tokio::select! {
                Some(done) = running.join_next() => match done {
                    Ok(refreshed) => report(refreshed?),
                    Err(died) => tracing::error!(%died, "reading a place ended in a bug; it is read again later"),
                },
                () = sleep(pause.max(Duration::from_millis(1))), if turn.next.is_some() => (),
            }
        }
    }

    /// Makes all places due, those too that were stopped; returns how many.
    pub async fn hasten_all(&self) -> Result<u64, Error> {
        let hastened = self.store.hasten(None, self.clock.now()).await?;
        self.due.notify_one();
        Ok(hastened)
    }

    /// Reads a person's places now, whether or not they are due, those too that were stopped.
    pub async fn refresh(&self, person: PersonId) -> Result<Vec<Refreshed>, Error> {
        self.store.hasten(Some(person), self.clock.now()).await?;
        let mut refreshed = Vec::new();
        for origin in self.store.origins_of(person).await? {
            let lease = self.store.lease(origin.id, self.clock.now(), LEASE).await?;
            refreshed.push(match lease {
                Some(lease) => self.read_place(&lease).await?,
                None => told(&origin, Reading::Waiting),
            });
        }
        self.due.notify_one();
        Ok(refreshed)
    }

    /// Reads a place, takes in what it says and settles when it is read again.
    async fn read_place(&self, lease: &Lease) -> Result<Refreshed, Error> {
        let origin = &lease.origin;
        let (brought, heard) = match self.hear(origin).await {
            Ok(heard) => heard,
            Err(error) => {
                self.store.give_back(lease).await?;
                return Err(error);
            }
        };
        let now = self.clock.now();
        let outcome = match &brought {
            Ok(true) => Brought::News,
            Ok(false) => Brought::Nothing,
            Err(error) => Brought::Failure(error),
        };
        let next = schedule::next(origin, outcome, self.rhythm, now, chance(origin, now));
        let has_changed = matches!(brought, Ok(true));
        let settled = Settled {
            reason: brought.as_ref().err().map(ToString::to_string),
            is_proven: origin.is_proven || brought.is_ok(),
            is_stopped: next.is_stopped,
            next_refresh_at: next.at,
            interval: next.interval,
            failures: next.failures,
            has_changed,
            validators: heard.validators.filter(|_| brought.is_ok()),
            moved_to: heard.moved_to,
            host_rests_until: next.host_rests_until,
        };
        self.store.settle(lease, &settled, now).await?;
        let is_new = origin.read_at.is_none() && brought.is_ok();
        if let Some(feed) = heard.feed.filter(|_| is_new) {
            self.follow_feed(origin.person, &feed).await?;
        }
        if self.rhythm.follows_links && (has_changed || is_new) {
            self.follow_links(origin.id).await?;
        }
        let reading = match brought {
            Ok(true) => Reading::Changed,
            Ok(false) => Reading::Unchanged,
            Err(error) if next.is_stopped => Reading::Stopped(error.to_string()),
            Err(error) => Reading::Failed(error.to_string()),
        };
        self.metrics.place(counted(&reading));
        Ok(told(origin, reading))
    }

    /// Asks a place and takes in what it says; whether anything is new, or why the place was not read.
    async fn hear(&self, origin: &Origin) -> Result<(Result<bool, sources::Error>, Heard), Error> {
        let known: Validators = serde_json::from_str(&origin.validators).unwrap_or_default();
        let asked = self.sources.fetch(&origin.kind, &origin.locator, &known);
        let fetched = match timeout(READING, asked).await {
            Ok(Ok(fetched)) => fetched,
            Ok(Err(error)) => return Ok((Err(error), Heard::default())),
            Err(_elapsed) => {
                let late = sources::Error::Later {
                    reason: TOO_SLOW.to_owned(),
                    not_before: None,
                };
                return Ok((Err(late), Heard::default()));
            }
        };
        let heard = Heard {
            validators: serde_json::to_string(&fetched.validators).ok(),
            moved_to: fetched.moved_to.clone(),
            feed: fetched.feed.clone(),
        };
        match self.take_in(origin, fetched).await {
            Ok(taken) => Ok((taken, heard)),
            Err(Error::Rejected(rejected)) => {
                let unfit = sources::Error::Unreadable(rejected.to_string());
                Ok((Err(unfit), heard))
            }
            Err(other) => Err(other),
        }
    }

    /// Takes in what a place says now, and out what it does not say any more; returns whether anything is new, or why what
    /// it says is not the person's.
    async fn take_in(
        &self,
        origin: &Origin,
        fetched: Fetched,
    ) -> Result<Result<bool, sources::Error>, Error> {
        // Its person may have become part of somebody else while it was read.
        let origin = self.store.origin(origin.id).await?;
        let origin = &origin.ok_or(Rejected::TakenAway)?;
        if !origin.is_proven && !self.is_reciprocal(origin, &fetched.names).await? {
            return Ok(Err(sources::Error::Refused(
                "it does not say that it is the person's: it names none of their other places".to_owned(),
            )));
        }
        let before = self.store.documents_of_origin(origin.id).await?;
        let said: HashSet<String> = fetched.unchanged.into_iter().collect();
        let mut here = said.clone();
        here.extend(fetched.documents.iter().map(|document| document.locator.clone()));
        let documents: Vec<(Document, Option<Origin>)> = fetched
            .documents
            .into_iter()
            .map(|document| (document, Some(origin.clone())))
            .collect();
        let mut has_changed = false;
        let mut rejected = None;
        for outcome in self.ingest_fetched(documents).await? {
            match outcome {
                Ok(super::Outcome::Unchanged(_)) => (),
                Ok(_) => has_changed = true,
                Err(Error::Rejected(why)) => rejected = Some(why),
                Err(other) => return Err(other),
            }
        }
        if let Some(why) = rejected {
            return Err(why.into());
        }
        self.store
            .adopt(origin.id, &here.iter().cloned().collect::<Vec<_>>())
            .await?;
        let gone: Vec<SourceId> = before
            .into_iter()
            .filter(|document| !here.contains(&document.locator))
            .map(|document| document.source)
            .collect();
        if !gone.is_empty() {
            self.take_out(&gone).await?;
            has_changed = true;
        }
        Ok(Ok(has_changed))
    }

    /// Takes texts out of the profiles of whoever has them; they are kept, and no longer read.
    pub(super) async fn take_out(&self, sources: &[SourceId]) -> Result<(), Error> {
        for _ in 0..MAX_ATTEMPTS {
            let Some(person) = self.store.reader_of(sources).await? else {
                return Ok(());
            };
            let Some(revision) = self.store.revision(person).await? else {
                continue;
            };
            let texts = self.store.documents_of(person).await?;
            let stay = texts.into_iter().filter(|text| !sources.contains(&text.source));
            let derived = self
                .derive(person, Vec::new(), stay.map(Into::into).collect())
                .await?;
            let record = Record {
                cause: Cause::Refreshed,
                person: Some((person, revision)),
                document: None,
                profile: Arc::new(derived.profile),
                keys: derived.keys,
                replaces: sources.to_vec(),
                apart: Vec::new(),
            };
            match self.store.record(record, self.clock.now()).await {
                Ok(_) | Err(crate::store::Error::Stale) => (),
                Err(other) => return Err(other.into()),
            }
        }
        Err(Error::Contended)
    }

    /// Reads a place that is nobody's yet.
    pub(super) async fn fetch_new(&self, place: &sources::Origin) -> Result<Fetched, Error> {
        let known = Validators::default();
        let fetched = timeout(READING, self.sources.fetch(place.kind, &place.locator, &known)).await;
        let unread = |reason: String| Rejected::UnreadPlace {
            locator: place.locator.clone(),
            reason,
        };
        Ok(fetched
            .map_err(|_elapsed| unread(TOO_SLOW.to_owned()))?
            .map_err(|error| unread(error.to_string()))?)
    }
}

/// Under what a reading is counted.
fn counted(reading: &Reading) -> &'static str {
    match reading {
        Reading::Changed => "changed",
        Reading::Unchanged => "unchanged",
        Reading::Failed(_) => "failed",
        Reading::Stopped(_) => "stopped",
        Reading::Waiting => "waiting",
    }
}

fn told(origin: &Origin, reading: Reading) -> Refreshed {
    Refreshed {
        origin: origin.id,
        person: origin.person,
        locator: origin.locator.clone(),
        reading,
    }
}

/// A number from 0 to 1 that differs between places and readings.
fn chance(origin: &Origin, now: DateTime<Utc>) -> f64 {
    let (high, low) = origin.id.as_uuid().as_u64_pair();
    let mixed = (high ^ low ^ now.timestamp_micros().cast_unsigned()).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    f64::from(u32::try_from(mixed >> 32).unwrap_or_default()) / f64::from(u32::MAX)
}
