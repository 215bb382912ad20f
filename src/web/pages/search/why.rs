//! Why a person is among the results: for each part of the search what it matched, with the words that say so.

use std::ops::Range;

use serde::Serialize;

use super::Asked;
use crate::profile::{Evidence, Position, Profile, Skill};
use crate::search::{self, Clause, Facet, Query};
use crate::web::pages::format;
use crate::web::pages::names::Names;
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
    let person = Person {
        profile,
        names: asked.names,
    };
    let words = asked
        .query
        .clauses
        .iter()
        .filter_map(|clause| person.why_clause(clause));
    let chosen = [Facet::Skill, Facet::Company, Facet::Industry, Facet::Specialty]
        .into_iter()
        .filter_map(|facet| Some((facet, asked.query.filters.get(&facet)?)))
        .flat_map(|(facet, values)| values.iter().map(move |value| (facet, value)))
        .filter_map(|(facet, value)| person.why_thing(facet, value, None));
    let mut reasons: Vec<Why> = Vec::new();
    for why in words.chain(chosen) {
        if reasons.len() < MOST && !reasons.iter().any(|known| known.fact == why.fact) {
            reasons.push(why);
        }
    }
    reasons
}

struct Person<'a> {
    profile: &'a Profile,
    names: &'a Names<'a>,
}

impl Person<'_> {
    fn why_clause(&self, clause: &Clause) -> Option<Why> {
        let words = Query {
            clauses: vec![clause.clone()],
            ..Query::default()
        };
        let known = match clause {
            Clause::Known { things, .. } => things
                .iter()
                .find_map(|(facet, id)| self.why_thing(*facet, id, Some(&words))),
            Clause::Word { .. } | Clause::Phrase { .. } => None,
        };
        known.or_else(|| self.why_words(&words))
    }

    /// Finds the reason why a person has one known thing.
    fn why_thing(&self, facet: Facet, id: &str, words: Option<&Query>) -> Option<Why> {
        let (fact, quote) = match facet {
            Facet::Skill => {
                let skill = self.profile.skills.iter().find(|skill| skill.id == id)?;
                (skill_fact(skill), self.skill_quote(skill, words))
            }
            Facet::Company => {
                let role = self.role_at(id)?;
                let words = role.company.as_ref().map(|company| company.name.clone());
                (words?, plain(&role_line(role)))
            }
            Facet::Industry | Facet::Specialty => {
                let domains = &self.profile.domains;
                let mut of_kind = match facet {
                    Facet::Industry => domains.industries.iter(),
                    _ => domains.specialties.iter(),
                };
                let domain = of_kind.find(|domain| domain.id == id)?;
                (domain.name.clone(), first_quote(&domain.evidence, &domain.name))
            }
            Facet::Seniority => {
                let level = self.profile.seniority.filter(|level| level.id() == id)?;
                (self.names.name(facet, level.id()), Segments::new())
            }
            Facet::Place => return self.why_place(id),
        };
        Some(Why { fact, quote })
    }

    fn role_at(&self, company: &str) -> Option<&Position> {
        self.profile
            .experience
            .iter()
            .find(|role| role.company.as_ref().is_some_and(|known| known.id == company))
    }

    fn why_place(&self, id: &str) -> Option<Why> {
        let location = self.profile.location.as_ref()?;
        let country = location.country.as_ref()?.to_lowercase();
        let is_there = id.split('/').next() == Some(&country);
        is_there.then(|| Why {
            fact: self.names.name(Facet::Place, id),
            quote: plain(&location.raw),
        })
    }

    /// The best line about a skill: what the person did with it, else the words by which it was seen.
    fn skill_quote(&self, skill: &Skill, words: Option<&Query>) -> Segments {
        let by_name = Query {
            clauses: vec![Clause::Phrase {
                words: skill.name.split_whitespace().map(str::to_lowercase).collect(),
            }],
            ..Query::default()
        };
        let told = words
            .into_iter()
            .chain([&by_name])
            .find_map(|query| first_excerpt(query, self.prose().map(|(_, text)| text)));
        told.unwrap_or_else(|| first_quote(&skill.evidence, &skill.name))
    }

    /// Finds plain words wherever the person has them.
    fn why_words(&self, words: &Query) -> Option<Why> {
        self.lines().find_map(|(fact, text)| {
            let quote = first_excerpt(words, [text].into_iter())?;
            Some(Why {
                fact: fact.to_owned(),
                quote,
            })
        })
    }

    /// Every text that can match, with what it is.
    fn lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let profile = self.profile;
        let named = [("Name", &profile.name), ("Headline", &profile.headline)];
        let roles = profile.experience.iter();
        let titles = roles.clone().filter_map(|role| role.title.as_deref());
        let companies = roles.filter_map(|role| role.company.as_ref());
        let skills = profile.skills.iter().map(|skill| &*skill.name);
        let domains = profile
            .domains
            .specialties
            .iter()
            .chain(&profile.domains.industries);
        let place = profile.location.as_ref().map(|location| &*location.raw);
        named
            .into_iter()
            .filter_map(|(fact, text)| Some((fact, text.as_deref()?)))
            .chain(titles.map(|text| ("Title", text)))
            .chain(companies.map(|company| ("Company", &*company.name)))
            .chain(skills.map(|text| ("Skill", text)))
            .chain(domains.map(|domain| ("Domain", &*domain.name)))
            .chain(place.map(|text| ("Place", text)))
            .chain(self.prose())
    }

    /// What the person tells in own words, what they did first.
    fn prose(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let profile = self.profile;
        let roles = profile.experience.iter().flat_map(|role| &role.highlights);
        let projects = profile
            .projects
            .iter()
            .flat_map(|project| project.summary.as_deref().into_iter().chain([&*project.name]));
        let summary = profile.summary.as_deref();
        roles
            .map(|text| ("Experience", &**text))
            .chain(projects.map(|text| ("Project", text)))
            .chain(summary.map(|text| ("Summary", text)))
    }
}

fn first_excerpt<'t>(query: &Query, mut texts: impl Iterator<Item = &'t str>) -> Option<Segments> {
    texts.find_map(|text| {
        let hits: Vec<Range<usize>> = search::highlight(query, text);
        (!hits.is_empty()).then(|| excerpt(text, &hits))
    })
}

/// The first quote that says more than the name that it stands for.
fn first_quote(evidence: &[Evidence], name: &str) -> Segments {
    let quote = evidence
        .iter()
        .map(|evidence| evidence.quote.trim())
        .find(|quote| !quote.eq_ignore_ascii_case(name));
    plain(quote.unwrap_or_default())
}

fn plain(text: &str) -> Segments {
    excerpt(text, &[])
}

/// "PostgreSQL, 3.5 years".
fn skill_fact(skill: &Skill) -> String {
    match skill.years {
        Some(years) => format!("{}, {}", skill.name, format::years(years.into())),
        None => skill.name.clone(),
    }
}

/// "Staff Engineer, Apr 2021 – now".
fn role_line(role: &Position) -> String {
    let start = role.start.map(|date| date.to_string());
    let end = role.end.map(|end| end.to_string());
    let period = format::period(start.as_deref(), end.as_deref());
    let title = role.title.clone().unwrap_or_default();
    [title, period]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
