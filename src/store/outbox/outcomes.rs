//! What the engine made of what it took.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _,
};
use uuid::Uuid;

use super::{NO_TICKET, redeliver};
use crate::profile::PersonId;
use crate::store::entity::{generation, intent, outbox, person};
use crate::store::statements::in_lists;
use crate::store::writing::{Writing, instant};
use crate::store::{Error, Store};

/// How often in a row the engine may refuse what a person is a part of; at the last times the person is alone.
const MOST_REFUSALS: i32 = 5;

/// The longest reason that is kept, in characters.
const LONGEST_REASON: usize = 500;

impl Store {
    /// Returns the tickets of which the engine has not said yet what became of them, ascending.
    pub async fn tickets_in_flight(&self, generation: i64) -> Result<BTreeSet<i64>, Error> {
        let tickets: Vec<i64> = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::Ticket)
            .distinct()
            .filter(outbox::Column::Generation.eq(generation))
            .filter(outbox::Column::InFlight.eq(true))
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(tickets.into_iter().collect())
    }

    /// Notes that the engine has done what it took under these tickets; returns how many people that were.
    pub async fn acknowledge(&self, generation: i64, tickets: &[i64]) -> Result<u64, Error> {
        let writing = self.write().await?;
        // Ids are never used again: once the index has forgotten a person, nothing is left to be said of them.
        let people = Query::select()
            .column(person::Column::Id)
            .from(person::Entity)
            .to_owned();
        let on_the_way = Condition::all()
            .add(outbox::Column::Generation.eq(generation))
            .add(outbox::Column::Ticket.is_in(tickets.iter().copied()))
            .add(Expr::col(outbox::Column::InFlight));
        // First, while an index tells who is on the way.
        let forgotten = outbox::Entity::delete_many()
            .filter(on_the_way.clone())
            .filter(outbox::Column::Version.is_null())
            .filter(Expr::col(outbox::Column::PushedSeq).eq(Expr::col(outbox::Column::WantSeq)))
            .filter(outbox::Column::PersonId.not_in_subquery(people))
            .exec(&writing.transaction)
            .await?;
        let done = outbox::Entity::update_many()
            .col_expr(outbox::Column::InFlight, Expr::value(false))
            .col_expr(outbox::Column::Attempts, Expr::value(0))
            .col_expr(outbox::Column::Reason, Expr::value(None::<String>))
            .filter(on_the_way)
            .exec(&writing.transaction)
            .await?;
        writing.commit().await?;
        Ok(forgotten.rows_affected + done.rows_affected)
    }

    /// Notes that the engine refused what it took under a ticket. All are sent once more, in smaller company; who is
    /// refused alone again and again is set aside until they change.
    pub async fn refuse(&self, generation: i64, ticket: i64, reason: &str) -> Result<(), Error> {
        let writing = self.write().await?;
        let people = in_flight(&writing, generation, ticket).await?;
        refused(&writing, generation, &people, reason).await?;
        writing.commit().await
    }

    /// Notes that what the engine took under a ticket has gone without a trace: it is sent once more.
    pub async fn lose(&self, generation: i64, ticket: i64, now: DateTime<Utc>) -> Result<(), Error> {
        let writing = self.write().await?;
        let people = in_flight(&writing, generation, ticket).await?;
        land(&writing, generation, &people).await?;
        redeliver(&writing, generation, &people, instant(now)).await?;
        writing.commit().await
    }

    /// Sends everybody once more who was on the way to an engine that forgets what a dead process told it.
    pub async fn resend_all(&self, generation: i64, now: DateTime<Utc>) -> Result<(), Error> {
        let writing = self.write().await?;
        let lost = outbox::Entity::update_many()
            .col_expr(outbox::Column::WantSeq, Expr::value(writing.turn))
            .col_expr(outbox::Column::WantedAt, Expr::value(instant(now)))
            .col_expr(outbox::Column::InFlight, Expr::value(false))
            .col_expr(outbox::Column::Ticket, Expr::value(NO_TICKET))
            .filter(outbox::Column::Generation.eq(generation))
            .filter(outbox::Column::InFlight.eq(true))
            .exec(&writing.transaction)
            .await?;
        note_newest(&writing, generation).await?;
        // Nobody who was claimed and not recorded is in need of more: they still wait.
        let intents = intent::Entity::delete_many()
            .filter(intent::Column::Generation.eq(generation))
            .exec(&writing.transaction)
            .await?;
        if lost.rows_affected + intents.rows_affected == 0 {
            return Ok(());
        }
        writing.commit().await
    }
}

/// The greatest ticket that is known to have been done: those after it may be given out once more.
async fn note_newest(writing: &Writing, generation: i64) -> Result<(), Error> {
    let newest: Option<Option<i64>> = outbox::Entity::find()
        .select_only()
        .column_as(outbox::Column::Ticket.max(), "newest")
        .filter(outbox::Column::Generation.eq(generation))
        .into_tuple()
        .one(&writing.transaction)
        .await?;
    let newest = newest.flatten().unwrap_or(NO_TICKET);
    generation::Entity::update_many()
        .col_expr(generation::Column::NewestTicket, Expr::value(newest))
        .filter(generation::Column::Number.eq(generation))
        .exec(&writing.transaction)
        .await?;
    Ok(())
}

async fn in_flight(writing: &Writing, generation: i64, ticket: i64) -> Result<Vec<PersonId>, Error> {
    let people: Vec<Uuid> = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::PersonId)
        .filter(outbox::Column::Generation.eq(generation))
        .filter(outbox::Column::Ticket.eq(ticket))
        .filter(outbox::Column::InFlight.eq(true))
        .into_tuple()
        .all(&writing.transaction)
        .await?;
    Ok(people.into_iter().map(PersonId::from_uuid).collect())
}

async fn land(writing: &Writing, generation: i64, people: &[PersonId]) -> Result<(), Error> {
    let ids: Vec<_> = people.iter().map(PersonId::as_uuid).collect();
    for some in in_lists(&ids) {
        outbox::Entity::update_many()
            .col_expr(outbox::Column::InFlight, Expr::value(false))
            .filter(outbox::Column::Generation.eq(generation))
            .filter(outbox::Column::PersonId.is_in(some))
            .exec(&writing.transaction)
            .await?;
    }
    Ok(())
}

/// Counts a refusal of people who were sent together.
pub(super) async fn refused(
    writing: &Writing,
    generation: i64,
    people: &[PersonId],
    reason: &str,
) -> Result<(), Error> {
    let reason: String = reason.chars().take(LONGEST_REASON).collect();
    let more = Expr::col(outbox::Column::Attempts).add(1);
    let ids: Vec<_> = people.iter().map(PersonId::as_uuid).collect();
    for some in in_lists(&ids) {
        let mut counted = outbox::Entity::update_many()
            .col_expr(outbox::Column::InFlight, Expr::value(false))
            .col_expr(outbox::Column::WantSeq, Expr::value(writing.turn))
            .col_expr(outbox::Column::Attempts, more.clone())
            .col_expr(outbox::Column::Reason, Expr::value(reason.as_str()));
        if people.len() == 1 {
            let last = more.clone().gte(MOST_REFUSALS);
            counted = counted.col_expr(outbox::Column::SetAside, last);
        }
        counted
            .filter(outbox::Column::Generation.eq(generation))
            .filter(outbox::Column::PersonId.is_in(some))
            .exec(&writing.transaction)
            .await?;
    }
    Ok(())
}
