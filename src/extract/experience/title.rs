//! Which words of a header are the title, and where they end.

use std::ops::Range;

use super::employer::is_told;
use super::parts::{Part, push};
use crate::extract::document::slice;
use crate::extract::{places, titles};
use crate::taxonomy::Taxonomy;

/// A part is the title if it has a title's word and is no company that is known by that very name.
pub(super) fn is_title_part(text: &str, taxonomy: &Taxonomy) -> bool {
    let words = text.split_whitespace().count();
    let number = text.starts_with(|letter: char| letter.is_ascii_digit());
    let sentence = [
        "I ", "I'", "I’", "My ", "We ", "Was ", "Am ", "Worked ", "Joined ", "Served ",
    ]
    .iter()
    .any(|start| text.starts_with(start));
    words <= 12
        && !number
        && !sentence
        && !is_told(text)
        && titles::is_title(text)
        && taxonomy.company_named(text).is_none()
        && !is_titled_place(text, taxonomy)
}

/// Last words of places' names.
const LANDSCAPES: &[&str] = &[
    "Island", "Beach", "Hills", "Springs", "Park", "Heights", "Falls", "Valley", "Lake", "Creek", "Bay",
];

/// "North Head Island, ME": a place with a word of titles in its name.
fn is_titled_place(text: &str, taxonomy: &Taxonomy) -> bool {
    let name = text.split(',').next().unwrap_or(text);
    let last = name.split_whitespace().next_back();
    last.is_some_and(|word| LANDSCAPES.contains(&word)) && places::is_place(taxonomy, text)
}

/// "ACME Senior Engineer": a name in capitals before a title that is not; where it ends.
fn shouted_name(text: &str, taxonomy: &Taxonomy) -> Option<usize> {
    let is_shouted = |word: &str| {
        word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
            && !word.chars().any(char::is_lowercase)
    };
    let end = text
        .split_inclusive(' ')
        .take_while(|word| is_shouted(word.trim()))
        .map(str::len)
        .sum::<usize>();
    let (name, title) = (slice(text, 0..end).trim_end(), slice(text, end..text.len()));
    let long = name.chars().filter(|letter| letter.is_alphabetic()).count() >= 5
        || taxonomy.company_named(name).is_some();
    (long
        && !titles::is_title(name)
        && taxonomy.seniority_of(name).is_none()
        && (taxonomy.skill_named(name).is_none()
            || taxonomy.company_named(name).is_some() && taxonomy.seniority_of(title).is_some())
        && titles::functions(name).next().is_none()
        && titles::is_title(title))
    .then_some(end)
}

const FOR: &str = " for ";

/// "Contractor for Acme Ltd": where the title before the employer ends; what one does for a technology is no employer.
fn title_for(text: &str, taxonomy: &Taxonomy) -> Option<usize> {
    let (title, name) = text.split_once(FOR)?;
    let words = name.split_whitespace();
    let named = words.clone().count() <= 4
        && words
            .clone()
            .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "&"))
        && !titles::is_title(name)
        && taxonomy.skill_named(name).is_none()
        && titles::functions(name).next().is_none();
    let company = taxonomy.company_named(name).is_some() || legal_form(name);
    (named && company && titles::is_title(title) && title.split_whitespace().count() <= 5)
        .then_some(title.len())
}

/// Says whether a name ends as those of companies do.
fn legal_form(name: &str) -> bool {
    const FORMS: &[&str] = &[
        "inc",
        "ltd",
        "limited",
        "llc",
        "gmbh",
        "corp",
        "corporation",
        "company",
        "group",
        "labs",
        "technologies",
        "solutions",
        "studios",
        "plc",
        "ag",
    ];
    let last = name.rsplit(' ').next().unwrap_or(name).trim_end_matches('.');
    name.contains(' ') && FORMS.iter().any(|form| form.eq_ignore_ascii_case(last))
}

/// Splits "Senior Engineer, Acme" and "Acme, Senior Engineer" into the title and the rest.
pub(super) fn cut_title(line: &str, part: &Part, taxonomy: &Taxonomy) -> (Range<usize>, Vec<Part>) {
    if let Some(end) = shouted_name(slice(line, part.range.clone()), taxonomy) {
        let mut others = Vec::new();
        push(line, part.range.start..part.range.start + end, false, &mut others);
        return (part.range.start + end..part.range.end, others);
    }
    if let Some(end) = title_for(slice(line, part.range.clone()), taxonomy) {
        let mut others = Vec::new();
        push(
            line,
            part.range.start + end + FOR.len()..part.range.end,
            true,
            &mut others,
        );
        return (part.range.start..part.range.start + end, others);
    }
    let mut pieces = Vec::new();
    let mut start = part.range.start;
    for piece in slice(line, part.range.clone()).split(", ") {
        pieces.push(start..start + piece.len());
        start += piece.len() + 2;
    }
    let is_title = |range: &Range<usize>| titles::is_title(slice(line, range.clone()));
    let Some(first) = pieces.iter().position(is_title) else {
        return (part.range.clone(), Vec::new());
    };
    let last = pieces.iter().rposition(is_title).unwrap_or(first);
    let range = |index: usize| pieces.get(index).cloned().unwrap_or_default();
    let title = range(first).start..range(last).end;
    let mut others = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        if index < first || index > last {
            push(line, piece.clone(), false, &mut others);
        }
    }
    (title, others)
}

/// "Manager / Analyst, Acme": where the last of several titles ends, and what stands behind it.
pub(super) fn end_of_titles(line: &str, last: &Part, taxonomy: &Taxonomy) -> (usize, Vec<Part>) {
    let (title, others) = cut_title(line, last, taxonomy);
    let named = |part: &Part| {
        part.range.start > title.end && slice(line, part.range.clone()).starts_with(char::is_uppercase)
    };
    if others.iter().all(named) {
        (title.end, others)
    } else {
        (last.range.end, Vec::new())
    }
}

/// "Software Engineer - II": the level behind a title.
pub(super) fn is_level(text: &str) -> bool {
    let level = text
        .strip_prefix(['L', 'E'])
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text);
    matches!(level, "I" | "II" | "III" | "IV" | "V")
        || level.len() == 1 && level.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Software Engineer - Backend": the kind of work behind a title.
pub(super) fn is_field(text: &str, taxonomy: &Taxonomy) -> bool {
    text.split_whitespace().count() <= 2
        && titles::functions(text).next().is_some()
        && taxonomy.company_named(text).is_none()
}
