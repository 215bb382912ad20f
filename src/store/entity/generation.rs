//! One index that was made of the directory.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "generations")]
pub struct Model {
    /// The number of the turn that began it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// The engine, its place and its form of documents.
    pub target: String,
    pub state: String,
    /// Counts how often what the engine held was lost.
    pub epoch: i64,
    /// What tells the engine's index from another of the same name.
    pub identity: Option<String>,
    /// The greatest ticket of the epoch.
    pub newest_ticket: i64,
    /// Since when it is in this state.
    pub since: DateTimeUtc,
    /// When a process last served its target.
    pub seen_at: DateTimeUtc,
    /// When it was last compared with the database, person by person.
    pub swept_at: Option<DateTimeUtc>,
    /// Who hands it changes at present, and until when nobody else begins to.
    pub lease_owner: Option<Uuid>,
    pub lease_until: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
