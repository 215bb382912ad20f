//! One person: everything that is known of them, and the lines that say so.

mod evidence;
mod joined;
mod json_ld;
mod links;
mod origins;
mod skills;

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use self::evidence::{Context, Source};
use self::joined::Joined;
use self::links::SafeLink;
use self::origins::Place;
use self::skills::SkillGroup;
use super::names::Names;
use super::summary::{Monogram, NAMELESS};
use super::timeline::Timeline;
use super::{page, person_at, today};
use crate::profile::{Position, Profile};
use crate::store::{Person, StoredDocument};
use crate::web::state::State;
use crate::web::{Error, Viewer, redact};

pub(super) async fn show(
    request: HttpRequest,
    slug: web::Path<String>,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let store = &state.directory.store;
    let person = person_at(&slug, "", &state).await?;
    let documents = store.documents_of(person.id).await?;
    let origins = Place::of(store.origins_of(person.id).await?);
    let offers = if viewer.may_write {
        state.directory.offers(&person.profile).await?
    } else {
        Vec::new()
    };
    let joined = Joined::new(&person, &documents, viewer, &state).await?;
    let mut view = PersonPage::new(person, &documents, viewer, &state, &state.base_url(&request));
    view.saved = saved(request.query_string());
    view.origins = origins;
    view.offers = offers;
    view.joined = joined;
    page(viewer, "person.html", &view)
}

/// Returns what to say of a profile that was just submitted; the submit page leads here with `?saved=…`.
fn saved(query_string: &str) -> Option<&'static str> {
    match query_string {
        "saved=added" => Some("The profile is in the directory. Searches find it in a moment."),
        "saved=updated" => Some("The profile is brought up to date. Searches follow in a moment."),
        "saved=merged" => Some("The two are one person now. It can be undone below."),
        "saved=parted" => Some("The two are two people again, each as before."),
        "saved=unchanged" => Some("Exactly this text was already here: nothing changed."),
        "saved=read" => Some("The places were read. What became of each stands below."),
        "saved=reading" => Some("The places are being read, which takes a moment longer."),
        "saved=linked" => Some("The place is read in a moment, and from now on again and again."),
        "saved=unlinked" => Some("The place is not read any more, and what it said is taken out."),
        _ => None,
    }
}

#[derive(Debug, Serialize)]
struct PersonPage {
    id: String,
    slug: String,
    name: String,
    monogram: Monogram,
    /// What the viewer may see.
    profile: Arc<Profile>,
    place: Option<String>,
    years: Option<f32>,
    seniority: Option<&'static str>,
    links: Vec<SafeLink>,
    skills: Vec<SkillGroup>,
    experience: Vec<Role>,
    timeline: Option<Timeline>,
    projects: Vec<Project>,
    writing: Vec<Article>,
    /// Industries and specialties.
    domains: Vec<Domain>,
    sources: Vec<Source>,
    /// Places that are read again and again.
    origins: Vec<Place>,
    /// Addresses of places that could be.
    offers: Vec<String>,
    /// Since when a place cannot be read any more.
    stale_since: Option<String>,
    changed: String,
    json_ld: String,
    saved: Option<&'static str>,
    joined: Joined,
}

#[derive(Debug, Serialize)]
struct Role {
    position: Position,
    skills: Vec<Named>,
}

#[derive(Debug, Serialize)]
struct Project {
    name: String,
    /// Only where it is safe to follow.
    url: Option<String>,
    summary: Option<String>,
    status: Option<String>,
    skills: Vec<Named>,
}

#[derive(Debug, Serialize)]
struct Article {
    title: String,
    url: Option<String>,
    published: Option<String>,
}

#[derive(Debug, Serialize)]
struct Domain {
    kind: &'static str,
    address: String,
    name: String,
    /// 1 to 3.
    strength: u8,
    lines: Vec<evidence::Line>,
}

/// Something with a page of its own.
#[derive(Debug, Serialize)]
struct Named {
    id: String,
    name: String,
}

impl PersonPage {
    fn new(person: Person, documents: &[StoredDocument], viewer: Viewer, state: &State, site: &str) -> Self {
        let context = Context::new(&person.profile, documents, viewer);
        let profile = redact::for_viewer(person.profile, viewer);
        let names = Names::of(state.directory.taxonomy, [&*profile]);
        let name = profile.name.clone().unwrap_or_else(|| NAMELESS.to_owned());
        let url = format!("{site}/people/{}", person.slug);
        let place = profile.location.as_ref().map(|location| names.location(location));
        Self {
            id: person.id.to_string(),
            slug: person.slug,
            monogram: Monogram::new(profile.name.as_deref().unwrap_or_default()),
            years: profile.years_experience.best(),
            seniority: profile.seniority.map(super::super::names::seniority),
            links: links::safe_links(&profile),
            skills: skills::by_category(&profile, &names, &context),
            experience: experience(&profile, &names),
            timeline: Timeline::new(&profile.experience, today()),
            projects: projects(&profile, &names),
            writing: writing(&profile),
            domains: domains(&profile, &context),
            sources: evidence::sources(&profile),
            origins: Vec::new(),
            offers: Vec::new(),
            stale_since: person.stale_since.map(|since| since.to_rfc3339()),
            changed: person.updated_at.to_rfc3339(),
            json_ld: json_ld::of(&profile, &name, place.as_deref(), &url),
            saved: None,
            joined: Joined::default(),
            place,
            name,
            profile,
        }
    }
}

fn named(ids: &[String], names: &Names<'_>) -> Vec<Named> {
    ids.iter()
        .map(|id| Named {
            id: id.clone(),
            name: names.name(crate::search::Facet::Skill, id),
        })
        .collect()
}

fn experience(profile: &Profile, names: &Names<'_>) -> Vec<Role> {
    profile
        .experience
        .iter()
        .map(|position| Role {
            skills: named(&position.skills, names),
            position: position.clone(),
        })
        .collect()
}

fn projects(profile: &Profile, names: &Names<'_>) -> Vec<Project> {
    profile
        .projects
        .iter()
        .map(|project| Project {
            name: project.name.clone(),
            url: project.url.clone().filter(|url| links::is_safe(url)),
            summary: project.summary.clone(),
            status: project.status.clone(),
            skills: named(&project.skills, names),
        })
        .collect()
}

fn writing(profile: &Profile) -> Vec<Article> {
    profile
        .writing
        .iter()
        .map(|article| Article {
            title: article
                .title
                .clone()
                .unwrap_or_else(|| super::format::address(&article.url)),
            url: Some(article.url.clone()).filter(|url| links::is_safe(url)),
            published: article.published.clone(),
        })
        .collect()
}

fn domains(profile: &Profile, context: &Context) -> Vec<Domain> {
    use crate::search::Facet;
    let domain = |kind, facet, domain: &crate::profile::Domain| Domain {
        kind,
        address: super::address_of(facet, &domain.id),
        name: domain.name.clone(),
        strength: skills::strength(domain.weight),
        lines: context.lines(&domain.evidence),
    };
    let specialties = profile.domains.specialties.iter();
    let industries = profile.domains.industries.iter();
    specialties
        .map(|known| domain("Specialty", Facet::Specialty, known))
        .chain(industries.map(|known| domain("Industry", Facet::Industry, known)))
        .collect()
}
