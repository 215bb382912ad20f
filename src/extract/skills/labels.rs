//! Labels of lists: "Databases: PostgreSQL, Redis", "**Infra & Testing** — Docker, Jest". They sort skills: a technology in
//! one is claimed, a field of work is not.

use std::ops::Range;

use crate::extract::document::{Block, Cell, Kind, slice};
use crate::extract::reading::{Line, Reading};

/// The most bytes of a label.
const LABEL_BYTES: usize = 50;

/// Signs between the terms of a list.
const SEPARATORS: [char; 5] = [',', '·', '|', '•', ';'];

/// Returns where the terms of a line begin behind its label.
pub(super) fn end(line: &Line<'_>) -> usize {
    colon(line.text).or_else(|| dash(line)).unwrap_or(0)
}

/// "Label: …"
fn colon(text: &str) -> Option<usize> {
    let head = slice(text, 0..text.floor_char_boundary(LABEL_BYTES + 1));
    let inside = head
        .as_bytes()
        .windows(2)
        .position(|pair| pair == b": ")
        .map(|at| at + 1);
    let behind = || (text.len() <= LABEL_BYTES && text.ends_with(':')).then_some(text.len());
    inside.or_else(behind)
}

/// "**Label** — one, two"
fn dash(line: &Line<'_>) -> Option<usize> {
    let end = line.bold_end.filter(|end| *end <= LABEL_BYTES)?;
    let rest = slice(line.text, end..line.text.len()).trim_start();
    let behind = ["— ", "– ", "- "]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign))?;
    behind
        .contains(SEPARATORS)
        .then_some(line.text.len() - behind.len())
}

/// The ranges of a block's text that are labels of what stands behind or below them.
pub(super) fn of_block(reading: &Reading<'_>, index: usize) -> Vec<Range<usize>> {
    let Some(block) = reading.document.blocks.get(index) else {
        return Vec::new();
    };
    if is_label(reading, index, block) {
        return std::iter::once(0..block.text.as_str().len()).collect();
    }
    let lines = reading.lines_of(index).iter();
    let labels = lines.map(|line| line.within(&(0..end(line))));
    labels.filter(|label| !label.is_empty()).collect()
}

/// Says whether a whole block is a label: nothing but bold words, or the first cell of a row.
pub(super) fn is_label(reading: &Reading<'_>, index: usize, block: &Block) -> bool {
    block.is_bold() || heads_row(reading, index, block)
}

/// "| Testing | Docker, Jest |": says whether a first cell stands beside skills.
fn heads_row(reading: &Reading<'_>, index: usize, block: &Block) -> bool {
    let Kind::Cell(Cell {
        table,
        row,
        column: 1,
        header: false,
    }) = block.kind
    else {
        return false;
    };
    let Some(next) = reading.document.blocks.get(index + 1) else {
        return false;
    };
    let beside =
        matches!(next.kind, Kind::Cell(cell) if (cell.table, cell.row, cell.column) == (table, row, 2));
    beside && reading.taxonomy.skills_among(reading.folded(index + 1)).len() > 1
}

#[cfg(test)]
mod tests {
    use crate::extract::{Document, extract};
    use crate::profile::SourceId;
    use crate::taxonomy::Taxonomy;

    #[track_caller]
    fn check(lines: &str, expected: &[&str]) {
        let source = SourceId::new("test");
        let text = format!("# Ada Quill\n\n## Skills\n\n{lines}\n");
        let document = Document {
            source: &source,
            text: &text,
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let found = extract(document, Taxonomy::embedded(), today).skills;
        let mut found: Vec<_> = found.into_iter().map(|skill| skill.name).collect();
        found.sort();
        assert_eq!(found, expected, "{lines}");
    }

    #[test]
    fn a_field_of_work_before_tools_is_a_label() {
        check("- **Databases:** PostgreSQL, Redis", &["PostgreSQL", "Redis"]);
        check("- Databases: PostgreSQL", &["PostgreSQL"]);
        check("- **Databases:**\n  PostgreSQL, Redis", &["PostgreSQL", "Redis"]);
        check("- Databases, Redis", &["Databases", "Redis"]);
    }

    #[test]
    fn a_dash_parts_a_bold_label_from_its_terms() {
        check(
            "- **Quilling & Testing** — Docker, Loomdb, Jest\n- **Mobile** – Flutter, Dart",
            &["Dart", "Docker", "Flutter", "Jest", "Loomdb"],
        );
        check("- **Docker** — daily, at work", &["Docker"]);
    }

    #[test]
    fn a_technology_in_a_label_is_claimed() {
        check("- **AWS:** Redis, Docker", &["AWS", "Docker", "Redis"]);
    }

    #[test]
    fn the_first_cell_of_a_row_is_a_label() {
        check(
            "| | |\n|-|-|\n| Databases | Redis, Kafka |\n| Rust | Tokio, Axum |",
            &["Apache Kafka", "Axum", "Redis", "Rust", "Tokio"],
        );
    }
}
