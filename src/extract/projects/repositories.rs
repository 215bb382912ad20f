//! Repositories of the person's own with which items and cells begin, under whatever heading.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::extract::document::{Block, Kind, Link as Target, slice};
use crate::extract::reading::Reading;
use crate::extract::sections::Section;
use crate::extract::{names, web};
use crate::profile::{Link, LinkKind, Project, Via};

/// Words of links that name no project.
const PLAIN_WORDS: &[&str] = &[
    "repo",
    "repository",
    "code",
    "source",
    "source code",
    "github",
    "link",
    "here",
];

/// The most bytes before a link that begins an item.
const BEFORE_BYTES: usize = 40;

/// Reads the repositories of the logins that are the person's own, in order.
pub(super) fn projects(reading: &Reading<'_>, links: &[Link]) -> Vec<Project> {
    let github = links.iter().filter(|link| link.kind == LinkKind::Github);
    let mut logins: Vec<String> = github.filter_map(|link| link.handle.clone()).collect();
    if logins.is_empty() {
        logins.extend(owner(reading));
    }
    let listed = lists(reading).filter_map(|(index, block)| {
        let link = block.links.first()?;
        let repository = own_repository(reading, &link.href, &logins)?;
        let linked = slice(block.text.as_str(), link.range.clone());
        let name = name(block, link.range.start, linked);
        Some(project(reading, index, link, name.unwrap_or(repository)))
    });
    let set = paragraphs(reading).flat_map(|(index, block)| {
        let bold = block.links.iter().filter(|link| is_bold(block, link));
        let named = bold.filter_map(|link| {
            let repository = own_repository(reading, &link.href, &logins)?;
            let linked = names::bare(slice(block.text.as_str(), link.range.clone()));
            let plain = linked.contains('/') || is_plain(linked);
            let name = if plain { repository } else { linked.to_owned() };
            Some(project(reading, index, link, name))
        });
        named.collect::<Vec<_>>()
    });
    listed.chain(set).collect()
}

fn project(reading: &Reading<'_>, index: usize, link: &Target, name: String) -> Project {
    Project {
        name,
        url: Some(link.href.clone()),
        evidence: vec![reading.evidence(index, &link.range, Via::Project)],
        ..Project::default()
    }
}

/// "**[Loom](…)** weaves": in a paragraph the bold names of repositories are those of projects.
fn is_bold(block: &Block, link: &Target) -> bool {
    let whole = |bold: &Range<usize>| bold.start <= link.range.start && link.range.end <= bold.end;
    !link.range.is_empty() && block.bold.iter().any(whole)
}

/// Returns the paragraphs and cells of the parts about the person.
fn paragraphs<'t>(reading: &Reading<'t>) -> impl Iterator<Item = (usize, &'t Block)> {
    reading.blocks().filter(|(index, block)| {
        is_open(reading.section(*index)) && matches!(block.kind, Kind::Paragraph | Kind::Cell(_))
    })
}

const fn is_open(section: Section) -> bool {
    matches!(section, Section::Open | Section::About | Section::Projects)
}

/// Returns the items and cells of the parts about the person.
fn lists<'t>(reading: &Reading<'t>) -> impl Iterator<Item = (usize, &'t Block)> {
    reading.blocks().filter(|(index, block)| {
        is_open(reading.section(*index)) && matches!(block.kind, Kind::Item(_) | Kind::Cell(_))
    })
}

/// Whoever links no profile of their own may list repositories: theirs, if all or most of them have one owner.
fn owner(reading: &Reading<'_>) -> Option<String> {
    let owners = lists(reading).filter_map(|(_, block)| {
        let link = block
            .links
            .first()
            .filter(|link| link.range.start <= BEFORE_BYTES)?;
        let url = reading
            .url(&link.href)
            .filter(|url| web::host(url) == Some("github.com"))?;
        let (owner, repository) = url.path().trim_matches('/').split_once('/')?;
        (!repository.contains('/')).then(|| owner.to_lowercase())
    });
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for owner in owners {
        *counts.entry(owner).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    let (most, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let all = count == total && count > 1;
    (all || count >= MANY && count * 3 >= total * 2).then_some(most)
}

/// So many repositories of one owner, two of three, are the writer's among others.
const MANY: usize = 3;

/// Returns the repository of one of some logins to which an address leads, and to no page inside it.
fn own_repository(reading: &Reading<'_>, href: &str, logins: &[String]) -> Option<String> {
    let url = reading.url(href)?;
    let (owner, repository) = url.path().trim_matches('/').split_once('/')?;
    let own =
        web::host(&url)? == "github.com" && logins.iter().any(|login| login.eq_ignore_ascii_case(owner));
    (own && !repository.contains('/') && !repository.eq_ignore_ascii_case(owner))
        .then(|| repository.to_owned())
}

/// The linked words at the beginning of an item, or the bold ones before a link that only says where it leads.
fn name(block: &Block, start: usize, linked: &str) -> Option<String> {
    let linked = names::bare(linked);
    let plain = is_plain(linked);
    let begins = !slice(block.text.as_str(), 0..start).contains(char::is_alphanumeric);
    if begins && !plain {
        return Some(linked.to_owned());
    }
    let bold = block.bold.first().filter(|bold| bold.start <= BEFORE_BYTES)?;
    Some(names::bare(slice(block.text.as_str(), bold.clone())).to_owned())
}

fn is_plain(linked: &str) -> bool {
    linked.is_empty() || PLAIN_WORDS.contains(&linked.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let github = Link {
            kind: LinkKind::Github,
            url: "https://github.com/loomer".to_owned(),
            handle: Some("loomer".to_owned()),
            evidence: Vec::new(),
        };
        let found = read(text, |reading| projects(reading, std::slice::from_ref(&github)));
        let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn own_repositories_are_projects_under_any_heading() {
        check(
            "## Side tide\n\n- [Loom](https://github.com/loomer/loom) weaves\n",
            &["Loom"],
        );
        check("- [`dye`](https://github.com/Loomer/dye/)\n", &["dye"]);
        check(
            "- **Loom** weaves plans ([repo](https://github.com/loomer/loom))\n",
            &["Loom"],
        );
        check(
            "- weaves plans, see [code](https://github.com/loomer/loom)\n",
            &["loom"],
        );
    }

    #[test]
    fn paragraphs_name_projects_in_bold() {
        check(
            "**[Loom](https://github.com/loomer/loom)** weaves\n**[Dye](https://github.com/loomer/dye)** colours\n",
            &["Loom", "Dye"],
        );
        check(
            "## Looms\n\n**[→ github.com/loomer/loom](https://github.com/loomer/loom)**\n",
            &["loom"],
        );
        check("**[Mill](https://github.com/miller/mill)**\n", &[]);
    }

    #[test]
    fn repositories_of_one_owner_are_the_writers_own() {
        let found = |text: &str| read(text, |reading| projects(reading, &[])).len();
        let loom = "- [Loom](https://github.com/ada/loom) weaves\n";
        let dye = "- [Dye](https://github.com/ada/dye) colours\n";
        let mill = "- [Mill](https://github.com/miller/mill) grinds\n";
        assert_eq!(found(&format!("{loom}{dye}")), 2);
        assert_eq!(found(loom), 0);
        assert_eq!(found(&format!("{loom}{dye}{mill}")), 0);
        let yarn = "- [ada/yarn](https://github.com/ada/yarn) spins\n";
        assert_eq!(found(&format!("{loom}{mill}{dye}{yarn}")), 3);
    }

    #[test]
    fn other_pages_are_not() {
        for text in [
            "- [Mill](https://github.com/miller/mill)\n",
            "- [me](https://github.com/loomer/loomer)\n",
            "- [an issue](https://github.com/loomer/loom/issues/1)\n",
            "I like [Loom](https://github.com/loomer/loom)\n",
            "## Stats\n\n- [Loom](https://github.com/loomer/loom)\n",
        ] {
            check(text, &[]);
        }
    }
}
