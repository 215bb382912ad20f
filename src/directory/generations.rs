//! The life of the indexes: each is begun, filled, searched, and gives way to the next.

use anyhow::anyhow;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::{Duration, sleep};

use super::{Directory, Error};
use crate::search;
use crate::store::{Generation, GenerationState};

/// How long an index is kept after another took its place: other processes may not have noticed yet.
const RETIRED_FOR: TimeDelta = TimeDelta::minutes(1);

/// How often is looked after what changes rarely: whether the index is still the one it was, and who serves what.
const ROUND: TimeDelta = TimeDelta::minutes(1);

/// How often the index is compared with the database, person by person.
const SWEEP: TimeDelta = TimeDelta::hours(1);

/// When nobody serves another form of the index in this place any more.
const UPGRADED: TimeDelta = TimeDelta::hours(1);

/// When nobody serves another place any more.
const ABANDONED: TimeDelta = TimeDelta::days(7);

/// How often an index that is complete by all accounts and yet differs from the database is mended.
const MENDINGS: usize = 3;

const PAUSE: Duration = Duration::from_millis(200);

/// What the process that keeps the indexes remembers.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    rounded_at: Option<DateTime<Utc>>,
    /// Whether this process has compared the index with the database yet.
    swept: bool,
}

impl Directory {
    /// Brings the index up to date with the database; returns how many people it caught up with.
    ///
    /// Makes the index where there is none and where it is broken or was lost, finishes what was begun, and removes what
    /// is of no use any more.
    pub async fn drain(&self) -> Result<u64, Error> {
        let mut keeper = self.keeper.lock().await;
        let drained = self.bring_up(&mut keeper).await;
        if drained.is_err() {
            // Whatever was wrong may have changed more.
            keeper.rounded_at = None;
        }
        drained
    }

    async fn bring_up(&self, keeper: &mut Keeper) -> Result<u64, Error> {
        let mut caught_up = 0;
        for generation in self.served().await? {
            let delivered = async {
                let mut delivered = self.deliver(&generation, &|_done| ()).await?;
                // An engine that was away for a moment may have come back without what it held.
                if delivered > 0 && self.is_another(&generation).await? {
                    delivered += self.deliver(&generation, &|_done| ()).await?;
                }
                if generation.state == GenerationState::Building {
                    self.finish(&generation).await?;
                }
                Ok(delivered)
            };
            caught_up += match delivered.await {
                Err(Error::Index(search::Error::Broken(cause))) => {
                    self.replace_broken(&generation, &cause).await?
                }
                delivered => delivered?,
            };
        }
        let now = self.clock.now();
        if keeper.rounded_at.is_none_or(|last| now - last > ROUND) {
            caught_up += self.look_round(keeper.swept).await?;
            keeper.swept = true;
            keeper.rounded_at = Some(now);
        }
        Ok(caught_up)
    }

    /// Makes the index anew beside the one that is searched, which it then replaces; `progress` is told how many people
    /// are done. What was begun and interrupted is finished. Who changes meanwhile is in it as they are.
    pub async fn reindex(&self, progress: &(dyn Fn(u64) + Send + Sync)) -> Result<u64, Error> {
        let _alone = self.keeper.lock().await;
        let generation = self
            .store
            .begin_generation(self.indexes.target(), self.clock.now())
            .await?;
        loop {
            self.deliver(&generation, progress).await?;
            if self.finish(&generation).await? {
                break;
            }
            // Another process delivers, or somebody changed.
            sleep(PAUSE).await;
        }
        self.remove_retired().await?;
        self.count_searchable().await
    }

    /// Asks the process that owns the index to make it anew, and returns when it has; `progress` is told how many people
    /// are done.
    pub async fn request_reindex(&self, progress: &(dyn Fn(u64) + Send + Sync)) -> Result<u64, Error> {
        let generation = self
            .store
            .begin_generation(self.indexes.target(), self.clock.now())
            .await?;
        let everybody = self.store.count_people().await?;
        loop {
            self.look_for_live().await?;
            let generations = self.store.generations().await?;
            let is_building =
                |one: &Generation| one.number == generation.number && one.state == GenerationState::Building;
            if !generations.iter().any(is_building) {
                return self.count_searchable().await;
            }
            let backlog = self.store.backlog(generation.number).await?;
            progress(everybody.saturating_sub(backlog.behind + backlog.in_flight));
            sleep(PAUSE).await;
        }
    }

    /// Takes over from a process that ended, however it ended: what it had on the way is sent once more.
    pub async fn take_over(&self) -> Result<(), Error> {
        for generation in self.store.generations().await? {
            if generation.target != self.indexes.target() || generation.state == GenerationState::Retired {
                continue;
            }
            let now = self.clock.now();
            if self.indexes.is_exclusive() {
                self.store.resend_all(generation.number, now).await?;
            } else {
                self.store.resend(generation.number, self.node, now).await?;
            }
        }
        Ok(())
    }

    /// The generations of this engine that have to hear of changes; begins one where there is none.
    pub(super) async fn served(&self) -> Result<Vec<Generation>, Error> {
        let target = self.indexes.target();
        let mut generations = self.store.generations().await?;
        self.take_live(&generations).or_else(|problem| match problem {
            // Replaced where it is delivered to.
            Error::Index(search::Error::Broken(_)) => Ok(()),
            other => Err(other),
        })?;
        generations.retain(|one| one.target == target && one.state != GenerationState::Retired);
        if generations.is_empty() {
            generations.push(self.store.begin_generation(target, self.clock.now()).await?);
        }
        Ok(generations)
    }

    /// Lets a generation that has everything be searched; `false` where it does not have everything yet.
    async fn finish(&self, generation: &Generation) -> Result<bool, Error> {
        for _ in 0..MENDINGS {
            if !self.store.backlog(generation.number).await?.is_empty() {
                return Ok(false);
            }
            let differences = self.compare(generation).await?;
            if differences.is_empty() {
                let promoted = self.store.promote(generation.number, self.clock.now()).await?;
                self.look_for_live().await?;
                if promoted {
                    tracing::info!(generation = generation.number, "the search index was made anew");
                }
                return Ok(promoted);
            }
            self.repair(generation, &differences).await?;
            self.deliver(generation, &|_done| ()).await?;
        }
        Err(search::Error::Refused(anyhow!(
            "the search engine does not hold what it was given, however often: `muster doctor` shows who is missing"
        ))
        .into())
    }

    /// Looks after what changes rarely; who has never `swept` does so whatever others did.
    async fn look_round(&self, swept: bool) -> Result<u64, Error> {
        let now = self.clock.now();
        self.store.note_seen(self.indexes.target(), now).await?;
        self.forget_others().await?;
        self.remove_retired().await?;
        let mut mended = 0;
        for generation in self.served().await? {
            let is_new = self.is_another(&generation).await?;
            let is_due = !swept || generation.swept_at.is_none_or(|last| now - last > SWEEP);
            if generation.state == GenerationState::Live && is_due && !is_new {
                let differences = self.compare(&generation).await?;
                if !differences.is_empty() {
                    tracing::warn!(
                        missing = differences.missing.len(),
                        outdated = differences.outdated.len(),
                        strangers = differences.strangers.len(),
                        unlisted = differences.unlisted,
                        "the search index is not what the database holds and is mended"
                    );
                    self.repair(&generation, &differences).await?;
                }
                self.store.note_swept(generation.number, now).await?;
            }
            mended += self.deliver(&generation, &|_done| ()).await?;
        }
        Ok(mended)
    }

    /// Notices that the engine lost what it held; then it is given everything once more.
    pub async fn notice_loss(&self) -> Result<(), Error> {
        for generation in self.served().await? {
            self.is_another(&generation).await?;
        }
        Ok(())
    }

    /// Notices that the engine's index is another than before, or an older state of it, and begins a new epoch.
    async fn is_another(&self, generation: &Generation) -> Result<bool, Error> {
        let identity = self.index_of(generation.number)?.identity().await?;
        let Some(known) = &generation.identity else {
            self.store
                .note_identity(generation.number, &identity.name)
                .await?;
            return Ok(false);
        };
        let is_older = identity
            .newest
            .is_some_and(|newest| newest < generation.newest_ticket);
        if *known == identity.name && !is_older {
            return Ok(false);
        }
        tracing::warn!(
            generation = generation.number,
            "the search engine lost what it held, and is given everything once more"
        );
        self.store
            .begin_epoch(generation, &identity.name, self.clock.now())
            .await?;
        Ok(true)
    }

    /// Begins another index in the place of one that cannot be read; returns how many people are in it.
    async fn replace_broken(&self, broken: &Generation, cause: &anyhow::Error) -> Result<u64, Error> {
        tracing::warn!(
            cause = format!("{cause:#}"),
            "the search index cannot be read and is made anew"
        );
        let now = self.clock.now();
        self.store.retire(broken.number, now).await?;
        let generation = self.store.begin_generation(self.indexes.target(), now).await?;
        let delivered = self.deliver(&generation, &|_done| ()).await?;
        self.finish(&generation).await?;
        Ok(delivered)
    }

    async fn remove_retired(&self) -> Result<(), Error> {
        let now = self.clock.now();
        for generation in self.store.generations().await? {
            let is_old = self.indexes.is_exclusive() || now - generation.since > RETIRED_FOR;
            if generation.state == GenerationState::Retired
                && is_old
                && self.indexes.is_here(&generation.target)
            {
                self.indexes.remove(generation.number).await?;
                self.store.forget_generation(generation.number).await?;
            }
        }
        Ok(())
    }

    /// Retires indexes of an older form, and forgets those of places that nobody serves any more.
    async fn forget_others(&self) -> Result<(), Error> {
        let now = self.clock.now();
        for generation in self.store.generations().await? {
            if generation.target == self.indexes.target() {
                continue;
            }
            let unseen = now - generation.seen_at;
            if self.indexes.is_here(&generation.target) {
                if unseen > UPGRADED && generation.state != GenerationState::Retired {
                    self.store.retire(generation.number, now).await?;
                }
            } else if unseen > ABANDONED {
                tracing::warn!(
                    target = generation.target,
                    "nobody has served this search index for a week: it gets no news any more"
                );
                self.store.forget_generation(generation.number).await?;
            }
        }
        Ok(())
    }
}
