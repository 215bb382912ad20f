//! Projects in the cells of tables: a row each, or cards side by side.

use std::collections::BTreeMap;

use super::parts::Place;
use crate::extract::document::Kind;
use crate::extract::reading::Reading;
use crate::extract::sections::fold;

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

/// Returns for each table the column that its header calls that of projects.
pub(super) fn named_columns(reading: &Reading<'_>) -> BTreeMap<u32, u32> {
    let mut columns = BTreeMap::new();
    for (_, block) in reading.blocks() {
        if let Kind::Cell(cell) = block.kind
            && cell.header
            && HEADERS.contains(&fold(block.text.as_str()).as_str())
        {
            columns.entry(cell.table).or_insert(cell.column);
        }
    }
    columns
}

/// "| Loom | weaves plans |": the named column, or else the first one and what is bold in others.
pub(super) fn name<'t>(place: &Place<'_, 't>, columns: &BTreeMap<u32, u32>) -> Option<&'t str> {
    let Kind::Cell(cell) = place.line.kind else {
        return None;
    };
    let named = columns.get(&cell.table).map_or_else(
        || cell.column == 1 || cell.column > 1 && place.line.bold,
        |column| cell.column == *column,
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
        ] {
            let found = read(&format!("## Projects\n\n{table}"), projects);
            let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
            assert_eq!(names, expected, "{table}");
        }
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
