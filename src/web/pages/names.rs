//! What the values of facets are called: as the vocabularies say, else as people here write it.

use std::collections::{BTreeMap, HashMap};

use super::visible;
use crate::directory::Directory;
use crate::profile::{Location, Profile};
use crate::search::{Facet, Found, Query, UNKNOWN};
use crate::taxonomy::Taxonomy;
use crate::web::{Error, Viewer, names};

/// The vocabularies' names, and those that people use for what no vocabulary knows.
#[derive(Debug)]
pub(super) struct Names<'a> {
    taxonomy: &'a Taxonomy,
    learned: HashMap<(Facet, String), String>,
}

/// The facets with values that no vocabulary may know.
const OPEN: [Facet; 2] = [Facet::Skill, Facet::Company];

/// How many people are read at a time to learn names from.
const TEACHERS: usize = 24;

/// How many times people are looked for who know the names that are still missing.
const LESSONS: usize = 6;

impl<'a> Names<'a> {
    /// Learns the names that the vocabularies do not have from people.
    pub(super) fn of<'p>(taxonomy: &'a Taxonomy, people: impl IntoIterator<Item = &'p Profile>) -> Self {
        let mut names = Self {
            taxonomy,
            learned: HashMap::new(),
        };
        for profile in people {
            names.learn(profile);
        }
        names
    }

    /// Learns also how those call them who have what `found` counts, as far as `viewer` may see it: ids alone have lost
    /// capitals and signs.
    pub(super) async fn for_facets(
        mut self,
        found: &Found,
        directory: &Directory,
        viewer: Viewer,
    ) -> Result<Self, Error> {
        for facet in OPEN {
            for _lesson in 0..LESSONS {
                let missing = self.missing(facet, found);
                if missing.is_empty() {
                    break;
                }
                let who_knows = Query {
                    filters: BTreeMap::from([(facet, missing)]),
                    limit: TEACHERS,
                    ..Query::default()
                };
                let teachers = directory.search(&who_knows).await?;
                let teachers = visible(directory.store.people(&teachers.people).await?, viewer);
                let known = self.learned.len();
                for person in &teachers {
                    self.learn(&person.profile);
                }
                if self.learned.len() == known {
                    break;
                }
            }
        }
        Ok(self)
    }

    fn learn(&mut self, profile: &Profile) {
        let skills = profile.skills.iter();
        let skills = skills.map(|skill| (Facet::Skill, &skill.id, &skill.name));
        let employers = profile.experience.iter().filter_map(|role| role.company.as_ref());
        let companies = employers.map(|company| (Facet::Company, &company.id, &company.name));
        for (facet, id, name) in skills.chain(companies) {
            if !self.is_in_vocabulary(facet, id) {
                self.learned.insert((facet, id.clone()), name.clone());
            }
        }
    }

    fn missing(&self, facet: Facet, found: &Found) -> Vec<String> {
        let counts = found.facets.get(&facet).map(Vec::as_slice).unwrap_or_default();
        counts
            .iter()
            .map(|count| &count.value)
            .filter(|value| *value != UNKNOWN && !self.is_in_vocabulary(facet, value))
            .filter(|value| !self.learned.contains_key(&(facet, (*value).clone())))
            .cloned()
            .collect()
    }

    fn is_in_vocabulary(&self, facet: Facet, id: &str) -> bool {
        match facet {
            Facet::Skill => self.taxonomy.skill(id).is_some(),
            Facet::Company => self.taxonomy.company(id).is_some(),
            Facet::Industry | Facet::Specialty | Facet::Seniority | Facet::Place | Facet::Freshness => true,
        }
    }

    /// Returns how a page calls one value of a facet.
    pub(super) fn name(&self, facet: Facet, value: &str) -> String {
        match self.learned.get(&(facet, value.to_owned())) {
            Some(name) => name.clone(),
            None => names::value(self.taxonomy, facet, value),
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
