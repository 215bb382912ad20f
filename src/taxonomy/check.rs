//! Do the vocabularies' files fit together? What one entry says of another must be there.

use std::collections::HashSet;

use super::fold::key;
use super::load::{Problem, Row, Tables};

pub(super) const SKILLS: &str = "skills.toml";
pub(super) const COMPANIES: &str = "companies.toml";
pub(super) const INDUSTRIES: &str = "industries.toml";
pub(super) const SPECIALTIES: &str = "specialties.toml";
pub(super) const CATEGORIES: &str = "categories.toml";
pub(super) const TITLES: &str = "titles.toml";
pub(super) const PLACES: &str = "places.toml";

/// Collects every reference to something that isn't there.
pub(super) fn check(tables: &Tables, problems: &mut Vec<Problem>) {
    let skills = ids(&tables.skills);
    let categories = ids(&tables.categories);
    let industries = ids(&tables.industries);
    let specialties = ids(&tables.specialties);
    for (id, skill) in &tables.skills {
        let category = std::slice::from_ref(&skill.category);
        problems.extend(missing(SKILLS, id, category, &categories, "category"));
        problems.extend(missing(SKILLS, id, &skill.implies, &skills, "skill"));
        let names = skill.aliases.iter().chain([&skill.name]);
        problems.extend(idle_guards(SKILLS, id, names, &skill.ambiguous));
        let usual = tables
            .categories
            .iter()
            .find(|(category, _)| *category == skill.category);
        if skill.prose.is_some() && skill.prose == usual.map(|(_, category)| category.prose) {
            problems.push(Problem {
                file: SKILLS,
                entry: Some(id.clone()),
                message: "`prose` says what its category says".to_owned(),
            });
        }
    }
    for (id, company) in &tables.companies {
        problems.extend(missing(
            COMPANIES,
            id,
            &company.industries,
            &industries,
            "industry",
        ));
        let names = company.aliases.iter().chain([&company.name]);
        problems.extend(idle_guards(COMPANIES, id, names, &company.ambiguous));
    }
    for (id, specialty) in &tables.specialties {
        problems.extend(missing(SPECIALTIES, id, &specialty.skills, &skills, "skill"));
    }
    let functions: Vec<String> = tables.titles.functions.keys().cloned().collect();
    problems.extend(missing(
        TITLES,
        "functions",
        &functions,
        &specialties,
        "specialty",
    ));
}

fn ids<E>(rows: &[Row<E>]) -> HashSet<&str> {
    rows.iter().map(|(id, _)| id.as_str()).collect()
}

fn missing(
    file: &'static str,
    entry: &str,
    named: &[String],
    known: &HashSet<&str>,
    kind: &str,
) -> Vec<Problem> {
    let unknown = named.iter().filter(|id| !known.contains(id.as_str()));
    unknown
        .map(|id| Problem {
            file,
            entry: Some(entry.to_owned()),
            message: format!("there is no {kind} `{id}`"),
        })
        .collect()
}

/// A word that is called ambiguous but is none of the entry's names guards nothing.
fn idle_guards<'e>(
    file: &'static str,
    entry: &str,
    names: impl Iterator<Item = &'e String>,
    ambiguous: &[String],
) -> Vec<Problem> {
    if ambiguous.is_empty() {
        return Vec::new();
    }
    let names: HashSet<String> = names.map(|name| key(name)).collect();
    let idle = ambiguous.iter().filter(|word| !names.contains(&key(word)));
    idle.map(|word| Problem {
        file,
        entry: Some(entry.to_owned()),
        message: format!("`{word}` is called ambiguous but is none of its names"),
    })
    .collect()
}
