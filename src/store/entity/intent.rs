//! A note, made before anything is sent, that these people may be on their way to the engine.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "intents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub generation: i64,
    /// Who claimed them.
    pub node: Uuid,
    pub claimed_at: DateTimeUtc,
    /// Their ids, as JSON.
    #[sea_orm(column_type = "Text")]
    pub people: String,
}

impl ActiveModelBehavior for ActiveModel {}
