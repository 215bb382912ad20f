//! Who may be the same person: suggested, looked at side by side, joined or told apart, and joined people parted again.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use url::form_urlencoded;
use uuid::Uuid;

use super::names::Names;
use super::summary::Summary;
use super::{format, page, person_here, see_other, visible};
use crate::directory::Pair;
use crate::profile::Profile;
use crate::store::Person;
use crate::web::state::State;
use crate::web::{Editor, Error, Viewer, redact};

#[derive(Debug, Serialize)]
struct DuplicatesPage {
    pairs: Vec<PairView>,
    /// Where to look on.
    next: Option<String>,
    is_first: bool,
}

/// Two people side by side.
#[derive(Debug, Serialize)]
pub(super) struct PairView {
    people: Vec<Summary>,
    reasons: Vec<String>,
}

/// What a merge would make.
#[derive(Debug, Serialize)]
struct PreviewPage {
    kept: Summary,
    gone: Summary,
    name: String,
    headline: Option<String>,
    place: Option<String>,
    skills: Vec<String>,
    roles: Vec<String>,
    sources: usize,
}

/// The addresses of two people, as the forms send them.
#[derive(Debug, Deserialize)]
pub(super) struct Two {
    kept: String,
    gone: String,
}

/// The most skills and roles that a preview names.
const MOST: usize = 12;

pub(super) async fn show(
    request: HttpRequest,
    editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let query: Vec<_> = form_urlencoded::parse(request.query_string().as_bytes()).collect();
    let after = query
        .iter()
        .find(|(name, _)| name == "after")
        .map(|(_, value)| &**value);
    let found = state.directory.duplicates(after).await?;
    let view = DuplicatesPage {
        pairs: views(found.pairs, &state, editor.viewer)?,
        next: found
            .next
            .map(|last| format!("/duplicates?after={}", format::path(&last))),
        is_first: after.is_none(),
    };
    page(editor.viewer, "duplicates.html", &view)
}

/// Returns pairs as a page shows them.
pub(super) fn views(pairs: Vec<Pair>, state: &State, viewer: Viewer) -> Result<Vec<PairView>, Error> {
    pairs
        .into_iter()
        .map(|pair| {
            let people = visible(vec![pair.one, pair.other], viewer);
            let names = Names::of(
                state.directory.taxonomy,
                people.iter().map(|person| &*person.profile),
            );
            Ok(PairView {
                people: people.iter().map(|person| Summary::new(person, &names)).collect(),
                reasons: pair.reasons.iter().map(ToString::to_string).collect(),
            })
        })
        .collect()
}

/// Shows what a merge would make, before it is made.
pub(super) async fn preview(
    two: web::Query<Two>,
    editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let (kept, gone) = people(&two, &state).await?;
    let merged = state.directory.merged(kept.id, gone.id).await?;
    let sources = merged.sources.len();
    let merged = redact::for_viewer(merged, editor.viewer);
    let people = visible(vec![kept, gone], editor.viewer);
    let [kept, gone] = people.as_slice() else {
        return Err(Error::NotFound);
    };
    let names = Names::of(state.directory.taxonomy, [&*merged]);
    let view = PreviewPage {
        kept: Summary::new(kept, &names),
        gone: Summary::new(gone, &names),
        name: merged
            .name
            .clone()
            .unwrap_or_else(|| super::summary::NAMELESS.to_owned()),
        headline: merged.headline.clone(),
        place: merged.location.as_ref().map(|location| names.location(location)),
        skills: merged
            .skills
            .iter()
            .take(MOST)
            .map(|skill| skill.name.clone())
            .collect(),
        roles: roles(&merged),
        sources,
    };
    page(editor.viewer, "merge.html", &view)
}

fn roles(profile: &Profile) -> Vec<String> {
    profile
        .experience
        .iter()
        .take(MOST)
        .map(super::summary::told)
        .collect()
}

pub(super) async fn merge(
    two: web::Form<Two>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let (kept, gone) = people(&two, &state).await?;
    state.directory.merge(kept.id, gone.id).await?;
    state.notify_written();
    Ok(see_other(&format!(
        "/people/{}?saved=merged",
        format::path(&kept.slug)
    )))
}

pub(super) async fn apart(
    two: web::Form<Two>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let (kept, gone) = people(&two, &state).await?;
    state.directory.dismiss(kept.id, gone.id).await?;
    Ok(see_other("/duplicates"))
}

pub(super) async fn undo(
    id: web::Path<String>,
    _editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let id = Uuid::try_parse(&id).map_err(|_no_id| Error::NotFound)?;
    let (_, back) = state.directory.unmerge(id).await?;
    state.notify_written();
    Ok(see_other(&format!(
        "/people/{}?saved=parted",
        format::path(&back.slug)
    )))
}

async fn people(two: &Two, state: &State) -> Result<(Person, Person), Error> {
    let kept = person_here(&two.kept, state).await?;
    Ok((kept, person_here(&two.gone, state).await?))
}
