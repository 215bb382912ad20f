//! From a person's texts to their profile: the one function that everything derived comes from.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use super::{Directory, Error};
use crate::extract::{self, Document};
use crate::profile::{PersonId, Profile, Source, SourceId};
use crate::resolve::{self, Correction, IdentityKey};
use crate::store::StoredDocument;
use crate::taxonomy::Taxonomy;

/// A text that a profile is read from.
#[derive(Debug, Clone)]
#[expect(clippy::struct_field_names, reason = "a text is its text")]
pub(super) struct Text {
    pub(super) source: SourceId,
    /// As it is stored: `markdown`, `account`, …
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) locator: String,
    /// `None` where it is not stored.
    pub(super) fetched_at: Option<DateTime<Utc>>,
    pub(super) sha256: String,
}

/// What is made of a person's texts.
#[derive(Debug, Clone)]
pub(super) struct Derived {
    pub(super) profile: Profile,
    pub(super) keys: Vec<IdentityKey>,
}

impl Text {
    pub(super) fn as_source(&self) -> Source {
        Source {
            id: self.source.clone(),
            kind: self.kind.clone(),
            locator: self.locator.clone(),
            fetched_at: self.fetched_at.map(written),
            sha256: self.sha256.clone(),
        }
    }
}

impl From<StoredDocument> for Text {
    fn from(document: StoredDocument) -> Self {
        Self {
            source: document.source,
            kind: document.kind,
            text: document.text,
            locator: document.locator,
            fetched_at: Some(document.fetched_at),
            sha256: document.sha256,
        }
    }
}

/// A time as profiles have it.
fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Says of a draft that its text came now: whose word counts where texts differ depends on it.
pub(super) fn came(draft: &mut Profile, now: DateTime<Utc>) {
    for source in &mut draft.sources {
        source.fetched_at = Some(written(now));
    }
}

/// Reads one text; the draft says where it is from.
pub(super) fn read(text: &Text, taxonomy: &Taxonomy, today: NaiveDate) -> Profile {
    let document = Document {
        source: &text.source,
        text: &text.text,
    };
    let mut draft = match text.kind.as_str() {
        "account" => extract::account(document, taxonomy, today),
        "feed" => extract::feed(document, taxonomy),
        _ => extract::extract(document, taxonomy, today),
    };
    draft.sources = vec![text.as_source()];
    draft
}

/// Makes a profile of what was read already, of texts that are read as on the day `today`, and of what was set by hand.
pub(super) fn derived(
    mut drafts: Vec<Profile>,
    texts: &[Text],
    corrections: &[Correction],
    taxonomy: &Taxonomy,
    today: NaiveDate,
) -> Derived {
    drafts.extend(texts.iter().map(|text| read(text, taxonomy, today)));
    let place = |words: &str| extract::place(taxonomy, words);
    let profile = resolve::correct(resolve::merge(&drafts), corrections, place);
    let keys = resolve::identity_keys(&profile);
    Derived { profile, keys }
}

impl Directory {
    /// Makes a person's profile of what was read already, of texts that are read anew, and of what was set by hand.
    pub(super) async fn derive(
        &self,
        person: PersonId,
        drafts: Vec<Profile>,
        texts: Vec<Text>,
    ) -> Result<Derived, Error> {
        let corrections = self.store.corrections(person).await?;
        self.derive_with(drafts, texts, corrections).await
    }

    /// The same with corrections that may not be stored yet.
    pub(super) async fn derive_with(
        &self,
        drafts: Vec<Profile>,
        texts: Vec<Text>,
        corrections: Vec<Correction>,
    ) -> Result<Derived, Error> {
        self.derive_as_of(self.clock.now().date_naive(), drafts, texts, corrections)
            .await
    }

    /// The same with texts that are read as on some day.
    pub(super) async fn derive_as_of(
        &self,
        day: NaiveDate,
        drafts: Vec<Profile>,
        texts: Vec<Text>,
        corrections: Vec<Correction>,
    ) -> Result<Derived, Error> {
        let taxonomy = self.taxonomy;
        let work = move || derived(drafts, &texts, &corrections, taxonomy, day);
        Ok(self.cpu.run(work).await?)
    }
}
