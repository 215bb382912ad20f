//! How long has the person worked? What the text states, and what the dated roles add up to.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::cues::Cues;
use super::document::slice;
use super::reading::Reading;
use super::sections::Section;
use crate::profile::{DateEnd, Evidence, Position, Via, YearsExperience};

/// Reads the stated years and adds up the dated roles.
pub(super) fn read(
    reading: &Reading<'_>,
    evidence: &mut BTreeMap<String, Vec<Evidence>>,
    roles: &[Position],
    today: NaiveDate,
) -> YearsExperience {
    let mut stated = None;
    'blocks: for (index, _) in reading.blocks() {
        if !matches!(
            reading.section(index),
            Section::Open | Section::About | Section::Contact
        ) {
            continue;
        }
        for line in reading.lines_of(index) {
            if let Some((years, range)) = stated_in(line.text) {
                stated = Some(years);
                evidence.insert(
                    "years_experience".to_owned(),
                    vec![reading.evidence(index, &line.within(&range), Via::Prose)],
                );
                break 'blocks;
            }
        }
    }
    YearsExperience {
        stated,
        computed: union(roles.iter().filter_map(|role| months(role, today))),
    }
}

const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The most years that anybody works.
pub(super) const MOST: f32 = 60.0;

/// Words for years.
static YEARS: Cues = Cues::caseless(&["year", "yrs"]);

/// "3+ years of experience": the number, and where it stands.
fn stated_in(line: &str) -> Option<(f32, std::ops::Range<usize>)> {
    if !YEARS.are_in(line) {
        return None;
    }
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    for (at, word) in lower.match_indices("year").chain(lower.match_indices("yrs")) {
        let before = slice(&lower, 0..at);
        let tail = slice(&lower, at + word.len()..lower.len());
        let clause: String = tail.chars().take(90).collect();
        let prior: String = before
            .chars()
            .rev()
            .take(60)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let of_work = clause.contains("experience")
            || clause.contains("building")
            || clause.contains("in the industry")
            || clause.contains("developing")
            || clause.contains("of coding")
            || prior.contains("experience")
            || clause.contains("engineer")
            || clause.contains("in tech")
            || clause.contains("in software")
            || clause.contains("of professional")
            || clause.contains("programming");
        let Some((number, length)) = number_before(before) else {
            continue;
        };
        // "four years at Acme" is part of a career.
        if of_work && number > 0.0 && number <= MOST && !clause.trim_start_matches('s').starts_with(" at ") {
            return Some((number, at - length..at + word.len()));
        }
    }
    None
}

/// Reads the number with which a text ends, and says how many bytes it and the signs behind it take.
pub(super) fn number_before(before: &str) -> Option<(f32, usize)> {
    let trimmed = before.trim_end_matches([' ', '+', '-', '>', '~', '(', ')']);
    let words = trimmed.trim_end_matches(" over").trim_end_matches(" plus");
    let start = words
        .rfind(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
        .map_or(0, |at| {
            at + words
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        });
    let digits = slice(words, start..words.len());
    if let Ok(number) = digits.parse() {
        return Some((number, before.len() - start));
    }
    let start = words.rfind(' ').map_or(0, |at| at + 1);
    let index = NUMBERS
        .iter()
        .position(|name| *name == slice(words, start..words.len()))?;
    let number = u8::try_from(index + 1).ok()?;
    Some((f32::from(number), before.len() - start))
}

/// Returns the months of a dated role: the first, and one past the last.
pub(super) fn months(role: &Position, today: NaiveDate) -> Option<(u32, u32)> {
    let start = role.start?;
    let now = u32::try_from(today.year()).ok()? * 12 + today.month();
    let end = match role.end? {
        DateEnd::Present => now,
        DateEnd::On(date) if date.month().is_some() => date.first_month() + 1,
        // A year alone ends in its middle, so that "2019 – 2020" is a year and not two.
        DateEnd::On(date) if start.month().is_none() => date.first_month().max(start.first_month() + 6),
        DateEnd::On(date) => date.first_month() + 6,
    };
    (end > start.first_month()).then_some((start.first_month(), end.min(now.max(start.first_month() + 1))))
}

/// Adds up periods of months in years, overlaps counted once.
pub(super) fn union(periods: impl Iterator<Item = (u32, u32)>) -> Option<f32> {
    let mut periods: Vec<_> = periods.collect();
    periods.sort_unstable();
    let mut total = 0;
    let mut covered = 0;
    for (start, end) in &periods {
        let start = (*start).max(covered);
        total += end.saturating_sub(start);
        covered = covered.max(*end);
    }
    let months = u16::try_from(total).unwrap_or(u16::MAX);
    (!periods.is_empty()).then(|| (f32::from(months) / 12.0 * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_years_are_numbers_of_work() {
        let check = |line: &str, expected: Option<f32>| {
            assert_eq!(stated_in(line).map(|(years, _)| years), expected, "{line}");
        };
        check("Backend engineer with 3+ years building systems", Some(3.0));
        check("over 10 years of experience in services", Some(10.0));
        check("From my five years of experience", Some(5.0));
        check("I am 25 years old", None);
        check("I spent four years at Lumoraq, engineering looms", None);
    }

    #[test]
    fn overlaps_count_once() {
        assert_eq!(union([(0, 12), (6, 24)].into_iter()), Some(2.0));
        assert_eq!(union([].into_iter()), None);
    }
}
