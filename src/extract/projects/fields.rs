//! Projects that name their facts: objects and lists in a biography written as code, arguments of a template.

use crate::extract::document::{Kind, slice};
use crate::extract::experience::strings_under;
use crate::extract::reading::Reading;
use crate::extract::records::Record;
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
        .collect()
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
