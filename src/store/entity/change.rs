//! What became of a person in one turn.

use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::profile::{PersonId, SourceId};
use crate::store::{Cause, Error, Event};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "changes")]
pub struct Model {
    /// The number of the turn that wrote it; 0 for those who were there before changes were told.
    #[sea_orm(primary_key, auto_increment = false)]
    pub turn: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub at: DateTimeUtc,
    pub cause: String,
    /// The document that came, where one did.
    pub source_id: Option<String>,
    /// The differences, as JSON.
    #[sea_orm(column_type = "Text")]
    pub changes: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Event {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let person = PersonId::from_uuid(row.person_id);
        let unreadable = |what: &str| {
            let turn = row.turn;
            Error::Database(anyhow::anyhow!(
                "the {what} of turn {turn} of {person} cannot be read"
            ))
        };
        Ok(Self {
            turn: row.turn,
            person,
            at: row.at,
            cause: Cause::of(&row.cause).ok_or_else(|| unreadable("cause"))?,
            source: row.source_id.map(SourceId::new),
            changes: serde_json::from_str(&row.changes).map_err(|_invalid| unreadable("changes"))?,
        })
    }
}
