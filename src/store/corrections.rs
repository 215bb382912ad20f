//! What was set by hand.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use uuid::Uuid;

use super::entity::correction;
use super::record::write_some;
use super::statements::in_lists;
use super::writing::{Writing, instant};
use super::{Error, Person, Record, Store};
use crate::profile::PersonId;
use crate::resolve::{Correctable, Correction};

impl Store {
    /// Returns what was set by hand of a person, by field.
    pub async fn corrections(&self, person: PersonId) -> Result<Vec<Correction>, Error> {
        let rows = rows(&self.db, person.as_uuid()).await?;
        rows.into_iter().map(Correction::try_from).collect()
    }

    /// Returns what [`Self::corrections`] returns, of each of `people`.
    pub async fn corrections_of_each(
        &self,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, Vec<Correction>>, Error> {
        let mut corrections: HashMap<_, Vec<_>> = HashMap::new();
        let people: Vec<_> = people.iter().map(PersonId::as_uuid).collect();
        for some in in_lists(&people) {
            let rows = correction::Entity::find()
                .filter(correction::Column::PersonId.is_in(some))
                .order_by_asc(correction::Column::Field)
                .all(&self.db)
                .await?;
            for row in rows {
                let of = corrections.entry(PersonId::from_uuid(row.person_id));
                of.or_default().push(row.try_into()?);
            }
        }
        Ok(corrections)
    }

    /// Sets a field by hand, or with `None` takes back that it was set, and writes what the person's profile is now: `record`,
    /// which has no text.
    ///
    /// [`Error::Stale`] means that nothing was written: the person is at another revision or gone.
    pub async fn correct(
        &self,
        record: &Record,
        field: &Correctable,
        correction: Option<&Correction>,
        now: DateTime<Utc>,
    ) -> Result<Person, Error> {
        let now = instant(now);
        let Some((id, _)) = record.person else {
            return Err(Error::Stale);
        };
        self.in_turn(|writing| async move {
            let mut written = write_some(&writing, &mut [record.clone()], now).await?;
            let person = written.pop().flatten().ok_or(Error::Stale)?;
            correction::Entity::delete_by_id((id.as_uuid(), field.to_string()))
                .exec(&writing.transaction)
                .await?;
            let row = correction.map(|correction| correction::Model {
                person_id: id.as_uuid(),
                field: field.to_string(),
                value: correction.value().map(str::to_owned),
                at: now,
            });
            insert(&writing, row).await?;
            writing.commit().await?;
            Ok(person)
        })
        .await
    }
}

impl TryFrom<correction::Model> for Correction {
    type Error = Error;

    fn try_from(row: correction::Model) -> Result<Self, Error> {
        let field = row.field.parse();
        field
            .and_then(|field| Self::new(field, row.value.as_deref()))
            .map_err(|error| Error::Database(anyhow::Error::new(error).context("reading a correction")))
    }
}

pub(super) async fn rows(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<correction::Model>, Error> {
    let rows = correction::Entity::find()
        .filter(correction::Column::PersonId.eq(person))
        .order_by_asc(correction::Column::Field)
        .all(db)
        .await?;
    Ok(rows)
}

/// Adds corrections; fields that are set stay as they are.
pub(super) async fn insert(
    writing: &Writing,
    rows: impl IntoIterator<Item = correction::Model>,
) -> Result<(), Error> {
    let rows = rows.into_iter().map(|row| correction::ActiveModel {
        person_id: Set(row.person_id),
        field: Set(row.field),
        value: Set(row.value),
        at: Set(row.at),
    });
    let known = OnConflict::columns([correction::Column::PersonId, correction::Column::Field])
        .do_nothing()
        .to_owned();
    correction::Entity::insert_many(rows)
        .on_conflict(known)
        .exec_without_returning(&writing.transaction)
        .await?;
    Ok(())
}

/// Forgets what was set by hand.
pub(super) async fn forget(writing: &Writing, person: Uuid) -> Result<(), Error> {
    correction::Entity::delete_many()
        .filter(correction::Column::PersonId.eq(person))
        .exec(&writing.transaction)
        .await?;
    Ok(())
}
