//! Indexes that hold entries and find nothing: what the directory hands over can be looked at.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use muster::profile::PersonId;
use muster::search::{Entry, Error, Found, Identity, Index, Indexes, Outcome, Query, Ticket};

/// A served engine in this process, which does everything at once. Cheap to clone.
#[derive(Debug, Default, Clone)]
pub(crate) struct MemoryIndexes(Arc<Engine>);

#[derive(Debug, Default)]
struct Engine {
    state: Mutex<State>,
    away: AtomicBool,
    holds: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    ticket: Ticket,
    made: u64,
    indexes: BTreeMap<i64, Held>,
    /// What was sent whole with one of these names in it is refused.
    refused_names: Vec<String>,
    refusals: HashMap<Ticket, String>,
}

#[derive(Debug, Default)]
struct Held {
    name: String,
    people: HashMap<PersonId, Entry>,
}

#[derive(Debug)]
struct MemoryIndex {
    engine: Arc<Engine>,
    generation: i64,
}

impl MemoryIndexes {
    /// The names of those who are in the newest index, ascending.
    pub(crate) fn names(&self) -> Vec<String> {
        let state = self.0.state();
        let newest = state.indexes.values().next_back();
        let people = newest.into_iter().flat_map(|held| held.people.values());
        let mut names: Vec<_> = people.map(|entry| entry.name.clone()).collect();
        names.sort();
        names
    }

    /// From now on every call fails, or none.
    pub(crate) fn set_away(&self, away: bool) {
        self.0.away.store(away, Ordering::Relaxed);
    }

    /// From now on it takes everything and does nothing, or goes on.
    pub(crate) fn hold(&self, holds: bool) {
        self.0.holds.store(holds, Ordering::Relaxed);
    }

    /// Refuses everything that is sent together with somebody of this name; nobody where there is none.
    pub(crate) fn refuse(&self, names: &[&str]) {
        self.0.state().refused_names = names.iter().map(|name| (*name).to_owned()).collect();
    }

    /// Forgets everything, as an engine does whose disk is lost.
    pub(crate) fn lose_everything(&self) {
        let mut state = self.0.state();
        state.indexes.clear();
        state.ticket = 0;
    }

    /// Changes what is held behind the directory's back.
    pub(crate) fn tamper(&self, change: impl FnOnce(&mut HashMap<PersonId, Entry>)) {
        let mut state = self.0.state();
        change(&mut state.indexes.values_mut().next_back().unwrap().people);
    }

    /// How many indexes there are.
    pub(crate) fn count(&self) -> usize {
        self.0.state().indexes.len()
    }
}

impl Engine {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn reach(&self) -> Result<MutexGuard<'_, State>, Error> {
        if self.away.load(Ordering::Relaxed) {
            return Err(Error::Unavailable(anyhow::anyhow!("away")));
        }
        Ok(self.state())
    }
}

impl State {
    fn held(&mut self, generation: i64) -> &mut Held {
        let made = &mut self.made;
        self.indexes.entry(generation).or_insert_with(|| {
            *made += 1;
            Held {
                name: made.to_string(),
                ..Held::default()
            }
        })
    }

    fn next_ticket(&mut self) -> Ticket {
        self.ticket += 1;
        self.ticket
    }
}

#[async_trait]
impl Indexes for MemoryIndexes {
    fn target(&self) -> &'static str {
        "memory 1"
    }

    fn is_here(&self, target: &str) -> bool {
        target.starts_with("memory ")
    }

    fn is_exclusive(&self) -> bool {
        false
    }

    fn open(&self, generation: i64) -> Result<Arc<dyn Index>, Error> {
        Ok(Arc::new(MemoryIndex {
            engine: Arc::clone(&self.0),
            generation,
        }))
    }

    async fn remove(&self, generation: i64) -> Result<(), Error> {
        self.0.reach()?.indexes.remove(&generation);
        Ok(())
    }

    async fn version(&self) -> Result<String, Error> {
        self.0.reach().map(|_state| "memory".to_owned())
    }
}

#[async_trait]
impl Index for MemoryIndex {
    async fn upsert(&self, entries: Vec<Entry>) -> Result<Ticket, Error> {
        let mut state = self.engine.reach()?;
        let ticket = state.next_ticket();
        let bad = entries
            .iter()
            .find(|entry| state.refused_names.contains(&entry.name));
        if let Some(bad) = bad {
            let reason = format!("no {}", bad.name);
            state.refusals.insert(ticket, reason);
            return Ok(ticket);
        }
        let entries = entries.into_iter().map(|entry| (entry.id, entry));
        state.held(self.generation).people.extend(entries);
        Ok(ticket)
    }

    async fn remove(&self, ids: &[PersonId]) -> Result<Ticket, Error> {
        let mut state = self.engine.reach()?;
        state
            .held(self.generation)
            .people
            .retain(|id, _| !ids.contains(id));
        Ok(state.next_ticket())
    }

    async fn outcomes(&self, tickets: &[Ticket]) -> Result<Vec<Outcome>, Error> {
        let state = self.engine.reach()?;
        if self.engine.holds.load(Ordering::Relaxed) {
            return Ok(vec![Outcome::Waiting; tickets.len()]);
        }
        let outcome = |ticket: &Ticket| match state.refusals.get(ticket) {
            Some(reason) => Outcome::Refused(reason.clone()),
            None if *ticket > state.ticket => Outcome::Lost("unknown".to_owned()),
            None => Outcome::Done,
        };
        Ok(tickets.iter().map(outcome).collect())
    }

    async fn search(&self, _query: &Query) -> Result<Found, Error> {
        self.engine.reach().map(|_state| Found::default())
    }

    async fn count(&self) -> Result<u64, Error> {
        Ok(self.engine.reach()?.held(self.generation).people.len() as u64)
    }

    async fn versions(&self) -> Result<HashMap<PersonId, i64>, Error> {
        let mut state = self.engine.reach()?;
        let people = &state.held(self.generation).people;
        Ok(people.iter().map(|(id, entry)| (*id, entry.version())).collect())
    }

    async fn identity(&self) -> Result<Identity, Error> {
        let mut state = self.engine.reach()?;
        let newest = Some(state.ticket);
        let name = state.held(self.generation).name.clone();
        Ok(Identity { name, newest })
    }
}
