//! Where did the person learn? Schools with degrees and years.

mod cards;
mod facts;
mod fields;
mod honors;
mod kinds;
mod prose;
mod schools;
mod table;
mod words;

use super::document::Kind;
use super::names;
use super::reading::Reading;
use super::sections::{Section, is_exact, named};
use super::stated::is_data;
use super::wrapped;
use crate::profile::Education;

use prose::in_prose;
use schools::Schools;
use table::tables;
pub(super) use words::{is_degree, is_learning, is_school};

/// The most schools of one person.
const MAX_SCHOOLS: usize = 12;

/// Reads the schools of a single part about education whose entries are alike.
fn alike(reading: &Reading<'_>) -> Option<Vec<Education>> {
    let mut lines: Vec<_> = Vec::new();
    for line in reading.lines(|section| section == Section::Education) {
        if line.heading().is_some() && reading.outline.opens(line.block) {
            if lines.is_empty() {
                continue;
            }
            return None;
        }
        lines.push(line.clone());
    }
    cards::schools(reading, &lines)
}

/// Reads the schools of the parts about education, line by line.
fn listed(reading: &Reading<'_>) -> Vec<Education> {
    let mut listed = Schools::new(reading);
    for (index, block) in reading.blocks() {
        let cell = matches!(block.kind, Kind::Cell(cell) if cell.header || !is_school(block.text.as_str()));
        let template = block.text.as_str().starts_with(['{']);
        if reading.section(index) != Section::Education || cell || template || is_data(block) {
            continue;
        }
        // "BSc Looms at University", "of Orvik": an item may be wrapped at a width.
        let wrapped = matches!(block.kind, Kind::Item(_)).then(|| wrapped::sentences(reading, index));
        let lines = wrapped.as_deref().unwrap_or_else(|| reading.lines_of(index));
        for (number, line) in lines.iter().enumerate() {
            let announced = line.text.ends_with(':') && is_exact(line.text.trim_end_matches(':'));
            if announced
                || line.heading().is_some()
                    && named(line.text).is_some_and(|section| section == Section::Education)
                    && (!is_school(line.text) || is_exact(line.text))
            {
                continue;
            }
            listed.take(line, number + 1 < lines.len());
        }
    }
    listed.end()
}

/// "Google Cloud Platform" is what one learned, and no school.
fn is_technology(reading: &Reading<'_>, name: &str) -> bool {
    let taxonomy = reading.taxonomy;
    taxonomy.skill_named(name).is_some() && taxonomy.company_named(name).is_none() && !is_school(name)
}

/// Reads the schools of the parts about education, and those that sentences name.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools: Vec<Education> = tables(reading);
    schools.extend(fields::schools(reading));
    let bare = |school: &Education| school.degree.is_none() && school.start.is_none() && school.end.is_none();
    let read = |school: &Education| {
        let slug = names::slug(&school.institution);
        schools
            .iter()
            .any(|known| names::slug(&known.institution).starts_with(&slug))
    };
    // The cells of a table have been read already.
    let listed: Vec<_> = alike(reading)
        .unwrap_or_else(|| listed(reading))
        .into_iter()
        .filter(|school| !(bare(school) && read(school)))
        .collect();
    schools.extend(listed);
    if schools.is_empty() {
        schools = in_prose(reading);
    }
    schools.retain(|school| {
        let name = &school.institution;
        let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
        letters >= 3 && !name.contains("://") && !is_technology(reading, name)
    });
    schools.truncate(MAX_SCHOOLS);
    schools
}
