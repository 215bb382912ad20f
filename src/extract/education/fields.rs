//! Schools that name their facts: lists in front matter, objects in a biography written as code, arguments of a template.

use crate::extract::dates;
use crate::extract::reading::Reading;
use crate::extract::records::{Record, records};
use crate::extract::sections::Section;
use crate::profile::{Education, Via};

use super::schools::set_dates;

const SCHOOLS: &[&str] = &[
    "university",
    "institution",
    "school",
    "college",
    "institute",
    "almamater",
    "uni",
];
const DEGREES: &[&str] = &[
    "degree",
    "studytype",
    "title",
    "program",
    "course",
    "qualification",
    "major",
    "field",
];
/// Keys that name a school only where the text speaks of learning.
const HOSTS: &[&str] = &["company", "name", "organization", "place", "at", "where"];
const PERIODS: &[&str] = &[
    "timespan",
    "period",
    "dates",
    "date",
    "years",
    "year",
    "graduation",
    "graduated",
    "when",
];

/// Reads every record that names a school.
pub(super) fn schools(reading: &Reading<'_>) -> Vec<Education> {
    records(reading)
        .iter()
        .filter_map(|record| school(reading, record))
        .collect()
}

fn school(reading: &Reading<'_>, record: &Record) -> Option<Education> {
    let block = record.fields.first()?.block;
    let section = reading.section(block);
    let learning = section == Section::Education || record.parent.starts_with("educat");
    let own = record.field(SCHOOLS);
    let host = || {
        record
            .field(HOSTS)
            .filter(|_| learning && record.field(DEGREES).is_some())
    };
    let field = own.or_else(host)?;
    let institution = reading.text(field.block).get(field.range.clone())?;
    let named = institution.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase());
    if !named || matches!(section, Section::Certifications | Section::Projects) {
        return None;
    }
    let mut school = Education {
        institution: institution.to_owned(),
        degree: record.value(reading, DEGREES).map(str::to_owned),
        field: None,
        start: None,
        end: None,
        evidence: vec![reading.evidence(field.block, &field.range, Via::Code)],
    };
    let stated = record.value(reading, PERIODS).and_then(dates::first);
    if let Some(period) = stated.or_else(|| record.span(reading)) {
        set_dates(&mut school, &period);
    }
    Some(school)
}
