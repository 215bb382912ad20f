//! What the index has not heard yet.
//!
//! A row says how far a person has come (`want_seq`) and how far the index has (`pushed_seq`). Rows hold no data: whoever
//! brings the index up to date reads the current rows, so that a claim can be repeated and come late.

use std::collections::HashSet;

use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use super::entity::{outbox, person};
use super::writing::{ROWS_A_STATEMENT, Writing};
use super::{Error, Pending, Store};
use crate::profile::PersonId;

impl Store {
    /// Returns people whose index entry is behind, oldest change first.
    pub async fn pending(&self, limit: u64) -> Result<Vec<Pending>, Error> {
        let rows = outbox::Entity::find()
            .filter(behind())
            .order_by_asc(outbox::Column::WantSeq)
            .order_by_asc(outbox::Column::PersonId)
            // Both databases count rows with a signed number.
            .limit(Ord::min(limit, i64::MAX.unsigned_abs()))
            .all(&self.db)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| Pending {
                person: PersonId::from_uuid(row.person_id),
                sequence: row.want_seq,
            })
            .collect())
    }

    /// Notes that the index has caught up with these; a person who changed since stays pending.
    pub async fn settle(&self, done: &[Pending]) -> Result<(), Error> {
        if done.is_empty() {
            return Ok(());
        }
        let writing = self.write().await?;
        for some in done.chunks(ROWS_A_STATEMENT) {
            settle(&writing, some).await?;
        }
        writing.commit().await
    }

    /// Marks everybody as behind, so that the index is made anew.
    pub async fn mark_all_pending(&self) -> Result<u64, Error> {
        let writing = self.write().await?;
        let marked = outbox::Entity::update_many()
            .col_expr(outbox::Column::WantSeq, Expr::value(writing.turn))
            .exec(&writing.transaction)
            .await?;
        writing.commit().await?;
        Ok(marked.rows_affected)
    }
}

/// Notes, in the transaction that changes them, that the index has to hear of `people`.
pub(super) async fn want(writing: &Writing, people: &[PersonId]) -> Result<(), Error> {
    for some in people.chunks(ROWS_A_STATEMENT) {
        let rows = some.iter().map(|person| outbox::ActiveModel {
            person_id: Set(person.as_uuid()),
            want_seq: Set(writing.turn),
            pushed_seq: Set(0),
        });
        let newer = OnConflict::column(outbox::Column::PersonId)
            .update_column(outbox::Column::WantSeq)
            .to_owned();
        outbox::Entity::insert_many(rows)
            .on_conflict(newer)
            .exec_without_returning(&writing.transaction)
            .await?;
    }
    Ok(())
}

async fn settle(writing: &Writing, done: &[Pending]) -> Result<(), Error> {
    let done: HashSet<_> = done
        .iter()
        .map(|pending| (pending.person.as_uuid(), pending.sequence))
        .collect();
    let rows = outbox::Entity::find()
        .filter(
            outbox::COLUMN
                .person_id
                .is_in(done.iter().map(|(person, _)| *person)),
        )
        .all(&writing.transaction)
        .await?;
    let caught_up: Vec<_> = rows
        .into_iter()
        .filter(|row| done.contains(&(row.person_id, row.want_seq)))
        .map(|row| row.person_id)
        .collect();
    outbox::Entity::update_many()
        .col_expr(outbox::Column::PushedSeq, Expr::col(outbox::Column::WantSeq))
        .filter(outbox::COLUMN.person_id.is_in(caught_up.iter().copied()))
        .exec(&writing.transaction)
        .await?;
    // Ids are never used again: once the index has forgotten a person, nothing is left to be said of them.
    let people = Query::select()
        .column(person::Column::Id)
        .from(person::Entity)
        .to_owned();
    outbox::Entity::delete_many()
        .filter(outbox::COLUMN.person_id.is_in(caught_up))
        .filter(outbox::Column::PersonId.not_in_subquery(people))
        .exec(&writing.transaction)
        .await?;
    Ok(())
}

fn behind() -> sea_orm::sea_query::SimpleExpr {
    Expr::col(outbox::Column::PushedSeq).lt(Expr::col(outbox::Column::WantSeq))
}
