//! Everything of a person handed over to another, and back.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    QuerySelect as _,
};
use uuid::Uuid;

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
    now: DateTime<Utc>,
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
    corrections::insert(writing, of_gone.rows(to)).await?;
    let dismissed = of_gone.dismissed.iter().filter(|other| **other != to);
    dismissals::note(writing, dismissed.map(|other| (to, *other)), now).await
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
    back_words(writing, merge, now).await
}

/// Gives back what was set by hand and of whom somebody said that they are somebody else.
async fn back_words(writing: &Writing, merge: &Merge, now: DateTime<Utc>) -> Result<(), Error> {
    let (from, to) = (merge.kept.as_uuid(), merge.gone.as_uuid());
    let rows = corrections::rows(&writing.transaction, from).await?;
    corrections::forget(writing, from).await?;
    corrections::insert(writing, merge.corrections_apart(rows).into_iter().flatten()).await?;

    // Who was said since to be somebody else than the two together is left so to the one who stays.
    let of_kept = now_part_of(writing, &merge.kept_before.dismissed).await?;
    let of_gone = now_part_of(writing, &merge.gone_before.dismissed).await?;
    let mut stay = dismissals::of_person(writing, from).await?;
    stay.retain(|other| !of_gone.contains(other) || of_kept.contains(other));
    dismissals::forget(writing, from).await?;
    let pairs = stay.into_iter().map(|other| (from, other));
    let pairs = pairs.chain(of_gone.into_iter().map(|other| (to, other)));
    dismissals::note(writing, pairs.chain([(from, to)]), now).await
}

/// Who these people are now: those who are here, and whom others became part of.
async fn now_part_of(writing: &Writing, people: &[Uuid]) -> Result<BTreeSet<Uuid>, Error> {
    let here: Vec<Uuid> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::Id.is_in(people.iter().copied()))
        .into_tuple()
        .all(&writing.transaction)
        .await?;
    let holders: Vec<Uuid> = merge::Entity::find()
        .select_only()
        .column(merge::Column::Holder)
        .filter(merge::Column::Gone.is_in(people.iter().copied()))
        .filter(merge::Column::UndoneAt.is_null())
        .into_tuple()
        .all(&writing.transaction)
        .await?;
    Ok(here.into_iter().chain(holders).collect())
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
