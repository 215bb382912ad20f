//! Where did the person learn? Schools with degrees and years.

mod facts;
mod prose;
mod table;

use std::ops::Range;

use super::dates::Period;
use super::document::{Kind, slice};
use super::reading::{Line, Reading, lines_of};
use super::sections::{Section, named};
use crate::profile::{Education, Via};

use facts::{facts, is_school};
use prose::in_prose;
use table::tables;

/// The most schools of one person.
const MAX_SCHOOLS: usize = 12;

/// Reads the schools of the parts about education, and those that sentences name.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools: Vec<Education> = tables(reading);
    let mut open: Option<Education> = None;
    for (index, block) in reading.blocks() {
        let cell = matches!(block.kind, Kind::Cell(cell) if cell.header || !is_school(block.text.as_str()));
        if reading.section(index) != Section::Education || cell {
            continue;
        }
        for line in lines_of(index, block) {
            if line.heading().is_some()
                && named(line.text).is_some_and(|section| section == Section::Education)
                && !is_school(line.text)
            {
                continue;
            }
            take(reading, &line, &mut open, &mut schools);
        }
    }
    schools.extend(open);
    if schools.is_empty() {
        schools = in_prose(reading);
    }
    schools.retain(|school| {
        school
            .institution
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count()
            >= 3
    });
    schools.truncate(MAX_SCHOOLS);
    schools
}

/// Adds what a line says to the open school, or begins the next.
fn take(reading: &Reading<'_>, line: &Line<'_>, open: &mut Option<Education>, done: &mut Vec<Education>) {
    if line.text.chars().count() > 220 || super::experience_label(line.text) {
        return;
    }
    let facts = facts(line);
    let text = |range: &Range<usize>| super::names::bare(slice(line.text, range.clone())).to_owned();
    let begins = open.is_none() || line.heading().is_some() || line.apart || line.bold || line.is_item();
    let untyped = facts.school.is_none() && facts.degree.is_none() && facts.period.is_none();
    if untyped
        && !(begins
            && line.text.split_whitespace().count() <= 8
            && !line.text.ends_with('.')
            && (line.heading().is_some() || line.bold || open.is_none()))
    {
        return;
    }
    let school = facts
        .school
        .as_ref()
        .or(None)
        .map(&text)
        .or_else(|| untyped.then(|| super::names::bare(line.text).to_owned()));
    let known = open.as_ref().is_some_and(|open| !open.institution.is_empty());
    if let Some(school) = school {
        if known {
            done.extend(open.take());
        }
        let entry = open.get_or_insert_with(|| empty(reading, line));
        entry.institution = school;
    } else if facts.degree.is_some()
        && known
        && open.as_ref().is_some_and(|open| open.degree.is_some())
        && line.apart
        && line.heading().is_some()
    {
        done.extend(open.take());
    }
    let entry = open.get_or_insert_with(|| empty(reading, line));
    if let (Some(degree), true) = (&facts.degree, entry.degree.is_none()) {
        entry.degree = Some(text(degree));
    }
    if let (Some(period), true) = (facts.period, entry.start.is_none() && entry.end.is_none()) {
        set_dates(entry, &period);
    }
}

/// A date alone is the end of learning.
fn set_dates(entry: &mut Education, period: &Period) {
    if period.end.is_some() {
        entry.start = period.start;
        entry.end = period.end;
    } else {
        entry.end = period.start.map(crate::profile::DateEnd::On);
    }
}

/// Begins a school with a line.
fn empty(reading: &Reading<'_>, line: &Line<'_>) -> Education {
    Education {
        institution: String::new(),
        degree: None,
        field: None,
        start: None,
        end: None,
        evidence: vec![reading.evidence(line.block, &line.range, Via::List)],
    }
}
