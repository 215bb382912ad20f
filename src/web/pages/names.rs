//! What the values of facets are called.

use std::collections::HashMap;

use crate::profile::{Location, Profile};
use crate::search::{Facet, UNKNOWN};
use crate::taxonomy::Taxonomy;

use super::format;

/// Names of facet values: the vocabularies' first, then as the people at hand have them, else the id made readable.
#[derive(Debug)]
pub(super) struct Names<'a> {
    taxonomy: &'a Taxonomy,
    seen: HashMap<(Facet, &'a str), &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(taxonomy: &'a Taxonomy) -> Self {
        Self {
            taxonomy,
            seen: HashMap::new(),
        }
    }

    /// Learns the names that the vocabularies do not have from people.
    pub(super) fn of(taxonomy: &'a Taxonomy, people: impl IntoIterator<Item = &'a Profile>) -> Self {
        let mut names = Self::new(taxonomy);
        for profile in people {
            for skill in &profile.skills {
                names.seen.insert((Facet::Skill, &skill.id), &skill.name);
            }
            for company in profile.experience.iter().filter_map(|role| role.company.as_ref()) {
                names.seen.insert((Facet::Company, &company.id), &company.name);
            }
            for industry in &profile.domains.industries {
                names.seen.insert((Facet::Industry, &industry.id), &industry.name);
            }
            for specialty in &profile.domains.specialties {
                names.seen.insert((Facet::Specialty, &specialty.id), &specialty.name);
            }
        }
        names
    }

    /// Returns how a page calls one value of a facet.
    pub(super) fn name(&self, facet: Facet, value: &str) -> String {
        if value == UNKNOWN {
            return "Does not say".to_owned();
        }
        let known = match facet {
            Facet::Skill => self.taxonomy.skill(value).map(|skill| &*skill.name),
            Facet::Company => self.taxonomy.company(value).map(|company| &*company.name),
            Facet::Industry => self.taxonomy.industry(value).map(|industry| &*industry.name),
            Facet::Specialty => self.taxonomy.specialty(value).map(|specialty| &*specialty.name),
            Facet::Seniority => Some(format::level(value)),
            Facet::Place => return self.place(value),
        };
        known
            .or_else(|| self.seen.get(&(facet, value)).copied())
            .map_or_else(|| format::readable(value), str::to_owned)
    }

    /// `in` is "India", `in/mumbai` "Mumbai, India".
    fn place(&self, value: &str) -> String {
        let (code, city) = value.split_once('/').map_or((value, None), |(code, city)| (code, Some(city)));
        let country = self.country(code);
        match city {
            Some(city) => format!("{}, {country}", format::readable(city)),
            None => country,
        }
    }

    fn country(&self, code: &str) -> String {
        let upper = code.to_uppercase();
        self.taxonomy
            .country_name(&upper)
            .map_or_else(|| format::readable(code), str::to_owned)
    }

    /// Where a person is, as short as can be told: "Mumbai, India", else their own words.
    pub(super) fn location(&self, location: &Location) -> String {
        match (&location.city, &location.country) {
            (Some(city), Some(country)) => format!("{city}, {}", self.country(country)),
            (None, Some(country)) if location.raw.is_empty() => self.country(country),
            (Some(city), None) if location.raw.is_empty() => city.clone(),
            _ => location.raw.clone(),
        }
    }
}
