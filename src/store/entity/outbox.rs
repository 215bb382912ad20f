//! Who the index has to hear of: behind while `pushed_seq < want_seq`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// The number of the turn that changed the person last.
    pub want_seq: i64,
    /// The number of the turn that the index has.
    pub pushed_seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
