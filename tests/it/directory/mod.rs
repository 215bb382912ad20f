//! What can change in a directory, use case by use case, over a real database and an index in memory.

mod bad_input;
mod batch;
mod corrections;
mod doctor;
mod following;
mod histories;
mod indexing;
mod ingest;
mod leases;
mod meanwhile;
mod merges;
mod parting;
mod protocol;
mod refresh;
mod reprocess;

use std::sync::Arc;

use chrono::TimeDelta;
use muster::cpu;
use muster::directory::{Directory, Error, Outcome, Receipt, Rhythm, Submission};
use muster::store::Store;
use muster::taxonomy::Taxonomy;

use crate::support::clock::SimulatedClock;
use crate::support::databases::Database;
use crate::support::memory_index::MemoryIndexes;
use crate::support::places::Places;

/// A directory of one test's own.
struct World {
    directory: Directory,
    index: MemoryIndexes,
    database: Database,
    clock: SimulatedClock,
    places: Places,
}

impl World {
    async fn new() -> Self {
        Self::on(Database::sqlite()).await
    }

    async fn on(database: Database) -> Self {
        let index = MemoryIndexes::default();
        let clock = SimulatedClock::default();
        let places = Places::default();
        let directory = open(database.store().await, &index, &clock, &places);
        Self {
            directory,
            index,
            database,
            clock,
            places,
        }
    }

    /// The same directory in another process.
    async fn beside(&self) -> Directory {
        open(
            self.database.connect().await,
            &self.index,
            &self.clock,
            &self.places,
        )
    }

    /// Lets time pass, and the index be looked after.
    async fn pass(&self, time: TimeDelta) {
        self.clock.pass(time);
        self.directory.drain().await.unwrap();
    }

    /// Hands in a text from a place of its own.
    async fn file(&self, locator: &str, text: &str) -> Result<Outcome, Error> {
        self.directory.ingest(submission(Some(locator), text)).await
    }

    /// Somebody called Ada Quill with a file of their own, which names a login.
    async fn ada(&self, login: &str, skills: &str) -> Receipt {
        let (locator, text) = (format!("file:///{login}.md"), text("Ada Quill", login, skills));
        added(self.file(&locator, &text).await)
    }

    async fn paste(&self, text: &str) -> Result<Outcome, Error> {
        self.directory.ingest(submission(None, text)).await
    }

    async fn count(&self) -> u64 {
        self.directory.store.count_people().await.unwrap()
    }

    /// The ids of the person's skills, ascending.
    async fn skills(&self, receipt: &Receipt) -> Vec<String> {
        let person = self.directory.store.person(receipt.id).await.unwrap().unwrap();
        let mut skills: Vec<_> = person
            .profile
            .skills
            .iter()
            .map(|skill| skill.id.clone())
            .collect();
        skills.sort();
        skills
    }
}

fn open(store: Store, index: &MemoryIndexes, clock: &SimulatedClock, places: &Places) -> Directory {
    let indexes = Arc::new(index.clone());
    Directory::new(store, indexes, Taxonomy::embedded(), cpu::Pool::new(2))
        .with_clock(clock.clock())
        .with_sources(places.sources(), Rhythm::default())
}

fn submission(locator: Option<&str>, text: &str) -> Submission {
    Submission {
        locator: locator.map(str::to_owned),
        bytes: text.as_bytes().to_vec(),
    }
}

/// A profile as people write them; `login` is on GitHub.
fn text(name: &str, login: &str, skills: &str) -> String {
    let contact = if login.is_empty() {
        String::new()
    } else {
        format!("\n## Contact\n\nhttps://github.com/{login}\n")
    };
    format!("# {name}\n\n## Skills\n\n{skills}\n{contact}")
}

#[track_caller]
fn added(outcome: Result<Outcome, Error>) -> Receipt {
    match outcome.unwrap() {
        Outcome::Added(receipt) => receipt,
        other => panic!("not added: {other:?}"),
    }
}

#[track_caller]
fn updated(outcome: Result<Outcome, Error>) -> Receipt {
    match outcome.unwrap() {
        Outcome::Updated(receipt) => receipt,
        other => panic!("not updated: {other:?}"),
    }
}

#[track_caller]
fn unchanged(outcome: Result<Outcome, Error>) -> Receipt {
    match outcome.unwrap() {
        Outcome::Unchanged(receipt) => receipt,
        other => panic!("not unchanged: {other:?}"),
    }
}
