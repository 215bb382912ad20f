//! The earlier texts of documents: kept when another text takes their place, and not forever.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use super::entity::{document, version};
use super::writing::Writing;
use super::{Error, Store, Version};
use crate::profile::{PersonId, SourceId};

impl Store {
    /// Returns the earlier texts of everything that a person is read from, newest first.
    pub async fn versions_of(&self, person: PersonId) -> Result<Vec<Version>, Error> {
        let theirs = document::Entity::find()
            .select_only()
            .column(document::Column::SourceId)
            .filter(document::COLUMN.person_id.eq(person.as_uuid()));
        let rows = version::Entity::find()
            .filter(version::Column::SourceId.in_subquery(theirs.into_query()))
            .order_by_desc(version::Column::Turn)
            .order_by_asc(version::Column::SourceId)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(Version::from).collect())
    }

    /// Forgets the earlier texts of each document but the newest `keep`; returns how many were forgotten.
    pub async fn prune_versions(&self, keep: u32) -> Result<u64, Error> {
        self.in_turn(|writing| async move {
            let newer = Alias::new("newer");
            let turn = (newer.clone(), version::Column::Turn);
            let source = (newer.clone(), version::Column::SourceId);
            let count_newer = Query::select()
                .expr(Expr::col(Asterisk).count())
                .from_as(version::Entity, newer)
                .and_where(Expr::col(source).equals((version::Entity, version::Column::SourceId)))
                .and_where(Expr::col(turn).gt(Expr::col((version::Entity, version::Column::Turn))))
                .to_owned();
            let pruned = version::Entity::delete_many()
                .filter(Expr::from(count_newer).gte(i64::from(keep)))
                .exec(&writing.transaction)
                .await?;
            writing.commit().await?;
            Ok(pruned.rows_affected)
        })
        .await
    }
}

/// Keeps the texts of `sources`, which are about to be written over.
pub(super) async fn keep(writing: &Writing, sources: &[SourceId], until: DateTime<Utc>) -> Result<(), Error> {
    if sources.is_empty() {
        return Ok(());
    }
    let texts = Query::select()
        .column(document::Column::SourceId)
        .expr(Expr::val(writing.turn))
        .columns([
            document::Column::Kind,
            document::Column::Text,
            document::Column::Sha256,
            document::Column::FetchedAt,
        ])
        .expr(Expr::val(until))
        .from(document::Entity)
        .and_where(document::Column::SourceId.is_in(sources.iter().map(SourceId::as_str)))
        .to_owned();
    let keep = Query::insert()
        .into_table(version::Entity)
        .columns([
            version::Column::SourceId,
            version::Column::Turn,
            version::Column::Kind,
            version::Column::Text,
            version::Column::Sha256,
            version::Column::FetchedAt,
            version::Column::Until,
        ])
        .select_from(texts)
        .map_err(|error| Error::Database(error.into()))?
        .to_owned();
    writing.transaction.execute(&keep).await?;
    Ok(())
}
