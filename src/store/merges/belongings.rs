//! What each of two people had before they became one, which is all that is needed to part them.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Merge;
use crate::profile::{Profile, SourceId};
use crate::resolve::{Correction, IdentityKey};
use crate::store::entity::{correction, document, identity_key, origin, person};
use crate::store::writing::Writing;
use crate::store::{Error, OriginId, Person, corrections};

/// A field, its value, and when it was set by hand.
type Set = (String, Option<String>, DateTime<Utc>);

/// What a person had before a merge.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Belongings {
    pub profile: Profile,
    pub revision: i64,
    pub(super) created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// The texts, and which of them had been replaced.
    texts: Vec<(SourceId, Option<DateTime<Utc>>)>,
    /// Kinds and values.
    keys: Vec<(String, String)>,
    pub(super) origins: Vec<Uuid>,
    corrections: Vec<Set>,
    /// Fields that the other had set by hand too, and whose word counted.
    #[serde(default)]
    hidden: Vec<String>,
}

/// Notes what a person has.
pub(super) async fn of(writing: &Writing, row: person::Model) -> Result<Belongings, Error> {
    let db = &writing.transaction;
    let (id, revision) = (row.id, row.revision);
    let (created_at, updated_at) = (row.created_at, row.updated_at);
    let texts: Vec<(String, Option<DateTime<Utc>>)> = document::Entity::find()
        .select_only()
        .columns([document::Column::SourceId, document::Column::ReplacedAt])
        .filter(document::Column::PersonId.eq(id))
        .order_by_asc(document::Column::SourceId)
        .into_tuple()
        .all(db)
        .await?;
    let keys = identity_key::Entity::find()
        .filter(identity_key::Column::PersonId.eq(id))
        .order_by_asc(identity_key::Column::Kind)
        .order_by_asc(identity_key::Column::Value)
        .all(db)
        .await?;
    let corrections = corrections::rows(db, id).await?;
    let origins = origin::Entity::find()
        .select_only()
        .column(origin::Column::Id)
        .filter(origin::Column::PersonId.eq(id))
        .into_tuple()
        .all(db)
        .await?;
    Ok(Belongings {
        profile: std::sync::Arc::unwrap_or_clone(Person::try_from(row)?.profile),
        revision,
        created_at,
        updated_at,
        texts: texts
            .into_iter()
            .map(|(source, replaced_at)| (SourceId::new(source), replaced_at))
            .collect(),
        origins,
        keys: keys.into_iter().map(|row| (row.kind, row.value)).collect(),
        corrections: corrections
            .into_iter()
            .map(|row| (row.field, row.value, row.at))
            .collect(),
        hidden: Vec::new(),
    })
}

impl Belongings {
    /// What was set by hand.
    pub fn corrected(&self) -> Result<Vec<Correction>, Error> {
        self.rows(Uuid::nil()).map(Correction::try_from).collect()
    }

    #[must_use]
    pub fn has_text(&self, source: &SourceId) -> bool {
        self.texts.iter().any(|(known, _)| known == source)
    }

    /// Whether a text was a part of their profile.
    #[must_use]
    pub fn was_read(&self, source: &SourceId) -> bool {
        self.texts
            .iter()
            .any(|(known, replaced_at)| known == source && replaced_at.is_none())
    }

    /// Whether a place was theirs.
    #[must_use]
    pub fn has_origin(&self, origin: OriginId) -> bool {
        self.origins.contains(&origin.as_uuid())
    }

    #[must_use]
    pub fn has_key(&self, key: &IdentityKey) -> bool {
        self.keys
            .iter()
            .any(|(kind, value)| kind == key.kind && *value == key.value)
    }

    /// Notes which of what was set by hand does not count beside what `other` has.
    pub(super) fn beside(mut self, other: &Self) -> Self {
        let is_set = |field: &String| other.corrections.iter().any(|(known, ..)| known == field);
        let fields = self.corrections.iter().map(|(field, ..)| field);
        self.hidden = fields.filter(|field| is_set(field)).cloned().collect();
        self
    }

    /// The corrections as rows of a person.
    pub(super) fn rows(&self, person: Uuid) -> impl Iterator<Item = correction::Model> + '_ {
        self.corrections
            .iter()
            .map(move |(field, value, at)| correction::Model {
                person_id: person,
                field: field.clone(),
                value: value.clone(),
                at: *at,
            })
    }

    /// Leaves out what came with `parted`, who had become part of this person when they were as in `earlier` and is
    /// somebody else again.
    pub(super) fn without(&mut self, parted: &Self, earlier: &Self) {
        let sources = &mut self.profile.sources;
        let is_of_both = sources.iter().any(|source| parted.has_text(&source.id));
        sources.retain(|source| !parted.has_text(&source.id));
        if is_of_both && *sources == earlier.profile.sources {
            self.profile = earlier.profile.clone();
            self.updated_at = earlier.updated_at;
        } else if is_of_both {
            self.profile = Profile::default();
        }
        self.texts.retain(|(source, _)| !parted.has_text(source));
        self.origins.retain(|origin| !parted.origins.contains(origin));
        self.keys
            .retain(|key| !parted.keys.contains(key) || earlier.keys.contains(key));
        self.corrections
            .retain(|set| !parted.corrections.contains(set) || earlier.corrections.contains(set));
    }
}

impl Merge {
    /// Shares out what is set by hand of the two who are one: what came with the one who leaves goes with them, unless it
    /// was taken back meanwhile; what did not count since the other had set it counts again.
    pub(super) fn corrections_apart(&self, now: Vec<correction::Model>) -> [Vec<correction::Model>; 2] {
        let gone = &self.gone_before;
        let is_hidden = |field: &String| gone.hidden.contains(field);
        let came_along = |row: &correction::Model| {
            let set = (row.field.clone(), row.value.clone(), row.at);
            gone.corrections.contains(&set) && !is_hidden(&row.field)
        };
        let back = gone.rows(self.gone.as_uuid());
        let back = back.filter(|it| is_hidden(&it.field) || now.iter().any(|row| row.field == it.field));
        let back = back.collect();
        [now.into_iter().filter(|row| !came_along(row)).collect(), back]
    }
}
