//! What has the person made? Projects from the parts about them, from pictures, objects and sentences.

mod cells;
mod fields;
mod items;
mod name;
mod parts;
mod pictures;
mod prose;
mod titles;

use std::collections::HashSet;

use super::names;
use super::reading::Reading;
use crate::profile::Project;

/// The most projects of one person.
const MAX_PROJECTS: usize = 200;

/// Reads the projects of a document, each name once; what comes first tells most of them.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Project> {
    let mut known = HashSet::new();
    parts::projects(reading)
        .into_iter()
        .chain(pictures::projects(reading))
        .chain(fields::projects(reading))
        .chain(prose::projects(reading))
        .filter(|project| {
            let key = names::slug(&project.name);
            name::is_name(&project.name) && key.len() >= 2 && known.insert(key)
        })
        .take(MAX_PROJECTS)
        .collect()
}
