//! Lists that a line announces to be of the writer's work: "Projects that I'm working on:".

use super::prose::is_work;
use crate::extract::cues::Cues;
use crate::extract::document::{Block, Kind, slice};
use crate::extract::names;
use crate::extract::reading::Reading;
use crate::extract::sections::Section;
use crate::profile::{Project, Via};

/// What such a list is of.
pub(super) static WORKS: Cues = Cues::caseless(&[
    "projects",
    "repositories",
    "repos",
    "libraries",
    "packages",
    "plugins",
    "apps",
    "tools",
    "modules",
    "crates",
    "gems",
]);

/// Words that say whose work it is.
static MINE: Cues = Cues::caseless(&[
    "i'm working on",
    "i’m working on",
    "i am working on",
    "i work on",
    "i maintain",
    "i've built",
    "i’ve built",
    "i built",
    "i've created",
    "i’ve created",
    "i created",
    "i've made",
    "i’ve made",
    "i made",
    "i develop",
    "i wrote",
    "i've written",
    "of mine",
    "by me",
    "of my ",
    "in my repo",
    "here are my ",
    "my most popular ",
]);

/// Words of what is used, liked or helped, and of repositories that tell how to learn something.
static OTHERS: Cues = Cues::caseless(&[
    "contribut",
    "favorite",
    "favourite",
    " use",
    "i like",
    "i love",
    "starred",
    "recommend",
    "sponsor",
    "recent",
    "learn",
]);

/// The most words of an announcement.
const WORDS: usize = 24;

/// How far into an item, in bytes, its link begins: "🧵 [Loom](…)".
const SET_BYTES: usize = 24;

/// Reads the linked names with which the items of such lists begin, in order.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let mut found = Vec::new();
    let mut above: Option<u8> = None;
    for (index, block) in reading.blocks() {
        let about = matches!(
            reading.section(index),
            Section::Open | Section::About | Section::Learning
        );
        if !about {
            above = None;
            continue;
        }
        let listed = match (block.kind, above) {
            (Kind::Item(depth), Some(floor)) => depth >= floor,
            _ => false,
        };
        if listed {
            found.extend(item(reading, index, block));
        } else {
            above = announces(block);
        }
    }
    found
}

/// Returns from which depth on the items below a line are the list that it announces.
fn announces(block: &Block) -> Option<u8> {
    let floor = match block.kind {
        Kind::Paragraph => 0,
        Kind::Item(depth) => depth + 1,
        _ => return None,
    };
    let last = block.text.lines().last()?;
    let line = slice(block.text.as_str(), last).trim();
    let announced = line.ends_with(':')
        && line.split_ascii_whitespace().count() <= WORDS
        && WORKS.are_in(line)
        && MINE.are_in(line)
        && !OTHERS.are_in(line);
    announced.then_some(floor)
}

fn item(reading: &Reading<'_>, index: usize, block: &Block) -> Option<Project> {
    let text = block.text.as_str();
    let link = block.links.first()?;
    let begins =
        link.range.start <= SET_BYTES && !slice(text, 0..link.range.start).contains(char::is_alphanumeric);
    (begins && is_work(reading, text, link)).then(|| Project {
        name: names::bare(slice(text, link.range.clone())).to_owned(),
        url: Some(link.href.clone()),
        evidence: vec![reading.evidence(index, &link.range, Via::Project)],
        ..Project::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = read(text, projects);
        let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn a_line_announces_a_list_of_work() {
        let list = "\n\n- [loomkit](https://github.com/mill/loomkit): weaves plans\n- [dyer](https://dyer.example)\n";
        let both = ["loomkit", "dyer"];
        check(&format!("Projects that I'm working on:{list}"), &both);
        check(&format!("Some of my open source libraries:{list}"), &both);
        check(&format!("Projects I contribute to or manage:{list}"), &[]);
        check(&format!("Some of my favourite tools:{list}"), &[]);
        check(&format!("I'm working on a few projects.{list}"), &[]);
        check(&format!("My towns:{list}"), &[]);
    }

    #[test]
    fn the_list_can_stand_below_an_item() {
        check(
            "- Some tools in my repo:\n  - [Loom logger](https://github.com/ada/loom)\n- [Dye](https://dye.example)\n",
            &["Loom logger"],
        );
    }

    #[test]
    fn what_items_are_made_with_is_no_work() {
        check(
            "Some of my apps:\n\n- built with [Go](https://go.example)\n- [@ada](https://x.com/ada)\n",
            &[],
        );
    }
}
