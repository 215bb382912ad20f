//! Two people become one, and two again.
//!
//! Who is gone has no row any more: everything of theirs is the other's, and what each of the two had is noted, so that they
//! can be parted exactly. The place in URLs and the id of who is gone stay theirs and lead to who has everything now.

mod handing;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::entity::{correction, document, identity_key, merge, origin, person};
use super::record::write_some;
use super::writing::{Writing, instant};
use super::{Error, OriginId, Person, Record, Store, corrections, dismissals, origins, outbox};
use crate::profile::{PersonId, Profile, SourceId};
use crate::resolve::{Correction, IdentityKey};

/// Two people who become one.
#[derive(Debug, Clone)]
pub struct Union {
    /// What the one who stays is from now on: a record without a text.
    pub kept: Record,
    /// Whom it takes in, at a revision.
    pub gone: (PersonId, i64),
    /// Why, in sentences.
    pub reasons: Vec<String>,
}

/// A merge that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    pub id: Uuid,
    pub kept: PersonId,
    pub gone: PersonId,
    /// Who has everything now: `kept`, or whom they became part of since.
    pub holder: PersonId,
    pub gone_slug: String,
    pub at: DateTime<Utc>,
    pub reasons: Vec<String>,
    /// The revision of `kept` as the merge left it.
    pub revision: i64,
    pub undone_at: Option<DateTime<Utc>>,
    pub kept_before: Belongings,
    pub gone_before: Belongings,
}

/// What a person had before a merge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Belongings {
    pub profile: Profile,
    pub revision: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    /// The texts, and which of them had been replaced.
    pub texts: Vec<(SourceId, Option<DateTime<Utc>>)>,
    /// Kinds and values.
    keys: Vec<(String, String)>,
    origins: Vec<Uuid>,
    dismissed: Vec<Uuid>,
    corrections: Vec<(String, Option<String>, DateTime<Utc>)>,
}

/// A merge that is undone: what each of the two is from now on, as records without a text.
#[derive(Debug, Clone)]
pub struct Parting {
    pub merge: Uuid,
    pub kept: Record,
    /// Its `person` is `None`: they come back as they were.
    pub gone: Record,
    /// The texts that go with who comes back.
    pub texts: Vec<SourceId>,
    /// Texts of either that a later text had replaced, and that are read again.
    pub restored: Vec<SourceId>,
}

impl Store {
    /// Makes two people one, in one transaction; returns the merge and who stays.
    ///
    /// [`Error::Stale`] means that nothing was written: one of them is at another revision or gone.
    pub async fn merge(&self, union: &Union, now: DateTime<Utc>) -> Result<(Merge, Person), Error> {
        let now = instant(now);
        let (kept, _) = union.kept.person.ok_or(Error::Stale)?;
        let (gone, seen) = union.gone;
        self.in_turn(|writing| async move {
            let gone_row = row_of(&writing, gone).await?;
            let kept_row = row_of(&writing, kept).await?;
            if gone_row.revision != seen || kept == gone {
                return Err(Error::Stale);
            }
            let gone_slug = gone_row.slug.clone();
            let before = [
                belongings(&writing, kept_row).await?,
                belongings(&writing, gone_row).await?,
            ];
            let [_, of_gone] = &before;
            handing::over(&writing, of_gone, gone, kept, now).await?;
            person::Entity::delete_by_id(gone.as_uuid())
                .exec(&writing.transaction)
                .await?;
            let mut written = write_some(&writing, std::slice::from_ref(&union.kept), now).await?;
            let person = written.pop().flatten().ok_or(Error::Stale)?;
            origins::note_staleness(&writing, kept, now).await?;
            outbox::want(&writing, &[gone], now).await?;
            let row = merge::Model {
                id: Uuid::now_v7(),
                kept: kept.as_uuid(),
                gone: gone.as_uuid(),
                holder: kept.as_uuid(),
                gone_slug,
                at: now,
                reasons: json(&union.reasons)?,
                before: json(&before)?,
                revision: person.revision,
                undone_at: None,
            };
            let merge = Merge::try_from(row.clone())?;
            merge::Entity::insert(row.into_active_model())
                .exec_without_returning(&writing.transaction)
                .await?;
            writing.commit().await?;
            Ok((merge, person))
        })
        .await
    }

    /// Parts two people again, in one transaction; returns who stays and who comes back. It is remembered that they are not
    /// the same person.
    ///
    /// [`Error::Stale`] means that nothing was written: it is undone already, who has everything is at another revision,
    /// or they became part of somebody else.
    pub async fn part(&self, parting: &Parting, now: DateTime<Utc>) -> Result<(Person, Person), Error> {
        let now = instant(now);
        self.in_turn(|writing| async move {
            let row = merge::Entity::find_by_id(parting.merge)
                .one(&writing.transaction)
                .await?;
            let row = row.ok_or(Error::Stale)?;
            let kept_id = parting.kept.person.map(|(id, _)| id.as_uuid());
            if row.undone_at.is_some() || row.holder != row.kept || kept_id != Some(row.kept) {
                return Err(Error::Stale);
            }
            let merge = Merge::try_from(row)?;
            handing::back(&writing, &merge, parting, now).await?;
            let gone = Record {
                person: Some((merge.gone, merge.gone_before.revision)),
                ..parting.gone.clone()
            };
            let written = write_some(&writing, &[parting.kept.clone(), gone], now).await?;
            let mut people = written.into_iter().flatten();
            let (Some(kept), Some(gone)) = (people.next(), people.next()) else {
                return Err(Error::Stale);
            };
            for person in [merge.kept, merge.gone] {
                origins::note_staleness(&writing, person, now).await?;
            }
            let undone = merge::ActiveModel {
                id: Set(merge.id),
                undone_at: Set(Some(now)),
                ..Default::default()
            };
            undone.update_without_returning(&writing.transaction).await?;
            writing.commit().await?;
            Ok((kept, gone))
        })
        .await
    }

    pub async fn find_merge(&self, id: Uuid) -> Result<Option<Merge>, Error> {
        let row = merge::Entity::find_by_id(id).one(&self.db).await?;
        row.map(Merge::try_from).transpose()
    }

    /// Returns what a person was merged from and was not parted again, the newest first.
    pub async fn merges_of(&self, person: PersonId) -> Result<Vec<Merge>, Error> {
        let rows = merge::Entity::find()
            .filter(merge::Column::Holder.eq(person.as_uuid()))
            .filter(merge::Column::UndoneAt.is_null())
            .order_by_desc(merge::Column::At)
            .order_by_desc(merge::Column::Id)
            .all(&self.db)
            .await?;
        rows.into_iter().map(Merge::try_from).collect()
    }

    /// Returns who somebody became part of: by the id or the place in URLs that they had.
    pub async fn moved(&self, who: &str) -> Result<Option<Person>, Error> {
        let called = match who.parse::<PersonId>() {
            Ok(id) => merge::Column::Gone.eq(id.as_uuid()),
            Err(_slug) => merge::Column::GoneSlug.eq(who),
        };
        let row = merge::Entity::find()
            .filter(called)
            .filter(merge::Column::UndoneAt.is_null())
            .one(&self.db)
            .await?;
        match row {
            Some(row) => self.person(PersonId::from_uuid(row.holder)).await,
            None => Ok(None),
        }
    }
}

/// Those of `slugs` that lead to whom their owner became part of.
pub(super) async fn kept_slugs(
    db: &impl ConnectionTrait,
    slugs: impl Iterator<Item = &String>,
) -> Result<Vec<String>, Error> {
    let kept = merge::Entity::find()
        .select_only()
        .column(merge::Column::GoneSlug)
        .filter(merge::Column::UndoneAt.is_null())
        .filter(merge::Column::GoneSlug.is_in(slugs.map(String::as_str)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(kept)
}

async fn row_of(writing: &Writing, id: PersonId) -> Result<person::Model, Error> {
    let row = person::Entity::find_by_id(id.as_uuid());
    row.one(&writing.transaction).await?.ok_or(Error::Stale)
}

async fn belongings(writing: &Writing, row: person::Model) -> Result<Belongings, Error> {
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
        profile: Person::try_from(row)?.profile,
        revision,
        created_at,
        updated_at,
        texts: texts
            .into_iter()
            .map(|(source, replaced_at)| (SourceId::new(source), replaced_at))
            .collect(),
        origins,
        keys: keys.into_iter().map(|row| (row.kind, row.value)).collect(),
        dismissed: dismissals::of_person(writing, id).await?,
        corrections: corrections
            .into_iter()
            .map(|row| (row.field, row.value, row.at))
            .collect(),
    })
}

/// Forgets what is noted of a person who is erased; returns who had become part of them.
pub(super) async fn forget(writing: &Writing, person: PersonId) -> Result<Vec<PersonId>, Error> {
    let parts: Vec<Uuid> = merge::Entity::find()
        .select_only()
        .column(merge::Column::Gone)
        .filter(merge::Column::Holder.eq(person.as_uuid()))
        .filter(merge::Column::UndoneAt.is_null())
        .into_tuple()
        .all(&writing.transaction)
        .await?;
    let of_person = Condition::any()
        .add(merge::Column::Kept.eq(person.as_uuid()))
        .add(merge::Column::Gone.eq(person.as_uuid()))
        .add(merge::Column::Holder.eq(person.as_uuid()));
    merge::Entity::delete_many()
        .filter(of_person)
        .exec(&writing.transaction)
        .await?;
    Ok(parts.into_iter().map(PersonId::from_uuid).collect())
}

impl Belongings {
    /// What was set by hand.
    pub fn corrected(&self) -> Result<Vec<Correction>, Error> {
        self.corrections_of(Uuid::nil())
            .map(Correction::try_from)
            .collect()
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

    fn corrections_of(&self, person: Uuid) -> impl Iterator<Item = correction::Model> + '_ {
        self.corrections
            .iter()
            .map(move |(field, value, at)| correction::Model {
                person_id: person,
                field: field.clone(),
                value: value.clone(),
                at: *at,
            })
    }
}

impl TryFrom<merge::Model> for Merge {
    type Error = Error;

    fn try_from(row: merge::Model) -> Result<Self, Error> {
        let [kept_before, gone_before]: [Belongings; 2] = read(&row.before)?;
        Ok(Self {
            id: row.id,
            kept: PersonId::from_uuid(row.kept),
            gone: PersonId::from_uuid(row.gone),
            holder: PersonId::from_uuid(row.holder),
            gone_slug: row.gone_slug,
            at: row.at,
            reasons: read(&row.reasons)?,
            revision: row.revision,
            undone_at: row.undone_at,
            kept_before,
            gone_before,
        })
    }
}

fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Database(error.into()))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text)
        .map_err(|error| Error::Database(anyhow::Error::new(error).context("reading a merge")))
}
