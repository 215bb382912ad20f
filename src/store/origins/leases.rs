//! Who reads which place at the moment.
//!
//! What is due lives in the database. A lease says that a process reads a place, until when others leave it alone; a process
//! that dies loses it then. At most one place of a host is leased at a time, by whatever process, and a host rests after each.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{Expr, OnConflict, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, DatabaseTransaction,
    EntityTrait as _, ExprTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use super::{Origin, OriginId, note_staleness};
use crate::profile::PersonId;
use crate::store::entity::{host, origin};
use crate::store::writing::instant;
use crate::store::{Error, Store};

/// The right to read a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    pub origin: Origin,
    token: Uuid,
}

/// What to read now, and when to ask again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Turn {
    pub leases: Vec<Lease>,
    /// When the next place can be leased, as far as is known now; `None` where nothing is due and nothing rests.
    pub next: Option<DateTime<Utc>>,
}

/// What became of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Why it failed; `None` where the place was read.
    pub reason: Option<String>,
    pub is_proven: bool,
    pub is_stopped: bool,
    pub next_refresh_at: DateTime<Utc>,
    pub interval: TimeDelta,
    pub failures: u32,
    /// Whether it said something else than before.
    pub has_changed: bool,
    /// For the next time; `None` leaves them as they are.
    pub validators: Option<String>,
    /// Where the place is from now on, where it has moved for good.
    pub moved_to: Option<String>,
    /// Until when nothing else is asked of its host.
    pub host_rests_until: DateTime<Utc>,
}

impl Store {
    /// Takes the right to read what is due, the longest overdue first: at most one place of a host, and so many that all
    /// processes together read at most `at_once`.
    pub async fn lease_due(
        &self,
        at_once: u32,
        now: DateTime<Utc>,
        lasting: TimeDelta,
    ) -> Result<Turn, Error> {
        let now = instant(now);
        if !self.is_any_due(now).await? {
            return Ok(Turn::default());
        }
        self.in_turn(|writing| async move {
            let db = &writing.transaction;
            let taken = origin::Entity::find()
                .filter(origin::Column::LeasedUntil.gt(now))
                .count(db)
                .await?;
            let free = u64::from(at_once).saturating_sub(taken);
            let mut leases = Vec::new();
            for host in free_hosts(db, now, free).await? {
                let first = origin::Entity::find()
                    .filter(due(now))
                    .filter(origin::Column::Host.eq(host))
                    .order_by_asc(origin::Column::NextRefreshAt)
                    .order_by_asc(origin::Column::Id)
                    .one(db)
                    .await?;
                if let Some(row) = first {
                    leases.push(take(db, row, now + lasting).await?);
                }
            }
            let next = if leases.is_empty() {
                next_free(db, now).await?
            } else {
                Some(now)
            };
            writing.commit().await?;
            Ok(Turn { leases, next })
        })
        .await
    }

    /// Takes the right to read a place whether or not it is due; `None` where somebody reads it, or another of its host, or
    /// where it is gone or its host rests: then it is read in its turn.
    pub async fn lease(
        &self,
        id: OriginId,
        now: DateTime<Utc>,
        lasting: TimeDelta,
    ) -> Result<Option<Lease>, Error> {
        let now = instant(now);
        self.in_turn(|writing| async move {
            let db = &writing.transaction;
            let row = origin::Entity::find_by_id(id.as_uuid())
                .filter(origin::Column::Host.not_in_subquery(busy_hosts(now)))
                .filter(origin::Column::Host.not_in_subquery(resting_hosts(now)))
                .one(db)
                .await?;
            let Some(row) = row else { return Ok(None) };
            let lease = take(db, row, now + lasting).await?;
            writing.commit().await?;
            Ok(Some(lease))
        })
        .await
    }

    /// Writes down what became of a reading and gives the lease back. `false` where the lease was lost meanwhile: then
    /// somebody else reads the place.
    pub async fn settle(&self, lease: &Lease, settled: &Settled, now: DateTime<Utc>) -> Result<bool, Error> {
        let now = instant(now);
        self.in_turn(|writing| async move {
            let db = &writing.transaction;
            let Some(row) = held(db, lease).await? else {
                return Ok(false);
            };
            let is_read = settled.reason.is_none();
            let moved_to = match &settled.moved_to {
                Some(locator) if is_free(db, locator).await? => Set(locator.clone()),
                _ => sea_orm::ActiveValue::NotSet,
            };
            let person = PersonId::from_uuid(row.person_id);
            let changed = origin::ActiveModel {
                id: Set(row.id),
                locator: moved_to,
                proven: Set(settled.is_proven),
                stopped: Set(settled.is_stopped),
                reason: Set(settled.reason.clone()),
                next_refresh_at: Set(instant(settled.next_refresh_at)),
                interval_seconds: Set(settled.interval.num_seconds()),
                failures: Set(i32::try_from(settled.failures).unwrap_or(i32::MAX)),
                attempted_at: Set(Some(now)),
                read_at: Set(if is_read { Some(now) } else { row.read_at }),
                changed_at: Set(if settled.has_changed {
                    Some(now)
                } else {
                    row.changed_at
                }),
                validators: Set(settled.validators.clone().unwrap_or(row.validators)),
                lease: Set(None),
                leased_until: Set(None),
                ..Default::default()
            };
            changed.update_without_returning(db).await?;
            rest(db, &row.host, settled.host_rests_until).await?;
            note_staleness(&writing, person, now).await?;
            writing.commit().await?;
            Ok(true)
        })
        .await
    }

    /// Gives a lease back without having read anything.
    pub async fn give_back(&self, lease: &Lease) -> Result<(), Error> {
        self.in_turn(|writing| async move {
            if held(&writing.transaction, lease).await?.is_some() {
                let free = origin::ActiveModel {
                    id: Set(lease.origin.id.as_uuid()),
                    lease: Set(None),
                    leased_until: Set(None),
                    ..Default::default()
                };
                free.update_without_returning(&writing.transaction).await?;
                writing.commit().await?;
            }
            Ok(())
        })
        .await
    }

    /// Forgets the rest of hosts that have rested and of which nothing is read any more; returns how many.
    pub async fn prune_hosts(&self, now: DateTime<Utc>) -> Result<u64, Error> {
        let now = instant(now);
        self.in_turn(|writing| async move {
            let in_use = Query::select()
                .column(origin::Column::Host)
                .from(origin::Entity)
                .to_owned();
            let pruned = host::Entity::delete_many()
                .filter(host::Column::RestsUntil.lte(now))
                .filter(host::Column::Name.not_in_subquery(in_use))
                .exec(&writing.transaction)
                .await?;
            writing.commit().await?;
            Ok(pruned.rows_affected)
        })
        .await
    }

    /// Whether anything is due, without keeping anybody from writing.
    async fn is_any_due(&self, now: DateTime<Utc>) -> Result<bool, Error> {
        let first = origin::Entity::find()
            .select_only()
            .column(origin::Column::Id)
            .filter(due(now))
            .into_tuple::<Uuid>()
            .one(&self.db)
            .await?;
        Ok(first.is_some())
    }
}

/// Places that are due and that nobody reads.
fn due(now: DateTime<Utc>) -> Condition {
    let nobody_reads = Condition::any()
        .add(origin::Column::LeasedUntil.is_null())
        .add(origin::Column::LeasedUntil.lte(now));
    Condition::all()
        .add(origin::Column::Stopped.eq(false))
        .add(origin::Column::NextRefreshAt.lte(now))
        .add(nobody_reads)
}

/// Hosts of which a place is read at the moment.
fn busy_hosts(now: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .column(origin::Column::Host)
        .from(origin::Entity)
        .and_where(origin::Column::LeasedUntil.gt(now))
        .to_owned()
}

fn resting_hosts(now: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .column(host::Column::Name)
        .from(host::Entity)
        .and_where(host::Column::RestsUntil.gt(now))
        .to_owned()
}

/// Hosts that may be asked and of which a place is due, the longest overdue first.
async fn free_hosts(db: &DatabaseTransaction, now: DateTime<Utc>, limit: u64) -> Result<Vec<String>, Error> {
    let hosts = origin::Entity::find()
        .select_only()
        .column(origin::Column::Host)
        .filter(due(now))
        .filter(origin::Column::Host.not_in_subquery(busy_hosts(now)))
        .filter(origin::Column::Host.not_in_subquery(resting_hosts(now)))
        .group_by(origin::Column::Host)
        .order_by_asc(origin::Column::NextRefreshAt.min())
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    Ok(hosts)
}

/// When the first host of a due place has rested, or a lease runs out.
async fn next_free(db: &DatabaseTransaction, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
    let due_hosts = Query::select()
        .column(origin::Column::Host)
        .from(origin::Entity)
        .cond_where(due(now))
        .to_owned();
    let rested: Option<Option<DateTime<Utc>>> = host::Entity::find()
        .select_only()
        .column_as(host::Column::RestsUntil.min(), "rested")
        .filter(host::Column::RestsUntil.gt(now))
        .filter(host::Column::Name.in_subquery(due_hosts))
        .into_tuple()
        .one(db)
        .await?;
    let run_out: Option<Option<DateTime<Utc>>> = origin::Entity::find()
        .select_only()
        .column_as(origin::Column::LeasedUntil.min(), "run_out")
        .filter(origin::Column::LeasedUntil.gt(now))
        .into_tuple()
        .one(db)
        .await?;
    Ok([rested.flatten(), run_out.flatten()].into_iter().flatten().min())
}

async fn take(db: &DatabaseTransaction, row: origin::Model, until: DateTime<Utc>) -> Result<Lease, Error> {
    let token = Uuid::new_v4();
    let leased = origin::ActiveModel {
        id: Set(row.id),
        lease: Set(Some(token)),
        leased_until: Set(Some(until)),
        ..Default::default()
    };
    leased.update_without_returning(db).await?;
    Ok(Lease {
        origin: row.into(),
        token,
    })
}

/// The place, where the lease still holds.
async fn held(db: &DatabaseTransaction, lease: &Lease) -> Result<Option<origin::Model>, Error> {
    let row = origin::Entity::find_by_id(lease.origin.id.as_uuid())
        .filter(origin::Column::Lease.eq(lease.token))
        .one(db)
        .await?;
    Ok(row)
}

async fn is_free(db: &DatabaseTransaction, locator: &str) -> Result<bool, Error> {
    let others = origin::Entity::find()
        .filter(origin::Column::Locator.eq(locator))
        .count(db)
        .await?;
    Ok(others == 0)
}

/// Leaves a host in peace until then.
async fn rest(db: &DatabaseTransaction, name: &str, until: DateTime<Utc>) -> Result<(), Error> {
    let row = host::ActiveModel {
        name: Set(name.to_owned()),
        rests_until: Set(instant(until)),
    };
    let later = OnConflict::column(host::Column::Name)
        .update_column(host::Column::RestsUntil)
        .action_and_where(Expr::col((host::Entity, host::Column::RestsUntil)).lt(Expr::value(instant(until))))
        .to_owned();
    host::Entity::insert(row)
        .on_conflict(later)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
