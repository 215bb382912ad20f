//! Profiles: listed, read, taken in and forgotten.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::attachment;
use super::body::{self, Handed};
use super::page::{Page, Part};
use super::person::{Summary, address};
use crate::directory::{self, Outcome, Receipt};
use crate::profile::PersonId;
use crate::store::Person;
use crate::web::export::json_resume;
use crate::web::redact::for_viewer;
use crate::web::{Editor, Error, State, Viewer};

/// What became of a text.
#[derive(Debug, Serialize)]
struct Received {
    id: PersonId,
    slug: String,
    url: String,
    name: Option<String>,
    outcome: &'static str,
    /// What is thin or missing, in sentences.
    notes: Vec<String>,
}

pub(super) async fn list(
    request: HttpRequest,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let part = Part::parse(request.query_string())?;
    let store = &state.directory.store;
    let people = store.people_after(part.after, part.limit).await?;
    let is_full = u64::try_from(people.len()).is_ok_and(|count| count == part.limit);
    let last = people.last().map(|person| person.id).filter(|_last| is_full);
    let sum_up = move || {
        let people = people.into_iter();
        people
            .map(|person| Ok(Summary::new(&visible(person, viewer))))
            .collect::<Result<_, Error>>()
    };
    let cpu = &state.directory.cpu;
    let items = cpu.run(sum_up).await.map_err(directory::Error::from)??;
    Ok(HttpResponse::Ok().json(Page {
        total: store.count_people().await?,
        next: last.map(|last| part.next(request.path(), &last)),
        items,
    }))
}

pub(super) async fn show(
    who: web::Path<String>,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = visible(find_here(&who, "", &state).await?, viewer);
    Ok(HttpResponse::Ok().json(person.profile))
}

/// The same as a file.
pub(super) async fn download(
    who: web::Path<String>,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = visible(find_here(&who, "/profile.json", &state).await?, viewer);
    Ok(attachment(&format!("{}.json", person.slug), &person.profile))
}

pub(super) async fn resume(
    who: web::Path<String>,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = visible(find_here(&who, "/resume.json", &state).await?, viewer);
    let resume = json_resume::resume(&person.profile);
    Ok(attachment(&format!("{}.resume.json", person.slug), &resume))
}

/// Takes somebody in by a text, by places that they are read from, or both. What is answered is stored; searches see it a
/// moment later.
pub(super) async fn create(
    request: HttpRequest,
    _editor: Editor,
    payload: web::Payload,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let Handed { text, origins } = body::handed(&request, payload).await?;
    let submitted = state.directory.submit(text, &origins).await?;
    state.notify_written();
    Ok(match submitted.outcome {
        Outcome::Added(receipt) => HttpResponse::Created()
            .insert_header((header::LOCATION, address(&receipt.slug)))
            .json(Received::new(receipt, "added")),
        Outcome::Updated(receipt) => HttpResponse::Ok().json(Received::new(receipt, "updated")),
        Outcome::Unchanged(receipt) => HttpResponse::Ok().json(Received::new(receipt, "unchanged")),
    })
}

/// Says what would be understood of a text and stores nothing.
pub(super) async fn preview(
    request: HttpRequest,
    editor: Editor,
    payload: web::Payload,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let submission = body::submission(&request, payload).await?;
    let profile = state.directory.preview(submission.bytes).await?;
    Ok(HttpResponse::Ok().json(for_viewer(profile, editor.viewer)))
}

pub(super) async fn erase(
    who: web::Path<String>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = find_here(&who, "", &state).await?;
    if !state.directory.erase(person.id).await? {
        return Err(Error::NotFound);
    }
    state.notify_written();
    Ok(HttpResponse::NoContent().finish())
}

impl Received {
    fn new(receipt: Receipt, outcome: &'static str) -> Self {
        Self {
            id: receipt.id,
            url: address(&receipt.slug),
            slug: receipt.slug,
            name: receipt.name,
            outcome,
            notes: receipt.notes,
        }
    }
}

/// Finds a person by id or by slug; who became part of somebody is found with them.
pub(super) async fn find(who: &str, state: &State) -> Result<Person, Error> {
    let store = &state.directory.store;
    match store.person_called(who).await? {
        Some(person) => Ok(person),
        None => store.moved(who).await?.ok_or(Error::NotFound),
    }
}

/// The same for an address that ends in `rest`: who asks for somebody who became part of another is sent there.
async fn find_here(who: &str, rest: &str, state: &State) -> Result<Person, Error> {
    let person = find(who, state).await?;
    let is_here = person.slug == who || who.parse() == Ok(person.id);
    if is_here {
        Ok(person)
    } else {
        Err(Error::Moved(format!("{}{rest}", address(&person.slug))))
    }
}

pub(super) fn visible(person: Person, viewer: Viewer) -> Person {
    let profile = for_viewer(person.profile, viewer);
    Person { profile, ..person }
}
