//! The search page: a box, facets, results, and why each one matched.

mod card;
mod facets;
mod reading;
mod ways_out;
mod why;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use self::card::Card;
use self::facets::{Chip, Group};
use self::reading::Reading;
use self::ways_out::WaysOut;
use super::names::Names;
use super::{page, visible};
use crate::search::{Found, Query, Sort};
use crate::store::Person;
use crate::web::error::FieldError;
use crate::web::search_params::{MAX_TEXT_CHARS, SORTS, SearchParams, sort_name};
use crate::web::state::State;
use crate::web::{Error, Viewer};

/// The parameter with which the script of the page asks for the part that changes as one types.
const FRAGMENT: &str = "fragment";

pub(super) async fn show(
    request: HttpRequest,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let directory = &state.directory;
    let (params, mut problems) = SearchParams::parse(request.query_string());
    let is_fragment = problems.iter().any(|problem| problem.field == FRAGMENT);
    problems.retain(|problem| problem.field != FRAGMENT);
    let query = params.to_query(directory.taxonomy);
    let found = directory.search(&query).await?;
    let people = visible(directory.store.people(&found.people).await?, viewer);
    let names = Names::of(directory.taxonomy, people.iter().map(|person| &*person.profile))
        .for_facets(&found, directory, viewer)
        .await?;
    let asked = Asked {
        params: &params,
        query: &query,
        names: &names,
    };
    let mut view = SearchPage::new(&asked, &found, &people, problems);
    view.folded = is_phone(&request);
    if found.total == 0 {
        view.ways_out = Some(ways_out::find(&asked, directory).await?);
    }
    let template = if is_fragment {
        "search/found.html"
    } else {
        "search.html"
    };
    page(viewer, template, &view)
}

/// What was searched for, and what the things in it are called.
struct Asked<'a> {
    params: &'a SearchParams,
    query: &'a Query,
    names: &'a Names<'a>,
}

#[derive(Debug, Serialize)]
struct SearchPage {
    text: String,
    most_characters: usize,
    total: u64,
    /// The number of the first person on this page.
    first: u64,
    last: u64,
    /// How the words were read.
    readings: Vec<Reading>,
    /// What of the URL was not understood.
    problems: Vec<Problem>,
    groups: Vec<Group>,
    /// The filters are folded up at first, for want of room.
    folded: bool,
    chips: Vec<Chip>,
    /// Where no filter is chosen.
    without_filters: String,
    sorts: Vec<SortChoice>,
    cards: Vec<Card>,
    paging: Paging,
    /// What to try where nobody was found.
    ways_out: Option<WaysOut>,
}

#[derive(Debug, Serialize)]
struct Problem {
    field: String,
    detail: String,
}

#[derive(Debug, Serialize)]
struct SortChoice {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

#[derive(Debug, Serialize)]
struct Paging {
    page: usize,
    pages: u64,
    previous: Option<String>,
    next: Option<String>,
}

impl SearchPage {
    fn new(asked: &Asked<'_>, found: &Found, people: &[Person], problems: Vec<FieldError>) -> Self {
        let params = asked.params;
        let offset = as_u64((params.page - 1).saturating_mul(params.per_page));
        Self {
            text: params.text.clone(),
            most_characters: MAX_TEXT_CHARS,
            total: found.total,
            first: offset + 1,
            last: offset + as_u64(people.len()),
            readings: reading::readings(asked.query, asked.names),
            problems: problems
                .into_iter()
                .map(|FieldError { field, detail }| Problem { field, detail })
                .collect(),
            groups: facets::groups(params, found, asked.names),
            folded: false,
            chips: facets::chips(params, asked.names),
            without_filters: address(&SearchParams {
                chosen: std::collections::BTreeMap::new(),
                ..params.at_page(1)
            }),
            sorts: sorts(params.sort),
            cards: people.iter().map(|person| Card::new(person, asked)).collect(),
            paging: Paging::new(params, found.total),
            ways_out: None,
        }
    }
}

impl Paging {
    fn new(params: &SearchParams, total: u64) -> Self {
        let pages = total.div_ceil(as_u64(params.per_page)).max(1);
        let here = as_u64(params.page);
        let link = |page: usize| address(&params.at_page(page));
        Self {
            page: params.page,
            pages,
            previous: (here > 1).then(|| link((params.page - 1).min(usize::try_from(pages).unwrap_or(1)))),
            next: (here < pages).then(|| link(params.page + 1)),
        }
    }
}

/// Says whether a request comes from a phone: all of their browsers say so with this word.
fn is_phone(request: &HttpRequest) -> bool {
    let agent = request.headers().get(header::USER_AGENT);
    agent
        .and_then(|agent| agent.to_str().ok())
        .is_some_and(|agent| agent.contains("Mobi"))
}

/// Returns the address of the page with the results of a search.
fn address(params: &SearchParams) -> String {
    match params.to_query_string() {
        query if query.is_empty() => "/search".to_owned(),
        query => format!("/search?{query}"),
    }
}

fn sorts(chosen: Sort) -> Vec<SortChoice> {
    SORTS
        .into_iter()
        .map(|(sort, _)| SortChoice {
            value: sort_name(sort),
            label: match sort {
                Sort::Relevance => "Best match",
                Sort::Name => "Name",
                Sort::Recent => "Recently changed",
                Sort::Years => "Most experience",
            },
            chosen: sort == chosen,
        })
        .collect()
}

fn as_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paging(page: usize, total: u64) -> Paging {
        let params = SearchParams {
            text: "go".to_owned(),
            page,
            ..SearchParams::default()
        };
        Paging::new(&params, total)
    }

    #[test]
    fn paging_leads_to_the_pages_around_and_no_further() {
        let first = paging(1, 45);
        assert_eq!((first.pages, first.previous), (3, None));
        assert_eq!(first.next.as_deref(), Some("/search?q=go&page=2"));
        let last = paging(3, 45);
        assert_eq!(last.previous.as_deref(), Some("/search?q=go&page=2"));
        assert_eq!(last.next, None);
        assert_eq!(paging(1, 0).pages, 1);
    }

    #[test]
    fn a_page_after_the_last_leads_back_to_the_last() {
        assert_eq!(paging(9, 45).previous.as_deref(), Some("/search?q=go&page=3"));
    }
}
