//! Two people who became one, and what is needed to part them again.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "merges")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kept: Uuid,
    pub gone: Uuid,
    /// Who has everything now: `kept`, or whom they became part of.
    pub holder: Uuid,
    pub gone_slug: String,
    pub at: DateTimeUtc,
    /// A JSON list of sentences.
    #[sea_orm(column_type = "Text")]
    pub reasons: String,
    /// What each of the two had, in JSON.
    #[sea_orm(column_type = "Text")]
    pub before: String,
    /// Of `kept`, as the merge left them.
    pub revision: i64,
    pub undone_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
