//! Reading people again from their stored texts, with the program as it is now.
//!
//! What is stored of a person was read on the day of their last change. It is compared with what the same texts give now,
//! read as on that day: so only what the program does otherwise is a difference, and not that time has passed. Whoever is
//! different is written as read today. Doing it again changes nobody, which is why it may be interrupted anywhere.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::derive::{Derived, Text, derived};
use super::ingest::MAX_ATTEMPTS;
use super::{Directory, Error};
use crate::profile::{PersonId, Profile};
use crate::resolve::{self, Change, Correction, Field, IdentityKey, What};
use crate::store::{Cause, Person, Record};
use crate::taxonomy::Taxonomy;

/// How many people are read on all cores and written in one transaction.
const AT_ONCE: usize = 64;

/// What came of reading a person again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reprocessed {
    pub id: PersonId,
    pub slug: String,
    /// As it was.
    pub name: Option<String>,
    pub outcome: Reread,
}

/// Whether a person's texts say now what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reread {
    Same,
    /// In these fields; in none of them where all that is different is why something is believed, and how strongly.
    Different(Vec<Change>),
    /// A text could not be read; the person stays as they are.
    Failed,
}

/// In how many people each field is different.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleByField {
    pub people: u64,
    /// All who are different.
    pub different: u64,
    /// Those in whom no field is.
    pub unseen: u64,
    pub failed: u64,
    pub fields: BTreeMap<(Field, What), u64>,
}

/// A person on the way.
struct Subject {
    person: Person,
    texts: Vec<Text>,
    corrections: Vec<Correction>,
}

/// What a person is now, and what that changes.
struct Again {
    person: Person,
    derived: Derived,
    is_different: bool,
}

impl PeopleByField {
    pub fn count(&mut self, person: &Reprocessed) {
        self.people += 1;
        match &person.outcome {
            Reread::Same => {}
            Reread::Failed => self.failed += 1,
            Reread::Different(changes) => {
                self.different += 1;
                self.unseen += u64::from(changes.is_empty());
                let fields: HashSet<_> = changes
                    .iter()
                    .map(|change| (change.field, change.what()))
                    .collect();
                for field in fields {
                    *self.fields.entry(field).or_default() += 1;
                }
            }
        }
    }
}

impl Directory {
    /// Reads everybody again, some at a time, and writes those who are different where `write` says so. `told` hears of each
    /// of them as soon as they are done.
    pub async fn reprocess_everybody(
        &self,
        write: bool,
        told: &mut (dyn FnMut(Reprocessed) + Send),
    ) -> Result<(), Error> {
        let mut after = None;
        loop {
            let ids = self.store.people_ids_after(after, AT_ONCE as u64).await?;
            let Some(last) = ids.last() else {
                return Ok(());
            };
            after = Some(*last);
            for person in self.reprocess(&ids, write).await? {
                told(person);
            }
        }
    }

    /// Reads some people again and writes those who are different where `write` says so. Whoever is not there is left out,
    /// and whoever has no text stays as they are.
    pub async fn reprocess(&self, people: &[PersonId], write: bool) -> Result<Vec<Reprocessed>, Error> {
        let mut done = Vec::with_capacity(people.len());
        for some in people.chunks(AT_ONCE) {
            let mut waiting = some.to_vec();
            for _attempt in 0..MAX_ATTEMPTS {
                waiting = self.reprocess_once(&waiting, write, &mut done).await?;
                if waiting.is_empty() {
                    break;
                }
            }
            if !waiting.is_empty() {
                return Err(Error::Contended);
            }
        }
        Ok(done)
    }

    /// Returns those who were changed by somebody else meanwhile, and are not done.
    async fn reprocess_once(
        &self,
        ids: &[PersonId],
        write: bool,
        done: &mut Vec<Reprocessed>,
    ) -> Result<Vec<PersonId>, Error> {
        let all = self.read_again(ids, done).await?;
        let missing = self.keys_of_nobody(&all).await?;
        let is_different =
            |again: &Again| again.is_different || again.derived.keys.iter().any(|key| missing.contains(key));
        let (different, same): (Vec<_>, Vec<_>) = all.into_iter().partition(is_different);
        done.extend(same.into_iter().map(|again| told(&again.person, Reread::Same)));
        let outcomes: Vec<_> = different
            .iter()
            .map(|again| {
                let changes = resolve::diff(&again.person.profile, &again.derived.profile);
                told(&again.person, Reread::Different(changes))
            })
            .collect();
        if !write {
            done.extend(outcomes);
            return Ok(Vec::new());
        }
        let mut records: Vec<_> = different.into_iter().map(record).collect();
        let written = self
            .store
            .record_many(&mut records, None, self.clock.now())
            .await?;
        let mut stale = Vec::new();
        for (outcome, person) in outcomes.into_iter().zip(written) {
            match person {
                Some(_written) => done.push(outcome),
                None => stale.push(outcome.id),
            }
        }
        Ok(stale)
    }

    async fn read_again(&self, ids: &[PersonId], done: &mut Vec<Reprocessed>) -> Result<Vec<Again>, Error> {
        // The revisions first: texts that are read after them can only be newer, and then the record is stale.
        let people = self.store.people(ids).await?;
        let mut texts = self.store.documents_of_each(ids).await?;
        let mut corrections = self.store.corrections_of_each(ids).await?;
        let mut subjects = Vec::with_capacity(people.len());
        let mut names = Vec::with_capacity(people.len());
        for person in people {
            let Some(texts) = texts.remove(&person.id) else {
                done.push(told(&person, Reread::Same));
                continue;
            };
            names.push(told(&person, Reread::Failed));
            let texts = texts.into_iter().map(Text::from).collect();
            let corrections = corrections.remove(&person.id).unwrap_or_default();
            subjects.push(Subject {
                person,
                texts,
                corrections,
            });
        }
        let (taxonomy, today) = (self.taxonomy, self.clock.now().date_naive());
        let answers = self
            .cpu
            .each(subjects, move |subject| again(subject, taxonomy, today));
        let mut all = Vec::with_capacity(names.len());
        for (answer, failed) in answers.await.into_iter().zip(names) {
            match answer {
                Ok(again) => all.push(again),
                Err(_panicked) => done.push(failed),
            }
        }
        Ok(all)
    }

    /// Returns what would identify somebody, and is not yet known to.
    async fn keys_of_nobody(&self, all: &[Again]) -> Result<HashSet<IdentityKey>, Error> {
        let mut keys: HashSet<_> = all
            .iter()
            .flat_map(|again| again.derived.keys.iter().cloned())
            .collect();
        let known: Vec<_> = keys.iter().cloned().collect();
        let owners: HashMap<_, _> = self.store.owners(&known).await?;
        keys.retain(|key| !owners.contains_key(key));
        Ok(keys)
    }
}

fn again(subject: Subject, taxonomy: &Taxonomy, today: NaiveDate) -> Again {
    let Subject {
        person,
        texts,
        corrections,
    } = subject;
    let read_as_on = |day| {
        let Derived { profile, keys } = derived(Vec::new(), &texts, &corrections, taxonomy, day);
        let profile = of_the_same_person(profile, &person.profile);
        Derived { profile, keys }
    };
    let then = person.updated_at.date_naive();
    let mut derived = read_as_on(then);
    let is_different = derived.profile != *person.profile;
    if is_different && then != today {
        derived = read_as_on(today);
    }
    Again {
        person,
        derived,
        is_different,
    }
}

/// Adds what a profile does not have from its texts.
fn of_the_same_person(profile: Profile, stored: &Profile) -> Profile {
    Profile {
        id: stored.id,
        slug: stored.slug.clone(),
        sources: stored.sources.clone(),
        ..profile
    }
}

fn record(again: Again) -> Record {
    Record {
        cause: Cause::Reprocessed,
        person: Some((again.person.id, again.person.revision)),
        document: None,
        profile: Arc::new(again.derived.profile),
        keys: again.derived.keys,
        replaces: Vec::new(),
        apart: Vec::new(),
    }
}

fn told(person: &Person, outcome: Reread) -> Reprocessed {
    Reprocessed {
        id: person.id,
        slug: person.slug.clone(),
        name: person.profile.name.clone(),
        outcome,
    }
}
