//! What people see: the pages. One page a file; every page works without JavaScript.

mod about;
mod browse;
mod delete;
mod differences;
mod duplicates;
mod edit;
mod errors;
mod feed;
mod format;
mod front;
mod history;
mod lists;
mod names;
mod origins;
mod person;
mod search;
mod segments;
mod sent;
mod sign_in;
mod status;
mod submit;
mod summary;
mod templates;
mod timeline;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use anyhow::Context as _;
use chrono::NaiveDate;
use serde::Serialize;

use super::state::State;
use super::{Error, Viewer, redact};
use crate::search::Facet;
use crate::store::Person;

pub(crate) use errors::failure;

/// Every page's URL.
pub(crate) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/", web::get().to(front::show))
        .route("/search", web::get().to(search::show))
        .route("/skills", web::get().to(lists::skills))
        .route("/skills/{id}", web::get().to(browse::skill))
        .route("/companies", web::get().to(lists::companies))
        .route("/companies/{id}", web::get().to(browse::company))
        .route("/domains", web::get().to(lists::domains))
        .route("/industries/{id}", web::get().to(browse::industry))
        .route("/specialties/{id}", web::get().to(browse::specialty))
        .route("/people/{slug}", web::get().to(person::show))
        .route("/people/{slug}/history", web::get().to(history::show))
        .route("/people/{slug}/delete", web::get().to(delete::ask))
        .route("/people/{slug}/delete", web::post().to(delete::erase))
        .route("/people/{slug}/refresh", web::post().to(origins::refresh))
        .route("/people/{slug}/origins", web::post().to(origins::add))
        .route(
            "/people/{slug}/origins/{id}/remove",
            web::post().to(origins::remove),
        )
        .route("/changes.atom", web::get().to(feed::show))
        .route("/people/{slug}/edit", web::get().to(edit::show))
        .route("/people/{slug}/edit", web::post().to(edit::change))
        .route("/duplicates", web::get().to(duplicates::show))
        .route("/duplicates/preview", web::get().to(duplicates::preview))
        .route("/duplicates/merge", web::post().to(duplicates::merge))
        .route("/duplicates/apart", web::post().to(duplicates::apart))
        .route("/merges/{id}/undo", web::post().to(duplicates::undo))
        .route("/sign-in", web::get().to(sign_in::show))
        .route("/status", web::get().to(status::show))
        .route("/about", web::get().to(about::show));
    cfg.service(
        web::resource("/submit")
            .app_data(sent::limits())
            .get(submit::empty)
            .post(submit::receive),
    );
}

/// What is the same on each page.
#[derive(Debug, Serialize)]
struct Site {
    may_write: bool,
    is_operator: bool,
}

impl From<Viewer> for Site {
    fn from(viewer: Viewer) -> Self {
        Self {
            may_write: viewer.may_write,
            is_operator: viewer.is_operator,
        }
    }
}

/// Finds whom a page is about by their place in URLs. Who asks for somebody who became part of another is sent to the same page
/// of theirs, which ends in `rest`.
async fn person_at(slug: &str, rest: &str, state: &State) -> Result<Person, Error> {
    let store = &state.directory.store;
    if let Some(person) = store.person_by_slug(slug).await? {
        return Ok(person);
    }
    let moved = store.moved(slug).await?.ok_or(Error::NotFound)?;
    Err(Error::Moved(format!(
        "/people/{}{rest}",
        format::path(&moved.slug)
    )))
}

/// The same for what changes somebody, which has to name who they are now.
async fn person_here(slug: &str, state: &State) -> Result<Person, Error> {
    let person = state.directory.store.person_by_slug(slug).await?;
    person.ok_or(Error::NotFound)
}

/// Answers with a page.
fn page(viewer: Viewer, template: &str, page: &impl Serialize) -> Result<HttpResponse, Error> {
    page_with_status(StatusCode::OK, viewer, template, page)
}

fn page_with_status(
    status: StatusCode,
    viewer: Viewer,
    template: &str,
    page: &impl Serialize,
) -> Result<HttpResponse, Error> {
    let html = templates::render(template, &Site::from(viewer), page)
        .with_context(|| format!("filling the template {template}"))
        .map_err(Error::Internal)?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(html))
}

/// Returns what `viewer` may see of people.
fn visible(people: Vec<Person>, viewer: Viewer) -> Vec<Person> {
    people
        .into_iter()
        .map(|person| {
            let profile = redact::for_viewer(person.profile, viewer);
            Person { profile, ..person }
        })
        .collect()
}

/// Sends the browser on to `address` after a form was handled.
fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header(("Location", address))
        .finish()
}

/// Returns the address of the page about one value of a facet, or of the search for it where there is no such page.
fn address_of(facet: Facet, value: &str) -> String {
    let folder = match facet {
        Facet::Skill => "skills",
        Facet::Company => "companies",
        Facet::Industry => "industries",
        Facet::Specialty => "specialties",
        Facet::Seniority | Facet::Place | Facet::Freshness => {
            let parameter = super::names::parameter(facet);
            return format!("/search?{parameter}={}", format::path(value));
        }
    };
    format!("/{folder}/{}", format::path(value))
}

/// Returns the day on which a page is made.
#[expect(clippy::disallowed_methods, reason = "a request is answered now")]
fn today() -> NaiveDate {
    chrono::Utc::now().date_naive()
}
