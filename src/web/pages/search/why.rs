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
    let evidence = || first_quote(reason.evidence, &words);
    let (fact, quote) = match reason.field {
        Field::Skills => {
            let said = told(profile, &words).or_else(|| used_in(profile, reason.text));
            (skill_fact(profile, reason.text), said.unwrap_or_else(evidence))
        }
        Field::Companies => (reason.text.to_owned(), role_at(profile, reason.text)),
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
    let projects = profile
        .projects
        .iter()
        .filter_map(|project| project.summary.as_ref());
    roles.chain(projects).chain(&profile.summary).find_map(|text| {
        let hits = search::highlight(words, text);
        (!hits.is_empty()).then(|| excerpt(text, &hits))
    })
}

/// The position, else the project, whose account names a skill.
fn used_in(profile: &Profile, skill: &str) -> Option<Segments> {
    let id = &profile.skills.iter().find(|known| known.name == skill)?.id;
    let mut roles = profile.experience.iter();
    let mut projects = profile.projects.iter();
    let role = roles.find(|role| role.skills.contains(id));
    let line = match role {
        Some(role) => format!("As {}", role_line(role, true)),
        None => format!(
            "In the project {}",
            projects.find(|project| project.skills.contains(id))?.name
        ),
    };
    Some(plain(&line))
}

/// The first quote of several words; else the word that was seen, and how.
fn first_quote(evidence: &[Evidence], words: &Query) -> Segments {
    let quotes = || {
        let written = evidence.iter().filter(|evidence| evidence.via != Via::Badge);
        written.map(|evidence| (evidence.quote.trim(), evidence.via))
    };
    let telling = quotes().find(|(quote, _)| quote.split_whitespace().count() >= TELLING_WORDS);
    match (telling, quotes().next(), evidence.first()) {
        (Some((quote, _)), _, _) => shown(quote, words),
        (None, Some((quote, via)), _) => plain(&format!("“{quote}”, {}", format::seen(via))),
        (None, None, Some(badge)) => plain(&format!("Seen {}", format::seen(badge.via))),
        (None, None, None) => Segments::new(),
    }
}

/// From how many words on a quote says more than a name.
const TELLING_WORDS: usize = 4;

fn plain(text: &str) -> Segments {
    excerpt(text, &[])
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

/// The position at a company.
fn role_at(profile: &Profile, company: &str) -> Segments {
    let is_there = |role: &&Position| role.company.as_ref().is_some_and(|known| known.name == company);
    let role = profile.experience.iter().find(is_there);
    role.map_or_else(Segments::new, |role| plain(&role_line(role, false)))
}

/// "Staff Engineer, Apr 2021 – now", with the company where it is not said already.
fn role_line(role: &Position, with_company: bool) -> String {
    let company = role
        .company
        .as_ref()
        .filter(|_| with_company)
        .map(|company| &*company.name);
    let what = match (role.title.as_deref(), company) {
        (Some(title), Some(company)) => format!("{title} at {company}"),
        (title, company) => title.or(company).unwrap_or_default().to_owned(),
    };
    let start = role.start.map(|date| date.to_string());
    let end = role.end.map(|end| end.to_string());
    let parts = [what, format::period(start.as_deref(), end.as_deref())];
    let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(", ")
}
