//! Two people become one, and two again.
//!
//! Who is gone has no row any more: everything of theirs is the other's, and what each of the two had is noted, so that they
//! can be parted exactly. The place in URLs and the id of who is gone stay theirs and lead to who has everything now.

mod belongings;
mod handing;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::entity::{correction, merge, person};
use super::record::write_some;
use super::statements::in_lists;
use super::writing::{Writing, instant};
use super::{Error, Person, Record, Store, changes, corrections, origins, outbox};
use crate::profile::{PersonId, SourceId};
use crate::resolve::Correction;

pub use belongings::Belongings;

/// By how much what happened may be told to have happened later: nothing happens to a person at one time with something else.
const TOLD_LATER: TimeDelta = TimeDelta::seconds(1);

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
            let of_kept = belongings::of(&writing, kept_row).await?;
            let of_gone = belongings::of(&writing, gone_row).await?.beside(&of_kept);
            handing::over(&writing, &of_gone, gone, kept).await?;
            person::Entity::delete_by_id(gone.as_uuid())
                .exec(&writing.transaction)
                .await?;
            let mut written = write_some(&writing, &mut [union.kept.clone()], now).await?;
            written.pop().flatten().ok_or(Error::Stale)?;
            origins::note_staleness(&writing, kept, now).await?;
            outbox::want(&writing, &[gone], now).await?;
            changes::tell_joined(&writing, gone, now).await?;
            let person = Person::try_from(row_of(&writing, kept).await?)?;
            let row = merge::Model {
                id: Uuid::now_v7(),
                kept: kept.as_uuid(),
                gone: gone.as_uuid(),
                holder: kept.as_uuid(),
                gone_slug,
                at: now,
                reasons: json(&union.reasons)?,
                before: json(&[of_kept, of_gone])?,
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
            let written = write_some(&writing, &mut [parting.kept.clone(), gone], now).await?;
            if written.contains(&None) {
                return Err(Error::Stale);
            }
            for person in [merge.kept, merge.gone] {
                origins::note_staleness(&writing, person, now).await?;
            }
            // What each had is of no use any more, and may be of somebody who is erased one day.
            let undone = merge::ActiveModel {
                id: Set(merge.id),
                before: Set(json(&[Belongings::default(), Belongings::default()])?),
                undone_at: Set(Some(now)),
                ..Default::default()
            };
            undone.update_without_returning(&writing.transaction).await?;
            let kept = Person::try_from(row_of(&writing, merge.kept).await?)?;
            let gone = Person::try_from(row_of(&writing, merge.gone).await?)?;
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

    /// Returns what those had who became part of `merge.kept` otherwise than through `merge`.
    pub async fn joined_beside(&self, merge: &Merge) -> Result<Vec<Belongings>, Error> {
        let mut merges = self.merges_of(merge.holder).await?;
        let through = beneath(merge.gone, &merges);
        merges.retain(|other| other.id != merge.id && !through.contains(&other.id));
        Ok(merges.into_iter().map(|other| other.gone_before).collect())
    }

    /// Returns what was set by hand of each of the two who are one, as it is now: what was set of either counts, unless it
    /// was taken back since; what was set since is of the one who stays.
    pub async fn corrections_apart(&self, merge: &Merge) -> Result<[Vec<Correction>; 2], Error> {
        let rows = corrections::rows(&self.db, merge.holder.as_uuid()).await?;
        let read = |rows: Vec<correction::Model>| -> Result<Vec<_>, Error> {
            rows.into_iter().map(Correction::try_from).collect()
        };
        let [kept, gone] = merge.corrections_apart(rows);
        Ok([read(kept)?, read(gone)?])
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

/// Returns the merges through which others became part of somebody, however many steps away.
fn beneath(person: PersonId, merges: &[Merge]) -> BTreeSet<Uuid> {
    let mut people = vec![person];
    let mut found = BTreeSet::new();
    while let Some(person) = people.pop() {
        for merge in merges.iter().filter(|merge| merge.kept == person) {
            people.push(merge.gone);
            found.insert(merge.id);
        }
    }
    found
}

/// Those of `slugs` that lead to whom their owner became part of.
pub(super) async fn kept_slugs(db: &impl ConnectionTrait, slugs: &[&str]) -> Result<Vec<String>, Error> {
    let mut kept = Vec::new();
    for some in in_lists(slugs) {
        let rows: Vec<String> = merge::Entity::find()
            .select_only()
            .column(merge::Column::GoneSlug)
            .filter(merge::Column::UndoneAt.is_null())
            .filter(merge::Column::GoneSlug.is_in(some))
            .into_tuple()
            .all(db)
            .await?;
        kept.extend(rows);
    }
    Ok(kept)
}

async fn row_of(writing: &Writing, id: PersonId) -> Result<person::Model, Error> {
    let row = person::Entity::find_by_id(id.as_uuid());
    row.one(&writing.transaction).await?.ok_or(Error::Stale)
}

/// Returns who became part of these people.
pub(super) async fn parts_of(db: &impl ConnectionTrait, people: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    let mut parts = Vec::new();
    for some in in_lists(people) {
        let rows: Vec<Uuid> = merge::Entity::find()
            .select_only()
            .column(merge::Column::Gone)
            .filter(merge::Column::Holder.is_in(some))
            .filter(merge::Column::UndoneAt.is_null())
            .into_tuple()
            .all(db)
            .await?;
        parts.extend(rows);
    }
    Ok(parts)
}

/// Returns of whom these people are a part now; those who are nobody's are left out.
pub(super) async fn holders_of(
    db: &impl ConnectionTrait,
    people: &[Uuid],
) -> Result<HashMap<Uuid, Uuid>, Error> {
    let mut holders = HashMap::new();
    for some in in_lists(people) {
        let rows: Vec<(Uuid, Uuid)> = merge::Entity::find()
            .select_only()
            .columns([merge::Column::Gone, merge::Column::Holder])
            .filter(merge::Column::Gone.is_in(some))
            .filter(merge::Column::UndoneAt.is_null())
            .into_tuple()
            .all(db)
            .await?;
        holders.extend(rows);
    }
    Ok(holders)
}

/// Forgets what is noted of a person who is erased; returns who had become part of them.
pub(super) async fn forget(writing: &Writing, person: PersonId) -> Result<Vec<PersonId>, Error> {
    let parts = parts_of(&writing.transaction, &[person.as_uuid()]).await?;
    forget_in_others(writing, person).await?;
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

/// Forgets what was told of those whom a person was a part of, for as long as they were: it was of the person too.
async fn forget_in_others(writing: &Writing, person: PersonId) -> Result<(), Error> {
    let always = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    let mut parts = vec![(person.as_uuid(), always)];
    while let Some((part, (from, until))) = parts.pop() {
        let rows = merge::Entity::find()
            .filter(merge::Column::Gone.eq(part))
            .filter(merge::Column::UndoneAt.is_not_null())
            .all(&writing.transaction)
            .await?;
        for row in rows {
            let undone_at = row.undone_at.unwrap_or(until);
            let (from, until) = (from.max(row.at), until.min(undone_at));
            if from <= until {
                changes::blank(writing, row.kept, (from, until + TOLD_LATER)).await?;
                parts.push((row.kept, (from, until)));
            }
        }
    }
    Ok(())
}
