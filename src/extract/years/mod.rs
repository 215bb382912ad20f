//! How long has the person worked? What the text states, and what the dated roles add up to.

mod told;

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::document::{Kind, slice};
use super::experience::badge_facts;
use super::identity;
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
    let stated = stated(reading).map(|(years, found)| {
        evidence.insert("years_experience".to_owned(), vec![found]);
        years
    });
    YearsExperience {
        stated,
        computed: union(roles.iter().filter_map(|role| months(role, today))),
    }
}

/// The years that the text states first: in its words, beside a key, or in an animation at its beginning.
fn stated(reading: &Reading<'_>) -> Option<(f32, Evidence)> {
    let said = reading.blocks().find_map(|(index, block)| {
        let text = block.text.as_str();
        let of_person = matches!(
            reading.section(index),
            Section::Open | Section::About | Section::Contact
        );
        if !of_person {
            let paragraph = block.kind == Kind::Paragraph;
            let (years, range) = if paragraph {
                told::told_of_title(text)?
            } else {
                return None;
            };
            return Some((years, reading.evidence(index, &range, Via::Prose)));
        }
        let in_code = block.kind == Kind::Code;
        let keyed = || {
            let mut lines = reading.lines_of(index).iter();
            lines.find_map(|line| {
                let (years, range) = told::keyed(line.text, in_code)?;
                Some((years, line.within(&range)))
            })
        };
        let (years, range) = keyed().or_else(|| told::told(text))?;
        Some((years, reading.evidence(index, &range, Via::Prose)))
    });
    said.or_else(|| typed(reading))
}

/// Among so many first blocks and pictures the one is that greets.
const GREETING: usize = 12;

/// What an animation at the beginning types: "10+ years of coding experience".
fn typed(reading: &Reading<'_>) -> Option<(f32, Evidence)> {
    let images = reading
        .blocks()
        .take(GREETING)
        .flat_map(|(_, block)| &block.images);
    images.take(GREETING).find_map(|image| {
        let mut lines = identity::drawn_lines(&image.src).into_iter();
        let badge = || {
            let (label, message) = badge_facts(&image.src)?;
            told::keyed(&format!("{label}: {message}"), false)
        };
        let (years, _) = lines.find_map(|line| told::told(&line)).or_else(badge)?;
        Some((years, reading.quote(image.span.clone(), Via::Badge)))
    })
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

/// Words between a number and what it counts.
const MORE: &[&str] = &[
    " over",
    " plus",
    "-plus",
    " or more",
    " and more",
    " or so",
    " full",
    " long",
    " solid",
];

/// Reads the number with which a text ends, and says how many bytes it and the signs behind it take.
pub(super) fn number_before(before: &str) -> Option<(f32, usize)> {
    let trimmed = before.trim_end_matches([' ', '+', '-', '>', '~', '(', ')']);
    let mut words = trimmed;
    for more in MORE {
        while let Some(rest) = words.strip_suffix(more) {
            words = rest;
        }
    }
    let words = words.trim_end_matches('+');
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
    fn overlaps_count_once() {
        assert_eq!(union([(0, 12), (6, 24)].into_iter()), Some(2.0));
        assert_eq!(union([].into_iter()), None);
    }
}
