//! Projects that sentences link: "I'm working on [Engine](…)", "I created **Loom** and [Gear](…)".

use crate::extract::cues::Cues;
use crate::extract::document::{Block, Kind, Link, slice};
use crate::extract::reading::Reading;
use crate::extract::sections::Section;
use crate::extract::{names, web};
use crate::profile::{Project, Via};

/// Words behind which a sentence names what its writer makes.
static MAKING: Cues = Cues::caseless(&[
    "working on",
    "creator of",
    "author of",
    "maintainer of",
    "i maintain",
    "i created",
    "i built",
    "i develop",
    "collaborate on",
    "i wrote",
    "i made",
    "co-author of",
    "building",
    "maintaining",
    "contributing to my",
]);

/// Words that may stand before a name.
const BEFORE_NAMES: &[&str] = &[
    "and", "&", "a", "an", "the", "my", "on", "own", "project", "projects", "package",
];

/// How many bytes before a link are looked at.
const CLAUSE_BYTES: usize = 160;

/// Reads the links of sentences about the person, in order.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks() {
        let about = matches!(
            reading.section(index),
            Section::Open | Section::About | Section::Learning
        );
        if !about || matches!(block.kind, Kind::Heading(_) | Kind::Code) {
            continue;
        }
        let made = block.links.iter().filter(|link| is_made(reading, block, link));
        found.extend(made.map(|link| Project {
            name: names::bare(slice(block.text.as_str(), link.range.clone())).to_owned(),
            url: Some(link.href.clone()),
            evidence: vec![reading.evidence(index, &link.range, Via::Prose)],
            ..Project::default()
        }));
    }
    found
}

fn is_made(reading: &Reading<'_>, block: &Block, link: &Link) -> bool {
    let text = block.text.as_str();
    let from = text.floor_char_boundary(link.range.start.saturating_sub(CLAUSE_BYTES));
    is_announced(slice(text, from..link.range.start))
        && is_page_of_work(&link.href)
        && !is_tool(reading, slice(text, link.range.clone()), &link.href)
}

/// Says whether words end with those of making, and names of other projects at most: "I built Loom, and".
fn is_announced(before: &str) -> bool {
    let clause = before.rsplit(['.', '!', '?', '\n', ';']).next().unwrap_or(before);
    let end = MAKING.all_in(clause).map(|(at, cue)| at + cue.len()).max();
    end.is_some_and(|end| {
        slice(clause, end..clause.len())
            .split_whitespace()
            .all(|word| word.ends_with(',') || BEFORE_NAMES.contains(&word.to_lowercase().as_str()))
    })
}

/// Says whether an address is neither somebody's profile nor all of GitHub's.
fn is_page_of_work(href: &str) -> bool {
    web::parse(href).is_some_and(|url| {
        let shared = web::host(&url).is_some_and(|host| host == "github.com");
        let deep = url.path().trim_matches('/').contains('/');
        (!shared || deep) && web::profile(&url).is_none()
    })
}

/// Says whether the words name a skill, on a page that is not called so: what something is made with.
fn is_tool(reading: &Reading<'_>, name: &str, href: &str) -> bool {
    reading.taxonomy.skill_named(name).is_some() && !href.contains(&name.to_lowercase())
}
