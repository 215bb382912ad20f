//! Taking texts all the way into the directory: the write path.
//!
//! A person's profile is a function of their texts. A new text is read, and merged with what is read anew of the person's
//! other texts. A paste takes the place of the person's earlier paste: people paste again to correct what they pasted;
//! the earlier text is kept all the same. Texts from different places are merged.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::claims::{Claims, Known, Touched, touched};
use super::derive::{Text, came, read};
use super::read::{Admitted, admit, admit_fetched};
use super::updates::Update;
use super::{Directory, Error, Outcome, Receipt, Rejected, Submission, validate};

use crate::profile::{PersonId, Profile};
use crate::resolve::{self, IdentityKey};
use crate::sources::Document;
use crate::store::{Cause, KnownDocument, Origin, Person, Record};

/// How often a text is decided upon anew because somebody else changed the same person meanwhile.
pub(super) const MAX_ATTEMPTS: usize = 8;

/// What became of each submission, in their order.
pub(super) type Results = Vec<Option<Result<Outcome, Error>>>;

/// A text on its way into the directory.
#[derive(Debug)]
pub(super) struct Item {
    /// Of its submission.
    pub(super) place: usize,
    pub(super) admitted: Admitted,
    pub(super) draft: Profile,
    pub(super) keys: Vec<IdentityKey>,
    notes: Vec<String>,
}

/// Submissions that were read and are not written yet.
#[derive(Debug)]
pub struct Drafts {
    items: Vec<Item>,
    results: Results,
}

impl Directory {
    /// Takes one text all the way into the directory: the write path. Safe to repeat.
    ///
    /// The text is stored when this returns; it is searchable after [`Self::drain`].
    pub async fn ingest(&self, submission: Submission) -> Result<Outcome, Error> {
        let mut outcomes = self.ingest_many(vec![submission]).await?;
        outcomes.pop().unwrap_or(Err(Error::Contended))
    }

    /// Takes many texts in, as [`Self::ingest`] does one after the other: the outcomes are in the order of the submissions.
    ///
    /// Texts are read on all cores and written in one transaction where they are about different people. An error of one
    /// text is its own; where the database fails as a whole, nothing is lost by handing in everything again.
    pub async fn ingest_many(
        &self,
        submissions: Vec<Submission>,
    ) -> Result<Vec<Result<Outcome, Error>>, Error> {
        let drafts = self.read_many(submissions).await?;
        self.write_many(drafts).await
    }

    /// Takes in texts that were read from places, those of a place for the place's person.
    pub(super) async fn ingest_fetched(
        &self,
        documents: Vec<(Document, Option<Origin>)>,
    ) -> Result<Vec<Result<Outcome, Error>>, Error> {
        let mut results: Results = documents.iter().map(|_| None).collect();
        let admitted = self.admit_all(documents, admit_fetched, &mut results).await;
        let items = self.read_changed(admitted, &mut results).await?;
        self.write_many(Drafts { items, results }).await
    }

    /// The first half of [`Self::ingest_many`]: reads the texts and writes nothing, so that some texts can be read while those
    /// before them are written.
    pub async fn read_many(&self, submissions: Vec<Submission>) -> Result<Drafts, Error> {
        let mut results: Results = submissions.iter().map(|_| None).collect();
        let admitted = self.admit_all(submissions, admit, &mut results).await;
        let items = self.read_changed(admitted, &mut results).await?;
        Ok(Drafts { items, results })
    }

    /// The second half of [`Self::ingest_many`]: writes what was read.
    pub async fn write_many(&self, drafts: Drafts) -> Result<Vec<Result<Outcome, Error>>, Error> {
        let Drafts {
            mut items,
            mut results,
        } = drafts;
        let mut attempts = 0;
        while !items.is_empty() {
            let before = items.len();
            items = self.round(items, &mut results).await?;
            attempts = if items.len() < before { 0 } else { attempts + 1 };
            if attempts == MAX_ATTEMPTS {
                break;
            }
        }
        let outcomes: Vec<_> = results
            .into_iter()
            .map(|result| result.unwrap_or(Err(Error::Contended)))
            .collect();
        for outcome in &outcomes {
            self.metrics.text(counted(outcome));
        }
        Ok(outcomes)
    }

    async fn admit_all<T: Send + 'static>(
        &self,
        texts: Vec<T>,
        admit: fn(T) -> Result<Admitted, Rejected>,
        results: &mut Results,
    ) -> Vec<(usize, Admitted)> {
        let mut admitted = Vec::with_capacity(texts.len());
        for (place, answer) in self.cpu.each(texts, admit).await.into_iter().enumerate() {
            match answer.map_err(Error::from).and_then(|answer| Ok(answer?)) {
                Ok(text) => admitted.push((place, text)),
                Err(error) => results[place] = Some(Err(error)),
            }
        }
        admitted
    }

    /// Reads the texts that are not stored already.
    async fn read_changed(
        &self,
        admitted: Vec<(usize, Admitted)>,
        results: &mut Results,
    ) -> Result<Vec<Item>, Error> {
        let locators: Vec<_> = admitted
            .iter()
            .map(|(_, admitted)| admitted.document.locator.clone())
            .collect();
        let known = self.store.known_documents(&locators).await?;
        let mut changed = Vec::with_capacity(admitted.len());
        for (place, admitted) in admitted {
            match unchanged(&admitted, &known) {
                Some(person) => results[place] = self.unchanged(person).await?,
                None => changed.push((place, admitted)),
            }
        }
        let (taxonomy, now) = (self.taxonomy, self.clock.now());
        let places: Vec<_> = changed.iter().map(|(place, _)| *place).collect();
        let work = move |(place, admitted): (usize, Admitted)| {
            let text = Text {
                source: admitted.document.source.clone(),
                kind: admitted.document.kind.clone(),
                text: admitted.document.text.clone(),
                locator: admitted.document.locator.clone(),
                fetched_at: Some(now),
                sha256: admitted.document.sha256.clone(),
            };
            let draft = read(&text, taxonomy, now.date_naive());
            let notes = match validate::facts(&draft) {
                // A place of somebody who is known may say nothing for a while.
                Err(_nothing) if admitted.person.is_some() => Vec::new(),
                judged => judged?,
            };
            Ok::<_, Error>(Item {
                place,
                admitted,
                keys: resolve::identity_keys(&draft),
                draft,
                notes,
            })
        };
        let mut items = Vec::with_capacity(changed.len());
        for (place, answer) in places.into_iter().zip(self.cpu.each(changed, work).await) {
            match answer.map_err(Error::from).flatten() {
                Ok(item) => items.push(item),
                Err(error) => results[place] = Some(Err(error)),
            }
        }
        Ok(items)
    }

    /// Writes what can be written in one transaction; returns the items that have to be decided upon anew.
    async fn round(&self, items: Vec<Item>, results: &mut Results) -> Result<Vec<Item>, Error> {
        let mut items = self.placed(items, results).await?;
        // What is stored of others meanwhile came before.
        let now = self.clock.now();
        for item in &mut items {
            came(&mut item.draft, now);
        }
        let known = self.known(&items).await?;
        let (items, mut waiting) = self.claimed(items, &known, results).await?;
        let mut updates = self.updates(&items, &known).await?;
        let (mut chosen, mut records) = (Vec::new(), Vec::new());
        for (mut item, touched) in items {
            let update = touched.about.and_then(|id| updates.remove(&id)).transpose();
            let record = match update {
                Ok(update) => self.record_of(&mut item, &touched, update).await,
                Err(panicked) => Err(panicked.into()),
            };
            match record {
                Ok(Some(record)) => {
                    records.push(record);
                    chosen.push((item, touched));
                }
                Ok(None) => waiting.push(item),
                Err(error) => results[item.place] = Some(Err(error)),
            }
        }
        let stored = Some(&known.stored);
        let written = self.store.record_many(&mut records, stored, now).await?;
        for (((mut item, touched), record), person) in chosen.into_iter().zip(records).zip(written) {
            if let Some(person) = person {
                results[item.place] = Some(Ok(outcome(&item, &touched, &person)));
                continue;
            }
            if record.person.is_none() {
                // Where it was about to be written as somebody's, it is nobody's again.
                item.draft = Profile {
                    id: None,
                    slug: None,
                    ..Arc::unwrap_or_clone(record.profile)
                };
            }
            waiting.push(item);
        }
        waiting.sort_by_key(|item| item.place);
        Ok(waiting)
    }

    async fn known(&self, items: &[Item]) -> Result<Known, Error> {
        let locators: Vec<_> = items
            .iter()
            .map(|item| item.admitted.document.locator.clone())
            .collect();
        let keys: Vec<_> = items.iter().flat_map(|item| item.keys.clone()).collect();
        let stored = self.store.known(&locators, &keys).await?;
        let placed = items.iter().filter_map(|item| item.admitted.person);
        let people_of_texts = stored.documents.values().map(|document| document.person);
        let ids: BTreeSet<_> = stored
            .owners
            .values()
            .flatten()
            .copied()
            .chain(placed)
            .chain(people_of_texts)
            .collect();
        let ids = Vec::from_iter(ids);
        let people = self.store.people(&ids).await?;
        Ok(Known {
            stored,
            people: people.into_iter().map(|person| (person.id, person)).collect(),
            dismissed: self.store.dismissed(&ids).await?,
        })
    }

    /// Parts items into those that can be written together, with whom they touch, and those that wait for them.
    async fn claimed(
        &self,
        items: Vec<Item>,
        known: &Known,
        results: &mut Results,
    ) -> Result<(Vec<(Item, Touched)>, Vec<Item>), Error> {
        let mut claims = Claims::default();
        let (mut claimed, mut waiting) = (Vec::with_capacity(items.len()), Vec::new());
        for item in items {
            if let Some(person) = unchanged(&item.admitted, &known.stored.documents) {
                // Somebody else handed in the same text meanwhile, or an earlier item of this batch.
                results[item.place] = self.unchanged(person).await?;
                continue;
            }
            let touched = touched(&item, known);
            if claims.claim(&item, &touched) {
                claimed.push((item, touched));
            } else {
                waiting.push(item);
            }
        }
        Ok((claimed, waiting))
    }

    /// Returns what to write for an item; `None` where it has to be decided upon anew: the person has gone meanwhile, or people
    /// became one by what the text says.
    ///
    /// The draft of a new person is moved into the record: most are written as they are, and none of them is small.
    async fn record_of(
        &self,
        item: &mut Item,
        touched: &Touched,
        update: Option<Update>,
    ) -> Result<Option<Record>, Error> {
        let document = item.admitted.document.clone();
        let Some(id) = touched.about else {
            return Ok(Some(Record {
                cause: Cause::Added,
                person: None,
                document: Some(document),
                profile: Arc::new(std::mem::take(&mut item.draft)),
                keys: item.keys.clone(),
                replaces: Vec::new(),
                apart: touched.apart.clone(),
            }));
        };
        if !touched.same.is_empty() {
            Box::pin(self.join_by_text(item, id, &touched.same)).await?;
            return Ok(None);
        }
        let Some(update) = update else {
            return Ok(None);
        };
        if !update.also.is_empty() {
            Box::pin(self.join_by_text(item, id, &update.also)).await?;
            return Ok(None);
        }
        Ok(Some(Record {
            cause: if document.origin.is_some() {
                Cause::Refreshed
            } else {
                Cause::Updated
            },
            person: Some((id, update.revision)),
            document: Some(document),
            profile: Arc::new(update.derived.profile),
            keys: update.derived.keys,
            replaces: update.replaces,
            apart: touched.apart.clone(),
        }))
    }

    /// Makes people one whom a text shows to be the same; the text is written after that.
    async fn join_by_text(&self, item: &mut Item, about: PersonId, same: &[PersonId]) -> Result<(), Error> {
        let mut about = about;
        for other in same {
            // Who was here first stays.
            let (kept, gone) = (about.min(*other), about.max(*other));
            // One who was joined a moment ago may be known to be somebody else than the next.
            if self.store.dismissed(&[kept]).await?.contains(&(kept, gone)) {
                continue;
            }
            let Some(reasons) = self.shared_with(&item.keys, kept, gone).await? else {
                return Ok(());
            };
            if self.join(kept, gone, reasons).await?.is_none() {
                return Ok(());
            }
            about = kept;
            item.notes
                .push("it says that two people here are the same person: they are one now".to_owned());
        }
        Ok(())
    }

    /// `None` where the person has gone meanwhile.
    async fn unchanged(&self, id: PersonId) -> Result<Option<Result<Outcome, Error>>, Error> {
        let person = self.store.person(id).await?;
        Ok(person.map(|person| Ok(Outcome::Unchanged(receipt(&person, Vec::new())))))
    }
}

/// Whose the text is, where it is stored already and still read.
fn unchanged(admitted: &Admitted, known: &HashMap<String, KnownDocument>) -> Option<PersonId> {
    let document = known.get(&admitted.document.locator)?;
    (document.sha256 == admitted.document.sha256 && !document.replaced).then_some(document.person)
}

/// Under what an outcome is counted.
fn counted(outcome: &Result<Outcome, Error>) -> &'static str {
    match outcome {
        Ok(Outcome::Added(_)) => "added",
        Ok(Outcome::Updated(_)) => "updated",
        Ok(Outcome::Unchanged(_)) => "unchanged",
        Err(Error::Rejected(_)) => "rejected",
        Err(_) => "failed",
    }
}

fn outcome(item: &Item, touched: &Touched, person: &Person) -> Outcome {
    let mut notes = item.notes.clone();
    let others = touched.apart.len();
    if others > 0 {
        let people = if others == 1 { "person" } else { "people" };
        notes.push(format!(
            "an address or a login in the text belongs to {others} other {people} here: they were kept apart"
        ));
    }
    let receipt = receipt(person, notes);
    if touched.about.is_none() {
        Outcome::Added(receipt)
    } else {
        Outcome::Updated(receipt)
    }
}

fn receipt(person: &Person, notes: Vec<String>) -> Receipt {
    Receipt {
        id: person.id,
        slug: person.slug.clone(),
        name: person.profile.name.clone(),
        notes,
    }
}
