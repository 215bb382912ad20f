//! What the texts of a round make of people who are here already: all of them are asked for at once.

use std::collections::HashMap;

use super::claims::{Known, Touched};
use super::derive::{Derived, Text, derived};
use super::ingest::Item;
use super::read::is_paste;
use super::{Directory, Error};
use crate::cpu;
use crate::profile::{PersonId, Profile, SourceId};
use crate::resolve::Correction;
use crate::store::StoredDocument;

/// A person with one more text.
pub(super) struct Update {
    /// What the person was at before their other texts were read: texts that came after it make the update stale.
    pub(super) revision: i64,
    pub(super) derived: Derived,
    /// The texts that the new one takes the place of.
    pub(super) replaces: Vec<SourceId>,
    /// Who else is the same person, by what all texts say together.
    pub(super) also: Vec<PersonId>,
}

/// What an update is made of.
struct Parts {
    draft: Profile,
    others: Vec<Text>,
    corrections: Vec<Correction>,
}

impl Directory {
    /// Returns what is to be written of each person whom an item is about and who is still here; an item about several people
    /// has nothing to be written yet. At most one item may touch a person.
    pub(super) async fn updates(
        &self,
        items: &[(Item, Touched)],
        known: &Known,
    ) -> Result<HashMap<PersonId, Result<Update, cpu::Error>>, Error> {
        let about: Vec<_> = items
            .iter()
            .filter(|(_, touched)| touched.same.is_empty())
            .filter_map(|(item, touched)| Some((item, touched, known.people.get(&touched.about?)?)))
            .collect();
        if about.is_empty() {
            return Ok(HashMap::new());
        }
        let ids: Vec<_> = about.iter().map(|(_, _, person)| person.id).collect();
        let mut texts = self.store.documents_of_each(&ids).await?;
        let mut corrections = self.store.corrections_of_each(&ids).await?;
        let (mut parts, mut sources) = (Vec::with_capacity(ids.len()), Vec::with_capacity(ids.len()));
        for (item, _, person) in &about {
            let (others, replaces) = other_texts(item, texts.remove(&person.id).unwrap_or_default());
            parts.push(Parts {
                draft: item.draft.clone(),
                others,
                corrections: corrections.remove(&person.id).unwrap_or_default(),
            });
            sources.push(replaces);
        }
        let all = self.derived_of_each(parts).await;
        let keys = all.iter().flatten().flat_map(|derived| &derived.keys);
        let owners = self.store.owners(&keys.cloned().collect::<Vec<_>>()).await?;

        let mut updates = HashMap::with_capacity(ids.len());
        for (((_, touched, person), answer), replaces) in about.into_iter().zip(all).zip(sources) {
            let update = match answer {
                Ok(derived) => Ok(Update {
                    revision: person.revision,
                    also: self
                        .who_else(person, &derived.keys, &owners, &touched.apart)
                        .await?,
                    derived,
                    replaces,
                }),
                Err(panicked) => Err(panicked),
            };
            updates.insert(person.id, update);
        }
        Ok(updates)
    }

    async fn derived_of_each(&self, parts: Vec<Parts>) -> Vec<Result<Derived, cpu::Error>> {
        let (taxonomy, today) = (self.taxonomy, self.clock.now().date_naive());
        let work = move |parts: Parts| {
            let Parts {
                draft,
                others,
                corrections,
            } = parts;
            derived(vec![draft], &others, &corrections, taxonomy, today)
        };
        self.cpu.each(parts, work).await
    }
}

/// Returns the person's texts that stay, and the sources of those that the item takes the place of.
fn other_texts(item: &Item, stored: Vec<StoredDocument>) -> (Vec<Text>, Vec<SourceId>) {
    let mut stay = Vec::new();
    let mut replaced = Vec::new();
    for document in stored {
        if document.locator == item.admitted.document.locator {
            continue;
        }
        if item.admitted.is_paste && is_paste(&document.locator) {
            replaced.push(document.source);
        } else {
            stay.push(Text::from(document));
        }
    }
    (stay, replaced)
}
