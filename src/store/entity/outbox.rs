//! Whom a generation has to hear of: behind while `pushed_seq < want_seq`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub generation: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// The number of the turn that changed the person last, or found that the index may have them wrong.
    pub want_seq: i64,
    pub wanted_at: DateTimeUtc,
    /// The number of the turn whose state was handed to the engine.
    pub pushed_seq: i64,
    /// Under which the engine took it; -1 where it took nothing yet.
    pub ticket: i64,
    /// Whether the engine has still to say what became of it.
    pub in_flight: bool,
    /// What it was handed: the version of the entry, nothing where the person was taken out.
    pub version: Option<i64>,
    /// How often in a row the engine refused what this person was a part of.
    pub attempts: i32,
    /// Left alone until the person changes: the engine refuses them.
    pub set_aside: bool,
    /// Why the engine refused the last time.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
