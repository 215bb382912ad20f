//! Why a person is among the results: for each part of the search what it matched, with the words that say so.

use serde::Serialize;

use super::Asked;
use crate::profile::{Evidence, Position, Profile, Skill, Via};
use crate::search::{self, Clause, Facet, Field, Query, Reason};
use crate::web::pages::format;
use crate::web::pages::segments::{Segments, excerpt};

/// The most reasons that a card gives.
const MOST: usize = 4;

/// One part of a search and what it matched.
#[derive(Debug, Serialize)]
pub(super) struct Why {
    /// What was matched: a skill, a company, "Headline", …
    fact: String,
    /// The words that say so, as the person wrote them.
    quote: Segments,
}

/// Returns what the words and then the filters of a search matched.
pub(super) fn reasons(profile: &Profile, asked: &Asked<'_>) -> Vec<Why> {
    let whole = with_filters(asked);
    let mut reasons: Vec<Why> = Vec::new();
    for reason in search::explain(&whole, profile) {
        let why = why(&reason, &whole, profile);
        if reasons.len() < MOST && reasons.iter().all(|known| known.fact != why.fact) {
            reasons.push(why);
        }
    }
    reasons
}

/// Returns the search with its filters as if they had been typed; levels and places are told elsewhere on the card.
fn with_filters(asked: &Asked<'_>) -> Query {
    let told = [Facet::Skill, Facet::Company, Facet::Industry, Facet::Specialty];
    let chosen = told
        .into_iter()
        .filter_map(|facet| Some((facet, asked.query.filters.get(&facet)?)))
        .flat_map(|(facet, values)| values.iter().map(move |value| (facet, value)));
    let filters = chosen.map(|(facet, value)| Clause::Known {
        text: asked.names.name(facet, value),
        things: vec![(facet, value.clone())],
        implied_by: Vec::new(),
        names: vec![asked.names.name(facet, value)],
    });
    Query {
        clauses: asked.query.clauses.iter().cloned().chain(filters).collect(),
        ..Query::default()
    }
}

fn why(reason: &Reason<'_>, query: &Query, profile: &Profile) -> Why {
    let words = Query {
        clauses: query.clauses.get(reason.clause).cloned().into_iter().collect(),
        ..Query::default()
    };
    let evidence = || first_quote(reason.evidence, reason.text, &words);
    let (fact, quote) = match reason.field {
        Field::Skills => (skill_fact(profile, reason.text), told(profile, &words).unwrap_or_else(evidence)),
        Field::Companies => (reason.text.to_owned(), role_line(profile, reason.text)),
        Field::Domains => (reason.text.to_owned(), evidence()),
        field => (label(field).to_owned(), shown(reason.text, &words)),
    };
    Why { fact, quote }
}

/// The name of a field whose text is shown beside it.
fn label(field: Field) -> &'static str {
    match field {
        Field::Name => "Name",
        Field::Headline => "Headline",
        Field::Skills => "Skill",
        Field::Titles => "Title",
        Field::Companies => "Company",
        Field::Domains => "Domain",
        Field::Places => "Place",
        Field::Projects => "Project",
        Field::Prose => "In their words",
    }
}

/// Returns the part of a text with the words of a search in it.
fn shown(text: &str, words: &Query) -> Segments {
    excerpt(text, &search::highlight(words, text))
}

/// Finds what the person did with a thing: the best line about it.
fn told(profile: &Profile, words: &Query) -> Option<Segments> {
    let roles = profile.experience.iter().flat_map(|role| &role.highlights);
    let projects = profile.projects.iter().filter_map(|project| project.summary.as_ref());
    roles.chain(projects).chain(&profile.summary).find_map(|text| {
        let hits = search::highlight(words, text);
        (!hits.is_empty()).then(|| excerpt(text, &hits))
    })
}

/// The first quote that says more than the name that it stands for; the source of a badge is for machines.
fn first_quote(evidence: &[Evidence], name: &str, words: &Query) -> Segments {
    let quote = evidence
        .iter()
        .filter(|evidence| evidence.via != Via::Badge)
        .map(|evidence| evidence.quote.trim())
        .find(|quote| !quote.eq_ignore_ascii_case(name));
    quote.map_or_else(Segments::new, |quote| shown(quote, words))
}

/// "PostgreSQL, 3.5 years".
fn skill_fact(profile: &Profile, name: &str) -> String {
    let is_it = |skill: &&Skill| skill.name == name;
    let years = profile.skills.iter().find(is_it).and_then(|skill| skill.years);
    match years {
        Some(years) => format!("{name}, {}", format::years(years.into())),
        None => name.to_owned(),
    }
}

/// "Staff Engineer, Apr 2021 – now".
fn role_line(profile: &Profile, company: &str) -> Segments {
    let is_there = |role: &&Position| role.company.as_ref().is_some_and(|known| known.name == company);
    let Some(role) = profile.experience.iter().find(is_there) else {
        return Segments::new();
    };
    let start = role.start.map(|date| date.to_string());
    let end = role.end.map(|end| end.to_string());
    let period = format::period(start.as_deref(), end.as_deref());
    let parts = [role.title.clone().unwrap_or_default(), period];
    let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    excerpt(&said.join(", "), &[])
}
