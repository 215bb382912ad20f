//! Who was said not to be the same person, which is remembered for as long as both are here.
//!
//! What was said of somebody stays said of them alone: while they are part of somebody else it counts for the whole, and when
//! they are parted again it is theirs as before.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::entity::{dismissal, person};
use super::statements::{ROWS_A_STATEMENT, in_lists};
use super::writing::{Writing, instant};
use super::{Error, Store, merges};
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
            note(&writing, (one.as_uuid(), other.as_uuid()), instant(now)).await?;
            writing.commit().await?;
            Ok(true)
        })
        .await
    }

    /// Returns the pairs among `people` and anybody who are not one; each with the lesser id first.
    pub async fn dismissed(&self, people: &[PersonId]) -> Result<BTreeSet<(PersonId, PersonId)>, Error> {
        let mut pairs = BTreeSet::new();
        for some in people.chunks(ROWS_A_STATEMENT / 2) {
            let mut ids: Vec<_> = some.iter().map(PersonId::as_uuid).collect();
            ids.extend(merges::parts_of(&self.db, &ids).await?);
            let mut rows = Vec::new();
            for some in in_lists(&ids) {
                let of_some = dismissal::Entity::find().filter(of(some.into_iter()));
                rows.extend(of_some.all(&self.db).await?);
            }
            let said_of: Vec<_> = rows.iter().flat_map(|row| [row.one, row.other]).collect();
            let holders = merges::holders_of(&self.db, &said_of).await?;
            let now = |id: Uuid| PersonId::from_uuid(holders.get(&id).copied().unwrap_or(id));
            for row in rows {
                let (one, other) = (now(row.one), now(row.other));
                // Somebody may have said later that the two are one after all.
                if one != other {
                    pairs.insert((one.min(other), one.max(other)));
                }
            }
        }
        Ok(pairs)
    }
}

fn of(people: impl Iterator<Item = Uuid> + Clone) -> Condition {
    Condition::any()
        .add(dismissal::Column::One.is_in(people.clone()))
        .add(dismissal::Column::Other.is_in(people))
}

/// Notes that two people are not one; what is known stays as it is.
pub(super) async fn note(
    writing: &Writing,
    (one, other): (Uuid, Uuid),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = dismissal::ActiveModel {
        one: Set(one.min(other)),
        other: Set(one.max(other)),
        at: Set(now),
    };
    let known = OnConflict::columns([dismissal::Column::One, dismissal::Column::Other])
        .do_nothing()
        .to_owned();
    dismissal::Entity::insert(row)
        .on_conflict(known)
        .exec_without_returning(&writing.transaction)
        .await?;
    Ok(())
}

/// Forgets from whom people are different who are erased.
pub(super) async fn forget(writing: &Writing, people: &[PersonId]) -> Result<(), Error> {
    for some in people.chunks(ROWS_A_STATEMENT / 2) {
        dismissal::Entity::delete_many()
            .filter(of(some.iter().map(PersonId::as_uuid)))
            .exec(&writing.transaction)
            .await?;
    }
    Ok(())
}
