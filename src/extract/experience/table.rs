//! Tables of positions: a row a position, the header says which column is what.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Draft, Role, VIA, header};
use crate::extract::dates;
use crate::extract::reading::{Reading, Table};
use crate::extract::sections::Section;

/// The facts that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Company,
    Title,
    Period,
    Start,
    End,
    Place,
}

/// What headers call the columns, folded.
const COLUMNS: &[(Column, &[&str])] = &[
    (
        Column::Company,
        &[
            "company",
            "employer",
            "organization",
            "organisation",
            "companies",
            "company name",
            "firma",
            "empresa",
            "client",
            "where",
            "org",
            "team",
            "studio",
        ],
    ),
    (
        Column::Title,
        &[
            "position",
            "role",
            "title",
            "job title",
            "designation",
            "job",
            "roles",
            "positions",
        ],
    ),
    (
        Column::Period,
        &[
            "when",
            "period",
            "dates",
            "duration",
            "date",
            "years",
            "year",
            "time",
            "timeline",
            "tenure",
            "from to",
            "time period",
        ],
    ),
    (Column::Start, &["start", "from", "start date", "begin"]),
    (Column::End, &["end", "to", "end date", "until"]),
    (Column::Place, &["location", "place", "city", "country"]),
];

impl Column {
    /// Tells what a column holds from its header.
    fn of(header: &str) -> Option<Self> {
        let named = COLUMNS.iter().find(|(_, names)| names.contains(&header));
        named.map(|(column, _)| *column)
    }
}

/// How many cells of a row, and lines of a cell, can name a position.
const CELLS: usize = 3;
const LINES: usize = 4;

/// Reads the positions of every table whose header names a company, and of those about work that name none.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    reading
        .tables()
        .iter()
        .flat_map(|table| rows(reading, table))
        .collect()
}

fn rows(reading: &Reading<'_>, table: &Table) -> Vec<Role> {
    let rows = table.rows.iter();
    if let Some(columns) = columns(table) {
        return rows.filter_map(|row| role(reading, row, &columns)).collect();
    }
    let first = table.header.values().next();
    let employed = first.is_some_and(|first| Column::of(first) == Some(Column::Company));
    rows.filter_map(|row| unnamed(reading, row, employed)).collect()
}

/// Returns where the facts of a table of positions stand: at least a company, and a title or a period.
fn columns(table: &Table) -> Option<BTreeMap<Column, u32>> {
    let mut found = BTreeMap::new();
    for (column, header) in &table.header {
        if let Some(fact) = Column::of(header) {
            found.entry(fact).or_insert(*column);
        }
    }
    let has = |fact| found.contains_key(&fact);
    (has(Column::Company) && (has(Column::Title) || has(Column::Period))).then_some(found)
}

/// "| Acme | Engineer | 2019 – 2021 |" under a header that says so.
fn role(reading: &Reading<'_>, row: &BTreeMap<u32, usize>, columns: &BTreeMap<Column, u32>) -> Option<Role> {
    let cell = |fact: Column| {
        let block = *row.get(columns.get(&fact)?)?;
        Some((block, reading.text(block).trim())).filter(|(_, text)| !text.is_empty())
    };
    let text = |fact: Column| cell(fact).map(|(_, text)| text.lines().next().unwrap_or(text).trim());
    let period = |fact: Column| text(fact).and_then(dates::first);
    let whole = period(Column::Period);
    let draft = Draft {
        company: text(Column::Company),
        title: text(Column::Title),
        place: text(Column::Place),
        start: whole
            .as_ref()
            .or(period(Column::Start).as_ref())
            .and_then(|period| period.start),
        end: whole.and_then(|period| period.end),
    };
    let (block, words) = cell(Column::Company).or_else(|| cell(Column::Title))?;
    let evidence = reading.evidence(block, &(0..words.len()), VIA);
    Some(Role {
        position: draft.position(reading, evidence),
        account: account(reading, row),
    })
}

/// A row about work whose first cells hold a position line by line: name, place, period.
fn unnamed(reading: &Reading<'_>, row: &BTreeMap<u32, usize>, employed: bool) -> Option<Role> {
    let first = *row.values().next()?;
    if reading.section(first) != Section::Experience && !employed {
        return None;
    }
    let mut draft = Draft::default();
    let mut dated = false;
    for block in row.values().take(CELLS) {
        for line in reading.text(*block).lines().take(LINES) {
            let line = line.trim();
            let header = header::read(line, reading.taxonomy);
            draft.title = draft.title.or(header.title.and_then(|range| line.get(range)));
            draft.company = draft.company.or(header.company.and_then(|range| line.get(range)));
            draft.place = draft.place.or(header.place.and_then(|range| line.get(range)));
            if let Some(period) = header.period.filter(|_| !dated) {
                (draft.start, draft.end) = (period.start, period.end);
                dated = true;
            }
        }
        if dated && draft.company.is_some() {
            break;
        }
    }
    let evidence = reading.evidence(first, &(0..reading.text(first).len()), VIA);
    (draft.end.is_some() && draft.company.is_some()).then(|| Role {
        position: draft.position(reading, evidence),
        account: account(reading, row),
    })
}

/// The whole row tells of its position.
fn account(reading: &Reading<'_>, row: &BTreeMap<u32, usize>) -> Vec<(usize, Range<usize>)> {
    row.values()
        .map(|block| (*block, 0..reading.text(*block).len()))
        .collect()
}
