//! Tables of schools: a row a school.

use super::schools::set_dates;
use super::{is_learning, is_school};
use crate::extract::dates;
use crate::extract::reading::{Reading, Table};
use crate::extract::sections::Section;
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
        let Some(school) = column(SCHOOLS).or_else(|| column_of_schools(reading, &table)) else {
            schools.extend(laid_out(reading, &table));
            continue;
        };
        let degree = column(DEGREES).filter(|degree| *degree != school);
        let when = column(PERIODS);
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

/// What headers call the columns, folded.
const SCHOOLS: &[&str] = &[
    "institution",
    "institute",
    "institution name",
    "name of institution",
    "name of the institution",
    "name of institute",
    "school",
    "school name",
    "university",
    "college",
    "board",
    "university board",
    "board university",
    "institucion",
    "instituicao",
    "escuela",
    "universidad",
    "universidade",
    "etablissement",
    "ecole",
    "universite",
    "istituto",
    "universita",
    "hochschule",
    "schule",
    "universitat",
    "einrichtung",
    "instelling",
    "uczelnia",
    "skola",
    "larosate",
    "学校",
    "院校",
    "вуз",
    "учебное заведение",
];
const DEGREES: &[&str] = &[
    "degree",
    "degrees",
    "degree certificate",
    "qualification",
    "qualifications",
    "course",
    "program",
    "programme",
    "study",
    "field",
    "field of study",
    "major",
    "area",
    "title",
    "level",
    "examination",
    "exam",
    "standard",
    "class",
    "titulo",
    "titulacion",
    "grado",
    "carrera",
    "curso",
    "grau",
    "diplome",
    "formation",
    "titolo",
    "abschluss",
    "studiengang",
    "opleiding",
    "专业",
    "学位",
];
const PERIODS: &[&str] = &[
    "when",
    "period",
    "dates",
    "duration",
    "year",
    "years",
    "date",
    "year of passing",
    "passing year",
    "year of completion",
    "graduation",
    "graduated",
    "timeline",
    "session",
    "batch",
    "ano",
    "anos",
    "fecha",
    "fechas",
    "periodo",
    "annee",
    "annees",
    "jahr",
    "zeitraum",
    "anno",
    "anni",
    "jaar",
    "rok",
    "时间",
];

/// The column of a table about education of which most cells name a school.
fn column_of_schools(reading: &Reading<'_>, table: &Table) -> Option<u32> {
    let first = *table.rows.first()?.values().next()?;
    if reading.section(first) != Section::Education || table.rows.len() < 2 {
        return None;
    }
    let named = |column: u32| {
        let cells = table.rows.iter().filter_map(|row| row.get(&column));
        let named = |block: &&usize| is_school(reading.text(**block));
        cells.filter(named).count()
    };
    let columns = table.rows.first()?.keys().copied();
    let (most, column) = columns
        .map(|column| (named(column), column))
        .max_by_key(|(most, _)| *most)?;
    (most * 2 >= table.rows.len()).then_some(column)
}

/// "| B.S. in Looms | University of Lumora | 2015 – 2019 |": whoever lays out each school as a table has its facts in the
/// header.
fn laid_out(reading: &Reading<'_>, table: &Table) -> Option<Education> {
    let cells = || {
        table
            .head
            .values()
            .map(|block| (*block, reading.text(*block).trim()))
    };
    let about = cells().all(|(block, _)| reading.section(block) == Section::Education);
    let (block, name) = cells().find(|(_, text)| about && is_school(text))?;
    let (_, when) = cells().find(|(_, text)| dates::first(text).is_some())?;
    let mut entry = Education {
        institution: name.to_owned(),
        degree: cells()
            .find(|(_, text)| *text != name && is_learning(text))
            .map(|(_, text)| text.to_owned()),
        field: None,
        start: None,
        end: None,
        evidence: vec![reading.evidence(block, &(0..name.len()), Via::Table)],
    };
    set_dates(&mut entry, &dates::first(when)?);
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing;

    #[test]
    fn a_header_can_hold_the_facts_of_a_school() {
        let table = "| BSc Looms | Orvik College | 2015 – 2019 |\n|---|---|---|\n| | Bergen | 4 years |\n";
        let read = |text: &str| testing::read(text, tables);
        let schools = read(&format!("## Education\n\n{table}"));
        let found: Vec<_> = schools
            .iter()
            .map(|school| {
                (
                    school.institution.as_str(),
                    school.degree.as_deref(),
                    school.start.map(|date| date.year()),
                )
            })
            .collect();
        assert_eq!(found, [("Orvik College", Some("BSc Looms"), Some(2015))]);
        assert!(read(&format!("## Talks\n\n{table}")).is_empty());
    }
}
