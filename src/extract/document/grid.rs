//! Tables outside of Markdown's own: drawn with letters, or copied with a tab between the cells.

use std::ops::Range;

use super::{Block, Cell, Kind, Text, is_box_drawing, slice, trim};
use crate::extract::sections::fold;

/// A table by its cells' places in the source.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Range<usize>>>,
    /// The first row says what the columns hold.
    header: bool,
    /// How many lines it takes up.
    pub(super) lines: usize,
}

/// The fewest rows of a table, with its header.
const ROWS: usize = 2;

/// The most letters, and words, of what stands before a value.
const LABEL_CHARS: usize = 24;
const LABEL_WORDS: usize = 3;

/// Reads the table that begins with the first of some lines.
pub(super) fn read(source: &str, lines: &[Range<usize>]) -> Option<Grid> {
    drawn(source, lines).or_else(|| tabbed(source, lines))
}

/// Says whether a piece of preformatted text begins with a drawn table.
pub(super) fn is_drawn(source: &str, lines: &[Range<usize>]) -> bool {
    let first = lines
        .iter()
        .position(|line| !slice(source, line.clone()).trim().is_empty());
    first
        .and_then(|first| lines.get(first..))
        .is_some_and(|lines| drawn(source, lines).is_some())
}

/// `│ Acme │ Engineer │`, with or without rules around it.
fn drawn(source: &str, lines: &[Range<usize>]) -> Option<Grid> {
    let mut grid = Grid::default();
    // How many rows stand above each rule.
    let mut rules = Vec::new();
    for line in lines {
        let rule = is_rule(slice(source, line.clone()));
        if rule && rules.last() != Some(&grid.rows.len()) {
            rules.push(grid.rows.len());
        } else if let Some(row) = cells(source, line).filter(|_| !rule)
            && grid.rows.first().is_none_or(|first| first.len() == row.len())
        {
            grid.rows.push(row);
        } else {
            break;
        }
        grid.lines += 1;
    }
    let inner = rules.iter().filter(|above| (1..grid.rows.len()).contains(*above));
    grid.header = rules.contains(&1) && inner.count() == 1;
    (grid.rows.len() >= ROWS).then_some(grid)
}

/// Cuts a line at its bars, which stand at both of its ends as well.
fn cells(source: &str, line: &Range<usize>) -> Option<Vec<Range<usize>>> {
    const BARS: &[char] = &['|', '│', '┃', '║', '╎', '┆', '┊'];
    let range = trim(source, line.clone());
    let inner = slice(source, range.clone())
        .strip_prefix(BARS)?
        .strip_suffix(BARS)?;
    let mut at = range.end - range.len() + (slice(source, range).find(inner)?);
    let mut cells = Vec::new();
    for cell in inner.split_inclusive(BARS) {
        let words = cell.trim_end_matches(BARS);
        cells.push(trim(source, at..at + words.len()));
        at += cell.len();
    }
    (cells.len() >= 2).then_some(cells)
}

/// `+-----+-----+`, `├─────┼─────┤`, `|:----|----:|`.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let sign = |letter: char| matches!(letter, '+' | '-' | '=' | '|' | ':' | ' ') || is_box_drawing(letter);
    let drawn = |letter: char| matches!(letter, '-' | '=') || is_box_drawing(letter);
    line.chars().all(sign) && line.chars().filter(|letter| drawn(*letter)).count() >= 3
}

/// What columns are called, folded.
const COLUMNS: &[&str] = &[
    "company",
    "employer",
    "organization",
    "organisation",
    "position",
    "role",
    "title",
    "job",
    "from",
    "to",
    "start",
    "end",
    "start date",
    "end date",
    "period",
    "dates",
    "date",
    "year",
    "years",
    "when",
    "where",
    "what",
    "duration",
    "location",
    "place",
    "school",
    "institution",
    "university",
    "degree",
    "certificate",
    "certification",
    "issuer",
    "skill",
    "level",
    "technology",
    "project",
    "description",
    "link",
    "url",
    "language",
    "stack",
    "technologies",
    "name",
];

/// Lines with as many tabs as the first one, which names columns.
fn tabbed(source: &str, lines: &[Range<usize>]) -> Option<Grid> {
    let row = |line: &Range<usize>| {
        let mut at = line.start;
        let text = slice(source, line.clone()).trim_end_matches('\r');
        text.contains('\t').then(|| {
            text.split('\t')
                .map(|cell| {
                    let start = at;
                    at += cell.len() + 1;
                    trim(source, start..start + cell.len())
                })
                .collect::<Vec<_>>()
        })
    };
    let header = row(lines.first()?)?;
    let is_column = |cell: &&Range<usize>| COLUMNS.contains(&fold(slice(source, (*cell).clone())).as_str());
    if header.iter().filter(is_column).count() < 2 {
        return None;
    }
    let below = lines.iter().skip(1).map_while(row);
    let rows: Vec<_> = [header.clone()]
        .into_iter()
        .chain(below.take_while(|row| row.len() == header.len()))
        .collect();
    (rows.len() >= ROWS).then_some(Grid {
        header: true,
        lines: rows.len(),
        rows,
    })
}

impl Grid {
    /// Returns its cells, or the lines of one that has a label and a value in each row.
    pub(super) fn blocks(&self, source: &str, table: u32) -> Vec<Block> {
        if self.is_labelled(source) {
            return self.rows.iter().filter_map(|row| labelled(source, row)).collect();
        }
        let mut blocks = Vec::new();
        for (row, cells) in (1..).zip(&self.rows) {
            for (column, range) in (1..).zip(cells) {
                let mut text = Text::default();
                text.push(slice(source, range.clone()), range.clone(), true);
                let header = self.header && row == 1;
                let cell = Cell {
                    table,
                    row,
                    column,
                    header,
                };
                blocks.push(Block {
                    kind: Kind::Cell(cell),
                    text,
                    apart: true,
                    ..Block::default()
                });
            }
        }
        blocks
    }

    fn is_labelled(&self, source: &str) -> bool {
        let label = |row: &Vec<Range<usize>>| {
            let label = row
                .first()
                .map_or("", |label| slice(source, label.clone()))
                .trim_end_matches(':');
            label.chars().count() <= LABEL_CHARS
                && label.split_ascii_whitespace().count() <= LABEL_WORDS
                && !label.contains(|letter: char| letter.is_ascii_digit())
        };
        !self.header && self.rows.iter().all(|row| row.len() == 2 && label(row))
    }
}

/// "works at │ Acme" reads as "works at: Acme".
fn labelled(source: &str, row: &[Range<usize>]) -> Option<Block> {
    let [label, value] = row else { return None };
    let words = slice(source, label.clone());
    let mut text = Text::default();
    text.push(words, label.clone(), true);
    if !words.is_empty() {
        let joint = if words.ends_with(':') { " " } else { ": " };
        text.push(joint, label.end..value.start, false);
    }
    text.push(slice(source, value.clone()), value.clone(), true);
    (!text.as_str().is_empty()).then(|| Block {
        text,
        ..Block::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::Format;
    use crate::extract::document::{Document, Kind};

    /// The text of each block, cells with their row and column, those of a header with an exclamation mark.
    fn read(text: &str, format: Format) -> Vec<String> {
        let document = Document::parse(text, format);
        let blocks = document.blocks.iter().map(|block| match block.kind {
            Kind::Cell(cell) => {
                let mark = if cell.header { "!" } else { "" };
                format!("{}.{}{mark} {}", cell.row, cell.column, block.text.as_str())
            }
            _ => block.text.as_str().to_owned(),
        });
        blocks.collect()
    }

    #[test]
    fn bars_and_rules_draw_a_table() {
        for text in [
            "+---------+----------+\n| year    | where    |\n+---------+----------+\n| 2019    | Lumoraq  |\n+---------+----------+\n",
            "┌────┬────┐\n│ year │ where │\n├────┼────┤\n│ 2019 │ Lumoraq │\n└────┴────┘\n",
        ] {
            let cells = ["1.1! year", "1.2! where", "2.1 2019", "2.2 Lumoraq"];
            assert_eq!(read(text, Format::Text), cells);
            assert_eq!(read(&format!("```\n{text}```\n"), Format::Markdown), cells);
        }
    }

    #[test]
    fn a_label_and_a_value_in_each_row_read_as_lines() {
        let text = "╔═══════╦═══════╗\n║ lives in ║ Bremen ║\n║ looms    ║ two    ║\n╚═══════╩═══════╝\n";
        assert_eq!(read(text, Format::Text), ["lives in: Bremen", "looms: two"]);
    }

    #[test]
    fn tabs_part_cells_below_the_names_of_columns() {
        let text = "Company\tPosition\tFrom\nLumoraq\tEngineer\t2019\n\nLumoraq\tBremen\nEngineer\t2019\n";
        let cells = [
            "1.1! Company",
            "1.2! Position",
            "1.3! From",
            "2.1 Lumoraq",
            "2.2 Engineer",
            "2.3 2019",
        ];
        let read = read(text, Format::Text);
        assert_eq!(read.get(..6).unwrap(), cells);
        assert_eq!(read.get(6..).unwrap(), ["Lumoraq\tBremen", "Engineer\t2019"]);
    }

    #[test]
    fn other_bars_draw_no_table() {
        for text in [
            "│ one column │\n│ of words │\n",
            "│   ├── src\n│   └── doc\n",
            "Lumoraq | Engineer\n",
        ] {
            assert!(
                read(text, Format::Text)
                    .iter()
                    .all(|block| !block.starts_with("1.")),
                "{text}"
            );
        }
    }
}
