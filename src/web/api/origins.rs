//! The places that a person is read from: listed, added, taken away, and read again.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::profiles::find;
use crate::directory::{Reading, Refreshed};
use crate::store::{Origin, OriginId};
use crate::web::origins::{link, unlink};
use crate::web::{Editor, Error, State};

/// A place, and how its readings go.
#[derive(Debug, Serialize)]
struct Place {
    id: OriginId,
    kind: String,
    address: String,
    /// `read`, `failing`, `stopped`, or `new` where it was not read yet.
    state: &'static str,
    /// Why the last attempt failed.
    reason: Option<String>,
    read_at: Option<String>,
    changed_at: Option<String>,
    attempted_at: Option<String>,
    /// `null` where it is not read any more.
    next_at: Option<String>,
}

/// What became of reading a place.
#[derive(Debug, Serialize)]
struct Read {
    id: OriginId,
    address: String,
    outcome: &'static str,
    reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct New {
    address: String,
}

pub(super) async fn list(
    who: web::Path<String>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = find(&who, &state).await?;
    let origins = state.directory.store.origins_of(person.id).await?;
    let offers = state.directory.offers(&person.profile).await?;
    let places: Vec<_> = origins.into_iter().map(Place::from).collect();
    Ok(HttpResponse::Ok().json(serde_json::json!({ "origins": places, "offers": offers })))
}

pub(super) async fn add(
    who: web::Path<String>,
    _editor: Editor,
    new: web::Json<New>,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = find(&who, &state).await?;
    let (origin, is_new) = link(person.id, &new.address, &state).await?;
    let mut response = if is_new {
        HttpResponse::Created()
    } else {
        HttpResponse::Ok()
    };
    Ok(response.json(Place::from(origin)))
}

pub(super) async fn remove(
    path: web::Path<(String, String)>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let (who, id) = path.into_inner();
    let person = find(&who, &state).await?;
    unlink(person.id, &id, &state).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Reads all places of a person now, and answers when that is done.
pub(super) async fn refresh(
    who: web::Path<String>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = find(&who, &state).await?;
    let refreshed = state.directory.refresh(person.id).await?;
    state.notify_written();
    let read: Vec<_> = refreshed.into_iter().map(Read::from).collect();
    Ok(HttpResponse::Ok().json(read))
}

impl From<Origin> for Place {
    fn from(origin: Origin) -> Self {
        let state = match (origin.is_stopped, &origin.reason, origin.read_at) {
            (true, ..) => "stopped",
            (false, Some(_), _) => "failing",
            (false, None, Some(_)) => "read",
            (false, None, None) => "new",
        };
        let told = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339();
        Self {
            id: origin.id,
            kind: origin.kind,
            address: origin.locator,
            state,
            reason: origin.reason,
            read_at: origin.read_at.map(told),
            changed_at: origin.changed_at.map(told),
            attempted_at: origin.attempted_at.map(told),
            next_at: (!origin.is_stopped).then(|| told(origin.next_refresh_at)),
        }
    }
}

impl From<Refreshed> for Read {
    fn from(refreshed: Refreshed) -> Self {
        let (outcome, reason) = match refreshed.reading {
            Reading::Changed => ("changed", None),
            Reading::Unchanged => ("unchanged", None),
            Reading::Failed(reason) => ("failed", Some(reason)),
            Reading::Stopped(reason) => ("stopped", Some(reason)),
            Reading::Waiting => ("waiting", None),
        };
        Self {
            id: refreshed.origin,
            address: refreshed.locator,
            outcome,
            reason,
        }
    }
}
