//! Everything of a person handed over to another, and back.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _,
};

use super::{Belongings, Merge, Parting, beneath, json};
use crate::profile::{PersonId, SourceId};
use crate::store::entity::{document, merge, origin, person};
use crate::store::writing::Writing;
use crate::store::{Error, corrections, dismissals};

/// Gives everything of `gone` to `kept`: the one place that names every table with rows of a person. What else a table needs
/// to be handed back goes into [`Belongings`], and back in [`back`].
pub(super) async fn over(
    writing: &Writing,
    of_gone: &Belongings,
    gone: PersonId,
    kept: PersonId,
) -> Result<(), Error> {
    let (from, to) = (gone.as_uuid(), kept.as_uuid());
    document::Entity::update_many()
        .col_expr(document::Column::PersonId, Expr::value(to))
        .filter(document::Column::PersonId.eq(from))
        .exec(&writing.transaction)
        .await?;
    merge::Entity::update_many()
        .col_expr(merge::Column::Holder, Expr::value(to))
        .filter(merge::Column::Holder.eq(from))
        .exec(&writing.transaction)
        .await?;
    origin::Entity::update_many()
        .col_expr(origin::Column::PersonId, Expr::value(to))
        .filter(origin::Column::PersonId.eq(from))
        .exec(&writing.transaction)
        .await?;
    corrections::insert(writing, of_gone.rows(to)).await
}

/// Gives back what [`over`] gave, to a person who has a row again.
pub(super) async fn back(
    writing: &Writing,
    merge: &Merge,
    parting: &Parting,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let Belongings {
        profile,
        revision,
        created_at,
        updated_at,
        ..
    } = &merge.gone_before;
    let (from, to) = (merge.kept.as_uuid(), merge.gone.as_uuid());
    let row = person::ActiveModel {
        id: Set(to),
        slug: Set(merge.gone_slug.clone()),
        revision: Set(*revision),
        profile: Set(json(profile)?),
        created_at: Set(*created_at),
        updated_at: Set(*updated_at),
        stale_since: Set(None),
    };
    person::Entity::insert(row)
        .exec_without_returning(&writing.transaction)
        .await?;
    document::Entity::update_many()
        .col_expr(document::Column::PersonId, Expr::value(to))
        .filter(document::Column::PersonId.eq(from))
        .filter(document::Column::SourceId.is_in(parting.texts.iter().map(SourceId::as_str)))
        .exec(&writing.transaction)
        .await?;
    document::Entity::update_many()
        .col_expr(document::Column::ReplacedAt, Expr::value(None::<DateTime<Utc>>))
        .filter(document::Column::PersonId.is_in([from, to]))
        .filter(document::Column::SourceId.is_in(parting.restored.iter().map(SourceId::as_str)))
        .exec(&writing.transaction)
        .await?;
    origin::Entity::update_many()
        .col_expr(origin::Column::PersonId, Expr::value(to))
        .filter(origin::Column::PersonId.eq(from))
        .filter(origin::Column::Id.is_in(merge.gone_before.origins.iter().copied()))
        .exec(&writing.transaction)
        .await?;
    back_merges(writing, merge).await?;
    let rows = corrections::rows(&writing.transaction, from).await?;
    corrections::forget(writing, from).await?;
    corrections::insert(writing, merge.corrections_apart(rows).into_iter().flatten()).await?;
    dismissals::note(writing, (from, to), now).await
}

/// Who had become part of who comes back is theirs again, and what is noted of the one who stays is theirs alone.
async fn back_merges(writing: &Writing, merge: &Merge) -> Result<(), Error> {
    let rows = merge::Entity::find()
        .filter(merge::Column::Holder.eq(merge.kept.as_uuid()))
        .filter(merge::Column::UndoneAt.is_null())
        .filter(merge::Column::Id.ne(merge.id))
        .all(&writing.transaction)
        .await?;
    let merges: Vec<_> = rows.into_iter().map(Merge::try_from).collect::<Result<_, _>>()?;
    let theirs = beneath(merge.gone, &merges);
    merge::Entity::update_many()
        .col_expr(merge::Column::Holder, Expr::value(merge.gone.as_uuid()))
        .filter(merge::Column::Id.is_in(theirs))
        .exec(&writing.transaction)
        .await?;
    for mut other in merges.into_iter().filter(|other| other.kept == merge.kept) {
        other.kept_before.without(&merge.gone_before, &merge.kept_before);
        let changed = merge::ActiveModel {
            id: Set(other.id),
            before: Set(json(&[&other.kept_before, &other.gone_before])?),
            ..Default::default()
        };
        changed.update_without_returning(&writing.transaction).await?;
    }
    Ok(())
}
