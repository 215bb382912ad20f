//! Schools among other things: rows of study in lists of positions, and lines of short facts about the person.

use std::ops::Range;

use memchr::memchr2;

use super::MAX_SCHOOLS;
use super::facts::facts;
use super::schools::{empty, set_dates};
use super::words::{is_degree, is_school};
use crate::extract::cues::Cues;
use crate::extract::document::{slice, trim, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::Section;
use crate::profile::Education;

/// The most bytes of a row of study.
const ROW_BYTES: usize = 200;

/// Words with which a degree begins that nobody has as a position.
static DEGREES: Cues = Cues::caseless(&[
    "master 1 ",
    "master 2 ",
    "m1 ",
    "m2 ",
    "licence ",
    "maîtrise",
    "bts ",
    "dut ",
    "bachelor of ",
    "bachelor's degree",
    "bachelor’s degree",
    "bachelor en ",
    "master of ",
    "master's degree",
    "master’s degree",
    "mastère ",
    "msc ",
    "bsc ",
    "m.sc",
    "b.sc",
    "diplôme d",
    "baccalauréat",
    "bac ",
    "grado en ",
    "grado superior",
    "licenciatura ",
    "laurea ",
    "máster en ",
    "bacharelado ",
    "graduação ",
    "mestrado ",
    "abitur",
    "b.tech",
    "m.tech",
    "本科",
    "硕士",
]);

/// Words of a course that has the worth of a degree.
static WORTH: Cues = Cues::caseless(&[
    "(équivalent ",
    "(equivalent to ",
    "(niveau bac",
    "(titre rncp",
    "(formation",
]);

/// Words of people who work at a school for their degree.
static AT_WORK: Cues = Cues::caseless(&[
    "student",
    "thesis",
    "research",
    "assistant",
    "teach",
    "tutor",
    "intern ",
]);

/// "2012 – 2017 | Master 2 Histoire – Université de Brest": says whether a row among positions tells of study.
pub(in crate::extract) fn is_row_of_study(line: &Line<'_>) -> bool {
    degree_of_row(line).is_some()
}

/// Where the degree stands in such a row.
fn degree_of_row(line: &Line<'_>) -> Option<Range<usize>> {
    let short = line.text.len() <= ROW_BYTES;
    let period = line.period().filter(|_| short && !AT_WORK.are_in(line.text))?;
    let inside = |at: usize| !period.range.contains(&at);
    let begun = DEGREES.all_in(line.text).find(|(at, _)| {
        let led = slice(line.text, 0..*at).trim_end();
        let begins = led.is_empty() || led.ends_with(['|', '–', '—', '-', ':', '·', ',']);
        inside(*at) && (begins || *at == period.range.end + 1)
    });
    let worth = || WORTH.all_in(line.text).next();
    let (at, _) = begun.or_else(worth)?;
    schools(line.text).is_some().then(|| {
        let rest = slice(line.text, at..line.text.len());
        let end = [" – ", " — ", " - ", " | ", ", ", " · "]
            .iter()
            .filter_map(|sign| rest.find(sign))
            .min();
        trim_by(line.text, at..at + end.unwrap_or(rest.len()), |letter| {
            matches!(letter, '(' | ')' | ' ' | '*' | '_')
        })
    })
}

/// Where the school of such a row stands, or two of them: "Université de Brest / École d'Iroise".
fn schools(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for part in text.split_inclusive([',', '|', '–', '—', '·']) {
        let range = trim_by(text, at..at + part.len(), |letter| !letter.is_alphanumeric());
        at += part.len();
        if is_school(slice(text, range.clone())) {
            return Some(range);
        }
    }
    None
}

/// Reads the rows of study that stand among positions, in order.
pub(super) fn rows(reading: &Reading<'_>) -> Vec<Education> {
    let lines = reading.lines(|section| section == Section::Experience);
    let rows = lines.filter_map(|line| {
        let degree = degree_of_row(line)?;
        let name = schools(line.text)?;
        let mut school = empty(reading, line);
        slice(line.text, name).clone_into(&mut school.institution);
        school.degree = Some(slice(line.text, degree).to_owned());
        set_dates(&mut school, line.period()?);
        Some(school)
    });
    rows.take(MAX_SCHOOLS).collect()
}

/// "本科/临川大学/软件工程", "`BSc` | Orvik University | 2019": a line of short facts about the person, a degree and a school
/// among them.
pub(super) fn of_facts(reading: &Reading<'_>, line: &Line<'_>) -> Option<Education> {
    const SIGNS: [char; 6] = ['/', '|', '｜', '·', '　', '，'];
    let few = |parts: usize| (2..=6).contains(&parts);
    let parted = || memchr2(b'/', b'|', line.text.as_bytes()).is_some() || !line.text.is_ascii();
    if line.text.len() > ROW_BYTES || !parted() || !few(line.text.split(SIGNS).count()) {
        return None;
    }
    let (mut school, mut degree) = (None, None);
    let mut at = 0;
    for part in line.text.split(SIGNS) {
        let range = trim(line.text, at..at + part.len());
        at += part.len()
            + slice(line.text, at + part.len()..line.text.len())
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        let words = slice(line.text, range.clone());
        if words.split_ascii_whitespace().count() > 6 || words.ends_with(['.', '。']) {
            return None;
        }
        if is_school(words) {
            school = school.or(Some(range));
        } else if is_degree(words) {
            degree = degree.or(Some(range));
        }
    }
    let (name, degree) = (school?, degree?);
    let mut school = empty(reading, line);
    slice(line.text, name).clone_into(&mut school.institution);
    school.degree = Some(slice(line.text, degree).to_owned());
    let period = line.period().cloned().or_else(|| facts(line).period);
    if let Some(period) = period {
        set_dates(&mut school, &period);
    }
    Some(school)
}

#[cfg(test)]
mod tests {
    use crate::extract::education;
    use crate::extract::testing::read;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let schools = read(text, education::read);
        let found = schools
            .iter()
            .map(|school| (school.institution.as_str(), school.degree.as_deref()));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn rows_among_positions_tell_of_study() {
        check(
            "## Expérience\n\n- 2019-2023 | Développeuse – Lumoraq – Rennes\n- 2013-2018 | Master 2 Histoire – Université d'Orvik – Rennes\n\
             - 2018 | Développeuse web (équivalent licence) – École Vintrel – Rennes\n",
            &[
                ("Université d'Orvik", Some("Master 2 Histoire")),
                ("École Vintrel", Some("équivalent licence")),
            ],
        );
        check(
            "## Experience\n\n- 2019-2023 | MSc Student Researcher – Orvik University\n",
            &[],
        );
        check(
            "## Experience\n\n- 2019-2023 | Scrum Master – Orvik University\n",
            &[],
        );
    }

    #[test]
    fn lines_of_short_facts_name_a_school() {
        check("本科/临川大学/软件工程\n", &[("临川大学", Some("本科"))]);
        check(
            "- 女/1996\n- 硕士/江渡理工大学/计算机科学\n",
            &[("江渡理工大学", Some("硕士"))],
        );
        check("技能/大学/软件工程\n", &[]);
        check("Rust | Go | Orvik University\n", &[]);
    }
}
