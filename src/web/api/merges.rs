//! Two people become one, and two again.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::person::Summary;
use super::profiles::{find, visible};
use crate::profile::PersonId;
use crate::store;
use crate::web::{Editor, Error, State};

/// Who takes the person in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Into {
    /// An id or a slug.
    into: String,
}

/// A merge that may be undone.
#[derive(Debug, Serialize)]
struct Merge {
    id: Uuid,
    kept: PersonId,
    gone: PersonId,
    /// It leads to who has everything now.
    gone_slug: String,
    at: DateTime<Utc>,
    reasons: Vec<String>,
    /// Where to send a POST to undo it.
    undo: String,
}

#[derive(Debug, Serialize)]
struct Merges {
    items: Vec<Merge>,
}

/// Two people who are two again.
#[derive(Debug, Serialize)]
struct Parted {
    kept: Summary,
    back: Summary,
}

pub(super) async fn merge(
    who: web::Path<String>,
    _editor: Editor,
    sent: web::Json<Into>,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let gone = find(&who, &state).await?;
    let kept = find(&sent.into, &state).await?;
    let merge = state.directory.merge(kept.id, gone.id).await?;
    state.notify_written();
    Ok(HttpResponse::Ok().json(Merge::from(merge)))
}

/// What a person was merged from.
pub(super) async fn list(
    who: web::Path<String>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = find(&who, &state).await?;
    let merges = state.directory.store.merges_of(person.id).await?;
    let items = merges.into_iter().map(Merge::from).collect();
    Ok(HttpResponse::Ok().json(Merges { items }))
}

pub(super) async fn undo(
    id: web::Path<String>,
    editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let id = Uuid::try_parse(&id).map_err(|_no_id| Error::NotFound)?;
    let (kept, back) = state.directory.unmerge(id).await?;
    state.notify_written();
    Ok(HttpResponse::Ok().json(Parted {
        kept: Summary::new(&visible(kept, editor.viewer)),
        back: Summary::new(&visible(back, editor.viewer)),
    }))
}

impl From<store::Merge> for Merge {
    fn from(merge: store::Merge) -> Self {
        Self {
            id: merge.id,
            kept: merge.kept,
            gone: merge.gone,
            gone_slug: merge.gone_slug,
            at: merge.at,
            reasons: merge.reasons,
            undo: format!("/api/v1/merges/{}/undo", merge.id),
        }
    }
}
