//! Is everything as it should be? What is looked at while the directory is used, and what only somebody who asks wants to wait for.

use chrono::TimeDelta;
use serde::Serialize;

use super::{Differences, Directory, Error};
use crate::store::{Generation, GenerationState, SetAside};

/// How long a change may wait for the index before somebody should look.
const LATE: TimeDelta = TimeDelta::minutes(1);

/// How long a place may be due before somebody should look.
const OVERDUE: TimeDelta = TimeDelta::hours(6);

/// How far a clock may be off.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// How many of those whom the engine refuses are named.
const NAMED: u64 = 20;

/// How a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Health {
    Well,
    /// Everything works, and somebody should look.
    Warning,
    Wrong,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    pub name: &'static str,
    pub health: Health,
    /// What was found, and what to do where that is not well.
    pub detail: String,
}

impl Check {
    pub fn new(name: &'static str, health: Health, detail: impl Into<String>) -> Self {
        Self {
            name,
            health,
            detail: detail.into(),
        }
    }

    fn failed(name: &'static str, error: impl Into<anyhow::Error>) -> Self {
        Self::new(name, Health::Wrong, format!("{:#}", error.into()))
    }
}

impl Directory {
    /// Looks at everything that is quickly told.
    pub async fn check(&self) -> Vec<Check> {
        vec![
            self.check_database().await,
            self.check_clock().await,
            self.check_engine().await,
            self.check_index().await,
            self.check_outbox().await,
            self.check_places().await,
        ]
    }

    /// Compares the index that is searched with the database, person by person; mends it where `repair` says so.
    pub async fn check_contents(&self, repair: bool) -> Check {
        const NAME: &str = "contents";
        match self.compare_live(repair).await {
            Ok((differences, _)) if differences.is_empty() => {
                Check::new(NAME, Health::Well, "the index holds what the database holds")
            }
            Ok((differences, true)) => {
                let found = differences.to_string();
                Check::new(NAME, Health::Well, format!("the index was mended: {found}"))
            }
            Ok((differences, false)) => {
                let advice = "`muster doctor --repair` mends it, and the server does within the hour";
                Check::new(NAME, Health::Wrong, format!("{differences}: {advice}"))
            }
            Err(error) => Check::failed(NAME, error),
        }
    }

    /// Returns people whom the engine refuses, some at most.
    pub async fn refused_people(&self) -> Result<Vec<SetAside>, Error> {
        match self.live_generation().await? {
            Some(live) => Ok(self.store.set_aside(live.number, NAMED).await?),
            None => Ok(Vec::new()),
        }
    }

    async fn check_database(&self) -> Check {
        const NAME: &str = "database";
        if let Err(error) = self.store.check().await {
            return Check::failed(NAME, error);
        }
        match self.store.count_people().await {
            Ok(people) => Check::new(
                NAME,
                Health::Well,
                format!("it answers, its schema is this version's, and it holds {people} people"),
            ),
            Err(error) => Check::failed(NAME, error),
        }
    }

    async fn check_clock(&self) -> Check {
        const NAME: &str = "clock";
        match self.store.newest_change().await {
            Ok(Some(newest)) if newest > self.clock.now() + CLOCK_TOLERANCE => Check::new(
                NAME,
                Health::Warning,
                format!(
                    "somebody changed at {newest}, which is still to come: set the clocks of all machines"
                ),
            ),
            Ok(_) => Check::new(NAME, Health::Well, "nothing in the database is later than now"),
            Err(error) => Check::failed(NAME, error),
        }
    }

    async fn check_engine(&self) -> Check {
        const NAME: &str = "engine";
        match self.indexes.version().await {
            Ok(version) => Check::new(NAME, Health::Well, version),
            Err(error) => Check::failed(NAME, error),
        }
    }

    async fn check_index(&self) -> Check {
        const NAME: &str = "index";
        let building = match self.building().await {
            Ok(building) => building,
            Err(error) => return Check::failed(NAME, error),
        };
        match self.count_searchable().await {
            Ok(people) => {
                let building = building.map(|how_far| format!("; another is being made, {how_far}"));
                let detail = format!("it finds {people} people{}", building.unwrap_or_default());
                Check::new(NAME, Health::Well, detail)
            }
            Err(error) => match building {
                Some(how_far) => Check::new(NAME, Health::Wrong, format!("it is being made, {how_far}")),
                None => Check::failed(NAME, error),
            },
        }
    }

    async fn check_outbox(&self) -> Check {
        const NAME: &str = "outbox";
        let backlog = match self.backlog().await {
            Ok(backlog) => backlog,
            Err(error) => return Check::failed(NAME, error),
        };
        let waiting = format!(
            "{} people wait for the index, {} are on the way",
            backlog.behind, backlog.in_flight
        );
        let since = backlog.oldest.map(|oldest| self.clock.now() - oldest);
        if backlog.set_aside > 0 {
            let refused = format!(
                "{waiting}, and the engine refuses {}: change or erase them",
                backlog.set_aside
            );
            Check::new(NAME, Health::Warning, refused)
        } else if let Some(since) = since.filter(|since| *since > LATE) {
            let late = format!("{waiting}, the first for {} seconds", since.num_seconds());
            Check::new(NAME, Health::Warning, late)
        } else {
            Check::new(NAME, Health::Well, waiting)
        }
    }

    async fn check_places(&self) -> Check {
        const NAME: &str = "places";
        let found = async { Ok::<_, Error>((self.places().await?, self.store.commonest_failure().await?)) };
        let (places, failure) = match found.await {
            Ok(found) => found,
            Err(error) => return Check::failed(NAME, error),
        };
        let told = format!(
            "of {} places that people are read from {} are due, {} fail, {} are not read any more",
            places.all, places.due, places.failing, places.stopped
        );
        let late = places.due_since.map(|since| self.clock.now() - since);
        let late = late.filter(|late| *late > OVERDUE).map(|late| {
            format!(
                "; the first has been due for {} hours: does a server run with `refresh.schedule` on, or are \
                 there more places of one host than it lets be read?",
                late.num_hours()
            )
        });
        // What is one place's fault names the place; the same words of several are a host's, or ours.
        let shared = failure.filter(|(_, places)| *places > 1);
        let shared = shared.map(|(reason, places)| format!("; {places} of them because {reason}"));
        let health = if late.is_some() || shared.is_some() {
            Health::Warning
        } else {
            Health::Well
        };
        let (shared, late) = (shared.unwrap_or_default(), late.unwrap_or_default());
        Check::new(NAME, health, format!("{told}{shared}{late}"))
    }

    /// Says how far an index is that is being made, where one is.
    async fn building(&self) -> Result<Option<String>, Error> {
        let target = self.indexes.target();
        let generations = self.store.generations().await?;
        let building = generations
            .iter()
            .find(|one| one.target == target && one.state == GenerationState::Building);
        let Some(building) = building else {
            return Ok(None);
        };
        let backlog = self.store.backlog(building.number).await?;
        Ok(Some(format!(
            "{} people are missing",
            backlog.behind + backlog.in_flight
        )))
    }

    /// Returns how the live index differs, and whether it was mended.
    async fn compare_live(&self, repair: bool) -> Result<(Differences, bool), Error> {
        let Some(live) = self.live_generation().await? else {
            return Ok((Differences::default(), false));
        };
        let differences = self.compare(&live).await?;
        if differences.is_empty() || !repair {
            return Ok((differences, false));
        }
        self.repair(&live, &differences).await?;
        self.drain().await?;
        let is_mended = self.compare(&live).await?.is_empty();
        Ok((differences, is_mended))
    }

    async fn live_generation(&self) -> Result<Option<Generation>, Error> {
        let target = self.indexes.target();
        let generations = self.store.generations().await?;
        Ok(generations
            .into_iter()
            .rfind(|one| one.target == target && one.state == GenerationState::Live))
    }
}
