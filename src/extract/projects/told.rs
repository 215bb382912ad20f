//! Projects that a label announces on its own line: "toys: skein (a key-value store), tatting (an emulator)".

use std::ops::Range;

use super::authored::is_possible;
use super::prose::is_unknown;
use crate::extract::cues::Cues;
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::names;
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::{Section, named};
use crate::profile::{Project, Via};

/// The most bytes of a label.
const LABEL_BYTES: usize = 40;

/// The most words of a name.
const NAME_WORDS: usize = 3;

/// Labels of what others made.
static OTHERS: Cues = Cues::caseless(&["contribut", "favo", "like", "love", "not ", "sponsor", "use"]);

/// Reads the lines of the parts about the person that announce projects, in order.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks() {
        let about = matches!(
            reading.section(index),
            Section::Open | Section::About | Section::Learning | Section::Skills
        );
        if !about || !matches!(block.kind, Kind::Paragraph | Kind::Item(_)) {
            continue;
        }
        for line in reading.lines_of(index) {
            for name in told(reading, line) {
                found.push(Project {
                    name: names::bare(slice(line.text, name.clone())).to_owned(),
                    evidence: vec![reading.evidence(index, &line.within(&name), Via::Project)],
                    ..Project::default()
                });
            }
        }
    }
    found
}

/// Where the names of such a line stand.
fn told(reading: &Reading<'_>, line: &Line<'_>) -> Vec<Range<usize>> {
    static EXPLAINING: Cues = Cues::new(&[" (", " – ", " — ", " - "]);
    let head = slice(line.text, 0..line.text.floor_char_boundary(LABEL_BYTES));
    let Some(colon) = head.find(':') else {
        return Vec::new();
    };
    let rest = slice(line.text, colon..line.text.len());
    if !EXPLAINING.are_in(rest) {
        return Vec::new();
    }
    let label = names::bare(slice(line.text, 0..colon));
    if named(label) != Some(Section::Projects) || OTHERS.are_in(label) {
        return Vec::new();
    }
    let items = items(line.text, colon + 1).into_iter();
    items.filter_map(|item| name(reading, line.text, item)).collect()
}

/// Parts what stands behind a label at the signs of a list, but not inside brackets.
fn items(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let (mut begin, mut depth) = (start, 0_usize);
    for (at, letter) in text.char_indices().skip_while(|(at, _)| *at < start) {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' | '·' | '|' | '•' if depth == 0 => {
                items.push(begin..at);
                begin = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    items.push(begin..text.len());
    items
}

/// "skein (a key-value store)": the name before what is told of it.
fn name(reading: &Reading<'_>, text: &str, item: Range<usize>) -> Option<Range<usize>> {
    let item = trim_by(text, item, |letter| {
        letter.is_whitespace() || "*_`".contains(letter)
    });
    let words = slice(text, item.clone());
    let words = words.strip_prefix("and ").unwrap_or(words);
    let start = item.end - words.len();
    let end = [" (", " – ", " — ", " - "]
        .iter()
        .filter_map(|sign| words.find(sign))
        .min()?;
    let name = slice(words, 0..end);
    let several = name.contains(' ');
    let named = name.split(' ').count() <= NAME_WORDS
        && (!several || name.split(' ').all(|word| word.starts_with(char::is_uppercase)))
        && is_possible(name)
        && is_unknown(reading, name);
    named.then(|| start..start + end)
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
    fn a_label_announces_projects() {
        check(
            "side projects: skein (a key-value store, in Go), tatting (an emulator)",
            &["skein", "tatting"],
        );
        check(
            "- 🛠 **Currently building:** Odd Loom (a planner of routes)",
            &["Odd Loom"],
        );
        check(
            "Projects: loomly – plans · dyer – mixes dyes",
            &["loomly", "dyer"],
        );
    }

    #[test]
    fn other_lists_are_none() {
        check("Projects: backend (Go), frontend (Vue)", &[]);
        check("Projects I contribute to: skein (a key-value store)", &[]);
        check("Tools: skein (a key-value store)", &[]);
        check("Projects: Postgres (a database), internal tools (Go)", &[]);
        check("Currently building: APIs, dashboards", &[]);
    }
}
