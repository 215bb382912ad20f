//! What has the person made? Projects from the parts about them, from pictures, objects and sentences.

mod announced;
mod authored;
mod cells;
mod described;
mod fields;
mod items;
mod labels;
mod making;
mod name;
mod parts;
mod pictures;
mod prose;
mod repositories;
mod shelves;
mod titles;
mod told;

use std::collections::HashSet;

use super::document::slice;
use super::names;
use super::narratives::narratives;
use super::reading::Reading;
use crate::profile::{Link, Project, Via};

/// The most projects of one person.
const MAX_PROJECTS: usize = 200;

/// Reads the projects of a document, each name once; what comes first tells most of them.
pub(super) fn read(reading: &Reading<'_>, links: &[Link]) -> Vec<Project> {
    let mut known = HashSet::new();
    let parts = parts::projects(reading);
    let addresses: HashSet<String> = parts.iter().filter_map(address).collect();
    let new = |project: &Project| address(project).is_none_or(|address| !addresses.contains(&address));
    // What a picture or a link to a repository leads to may have its name from a part about projects.
    let announced: Vec<_> = announced::projects(reading).into_iter().filter(new).collect();
    let pictures: Vec<_> = pictures::projects(reading, links)
        .into_iter()
        .filter(new)
        .collect();
    let repositories = repositories::projects(reading, links).into_iter().filter(new);
    parts
        .into_iter()
        .chain(pictures)
        .chain(fields::projects(reading))
        .chain(cells::projects(reading))
        .chain(described::projects(reading))
        .chain(narrated(reading))
        .chain(announced)
        .chain(prose::projects(reading))
        .chain(told::projects(reading))
        .chain(repositories)
        .map(without_owner)
        .filter(|project| {
            let key = names::slug(&project.name);
            name::is_name(&project.name) && key.len() >= 2 && known.insert(key)
        })
        .take(MAX_PROJECTS)
        .collect()
}

/// "ada/loom", linked to the repository of that name, is called "loom".
fn without_owner(mut project: Project) -> Project {
    let url = project.url.as_deref().and_then(|url| url.split_once("://"));
    let path = url.and_then(|(_, rest)| rest.split_once('/'));
    let whole = path.is_some_and(|(_, path)| path.trim_end_matches('/').eq_ignore_ascii_case(&project.name));
    let repository = project.name.rsplit_once('/').map(|(_, name)| name.to_owned());
    if let Some(repository) = repository.filter(|_| whole) {
        project.name = repository;
    }
    project
}

/// Returns where a project is found, without what may differ between two links to it.
fn address(project: &Project) -> Option<String> {
    let url = project.url.as_deref()?;
    let (_, path) = url.split_once("://")?;
    let path = path.trim_end_matches('/');
    path.contains('/').then(|| path.to_lowercase())
}

/// The projects that questions and answers tell.
fn narrated(reading: &Reading<'_>) -> Vec<Project> {
    let told = narratives(reading).into_iter().map(|told| Project {
        name: slice(reading.text(told.block), told.name.clone()).to_owned(),
        evidence: vec![reading.evidence(told.block, &told.name, Via::Project)],
        ..Project::default()
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn each_project_is_named_once_by_what_comes_first() {
        let text = "I'm building [Loom](https://loom.example) and [Dye](https://dye.example).\n\n\
                    ## Projects\n\n### LOOM\n\nWeaves plans.\n\n### Tech Stack\n\nGo\n";
        let found = read(text, |reading| super::read(reading, &[]));
        let found = found
            .iter()
            .map(|project| (project.name.as_str(), project.summary.as_deref()));
        assert_eq!(
            found.collect::<Vec<_>>(),
            [("LOOM", Some("Weaves plans.")), ("Dye", None)]
        );
    }

    #[test]
    fn what_leads_to_the_same_place_is_named_once() {
        let text = "## Projects\n\n### [Loom](https://github.com/ada/loom-2)\n\n\
                    [![Loom, a weaver of plans](loom.png)](https://github.com/ada/loom-2/)\n\n\
                    [![Dye](dye.png)](https://github.com/ada/dye)\n";
        let found = read(text, |reading| super::read(reading, &[]));
        let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
        assert_eq!(names, ["Loom", "Dye"]);
    }

    #[test]
    fn repositories_are_called_without_their_owners() {
        let text = "## Projects\n\n- [ada/loom](https://github.com/ada/loom/) weaves plans\n\
                    - [TCP/IP](https://ada.example/tcp) on paper\n- [2019](https://github.com/ada/2019)\n";
        let found = read(text, |reading| super::read(reading, &[]));
        let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
        assert_eq!(names, ["loom", "TCP/IP"]);
    }

    #[test]
    fn there_is_a_bound() {
        let items = (0..=MAX_PROJECTS).map(|number| format!("- **Loom{number}**\n"));
        let text = format!("## Projects\n\n{}", items.collect::<String>());
        assert_eq!(
            read(&text, |reading| super::read(reading, &[])).len(),
            MAX_PROJECTS
        );
    }
}
