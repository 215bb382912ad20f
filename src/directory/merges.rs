//! Two people become one, by what a text says or by hand, and two again.

use uuid::Uuid;

use super::derive::{Derived, Text};
use super::read::is_paste;
use super::{Directory, Error};
use crate::profile::{PersonId, Profile, SourceId};
use crate::resolve::{self, Correction, IdentityKey};
use crate::store::{self, Belongings, Cause, Merge, Parting, Person, Record, StoredDocument, Union};

/// How often a merge is worked out anew because somebody else changed one of the two meanwhile.
const MAX_ATTEMPTS: usize = 8;

/// Why two people were not made one, or not parted; the message says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    #[error("these are the same person already: name two people")]
    SamePerson,
    #[error("one of the two people is not here any more")]
    NoSuchPerson,
    #[error("there is no such merge")]
    NoSuchMerge,
    #[error("this merge was undone already")]
    Undone,
    #[error("the two became part of somebody else since: undo the later merge first")]
    LaterFirst,
}

/// What is made of the texts of two people.
struct Plan {
    gone: (PersonId, i64),
    kept: Record,
}

impl Directory {
    /// Makes two people one: everything of `gone` is `kept`'s from now on, and the addresses of `gone` lead to `kept`. Can be
    /// undone exactly. It is no longer remembered that somebody said that they are two.
    pub async fn merge(&self, kept: PersonId, gone: PersonId) -> Result<Merge, Error> {
        let reasons = vec!["somebody said so".to_owned()];
        self.join(kept, gone, reasons)
            .await?
            .ok_or(MergeError::NoSuchPerson.into())
    }

    /// Returns the profile that a merge would make, without making it.
    pub async fn merged(&self, kept: PersonId, gone: PersonId) -> Result<Profile, Error> {
        let plan = self.plan(kept, gone).await?;
        Ok(plan.ok_or(MergeError::NoSuchPerson)?.kept.profile)
    }

    /// Makes two people one for these reasons; `None` where one of them is gone.
    pub(super) async fn join(
        &self,
        kept: PersonId,
        gone: PersonId,
        reasons: Vec<String>,
    ) -> Result<Option<Merge>, Error> {
        for _ in 0..MAX_ATTEMPTS {
            let Some(plan) = self.plan(kept, gone).await? else {
                return Ok(None);
            };
            let union = Union {
                kept: plan.kept,
                gone: plan.gone,
                reasons: reasons.clone(),
            };
            match Box::pin(self.store.merge(&union, self.clock.now())).await {
                Ok((merge, _)) => {
                    tracing::info!(person.id = %kept, gone = %gone, "made two people one");
                    return Ok(Some(merge));
                }
                Err(store::Error::Stale) => (),
                Err(other) => return Err(other.into()),
            }
        }
        Err(Error::Contended)
    }

    async fn plan(&self, kept: PersonId, gone: PersonId) -> Result<Option<Plan>, Error> {
        if kept == gone {
            return Err(MergeError::SamePerson.into());
        }
        // The revisions first: what is read after them can only be newer, and then nothing is written.
        let revisions = (self.store.revision(kept).await?, self.store.revision(gone).await?);
        let (Some(revision), Some(gone_revision)) = revisions else {
            return Ok(None);
        };
        let mut texts = self.store.documents_of(kept).await?;
        texts.extend(self.store.documents_of(gone).await?);
        let mut corrections = self.store.corrections(kept).await?;
        for correction in self.store.corrections(gone).await? {
            if corrections
                .iter()
                .all(|known| known.field() != correction.field())
            {
                corrections.push(correction);
            }
        }
        let derived = self
            .derive_with(
                Vec::new(),
                texts.into_iter().map(Text::from).collect(),
                corrections,
            )
            .await?;
        Ok(Some(Plan {
            gone: (gone, gone_revision),
            kept: record(Cause::Merged, (kept, revision), derived),
        }))
    }

    /// Parts two people again, each with what they had. Texts that came since stay with whom they are about. It is remembered
    /// that the two are not one.
    pub async fn unmerge(&self, id: Uuid) -> Result<(Person, Person), Error> {
        for _ in 0..MAX_ATTEMPTS {
            let merge = self.store.find_merge(id).await?.ok_or(MergeError::NoSuchMerge)?;
            if merge.undone_at.is_some() {
                return Err(MergeError::Undone.into());
            }
            if merge.holder != merge.kept {
                return Err(MergeError::LaterFirst.into());
            }
            let Some(revision) = self.store.revision(merge.kept).await? else {
                return Err(MergeError::NoSuchMerge.into());
            };
            let parting = Box::pin(self.parting(&merge, revision)).await?;
            match Box::pin(self.store.part(&parting, self.clock.now())).await {
                Ok(people) => {
                    tracing::info!(person.id = %merge.kept, back = %merge.gone, "parted two people");
                    return Ok(people);
                }
                Err(store::Error::Stale) => (),
                Err(other) => return Err(other.into()),
            }
        }
        Err(Error::Contended)
    }

    async fn parting(&self, merge: &Merge, revision: i64) -> Result<Parting, Error> {
        let all = self.store.all_documents_of(merge.kept).await?;
        let (mut theirs, mut own) = (Vec::new(), Vec::new());
        for text in all {
            if self.goes_with_gone(merge, &text).await? {
                theirs.push(text);
            } else {
                own.push(text);
            }
        }
        let mut restored = restored(&own, &merge.kept_before, merge);
        restored.extend(self::restored(&theirs, &merge.gone_before, merge));
        let is_read = |text: &StoredDocument| text.replaced_at.is_none() || restored.contains(&text.source);
        let texts = theirs.iter().map(|text| text.source.clone()).collect();
        let (kept, gone) = if revision == merge.revision {
            // Nothing happened since: each is exactly as before.
            (as_before(&merge.kept_before), as_before(&merge.gone_before))
        } else {
            let mut corrections = self.store.corrections_since(merge.kept, merge.at).await?;
            add_missing(&mut corrections, merge.kept_before.corrected()?);
            let own = own.into_iter().filter(is_read).map(Text::from).collect();
            let theirs = theirs.into_iter().filter(is_read).map(Text::from).collect();
            (
                self.derive_with(Vec::new(), own, corrections).await?,
                self.derive_with(Vec::new(), theirs, merge.gone_before.corrected()?)
                    .await?,
            )
        };
        Ok(Parting {
            merge: merge.id,
            kept: record(Cause::Unmerged, (merge.kept, revision), kept),
            gone: record(Cause::Unmerged, (merge.gone, merge.gone_before.revision), gone),
            texts,
            restored,
        })
    }

    /// Says whose a text is when two people part: whose it was, and of one that came since whose place it is from, else who
    /// has more of its keys.
    async fn goes_with_gone(&self, merge: &Merge, text: &StoredDocument) -> Result<bool, Error> {
        let had = |before: &Belongings| before.texts.iter().any(|(source, _)| *source == text.source);
        if had(&merge.kept_before) || had(&merge.gone_before) {
            return Ok(had(&merge.gone_before));
        }
        if let Some(origin) = text.origin {
            return Ok(merge.gone_before.has_origin(origin));
        }
        let derived = self
            .derive_with(Vec::new(), vec![Text::from(text.clone())], Vec::new())
            .await?;
        let shared = |before: &Belongings| derived.keys.iter().filter(|key| before.has_key(key)).count();
        Ok(shared(&merge.gone_before) > shared(&merge.kept_before))
    }

    /// Says why two people are one who each have some of a text's keys; `None` where one of them is gone.
    pub(super) async fn shared_with(
        &self,
        keys: &[IdentityKey],
        one: PersonId,
        other: PersonId,
    ) -> Result<Option<Vec<String>>, Error> {
        let people = self.store.people(&[one, other]).await?;
        let [one, other] = people.as_slice() else {
            return Ok(None);
        };
        let of = |person: &Person| {
            let own = resolve::identity_keys(&person.profile);
            let shared: Vec<_> = keys.iter().filter(|key| own.contains(key)).map(told).collect();
            if shared.is_empty() {
                "what other texts say".to_owned()
            } else {
                shared.join(" and ")
            }
        };
        Ok(Some(vec![format!(
            "a text names {} of the one and {} of the other",
            of(one),
            of(other)
        )]))
    }

    /// Returns who has any of `keys`, is not known to be somebody else and can be the same person by their name.
    pub(super) async fn who_else(
        &self,
        person: PersonId,
        keys: &[IdentityKey],
        apart: &[PersonId],
    ) -> Result<Vec<PersonId>, Error> {
        let owners = self.store.owners(keys).await?;
        let mut others: Vec<_> = owners.into_values().flatten().collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != person && !apart.contains(other));
        if others.is_empty() {
            return Ok(others);
        }
        let dismissed = self.store.dismissed(&[person]).await?;
        others.retain(|other| !dismissed.contains(&(person.min(*other), person.max(*other))));
        others.push(person);
        let mut people = self.store.people(&others).await?;
        let Some(place) = people.iter().position(|known| known.id == person) else {
            return Ok(Vec::new());
        };
        let known = people.swap_remove(place).profile.name;
        people.retain(|other| resolve::names_agree(known.as_deref(), other.profile.name.as_deref()));
        Ok(people.into_iter().map(|other| other.id).collect())
    }
}

/// A key in words; an e-mail address stays out of notes.
fn told(key: &IdentityKey) -> String {
    match key.kind {
        "email" => "an e-mail address".to_owned(),
        kind => format!("the {kind} address {}", key.value),
    }
}

fn record(cause: Cause, person: (PersonId, i64), derived: Derived) -> Record {
    Record {
        cause,
        person: Some(person),
        document: None,
        profile: derived.profile,
        keys: derived.keys,
        replaces: Vec::new(),
        apart: Vec::new(),
    }
}

fn as_before(before: &Belongings) -> Derived {
    Derived {
        keys: resolve::identity_keys(&before.profile),
        profile: before.profile.clone(),
    }
}

fn add_missing(corrections: &mut Vec<Correction>, more: Vec<Correction>) {
    for correction in more {
        if corrections
            .iter()
            .all(|known| known.field() != correction.field())
        {
            corrections.push(correction);
        }
    }
}

/// The pastes of one of the two that were read before and are not any more: they count again, unless a paste that came since
/// took their place and stays with the same person.
fn restored(texts: &[StoredDocument], before: &Belongings, merge: &Merge) -> Vec<SourceId> {
    let was_read = |text: &StoredDocument| {
        let known = before.texts.iter().find(|(source, _)| *source == text.source);
        known.is_some_and(|(_, replaced_at)| replaced_at.is_none())
    };
    let is_newer = |text: &StoredDocument| text.replaced_at.is_none() && text.fetched_at > merge.at;
    let pastes = texts.iter().filter(|text| is_paste(&text.locator));
    if pastes.clone().any(is_newer) {
        return Vec::new();
    }
    let back = pastes.filter(|text| text.replaced_at.is_some() && was_read(text));
    back.map(|text| text.source.clone()).collect()
}
