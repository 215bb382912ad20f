//! Bringing the index up to date with the database, and making it anew.
//!
//! Whatever is killed in here is done again: a person is settled only after the index has what they are now for good.

use std::collections::HashSet;

use super::{Directory, Error};
use crate::search::Entry;
use crate::store::Pending;

/// How many people are brought to the index at once.
const BATCH: usize = 500;

impl Directory {
    /// Brings the index up to date with the outbox; returns how many people it caught up with.
    pub async fn drain(&self) -> Result<u64, Error> {
        let _alone = self.keeper.lock().await;
        self.catch_up().await
    }

    /// Makes the index anew from the database; `progress` is told how many people are done.
    ///
    /// Searches find what they found before until all is done. Who changes meanwhile is brought up to date at the end.
    pub async fn reindex(&self, progress: &(dyn Fn(u64) + Send + Sync)) -> Result<u64, Error> {
        let _alone = self.keeper.lock().await;
        self.store.mark_all_pending().await?;
        let everybody = self.store.pending(u64::MAX).await?;
        self.index.clear().await?;
        let mut done = 0;
        for some in everybody.chunks(BATCH) {
            self.push(some).await?;
            done += some.len() as u64;
            progress(done);
        }
        self.index.flush().await?;
        self.store.settle(&everybody).await?;
        self.catch_up().await?;
        Ok(done)
    }

    async fn catch_up(&self) -> Result<u64, Error> {
        let mut done = 0;
        loop {
            let pending = self.store.pending(BATCH as u64).await?;
            if pending.is_empty() {
                return Ok(done);
            }
            self.push(&pending).await?;
            self.index.flush().await?;
            self.store.settle(&pending).await?;
            done += pending.len() as u64;
        }
    }

    /// Hands the index what these people are now; who is gone is taken out.
    async fn push(&self, pending: &[Pending]) -> Result<(), Error> {
        let ids: Vec<_> = pending.iter().map(|pending| pending.person).collect();
        let people = self.store.people(&ids).await?;
        let here: HashSet<_> = people.iter().map(|person| person.id).collect();
        let gone: Vec<_> = ids.into_iter().filter(|id| !here.contains(id)).collect();
        let taxonomy = self.taxonomy;
        let entries = self
            .cpu
            .run(move || {
                people
                    .iter()
                    .map(|person| Entry::new(person.id, &person.profile, person.updated_at, taxonomy))
                    .collect()
            })
            .await?;
        self.index.upsert(entries).await?;
        self.index.remove(&gone).await?;
        Ok(())
    }
}
