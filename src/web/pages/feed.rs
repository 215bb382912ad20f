//! What changed lately in the whole directory, as an Atom feed.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::SystemTime;

use actix_web::http::header::{ETag, EntityTag, IfModifiedSince, IfNoneMatch, LastModified};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, web};
use anyhow::Context as _;
use chrono::{DateTime, SecondsFormat, SubsecRound as _, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::differences::{FieldDifferences, Line, by_field, reason};
use super::summary::NAMELESS;
use super::{Site, templates, visible};
use crate::profile::{PersonId, Profile};
use crate::store::{Event, Person};
use crate::web::assets::is_known;
use crate::web::hex::hex;
use crate::web::redact::events_for_viewer;
use crate::web::state::State;
use crate::web::{Error, Viewer};

/// How many changes the feed has.
const NEWEST: u64 = 50;

#[derive(Debug, Serialize)]
struct Feed {
    /// The address of the directory.
    base: String,
    updated: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    /// The same forever, wherever the directory is.
    id: String,
    slug: String,
    title: String,
    updated: String,
    /// A paragraph a field.
    summary: Vec<String>,
}

pub(super) async fn show(
    request: HttpRequest,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let store = &state.directory.store;
    let events = store.newest_events(NEWEST).await?;
    // Somebody who was erased is in no entry any more, and changes the feed all the same.
    let updated = store.newest_event_at().await?.unwrap_or(DateTime::UNIX_EPOCH);
    let ids: Vec<_> = events.iter().map(|event| event.person).collect();
    let feed = Feed {
        base: state.base_url(&request),
        updated: written(updated),
        entries: entries(events, store.people(&ids).await?, viewer),
    };
    let xml = templates::render("changes.xml", &Site::from(viewer), &feed)
        .context("filling the template changes.xml")
        .map_err(Error::Internal)?;
    Ok(answer(&request, updated, xml))
}

fn entries(events: Vec<Event>, people: Vec<Person>, viewer: Viewer) -> Vec<Entry> {
    let whole: HashMap<PersonId, Arc<Profile>> = people
        .iter()
        .map(|person| (person.id, Arc::clone(&person.profile)))
        .collect();
    let shown: HashMap<_, _> = visible(people, viewer)
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let entries = events.into_iter().filter_map(|event| {
        let (profile, person) = (whole.get(&event.person)?, shown.get(&event.person)?);
        let event = events_for_viewer(vec![event], profile, viewer).pop()?;
        Some(Entry::new(&event, person))
    });
    entries.collect()
}

impl Entry {
    fn new(event: &Event, person: &Person) -> Self {
        let name = person.profile.name.as_deref().unwrap_or(NAMELESS);
        let fields = by_field(&event.changes);
        Self {
            id: id(event),
            slug: person.slug.clone(),
            title: printable(&format!("{name}: {}", reason(event.cause))),
            updated: written(event.at),
            summary: fields.iter().map(|field| printable(&told(field))).collect(),
        }
    }
}

/// "Skills: added Rust; gone Perl".
fn told(field: &FieldDifferences) -> String {
    let mut lines: Vec<_> = field.lines.iter().map(told_line).collect();
    if field.more > 0 {
        lines.push(format!("{} more", field.more));
    }
    format!("{}: {}", field.name, lines.join("; "))
}

fn told_line(line: &Line) -> String {
    match (&line.before, &line.after) {
        (Some(before), Some(after)) => format!("{} from “{before}” to “{after}”", line.what),
        (before, after) => {
            let text = after.as_ref().or(before.as_ref());
            format!("{} {}", line.what, text.map_or("", String::as_str))
        }
    }
}

/// A UUID of what no other event has.
fn id(event: &Event) -> String {
    let hash = Sha256::digest(event.cursor().to_string());
    let bytes = hash.first_chunk().copied().unwrap_or_default();
    let id = uuid::Builder::from_custom_bytes(bytes).into_uuid();
    id.urn().to_string()
}

fn written(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Leaves out what XML has no form for.
fn printable(text: &str) -> String {
    let is_printable = |letter: &char| {
        !matches!(letter, '\u{fffe}' | '\u{ffff}') && (!letter.is_control() || letter.is_whitespace())
    };
    let kept = text.chars().filter(is_printable);
    kept.map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// Sends the feed, unless who asks has it already.
fn answer(request: &HttpRequest, updated: DateTime<Utc>, xml: String) -> HttpResponse {
    let tag = hex(Sha256::digest(&xml).first_chunk::<8>().unwrap_or(&[0; 8]));
    let tag = EntityTag::new_weak(tag);
    // As exact as the header is.
    let modified = LastModified(SystemTime::from(updated.trunc_subsecs(0)).into());
    let has_it = if request.get_header::<IfNoneMatch>().is_some() {
        is_known(request, &tag)
    } else {
        let since = request.get_header::<IfModifiedSince>();
        since.is_some_and(|IfModifiedSince(since)| since >= modified.0)
    };
    let mut response = if has_it {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response.insert_header(ETag(tag)).insert_header(modified);
    if has_it {
        return response.finish();
    }
    response
        .content_type("application/atom+xml; charset=utf-8")
        .body(xml)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_told_in_one_line() {
        let line = |what, before: Option<&str>, after: Option<&str>| Line {
            what,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let field = FieldDifferences {
            name: "Skills",
            lines: vec![
                line("added", None, Some("Rust")),
                line("changed", Some("Go"), Some("Go (expert)")),
                line("gone", Some("Perl"), None),
            ],
            more: 2,
        };
        assert_eq!(
            told(&field),
            "Skills: added Rust; changed from “Go” to “Go (expert)”; gone Perl; 2 more"
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(printable("a\u{0}b\u{1b}\nc\u{ffff}é"), "ab cé");
    }
}
