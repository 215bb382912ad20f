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

/// So many repositories that a paragraph links by their names are a list of them.
const LISTED: usize = 2;

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
        let own = block
            .links
            .iter()
            .filter_map(|link| Some((link, own_repository(reading, &link.href, &logins)?)));
        let own: Vec<_> = own.collect();
        let called = |(link, repository): &(&Target, String)| {
            slice(block.text.as_str(), link.range.clone()).eq_ignore_ascii_case(repository)
        };
        // "Smaller ones: [loom](…), [spindle](…)": several by their names are a list.
        let listed = own.iter().filter(|link| called(link)).count() >= LISTED;
        let set = own
            .into_iter()
            .filter(move |own| is_bold(block, own.0) || listed && called(own));
        let named = set.map(|(link, repository)| {
            let linked = names::bare(slice(block.text.as_str(), link.range.clone()));
            let plain = linked.contains('/') || is_plain(linked);
            let name = if plain { repository } else { linked.to_owned() };
            project(reading, index, link, name)
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

/// Returns the items and cells of the parts about the person; a table below the last links of a page belongs to no part.
fn lists<'t>(reading: &Reading<'t>) -> impl Iterator<Item = (usize, &'t Block)> {
    reading.blocks().filter(|(index, block)| {
        let section = reading.section(*index);
        match block.kind {
            Kind::Item(_) => is_open(section),
            Kind::Cell(_) => is_open(section) || section == Section::Contact,
            _ => false,
        }
    })
}

/// Whoever links no profile of their own may list repositories: theirs, if all or most of them have one owner.
fn owner(reading: &Reading<'_>) -> Option<String> {
    let owners = lists(reading).filter_map(|(_, block)| {
        let link = block
            .links
            .first()
            .filter(|link| link.range.start <= BEFORE_BYTES)
            .filter(|link| !is_of_feed(slice(block.text.as_str(), 0..link.range.start)))?;
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

/// "⭐ Starred [loom](…)": says whether the words before a link tell what happened to others' repositories.
fn is_of_feed(before: &str) -> bool {
    const VERBS: [&str; 8] = [
        "starred",
        "forked",
        "commented",
        "opened",
        "closed",
        "merged",
        "reviewed",
        "pushed",
    ];
    let mut words = before.split_ascii_whitespace();
    words.any(|word| VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(word)))
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
    fn paragraphs_list_repositories_by_their_names() {
        let [loom, dye] = [
            "[loom](https://github.com/loomer/loom)",
            "[dye](https://github.com/loomer/dye)",
        ];
        check(
            &format!("Smaller ones: {loom} (plans), and {dye} (colours).\n"),
            &["loom", "dye"],
        );
        check(&format!("I weave with {loom}.\n"), &[]);
        check(
            "See [my code](https://github.com/loomer/loom) and [here](https://github.com/loomer/dye).\n",
            &[],
        );
    }

    #[test]
    fn what_happened_to_repositories_of_others_tells_no_owner() {
        let rows = "| ⭐ | name |\n|---|---|\n| 3 | [Loom](https://github.com/ada/loom) |\n| 2 | [Dye](https://github.com/ada/dye) |\n\
                    | 1 | [Mill](https://github.com/ada/mill) |\n";
        let feed = "1. ⭐ Starred [a/b](https://github.com/a/b)\n2. Starred [c/d](https://github.com/c/d)\n";
        let text = format!("## Contact\n\n{feed}\n{rows}");
        let found = read(&text, |reading| projects(reading, &[]));
        let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
        assert_eq!(names, ["Loom", "Dye", "Mill"]);
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
