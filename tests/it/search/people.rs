//! Invented people, as they are indexed.

use chrono::{DateTime, Utc};
use muster::profile::{PersonId, Profile};
use muster::search::Entry;
use muster::taxonomy::Taxonomy;

/// Returns the id of person number `number`.
pub(super) fn id(number: u128) -> PersonId {
    PersonId::from_uuid(uuid::Uuid::from_u128(number))
}

/// Returns the numbers of the people with these ids.
pub(super) fn numbers(ids: &[PersonId]) -> Vec<u128> {
    ids.iter().map(|id| id.as_uuid().as_u128()).collect()
}

pub(super) fn day(number: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(number * 86_400, 0).unwrap()
}

/// Returns somebody of whom nothing is known.
pub(super) fn nobody(number: u128) -> Entry {
    Entry {
        id: id(number),
        name: String::new(),
        headline: String::new(),
        skills: Vec::new(),
        core_skills: Vec::new(),
        skill_names: Vec::new(),
        companies: Vec::new(),
        company_names: Vec::new(),
        titles: Vec::new(),
        industries: Vec::new(),
        specialties: Vec::new(),
        domain_names: Vec::new(),
        seniority: None,
        places: Vec::new(),
        place_names: Vec::new(),
        years: None,
        projects: Vec::new(),
        prose: String::new(),
        summary_bytes: 0,
        is_stale: false,
        updated_at: day(0),
    }
}

/// Returns somebody who is only known by name.
pub(super) fn named(number: u128, name: &str) -> Entry {
    Entry {
        name: name.to_owned(),
        ..nobody(number)
    }
}

/// Returns somebody who wrote `prose`.
pub(super) fn writing(number: u128, prose: &str) -> Entry {
    Entry {
        prose: prose.to_owned(),
        ..nobody(number)
    }
}

/// Returns somebody with these skills, by any of their names.
pub(super) fn skilled(number: u128, names: &[&str]) -> Entry {
    let taxonomy = Taxonomy::embedded();
    let skills = names.iter().map(|name| {
        let skill = taxonomy.skill_named(name).unwrap();
        muster::profile::Skill {
            id: skill.id.clone(),
            name: skill.name.clone(),
            category: Some(skill.category.clone()),
            level: None,
            years: None,
            last_used: None,
            weight: 0.5,
            evidence: Vec::new(),
        }
    });
    let profile = Profile {
        skills: skills.collect(),
        ..Profile::default()
    };
    Entry::new(id(number), &profile, day(0), taxonomy)
}

pub(super) fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
