//! Lists of technologies in the parts about skills: "Label: a, b, c", a line a term, a cell a list.

use std::ops::Range;

use super::{Seen, Sight};
use crate::extract::cues::Cues;
use crate::extract::document::{Cell, Kind, slice, trim_by};
use crate::extract::reading::{Line, Reading, lines_of};
use crate::extract::{dates, languages, names, places};
use crate::profile::Via;

/// Says whether a term has a word that no technology's name has.
pub(super) fn has_plain_word(term: &str) -> bool {
    let lower = term.to_lowercase();
    lower.split_whitespace().any(|word| PLAIN_WORDS.contains(&word))
}

/// Words that no technology's name has.
const PLAIN_WORDS: &[&str] = &[
    "and",
    "or",
    "the",
    "of",
    "with",
    "in",
    "for",
    "to",
    "a",
    "an",
    "my",
    "i",
    "on",
    "is",
    "are",
    "as",
    "at",
    "etc",
    "more",
    "other",
    "others",
    "using",
    "various",
    "experience",
    "experienced",
    "knowledge",
    "years",
    "year",
    "from",
    "by",
    "skills",
    "strong",
    "good",
    "basic",
    "advanced",
    "intermediate",
    "beginner",
    "expert",
    "proficient",
    "fluent",
    "familiar",
    "working",
    "multiple",
    "all",
    "like",
    "also",
    "some",
    "very",
    "well",
    "projects",
    "project",
    "used",
    "high",
    "medium",
    "low",
    "team",
    "communication",
    "leadership",
    "problem",
    "solving",
    "language",
    "languages",
    "tools",
    "tool",
    "frameworks",
    "framework",
    "databases",
    "database",
    "libraries",
    "library",
    "technologies",
    "technology",
    "platforms",
    "misc",
    "web",
    "level",
    "usage",
    "expertise",
    "frontend",
    "front-end",
    "front",
    "backend",
    "back-end",
    "back",
    "end",
    "fullstack",
    "full-stack",
    "client-side",
    "server-side",
    "api",
    "apis",
    "actions",
    "custom",
    "when",
    "but",
];

/// Reads the terms of a block.
pub(super) fn read(reading: &Reading<'_>, index: usize, listing: bool, seen: &mut Seen) {
    let Some(block) = reading.document.blocks.get(index) else {
        return;
    };
    let table_key = matches!(block.kind, Kind::Cell(Cell { column: 1, .. }));
    let via = if matches!(block.kind, Kind::Cell(_)) {
        Via::Table
    } else {
        Via::List
    };
    for line in lines_of(index, block) {
        let terms = terms(&line);
        let list = terms.len() >= 3 || line.is_item() && terms.len() == 1 || !block.code.is_empty();
        let prose = line.text.split_whitespace().count() > 14
            && terms.len() * 6 < line.text.split_whitespace().count();
        for term in terms {
            let word = slice(line.text, term.clone());
            let span = reading.span(index, &line.within(&term));
            let sight = Sight { span, via };
            if let Some(skill) = reading.taxonomy.skill_named(word) {
                seen.known(reading, skill, sight);
            } else if list && listing && !prose && !table_key && is_term(reading, word) {
                seen.unknown(reading, word, sight);
            }
        }
    }
}

/// Signs between terms, beside punctuation.
static SEPARATORS: Cues = Cues::new(&[" / ", " - ", " – ", " — ", "  ", " & ", " + ", " and "]);

/// Cuts a line into terms, its label left out.
fn terms(line: &Line<'_>) -> Vec<Range<usize>> {
    let text = line.text;
    let start = label_end(text);
    let mut terms = Vec::new();
    let mut begin = start;
    let mut at = start;
    while at < text.len() {
        let rest = slice(text, at..text.len());
        let letter = rest.chars().next().unwrap_or(' ');
        let length = if matches!(
            letter,
            ',' | ';' | '|' | '•' | '·' | '\t' | '\n' | '(' | ')' | '`' | '，' | '、' | '▸' | '⋅' | '[' | ']'
        ) {
            letter.len_utf8()
        } else {
            SEPARATORS.begin(rest).map_or(0, str::len)
        };
        if length > 0 {
            terms.push(begin..at);
            at += length;
            begin = at;
        } else {
            at += letter.len_utf8();
        }
    }
    terms.push(begin..text.len());
    terms
        .into_iter()
        .map(|term| {
            trim_by(text, term, |letter| {
                !(letter.is_alphanumeric() || matches!(letter, '+' | '#' | '.'))
            })
        })
        .map(|term| term.start..term.start + slice(text, term.clone()).trim_end_matches(['.', '等']).len())
        .filter(|term| !term.is_empty())
        .collect()
}

/// Returns where the terms begin behind "Label:".
fn label_end(text: &str) -> usize {
    match text
        .find(": ")
        .map(|at| at + 1)
        .or_else(|| text.ends_with(':').then_some(text.len()))
    {
        Some(at) if at <= 50 => at,
        _ => 0,
    }
}

/// Says whether a word that no vocabulary knows looks like a technology.
fn is_term(reading: &Reading<'_>, word: &str) -> bool {
    let words: Vec<&str> = word.split_whitespace().collect();
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let shaped = word
        .chars()
        .next()
        .is_some_and(|letter| letter.is_uppercase() || letter == '.')
        || word
            .chars()
            .skip(1)
            .any(|letter| letter.is_ascii_digit() || letter.is_uppercase())
        || words.len() == 1;
    words.len() <= 3
        && (words.len() == 1 || words.iter().all(|word| !word.starts_with(char::is_lowercase)))
        && (2..=30).contains(&word.chars().count())
        && letters >= 2
        && shaped
        && !has_plain_word(word)
        && !languages::is_language(word)
        && !places::is_place(reading.taxonomy, word)
        && dates::first(word).is_none()
        && !word.contains(['@', '%', '!', '?', '…', '"'])
        && reading
            .taxonomy
            .skills_in(word)
            .iter()
            .all(|mention| mention.ambiguous)
        && reading.taxonomy.company_named(word).is_none()
        && !names::is_person(word)
        && !word.starts_with("http")
}
