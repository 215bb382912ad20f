//! Search: who matches, why, and by what the matches can be narrowed.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::person::Summary;
use crate::directory;
use crate::profile::Profile;
use crate::search::{self, Clause, Facet, Field, Found, Query};
use crate::store::Person;
use crate::taxonomy::Taxonomy;
use crate::web::redact::for_viewer;
use crate::web::search_params::{SearchParams, sort_name};
use crate::web::{Error, State, Viewer, names};

/// A page of results.
#[derive(Debug, Serialize)]
struct Results {
    total: u64,
    page: usize,
    per_page: usize,
    pages: u64,
    /// The address of the next page; `null` where this is the last.
    next: Option<String>,
    query: Reading,
    people: Vec<Match>,
    facets: BTreeMap<Facet, Vec<FacetValue>>,
}

/// How the search was read.
#[derive(Debug, Serialize)]
struct Reading {
    text: String,
    /// All of them must match.
    clauses: Vec<Part>,
    /// Any of one facet, all facets.
    filters: BTreeMap<Facet, Vec<String>>,
    sort: &'static str,
}

/// One part of the words that were typed.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Part {
    Known { text: String, things: Vec<Thing> },
    Word { text: String, prefix: bool },
    Phrase { words: Vec<String> },
}

/// A thing that a word names.
#[derive(Debug, Serialize)]
struct Thing {
    facet: Facet,
    id: String,
    name: String,
}

/// Somebody who matches.
#[derive(Debug, Serialize)]
struct Match {
    #[serde(flatten)]
    person: Summary,
    /// For each part of the words, what it matched best.
    reasons: Vec<Reason>,
}

/// What one part of the words matched.
#[derive(Debug, Serialize)]
struct Reason {
    /// The part, by its place in the reading's `clauses`.
    clause: usize,
    field: Field,
    /// The text that holds the match, in pieces.
    text: Vec<Piece>,
    /// The person's own words that say so.
    quote: Option<String>,
}

/// A piece of a text.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Piece {
    text: String,
    /// It is what was searched for.
    matched: bool,
}

/// A value by which the matches can be narrowed.
#[derive(Debug, Serialize)]
struct FacetValue {
    /// An id, or `unknown`.
    value: String,
    name: String,
    count: u64,
    chosen: bool,
}

pub(super) async fn find(
    request: HttpRequest,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let (params, problems) = SearchParams::parse(request.query_string());
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let directory = &state.directory;
    let query = params.to_query(directory.taxonomy);
    let found = directory.search(&query).await?;
    let people = directory.store.people(&found.people).await?;
    let asked = query.clone();
    let matches = directory.cpu.run(move || matches(people, &asked, viewer));
    let people = matches.await.map_err(directory::Error::from)?;
    let pages = found
        .total
        .div_ceil(u64::try_from(params.per_page).unwrap_or(u64::MAX));
    let has_more = u64::try_from(params.page).is_ok_and(|page| page < pages);
    Ok(HttpResponse::Ok().json(Results {
        total: found.total,
        page: params.page,
        per_page: params.per_page,
        pages,
        next: has_more.then(|| {
            let next = params.at_page(params.page + 1);
            format!("{}?{}", request.path(), next.to_query_string())
        }),
        facets: facets(&params, found, directory.taxonomy),
        query: Reading::new(query, directory.taxonomy),
        people,
    }))
}

/// Says who matches and why, as far as `viewer` may see it.
fn matches(people: Vec<Person>, query: &Query, viewer: Viewer) -> Vec<Match> {
    let matching = people.into_iter().map(|mut person| {
        person.profile = for_viewer(person.profile, viewer);
        Match {
            person: Summary::new(&person),
            reasons: reasons(query, &person.profile),
        }
    });
    matching.collect()
}

impl Reading {
    fn new(query: Query, taxonomy: &Taxonomy) -> Self {
        let part = |clause| match clause {
            Clause::Known { text, things, .. } => Part::Known {
                text,
                things: things
                    .into_iter()
                    .map(|(facet, id)| Thing {
                        name: names::value(taxonomy, facet, &id),
                        facet,
                        id,
                    })
                    .collect(),
            },
            Clause::Word { text, prefix } => Part::Word { text, prefix },
            Clause::Phrase { words } => Part::Phrase { words },
        };
        Self {
            text: query.text,
            clauses: query.clauses.into_iter().map(part).collect(),
            filters: query.filters,
            sort: sort_name(query.sort),
        }
    }
}

fn facets(params: &SearchParams, found: Found, taxonomy: &Taxonomy) -> BTreeMap<Facet, Vec<FacetValue>> {
    let named = |facet, counts: Vec<search::FacetCount>| {
        let values = counts.into_iter().map(|count| FacetValue {
            name: names::value(taxonomy, facet, &count.value),
            chosen: params.is_chosen(facet, &count.value),
            value: count.value,
            count: count.count,
        });
        values.collect()
    };
    found
        .facets
        .into_iter()
        .map(|(facet, counts)| (facet, named(facet, counts)))
        .collect()
}

fn reasons(query: &Query, profile: &Profile) -> Vec<Reason> {
    search::explain(query, profile)
        .into_iter()
        .map(|reason| Reason {
            clause: reason.clause,
            field: reason.field,
            text: pieces(query, reason.text),
            quote: reason.evidence.first().map(|evidence| evidence.quote.clone()),
        })
        .collect()
}

/// Cuts a text where the matches begin and end.
fn pieces(query: &Query, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |from: usize, to: usize, matched| {
        let text = text.get(from..to).unwrap_or_default().to_owned();
        if !text.is_empty() {
            pieces.push(Piece { text, matched });
        }
    };
    let mut done = 0;
    for span in search::highlight(query, text) {
        add(done, span.start, false);
        add(span.start, span.end, true);
        done = span.end;
    }
    add(done, text.len(), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_matches_begin_and_end() {
        let query = Query {
            clauses: vec![Clause::Word {
                text: "kafka".to_owned(),
                prefix: false,
            }],
            ..Query::default()
        };
        let piece = |text: &str, matched| Piece {
            text: text.to_owned(),
            matched,
        };
        assert_eq!(
            pieces(&query, "runs Kafka daily"),
            [
                piece("runs ", false),
                piece("Kafka", true),
                piece(" daily", false)
            ]
        );
        assert_eq!(pieces(&query, ""), []);
    }
}
