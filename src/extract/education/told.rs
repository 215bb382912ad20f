//! What a sentence tells of the school that it names: the degree, and when it was had.

use std::ops::Range;

use super::prose::STUDIED;
use super::schools::set_dates;
use super::words::is_degree;
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::{dates, names};
use crate::profile::Education;

/// Takes what a sentence tells of a school: `a BSc in Looms from` Orvik College "(2011 – 2014)".
pub(super) fn tell(sentence: &str, name: &Range<usize>, school: &mut Education) {
    let before = slice(sentence, 0..name.start);
    let before = before.rsplit([';', '|', '!', '?']).next().unwrap_or(before);
    let behind = slice(sentence, name.end..sentence.len());
    let end = behind.find([';', '|', '!', '?']).unwrap_or(behind.len());
    let behind = slice(behind, 0..end.min(behind.floor_char_boundary(AROUND_BYTES)));
    school.degree = degree_before(before)
        .or_else(|| degree_behind(behind))
        .map(str::to_owned);
    if let Some(period) = dates::first(behind).filter(|period| period.range.start <= NEAR_BYTES) {
        set_dates(school, &period);
    }
}

/// How far behind a school's name, in bytes, its degree and its years are looked for.
const AROUND_BYTES: usize = 120;
const NEAR_BYTES: usize = 48;

/// "I hold a **Master of Looms** from the": the degree at the end of the words before a school.
fn degree_before(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let joints = [
        " at the",
        " at",
        " from the",
        " from",
        " @",
        ",",
        " of the",
        "(",
        " -",
        " –",
        " —",
        ":",
    ];
    let joint = joints.iter().find(|joint| text.ends_with(**joint))?;
    let text = text.strip_suffix(joint)?;
    let clause = text.rsplit([',', '.', ':', '(']).next().unwrap_or(text);
    degree_in(clause).or_else(|| degree_in(text))
}

/// `with a BSc in Looms (2014)`: the degree in the words behind a school.
fn degree_behind(text: &str) -> Option<&str> {
    let told = [" with a ", " with an ", " with ", ", ", " — ", " – ", " - "];
    let rest = told.into_iter().find_map(|sign| text.strip_prefix(sign))?;
    let end = rest.find([',', '.', '(', ';']).unwrap_or(rest.len());
    degree_in(slice(rest, 0..end))
}

/// Finds the capitalized word of a degree in a few words, and what follows it.
fn degree_in(words: &str) -> Option<&str> {
    if words.len() > AROUND_BYTES || !is_degree(words) {
        return None;
    }
    let starts = words.char_indices().filter(|(at, letter)| {
        letter.is_uppercase()
            && !slice(words, 0..*at).ends_with(|before: char| before.is_alphanumeric() || before == '.')
    });
    let degrees = starts.filter_map(|(at, _)| {
        let degree = slice(words, at..words.len());
        let first: usize = degree.split_inclusive(' ').take(2).map(str::len).sum();
        is_degree(slice(degree, 0..first)).then_some(degree)
    });
    let degree = names::bare(degrees.into_iter().next()?);
    (degree.split_ascii_whitespace().count() <= DEGREE_WORDS).then_some(degree)
}

/// The most words of a degree with its field.
const DEGREE_WORDS: usize = 9;

/// "… as a postdoc at the" University of Lumora: says whether words before a school tell of work there.
pub(super) fn is_of_work(before: &str) -> bool {
    static WORK: Cues = Cues::caseless(&[
        "postdoc",
        "professor",
        "lecturer",
        "instructor at",
        "teacher at",
        "researcher at",
        "engineer at",
        "developer at",
        "fellow at",
        "work at",
        "works at",
        "worked at",
        "working at",
        "work for",
        "worked for",
        "working for",
    ]);
    let clause = before.rsplit(['.', ';', '!', '|']).next().unwrap_or(before);
    let last = WORK.all_in(clause).map(|(at, _)| at).last();
    let studied = STUDIED.all_in(clause).map(|(at, _)| at).last();
    last.is_some() && last >= studied
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::extract::testing;

    #[test]
    fn sentences_tell_degrees_and_years() {
        for (text, degree, end) in [
            (
                "I hold a BSc in Looms from the University of Orvik (2014).",
                Some("BSc in Looms"),
                Some(2014),
            ),
            (
                "PhD in Looms (University of Orvik, 2019)",
                Some("PhD in Looms"),
                Some(2019),
            ),
            (
                "I studied at the University of Orvik with a BSc in Looms.",
                Some("BSc in Looms"),
                None,
            ),
            ("I studied looms at the University of Orvik.", None, None),
        ] {
            let schools = testing::read(text, read);
            let school = schools.first().expect("a school is named");
            assert_eq!(school.degree.as_deref(), degree, "{text}");
            let year = school.end.and_then(|end| match end {
                crate::profile::DateEnd::On(date) => Some(date.year()),
                crate::profile::DateEnd::Present => None,
            });
            assert_eq!(year, end, "{text}");
        }
    }
}
