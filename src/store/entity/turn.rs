//! The counter of all changes: one row, which each writing transaction counts up before anything else.

use sea_orm::entity::prelude::*;

/// The only row.
pub(in crate::store) const ID: i16 = 1;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "turn")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i16,
    pub number: i64,
}

impl ActiveModelBehavior for ActiveModel {}
