//! Projects that pictures show: cards of pinned repositories, and among projects, pictures that lead to one.

use super::MAX_PROJECTS;
use crate::extract::document::{Block, Image};
use crate::extract::reading::Reading;
use crate::extract::sections::Section;
use crate::extract::{names, web};
use crate::profile::{Project, Via};

/// Reads the pictures of a document, in order.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let images = reading
        .blocks()
        .flat_map(|(index, block)| block.images.iter().map(move |image| (index, block, image)));
    images
        .filter_map(|(index, block, image)| {
            let pictured = || {
                let among = reading.section(index) == Section::Projects;
                among.then(|| pictured(block, image)).flatten()
            };
            let name = pinned(&image.src).or_else(pictured)?;
            let link = block.links.iter().find(|link| link.href.ends_with(&name));
            Some(Project {
                url: link.map(|link| link.href.clone()).or_else(|| image.href.clone()),
                evidence: vec![reading.quote(image.span.clone(), Via::Project)],
                name,
                ..Project::default()
            })
        })
        .take(MAX_PROJECTS)
        .collect()
}

/// Returns the repository that a service draws a card of: `…/api/pin?repo=loom`.
fn pinned(src: &str) -> Option<String> {
    let (_, query) = src.split_once("/api/pin")?.1.split_once('?')?;
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == "repo")
        .map(|(_, repo)| repo.trim().to_owned())
        .filter(|repo| names::slug(repo).len() >= 2)
}

/// Returns what a picture without words around it is called, if it leads somewhere and is no badge.
fn pictured(block: &Block, image: &Image) -> Option<String> {
    let leads = image.href.as_deref()?.starts_with("http");
    let badge = web::parse(&image.src)
        .and_then(|url| web::host(&url))
        .is_some_and(|host| web::is_image_service(&host));
    let wordless = block.text.as_str().trim().is_empty();
    (leads && !badge && wordless && image.alt.chars().count() >= 3).then(|| image.alt.clone())
}
