//! Schools that only sentences name.

use std::ops::Range;

use super::MAX_SCHOOLS;
use super::facts::is_school;
use super::schools::empty;
use crate::extract::cues::Cues;
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::reading::{Reading, lines_of};
use crate::extract::sections::Section;
use crate::profile::Education;

/// Words of learning.
static STUDIED: Cues = Cues::caseless(&[
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
    "m.sc",
    "msc",
    "b.sc",
    "mba",
    "education",
    "diploma",
    "egresad",
    "licenciad",
    "ingeniero",
    "titulad",
    "étud",
    "diplôm",
    "absolv",
    "laurea",
    "formad",
    "ph.d",
]);

/// "I have a degree in Computer Science at State University of Maringá", "Computer Science student at …".
pub(super) fn in_prose(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools: Vec<Education> = Vec::new();
    for (index, block) in reading.blocks() {
        let about = matches!(reading.section(index), Section::Open | Section::About);
        if !about || matches!(block.kind, Kind::Code | Kind::Heading(_)) {
            continue;
        }
        for line in lines_of(index, block) {
            let studied = STUDIED.are_in(line.text);
            if !studied || schools.len() >= MAX_SCHOOLS {
                continue;
            }
            let Some(range) = school_name(line.text) else {
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
            if best.is_none() && words.len() >= 2 && is_school(slice(text, range.clone())) {
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
