//! Tables of a label and a value in each row, of which some say who it is: read as the lines that they stand for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Block, Cell, Kind, Text};
use crate::extract::sections::fold;

/// What a row says of a person and not of the things that a table lists, folded.
const OF_PERSON: &[&str] = &[
    "name",
    "full name",
    "location",
    "based in",
    "lives in",
    "where",
    "role",
    "current role",
    "title",
    "job title",
    "position",
    "current position",
    "occupation",
    "company",
    "employer",
    "works at",
    "working at",
    "work",
    "job",
    "day job",
    "years",
    "experience",
    "years of experience",
    "email",
    "e mail",
    "phone",
    "website",
    "portfolio",
    "blog",
    "github",
    "linkedin",
    "pronouns",
    "nationality",
    "education",
    "university",
    "degree",
    "status",
    "focus",
    "languages",
    "hobbies",
    "interests",
    "open to",
];

/// Where a row names the title and another one the employer, the table is about a person whatever else it says, folded.
const OF_WORK: [&[&str]; 2] = [
    &[
        "role",
        "current role",
        "title",
        "job title",
        "position",
        "current position",
        "occupation",
    ],
    &[
        "company",
        "current company",
        "employer",
        "current employer",
        "works at",
        "working at",
    ],
];

/// Of so many rows as many speak of the person in such a table.
const FACTS: usize = 2;

/// What stands beside a label where the first row only names the columns, folded.
const NAMED_COLUMNS: &[&str] = &[
    "details",
    "detail",
    "value",
    "info",
    "information",
    "description",
    "skills",
    "tools",
    "technologies",
    "link",
    "company",
    "employer",
    "title",
    "role",
    "period",
    "dates",
    "stack",
    "project",
    "what",
    "tech",
    "notes",
];

/// The longest label.
const LABEL_CHARS: usize = 24;

/// Makes lines of the rows of such tables.
pub(super) fn spell_out(blocks: Vec<Block>) -> Vec<Block> {
    let tables = of_facts(&blocks);
    if tables.is_empty() {
        return blocks;
    }
    let mut lines: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        match block.kind {
            Kind::Cell(cell) if tables.contains(&cell.table) => {
                block.kind = Kind::Paragraph;
                block.apart = cell.column == 1;
                let label = lines.last_mut().filter(|_| cell.column == 2);
                match label {
                    Some(label) => join(label, block),
                    None => lines.push(block),
                }
            }
            _ => lines.push(block),
        }
    }
    lines.retain(|block| {
        !block.text.as_str().is_empty() || !block.images.is_empty() || !block.links.is_empty()
    });
    lines
}

/// Finds the tables in which every row has two cells, and some tell of the person.
fn of_facts(blocks: &[Block]) -> BTreeSet<u32> {
    let mut rows: BTreeMap<u32, Option<(u32, usize)>> = BTreeMap::new();
    let mut of_work: BTreeMap<u32, [bool; 2]> = BTreeMap::new();
    let mut before: Option<Cell> = None;
    for (index, block) in blocks.iter().enumerate() {
        let Kind::Cell(cell) = block.kind else {
            // A list in a cell makes more of the table.
            if let (Some(before), Kind::Item(_)) = (before, block.kind) {
                rows.insert(before.table, None);
            }
            before = None;
            continue;
        };
        let expected = before
            .filter(|before| before.table == cell.table)
            .map_or((1, 1), |before| {
                if before.column == 1 {
                    (before.row, 2)
                } else {
                    (before.row + 1, 1)
                }
            });
        let known = rows.entry(cell.table).or_insert(Some((0, 0)));
        if (cell.row.max(1), cell.column) != expected && (before.is_some() || cell.column != 1) {
            *known = None;
        }
        before = Some(cell);
        let value = blocks.get(index + 1).map_or("", |value| value.text.as_str());
        if let Some((count, facts)) = known
            && cell.column == 1
        {
            *count += 1;
            let fact = is_fact(block.text.as_str(), value);
            *facts += usize::from(fact);
            let label = fold(block.text.as_str());
            for (said, labels) in of_work.entry(cell.table).or_default().iter_mut().zip(OF_WORK) {
                *said |= fact && labels.contains(&label.as_str());
            }
        }
    }
    let told = |table: &u32, (rows, facts): (u32, usize)| {
        let mostly = facts >= FACTS && facts * 2 >= usize::try_from(rows).unwrap_or(usize::MAX);
        mostly || of_work.get(table) == Some(&[true, true])
    };
    rows.into_iter()
        .filter_map(|(table, found)| found.is_some_and(|found| told(&table, found)).then_some(table))
        .collect()
}

/// Says whether a row tells of the person: "Location", and beside it a place.
fn is_fact(label: &str, value: &str) -> bool {
    label.chars().count() <= LABEL_CHARS
        && OF_PERSON.contains(&fold(label).as_str())
        && !value.trim().is_empty()
        && !NAMED_COLUMNS.contains(&fold(value).as_str())
}

/// Puts a value behind its label.
fn join(label: &mut Block, value: Block) {
    let words = label.text.as_str().trim_end();
    let empty = words.is_empty();
    let end = label.text.span(&(0..label.text.as_str().len())).end;
    if !empty {
        let joint = if words.ends_with(':') { " " } else { ": " };
        label.text.push(joint, end..end, false);
    }
    let at = label.text.as_str().len();
    let moved = |range: Range<usize>| range.start + at..range.end + at;
    append(&mut label.text, value.text);
    label.links.extend(value.links.into_iter().map(|mut link| {
        link.range = moved(link.range);
        link
    }));
    label.images.extend(value.images);
    label.bold.extend(value.bold.into_iter().map(moved));
    label.italic.extend(value.italic.into_iter().map(moved));
    label.struck.extend(value.struck.into_iter().map(moved));
    label.code.extend(value.code.into_iter().map(moved));
}

fn append(text: &mut Text, other: Text) {
    let at = text.string.len();
    text.string.push_str(&other.string);
    text.pieces.extend(other.pieces.into_iter().map(|mut piece| {
        piece.at += at;
        piece
    }));
    text.breaks
        .extend(other.breaks.into_iter().map(|place| place + at));
}

#[cfg(test)]
mod tests {
    use crate::extract::Format;
    use crate::extract::document::{Document, Kind};

    fn lines(text: &str) -> Vec<String> {
        let document = Document::parse(text, Format::Markdown);
        let own = document
            .blocks
            .iter()
            .filter(|block| !matches!(block.kind, Kind::Cell(_)));
        own.map(|block| block.text.as_str().to_owned()).collect()
    }

    #[test]
    fn rows_that_tell_of_the_person_are_lines() {
        let html = "<table>\n<tr><td>Name</td><td>Ada Quill</td></tr>\n<tr><td><b>Location</b></td><td>Bergen</td></tr>\n\
                    <tr><td>Looms</td><td>two</td></tr>\n</table>\n";
        assert_eq!(lines(html), ["Name: Ada Quill", "Location: Bergen", "Looms: two"]);
        let marked = "| | |\n|---|---|\n| **Role** | Loom Engineer |\n| **Based in** | [Bergen](https://bergen.example) |\n";
        assert_eq!(lines(marked), ["Role: Loom Engineer", "Based in: Bergen"]);
        let document = Document::parse(marked, Format::Markdown);
        let link = document.blocks.iter().find_map(|block| {
            let link = block.links.first()?;
            block.text.as_str().get(link.range.clone())
        });
        assert_eq!(link, Some("Bergen"));
    }

    #[test]
    fn a_title_and_an_employer_are_enough_among_rows_of_other_things() {
        let rows = "| Role | Loom Engineer |\n| Company | Lumoraq |\n| Looms | two |\n| Yarn | wool |\n| Dyes | red |\n";
        let told = lines(&format!("| | |\n|---|---|\n{rows}"));
        assert_eq!(told.first().map(String::as_str), Some("Role: Loom Engineer"));
        let single = rows.replace("Company", "Carpets");
        assert!(lines(&format!("| | |\n|---|---|\n{single}")).is_empty());
    }

    #[test]
    fn other_tables_stay_tables() {
        for text in [
            "| Role | Company |\n|---|---|\n| Loom Engineer | Lumoraq |\n| Weaver | Vintrel |\n",
            "| Name | Stack |\n|---|---|\n| loomer | Rust |\n| spindle | Go |\n",
            "| Name | Ada | Quill |\n|---|---|---|\n| Location | Bergen | Norway |\n",
        ] {
            assert_eq!(lines(text), Vec::<String>::new(), "{text}");
        }
    }
}
