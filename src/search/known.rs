//! Which things of the vocabularies does a word name?

use super::facet::Facet;
use crate::taxonomy::Taxonomy;

/// Things that bear one name.
pub(super) struct Known {
    pub(super) things: Vec<(Facet, String)>,
    pub(super) names: Vec<String>,
}

/// Returns everything that `text` names as a whole, where it names anything.
pub(super) fn known(text: &str, taxonomy: &Taxonomy) -> Option<Known> {
    let mut things = Vec::new();
    let mut names = vec![text.to_owned()];
    if let Some(skill) = taxonomy.skill_named(text) {
        things.push((Facet::Skill, skill.id.clone()));
        names.push(skill.name.clone());
        names.extend(skill.aliases.iter().cloned());
    }
    if let Some(company) = taxonomy.company_named(text) {
        things.push((Facet::Company, company.id.clone()));
        names.push(company.name.clone());
        names.extend(company.aliases.iter().cloned());
    }
    if let Some(industry) = taxonomy.industry_named(text) {
        things.push((Facet::Industry, industry.id.clone()));
        names.push(industry.name.clone());
    }
    if let Some(specialty) = taxonomy.specialty_named(text) {
        things.push((Facet::Specialty, specialty.id.clone()));
        names.push(specialty.name.clone());
    }
    (!things.is_empty()).then_some(Known { things, names })
}
