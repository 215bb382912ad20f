//! A person and the profile that is derived from their texts.

use std::sync::Arc;

use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::store::{self, Error};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub slug: String,
    pub revision: i64,
    /// The shared schema's serialized form; text, so that both databases give back what was put in.
    #[sea_orm(column_type = "Text")]
    pub profile: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub stale_since: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for store::Person {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let id = crate::profile::PersonId::from_uuid(row.id);
        let profile = serde_json::from_str(&row.profile).map_err(|error| {
            Error::Database(anyhow::Error::new(error).context(format!("reading the stored profile of {id}")))
        })?;
        Ok(Self {
            id,
            slug: row.slug,
            revision: row.revision,
            created_at: row.created_at,
            updated_at: row.updated_at,
            stale_since: row.stale_since,
            profile: Arc::new(profile),
        })
    }
}
