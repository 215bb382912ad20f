//! The one writer of the index.

use std::sync::{Mutex, PoisonError};

use tantivy::query::AllQuery;
use tantivy::{IndexWriter, TantivyError};

use super::super::Entry;
use super::schema::Layout;
use crate::profile::PersonId;

/// The least memory that Tantivy writes with.
const LEAST_MEMORY: usize = 15_000_000;

/// Opened at the first change, so that a second process may search meanwhile; then it keeps other processes from writing.
pub(super) struct Writer {
    index: tantivy::Index,
    memory: usize,
    open: Mutex<Option<IndexWriter>>,
}

impl Writer {
    pub(super) fn new(index: tantivy::Index, memory: usize) -> Self {
        Self {
            index,
            memory: memory.max(LEAST_MEMORY),
            open: Mutex::new(None),
        }
    }

    pub(super) fn upsert(&self, layout: &Layout, entries: &[Entry]) -> Result<(), TantivyError> {
        self.with(|writer| {
            for entry in entries {
                writer.delete_term(layout.id_term(entry.id));
                writer.add_document(layout.document(entry))?;
            }
            Ok(())
        })
    }

    pub(super) fn remove(&self, layout: &Layout, ids: &[PersonId]) -> Result<(), TantivyError> {
        self.with(|writer| {
            for id in ids {
                writer.delete_term(layout.id_term(*id));
            }
            Ok(())
        })
    }

    pub(super) fn clear(&self) -> Result<(), TantivyError> {
        // Not `delete_all_documents`: a merge that ends before the commit would make that visible too early.
        self.with(|writer| writer.delete_query(Box::new(AllQuery)).map(drop))
    }

    pub(super) fn commit(&self) -> Result<(), TantivyError> {
        self.with(|writer| writer.commit().map(drop))
    }

    fn with(
        &self,
        work: impl FnOnce(&mut IndexWriter) -> Result<(), TantivyError>,
    ) -> Result<(), TantivyError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let writer = match &mut *open {
            Some(writer) => writer,
            none => none.insert(self.index.writer_with_num_threads(1, self.memory)?),
        };
        let outcome = work(writer);
        if outcome.is_err() {
            // A writer that failed once fails for good; the next change opens another.
            *open = None;
        }
        outcome
    }
}
