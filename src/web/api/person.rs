//! A person in a few members, as lists and results show them.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::profile::{Location, PersonId, Position, Profile, Seniority};
use crate::resolve;
use crate::store::Person;

/// The most skills that a summary names.
const MOST_SKILLS: usize = 10;

/// A person in a few members.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    id: PersonId,
    slug: String,
    /// The address of the whole profile.
    url: String,
    name: Option<String>,
    headline: Option<String>,
    current_role: Option<Role>,
    location: Option<Location>,
    seniority: Option<Seniority>,
    years_experience: Option<f32>,
    /// The strongest ones.
    skills: Vec<Named>,
    updated_at: DateTime<Utc>,
    /// Since when a place that the profile rests on cannot be read any more.
    stale_since: Option<DateTime<Utc>>,
}

/// A position that goes on.
#[derive(Debug, Serialize)]
struct Role {
    title: Option<String>,
    company: Option<String>,
}

/// A thing of a vocabulary.
#[derive(Debug, Serialize)]
struct Named {
    id: String,
    name: String,
}

/// Returns the address of a person's profile.
pub(super) fn address(slug: &str) -> String {
    format!("/api/v1/profiles/{slug}")
}

impl Summary {
    /// Sums up a person whose profile is as the viewer may see it.
    pub(super) fn new(person: &Person) -> Self {
        let profile = &person.profile;
        let skills = profile.skills.iter().take(MOST_SKILLS).map(|skill| Named {
            id: skill.id.clone(),
            name: skill.name.clone(),
        });
        Self {
            id: person.id,
            slug: person.slug.clone(),
            url: address(&person.slug),
            name: profile.name.clone(),
            headline: profile.headline.clone(),
            current_role: current_role(profile),
            location: profile.location.clone(),
            seniority: profile.seniority,
            years_experience: profile.years_experience.best(),
            skills: skills.collect(),
            updated_at: person.updated_at,
            stale_since: person.stale_since,
        }
    }
}

fn current_role(profile: &Profile) -> Option<Role> {
    let Position { title, company, .. } = *resolve::current_positions(profile).first()?;
    Some(Role {
        title: title.clone(),
        company: company.as_ref().map(|company| company.name.clone()),
    })
}
