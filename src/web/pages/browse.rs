//! One skill, company, industry or specialty: who, how many, and what goes with it.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::front::{Chart, bars, known};
use super::names::Names;
use super::summary::Summary;
use super::{page, visible};
use crate::search::{Clause, Facet, Found, Query};
use crate::taxonomy::Taxonomy;
use crate::web::names as headings;
use crate::web::search_params::SearchParams;
use crate::web::state::State;
use crate::web::{Error, Viewer};

/// How many people are shown; the search has the rest.
const SHOWN: usize = 24;
/// How many related things a chart has.
const MOST_RELATED: usize = 10;

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
        facet_limit: MOST_RELATED + 1,
        ..Query::default()
    };
    let found = directory.search(&everybody_with_it).await?;
    if found.total == 0 && !is_in_vocabulary(facet, id, directory.taxonomy) {
        return Err(Error::NotFound);
    }
    let people = visible(directory.store.people(&found.people).await?, viewer);
    let names = Names::of(directory.taxonomy, people.iter().map(|person| &*person.profile))
        .for_facets(&found, directory, viewer)
        .await?;
    let mut view = BrowsePage {
        kind: headings::facet(facet),
        name: names.name(facet, id),
        category: None,
        aliases: Vec::new(),
        total: found.total,
        people: people.iter().map(|person| Summary::new(person, &names)).collect(),
        related: related(&found, (facet, id), &names),
        search: SearchParams::default().toggled(facet, id).to_query_string(),
    };
    if let (Facet::Skill, Some(skill)) = (facet, directory.taxonomy.skill(id)) {
        view.category = Some(names.category(Some(&skill.category)));
        view.aliases.clone_from(&skill.aliases);
    }
    page(viewer, "browse.html", &view)
}

fn is_in_vocabulary(facet: Facet, id: &str, taxonomy: &Taxonomy) -> bool {
    match facet {
        Facet::Skill => taxonomy.skill(id).is_some(),
        Facet::Company => taxonomy.company(id).is_some(),
        Facet::Industry => taxonomy.industry(id).is_some(),
        Facet::Specialty => taxonomy.specialty(id).is_some(),
        Facet::Seniority | Facet::Place | Facet::Freshness => false,
    }
}

/// Charts what the people who have a thing have besides.
fn related(found: &Found, it: (Facet, &str), names: &Names<'_>) -> Vec<Chart> {
    RELATED
        .into_iter()
        .map(|(facet, heading, heading_beside_its_like)| {
            let others = known(found, facet).filter(|count| (facet, &*count.value) != it);
            Chart {
                heading: if facet == it.0 {
                    heading_beside_its_like
                } else {
                    heading
                },
                all: None,
                bars: bars(others.take(MOST_RELATED), facet, names),
            }
        })
        .filter(|chart| !chart.bars.is_empty())
        .collect()
}

/// What is charted, with its heading, and with that where the page is about one of the same kind.
const RELATED: [(Facet, &str, &str); 5] = [
    (Facet::Skill, "Skills", "Skills that go with it"),
    (Facet::Company, "Companies", "Also worked at"),
    (Facet::Industry, "Industries", "Other industries"),
    (Facet::Specialty, "Specialties", "Other specialties"),
    (Facet::Place, "Places", "Places"),
];
