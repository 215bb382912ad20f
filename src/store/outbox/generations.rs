//! The indexes that there are of the directory, from their beginning to their end.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, EntityTrait as _,
    ExprTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::{NO_TICKET, behind};
use crate::store::entity::{generation, intent, outbox, person};
use crate::store::writing::{Writing, instant};
use crate::store::{Error, Store};

/// One index that was made of the directory, or is being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// Never used again.
    pub number: i64,
    /// The engine, its place and its form of documents.
    pub target: String,
    pub state: GenerationState,
    /// Counts how often what the engine held was lost.
    pub epoch: i64,
    /// What tells the engine's index from another of the same name; `None` before it was first asked.
    pub identity: Option<String>,
    /// The greatest ticket of the epoch, -1 before the first.
    pub newest_ticket: i64,
    /// Since when it is in this state.
    pub since: DateTime<Utc>,
    /// When a process last served its target.
    pub seen_at: DateTime<Utc>,
    /// When it was last compared with the database, person by person.
    pub swept_at: Option<DateTime<Utc>>,
}

/// What a generation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenerationState {
    /// It is filled, and not searched yet.
    Building,
    /// It is searched.
    Live,
    /// Another took its place; it hears of nothing any more.
    Retired,
}

impl GenerationState {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::Live => "live",
            Self::Retired => "retired",
        }
    }
}

impl TryFrom<generation::Model> for Generation {
    type Error = Error;

    fn try_from(row: generation::Model) -> Result<Self, Error> {
        let states = [
            GenerationState::Building,
            GenerationState::Live,
            GenerationState::Retired,
        ];
        let state = states.into_iter().find(|state| state.as_str() == row.state);
        let state = state.ok_or_else(|| {
            Error::Database(anyhow::anyhow!(
                "generation {} of the search index has the unknown state `{}`",
                row.number,
                row.state
            ))
        })?;
        Ok(Self {
            number: row.number,
            target: row.target,
            state,
            epoch: row.epoch,
            identity: row.identity,
            newest_ticket: row.newest_ticket,
            since: row.since,
            seen_at: row.seen_at,
            swept_at: row.swept_at,
        })
    }
}

impl Store {
    /// Returns all generations of all engines, oldest first.
    pub async fn generations(&self) -> Result<Vec<Generation>, Error> {
        let rows = generation::Entity::find()
            .order_by_asc(generation::Column::Number)
            .all(&self.db)
            .await?;
        rows.into_iter().map(Generation::try_from).collect()
    }

    /// Begins a generation of `target` which everybody has to be handed to; the one that is being built, where there is one.
    pub async fn begin_generation(&self, target: &str, now: DateTime<Utc>) -> Result<Generation, Error> {
        let now = instant(now);
        let writing = self.write().await?;
        let building = generation::Entity::find()
            .filter(generation::Column::Target.eq(target))
            .filter(generation::Column::State.eq(GenerationState::Building.as_str()))
            .one(&writing.transaction)
            .await?;
        if let Some(building) = building {
            return building.try_into();
        }
        let begun = generation::Model {
            number: writing.turn,
            target: target.to_owned(),
            state: GenerationState::Building.as_str().to_owned(),
            epoch: 0,
            identity: None,
            newest_ticket: NO_TICKET,
            since: now,
            seen_at: now,
            swept_at: None,
            lease_owner: None,
            lease_until: None,
        };
        generation::Entity::insert(generation::ActiveModel::from(begun.clone()))
            .exec_without_returning(&writing.transaction)
            .await?;
        want_everybody(&writing, begun.number, now).await?;
        writing.commit().await?;
        begun.try_into()
    }

    /// Lets a generation that has everything be searched, in the place of the one before; `false` where it is not being
    /// built or does not have everything.
    pub async fn promote(&self, number: i64, now: DateTime<Utc>) -> Result<bool, Error> {
        let writing = self.write().await?;
        let Some(row) = building(&writing.transaction, number).await? else {
            return Ok(false);
        };
        let missing = outbox::Entity::find()
            .filter(outbox::Column::Generation.eq(number))
            .filter(behind())
            .count(&writing.transaction)
            .await?;
        let unanswered = outbox::Entity::find()
            .filter(outbox::Column::Generation.eq(number))
            .filter(outbox::Column::InFlight.eq(true))
            .count(&writing.transaction)
            .await?;
        if missing + unanswered > 0 {
            return Ok(false);
        }
        let before = generation::Entity::find()
            .filter(generation::Column::Target.eq(row.target))
            .filter(generation::Column::State.eq(GenerationState::Live.as_str()))
            .all(&writing.transaction)
            .await?;
        for before in before {
            forget_rows(&writing.transaction, before.number).await?;
            put_into(&writing.transaction, before.number, GenerationState::Retired, now).await?;
        }
        put_into(&writing.transaction, number, GenerationState::Live, now).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Ends a generation: it hears of nothing any more.
    pub async fn retire(&self, number: i64, now: DateTime<Utc>) -> Result<(), Error> {
        let writing = self.write().await?;
        forget_rows(&writing.transaction, number).await?;
        put_into(&writing.transaction, number, GenerationState::Retired, now).await?;
        writing.commit().await
    }

    /// Forgets a generation, whose index is gone.
    pub async fn forget_generation(&self, number: i64) -> Result<(), Error> {
        let writing = self.write().await?;
        forget_rows(&writing.transaction, number).await?;
        generation::Entity::delete_by_id(number)
            .exec(&writing.transaction)
            .await?;
        writing.commit().await
    }

    /// Begins a new epoch of a generation whose index turned out to be another: everybody has to be handed to it.
    /// Does nothing where somebody else noticed first.
    pub async fn begin_epoch(
        &self,
        generation: &Generation,
        identity: &str,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let now = instant(now);
        let writing = self.write().await?;
        let begun = generation::Entity::update_many()
            .col_expr(generation::Column::Epoch, Expr::value(generation.epoch + 1))
            .col_expr(generation::Column::Identity, Expr::value(identity))
            .col_expr(generation::Column::NewestTicket, Expr::value(NO_TICKET))
            .filter(generation::Column::Number.eq(generation.number))
            .filter(generation::Column::Epoch.eq(generation.epoch))
            .exec(&writing.transaction)
            .await?;
        if begun.rows_affected == 0 {
            return Ok(());
        }
        outbox::Entity::update_many()
            .col_expr(outbox::Column::WantSeq, Expr::value(writing.turn))
            .col_expr(outbox::Column::WantedAt, Expr::value(now))
            .col_expr(outbox::Column::Ticket, Expr::value(NO_TICKET))
            .col_expr(outbox::Column::InFlight, Expr::value(false))
            .filter(outbox::Column::Generation.eq(generation.number))
            .exec(&writing.transaction)
            .await?;
        want_everybody(&writing, generation.number, now).await?;
        writing.commit().await
    }

    /// Notes what a generation's index is told by, the first time.
    pub async fn note_identity(&self, generation: i64, identity: &str) -> Result<(), Error> {
        generation::Entity::update_many()
            .col_expr(generation::Column::Identity, Expr::value(identity))
            .filter(generation::Column::Number.eq(generation))
            .filter(generation::Column::Identity.is_null())
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Notes that a target is served by somebody.
    pub async fn note_seen(&self, target: &str, now: DateTime<Utc>) -> Result<(), Error> {
        generation::Entity::update_many()
            .col_expr(generation::Column::SeenAt, Expr::value(instant(now)))
            .filter(generation::Column::Target.eq(target))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Notes that a generation was compared with the database.
    pub async fn note_swept(&self, generation: i64, now: DateTime<Utc>) -> Result<(), Error> {
        generation::Entity::update_many()
            .col_expr(generation::Column::SweptAt, Expr::value(instant(now)))
            .filter(generation::Column::Number.eq(generation))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}

async fn building(db: &DatabaseTransaction, number: i64) -> Result<Option<generation::Model>, Error> {
    let row = generation::Entity::find_by_id(number)
        .filter(generation::Column::State.eq(GenerationState::Building.as_str()))
        .one(db)
        .await?;
    Ok(row)
}

async fn put_into(
    db: &DatabaseTransaction,
    number: i64,
    state: GenerationState,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    generation::Entity::update_many()
        .set(generation::ActiveModel {
            state: Set(state.as_str().to_owned()),
            since: Set(instant(now)),
            ..Default::default()
        })
        .filter(generation::Column::Number.eq(number))
        .exec(db)
        .await?;
    Ok(())
}

async fn forget_rows(db: &DatabaseTransaction, number: i64) -> Result<(), Error> {
    outbox::Entity::delete_many()
        .filter(outbox::Column::Generation.eq(number))
        .exec(db)
        .await?;
    intent::Entity::delete_many()
        .filter(intent::Column::Generation.eq(number))
        .exec(db)
        .await?;
    Ok(())
}

/// Adds a row of everybody who has none.
pub(super) async fn want_everybody(
    writing: &Writing,
    generation: i64,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let heard = Query::select()
        .column(outbox::Column::PersonId)
        .from(outbox::Entity)
        .and_where(Expr::col(outbox::Column::Generation).eq(generation))
        .to_owned();
    let everybody = Query::select()
        .expr(Expr::val(generation))
        .column(person::Column::Id)
        .expr(Expr::val(writing.turn))
        .expr(Expr::val(now))
        .expr(Expr::val(0_i64))
        .expr(Expr::val(NO_TICKET))
        .expr(Expr::val(false))
        .expr(Expr::val(0))
        .expr(Expr::val(false))
        .from(person::Entity)
        .and_where(Expr::col(person::Column::Id).not_in_subquery(heard))
        .to_owned();
    let unheard = Query::insert()
        .into_table(outbox::Entity)
        .columns([
            outbox::Column::Generation,
            outbox::Column::PersonId,
            outbox::Column::WantSeq,
            outbox::Column::WantedAt,
            outbox::Column::PushedSeq,
            outbox::Column::Ticket,
            outbox::Column::InFlight,
            outbox::Column::Attempts,
            outbox::Column::SetAside,
        ])
        .select_from(everybody)
        .map_err(|error| Error::Database(error.into()))?
        .to_owned();
    let added = writing.transaction.execute(&unheard).await?;
    Ok(added.rows_affected())
}
