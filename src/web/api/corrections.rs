//! What is set by hand, and where the sources disagree.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::profiles::{find, visible};
use crate::resolve::{Correctable, Correction};
use crate::web::conflicts::{self, Conflict};
use crate::web::{Editor, Error, State, Viewer};

/// What a field is set to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Set {
    /// `null`: the sources are wrong, and nothing is right. The only value for a skill or a position.
    #[serde(default)]
    value: Option<String>,
}

#[derive(Debug, Serialize)]
struct Conflicts {
    items: Vec<Conflict>,
}

pub(super) async fn conflicts(
    who: web::Path<String>,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = find(&who, &state).await?;
    let conflicts = state.directory.conflicts(person.id).await?;
    let items = conflicts::visible(conflicts, &person.profile, viewer);
    Ok(HttpResponse::Ok().json(Conflicts { items }))
}

pub(super) async fn set(
    path: web::Path<(String, String)>,
    editor: Editor,
    sent: web::Json<Set>,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let (who, field) = path.into_inner();
    let correction = correction(&field, sent.value.as_deref())?;
    let person = find(&who, &state).await?;
    let corrected = state.directory.correct(person.id, correction).await?;
    state.notify_written();
    Ok(HttpResponse::Ok().json(visible(corrected, editor.viewer).profile))
}

pub(super) async fn take_back(
    path: web::Path<(String, String)>,
    editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let (who, field) = path.into_inner();
    let field: Correctable = field
        .parse()
        .map_err(|error| Error::invalid("field", format!("{error}")))?;
    let person = find(&who, &state).await?;
    let corrected = state.directory.uncorrect(person.id, &field).await?;
    state.notify_written();
    Ok(HttpResponse::Ok().json(visible(corrected, editor.viewer).profile))
}

fn correction(field: &str, value: Option<&str>) -> Result<Correction, Error> {
    let field: Correctable = field
        .parse()
        .map_err(|error| Error::invalid("field", format!("{error}")))?;
    Correction::new(field, value).map_err(|error| Error::invalid("value", error.to_string()))
}
