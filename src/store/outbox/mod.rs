//! What the search indexes have not heard yet.
//!
//! A directory may have several indexes at once: one of each engine that serves it, and another while one is made anew.
//! Each is a [`Generation`]. A row of the outbox says of one person and one generation how far the person has come
//! (`want_seq`) and how far the index has (`pushed_seq`). Rows hold no data: whoever brings an index up to date reads
//! the current rows, so that a delivery can be repeated and come late.
//!
//! An engine orders what it is told by tickets, and what it holds in the end is what came with the greatest. So
//!
//! - only a greater ticket is ever recorded over another: the row says what the index will hold;
//! - before anything is sent, an intent says who may be on the way: where no answer came, they are sent once more;
//! - "once more" counts `want_seq` up and never `pushed_seq` down: a record that comes late could undo that;
//! - where an engine lost what it held, a new epoch begins, in which records of the one before count for nothing.

mod claims;
mod generations;
mod ledger;
mod outcomes;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, DatabaseTransaction, EntityTrait as _, ExprTrait as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::entity::{generation, outbox};
use super::statements::in_statements;
use super::writing::Writing;
use super::{Error, Store};
use crate::profile::PersonId;

pub use claims::{Claim, Part, Pending};
pub use generations::{Generation, GenerationState};
pub use ledger::LedgerRow;

/// How far a generation is behind the database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backlog {
    /// People who changed and were not handed to the engine yet.
    pub behind: u64,
    /// People who were handed to it and of whom it has not said yet what became of them.
    pub in_flight: u64,
    /// People whom the engine refuses: they are left alone until they change.
    pub set_aside: u64,
    /// When the one who waits longest changed.
    pub oldest: Option<DateTime<Utc>>,
}

impl Backlog {
    /// Whether the index has everything that it will take.
    pub fn is_empty(&self) -> bool {
        self.behind == 0 && self.in_flight == 0
    }
}

/// A person whom an engine refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    pub person: PersonId,
    pub reason: String,
}

impl Store {
    /// Says how far a generation is behind.
    pub async fn backlog(&self, generation: i64) -> Result<Backlog, Error> {
        let rows = outbox::Entity::find().filter(outbox::Column::Generation.eq(generation));
        let oldest: Option<Option<DateTime<Utc>>> = rows
            .clone()
            .filter(behind())
            .select_only()
            .column_as(outbox::Column::WantedAt.min(), "oldest")
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(Backlog {
            behind: rows.clone().filter(behind()).count(&self.db).await?,
            in_flight: rows
                .clone()
                .filter(outbox::Column::InFlight.eq(true))
                .count(&self.db)
                .await?,
            set_aside: rows
                .filter(outbox::Column::SetAside.eq(true))
                .count(&self.db)
                .await?,
            oldest: oldest.flatten(),
        })
    }

    /// Returns people whom the engine refuses, by id, at most `limit`.
    pub async fn set_aside(&self, generation: i64, limit: u64) -> Result<Vec<SetAside>, Error> {
        let rows = outbox::Entity::find()
            .filter(outbox::Column::Generation.eq(generation))
            .filter(outbox::Column::SetAside.eq(true))
            .order_by_asc(outbox::Column::PersonId)
            .limit(limit)
            .all(&self.db)
            .await?;
        let people = rows.into_iter().map(|row| SetAside {
            person: PersonId::from_uuid(row.person_id),
            reason: row.reason.unwrap_or_default(),
        });
        Ok(people.collect())
    }
}

/// Notes, in the transaction that changes them, that every index has to hear of `people`.
pub(super) async fn want(writing: &Writing, people: &[PersonId], now: DateTime<Utc>) -> Result<(), Error> {
    if people.is_empty() {
        return Ok(());
    }
    let changed = OnConflict::columns([outbox::Column::Generation, outbox::Column::PersonId])
        .update_columns([
            outbox::Column::WantSeq,
            outbox::Column::WantedAt,
            outbox::Column::Attempts,
            outbox::Column::SetAside,
            outbox::Column::Reason,
        ])
        .to_owned();
    for generation in active(&writing.transaction).await? {
        insert(writing, generation, people, now, Some(&changed)).await?;
    }
    Ok(())
}

/// Does what [`want`] does, of people who are there since this transaction: they have no rows yet.
pub(super) async fn want_new(
    writing: &Writing,
    people: &[PersonId],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if people.is_empty() {
        return Ok(());
    }
    for generation in active(&writing.transaction).await? {
        insert(writing, generation, people, now, None).await?;
    }
    Ok(())
}

/// Notes that what a generation has of `people` may be wrong: they are handed to it once more.
async fn redeliver(
    writing: &Writing,
    generation: i64,
    people: &[PersonId],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let again = OnConflict::columns([outbox::Column::Generation, outbox::Column::PersonId])
        .update_column(outbox::Column::WantSeq)
        .to_owned();
    insert(writing, generation, people, now, Some(&again)).await
}

async fn insert(
    writing: &Writing,
    generation: i64,
    people: &[PersonId],
    now: DateTime<Utc>,
    on_conflict: Option<&OnConflict>,
) -> Result<(), Error> {
    for some in in_statements(people) {
        let rows = some
            .into_iter()
            .map(|person| unheard(generation, *person, writing.turn, now));
        let mut insert = outbox::Entity::insert_many(rows);
        if let Some(on_conflict) = on_conflict {
            insert = insert.on_conflict(on_conflict.clone());
        }
        insert.exec_without_returning(&writing.transaction).await?;
    }
    Ok(())
}

/// The row of a person of whom the index has heard nothing.
fn unheard(generation: i64, person: PersonId, turn: i64, now: DateTime<Utc>) -> outbox::ActiveModel {
    outbox::ActiveModel {
        generation: Set(generation),
        person_id: Set(person.as_uuid()),
        want_seq: Set(turn),
        wanted_at: Set(now),
        pushed_seq: Set(0),
        ticket: Set(NO_TICKET),
        in_flight: Set(false),
        version: Set(None),
        attempts: Set(0),
        set_aside: Set(false),
        reason: Set(None),
    }
}

/// Less than every ticket.
const NO_TICKET: i64 = -1;

/// The generations that have to hear of changes.
async fn active(db: &DatabaseTransaction) -> Result<Vec<i64>, Error> {
    let retired = GenerationState::Retired.as_str();
    let numbers = generation::Entity::find()
        .select_only()
        .column(generation::Column::Number)
        .filter(generation::Column::State.ne(retired))
        .into_tuple()
        .all(db)
        .await?;
    Ok(numbers)
}

/// Who waits to be handed to the engine.
fn behind() -> Condition {
    let later: SimpleExpr = Expr::col(outbox::Column::PushedSeq).lt(Expr::col(outbox::Column::WantSeq));
    Condition::all()
        .add(later)
        .add(outbox::Column::SetAside.eq(false))
}
