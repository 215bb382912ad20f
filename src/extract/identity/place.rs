//! The person's home: stated in words, behind a label, or on a line of its own.

use std::ops::Range;

use super::parts;
use crate::extract::cues::Cues;
use crate::extract::document::{slice, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::stated::stated;
use crate::extract::{places, titles};
use crate::profile::{Evidence, Via};
use crate::taxonomy::Taxonomy;

/// Words before a home.
static BEFORE_PLACE: Cues = Cues::caseless(&[
    "based in ",
    "live in ",
    "living in ",
    "located in ",
    "location: ",
    "location : ",
    "lives in ",
    "based out of ",
    "residing in ",
    "reside in ",
    "from: ",
    "📍",
    "🏠",
    "🌍",
    "🌎",
    "🌏",
    "i'm from ",
    "i am from ",
    "hailing from ",
    "from ",
]);

/// Keys under which code states a home.
const PLACE_KEYS: &[&str] = &[
    "location", "home", "basedin", "base", "city", "livesin", "from", "country",
];

/// Reads the home.
pub(super) fn place(reading: &Reading<'_>, lines: &[Line<'_>]) -> Option<(String, Evidence)> {
    let quote = |line: &Line<'_>, range: Range<usize>| {
        (
            slice(line.text, range.clone()).to_owned(),
            reading.evidence(line.block, &line.within(&range), Via::List),
        )
    };
    for (number, line) in lines.iter().enumerate() {
        let stated = coded(reading.taxonomy, line.text);
        if let Some(range) = stated.or_else(|| stated_place(reading.taxonomy, line.text)) {
            return Some(quote(line, range));
        }
        let alone = number < 12 && line.text.chars().count() <= 200;
        for range in parts(line.text).into_iter().filter(|_| alone) {
            let range = behind_title(line.text, range);
            let text = slice(line.text, range.clone());
            let home = text.contains(',') || number < 5;
            if home
                && places::is_place(reading.taxonomy, text)
                && !text.to_lowercase().contains("remote")
                && !text.contains('.')
                && text.split_whitespace().count() <= 6
            {
                return Some(quote(line, range));
            }
        }
        let label = line.text.trim_end_matches(':').eq_ignore_ascii_case("location");
        if let Some(next) = lines.get(number + 1).filter(|_| label)
            && next.text.split_whitespace().count() <= 6
        {
            return Some(quote(next, 0..next.text.len()));
        }
    }
    None
}

/// A line of code that states a home.
fn coded(taxonomy: &Taxonomy, line: &str) -> Option<Range<usize>> {
    let (key, value) = stated(line)?;
    let is_home =
        PLACE_KEYS.contains(&key.as_str()) && places::is_stated_place(taxonomy, slice(line, value.clone()));
    is_home.then_some(value)
}

/// "Staff Engineer, Lisbon, Portugal": the home stands behind the title.
fn behind_title(line: &str, range: Range<usize>) -> Range<usize> {
    let text = slice(line, range.clone());
    match text.split_once(", ") {
        Some((title, place)) if titles::is_title(title) => range.end - place.len()..range.end,
        _ => range,
    }
}

fn stated_place(taxonomy: &Taxonomy, text: &str) -> Option<Range<usize>> {
    BEFORE_PLACE.ranked_in(text).into_iter().find_map(|(at, before)| {
        let start = at + before.len();
        let rest = slice(text, start..text.len());
        let end = rest
            .find(['.', '!', ';', '(', '|', '\n', '•', '·'])
            .unwrap_or(rest.len());
        let clause = slice(rest, 0..end);
        let commas: Vec<usize> = clause
            .match_indices(',')
            .map(|(at, _)| at)
            .chain([clause.len()])
            .collect();
        let ends = commas.into_iter().take(4).chain(
            [" and ", " with ", " who ", " - ", " – ", " where "]
                .iter()
                .filter_map(|stop| clause.find(stop)),
        );
        // "From" stands before much else than a home.
        let is_named = |words| match before {
            "from " => places::is_place(taxonomy, words),
            _ => places::is_stated_place(taxonomy, words),
        };
        let mut best = None;
        for end in ends {
            let range = trim_by(text, start..start + end, |letter| !letter.is_alphanumeric());
            let words = slice(text, range.clone());
            let capital = words.chars().next().is_some_and(char::is_uppercase);
            if capital
                && is_named(words)
                && best
                    .as_ref()
                    .is_none_or(|best: &Range<usize>| best.len() < range.len())
            {
                best = Some(range);
            }
        }
        best
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_states_a_home_without_its_signs() {
        let line = "  \"location\": \"Nairobi, Kenya\",";
        let found = coded(Taxonomy::embedded(), line);
        assert_eq!(found.map(|range| slice(line, range)), Some("Nairobi, Kenya"));
        assert_eq!(coded(Taxonomy::embedded(), "from: idea"), None);
    }

    #[test]
    fn a_title_before_a_home_is_no_city() {
        let line = "Staff Engineer, Lisbon, Portugal";
        let home = behind_title(line, 0..line.len());
        assert_eq!(slice(line, home), "Lisbon, Portugal");
    }

    #[test]
    fn a_home_is_where_the_text_says_so() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(
                stated_place(Taxonomy::embedded(), line).map(|range| slice(line, range)),
                expected,
                "{line}"
            );
        };
        check("I am Ada. I am based in Cork, Ireland.", Some("Cork, Ireland"));
        check("📍 Turin, Italy", Some("Turin, Italy"));
        check("from idea to production", None);
    }
}
