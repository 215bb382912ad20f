//! What changed: of everybody in the order in which it happened, and of one person.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::page::Part;
use super::person::address;
use super::profiles::find;
use crate::profile::PersonId;
use crate::resolve::{Change, What};
use crate::store::{Cause, Cursor, Event, Person};
use crate::web::redact::{events_for_viewer, for_viewer};
use crate::web::{Error, State, Viewer};

/// A part of everything that happened.
#[derive(Debug, Serialize)]
struct Feed {
    /// Where to ask for what comes next: now, where there is `more`, else later.
    next: String,
    more: bool,
    items: Vec<Happened>,
}

/// What became of somebody.
#[derive(Debug, Serialize)]
struct Happened {
    /// Its place in the list: the same forever.
    cursor: String,
    at: DateTime<Utc>,
    cause: Cause,
    id: PersonId,
    /// These three are `null` of whoever is not there any more.
    slug: Option<String>,
    url: Option<String>,
    name: Option<String>,
    changes: Vec<Difference>,
}

/// A part of what became of one person, newest first.
#[derive(Debug, Serialize)]
struct History {
    id: PersonId,
    slug: String,
    /// The address of what happened before; `null` where this is the first.
    next: Option<String>,
    items: Vec<Moment>,
}

#[derive(Debug, Serialize)]
struct Moment {
    cursor: String,
    at: DateTime<Utc>,
    cause: Cause,
    /// The source whose text came, by its id in the profile.
    source: Option<String>,
    changes: Vec<Difference>,
}

/// What is different.
#[derive(Debug, Serialize)]
pub(super) struct Difference {
    field: &'static str,
    what: What,
    /// What the entry of a list is about.
    entry: Option<String>,
    before: Option<String>,
    after: Option<String>,
}

impl From<Change> for Difference {
    fn from(change: Change) -> Self {
        Self {
            field: change.field.path(),
            what: change.what(),
            entry: change.entry,
            before: change.before,
            after: change.after,
        }
    }
}

fn differences(changes: Vec<Change>) -> Vec<Difference> {
    changes.into_iter().map(Difference::from).collect()
}

pub(super) async fn list(
    request: HttpRequest,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let part = Part::<Cursor>::parse(request.query_string())?;
    let store = &state.directory.store;
    let events = store.events_after(part.after, part.limit).await?;
    let last = events.last().map(Event::cursor).or(part.after);
    let more = u64::try_from(events.len()).is_ok_and(|count| count == part.limit);
    let ids: Vec<_> = events.iter().map(|event| event.person).collect();
    let people = store.people(&ids).await?;
    let people: HashMap<_, _> = people.into_iter().map(|person| (person.id, person)).collect();
    let mut items = Vec::with_capacity(events.len());
    for event in events {
        items.extend(happened(event, &people, viewer));
    }
    let next = match last {
        Some(last) => part.next(request.path(), &last),
        None => format!("{}?limit={}", request.path(), part.limit),
    };
    Ok(HttpResponse::Ok().json(Feed { next, more, items }))
}

/// Returns what `viewer` may see of it; `None` where that is nothing.
fn happened(event: Event, people: &HashMap<PersonId, Person>, viewer: Viewer) -> Option<Happened> {
    let Some(person) = people.get(&event.person) else {
        // Of whoever was erased since, the erasure is told in its place; of whoever became part of somebody else, that.
        let is_last = matches!(event.cause, Cause::Erased | Cause::Merged);
        let bare = Event {
            changes: Vec::new(),
            ..event
        };
        return is_last.then(|| Happened::new(bare, None, None));
    };
    let event = events_for_viewer(vec![event], &person.profile, viewer).pop()?;
    let name = for_viewer(Arc::clone(&person.profile), viewer).name.clone();
    Some(Happened::new(event, Some(person.slug.clone()), name))
}

impl Happened {
    fn new(event: Event, slug: Option<String>, name: Option<String>) -> Self {
        Self {
            cursor: event.cursor().to_string(),
            at: event.at,
            cause: event.cause,
            id: event.person,
            url: slug.as_deref().map(address),
            slug,
            name,
            changes: differences(event.changes),
        }
    }
}

pub(super) async fn of_person(
    request: HttpRequest,
    who: web::Path<String>,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let part = Part::<Cursor>::parse(request.query_string())?;
    let person = find(&who, &state).await?;
    let before = part.after.map(|cursor| cursor.turn);
    let store = &state.directory.store;
    let events = store.history_of(person.id, before, part.limit).await?;
    let is_full = u64::try_from(events.len()).is_ok_and(|count| count == part.limit);
    let last = events.last().map(Event::cursor).filter(|_last| is_full);
    let events = events_for_viewer(events, &person.profile, viewer);
    let items = events.into_iter().map(|event| Moment {
        cursor: event.cursor().to_string(),
        at: event.at,
        cause: event.cause,
        source: event.source.map(|source| source.to_string()),
        changes: differences(event.changes),
    });
    Ok(HttpResponse::Ok().json(History {
        id: person.id,
        slug: person.slug,
        next: last.map(|last| part.next(request.path(), &last)),
        items: items.collect(),
    }))
}
