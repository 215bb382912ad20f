//! Two people become one, by what a text says or by hand.

use std::collections::HashMap;
use std::sync::Arc;

use super::derive::{Derived, Text};
use super::{Directory, Error};
use crate::profile::{PersonId, Profile};
use crate::resolve::{self, IdentityKey};
use crate::store::{self, Cause, Merge, Person, Record, Union};

/// How often a merge is worked out anew because somebody else changed one of the two meanwhile.
pub(super) const MAX_ATTEMPTS: usize = 8;

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
    /// undone exactly. That somebody said that they are two counts for nothing while they are one.
    pub async fn merge(&self, kept: PersonId, gone: PersonId) -> Result<Merge, Error> {
        let reasons = vec!["somebody said so".to_owned()];
        self.join(kept, gone, reasons)
            .await?
            .ok_or(MergeError::NoSuchPerson.into())
    }

    /// Returns the profile that a merge would make, without making it.
    pub async fn merged(&self, kept: PersonId, gone: PersonId) -> Result<Profile, Error> {
        let plan = self.plan(kept, gone).await?;
        let plan = plan.ok_or(MergeError::NoSuchPerson)?;
        Ok(Arc::unwrap_or_clone(plan.kept.profile))
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
        let mut more = self.store.corrections(gone).await?;
        more.retain(|it| corrections.iter().all(|known| known.field() != it.field()));
        corrections.append(&mut more);
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

    /// Returns who has any of `keys`, is not known to be somebody else and can be the same person by their name. `owners` says
    /// whose the keys are.
    pub(super) async fn who_else(
        &self,
        person: &Person,
        keys: &[IdentityKey],
        owners: &HashMap<IdentityKey, Vec<PersonId>>,
        apart: &[PersonId],
    ) -> Result<Vec<PersonId>, Error> {
        let mut others: Vec<_> = keys.iter().filter_map(|key| owners.get(key)).flatten().collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|other| **other != person.id && !apart.contains(other));
        if others.is_empty() {
            return Ok(Vec::new());
        }
        let dismissed = self.store.dismissed(&[person.id]).await?;
        let pair = |other: PersonId| (person.id.min(other), person.id.max(other));
        let others: Vec<_> = others
            .into_iter()
            .copied()
            .filter(|other| !dismissed.contains(&pair(*other)))
            .collect();
        let name = person.profile.name.as_deref();
        let mut people = self.store.people(&others).await?;
        people.retain(|other| resolve::names_agree(name, other.profile.name.as_deref()));
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

pub(super) fn record(cause: Cause, person: (PersonId, i64), derived: Derived) -> Record {
    Record {
        cause,
        person: Some(person),
        document: None,
        profile: Arc::new(derived.profile),
        keys: derived.keys,
        replaces: Vec::new(),
        apart: Vec::new(),
    }
}
