//! Erasing a person: asked once more, then done.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::summary::NAMELESS;
use super::{page, person_here, see_other};
use crate::web::state::State;
use crate::web::{Editor, Error};

#[derive(Debug, Serialize)]
struct DeletePage {
    slug: String,
    name: String,
    sources: usize,
}

pub(super) async fn ask(
    slug: web::Path<String>,
    editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = person_here(&slug, &state).await?;
    let view = DeletePage {
        slug: person.slug,
        name: person.profile.name.clone().unwrap_or_else(|| NAMELESS.to_owned()),
        sources: person.profile.sources.len(),
    };
    page(editor.viewer, "delete.html", &view)
}

pub(super) async fn erase(
    slug: web::Path<String>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = person_here(&slug, &state).await?;
    state.directory.erase(person.id).await?;
    state.notify_written();
    Ok(see_other("/"))
}
