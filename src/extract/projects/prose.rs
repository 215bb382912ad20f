//! Projects that sentences link: "I'm working on [Engine](…)", "I created **Loom** and [Gear](…)".

use std::ops::Range;

use super::authored;
use super::making::{is_announced, is_made, is_own};
use crate::extract::document::{Kind, Link, slice};
use crate::extract::reading::Reading;
use crate::extract::sections::Section;
use crate::extract::{names, web};
use crate::profile::{Project, Via};

/// How many bytes before a link are looked at.
pub(super) const CLAUSE_BYTES: usize = 160;

/// Reads the links of sentences about the person, in order.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks() {
        let section = reading.section(index);
        let about = matches!(
            section,
            Section::Open | Section::About | Section::Learning | Section::Projects
        );
        if !about && section != Section::Experience || matches!(block.kind, Kind::Heading(_) | Kind::Code) {
            continue;
        }
        let text = block.text.as_str();
        // Among work stands what is made for employers.
        let announced = if about { is_announced } else { is_own };
        found.extend(linked(reading, index, announced));
        if !about {
            continue;
        }
        let named = authored(reading, index);
        found.extend(named.iter().map(|range| Project {
            name: names::bare(slice(text, range.clone())).to_owned(),
            evidence: vec![reading.evidence(index, range, Via::Prose)],
            ..Project::default()
        }));
        let mut last = None;
        for bold in &block.bold {
            let name = slice(text, bold.clone());
            let explained = || is_explained(slice(text, bold.end..text.len())) && is_named(reading, name);
            let listed = || last.is_some_and(|last: usize| goes_on(slice(text, last..bold.start)));
            if (is_announced(text, bold.start) || listed()) && (is_coined(reading, name) || explained()) {
                last = Some(bold.end);
                if named
                    .binary_search_by_key(&bold.start, |range| range.start)
                    .is_ok()
                {
                    continue;
                }
                found.push(Project {
                    name: names::bare(name).to_owned(),
                    evidence: vec![reading.evidence(index, bold, Via::Prose)],
                    ..Project::default()
                });
            }
        }
    }
    found
}

/// The links of a block that sentences call what their writer makes.
fn linked(reading: &Reading<'_>, index: usize, announced: fn(&str, usize) -> bool) -> Vec<Project> {
    let text = reading.text(index);
    let mut last = None;
    let links = reading
        .document
        .blocks
        .get(index)
        .map_or(&[][..], |block| &block.links);
    let made = links.iter().filter(|link| {
        let listed = last.is_some_and(|last: usize| is_joint(slice(text, last..link.range.start)));
        let made = (listed || announced(text, link.range.start) || is_made(text, link.range.end))
            && is_work(reading, text, link);
        last = if made { Some(link.range.end) } else { last };
        made
    });
    made.map(|link| Project {
        name: names::bare(slice(text, link.range.clone())).to_owned(),
        url: Some(link.href.clone()),
        evidence: vec![reading.evidence(index, &link.range, Via::Prose)],
        ..Project::default()
    })
    .collect()
}

/// Where a block's lines name work without a link, in order.
fn authored(reading: &Reading<'_>, index: usize) -> Vec<Range<usize>> {
    let lines = reading.lines_of(index).iter();
    let named = lines.flat_map(|line| {
        let names = authored::names(line.text).into_iter();
        names.map(|range| line.within(&range))
    });
    let text = reading.text(index);
    named
        .filter(|range| is_unknown(reading, slice(text, range.clone())))
        .collect()
}

/// Says whether a single word is a name that somebody coined, as those of repositories: "loom-weaver", `LoomKit`.
fn is_coined(reading: &Reading<'_>, name: &str) -> bool {
    let name = names::bare(name);
    let inner = name.chars().skip(1).any(char::is_uppercase) && name.chars().any(char::is_lowercase);
    !name.contains(' ') && (inner || name.contains(['-', '_', '.'])) && is_unknown(reading, name)
}

/// "**Loom**, a weaver of plans": says whether what follows tells what something is.
fn is_explained(behind: &str) -> bool {
    [", a ", ", an ", ", the ", " — a", " – a", " - a"]
        .iter()
        .any(|sign| behind.starts_with(sign))
}

/// "**Loom**, a weaver of plans, and **Dye**, …": says whether a sentence goes on from one name to the next.
fn goes_on(between: &str) -> bool {
    between.len() <= CLAUSE_BYTES && between.ends_with(" and ") && !between.contains(['.', '!', '?', ';'])
}

/// "Loom", "Odd Mills": says whether words are capitalized as names are, and none that is known.
fn is_named(reading: &Reading<'_>, name: &str) -> bool {
    let words = names::bare(name).split(' ');
    words.clone().count() <= 3
        && words.clone().all(|word| word.starts_with(char::is_uppercase))
        && is_unknown(reading, name)
}

/// Says whether a word is neither a skill's name nor a company's.
pub(super) fn is_unknown(reading: &Reading<'_>, name: &str) -> bool {
    let name = names::bare(name);
    reading.taxonomy.skill_named(name).is_none() && reading.taxonomy.company_named(name).is_none()
}

/// Says whether what stands between two links makes a list of them: "[Loom](…) and [Gear](…)".
fn is_joint(between: &str) -> bool {
    let between = between.trim();
    // "[Loom](…) (weaves plans) and [Gear](…)"
    let aside = between.strip_prefix('(').and_then(|aside| aside.rsplit_once(')'));
    let between = aside
        .filter(|(aside, _)| !aside.contains(". "))
        .map_or(between, |(_, rest)| rest);
    matches!(
        between.trim(),
        "," | "and"
            | ", and"
            | "&"
            | "and a"
            | "and an"
            | ", and a"
            | ", and an"
            | "-"
            | "·"
            | "|"
            | "•"
            | "/"
            | "et"
            | "y"
            | "e"
            | "und"
            | "и"
            | "和"
            | "与"
            | "と"
            | "、"
            | "와"
            | "과"
    )
}

pub(super) fn is_work(reading: &Reading<'_>, text: &str, link: &Link) -> bool {
    let name = slice(text, link.range.clone());
    // "I wrote [my thesis](…)"
    let own = ["my ", "this ", "a ", "an "]
        .iter()
        .any(|word| name.starts_with(word));
    !own && is_page_of_work(reading, &link.href) && !is_tool(reading, name, &link.href)
}

/// Says whether an address is neither somebody's profile nor all of GitHub's.
fn is_page_of_work(reading: &Reading<'_>, href: &str) -> bool {
    reading.url(href).is_some_and(|url| {
        let shared = web::host(&url).is_some_and(|host| host == "github.com");
        let deep = url.path().trim_matches('/').contains('/');
        (!shared || deep) && web::profile(&url).is_none()
    })
}

/// Says whether the words name a skill, on a page that is not called so: what something is made with.
fn is_tool(reading: &Reading<'_>, name: &str, href: &str) -> bool {
    reading.taxonomy.skill_named(name).is_some() && !href.contains(&name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn sentences_name_what_their_writer_makes() {
        for (text, expected) in [
            ("I'm working on [Loom](https://loom.example) now.", &["Loom"][..]),
            ("Creator of [Loom](https://loom.example)", &["Loom"]),
            (
                "I created [Loom](https://loom.example), [Dye](https://dye.example) and [Gear](https://gear.example).",
                &["Loom", "Dye", "Gear"],
            ),
            (
                "I'm working on a booking system, [Loom](https://loom.example)",
                &["Loom"],
            ),
            (
                "## Projects\n\n- I wrote [Loom](https://loom.example), [Dye](https://dye.example), and a [Gear](https://gear.example) in C\n",
                &["Loom", "Dye", "Gear"],
            ),
            (
                "I maintain my own package [loom](https://github.com/ada/loom).",
                &["loom"],
            ),
            (
                "I bake, and I maintain loomer, a scheduler for ovens.",
                &["loomer"],
            ),
            ("I maintain Postgres, a database.", &[]),
            ("I'm building a planner of looms called Loomly.", &["Loomly"]),
            ("I'm working on a game named Odd Mills, in Rust", &["Odd Mills"]),
            ("I live in a town called Loomly.", &[]),
            ("I'm building a thing called love.", &[]),
            (
                "Pet projects: [**Loom**](https://loom.example) (weaves plans) and [Dye](https://dye.example).",
                &["Loom", "Dye"],
            ),
            (
                "Creator of some small crates ([loom-bench](https://a.example/bench), [dye](https://a.example/dye))",
                &["loom-bench", "dye"],
            ),
            ("I'm working on **loom-weaver** now", &["loom-weaver"]),
            ("I'm building **Loomly**, an app for dyers", &["Loomly"]),
            ("I'm building **Postgres**, a database", &[]),
            ("I'm working on **looms** and **Postgres**", &[]),
            ("Currently working on: [Loom](https://loom.example)", &["Loom"]),
            (
                "## Experience\n\nI'm the author of [Loom](https://loom.example).",
                &["Loom"],
            ),
            // Not the writer's own, not what is made, or nobody's work at all.
            ("I like [Loom](https://loom.example).", &[]),
            ("I built it. See [Loom](https://loom.example).", &[]),
            ("I built it with [Loom](https://loom.example).", &[]),
            ("I'm working on things like [Loom](https://loom.example).", &[]),
            ("I'm working on [GitHub](https://github.com/ada).", &[]),
            ("I'm building [Postgres](https://ada.example/db).", &[]),
            ("I'm working on [Loom](loom.md).", &[]),
            ("## Experience\n\nI created [Loom](https://loom.example).", &[]),
            ("## I created [Loom](https://loom.example)", &[]),
        ] {
            let found = read(text, projects);
            let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        }
    }

    #[test]
    fn sentences_of_other_languages_name_what_their_writer_makes() {
        for (text, expected) in [
            (
                "Je développe [Loom](https://loom.example) et [Dye](https://dye.example).",
                &["Loom", "Dye"][..],
            ),
            (
                "Mon projet du moment : [Loom](https://loom.example), un jeu",
                &["Loom"],
            ),
            ("Ich bin Autorin von [Loom](https://loom.example).", &["Loom"]),
            ("Criei o [Loom](https://loom.example).", &["Loom"]),
            (
                "我开发了 [Loom](https://loom.example) 和 [Dye](https://dye.example)",
                &["Loom", "Dye"],
            ),
            (
                "[Loom](https://loom.example)というライブラリを開発しています。",
                &["Loom"],
            ),
            ("[Loom](https://loom.example)를 만들고 있습니다.", &["Loom"]),
            ("[Loom](https://loom.example)を使って遊んでいます。", &[]),
            ("J'aime [Loom](https://loom.example).", &[]),
        ] {
            let found = read(text, projects);
            let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        }
    }

    #[test]
    fn a_sentence_goes_on_from_one_explained_name_to_the_next() {
        let text = "I'm building **Loomly**, a planner for mills, and **Dyer**, a mixer of colours. I like **Weft**, a yarn.\n";
        let found = read(text, projects);
        let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
        assert_eq!(names, ["Loomly", "Dyer"]);
    }
}
