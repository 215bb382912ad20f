//! From a person's texts to their profile: the one function that everything derived comes from.

use chrono::NaiveDate;

use super::{Directory, Error};
use crate::extract::{self, Document};
use crate::profile::{Profile, SourceId};
use crate::resolve::{self, IdentityKey};
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
}

/// What is made of a person's texts.
#[derive(Debug, Clone)]
pub(super) struct Derived {
    pub(super) profile: Profile,
    pub(super) keys: Vec<IdentityKey>,
}

impl From<StoredDocument> for Text {
    fn from(document: StoredDocument) -> Self {
        Self {
            source: document.source,
            kind: document.kind,
            text: document.text,
        }
    }
}

/// Reads one text.
pub(super) fn read(text: &Text, taxonomy: &Taxonomy, today: NaiveDate) -> Profile {
    let document = Document {
        source: &text.source,
        text: &text.text,
    };
    match text.kind.as_str() {
        "account" => extract::account(document, taxonomy, today),
        "feed" => extract::feed(document, taxonomy),
        _ => extract::extract(document, taxonomy, today),
    }
}

/// Makes a profile of what was read already and of texts that are read as on the day `today`.
pub(super) fn derived(
    mut drafts: Vec<Profile>,
    texts: &[Text],
    taxonomy: &Taxonomy,
    today: NaiveDate,
) -> Derived {
    drafts.extend(texts.iter().map(|text| read(text, taxonomy, today)));
    let profile = resolve::merge(&drafts);
    let keys = resolve::identity_keys(&profile);
    Derived { profile, keys }
}

impl Directory {
    /// Makes a profile of what was read already and of texts that are read anew.
    pub(super) async fn derive(&self, drafts: Vec<Profile>, texts: Vec<Text>) -> Result<Derived, Error> {
        let (taxonomy, today) = (self.taxonomy, self.clock.now().date_naive());
        let work = move || derived(drafts, &texts, taxonomy, today);
        Ok(self.cpu.run(work).await?)
    }
}
