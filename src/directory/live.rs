//! The index that is searched. Which one it is stands in the database, so that all processes change over together.

use std::sync::{Arc, PoisonError, RwLock};

use anyhow::anyhow;

use super::{Directory, Error};
use crate::search::{self, Found, Index, Query};
use crate::store::{Backlog, Generation, GenerationState};

/// What is known of the index that is searched. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(super) struct Live(Arc<RwLock<Option<Opened>>>);

#[derive(Debug, Clone)]
struct Opened {
    generation: i64,
    index: Arc<dyn Index>,
}

impl Live {
    fn get(&self) -> Option<Opened> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, opened: Option<Opened>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = opened;
    }
}

impl Directory {
    /// Searches the index.
    pub async fn search(&self, query: &Query) -> Result<Found, Error> {
        let opened = self.opened().await?;
        match opened.index.search(query).await {
            Ok(found) => Ok(found),
            Err(problem) => {
                // Another process may have changed over to an index that was made anew.
                self.look_for_live().await?;
                let now = self.opened().await?;
                if now.generation == opened.generation {
                    return Err(problem.into());
                }
                Ok(now.index.search(query).await?)
            }
        }
    }

    /// How many people can be found.
    pub async fn count_searchable(&self) -> Result<u64, Error> {
        Ok(self.opened().await?.index.count().await?)
    }

    /// How far the index that is searched is behind the database, or the one that is made where there is none.
    pub async fn backlog(&self) -> Result<Backlog, Error> {
        let target = self.indexes.target();
        let generations = self.store.generations().await?;
        let mut here = generations
            .iter()
            .filter(|one| one.target == target && one.state != GenerationState::Retired);
        match here
            .clone()
            .find(|one| one.state == GenerationState::Live)
            .or(here.next())
        {
            Some(generation) => Ok(self.store.backlog(generation.number).await?),
            None => Ok(Backlog::default()),
        }
    }

    async fn opened(&self) -> Result<Opened, Error> {
        if self.live.get().is_none() {
            self.look_for_live().await?;
        }
        let making = || {
            search::Error::Unavailable(anyhow!(
                "the search index is not made yet: a server that starts makes it, and `muster reindex`"
            ))
        };
        Ok(self.live.get().ok_or_else(making)?)
    }

    /// Opens the generation that the database says is searched.
    pub(super) async fn look_for_live(&self) -> Result<(), Error> {
        let generations = self.store.generations().await?;
        self.take_live(&generations)
    }

    pub(super) fn take_live(&self, generations: &[Generation]) -> Result<(), Error> {
        let target = self.indexes.target();
        let live = generations
            .iter()
            .rfind(|generation| generation.target == target && generation.state == GenerationState::Live);
        let number = live.map(|generation| generation.number);
        if number == self.live.get().map(|opened| opened.generation) {
            return Ok(());
        }
        let opened = number.map(|generation| {
            let index = self.indexes.open(generation)?;
            Ok::<_, Error>(Opened { generation, index })
        });
        self.live.set(opened.transpose()?);
        Ok(())
    }

    /// The index of a generation; that of the live one is opened only once.
    pub(super) fn index_of(&self, generation: i64) -> Result<Arc<dyn Index>, Error> {
        match self.live.get() {
            Some(opened) if opened.generation == generation => Ok(opened.index),
            _ => Ok(self.indexes.open(generation)?),
        }
    }
}
