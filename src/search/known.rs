//! Which things of the vocabularies does a word name?

use super::entry::city_id;
use super::facet::Facet;
use crate::taxonomy::Taxonomy;

/// Codes of countries that people use as words.
const COUNTRY_WORDS: [&str; 2] = ["uk", "us"];

/// Things that bear one name.
pub(super) struct Known {
    pub(super) things: Vec<(Facet, String)>,
    /// Skills that imply one of them.
    pub(super) implied_by: Vec<String>,
    pub(super) names: Vec<String>,
}

/// Returns everything that `text` names as a whole, where it names anything.
pub(super) fn known(text: &str, taxonomy: &Taxonomy) -> Option<Known> {
    let mut things = Vec::new();
    let mut implied_by = Vec::new();
    let mut names = vec![text.to_owned()];
    if let Some(skill) = taxonomy.skill_named(text) {
        things.push((Facet::Skill, skill.id.clone()));
        let implying = taxonomy.skills_implying(&skill.id);
        implied_by = implying.into_iter().map(str::to_owned).collect();
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
    if let Some((id, name)) = place(text, taxonomy) {
        things.push((Facet::Place, id));
        names.push(name);
    }
    (!things.is_empty()).then_some(Known {
        things,
        implied_by,
        names,
    })
}

/// Returns the id and name of the country or city that `text` names; codes of two letters name other things as well.
fn place(text: &str, taxonomy: &Taxonomy) -> Option<(String, String)> {
    let plain = text
        .chars()
        .all(|letter| letter.is_alphabetic() || " -.'’".contains(letter));
    let code = text.chars().filter(|letter| letter.is_alphabetic()).count() < 3;
    if !plain || (code && !COUNTRY_WORDS.contains(&text.to_lowercase().as_str())) {
        return None;
    }
    let place = taxonomy.place(text)?;
    let country = place.country?;
    match (place.city, place.region) {
        (Some(city), _) => Some((city_id(Some(&country.to_lowercase()), &city)?, city)),
        (None, None) => Some((
            country.to_lowercase(),
            taxonomy.country_name(&country)?.to_owned(),
        )),
        // States and provinces are found by their words.
        (None, Some(_)) => None,
    }
}
