//! One schedule: who does what in which order, decided by dice.

use std::sync::Arc;

use chrono::TimeDelta;
use muster::cpu;
use muster::directory::Directory;
use muster::profile::{PersonId, SourceId};
use muster::search::Ticket;
use muster::store::{self, Cause, NewDocument, Record, Store};
use muster::taxonomy::Taxonomy;
use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use tempfile::TempDir;
use tokio::task::JoinHandle;

use super::engine::{Engine, Payload, Simulation};
use crate::support::databases::STATEMENT_TIMEOUT;

/// What is left out of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeftOut {
    Nothing,
    /// What became of tasks: what the engine took is thought to be done.
    Outcomes,
    /// The order of tickets: the last record wins.
    Order,
    /// The notes of who is on the way.
    Intents,
}

/// A small generator, so that a number is a schedule.
struct Dice(u64);

impl Dice {
    fn new(number: u64) -> Self {
        let mut dice = Self(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        dice.roll(2);
        dice
    }

    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % sides
    }

    fn is(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }
}

/// When a request that is still on its way never arrives: the sender's deadlines.
const LATEST: TimeDelta = TimeDelta::seconds(150);

/// How many steps of a schedule have faults.
const STEPS: usize = 140;

/// After how many nobody changes any more.
const LAST_WRITE: usize = 70;

/// How many people there are at most.
const PEOPLE: u64 = 2;

/// How often what goes wrong, in percent. Not everything does in every schedule: one fault's cure hides another's.
#[derive(Debug)]
struct Faults {
    killed: u64,
    unanswered: u64,
    failed: u64,
}

/// One schedule: a directory, its engine, and two processes that deliver.
pub(super) struct Schedule {
    dice: Dice,
    faults: Faults,
    left_out: LeftOut,
    simulation: Simulation,
    store: Store,
    /// Past the store, for what is left out.
    database: DatabaseConnection,
    directories: [Directory; 2],
    running: [Option<JoinHandle<()>>; 2],
    _folder: TempDir,
}

impl Schedule {
    pub(super) async fn new(number: u64, left_out: LeftOut) -> Self {
        let folder = in_memory_folder();
        let url = format!("sqlite://{}", folder.path().join("muster.sqlite").display());
        let config = store::Config {
            url: url.clone(),
            max_connections: 3,
            statement_timeout: STATEMENT_TIMEOUT,
        };
        let store = Store::connect(&config).await.unwrap();
        store.migrate().await.unwrap();
        let simulation = Simulation::default();
        let directory = || {
            let indexes = Arc::new(simulation.clone());
            Directory::new(store.clone(), indexes, Taxonomy::embedded(), cpu::Pool::new(1))
                .with_clock(simulation.clock.clock())
        };
        let directories = [directory(), directory()];
        directories[0].notice_loss().await.unwrap();
        let mut dice = Dice::new(number);
        let mut rate = || if dice.is(50) { 0 } else { 15 };
        Self {
            faults: Faults {
                killed: rate(),
                unanswered: rate(),
                failed: rate(),
            },
            dice,
            left_out,
            database: sea_orm::Database::connect(&url).await.unwrap(),
            directories,
            simulation,
            store,
            running: [None, None],
            _folder: folder,
        }
    }

    /// Whether the index is what the database is after all faults.
    pub(super) async fn run(mut self, with_losses: bool) -> bool {
        for step in 0..STEPS {
            match self.dice.roll(1_000) {
                // The last of what is sent has to suffer as well.
                0..220 if step < LAST_WRITE => self.write().await,
                220..360 => self.arrive().await,
                360..480 => self.answer().await,
                480..580 => self.work(),
                580..880 => self.deliver().await,
                0..220 | 880..950 => self
                    .simulation
                    .clock
                    .pass(TimeDelta::seconds(self.dice.roll(90).cast_signed())),
                950..960 if with_losses => self.lose_everything(),
                _ => self.directories[0].notice_loss().await.unwrap(),
            }
        }
        self.end().await
    }

    async fn write(&mut self) {
        let person = self.dice.roll(PEOPLE);
        let locator = person.to_string();
        let now = self.simulation.clock.clock().now();
        let known = self.store.document_by_locator(&locator).await.unwrap();
        let known = match known {
            Some(document) => self.store.person(document.person).await.unwrap(),
            None => None,
        };
        match known {
            Some(known) if self.dice.is(35) => assert!(self.store.erase(known.id, now).await.unwrap()),
            known => {
                let record = record(&locator, known.map(|known| (known.id, known.revision)));
                self.store.record(record, now).await.unwrap();
            }
        }
    }

    /// Lets one request arrive, or not.
    async fn arrive(&mut self) {
        let waiting = self.simulation.engine().on_the_way.len() as u64;
        if waiting == 0 {
            return;
        }
        let which = usize::try_from(self.dice.roll(waiting)).unwrap();
        if self.dice.is(self.faults.unanswered) {
            // Given up by its sender, and still on its way.
            drop(self.simulation.engine().on_the_way[which].answer.take());
            return self.settle().await;
        }
        let request = self.simulation.engine().on_the_way.remove(which);
        let is_too_late = self.simulation.clock.clock().now() - request.sent_at > LATEST;
        if is_too_late || self.dice.is(self.faults.unanswered) {
            drop(request);
            return self.settle().await;
        }
        let ticket = self.simulation.engine().take(&request.payload);
        if let Some(answer) = request.answer {
            let mut engine = self.simulation.engine();
            engine.answers.push((ticket, request.payload, answer));
        }
    }

    /// Lets one answer come back, or not.
    async fn answer(&mut self) {
        let waiting = self.simulation.engine().answers.len() as u64;
        if waiting == 0 {
            return;
        }
        let which = usize::try_from(self.dice.roll(waiting)).unwrap();
        let (ticket, payload, answer) = self.simulation.engine().answers.remove(which);
        if self.left_out == LeftOut::Order {
            self.forget_greater(ticket, &payload).await;
        }
        if self.dice.is(self.faults.unanswered) {
            drop(answer);
        } else {
            // Whoever was killed hears nothing.
            drop(answer.send(Ok(ticket)));
        }
        self.settle().await;
        if self.left_out == LeftOut::Outcomes {
            self.tamper("UPDATE outbox SET in_flight = 0").await;
        }
    }

    /// Lets the engine do one task.
    fn work(&mut self) {
        let fails = self.dice.is(self.faults.failed);
        self.simulation.engine().work(fails);
    }

    /// Lets one of the processes go on, or kills it.
    async fn deliver(&mut self) {
        let which = usize::from(self.dice.is(50));
        if self.running[which].is_some() {
            if self.dice.is(self.faults.killed)
                && let Some(killed) = self.running[which].take()
            {
                killed.abort();
                killed.await.ok();
            }
            return;
        }
        // Two processes at once are what is to be seen.
        self.tamper("UPDATE generations SET lease_owner = NULL").await;
        self.start(which);
        self.settle().await;
        if self.left_out == LeftOut::Intents {
            self.tamper("DELETE FROM intents").await;
        }
    }

    fn start(&mut self, which: usize) {
        let directory = self.directories[which].clone();
        let arrived = Arc::clone(&self.simulation.arrived);
        self.running[which] = Some(tokio::spawn(async move {
            drop(directory.advance().await);
            arrived.notify_one();
        }));
    }

    fn lose_everything(&mut self) {
        let mut engine = self.simulation.engine();
        *engine = Engine {
            losses: engine.losses + 1,
            on_the_way: std::mem::take(&mut engine.on_the_way),
            answers: std::mem::take(&mut engine.answers),
            ..Engine::default()
        };
    }

    /// Returns when every process has ended or waits for an answer.
    async fn settle(&mut self) {
        loop {
            for running in &mut self.running {
                if running.as_ref().is_some_and(JoinHandle::is_finished) {
                    running.take().unwrap().await.ok();
                }
            }
            let running = self.running.iter().flatten().count();
            if self.simulation.engine().waiting() >= running {
                return;
            }
            self.simulation.arrived.notified().await;
        }
    }

    /// Lets a ticket be recorded over those that are greater.
    async fn forget_greater(&self, ticket: Ticket, payload: &Payload) {
        for (person, _) in payload {
            let person = person.as_uuid().simple().to_string();
            let less = ticket - 1;
            self.tamper(&format!(
                "UPDATE outbox SET ticket = {less} WHERE ticket > {ticket} AND person_id = X'{person}'"
            ))
            .await;
        }
    }

    async fn tamper(&self, statement: &str) {
        self.database.execute_unprepared(statement).await.unwrap();
    }

    /// Ends the faults, waits until nothing is left to do, and compares.
    async fn end(mut self) -> bool {
        let generation = self.store.generations().await.unwrap().remove(0).number;
        for _ in 0..40 {
            self.directories[0].notice_loss().await.unwrap();
            for (ticket, _, answer) in std::mem::take(&mut self.simulation.engine().answers) {
                drop(answer.send(Ok(ticket)));
            }
            self.settle().await;
            while !self.simulation.engine().on_the_way.is_empty() {
                let request = self.simulation.engine().on_the_way.remove(0);
                if self.simulation.clock.clock().now() - request.sent_at > LATEST {
                    drop(request);
                } else {
                    let ticket = self.simulation.engine().take(&request.payload);
                    request.answer.map(|answer| answer.send(Ok(ticket)).ok());
                }
                self.settle().await;
            }
            while self.simulation.engine().work(false) {}
            if self.running.iter().all(Option::is_none) {
                let is_done = self.store.backlog(generation).await.unwrap().is_empty();
                let later = self.simulation.clock.clock().now() + TimeDelta::hours(1);
                if is_done && self.store.recover(generation, later, later).await.unwrap() == 0 {
                    return self.is_in_step().await;
                }
                self.simulation.clock.pass(TimeDelta::minutes(5));
                self.start(0);
                self.settle().await;
            }
        }
        panic!("a schedule does not come to its end");
    }

    async fn is_in_step(&self) -> bool {
        let people = self.store.people_after(None, 100).await.unwrap();
        let versions = people
            .into_iter()
            .map(|person| (person.id, person.updated_at.timestamp_micros()));
        self.simulation.engine().held == versions.collect()
    }
}

fn record(locator: &str, person: Option<(PersonId, i64)>) -> Record {
    Record {
        cause: Cause::Updated,
        person,
        document: Some(NewDocument {
            source: SourceId::new(locator),
            locator: locator.to_owned(),
            kind: "text".to_owned(),
            text: "Ada Example".to_owned(),
            sha256: String::new(),
            origin: None,
        }),
        profile: Arc::default(),
        keys: Vec::new(),
        replaces: Vec::new(),
        apart: Vec::new(),
    }
}

/// A folder whose files cost no waiting for a disk, where the system has one.
fn in_memory_folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_no_such_folder| tempfile::tempdir().unwrap())
}
