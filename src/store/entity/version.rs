//! An earlier text of a document.

use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::profile::SourceId;
use crate::store::Version;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_id: String,
    /// The number of the turn in which another text took its place.
    #[sea_orm(primary_key, auto_increment = false)]
    pub turn: i64,
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub sha256: String,
    pub fetched_at: DateTimeUtc,
    pub until: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Version {
    fn from(row: Model) -> Self {
        Self {
            source: SourceId::new(row.source_id),
            turn: row.turn,
            kind: row.kind,
            text: row.text,
            sha256: row.sha256,
            fetched_at: row.fetched_at,
            until: row.until,
        }
    }
}
