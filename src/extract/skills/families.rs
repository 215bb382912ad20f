//! Members of a family of products, which are called by their own word alone: "Spring (Core, Boot)", "AWS: Lambda, API Gateway".

use std::ops::Range;

use super::labels;
use crate::extract::document::slice;
use crate::extract::names;
use crate::extract::reading::{Line, Reading};
use crate::taxonomy::{Prose, Skill};

/// Makers of many products, by what lists call them, lower case, and what stands before the products' names.
const MAKERS: &[(&[&str], &[&str])] = &[
    (&["aws", "amazon", "amazon web services"], &["AWS", "Amazon"]),
    (
        &["gcp", "google cloud", "google cloud platform"],
        &["Google Cloud", "Google"],
    ),
    (&["azure", "microsoft azure"], &["Azure"]),
];

/// Last words of what a family is called.
const KINDS: &[&str] = &[
    " Suite",
    " suite",
    " Services",
    " services",
    " Stack",
    " Ecosystem",
];

/// Returns the member of the family before a term, which is `plain` by its own word: that in whose brackets it stands, or that of
/// the line's label.
pub(super) fn member<'t>(
    reading: &Reading<'t>,
    line: &Line<'_>,
    term: &Range<usize>,
    plain: Option<&Skill>,
) -> Option<&'t Skill> {
    let word = slice(line.text, term.clone());
    if let Some(family) = around(line.text, term) {
        return of(reading, family, word, plain);
    }
    let end = labels::end(line);
    let label = slice(line.text, 0..end.min(term.start)).trim_end_matches([' ', '—', '–', '-']);
    let label = names::bare(label.trim_end_matches(':'));
    // What is known by its own word is that, unless the word names a kind of things.
    let family = || plain.is_none_or(|skill| skill.prose == Prose::Talk) && is_family(label);
    if end == 0 || !family() {
        return None;
    }
    of(reading, label, word, plain)
}

/// The word before the brackets in which a term stands.
fn around<'l>(line: &'l str, term: &Range<usize>) -> Option<&'l str> {
    let (head, inside) = slice(line, 0..term.start).rsplit_once('(')?;
    let family = head
        .trim_end()
        .rsplit([',', ';', ':', '|', '/', '(', ')', '•'])
        .next()?
        .trim();
    (!inside.contains(')') && is_family(family)).then_some(family)
}

fn is_family(words: &str) -> bool {
    !words.is_empty() && words.split(' ').count() <= 3
}

fn of<'t>(reading: &Reading<'t>, family: &str, word: &str, plain: Option<&Skill>) -> Option<&'t Skill> {
    let family = KINDS
        .iter()
        .find_map(|kind| family.strip_suffix(kind))
        .unwrap_or(family);
    let lower = family.to_lowercase();
    let made = MAKERS.iter().find(|(names, _)| names.contains(&lower.as_str()));
    let before = made.map_or(std::slice::from_ref(&family), |(_, before)| before);
    let mut members = before
        .iter()
        .filter_map(|before| reading.taxonomy.skill_named(&format!("{before} {word}")));
    // "Node.js Express" is Node.js in other words, and Express is more.
    let other = |member: &&Skill| {
        let head = reading.taxonomy.skill_named(family);
        head.is_none_or(|head| head.id != member.id)
    };
    members.find(|member| plain.is_none() || other(member))
}
