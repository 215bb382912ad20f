//! Tables of positions: a row a position, the header says which column is what.

use std::collections::BTreeMap;

use super::{Draft, Role, VIA, header};
use crate::extract::dates;
use crate::extract::reading::{Reading, Table};
use crate::extract::sections::Section;

/// The facts that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Company,
    Title,
    Period,
    Start,
    End,
    Place,
}

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

/// Reads the positions of every table whose header names a company and a title.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    reading
        .tables()
        .iter()
        .flat_map(|table| rows(reading, table))
        .collect()
}

/// Returns the tables that hold positions, so that other rules leave them alone.
pub(in crate::extract) fn columns(table: &Table) -> Option<BTreeMap<u32, u32>> {
    let mut found = BTreeMap::new();
    for (column, header) in &table.header {
        let kind = COLUMNS
            .iter()
            .position(|(_, names)| names.contains(&header.as_str()));
        if let Some(kind) = kind.and_then(|kind| u32::try_from(kind).ok()) {
            found.entry(kind).or_insert(*column);
        }
    }
    let has = |column: Column| {
        COLUMNS
            .iter()
            .position(|(kind, _)| *kind == column)
            .is_some_and(|index| u32::try_from(index).is_ok_and(|index| found.contains_key(&index)))
    };
    (has(Column::Company) && (has(Column::Title) || has(Column::Period))).then_some(found)
}

fn rows(reading: &Reading<'_>, table: &Table) -> Vec<Role> {
    let Some(columns) = columns(table) else {
        let company = COLUMNS.first().map_or(&[][..], |(_, names)| names);
        let employed = table
            .header
            .values()
            .next()
            .is_some_and(|first| company.contains(&first.as_str()));
        let rows = table.rows.iter();
        return rows.filter_map(|row| unnamed(reading, row, employed)).collect();
    };
    table
        .rows
        .iter()
        .filter_map(|row| role(reading, row, &columns))
        .collect()
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
    let period = dated && draft.end.is_some();
    (period && draft.company.is_some()).then(|| Role {
        position: draft.position(
            reading,
            reading.evidence(first, &(0..reading.text(first).len()), VIA),
        ),
        account: row
            .values()
            .map(|block| (*block, 0..reading.text(*block).len()))
            .collect(),
    })
}

/// How many cells of a row, and lines of a cell, can name a position.
const CELLS: usize = 3;
const LINES: usize = 4;

fn role(reading: &Reading<'_>, row: &BTreeMap<u32, usize>, columns: &BTreeMap<u32, u32>) -> Option<Role> {
    let cell = |column: Column| {
        let index = COLUMNS.iter().position(|(kind, _)| *kind == column)?;
        let column = columns.get(&u32::try_from(index).ok()?)?;
        let block = *row.get(column)?;
        Some((block, reading.text(block).trim())).filter(|(_, text)| !text.is_empty())
    };
    let text = |column: Column| cell(column).map(|(_, text)| text.lines().next().unwrap_or(text).trim());
    let period = text(Column::Period).and_then(dates::first);
    let date = |column: Column| {
        text(column)
            .and_then(dates::first)
            .and_then(|period| period.start)
    };
    let draft = Draft {
        company: text(Column::Company),
        title: text(Column::Title),
        place: text(Column::Place),
        start: period
            .as_ref()
            .and_then(|period| period.start)
            .or_else(|| date(Column::Start)),
        end: period.and_then(|period| period.end),
    };
    let (block, words) = cell(Column::Company).or_else(|| cell(Column::Title))?;
    let evidence = reading.evidence(block, &(0..words.len()), VIA);
    Some(Role {
        position: draft.position(reading, evidence),
        account: row
            .values()
            .map(|block| (*block, 0..reading.text(*block).len()))
            .collect(),
    })
}
