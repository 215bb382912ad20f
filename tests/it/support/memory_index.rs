//! An index that holds entries and finds nothing: what the directory hands over can be looked at.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use muster::profile::PersonId;
use muster::search::{Entry, Error, Found, Index, Query};

/// What was put in is seen after a flush.
#[derive(Debug, Default)]
pub(crate) struct MemoryIndex {
    written: Mutex<HashMap<PersonId, Entry>>,
    seen: Mutex<HashMap<PersonId, Entry>>,
    away: AtomicBool,
}

impl MemoryIndex {
    /// The names of those who can be found, ascending.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = self
            .seen
            .lock()
            .unwrap()
            .values()
            .map(|entry| entry.name.clone())
            .collect();
        names.sort();
        names
    }

    /// From now on every call fails, or none.
    pub(crate) fn set_away(&self, away: bool) {
        self.away.store(away, Ordering::Relaxed);
    }

    fn reach(&self) -> Result<(), Error> {
        if self.away.load(Ordering::Relaxed) {
            return Err(Error::Unavailable(anyhow::anyhow!("away")));
        }
        Ok(())
    }
}

#[async_trait]
impl Index for MemoryIndex {
    async fn upsert(&self, entries: Vec<Entry>) -> Result<(), Error> {
        self.reach()?;
        let entries = entries.into_iter().map(|entry| (entry.id, entry));
        self.written.lock().unwrap().extend(entries);
        Ok(())
    }

    async fn remove(&self, ids: &[PersonId]) -> Result<(), Error> {
        self.reach()?;
        self.written.lock().unwrap().retain(|id, _| !ids.contains(id));
        Ok(())
    }

    async fn clear(&self) -> Result<(), Error> {
        self.reach()?;
        self.written.lock().unwrap().clear();
        Ok(())
    }

    async fn flush(&self) -> Result<(), Error> {
        self.reach()?;
        let written = self.written.lock().unwrap().clone();
        *self.seen.lock().unwrap() = written;
        Ok(())
    }

    async fn search(&self, _query: &Query) -> Result<Found, Error> {
        self.reach()?;
        Ok(Found::default())
    }

    async fn count(&self) -> Result<u64, Error> {
        self.reach()?;
        Ok(self.seen.lock().unwrap().len() as u64)
    }
}
