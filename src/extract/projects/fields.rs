//! Projects that name their facts: objects and lists in a biography written as code, arguments of a template.

use std::ops::Range;

use crate::extract::cues::Cues;
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::experience::strings_under;
use crate::extract::reading::{Line, Reading};
use crate::extract::records::{Record, opened};
use crate::extract::sections::Section;
use crate::profile::{Project, Via};

const NAMES: &[&str] = &["name", "title", "project"];
const ADDRESSES: &[&str] = &["url", "link", "repo", "github", "website", "href", "demo"];
const SUMMARIES: &[&str] = &["description", "summary", "about", "desc", "tagline"];

/// Parts of keys under which projects stand: "projects", "openSource", "repositories".
const LISTS: &[&str] = &["project", "opensource", "repositor"];

/// Keys that people and positions have, and projects do not.
const NOT_PROJECTS: &[&str] = &["email", "role", "company", "pronouns", "location"];

/// Reads every record that names a project.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let records = reading.records().iter();
    records
        .filter_map(|record| project(reading, record))
        .chain(listed(reading))
        .chain(keyed(reading))
        .collect()
}

/// Keys of what is told of a project, or of several of them, which name none.
const TELLING: &[&str] = &[
    "current",
    "currently",
    "now",
    "latest",
    "next",
    "past",
    "previous",
    "main",
    "favorite",
    "favourite",
    "best",
    "personal",
    "work",
    "side",
    "school",
    "name",
    "title",
    "project",
    "projects",
    "description",
    "summary",
    "about",
    "desc",
    "tagline",
    "url",
    "link",
    "repo",
    "repository",
    "github",
    "website",
    "demo",
    "status",
    "stack",
    "tech",
    "technologies",
    "tools",
    "language",
    "languages",
    "skills",
    "role",
    "year",
    "note",
    "notes",
    "goal",
    "goals",
    "focus",
    "learning",
    "hobbies",
    "opensource",
    "oss",
    "web",
    "mobile",
    "backend",
    "frontend",
    "games",
    "apps",
    "client",
    "team",
    "education",
    "experience",
    "contact",
];

/// Parts of such keys, of which most code has none.
static OF_LISTS: Cues = Cues::caseless(&["project", "source", "repositor"]);

/// The fewest words that tell of a project behind its name as a key.
const TOLD_WORDS: usize = 3;

/// `projects: { loom: "a weaver of plans" }`: names that are keys, with what they are behind them.
fn keyed(reading: &Reading<'_>) -> Vec<Project> {
    let mut found = Vec::new();
    let code = reading
        .blocks()
        .filter(|(_, block)| block.kind == Kind::Code && OF_LISTS.are_in(block.text.as_str()));
    for (index, _) in code {
        let mut above: Option<usize> = None;
        for line in reading.lines_of(index) {
            let text = line.text;
            let indent = reading.indent(index, &line.range);
            if let Some(begin) = text
                .find('{')
                .filter(|begin| is_list(slice(text, 0..*begin)) && text.contains('}'))
            {
                above = None;
                let pairs = pairs(text, begin + 1).into_iter();
                found.extend(pairs.filter_map(|pair| pair_of(reading, line, pair)));
            } else if opened(text).is_some_and(|key| LISTS.iter().any(|part| key.contains(part))) {
                above = Some(indent);
            } else if let Some(floor) = above {
                let inside = indent > floor && !text.starts_with(['-', '}', ']']);
                found.extend(inside.then(|| pair_of(reading, line, 0..text.len())).flatten());
                above = above.filter(|_| inside);
            }
        }
    }
    found
}

/// Parts an object on one line at its commas, but not inside quotes.
fn pairs(text: &str, start: usize) -> Vec<Range<usize>> {
    let (mut pairs, mut begin, mut quoted) = (Vec::new(), start, None);
    for (at, letter) in slice(text, start..text.len()).char_indices() {
        let at = start + at;
        match (letter, quoted) {
            ('"' | '\'' | '`', None) => quoted = Some(letter),
            (_, Some(quote)) if quote == letter => quoted = None,
            (',' | '}', None) => {
                pairs.push(begin..at);
                begin = at + 1;
            }
            _ => {}
        }
    }
    pairs
}

/// `projects: `: says whether what stands before a bracket is a key of projects.
fn is_list(before: &str) -> bool {
    opened(before).is_some_and(|key| LISTS.iter().any(|part| key.contains(part)))
}

/// `loom: "a weaver of plans",`: the key of a pair whose value tells what it is.
fn pair_of(reading: &Reading<'_>, line: &Line<'_>, range: Range<usize>) -> Option<Project> {
    let pair = slice(line.text, range.clone());
    let (key, value) = pair.split_once(':')?;
    let around =
        |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | '`' | ',' | '{' | '}');
    let name = trim_by(line.text, range.start..range.start + key.len(), around);
    let (key, value) = (slice(line.text, name.clone()), value.trim_matches(around));
    let of_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ');
    let named = (2..=NAME_WORDS * 8).contains(&key.len())
        && key.contains(char::is_alphabetic)
        && key.chars().all(of_name)
        && !TELLING.contains(&key.to_lowercase().as_str());
    let told = value.split_ascii_whitespace().count() >= TOLD_WORDS && !value.contains(['[', '{', '/']);
    (named && told).then(|| Project {
        name: key.to_owned(),
        summary: Some(value.to_owned()),
        evidence: vec![reading.evidence(line.block, &line.within(&name), Via::Code)],
        ..Project::default()
    })
}

/// The most words of a name in a list.
const NAME_WORDS: usize = 4;

/// `projects: ["Loom", "Dye"]`: names alone, each of them unknown.
fn listed(reading: &Reading<'_>) -> Vec<Project> {
    let is_list = |key: &str| LISTS.iter().any(|part| key.contains(part));
    let code = reading.blocks().filter(|(_, block)| block.kind == Kind::Code);
    let mut found = Vec::new();
    for (index, _) in code {
        let lines = reading.lines_of(index);
        for (line, item) in strings_under(lines, is_list) {
            let name = slice(line.text, item.clone());
            let named = (1..=NAME_WORDS).contains(&name.split_ascii_whitespace().count())
                && name.chars().filter(|letter| letter.is_alphabetic()).count() >= 3
                && (name.starts_with(char::is_uppercase) || name.contains(['-', '_']))
                && reading.taxonomy.skill_named(name).is_none();
            if named {
                found.push(Project {
                    name: name.to_owned(),
                    evidence: vec![reading.evidence(line.block, &line.within(&item), Via::Code)],
                    ..Project::default()
                });
            }
        }
    }
    found
}

/// `{ name: "Loom", url: "…", description: "…" }`; under "projects", one of the two is enough.
fn project(reading: &Reading<'_>, record: &Record) -> Option<Project> {
    let name = record.field(NAMES)?;
    let url = record.value(reading, ADDRESSES);
    let summary = record.value(reading, SUMMARIES);
    let listed = LISTS.iter().any(|part| record.parent.contains(part))
        || reading.section(name.block) == Section::Projects;
    let told = usize::from(url.is_some()) + usize::from(summary.is_some());
    let own = told == 2 || listed && told == 1;
    (own && record.field(NOT_PROJECTS).is_none()).then(|| Project {
        name: slice(reading.text(name.block), name.range.clone()).to_owned(),
        url: url.filter(|url| url.starts_with("http")).map(str::to_owned),
        summary: summary.map(str::to_owned),
        evidence: vec![reading.evidence(name.block, &name.range, Via::Code)],
        ..Project::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn an_object_is_a_project_where_it_has_an_address_and_a_summary() {
        for (code, expected) in [
            (
                "{ name: \"Loom\", url: \"https://loom.example\", description: \"weaves plans\" }",
                Some(("Loom", Some("https://loom.example"), Some("weaves plans"))),
            ),
            (
                "projects:\n  - name: Loom\n    url: https://loom.example",
                Some(("Loom", Some("https://loom.example"), None)),
            ),
            (
                "const openSource = [\n  { title: \"Loom\", desc: \"weaves plans\" },\n]",
                Some(("Loom", None, Some("weaves plans"))),
            ),
            (
                "projects:\n  - name: Loom\n    repo: ada/loom",
                Some(("Loom", None, None)),
            ),
            ("projects:\n  - name: Loom\n    year: 2020", None),
            ("talks:\n  - title: Loom\n    url: https://loom.example", None),
            (
                "{ name: \"Ada\", website: \"https://ada.example\", about: \"weaver\", email: \"ada@example.com\" }",
                None,
            ),
            (
                "{ title: \"Weaver\", url: \"https://lumoraq.example\", summary: \"wove\", company: \"Lumoraq\" }",
                None,
            ),
        ] {
            let found = read(&format!("```\n{code}\n```\n"), projects);
            let found = found.iter().map(|project| {
                (
                    project.name.as_str(),
                    project.url.as_deref(),
                    project.summary.as_deref(),
                )
            });
            assert_eq!(
                found.collect::<Vec<_>>(),
                expected.into_iter().collect::<Vec<_>>(),
                "{code}"
            );
        }
    }

    #[test]
    fn keys_name_projects() {
        let found = |code: &str| {
            let found = read(&format!("```js\n{code}\n```\n"), projects);
            found.into_iter().map(|project| project.name).collect::<Vec<_>>()
        };
        assert_eq!(
            found(
                "const me = {\n  projects: { loomly: \"a planner for weavers\", dye: \"mixes dyes, slowly\" },\n}"
            ),
            ["loomly", "dye"]
        );
        assert_eq!(
            found(
                "name: Ada\nprojects:\n  loom-kit: status pages from alerts\n  gantry: an operator for backups\nstack: weft and warp and wool"
            ),
            ["loom-kit", "gantry"]
        );
        let none: [&str; 0] = [];
        assert_eq!(
            found("projects: { current: \"a planner for weavers\", count: \"12\" }"),
            none
        );
        assert_eq!(found("hobbies: { wool: \"a lot of it\" }"), none);
        assert_eq!(
            found("projects:\n  description: planners for weavers and dyers"),
            none
        );
    }

    #[test]
    fn lists_in_code_name_projects() {
        let found = |code: &str| {
            let found = read(&format!("```js\n{code}\n```\n"), projects);
            found.into_iter().map(|project| project.name).collect::<Vec<_>>()
        };
        assert_eq!(
            found("projects: ['Woolkit', 'dye-works', 'Rust', 'soon'],"),
            ["Woolkit", "dye-works"]
        );
        assert_eq!(
            found("projects:\n  - Woolkit\n  - Odd Mills\nskills:\n  - Wool"),
            ["Woolkit", "Odd Mills"]
        );
    }
}
