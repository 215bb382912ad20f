//! A place that is read again and again.

use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::profile::PersonId;
use crate::store::{Origin, OriginId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "origins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub kind: String,
    #[sea_orm(unique)]
    pub locator: String,
    pub host: String,
    pub created_at: DateTimeUtc,
    pub proven: bool,
    pub stopped: bool,
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    pub next_refresh_at: DateTimeUtc,
    pub interval_seconds: i64,
    pub failures: i32,
    pub attempted_at: Option<DateTimeUtc>,
    pub read_at: Option<DateTimeUtc>,
    pub changed_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub validators: String,
    pub lease: Option<Uuid>,
    pub leased_until: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Origin {
    fn from(row: Model) -> Self {
        Self {
            id: OriginId::from_uuid(row.id),
            person: PersonId::from_uuid(row.person_id),
            kind: row.kind,
            locator: row.locator,
            host: row.host,
            created_at: row.created_at,
            is_proven: row.proven,
            is_stopped: row.stopped,
            reason: row.reason,
            next_refresh_at: row.next_refresh_at,
            interval: chrono::TimeDelta::seconds(row.interval_seconds),
            failures: u32::try_from(row.failures).unwrap_or_default(),
            attempted_at: row.attempted_at,
            read_at: row.read_at,
            changed_at: row.changed_at,
            validators: row.validators,
        }
    }
}
