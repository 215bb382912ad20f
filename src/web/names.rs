//! What people read where the program has ids.

use crate::profile::Seniority;
use crate::search::{Facet, STALE, UNKNOWN};
use crate::taxonomy::Taxonomy;

/// Returns the name of a facet in URLs and in JSON.
pub(crate) const fn parameter(facet: Facet) -> &'static str {
    match facet {
        Facet::Skill => "skill",
        Facet::Company => "company",
        Facet::Industry => "industry",
        Facet::Specialty => "specialty",
        Facet::Seniority => "seniority",
        Facet::Place => "place",
        Facet::Freshness => "freshness",
    }
}

/// Returns the heading of a facet.
pub(crate) const fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Skill => "Skill",
        Facet::Company => "Company",
        Facet::Industry => "Industry",
        Facet::Specialty => "Specialty",
        Facet::Seniority => "Seniority",
        Facet::Place => "Place",
        Facet::Freshness => "Freshness",
    }
}

/// Returns the name of one value of a facet.
///
/// Ids that no vocabulary knows were slugged from a text's own words, and are read back as words.
pub(crate) fn value(taxonomy: &Taxonomy, facet: Facet, id: &str) -> String {
    if id == UNKNOWN {
        return "Does not say".to_owned();
    }
    let known = match facet {
        Facet::Skill => taxonomy.skill(id).map(|skill| skill.name.clone()),
        Facet::Company => taxonomy.company(id).map(|company| company.name.clone()),
        Facet::Industry => taxonomy.industry(id).map(|industry| industry.name.clone()),
        Facet::Specialty => taxonomy.specialty(id).map(|specialty| specialty.name.clone()),
        Facet::Seniority => Seniority::ALL
            .into_iter()
            .find(|level| level.id() == id)
            .map(|level| seniority(level).to_owned()),
        Facet::Place => Some(place(taxonomy, id)),
        Facet::Freshness => Some(if id == STALE { "Out of date" } else { "Up to date" }.to_owned()),
    };
    known.unwrap_or_else(|| words(id))
}

pub(crate) const fn seniority(level: Seniority) -> &'static str {
    match level {
        Seniority::Intern => "Intern",
        Seniority::Junior => "Junior",
        Seniority::Mid => "Mid-level",
        Seniority::Senior => "Senior",
        Seniority::Lead => "Lead",
        Seniority::Staff => "Staff",
        Seniority::Principal => "Principal",
        Seniority::Manager => "Manager",
        Seniority::Director => "Director",
        Seniority::Executive => "Executive",
    }
}

/// `in` is a country, `in/mumbai` a city in it.
fn place(taxonomy: &Taxonomy, id: &str) -> String {
    let (code, city) = id.split_once('/').unwrap_or((id, ""));
    let country = taxonomy
        .country_name(&code.to_ascii_uppercase())
        .map_or_else(|| words(code), str::to_owned);
    if city.is_empty() {
        country
    } else {
        format!("{}, {country}", words(city))
    }
}

/// `new-york` is `New York`.
fn words(slug: &str) -> String {
    slug.split('-')
        .filter(|word| !word.is_empty())
        .map(capitalized)
        .collect::<Vec<_>>()
        .join(" ")
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_read_back_as_words() {
        assert_eq!(words("new-york"), "New York");
        assert_eq!(words("örebro"), "Örebro");
        assert_eq!(words(""), "");
    }
}
