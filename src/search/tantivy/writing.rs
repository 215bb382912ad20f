//! The one writer of the index.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use tantivy::{IndexWriter, TantivyError};

use super::super::{Entry, Outcome, Ticket};
use super::schema::Layout;
use crate::profile::PersonId;

/// The least memory that Tantivy writes with.
const LEAST_MEMORY: usize = 15_000_000;

/// Opened at the first change, so that a second process may search meanwhile; then it keeps other processes from writing.
pub(super) struct Writer {
    index: tantivy::Index,
    memory: usize,
    state: Mutex<State>,
}

struct State {
    open: Option<IndexWriter>,
    /// The last ticket that was given out; a commit carries it, so that it grows for as long as the index lives.
    newest: Ticket,
    /// What the next commit will hold.
    uncommitted: Vec<Ticket>,
    /// What went with a writer that failed.
    lost: HashSet<Ticket>,
}

impl Writer {
    pub(super) fn new(index: tantivy::Index, memory: usize) -> Result<Self, TantivyError> {
        let committed = index.load_metas()?.payload;
        let newest = committed.and_then(|ticket| ticket.parse().ok()).unwrap_or(0);
        Ok(Self {
            index,
            memory: memory.max(LEAST_MEMORY),
            state: Mutex::new(State {
                open: None,
                newest,
                uncommitted: Vec::new(),
                lost: HashSet::new(),
            }),
        })
    }

    pub(super) fn upsert(&self, layout: &Layout, entries: &[Entry]) -> Result<Ticket, TantivyError> {
        self.change(|writer| {
            for entry in entries {
                writer.delete_term(layout.id_term(entry.id));
                writer.add_document(layout.document(entry))?;
            }
            Ok(())
        })
    }

    pub(super) fn remove(&self, layout: &Layout, ids: &[PersonId]) -> Result<Ticket, TantivyError> {
        self.change(|writer| {
            for id in ids {
                writer.delete_term(layout.id_term(*id));
            }
            Ok(())
        })
    }

    /// Makes durable what waits; `false` where nothing does.
    pub(super) fn commit(&self) -> Result<bool, TantivyError> {
        let mut state = self.state();
        if state.uncommitted.is_empty() {
            return Ok(false);
        }
        let newest = state.newest.to_string();
        state.with(self, |writer| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&newest);
            commit.commit().map(drop)
        })?;
        state.uncommitted.clear();
        Ok(true)
    }

    /// Says what became of tickets after a commit. The index belongs to one process: what is waiting for a commit that
    /// another one should have made is lost.
    pub(super) fn outcomes(&self, tickets: &[Ticket]) -> Vec<Outcome> {
        let state = self.state();
        let outcome = |ticket: &Ticket| {
            if state.uncommitted.contains(ticket) {
                Outcome::Waiting
            } else if *ticket > state.newest || state.lost.contains(ticket) {
                Outcome::Lost("the index was closed before it was saved".to_owned())
            } else {
                Outcome::Done
            }
        };
        tickets.iter().map(outcome).collect()
    }

    pub(super) fn newest(&self) -> Option<Ticket> {
        let newest = self.state().newest;
        (newest > 0).then_some(newest)
    }

    fn change(
        &self,
        work: impl FnOnce(&mut IndexWriter) -> Result<(), TantivyError>,
    ) -> Result<Ticket, TantivyError> {
        let mut state = self.state();
        state.with(self, work)?;
        state.newest += 1;
        let ticket = state.newest;
        state.uncommitted.push(ticket);
        Ok(ticket)
    }

    fn open(&self) -> Result<IndexWriter, TantivyError> {
        let writer = self.index.writer_with_num_threads(1, self.memory)?;
        // A commit that was killed halfway leaves files whose names the same commit needs again.
        writer.garbage_collect_files().wait()?;
        Ok(writer)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn with(
        &mut self,
        shared: &Writer,
        work: impl FnOnce(&mut IndexWriter) -> Result<(), TantivyError>,
    ) -> Result<(), TantivyError> {
        let writer = match &mut self.open {
            Some(writer) => writer,
            none => none.insert(shared.open()?),
        };
        let outcome = work(writer);
        if outcome.is_err() {
            // A writer that failed once fails for good, and what it held is gone; the next change opens another.
            self.open = None;
            self.lost.extend(self.uncommitted.drain(..));
        }
        outcome
    }
}
