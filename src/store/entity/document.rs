//! A text as it was received.

use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::profile::{PersonId, SourceId};
use crate::store::{OriginId, StoredDocument};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "documents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_id: String,
    pub person_id: Uuid,
    #[sea_orm(unique)]
    pub locator: String,
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub sha256: String,
    pub fetched_at: DateTimeUtc,
    pub replaced_at: Option<DateTimeUtc>,
    pub origin_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for StoredDocument {
    fn from(row: Model) -> Self {
        Self {
            source: SourceId::new(row.source_id),
            person: PersonId::from_uuid(row.person_id),
            locator: row.locator,
            kind: row.kind,
            text: row.text,
            sha256: row.sha256,
            fetched_at: row.fetched_at,
            replaced_at: row.replaced_at,
            origin: row.origin_id.map(OriginId::from_uuid),
        }
    }
}
