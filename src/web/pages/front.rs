//! The front page: what is in the directory.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::names::Names;
use super::summary::Summary;
use super::{address_of, page, visible};
use crate::search::{COUNTED_VALUES, Facet, FacetCount, Found, Query, Sort, UNKNOWN};
use crate::store::Person;
use crate::web::state::State;
use crate::web::{Error, Viewer};

/// How many of the newest people are shown.
const NEWEST: usize = 6;
/// How many bars a chart has.
const BARS: usize = 8;
/// The most values of a facet that are counted.
const MOST_VALUES: usize = 10_000;

pub(super) async fn show(viewer: Viewer, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let directory = &state.directory;
    let query = Query {
        sort: Sort::Recent,
        limit: NEWEST,
        facet_limit: MOST_VALUES,
        ..Query::default()
    };
    let found = directory.search(&query).await?;
    let sizes = Sizes::of(&found);
    let found = only_most_frequent(found);
    let people = directory.store.people(&found.people).await?;
    let people = visible(people, viewer);
    let names = Names::of(directory.taxonomy, people.iter().map(|person| &*person.profile))
        .for_facets(&found, directory, viewer)
        .await?;
    page(
        viewer,
        "front.html",
        &FrontPage::new(sizes, &found, &people, &names),
    )
}

#[derive(Debug, Serialize)]
struct FrontPage {
    sizes: Sizes,
    charts: Vec<Chart>,
    newest: Vec<Summary>,
    /// Searches to try.
    examples: Vec<String>,
}

/// How much is in the directory.
#[derive(Debug, Serialize)]
struct Sizes {
    people: u64,
    skills: Size,
    companies: Size,
}

#[derive(Debug, Serialize)]
struct Size {
    count: usize,
    /// There may be more, which the engine does not tell.
    or_more: bool,
}

impl Size {
    fn of(found: &Found, facet: Facet) -> Self {
        let told = found.facets.get(&facet).map_or(0, Vec::len);
        Self {
            count: known(found, facet).count(),
            or_more: told == COUNTED_VALUES,
        }
    }
}

impl Sizes {
    fn of(found: &Found) -> Self {
        Self {
            people: found.total,
            skills: Size::of(found, Facet::Skill),
            companies: Size::of(found, Facet::Company),
        }
    }
}

/// Drops what the charts do not show, so that nobody looks up its names.
fn only_most_frequent(mut found: Found) -> Found {
    for counts in found.facets.values_mut() {
        counts.retain(|count| count.value != UNKNOWN);
        counts.truncate(BARS);
    }
    found
}

/// How many people have the most frequent values of a facet.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    pub(super) heading: &'static str,
    /// Where all values are listed.
    pub(super) all: Option<&'static str>,
    pub(super) bars: Vec<Bar>,
}

#[derive(Debug, Serialize)]
pub(super) struct Bar {
    name: String,
    address: String,
    count: u64,
    /// Percent of the longest bar.
    width: u64,
}

impl FrontPage {
    fn new(sizes: Sizes, found: &Found, people: &[Person], names: &Names<'_>) -> Self {
        let charts: Vec<_> = [
            (Facet::Skill, "Top skills", "/skills"),
            (Facet::Company, "Top companies", "/companies"),
            (Facet::Industry, "Industries", "/domains"),
            (Facet::Specialty, "Specialties", "/domains"),
        ]
        .into_iter()
        .map(|(facet, heading, all)| Chart {
            heading,
            all: Some(all),
            bars: bars(known(found, facet).take(BARS), facet, names),
        })
        .filter(|chart| !chart.bars.is_empty())
        .collect();
        Self {
            sizes,
            examples: examples(&charts),
            charts,
            newest: people.iter().map(|person| Summary::new(person, names)).collect(),
        }
    }
}

/// The values of a facet that say something.
pub(super) fn known(found: &Found, facet: Facet) -> impl Iterator<Item = &FacetCount> {
    let counts = found.facets.get(&facet).map(Vec::as_slice).unwrap_or_default();
    counts.iter().filter(|count| count.value != UNKNOWN)
}

/// Draws counts relative to the largest.
pub(super) fn bars<'c>(
    counts: impl Iterator<Item = &'c FacetCount>,
    facet: Facet,
    names: &Names<'_>,
) -> Vec<Bar> {
    let counts: Vec<_> = counts.collect();
    let most = counts.iter().map(|count| count.count).max().unwrap_or(1).max(1);
    counts
        .into_iter()
        .map(|count| Bar {
            name: names.name(facet, &count.value),
            address: address_of(facet, &count.value),
            count: count.count,
            width: (count.count * 100 / most).max(1),
        })
        .collect()
}

/// Searches that find several people: the most frequent value of each chart.
fn examples(charts: &[Chart]) -> Vec<String> {
    charts
        .iter()
        .filter_map(|chart| chart.bars.first())
        .filter(|bar| bar.count > 1)
        .map(|bar| bar.name.to_lowercase())
        .collect()
}
