//! Who was said not to be the same person, which is remembered for as long as both are here.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::entity::{dismissal, person};
use super::writing::{ROWS_A_STATEMENT, Writing, instant};
use super::{Error, Store};
use crate::profile::PersonId;

impl Store {
    /// Notes that two people are not one; `false` where one of them is not there.
    pub async fn dismiss(&self, one: PersonId, other: PersonId, now: DateTime<Utc>) -> Result<bool, Error> {
        self.in_turn(|writing| async move {
            for id in [one, other] {
                let person = person::Entity::find_by_id(id.as_uuid());
                if person.one(&writing.transaction).await?.is_none() {
                    return Ok(false);
                }
            }
            note(&writing, [(one.as_uuid(), other.as_uuid())], instant(now)).await?;
            writing.commit().await?;
            Ok(true)
        })
        .await
    }

    /// Returns the pairs among `people` and anybody who are not one; each with the lesser id first.
    pub async fn dismissed(&self, people: &[PersonId]) -> Result<BTreeSet<(PersonId, PersonId)>, Error> {
        let mut pairs = BTreeSet::new();
        for some in people.chunks(ROWS_A_STATEMENT / 2) {
            let rows = dismissal::Entity::find()
                .filter(of(some.iter().map(PersonId::as_uuid)))
                .all(&self.db)
                .await?;
            let ids = |row: dismissal::Model| (PersonId::from_uuid(row.one), PersonId::from_uuid(row.other));
            pairs.extend(rows.into_iter().map(ids));
        }
        Ok(pairs)
    }
}

fn of(people: impl Iterator<Item = Uuid> + Clone) -> Condition {
    Condition::any()
        .add(dismissal::Column::One.is_in(people.clone()))
        .add(dismissal::Column::Other.is_in(people))
}

/// Notes pairs of people who are there; those that are known stay as they are.
pub(super) async fn note(
    writing: &Writing,
    pairs: impl IntoIterator<Item = (Uuid, Uuid)>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let rows: Vec<_> = pairs
        .into_iter()
        .filter(|(one, other)| one != other)
        .map(|(one, other)| dismissal::ActiveModel {
            one: Set(one.min(other)),
            other: Set(one.max(other)),
            at: Set(now),
        })
        .collect();
    for some in rows.chunks(ROWS_A_STATEMENT) {
        let known = OnConflict::columns([dismissal::Column::One, dismissal::Column::Other])
            .do_nothing()
            .to_owned();
        dismissal::Entity::insert_many(some.iter().cloned())
            .on_conflict(known)
            .exec_without_returning(&writing.transaction)
            .await?;
    }
    Ok(())
}

/// Returns from whom a person is known to be different.
pub(super) async fn of_person(writing: &Writing, person: Uuid) -> Result<Vec<Uuid>, Error> {
    let rows = dismissal::Entity::find()
        .filter(of(std::iter::once(person)))
        .all(&writing.transaction)
        .await?;
    let others = rows
        .into_iter()
        .map(|row| if row.one == person { row.other } else { row.one });
    Ok(others.collect())
}

/// Forgets from whom a person is different.
pub(super) async fn forget(writing: &Writing, person: Uuid) -> Result<(), Error> {
    dismissal::Entity::delete_many()
        .filter(of(std::iter::once(person)))
        .exec(&writing.transaction)
        .await?;
    Ok(())
}
