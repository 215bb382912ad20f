//! Everything in the directory by name: all skills, all companies, all domains, with how many people have each.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::front::known;
use super::names::Names;
use super::{address_of, page};
use crate::directory::Directory;
use crate::search::{Facet, Found, Query};
use crate::web::state::State;
use crate::web::{Error, Viewer};

/// The most entries of one list.
const MOST: usize = 2_000;

#[derive(Debug, Serialize)]
struct ListPage {
    title: &'static str,
    /// What the list is of, as one says it of the entries.
    intro: &'static str,
    section: &'static str,
    groups: Vec<Group>,
    total: usize,
}

#[derive(Debug, Serialize)]
struct Group {
    heading: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    name: String,
    address: String,
    count: u64,
}

pub(super) async fn skills(viewer: Viewer, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let directory = &state.directory;
    let entries = entries_of(Facet::Skill, directory, viewer).await?;
    let category = |id: &str| {
        let skill = directory.taxonomy.skill(id);
        skill.map_or("Other", |skill| directory.taxonomy.category_name(&skill.category))
    };
    let groups = grouped(entries, |id, _| category(id).to_owned());
    list(
        viewer,
        "Skills",
        "Every skill that somebody here has, by kind.",
        "skills",
        groups,
    )
}

pub(super) async fn companies(viewer: Viewer, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let entries = entries_of(Facet::Company, &state.directory, viewer).await?;
    let groups = grouped(entries, |_, name| initial(name));
    list(
        viewer,
        "Companies",
        "Every company where somebody here works or has worked.",
        "companies",
        groups,
    )
}

pub(super) async fn domains(viewer: Viewer, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let directory = &state.directory;
    let found = count(directory).await?;
    let names = Names::of(directory.taxonomy, []);
    let group = |facet, heading: &str| Group {
        heading: heading.to_owned(),
        entries: entries(&found, facet, &names)
            .into_iter()
            .map(|(_, entry)| entry)
            .collect(),
    };
    let groups = vec![
        group(Facet::Industry, "Industries"),
        group(Facet::Specialty, "Specialties"),
    ];
    list(
        viewer,
        "Domains",
        "The industries that people here have worked in, and the kinds of engineering that they do.",
        "domains",
        groups,
    )
}

fn list(
    viewer: Viewer,
    title: &'static str,
    intro: &'static str,
    section: &'static str,
    mut groups: Vec<Group>,
) -> Result<HttpResponse, Error> {
    groups.retain(|group| !group.entries.is_empty());
    let total = groups.iter().map(|group| group.entries.len()).sum();
    let view = ListPage {
        title,
        intro,
        section,
        groups,
        total,
    };
    page(viewer, "list.html", &view)
}

async fn count(directory: &Directory) -> Result<Found, Error> {
    let everybody = Query {
        facet_limit: MOST,
        ..Query::default()
    };
    Ok(directory.search(&everybody).await?)
}

/// Returns the entries of a facet as people here call them.
async fn entries_of(
    facet: Facet,
    directory: &Directory,
    viewer: Viewer,
) -> Result<Vec<(String, Entry)>, Error> {
    let mut found = count(directory).await?;
    found.facets.retain(|known, _| *known == facet);
    let names = Names::of(directory.taxonomy, [])
        .for_facets(&found, directory, viewer)
        .await?;
    Ok(entries(&found, facet, &names))
}

/// Returns the entries of a facet with their ids, the most frequent first.
fn entries(found: &Found, facet: Facet, names: &Names<'_>) -> Vec<(String, Entry)> {
    known(found, facet)
        .map(|count| {
            let entry = Entry {
                name: names.name(facet, &count.value),
                address: address_of(facet, &count.value),
                count: count.count,
            };
            (count.value.clone(), entry)
        })
        .collect()
}

/// Puts entries into groups by heading, the headings in order.
fn grouped(entries: Vec<(String, Entry)>, heading: impl Fn(&str, &str) -> String) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (id, entry) in entries {
        groups.entry(heading(&id, &entry.name)).or_default().push(entry);
    }
    groups
        .into_iter()
        .map(|(heading, entries)| Group { heading, entries })
        .collect()
}

/// The letter under which a name is listed.
fn initial(name: &str) -> String {
    let first = name.chars().find(|letter| letter.is_alphanumeric());
    match first {
        Some(letter) if letter.is_alphabetic() => letter.to_uppercase().collect(),
        _ => "0–9".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_under_their_first_letter() {
        assert_eq!(initial("amazon"), "A");
        assert_eq!(initial("37signals"), "0–9");
        assert_eq!(initial("(Éclair)"), "É");
    }
}
