//! What the values of facets are called: as the vocabularies say, else as the people at hand write it.

use std::collections::HashMap;

use crate::profile::{Location, Profile};
use crate::search::Facet;
use crate::taxonomy::Taxonomy;
use crate::web::names;

/// The vocabularies' names, and those that people use for what no vocabulary knows.
#[derive(Debug)]
pub(super) struct Names<'a> {
    taxonomy: &'a Taxonomy,
    seen: HashMap<(Facet, &'a str), &'a str>,
}

impl<'a> Names<'a> {
    /// Learns the names that the vocabularies do not have from people.
    pub(super) fn of(taxonomy: &'a Taxonomy, people: impl IntoIterator<Item = &'a Profile>) -> Self {
        let mut seen = HashMap::new();
        for profile in people {
            for skill in &profile.skills {
                seen.insert((Facet::Skill, &*skill.id), &*skill.name);
            }
            for company in profile.experience.iter().filter_map(|role| role.company.as_ref()) {
                seen.insert((Facet::Company, &company.id), &company.name);
            }
        }
        Self { taxonomy, seen }
    }

    /// Returns how a page calls one value of a facet.
    pub(super) fn name(&self, facet: Facet, value: &str) -> String {
        let known = match facet {
            Facet::Skill => self.taxonomy.skill(value).is_some(),
            Facet::Company => self.taxonomy.company(value).is_some(),
            Facet::Industry | Facet::Specialty | Facet::Seniority | Facet::Place => true,
        };
        match self.seen.get(&(facet, value)) {
            Some(name) if !known => (*name).to_owned(),
            _ => names::value(self.taxonomy, facet, value),
        }
    }

    /// Returns the name of a category of skills; those that no vocabulary knows are together.
    pub(super) fn category(&self, category: Option<&str>) -> String {
        category.map_or_else(
            || "Other".to_owned(),
            |id| self.taxonomy.category_name(id).to_owned(),
        )
    }

    /// Where a person is, as short as can be told: "Mumbai, India", else their own words.
    pub(super) fn location(&self, location: &Location) -> String {
        let country = location
            .country
            .as_deref()
            .and_then(|code| self.taxonomy.country_name(code));
        match (&location.city, country) {
            (Some(city), Some(country)) => format!("{city}, {country}"),
            (None, Some(country)) => country.to_owned(),
            _ => location.raw.clone(),
        }
    }
}
