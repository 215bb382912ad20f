//! What each index should hold, to be compared with what it does hold.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, ExprTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::generations::want_everybody;
use super::redeliver;
use crate::profile::PersonId;
use crate::store::entity::{outbox, person};
use crate::store::writing::instant;
use crate::store::{Error, Store};

/// How many rows are read at once.
const PAGE: u64 = 10_000;

/// What a generation should hold of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerRow {
    pub person: PersonId,
    pub want_seq: i64,
    /// The version of the entry; `None` where it should hold none.
    pub version: Option<i64>,
    /// Whether that is for certain: nothing waits and nothing is on the way.
    pub is_settled: bool,
}

/// The columns of a row, in the order in which they are read.
type Columns = (Uuid, i64, i64, bool, Option<i64>, bool);

impl From<Columns> for LedgerRow {
    fn from((person, want_seq, pushed_seq, in_flight, version, set_aside): Columns) -> Self {
        Self {
            person: PersonId::from_uuid(person),
            want_seq,
            version,
            is_settled: want_seq == pushed_seq && !in_flight && !set_aside,
        }
    }
}

impl Store {
    /// Returns what a generation should hold, by id.
    pub async fn ledger(&self, generation: i64) -> Result<Vec<LedgerRow>, Error> {
        let mut ledger: Vec<LedgerRow> = Vec::new();
        loop {
            let mut page = outbox::Entity::find()
                .select_only()
                .columns([
                    outbox::Column::PersonId,
                    outbox::Column::WantSeq,
                    outbox::Column::PushedSeq,
                    outbox::Column::InFlight,
                    outbox::Column::Version,
                    outbox::Column::SetAside,
                ])
                .filter(outbox::Column::Generation.eq(generation))
                .order_by_asc(outbox::Column::PersonId)
                .limit(PAGE);
            if let Some(last) = ledger.last() {
                page = page.filter(outbox::Column::PersonId.gt(last.person.as_uuid()));
            }
            let rows: Vec<Columns> = page.into_tuple().all(&self.db).await?;
            let is_last = (rows.len() as u64) < PAGE;
            ledger.extend(rows.into_iter().map(LedgerRow::from));
            if is_last {
                return Ok(ledger);
            }
        }
    }

    /// How many people a generation's outbox lacks; nobody should be.
    pub async fn count_unlisted(&self, generation: i64) -> Result<u64, Error> {
        let listed = Query::select()
            .column(outbox::Column::PersonId)
            .from(outbox::Entity)
            .and_where(Expr::col(outbox::Column::Generation).eq(generation))
            .to_owned();
        let unlisted = person::Entity::find()
            .filter(person::Column::Id.not_in_subquery(listed))
            .count(&self.db)
            .await?;
        Ok(unlisted)
    }

    /// Hands these people to a generation once more.
    pub async fn redeliver(
        &self,
        generation: i64,
        people: &[PersonId],
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let writing = self.write().await?;
        redeliver(&writing, generation, people, instant(now)).await?;
        writing.commit().await
    }

    /// Adds everybody to a generation's outbox who is missing there, which nobody should be; returns how many were.
    pub async fn complete_outbox(&self, generation: i64, now: DateTime<Utc>) -> Result<u64, Error> {
        let writing = self.write().await?;
        let added = want_everybody(&writing, generation, instant(now)).await?;
        writing.commit().await?;
        Ok(added)
    }
}
