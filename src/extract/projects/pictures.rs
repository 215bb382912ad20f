//! Projects that pictures show: cards of pinned repositories, and among projects, pictures that lead to one.

use super::MAX_PROJECTS;
use super::name::leading;
use crate::extract::cues::Cues;
use crate::extract::document::{Block, Image};
use crate::extract::reading::Reading;
use crate::extract::sections::Section;
use crate::extract::{names, web};
use crate::profile::{Link, LinkKind, Project, Via};

/// Reads the pictures of a document, in order.
pub(super) fn projects(reading: &Reading<'_>, links: &[Link]) -> Vec<Project> {
    let others = others(reading, links);
    let images = reading
        .blocks()
        .flat_map(|(index, block)| block.images.iter().map(move |image| (index, block, image)));
    images
        .filter_map(|(index, block, image)| {
            let pictured = || {
                let among = reading.section(index) == Section::Projects;
                among.then(|| pictured(block, image)).flatten()
            };
            let foreign = others && !is_among_own_work(reading, index);
            if foreign && owner(&image.src).is_some_and(|owner| !is_own(links, &owner)) {
                return None;
            }
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

/// Says whether cards are not all of one owner, and some of the person: of those of others nothing is the person's.
fn others(reading: &Reading<'_>, links: &[Link]) -> bool {
    let images = reading.blocks().flat_map(|(_, block)| &block.images);
    let mut owners = images.filter_map(|image| owner(&image.src));
    owners.any(|owner| is_own(links, &owner))
}

/// "## Projects": says whether a card stands where the person shows their work, whose repository it may be.
fn is_among_own_work(reading: &Reading<'_>, index: usize) -> bool {
    static OTHERS: Cues =
        Cues::caseless(&["contribut", "favo", "like", "love", "star", "follow", "recommend"]);
    let heading = reading
        .outline
        .heading(index)
        .map(|heading| reading.text(heading));
    reading.section(index) == Section::Projects && heading.is_some_and(|heading| !OTHERS.are_in(heading))
}

fn is_own(links: &[Link], login: &str) -> bool {
    links
        .iter()
        .filter(|link| link.kind == LinkKind::Github)
        .filter_map(|link| link.handle.as_deref())
        .any(|handle| handle.eq_ignore_ascii_case(login))
}

/// Returns whose repository a card shows: `…/api/pin?username=ada`.
fn owner(src: &str) -> Option<String> {
    let (_, query) = src.split_once("/api/pin")?.1.split_once('?')?;
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == "username")
        .map(|(_, login)| login.trim().to_owned())
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
    let href = image.href.as_deref()?;
    // A picture that leads to somebody's account shows what they did there.
    let leads = href.starts_with("http") && !leads_to_account(href);
    let badge = web::parse(&image.src).is_some_and(|url| web::host(&url).is_some_and(web::is_image_service));
    let wordless = block.text.as_str().trim().is_empty();
    let name = leading(&image.alt);
    (leads && !badge && wordless && name.chars().count() >= 3).then(|| name.to_owned())
}

/// `https://github.com/ada`
fn leads_to_account(href: &str) -> bool {
    let path = href.split_once("://github.com/").map(|(_, path)| path);
    path.is_some_and(|path| !path.trim_end_matches('/').contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn a_card_of_a_pinned_repository_names_it() {
        assert_eq!(
            pinned("https://stats.example/api/pin/?username=ada&repo=engine-42&theme=dark").as_deref(),
            Some("engine-42")
        );
        assert_eq!(pinned("https://stats.example/api?username=ada&repo=engine"), None);
        assert_eq!(pinned("https://stats.example/api/pin/?username=ada"), None);
        assert_eq!(pinned("https://stats.example/api/pin/?repo=%20"), None);
    }

    #[test]
    fn cards_of_others_are_no_work_beside_ones_own() {
        let card = |owner: &str, repo: &str| {
            format!("![card](https://stats.example/api/pin/?username={owner}&repo={repo})\n")
        };
        let me = Link {
            kind: LinkKind::Github,
            url: "https://github.com/Ada".to_owned(),
            handle: Some("Ada".to_owned()),
            evidence: Vec::new(),
        };
        let names = |text: &str| {
            let found = read(text, |reading| projects(reading, std::slice::from_ref(&me)));
            found.into_iter().map(|project| project.name).collect::<Vec<_>>()
        };
        assert_eq!(names(&(card("ada", "loom") + &card("bea", "dye"))), ["loom"]);
        assert_eq!(names(&card("millworks", "loom")), ["loom"]);
        let both = card("ada", "loom") + &card("bea", "dye");
        assert_eq!(names(&format!("## Projects\n\n{both}")), ["loom", "dye"]);
        assert_eq!(
            names(&format!("## Contributions to projects\n\n{both}")),
            ["loom"]
        );
    }

    #[test]
    fn pictures_among_projects_lead_to_them() {
        let among = |picture: &str| format!("## Projects\n\n{picture}\n");
        for (text, expected) in [
            (
                "[![card](https://stats.example/api/pin/?repo=loom)](https://github.com/ada/loom)".to_owned(),
                Some(("loom", Some("https://github.com/ada/loom"))),
            ),
            (
                among("[![Loom](loom.png)](https://loom.example)"),
                Some(("Loom", Some("https://loom.example"))),
            ),
            ("[![Loom](loom.png)](https://loom.example)".to_owned(), None),
            (
                among("[![Loom — weaves plans](loom.png)](https://loom.example)"),
                Some(("Loom", Some("https://loom.example"))),
            ),
            (among("![Loom](loom.png)"), None),
            (
                among("[![Snake of my year](snake.png)](https://github.com/ada)"),
                None,
            ),
            (among("[![Loom](loom.png)](#loom)"), None),
            (among("Made with [![Loom](loom.png)](https://loom.example)"), None),
            (
                among("[![Go](https://img.shields.io/badge/Go-blue)](https://go.example)"),
                None,
            ),
        ] {
            let found = read(&text, |reading| projects(reading, &[]));
            let found = found
                .iter()
                .map(|project| (project.name.as_str(), project.url.as_deref()));
            assert_eq!(
                found.collect::<Vec<_>>(),
                expected.into_iter().collect::<Vec<_>>(),
                "{text}"
            );
        }
    }
}
