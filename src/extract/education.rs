//! Where did the person learn? Schools with degrees and years.

use std::ops::Range;

use super::dates::{self, Period};
use super::document::{Kind, slice, trim_by};
use super::reading::{Line, Reading, lines_of};
use super::sections::{Section, fold, named};
use crate::profile::{Education, Via};

/// Words that make a line name a school.
const SCHOOLS: &[&str] = &[
    "university",
    "universität",
    "universitat",
    "université",
    "universite",
    "universidad",
    "universidade",
    "università",
    "universita",
    "universitas",
    "college",
    "institute",
    "institut",
    "instituto",
    "istituto",
    "school",
    "academy",
    "polytechnic",
    "politecnico",
    "politechnika",
    "polytechnique",
    "hochschule",
    "école",
    "ecole",
    "faculty",
    "iit",
    "iiit",
    "nit",
    "mit",
    "bootcamp",
    "lycée",
    "gymnasium",
    "fachhochschule",
    "escola",
    "escuela",
    "facultad",
    "faculdade",
    "technion",
    "academia",
    "vidyalaya",
    "uni",
    "eth",
    "epfl",
    "universiteit",
    "hogeschool",
    "univ",
    "centro universitário",
    "conservatory",
    "seminary",
    "iim",
    "bits",
    "vit",
    "liceo",
];

/// Words that make a text name a degree or a field.
const DEGREES: &[&str] = &[
    "bachelor",
    "bachelors",
    "master",
    "masters",
    "bsc",
    "msc",
    "b sc",
    "m sc",
    "b s",
    "m s",
    "bs",
    "ms",
    "ba",
    "ma",
    "b a",
    "m a",
    "phd",
    "ph d",
    "doctor",
    "doctorate",
    "btech",
    "b tech",
    "mtech",
    "m tech",
    "be",
    "b e",
    "b eng",
    "beng",
    "meng",
    "m eng",
    "mba",
    "diploma",
    "degree",
    "associate",
    "bca",
    "mca",
    "licence",
    "licenciatura",
    "laurea",
    "diplom",
    "certificate",
    "minor",
    "major",
    "computer science",
    "engineering",
    "grado",
    "graduação",
    "baccalaureate",
    "high school",
    "bac",
    "hsc",
    "ssc",
    "ingénieur",
    "mathematics",
    "specialist",
    "cse",
    "graduate diploma",
    "informatik",
    "dut",
    "bts",
    "postgraduate",
    "informatics",
    "technologist",
    "tecnólogo",
    "bcom",
    "bsc hons",
    "bfa",
    "b com",
];

/// The most schools of one person.
const MAX_SCHOOLS: usize = 12;

/// Reads the schools of the parts about education, and those that sentences name.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools: Vec<Education> = tables(reading);
    let mut open: Option<Education> = None;
    for (index, block) in reading.blocks() {
        let cell =
            matches!(block.kind, Kind::Cell(cell) if cell.header || !reading_html_cell(block.text.as_str()));
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

/// A cell without a header row of its own is a part of a laid-out page.
fn reading_html_cell(text: &str) -> bool {
    is_school(text)
}

#[derive(Debug, Default)]
struct Facts {
    school: Option<Range<usize>>,
    degree: Option<Range<usize>>,
    period: Option<Period>,
}

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

fn set_dates(entry: &mut Education, period: &Period) {
    if period.end.is_some() {
        entry.start = period.start;
        entry.end = period.end;
    } else {
        entry.end = period.start.map(crate::profile::DateEnd::On);
    }
}

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

/// Cuts a line into a school, a degree and a period.
fn facts(line: &Line<'_>) -> Facts {
    let text = line.text;
    let period = dates::first(text);
    let mut facts = Facts::default();
    let mut ranges = Vec::new();
    match &period {
        Some(period) => ranges.extend([0..period.range.start, period.range.end..text.len()]),
        None => ranges.push(0..text.len()),
    }
    facts.period = period;
    let pieces: Vec<Range<usize>> = ranges.into_iter().flat_map(|range| split(text, range)).collect();
    let school = pieces
        .iter()
        .find(|piece| is_school(slice(text, (*piece).clone())));
    facts.school = school.cloned();
    facts.degree = pieces
        .iter()
        .find(|piece| Some(*piece) != school && is_degree(slice(text, (*piece).clone())))
        .cloned();
    if let (None, Some(degree)) = (&facts.school, &facts.degree) {
        // "Acme Learning — BSc Physics": the other strong part is the school.
        let other = pieces.iter().find(|piece| {
            *piece != degree
                && slice(text, (*piece).clone())
                    .chars()
                    .filter(|letter| letter.is_alphabetic())
                    .count()
                    > 3
                && pieces.len() <= 3
        });
        facts.school = other
            .filter(|_| line.bold || line.is_item() || line.heading().is_some())
            .cloned();
    }
    if facts.school.is_none()
        && facts.degree.is_none()
        && facts.period.is_some()
        && (line.bold || line.heading().is_some() || line.is_item() || line.apart)
    {
        facts.school = pieces
            .iter()
            .find(|piece| {
                slice(text, (*piece).clone())
                    .chars()
                    .filter(|letter| letter.is_alphabetic())
                    .count()
                    > 3
            })
            .cloned();
    }
    facts
}

fn split(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let rest = slice(text, at..range.end);
        let separator = [
            " — ", " – ", " - ", " | ", " · ", " • ", "\t", "  ", ", ", " at ", " @ ", " from ", "; ", ": ",
            "(", ")", " in the ", " / ",
        ]
        .iter()
        .find(|separator| rest.starts_with(**separator));
        let dash_in_name = separator.is_some_and(|separator| *separator == " - ")
            && is_school(slice(rest, 3..rest.len().min(40)))
            && is_school(slice(text, start..at))
            || separator.is_none() && false;
        match separator {
            Some(separator) if !dash_in_name && !(matches!(*separator, "  ") && start == at) => {
                pieces.push(start..at);
                at += separator.len();
                start = at;
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    pieces.push(start..range.end);
    pieces
        .into_iter()
        .map(|piece| trim_by(text, piece, |letter| !letter.is_alphanumeric() && letter != '.'))
        .filter(|piece| !piece.is_empty())
        .collect()
}

fn is_school(text: &str) -> bool {
    let padded = format!(
        " {} ",
        text.to_lowercase()
            .replace(|letter: char| !letter.is_alphanumeric(), " ")
    );
    let high_school_diploma = padded.contains("diploma") && !padded.contains("univers");
    SCHOOLS.iter().any(|word| padded.contains(&format!(" {word} ")))
        && text.split_whitespace().count() <= 12
        && !high_school_diploma
}

fn is_degree(text: &str) -> bool {
    let padded = format!(" {} ", fold(text));
    DEGREES.iter().any(|word| padded.contains(&format!(" {word} ")))
}

/// Tables of schools: a column that is named for it.
fn tables(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools = Vec::new();
    for table in reading.tables() {
        let column = |names: &[&str]| {
            table
                .header
                .iter()
                .find(|(_, header)| names.iter().any(|name| header == name))
                .map(|(column, _)| *column)
        };
        let Some(school) = column(&[
            "institution",
            "school",
            "university",
            "college",
            "institute",
            "school university",
        ]) else {
            continue;
        };
        let degree = column(&[
            "degree",
            "qualification",
            "course",
            "program",
            "study",
            "field",
            "area",
            "title",
        ]);
        let when = column(&["when", "period", "dates", "duration", "year", "years", "date"]);
        for row in &table.rows {
            let cell = |column: Option<u32>| {
                column
                    .and_then(|column| row.get(&column))
                    .map(|block| (*block, reading.text(*block).trim()))
                    .filter(|(_, text)| !text.is_empty())
            };
            let Some((block, name)) = cell(Some(school)) else {
                continue;
            };
            let mut entry = Education {
                institution: name.to_owned(),
                degree: cell(degree).map(|(_, text)| text.to_owned()),
                field: None,
                start: None,
                end: None,
                evidence: vec![reading.evidence(block, &(0..name.len()), Via::Table)],
            };
            if let Some(period) = cell(when).and_then(|(_, text)| dates::first(text)) {
                set_dates(&mut entry, &period);
            }
            schools.push(entry);
        }
    }
    schools
}

/// "I have a BSc degree in Computer Science at State University of Maringá", "Computer Science student at …".
fn in_prose(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools: Vec<Education> = Vec::new();
    for (index, block) in reading.blocks() {
        let about = matches!(reading.section(index), Section::Open | Section::About);
        if !about || matches!(block.kind, Kind::Code | Kind::Heading(_)) {
            continue;
        }
        for line in lines_of(index, block) {
            let lower = line.text.to_lowercase();
            let studied = [
                "stud",
                "degree",
                "bsc",
                "graduat",
                "b.tech",
                "btech",
                "master",
                "bachelor",
                "phd",
                "undergrad",
                "alumn",
                "pursuing",
                "pursued",
                "engineering at",
                "m.s.",
                "b.s.",
            ]
            .iter()
            .any(|cue| lower.contains(cue));
            let Some(range) = school_name(line.text).filter(|_| studied && schools.len() < MAX_SCHOOLS)
            else {
                continue;
            };
            let name = slice(line.text, range.clone()).to_owned();
            if schools.iter().any(|school| school.institution == name) {
                continue;
            }
            let mut school = empty(reading, &line);
            school.institution = name;
            schools.push(school);
        }
    }
    schools
}

/// Finds the capitalized words around a word for a school.
fn school_name(text: &str) -> Option<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut best: Option<Range<usize>> = None;
    let flush = |words: &mut Vec<Range<usize>>, best: &mut Option<Range<usize>>| {
        while words
            .last()
            .is_some_and(|word| slice(text, word.clone()).chars().all(char::is_lowercase))
        {
            let _joint = words.pop();
        }
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let range = first.start..last.end;
            if best.is_none() && is_school(slice(text, range.clone())) && words.len() >= 2 {
                *best = Some(range);
            }
        }
        words.clear();
    };
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let range = trim_by(text, at..at + word.len(), |letter| !letter.is_alphanumeric());
        at += word.len();
        let bare = slice(text, range.clone());
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let joint =
            !words.is_empty() && matches!(bare, "of" | "de" | "di" | "da" | "do" | "for" | "and" | "del");
        if capital || joint {
            words.push(range.clone());
        } else {
            flush(&mut words, &mut best);
        }
        if word.trim_end().len() + at - word.len() > range.end
            && word.trim_end().ends_with([',', '.', ')', ';', '!', ':'])
        {
            flush(&mut words, &mut best);
        }
    }
    flush(&mut words, &mut best);
    best
}
