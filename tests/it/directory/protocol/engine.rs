//! The engine, simulated: what is told to it is on the way, waits, is done or fails when a schedule says so.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use muster::profile::PersonId;
use muster::search::{self, Entry, Found, Identity, Index, Indexes, Outcome, Query, Ticket};
use tokio::sync::{Notify, oneshot};

use crate::support::clock::SimulatedClock;

/// What one request asks for: each person in a version, or gone.
pub(super) type Payload = Vec<(PersonId, Option<i64>)>;

pub(super) type Answer = Result<Ticket, search::Error>;

/// A request on its way to the engine.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) payload: Payload,
    /// `None` where nobody waits for an answer any more.
    pub(super) answer: Option<oneshot::Sender<Answer>>,
    pub(super) sent_at: DateTime<Utc>,
}

#[derive(Debug, Default)]
pub(super) struct Engine {
    pub(super) on_the_way: Vec<Request>,
    /// Answers on their way back.
    pub(super) answers: Vec<(Ticket, Payload, oneshot::Sender<Answer>)>,
    pub(super) queue: VecDeque<(Ticket, Payload)>,
    pub(super) outcomes: HashMap<Ticket, Outcome>,
    pub(super) held: BTreeMap<PersonId, i64>,
    pub(super) newest: Ticket,
    /// How often everything was lost.
    pub(super) losses: u32,
}

/// The engine, which does nothing by itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Simulation {
    engine: Arc<Mutex<Engine>>,
    pub(super) arrived: Arc<Notify>,
    pub(super) clock: SimulatedClock,
}

impl Simulation {
    pub(super) fn engine(&self) -> MutexGuard<'_, Engine> {
        self.engine.lock().unwrap()
    }

    async fn ask(&self, payload: Payload) -> Answer {
        let (answer, answered) = oneshot::channel();
        self.engine().on_the_way.push(Request {
            payload,
            answer: Some(answer),
            sent_at: self.clock.clock().now(),
        });
        self.arrived.notify_one();
        let lost = || Err(search::Error::Unavailable(anyhow::anyhow!("no answer")));
        answered.await.unwrap_or_else(|_dropped| lost())
    }
}

#[async_trait]
impl Indexes for Simulation {
    fn target(&self) -> &'static str {
        "simulation"
    }

    fn is_here(&self, _target: &str) -> bool {
        true
    }

    fn is_exclusive(&self) -> bool {
        false
    }

    fn open(&self, _generation: i64) -> Result<Arc<dyn Index>, search::Error> {
        Ok(Arc::new(self.clone()))
    }

    async fn remove(&self, _generation: i64) -> Result<(), search::Error> {
        Ok(())
    }

    async fn version(&self) -> Result<String, search::Error> {
        Ok("simulation".to_owned())
    }
}

#[async_trait]
impl Index for Simulation {
    async fn upsert(&self, entries: Vec<Entry>) -> Answer {
        let payload = entries.iter().map(|entry| (entry.id, Some(entry.version())));
        self.ask(payload.collect()).await
    }

    async fn remove(&self, ids: &[PersonId]) -> Answer {
        self.ask(ids.iter().map(|id| (*id, None)).collect()).await
    }

    async fn outcomes(&self, tickets: &[Ticket]) -> Result<Vec<Outcome>, search::Error> {
        let engine = self.engine();
        let unknown = Outcome::Lost("unknown".to_owned());
        let outcome = |ticket| engine.outcomes.get(ticket).unwrap_or(&unknown).clone();
        Ok(tickets.iter().map(outcome).collect())
    }

    async fn search(&self, _query: &Query) -> Result<Found, search::Error> {
        Ok(Found::default())
    }

    async fn count(&self) -> Result<u64, search::Error> {
        Ok(self.engine().held.len() as u64)
    }

    async fn versions(&self) -> Result<HashMap<PersonId, i64>, search::Error> {
        Ok(self.engine().held.clone().into_iter().collect())
    }

    async fn identity(&self) -> Result<Identity, search::Error> {
        let engine = self.engine();
        Ok(Identity {
            name: engine.losses.to_string(),
            newest: (engine.newest > 0).then_some(engine.newest),
        })
    }
}

impl Engine {
    /// How many processes that live wait for an answer.
    pub(super) fn waiting(&self) -> usize {
        let requests = self
            .on_the_way
            .iter()
            .filter_map(|request| request.answer.as_ref());
        let answers = self.answers.iter().map(|(_, _, answer)| answer);
        requests
            .chain(answers)
            .filter(|answer| !answer.is_closed())
            .count()
    }

    /// Takes what a request asks for.
    pub(super) fn take(&mut self, payload: &Payload) -> Ticket {
        self.newest += 1;
        self.outcomes.insert(self.newest, Outcome::Waiting);
        self.queue.push_back((self.newest, payload.clone()));
        self.newest
    }

    /// Does the next task, or fails at it; `false` where there is none.
    pub(super) fn work(&mut self, fails: bool) -> bool {
        let Some((ticket, payload)) = self.queue.pop_front() else {
            return false;
        };
        let outcome = if fails {
            Outcome::Lost("failed".to_owned())
        } else {
            Outcome::Done
        };
        self.outcomes.insert(ticket, outcome);
        if !fails {
            for (person, version) in payload {
                match version {
                    Some(version) => self.held.insert(person, version),
                    None => self.held.remove(&person),
                };
            }
        }
        true
    }
}
