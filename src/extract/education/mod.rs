//! Where did the person learn? Schools with degrees and years.

mod facts;
mod fields;
mod prose;
mod table;

use std::ops::Range;

use super::dates::Period;
use super::document::{Kind, slice};
use super::reading::{Line, Reading, lines_of};
use super::sections::{Section, named};
use super::stated::is_data;
use crate::profile::{Education, Via};

use facts::{facts, is_school};
use prose::in_prose;
use table::tables;

/// The most schools of one person.
const MAX_SCHOOLS: usize = 12;

/// Reads the schools of the parts about education, and those that sentences name.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools: Vec<Education> = tables(reading);
    schools.extend(fields::schools(reading));
    let mut open: Option<Education> = None;
    for (index, block) in reading.blocks() {
        let cell = matches!(block.kind, Kind::Cell(cell) if cell.header || !is_school(block.text.as_str()));
        let template = block.text.as_str().starts_with(['{']);
        if reading.section(index) != Section::Education || cell || template || is_data(block) {
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

/// What schools give besides degrees; such a line names no school.
const HONORS: &[&str] = &[
    "award",
    "prize",
    "preis",
    "scholarship",
    "stipend",
    "medal",
    "honors",
    "honours",
    "cum laude",
    "dean",
    "gpa",
    "cgpa",
    "certified",
    "certificate of",
    "coursework",
    "relevant courses",
    "thesis",
    "grade",
];

fn is_honor(text: &str) -> bool {
    let folded = super::sections::fold(text);
    HONORS.iter().any(|word| folded.contains(word))
}

/// Adds what a line says to the open school, or begins the next.
fn take(reading: &Reading<'_>, line: &Line<'_>, open: &mut Option<Education>, done: &mut Vec<Education>) {
    if line.text.starts_with('(') || line.text.chars().count() > 220 || super::experience_label(line.text) {
        return;
    }
    let mut facts = facts(line);
    let part_of_open = facts.school.as_ref().is_some_and(|school| {
        let name = slice(line.text, school.clone());
        let part = ["Faculty of", "Department of", "School of", "Dept"]
            .iter()
            .any(|part| name.starts_with(part));
        let known = open
            .as_ref()
            .is_some_and(|open| !open.institution.is_empty() && open.degree.is_none());
        part && known && facts.period.is_none()
    });
    if part_of_open
        || facts
            .school
            .as_ref()
            .is_some_and(|school| is_honor(slice(line.text, school.clone())))
    {
        facts.school = None;
    }
    let facts = facts;
    let text = |range: &Range<usize>| super::names::bare(slice(line.text, range.clone())).to_owned();
    let begins = open.is_none() || line.heading().is_some() || line.apart || line.bold || line.is_item();
    let untyped = facts.school.is_none() && facts.degree.is_none() && facts.period.is_none();
    if untyped && (part_of_open || is_honor(line.text)) {
        return;
    }
    let nameless = open
        .as_ref()
        .is_some_and(|open| open.institution.is_empty() && open.degree.is_some());
    if let (true, true, Some(entry)) = (untyped, nameless, open.as_mut()) {
        // The school's name can stand below the degree without any word that tells it is one.
        let name = line.text.split([',', '|', '·']).next().unwrap_or(line.text);
        let name = name.split(" - ").next().unwrap_or(name).trim();
        let short = name.split_whitespace().count() <= 7 && !line.text.ends_with(['.', ':', ';']);
        if short && name.starts_with(char::is_uppercase) && !line.is_item() {
            super::names::bare(name).clone_into(&mut entry.institution);
        }
        return;
    }
    let study = untyped && line.bold && line.heading().is_none();
    if let (true, Some(entry)) = (study, open.as_mut())
        && entry.degree.is_none()
        && entry.start.is_none()
        && entry.end.is_none()
        && !entry.institution.is_empty()
        && line.text.split_whitespace().count() <= 8
    {
        entry.degree = Some(super::names::bare(line.text).to_owned());
        return;
    }
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
