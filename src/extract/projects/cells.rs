//! Projects in the cells of tables: a row each, or cards side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::name::leading;
use super::parts::Place;
use crate::extract::document::Kind;
use crate::extract::reading::Reading;
use crate::extract::sections::{Section, fold};
use crate::profile::{Project, Via};

/// What headers call the column of projects, folded.
const HEADERS: &[&str] = &[
    "project",
    "projects",
    "name",
    "project name",
    "repository",
    "repo",
    "app",
];

/// Headers that call a column that of projects, wherever the table stands.
const OWN_HEADERS: &[&str] = &["project", "projects", "project name"];

/// Reads the tables of other parts whose header says that they are of projects.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let mut columns = BTreeMap::new();
    let mut found = Vec::new();
    for (index, block) in reading.blocks() {
        let Kind::Cell(cell) = block.kind else { continue };
        let text = block.text.as_str();
        if cell.header && is_of_projects(text) {
            columns.entry(cell.table).or_insert(cell.column);
        }
        // "The rest of the stack": a list of the writer's tools reads like one of skills.
        let free = match reading.section(index) {
            Section::Open | Section::About | Section::Projects | Section::Leisure | Section::Volunteering => {
                true
            }
            Section::Skills => block
                .links
                .iter()
                .any(|link| link.href.contains("://github.com/")),
            _ => false,
        };
        if !free || cell.header || columns.get(&cell.table) != Some(&cell.column) {
            continue;
        }
        let target = block.links.first().map(|link| link.href.clone());
        found.push(Project {
            name: leading(text.lines().next().unwrap_or(text)).to_owned(),
            url: target.filter(|href| href.starts_with("http")),
            evidence: vec![reading.evidence(index, &(0..text.len()), Via::Project)],
            ..Project::default()
        });
    }
    found
}

/// "Project", "Cargo (Project)": says whether a header calls its column that of projects.
fn is_of_projects(header: &str) -> bool {
    let aside = header
        .trim_end()
        .strip_suffix(')')
        .and_then(|header| header.rsplit_once('('));
    let named = |words: &str| OWN_HEADERS.contains(&fold(words).as_str());
    named(header) || aside.is_some_and(|(_, aside)| named(aside))
}

/// Returns for each table the column that its header calls that of projects.
pub(super) fn named_columns(reading: &Reading<'_>) -> BTreeMap<u32, u32> {
    let mut columns = BTreeMap::new();
    let pictured = pictured(reading);
    for (_, block) in reading.blocks() {
        if let Kind::Cell(cell) = block.kind
            && cell.header
            && HEADERS.contains(&fold(block.text.as_str()).as_str())
        {
            columns.entry(cell.table).or_insert(cell.column);
        }
    }
    for (table, column) in pictured.into_iter().chain(linked(reading)) {
        columns.entry(table).or_insert(column);
    }
    columns
}

/// Stands for all the columns of a table.
const EVERY: u32 = 0;

/// So many cells behind the first column lead to a project in a table of nothing else, and so many words name one.
const LINKED: usize = 3;
const NAME_WORDS: usize = 6;

/// Returns the tables of which most cells, in every column, are a link to a page of its own and little more.
fn linked(reading: &Reading<'_>) -> BTreeMap<u32, u32> {
    let mut counts: BTreeMap<u32, [usize; 3]> = BTreeMap::new();
    for (_, block) in reading.blocks() {
        let Kind::Cell(cell) = block.kind else { continue };
        if cell.header || block.text.as_str().trim().is_empty() {
            continue;
        }
        let link = block
            .links
            .first()
            .filter(|link| !link.range.is_empty() && link.range.start <= NAME_BYTES);
        let short = block.text.as_str().split_ascii_whitespace().count() <= NAME_WORDS;
        let own =
            link.is_some_and(|link| link.href.trim_end_matches('/').matches('/').count() > HOST_SLASHES);
        let counts = counts.entry(cell.table).or_default();
        for (count, counts_it) in counts
            .iter_mut()
            .zip([true, own && short, own && short && cell.column > 1])
        {
            *count += usize::from(counts_it);
        }
    }
    let all = |[cells, linked, behind]: [usize; 3]| behind >= LINKED && linked * 4 >= cells * 3;
    counts
        .into_iter()
        .filter_map(|(table, counts)| all(counts).then_some((table, EVERY)))
        .collect()
}

/// How far into a cell, in bytes, its link begins, and how many slashes an address has up to the end of its host.
const NAME_BYTES: usize = 8;
const HOST_SLASHES: usize = 2;

/// Returns the second column of each table of which the first one has nothing but pictures: "| 🧵 | Loom |".
fn pictured(reading: &Reading<'_>) -> BTreeMap<u32, u32> {
    let mut columns = BTreeMap::new();
    let mut worded = BTreeSet::new();
    for (_, block) in reading.blocks() {
        let Kind::Cell(cell) = block.kind else { continue };
        let words = !is_picture(block.text.as_str());
        if cell.column == 1 && words && !cell.header {
            worded.insert(cell.table);
        } else if cell.column == 2 && words {
            columns.insert(cell.table, 2);
        }
    }
    columns.retain(|table, _| !worded.contains(table));
    columns
}

/// Says whether a text has no words beside the names of pictographs: ":key:".
fn is_picture(text: &str) -> bool {
    let name = |word: &str| word.len() > 2 && word.starts_with(':') && word.ends_with(':');
    text.split_ascii_whitespace()
        .all(|word| name(word) || !word.contains(char::is_alphanumeric))
}

/// "| Loom | weaves plans |": the named column, or else the first one and what is bold in others.
pub(super) fn name<'t>(place: &Place<'_, 't>, columns: &BTreeMap<u32, u32>) -> Option<&'t str> {
    let Kind::Cell(cell) = place.line.kind else {
        return None;
    };
    let named = columns.get(&cell.table).map_or_else(
        || cell.column == 1 || cell.column > 1 && place.line.bold,
        |column| cell.column == *column || *column == EVERY && place.set().is_some(),
    );
    (named && !cell.header && place.first).then(|| place.name())
}

#[cfg(test)]
mod tests {
    use crate::extract::projects::parts::projects;
    use crate::extract::testing::read;

    #[test]
    fn a_row_names_its_project_in_one_cell() {
        for (table, expected) in [
            (
                "| Year | Project |\n|---|---|\n| 2020 | Loom |\n| 2021 | Dye |\n",
                &["Loom", "Dye"][..],
            ),
            (
                "| What | Why |\n|---|---|\n| Loom | plans |\n| Dye | colours |\n",
                &["Loom", "Dye"],
            ),
            (
                "| | |\n|---|---|\n| **Loom** plans | **Dye** colours |\n",
                &["Loom", "Dye"],
            ),
            ("| | Project |\n|---|---|\n| **Loom** | Dye |\n", &["Dye"]),
            (
                "| | |\n|---|---|\n| :thread: | [Loom](https://loom.example) |\n| 🎨 | Dye |\n",
                &["Loom", "Dye"],
            ),
        ] {
            let found = read(&format!("## Projects\n\n{table}"), projects);
            let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
            assert_eq!(names, expected, "{table}");
        }
    }

    #[test]
    fn a_header_says_anywhere_that_a_column_is_of_projects() {
        let table = "| Fair | Project |\n|---|---|\n| Bremen | [Loom](https://loom.example) |\n";
        let found = |text: &str| {
            let found = read(text, super::projects);
            found.into_iter().map(|project| project.name).collect::<Vec<_>>()
        };
        assert_eq!(found(&format!("## Fairs\n\n{table}")), ["Loom"]);
        assert!(found(&format!("## Education\n\n{table}")).is_empty());
        let code = table.replace("loom.example", "github.com/loomer/loom");
        assert_eq!(found(&format!("## The rest of the stack\n\n{code}")), ["Loom"]);
        assert!(found(&format!("## The rest of the stack\n\n{table}")).is_empty());
    }

    #[test]
    fn each_table_has_a_named_column_of_its_own() {
        let text = "## Projects\n\n| Year | Project |\n|---|---|\n| 2020 | Loom |\n\nOlder ones:\n\n\
                    | Repo | Year |\n|---|---|\n| Dye | 2012 |\n";
        let found = read(text, projects);
        let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
        assert_eq!(names, ["Loom", "Dye"]);
    }
}
