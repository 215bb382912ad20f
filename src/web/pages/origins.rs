//! What the forms on a person's page do with the places that the person is read from.

use std::time::Duration;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{person_here, see_other};
use crate::web::origins::{link, unlink};
use crate::web::state::State;
use crate::web::{Editor, Error};

/// How long a browser waits for places to be read; after that they are read all the same.
const PATIENCE: Duration = Duration::from_secs(8);

#[derive(Debug, Deserialize)]
pub(super) struct New {
    address: String,
}

pub(super) async fn refresh(
    slug: web::Path<String>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = person_here(&slug, &state).await?.id;
    let (directory, reader) = (state.directory.clone(), state.clone());
    let reading = tokio::spawn(async move {
        let refreshed = directory.refresh(person).await;
        reader.notify_written();
        refreshed
    });
    let said = match tokio::time::timeout(PATIENCE, reading).await {
        Ok(Ok(refreshed)) => {
            refreshed?;
            "read"
        }
        Ok(Err(died)) => return Err(Error::Internal(died.into())),
        Err(_elapsed) => "reading",
    };
    Ok(back_to(&slug, said))
}

pub(super) async fn add(
    slug: web::Path<String>,
    _editor: Editor,
    new: web::Form<New>,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = person_here(&slug, &state).await?.id;
    link(person, &new.address, &state).await?;
    Ok(back_to(&slug, "linked"))
}

pub(super) async fn remove(
    path: web::Path<(String, String)>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let (slug, id) = path.into_inner();
    let person = person_here(&slug, &state).await?.id;
    unlink(person, &id, &state).await?;
    Ok(back_to(&slug, "unlinked"))
}

fn back_to(slug: &str, said: &str) -> HttpResponse {
    see_other(&format!(
        "/people/{}?saved={said}#origins",
        super::format::path(slug)
    ))
}
