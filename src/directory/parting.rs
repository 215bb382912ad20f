//! Two people who became one are two again, each with what is theirs.

use uuid::Uuid;

use super::derive::{Derived, Text};
use super::merges::{MAX_ATTEMPTS, MergeError, record};
use super::read::is_paste;
use super::{Directory, Error};
use crate::profile::SourceId;
use crate::resolve::{self, Correction};
use crate::store::{self, Belongings, Cause, Merge, Parting, Person, StoredDocument};

/// What two people have at the moment who are about to part.
struct Shares {
    /// What everybody had who stays together: the one who stays, and whoever became part of them otherwise.
    stay: Vec<Belongings>,
    own: Vec<StoredDocument>,
    theirs: Vec<StoredDocument>,
}

impl Directory {
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
        let Shares { stay, own, theirs } = self.shares(merge).await?;
        let mut restored = restored(&own, &stay);
        restored.extend(self::restored(&theirs, std::slice::from_ref(&merge.gone_before)));
        let texts = theirs.iter().map(|text| text.source.clone()).collect();
        let (kept, gone) = if revision == merge.revision {
            // Nothing happened since: each is exactly as before.
            (as_before(&merge.kept_before), as_before(&merge.gone_before))
        } else {
            let [set, set_of_gone] = self.store.corrections_apart(merge).await?;
            let read = |texts: Vec<StoredDocument>| -> Vec<Text> {
                let is_read =
                    |text: &StoredDocument| text.replaced_at.is_none() || restored.contains(&text.source);
                texts.into_iter().filter(is_read).map(Text::from).collect()
            };
            (
                self.derive_apart(&merge.kept_before, read(own), set).await?,
                self.derive_apart(&merge.gone_before, read(theirs), set_of_gone)
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

    /// Makes the profile of one of the two: whoever was left alone meanwhile is read as on the day of their last change, so
    /// that they are as before.
    async fn derive_apart(
        &self,
        before: &Belongings,
        texts: Vec<Text>,
        corrections: Vec<Correction>,
    ) -> Result<Derived, Error> {
        let mut sources: Vec<_> = texts.iter().map(Text::as_source).collect();
        let mut known = before.profile.sources.clone();
        for list in [&mut sources, &mut known] {
            list.sort_by(|one, other| one.id.cmp(&other.id));
        }
        let day = if sources == known && corrections == before.corrected()? {
            before.updated_at
        } else {
            self.clock.now()
        };
        self.derive_as_of(day.date_naive(), Vec::new(), texts, corrections)
            .await
    }

    /// Says whose each text is.
    async fn shares(&self, merge: &Merge) -> Result<Shares, Error> {
        let mut stay = self.store.joined_beside(merge).await?;
        stay.push(merge.kept_before.clone());
        let (mut own, mut theirs) = (Vec::new(), Vec::new());
        for text in self.store.all_documents_of(merge.kept).await? {
            if self.goes_with_gone(&merge.gone_before, &stay, &text).await? {
                theirs.push(text);
            } else {
                own.push(text);
            }
        }
        Ok(Shares { stay, own, theirs })
    }

    /// Says whose a text is: whose it was, and of one that came since whose place it is from, else who has more of its keys.
    async fn goes_with_gone(
        &self,
        gone: &Belongings,
        stay: &[Belongings],
        text: &StoredDocument,
    ) -> Result<bool, Error> {
        if gone.has_text(&text.source) {
            return Ok(true);
        }
        if stay.iter().any(|before| before.has_text(&text.source)) {
            return Ok(false);
        }
        if let Some(origin) = text.origin {
            return Ok(gone.has_origin(origin));
        }
        let text = vec![Text::from(text.clone())];
        let keys = self.derive_with(Vec::new(), text, Vec::new()).await?.keys;
        let theirs = keys.iter().filter(|key| gone.has_key(key)).count();
        let own = keys
            .iter()
            .filter(|key| stay.iter().any(|before| before.has_key(key)));
        Ok(theirs > own.count())
    }
}

fn as_before(before: &Belongings) -> Derived {
    Derived {
        keys: resolve::identity_keys(&before.profile),
        profile: before.profile.clone(),
    }
}

/// The pastes of one of the two that a paste of the other took the place of, and that count again: the newest, or where none
/// came since, those that counted before.
fn restored(texts: &[StoredDocument], before: &[Belongings]) -> Vec<SourceId> {
    let counted = |text: &&StoredDocument| before.iter().any(|before| before.was_read(&text.source));
    let pastes = texts.iter().filter(|text| is_paste(&text.locator));
    let newest = pastes.clone().max_by_key(|text| (text.fetched_at, &text.source));
    let back: Vec<_> = match newest {
        Some(newest) if !counted(&newest) => vec![newest],
        _ => pastes.filter(counted).collect(),
    };
    let back = back.into_iter().filter(|text| text.replaced_at.is_some());
    back.map(|text| text.source.clone()).collect()
}
