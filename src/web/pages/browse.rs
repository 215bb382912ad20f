//! One skill, company, industry or specialty: who, how many, and what goes with it.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::front::{Chart, bars, known};
use super::names::Names;
use super::summary::Summary;
use super::{page, visible};
use crate::search::{Clause, Facet, Query};
use crate::web::names as headings;
use crate::web::search_params::SearchParams;
use crate::web::state::State;
use crate::web::{Error, Viewer};

/// How many people are shown; the search has the rest.
const SHOWN: usize = 24;
/// How many related things a chart has.
const RELATED: usize = 10;

type Id = web::Path<String>;

pub(super) async fn skill(id: Id, viewer: Viewer, state: web::Data<State>) -> Result<HttpResponse, Error> {
    show(Facet::Skill, &id, viewer, &state).await
}

pub(super) async fn company(id: Id, viewer: Viewer, state: web::Data<State>) -> Result<HttpResponse, Error> {
    show(Facet::Company, &id, viewer, &state).await
}

pub(super) async fn industry(id: Id, viewer: Viewer, state: web::Data<State>) -> Result<HttpResponse, Error> {
    show(Facet::Industry, &id, viewer, &state).await
}

pub(super) async fn specialty(
    id: Id,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    show(Facet::Specialty, &id, viewer, &state).await
}

#[derive(Debug, Serialize)]
struct BrowsePage {
    kind: &'static str,
    name: String,
    /// The category of a skill.
    category: Option<String>,
    /// Other names by which searches know it.
    aliases: Vec<String>,
    total: u64,
    people: Vec<Summary>,
    related: Vec<Chart>,
    search: String,
}

async fn show(facet: Facet, id: &str, viewer: Viewer, state: &State) -> Result<HttpResponse, Error> {
    let directory = &state.directory;
    // A part of the words and not a filter: a facet's own filter does not narrow its counts, so nothing would be related.
    let everybody_with_it = Query {
        clauses: vec![Clause::Known {
            text: String::new(),
            things: vec![(facet, id.to_owned())],
            implied_by: Vec::new(),
            names: Vec::new(),
        }],
        limit: SHOWN,
        facet_limit: RELATED + 1,
        ..Query::default()
    };
    let found = directory.index.search(&everybody_with_it).await?;
    let taxonomy = directory.taxonomy;
    let skill = Some(id)
        .filter(|_| facet == Facet::Skill)
        .and_then(|id| taxonomy.skill(id));
    let in_vocabulary = match facet {
        Facet::Company => taxonomy.company(id).is_some(),
        Facet::Industry => taxonomy.industry(id).is_some(),
        Facet::Specialty => taxonomy.specialty(id).is_some(),
        Facet::Skill | Facet::Seniority | Facet::Place => skill.is_some(),
    };
    if found.total == 0 && !in_vocabulary {
        return Err(Error::NotFound);
    }
    let people = visible(directory.store.people(&found.people).await?, viewer)?;
    let names = Names::of(taxonomy, people.iter().map(|person| &person.profile))
        .for_facets(&found, directory)
        .await?;
    let related = RELATED_HEADINGS.into_iter().map(|(related, heading)| Chart {
        heading,
        all: None,
        bars: bars(
            known(&found, related)
                .filter(|count| (related, &*count.value) != (facet, id))
                .take(RELATED),
            related,
            &names,
        ),
    });
    let view = BrowsePage {
        kind: headings::facet(facet),
        name: names.name(facet, id),
        category: skill.map(|skill| taxonomy.category_name(&skill.category).to_owned()),
        aliases: skill.map(|skill| skill.aliases.clone()).unwrap_or_default(),
        total: found.total,
        people: people.iter().map(|person| Summary::new(person, &names)).collect(),
        related: related.filter(|chart| !chart.bars.is_empty()).collect(),
        search: SearchParams::default().toggled(facet, id).to_query_string(),
    };
    page(viewer, "browse.html", &view)
}

const RELATED_HEADINGS: [(Facet, &str); 5] = [
    (Facet::Skill, "Skills that go with it"),
    (Facet::Company, "Companies"),
    (Facet::Industry, "Industries"),
    (Facet::Specialty, "Specialties"),
    (Facet::Place, "Places"),
];
