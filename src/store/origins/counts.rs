//! How do the places do, all together?

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use crate::store::entity::origin;
use crate::store::{Error, Store};

/// How many places there are, and how they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OriginCounts {
    pub all: u64,
    pub due: u64,
    /// Since when the first of these has been due.
    pub due_since: Option<DateTime<Utc>>,
    pub failing: u64,
    pub stopped: u64,
}

impl Store {
    /// Returns the reason for which most places fail, and how many these are.
    pub async fn commonest_failure(&self) -> Result<Option<(String, u64)>, Error> {
        let found: Option<(String, i64)> = origin::Entity::find()
            .select_only()
            .column(origin::Column::Reason)
            .column_as(origin::Column::Id.count(), "places")
            .filter(origin::Column::Stopped.eq(false))
            .filter(origin::Column::Reason.is_not_null())
            .group_by(origin::Column::Reason)
            .order_by_desc(origin::Column::Id.count())
            .order_by_asc(origin::Column::Reason)
            .limit(1)
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(found.map(|(reason, places)| (reason, places.unsigned_abs())))
    }

    pub async fn count_origins(&self, now: DateTime<Utc>) -> Result<OriginCounts, Error> {
        let count = async |filter: Condition| origin::Entity::find().filter(filter).count(&self.db).await;
        let going = Condition::all().add(origin::Column::Stopped.eq(false));
        let due_since: Option<Option<DateTime<Utc>>> = origin::Entity::find()
            .select_only()
            .column_as(origin::Column::NextRefreshAt.min(), "since")
            .filter(going.clone().add(origin::Column::NextRefreshAt.lte(now)))
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(OriginCounts {
            all: count(Condition::all()).await?,
            due: count(going.clone().add(origin::Column::NextRefreshAt.lte(now))).await?,
            due_since: due_since.flatten(),
            failing: count(going.add(origin::Column::Reason.is_not_null())).await?,
            stopped: count(Condition::all().add(origin::Column::Stopped.eq(true))).await?,
        })
    }
}
