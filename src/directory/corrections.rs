//! What is set by hand, and where the sources disagree.

use std::sync::Arc;

use super::derive::{Text, read};
use super::merges::MergeError;
use super::{Directory, Error};
use crate::profile::PersonId;
use crate::resolve::{self, Conflict, Correctable, Correction};
use crate::store::{self, Cause, Person, Record, StoredDocument};

/// How often a correction is worked out anew because somebody else changed the person meanwhile.
const MAX_ATTEMPTS: usize = 8;

/// The most texts of a person that are read to tell where they disagree: the newest.
const MOST_TEXTS: usize = 12;

/// The most bytes of all of these together.
const MOST_BYTES: usize = 512 * 1024;

impl Directory {
    /// Sets a field of a person by hand. It stays so through every new text, until it is taken back.
    pub async fn correct(&self, person: PersonId, correction: Correction) -> Result<Person, Error> {
        let field = correction.field().clone();
        self.change_by_hand(person, &field, Some(&correction)).await
    }

    /// Takes a correction back: the field is again as the sources have it.
    pub async fn uncorrect(&self, person: PersonId, field: &Correctable) -> Result<Person, Error> {
        self.change_by_hand(person, field, None).await
    }

    async fn change_by_hand(
        &self,
        id: PersonId,
        field: &Correctable,
        correction: Option<&Correction>,
    ) -> Result<Person, Error> {
        for _ in 0..MAX_ATTEMPTS {
            // The revision first: what is read after it can only be newer, and then the record is stale.
            let Some(revision) = self.store.revision(id).await? else {
                return Err(MergeError::NoSuchPerson.into());
            };
            let texts = self.store.documents_of(id).await?;
            let mut corrections = self.store.corrections(id).await?;
            corrections.retain(|known| known.field() != field);
            corrections.extend(correction.cloned());
            let derived = self
                .derive_with(
                    Vec::new(),
                    texts.into_iter().map(Text::from).collect(),
                    corrections,
                )
                .await?;
            let record = Record {
                cause: Cause::Corrected,
                person: Some((id, revision)),
                document: None,
                profile: Arc::new(derived.profile),
                keys: derived.keys,
                replaces: Vec::new(),
                apart: Vec::new(),
            };
            let corrected = self.store.correct(&record, field, correction, self.clock.now());
            match corrected.await {
                Ok(person) => return Ok(person),
                Err(store::Error::Stale) => (),
                Err(other) => return Err(other.into()),
            }
        }
        Err(Error::Contended)
    }

    /// Returns where a person's texts contradict each other or what was set by hand: read anew from the stored texts, the
    /// newest dozen of them.
    pub async fn conflicts(&self, person: PersonId) -> Result<Vec<Conflict>, Error> {
        let texts = self.store.documents_of(person).await?;
        self.conflicts_among(person, &texts).await
    }

    /// The same of texts that are at hand.
    pub async fn conflicts_among(
        &self,
        person: PersonId,
        texts: &[StoredDocument],
    ) -> Result<Vec<Conflict>, Error> {
        let corrections = self.store.corrections(person).await?;
        if texts.len() < 2 && corrections.is_empty() {
            return Ok(Vec::new());
        }
        let mut bytes = 0;
        let newest = texts.iter().rev().take(MOST_TEXTS).take_while(|text| {
            bytes += text.text.len();
            bytes <= MOST_BYTES
        });
        let newest: Vec<_> = newest.cloned().map(Text::from).collect();
        let (taxonomy, today) = (self.taxonomy, self.clock.now().date_naive());
        let work = move || {
            let drafts: Vec<_> = newest.iter().map(|text| read(text, taxonomy, today)).collect();
            resolve::conflicts(&drafts, &corrections)
        };
        Ok(self.cpu.run(work).await?)
    }
}
