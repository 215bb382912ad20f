//! What this directory is, how programs read it, and what it keeps of people.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::page;
use crate::web::state::State;
use crate::web::{Error, Viewer};

#[derive(Debug, Serialize)]
struct AboutPage {
    people: u64,
    version: &'static str,
}

pub(super) async fn show(viewer: Viewer, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let view = AboutPage {
        people: state.directory.store.count_people().await?,
        version: env!("CARGO_PKG_VERSION"),
    };
    page(viewer, "about.html", &view)
}
