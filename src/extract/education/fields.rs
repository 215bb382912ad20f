//! Schools that name their facts: lists in front matter, objects in a biography written as code, arguments of a template.

use std::ops::Range;

use crate::extract::dates;
use crate::extract::document::{Kind, slice};
use crate::extract::experience::strings_under;
use crate::extract::reading::Reading;
use crate::extract::records::Record;
use crate::extract::sections::Section;
use crate::profile::{Education, Via};

use super::prose::school_in;
use super::schools::{empty, set_dates};
use super::words::is_degree;

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
    reading
        .records()
        .iter()
        .filter_map(|record| school(reading, record))
        .chain(listed(reading))
        .collect()
}

/// `education: ["MSc in Looms, Orvik College", …]`: each string tells of a school.
fn listed(reading: &Reading<'_>) -> Vec<Education> {
    let code = reading.blocks().filter(|(_, block)| block.kind == Kind::Code);
    let told = |key: &str| key.starts_with("educat") || key == "studies" || key == "degrees";
    let strings = code.flat_map(|(index, _)| strings_under(reading.lines_of(index), told));
    let schools = strings.filter_map(|(line, item)| {
        let value = slice(line.text, item.clone());
        let (name, degree) = told_in(reading, value)?;
        let mut school = empty(reading, line);
        school.degree = degree;
        slice(value, name).clone_into(&mut school.institution);
        if let Some(period) = dates::first(value) {
            set_dates(&mut school, &period);
        }
        Some(school)
    });
    schools.collect()
}

/// `MSc in Looms, Lumora`, `MSc in Looms at Orvik College`: where a value names a school, and the degree before it.
fn told_in(reading: &Reading<'_>, value: &str) -> Option<(Range<usize>, Option<String>)> {
    let name = behind_comma(value).or_else(|| school_in(reading, value))?;
    let joint =
        |letter: char| letter.is_whitespace() || matches!(letter, ',' | '@' | '-' | '–' | '—' | '|' | '(');
    let before = slice(value, 0..name.start).trim_end_matches(joint);
    let degree = before.trim_end_matches(" at").trim_end_matches(" from");
    Some((name, Some(degree.to_owned()).filter(|degree| is_degree(degree))))
}

/// `MSc in Looms, Lumora`: what stands behind a degree and a comma, up to the next one.
fn behind_comma(value: &str) -> Option<Range<usize>> {
    let (degree, rest) = value.split_once(", ").filter(|(degree, _)| is_degree(degree))?;
    let end = rest.find([',', '(', '|', ';']).unwrap_or(rest.len());
    let name = slice(rest, 0..end).trim_end();
    let start = degree.len() + ", ".len();
    let named = name.starts_with(char::is_uppercase) && dates::first(name).is_none() && !is_degree(name);
    named.then(|| start..start + name.len())
}

fn school(reading: &Reading<'_>, record: &Record) -> Option<Education> {
    let block = record.fields.first()?.block;
    let section = reading.section(block);
    let learning = section == Section::Education || record.parent.starts_with("educat");
    if let Some(told) = told(reading, record) {
        return Some(told);
    }
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

/// Keys whose value tells of a school in words: `education: BSc at the University of Lumora`.
const TOLD: &[&str] = &[
    "education",
    "studies",
    "studied",
    "studying",
    "studiedat",
    "graduatedfrom",
];

/// Reads the school of such a value.
fn told(reading: &Reading<'_>, record: &Record) -> Option<Education> {
    let field = record.field(TOLD)?;
    let value = reading.text(field.block).get(field.range.clone())?;
    let (name, degree) = told_in(reading, value)?;
    let mut school = Education {
        institution: slice(value, name).to_owned(),
        degree,
        field: None,
        start: None,
        end: None,
        evidence: vec![reading.evidence(field.block, &field.range, Via::Code)],
    };
    if let Some(period) = dates::first(value) {
        set_dates(&mut school, &period);
    }
    Some(school)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;
    use crate::profile::DateEnd;

    /// School, degree, and the years from and to.
    type Facts<'t> = (&'t str, Option<&'t str>, Option<u16>, Option<u16>);

    #[track_caller]
    fn check(text: &str, expected: &[Facts<'_>]) {
        let schools = read(text, schools);
        let found = schools.iter().map(|school| {
            let end = school.end.and_then(|end| match end {
                DateEnd::Present => None,
                DateEnd::On(date) => Some(date.year()),
            });
            (
                school.institution.as_str(),
                school.degree.as_deref(),
                school.start.map(|date| date.year()),
                end,
            )
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    fn code(lines: &str) -> String {
        format!("```\n{lines}\n```\n")
    }

    #[test]
    fn schools_name_their_facts_in_many_languages() {
        let expected = [("Odd Valley", Some("BSc"), Some(2010), Some(2014))];
        for text in [
            code("education:\n  - school: Odd Valley\n    degree: BSc\n    start: 2010\n    end: 2014"),
            code(
                "\"education\": [\n  {\n    \"institution\": \"Odd Valley\",\n    \"studyType\": \"BSc\",\n    \"years\": \"2010 - 2014\"\n  }\n]",
            ),
            code(
                "const education = {\n  name: \"Odd Valley\",\n  degree: \"BSc\",\n  from: \"2010\",\n  to: \"2014\",\n}",
            ),
            "{% study(university=\"Odd Valley\", degree=\"BSc\", dates=\"2010 - 2014\") %}\n".to_owned(),
        ] {
            check(&text, &expected);
        }
        check(
            &code("university: Odd Valley\ngraduation: 2014"),
            &[("Odd Valley", None, None, Some(2014))],
        );
        let host = code("organization: Odd Valley\ntitle: BSc");
        check(
            &format!("## Education\n\n{host}"),
            &[("Odd Valley", Some("BSc"), None, None)],
        );
    }

    #[test]
    fn other_records_are_no_schools() {
        check(&code("name: Odd Valley\ndegree: BSc"), &[]);
        check(&code("education:\n  - name: Odd Valley\n    year: 2014"), &[]);
        check(&code("school: none"), &[]);
        check(&format!("## Projects\n\n{}", code("school: Odd Valley")), &[]);
    }

    #[test]
    fn a_key_can_tell_of_the_school_in_words() {
        for (text, degree) in [
            (
                "name: Ada\neducation: BSc Looms, Odd Valley University, 2014",
                Some("BSc Looms"),
            ),
            (
                "const ada = {\n  name: \"Ada\",\n  education: \"BSc in Looms from Odd Valley University, 2014\",\n}",
                Some("BSc in Looms"),
            ),
            ("self.studies = \"Looms @ Odd Valley University, 2014\"", None),
        ] {
            check(
                &code(text),
                &[("Odd Valley University", degree, None, Some(2014))],
            );
        }
        check(&code("education: BSc in Looms"), &[]);
        check(&code("education: self-taught at home"), &[]);
    }
}
