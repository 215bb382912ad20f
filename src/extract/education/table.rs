//! Tables of schools: a row a school.

use super::schools::set_dates;
use crate::extract::dates;
use crate::extract::reading::Reading;
use crate::profile::{Education, Via};

/// Tables of schools: a column that is named for it.
pub(super) fn tables(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools = Vec::new();
    for table in reading.tables() {
        let column = |names: &[&str]| {
            table
                .header
                .iter()
                .find(|(_, header)| header.split('/').any(|header| names.contains(&header)))
                .map(|(column, _)| *column)
        };
        let Some(school) = column(&["institution", "school", "university", "college", "institute"]) else {
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
