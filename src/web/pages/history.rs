//! What became of a person: when, why, and what is different since.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::SecondsFormat;
use serde::Serialize;
use url::form_urlencoded;

use super::differences::{FieldDifferences, by_field, reason};
use super::summary::NAMELESS;
use super::{page, person_at};
use crate::profile::Source;
use crate::store::Event;
use crate::web::redact::{events_for_viewer, for_viewer};
use crate::web::state::State;
use crate::web::{Error, Viewer};

/// How many changes a page has.
const A_PAGE: u64 = 30;

#[derive(Debug, Serialize)]
struct HistoryPage {
    slug: String,
    name: String,
    moments: Vec<Moment>,
    /// Where the changes before these are.
    earlier: Option<String>,
}

/// One time at which the person changed.
#[derive(Debug, Serialize)]
struct Moment {
    turn: i64,
    at: String,
    reason: &'static str,
    /// Where the text that came is from.
    source: Option<String>,
    fields: Vec<FieldDifferences>,
}

pub(super) async fn show(
    request: HttpRequest,
    slug: web::Path<String>,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let store = &state.directory.store;
    let person = person_at(&slug, "/history", &state).await?;
    let before = before(request.query_string());
    let events = store.history_of(person.id, before, A_PAGE).await?;
    let is_full = u64::try_from(events.len()).is_ok_and(|count| count == A_PAGE);
    let last = events.last().map(|event| event.turn).filter(|_last| is_full);
    let events = events_for_viewer(events, &person.profile, viewer);
    let profile = for_viewer(person.profile, viewer);
    let view = HistoryPage {
        earlier: last.map(|turn| format!("?before={turn}")),
        slug: person.slug,
        name: profile.name.clone().unwrap_or_else(|| NAMELESS.to_owned()),
        moments: events
            .iter()
            .map(|event| Moment::new(event, &profile.sources))
            .collect(),
    };
    page(viewer, "history.html", &view)
}

/// Before which turn; a page that somebody else's link breaks is the first one.
fn before(query_string: &str) -> Option<i64> {
    let mut parameters = form_urlencoded::parse(query_string.as_bytes());
    let (_, turn) = parameters.find(|(name, _)| name == "before")?;
    turn.parse().ok()
}

impl Moment {
    fn new(event: &Event, sources: &[Source]) -> Self {
        let source = event
            .source
            .as_ref()
            .and_then(|id| sources.iter().find(|source| source.id == *id));
        Self {
            turn: event.turn,
            at: event.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            reason: reason(event.cause),
            source: source.map(|source| super::format::address(&source.locator)),
            fields: by_field(&event.changes),
        }
    }
}
