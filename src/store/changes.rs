//! Telling what became of people: written with what it tells of, read in the order in which it happened.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use super::entity::change;
use super::statements::in_statements;
use super::writing::Writing;
use super::{Cause, Cursor, Error, Event, Store};
use crate::profile::PersonId;

impl Store {
    /// Returns what happened after `after`, oldest first, at most `limit`.
    ///
    /// Writers take turns: nothing that commits later comes before what was returned already.
    pub async fn events_after(&self, after: Option<Cursor>, limit: u64) -> Result<Vec<Event>, Error> {
        let mut rows = change::Entity::find().cursor_by((change::Column::Turn, change::Column::PersonId));
        if let Some(Cursor { turn, person }) = after {
            rows.after((turn, person.as_uuid()));
        }
        let rows = rows.first(limit).all(&self.db).await?;
        rows.into_iter().map(Event::try_from).collect()
    }

    /// Returns the newest of what happened to people who are there, newest first, at most `limit`.
    pub async fn newest_events(&self, limit: u64) -> Result<Vec<Event>, Error> {
        let rows = change::Entity::find()
            .filter(change::COLUMN.cause.ne(Cause::Erased.id()))
            .order_by_desc(change::Column::Turn)
            .order_by_desc(change::Column::PersonId)
            .limit(limit)
            .all(&self.db)
            .await?;
        rows.into_iter().map(Event::try_from).collect()
    }

    /// Returns when something happened last.
    pub async fn newest_event_at(&self) -> Result<Option<DateTime<Utc>>, Error> {
        let newest = change::Entity::find()
            .select_only()
            .column(change::Column::At)
            .order_by_desc(change::Column::Turn)
            .limit(1)
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(newest)
    }

    /// Returns what became of a person before the turn `before`, newest first, at most `limit`.
    pub async fn history_of(
        &self,
        person: PersonId,
        before: Option<i64>,
        limit: u64,
    ) -> Result<Vec<Event>, Error> {
        let mut query = change::Entity::find().filter(change::COLUMN.person_id.eq(person.as_uuid()));
        if let Some(before) = before {
            query = query.filter(change::COLUMN.turn.lt(before));
        }
        let rows = query
            .order_by_desc(change::Column::Turn)
            .limit(limit)
            .all(&self.db)
            .await?;
        rows.into_iter().map(Event::try_from).collect()
    }
}

/// Tells of what this turn did to different people.
pub(super) async fn tell(writing: &Writing, events: Vec<Event>) -> Result<(), Error> {
    let rows: Vec<_> = events.into_iter().map(row).collect::<Result<_, _>>()?;
    for some in in_statements(rows) {
        change::Entity::insert_many(some)
            .exec_without_returning(&writing.transaction)
            .await?;
    }
    Ok(())
}

/// Forgets what became of a person, and tells that they are gone.
pub(super) async fn tell_erased(writing: &Writing, id: PersonId, at: DateTime<Utc>) -> Result<(), Error> {
    change::Entity::delete_many()
        .filter(change::COLUMN.person_id.eq(id.as_uuid()))
        .exec(&writing.transaction)
        .await?;
    tell(writing, vec![bare(writing, id, at, Cause::Erased)]).await
}

/// Tells of somebody that they are part of somebody else from now on.
pub(super) async fn tell_joined(writing: &Writing, id: PersonId, at: DateTime<Utc>) -> Result<(), Error> {
    tell(writing, vec![bare(writing, id, at, Cause::Merged)]).await
}

/// Forgets what was different in a person in some time, and not that something was.
pub(super) async fn blank(
    writing: &Writing,
    person: Uuid,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), Error> {
    change::Entity::update_many()
        .col_expr(change::Column::Changes, Expr::value("[]"))
        .filter(change::COLUMN.person_id.eq(person))
        .filter(change::Column::At.between(from, until))
        .exec(&writing.transaction)
        .await?;
    Ok(())
}

fn bare(writing: &Writing, person: PersonId, at: DateTime<Utc>, cause: Cause) -> Event {
    Event {
        turn: writing.turn,
        person,
        at,
        cause,
        source: None,
        changes: Vec::new(),
    }
}

fn row(event: Event) -> Result<change::ActiveModel, Error> {
    let changes = serde_json::to_string(&event.changes).map_err(|error| Error::Database(error.into()))?;
    Ok(change::ActiveModel {
        turn: Set(event.turn),
        person_id: Set(event.person.as_uuid()),
        at: Set(event.at),
        cause: Set(event.cause.id().to_owned()),
        source_id: Set(event.source.map(|source| source.as_str().to_owned())),
        changes: Set(changes),
    })
}
