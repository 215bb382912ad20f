//! One result: who it is and why they are here.

use serde::Serialize;

use super::Asked;
use super::why::{self, Why};
use crate::profile::Skill;
use crate::search::{self, Clause, Facet, Query};
use crate::store::Person;
use crate::web::pages::segments::{Segments, marked};
use crate::web::pages::summary::Summary;

/// How many skills a card shows.
const SKILLS: usize = 8;

#[derive(Debug, Serialize)]
pub(super) struct Card {
    summary: Summary,
    name: Segments,
    headline: Option<Segments>,
    skills: Vec<Chip>,
    more_skills: usize,
    why: Vec<Why>,
}

#[derive(Debug, Serialize)]
struct Chip {
    id: String,
    name: String,
    matched: bool,
}

impl Card {
    pub(super) fn new(person: &Person, asked: &Asked<'_>) -> Self {
        let profile = &person.profile;
        let summary = Summary::new(person, asked.names);
        let mark = |text: &str| marked(text, &search::highlight(asked.query, text));
        let mut skills: Vec<_> = profile
            .skills
            .iter()
            .map(|skill| Chip {
                id: skill.id.clone(),
                name: skill.name.clone(),
                matched: is_asked_for(asked.query, skill),
            })
            .collect();
        skills.sort_by_key(|skill| !skill.matched);
        skills.truncate(SKILLS);
        Self {
            name: mark(&summary.name),
            headline: summary.headline.as_deref().map(mark),
            more_skills: profile.skills.len() - skills.len(),
            skills,
            why: why::reasons(profile, asked),
            summary,
        }
    }
}

/// Says whether a search names a skill, in words or as a filter.
fn is_asked_for(query: &Query, skill: &Skill) -> bool {
    let is_it = |facet: Facet, id: &str| facet == Facet::Skill && id == skill.id;
    let named = query.clauses.iter().any(|clause| match clause {
        Clause::Known { things, .. } => things.iter().any(|(facet, id)| is_it(*facet, id)),
        Clause::Word { .. } | Clause::Phrase { .. } => false,
    });
    let chosen = query
        .filters
        .get(&Facet::Skill)
        .is_some_and(|values| values.contains(&skill.id));
    named || chosen || !search::highlight(query, &skill.name).is_empty()
}
