//! Why does a person match?

use std::cell::OnceCell;

use super::facet::Facet;
use super::highlight::Pattern;
use super::query::{Clause, Query};
use super::rank::{Field, score};
use super::token::{Token, tokens};
use super::word::Fit;
use crate::profile::{Evidence, Profile};

/// Why one part of a query matches a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason<'p> {
    /// The clause, by its place in [`Query::clauses`].
    pub clause: usize,
    pub field: Field,
    /// What matched: the name of the skill, company or domain, or the text that holds the words.
    pub text: &'p str,
    /// What says so; empty where the field is its own evidence.
    pub evidence: &'p [Evidence],
}

/// A text of a profile that words can be found in.
struct Passage<'p> {
    field: Field,
    text: &'p str,
    evidence: &'p [Evidence],
    /// The text's words, once somebody looks for one: they are the same for every part of a query.
    tokens: OnceCell<Vec<Token>>,
}

/// Says for every part of `query` where in `profile` it matches best; parts that match nowhere to be seen have no reason.
#[must_use]
pub fn explain<'p>(query: &Query, profile: &'p Profile) -> Vec<Reason<'p>> {
    let passages = passages(profile);
    query
        .clauses
        .iter()
        .enumerate()
        .filter_map(|(clause, asked)| {
            let found = thing(asked, profile)
                .or_else(|| words(asked, &passages))
                .or_else(|| implying(asked, profile))?;
            Some(Reason {
                clause,
                field: found.field,
                text: found.text,
                evidence: found.evidence,
            })
        })
        .collect()
}

/// Finds the skill, company or domain of the profile that a clause names.
fn thing<'p>(clause: &Clause, profile: &'p Profile) -> Option<Passage<'p>> {
    let Clause::Known { things, .. } = clause else {
        return None;
    };
    things.iter().find_map(|(facet, id)| match facet {
        Facet::Skill => skill(id, profile),
        Facet::Company => {
            companies(profile).find_map(|(company, passage)| (company == id).then_some(passage))
        }
        Facet::Industry | Facet::Specialty => {
            let domains = &profile.domains;
            let mut all = domains.industries.iter().chain(&domains.specialties);
            let domain = all.find(|domain| domain.id == *id)?;
            Some(passage(Field::Domains, &domain.name, &domain.evidence))
        }
        Facet::Place => {
            let location = profile.location.as_ref()?;
            Some(passage(Field::Places, &location.raw, scalar(profile, "location")))
        }
        Facet::Seniority | Facet::Freshness => None,
    })
}

fn skill<'p>(id: &str, profile: &'p Profile) -> Option<Passage<'p>> {
    let skill = profile.skills.iter().find(|skill| skill.id == id)?;
    Some(passage(Field::Skills, &skill.name, &skill.evidence))
}

/// Finds a skill of the profile that implies what a clause names.
fn implying<'p>(clause: &Clause, profile: &'p Profile) -> Option<Passage<'p>> {
    let Clause::Known { implied_by, .. } = clause else {
        return None;
    };
    implied_by.iter().find_map(|id| skill(id, profile))
}

fn passage<'p>(field: Field, text: &'p str, evidence: &'p [Evidence]) -> Passage<'p> {
    Passage {
        field,
        text,
        evidence,
        tokens: OnceCell::new(),
    }
}

fn scalar<'p>(profile: &'p Profile, field: &str) -> &'p [Evidence] {
    profile.evidence.get(field).map_or(&[], Vec::as_slice)
}

fn companies(profile: &Profile) -> impl Iterator<Item = (&String, Passage<'_>)> {
    profile.experience.iter().filter_map(|position| {
        let company = position.company.as_ref()?;
        Some((
            &company.id,
            passage(Field::Companies, &company.name, &position.evidence),
        ))
    })
}

/// Finds the text that holds the words of a clause best; of equals the first.
fn words<'p>(clause: &Clause, passages: &[Passage<'p>]) -> Option<Passage<'p>> {
    let pattern = Pattern::new(clause);
    let mut best: Option<(u16, &Passage<'p>)> = None;
    for passage in passages {
        let found = best.map_or(0, |(score, _)| score);
        // Those behind weigh no more.
        if found >= score(passage.field, Fit::Exact) {
            break;
        }
        let tokens = passage.tokens.get_or_init(|| tokens(passage.text));
        let worth = pattern.fit(tokens).map(|fit| score(passage.field, fit));
        if let Some(worth) = worth.filter(|worth| *worth > found) {
            best = Some((worth, passage));
        }
    }
    let (_, found) = best?;
    Some(passage(found.field, found.text, found.evidence))
}

/// Returns the texts of a profile, the weightiest first.
fn passages(profile: &Profile) -> Vec<Passage<'_>> {
    let scalars = [
        (Field::Name, &profile.name, "name"),
        (Field::Headline, &profile.headline, "headline"),
    ];
    let mut passages: Vec<Passage<'_>> = scalars
        .into_iter()
        .filter_map(|(field, text, name)| Some(passage(field, text.as_deref()?, scalar(profile, name))))
        .collect();
    passages.extend(
        profile
            .skills
            .iter()
            .map(|skill| passage(Field::Skills, &skill.name, &skill.evidence)),
    );
    for position in &profile.experience {
        let title = position.title.as_deref();
        passages.extend(title.map(|title| passage(Field::Titles, title, &position.evidence)));
    }
    passages.extend(companies(profile).map(|(_, passage)| passage));
    let domains = profile
        .domains
        .industries
        .iter()
        .chain(&profile.domains.specialties);
    passages.extend(domains.map(|domain| passage(Field::Domains, &domain.name, &domain.evidence)));
    if let Some(location) = &profile.location {
        passages.push(passage(Field::Places, &location.raw, scalar(profile, "location")));
    }
    passages.extend(
        profile
            .projects
            .iter()
            .map(|project| passage(Field::Projects, &project.name, &project.evidence)),
    );
    let summary = profile.summary.as_deref();
    passages.extend(summary.map(|text| passage(Field::Prose, text, scalar(profile, "summary"))));
    for position in &profile.experience {
        let lines = position.highlights.iter();
        passages.extend(lines.map(|line| passage(Field::Prose, line, &position.evidence)));
    }
    for project in &profile.projects {
        let summary = project.summary.as_deref();
        passages.extend(summary.map(|text| passage(Field::Prose, text, &project.evidence)));
    }
    passages
}
