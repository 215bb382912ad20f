//! Who is it? Name, headline, summary and place, only where the text says so.

mod alone;
mod asian;
mod based;
mod drawn;
mod headline;
mod introduced;
mod name;
mod place;

use std::ops::Range;

use super::cues::Cues;
use super::document::{Kind, trim};
use super::places;
use super::reading::{Line, Reading};
use super::sections::Section;
use crate::profile::{Evidence, Profile, SUMMARY_CHARS, Via};

pub(super) use drawn::drawn_lines;
use headline::headline;
use name::name;
use place::place;

/// How many lines from the beginning may introduce the person.
const INTRODUCTION: usize = 60;

/// Reads the scalar facts into a profile.
pub(super) fn read(reading: &Reading<'_>, profile: &mut Profile) {
    let lines = introduction(reading);
    if let Some((name, evidence)) = name(reading, &lines) {
        profile.name = Some(name);
        profile.evidence.insert("name".to_owned(), vec![evidence]);
    }
    if let Some((headline, evidence)) = headline(reading, &lines, profile.name.as_deref()) {
        profile.headline = Some(headline);
        profile.evidence.insert("headline".to_owned(), vec![evidence]);
    }
    if let Some((place, evidence)) = place(reading, &lines) {
        profile.location = Some(places::location(reading.taxonomy, &place));
        profile.evidence.insert("location".to_owned(), vec![evidence]);
    }
    if let Some((summary, evidence)) = summary(reading) {
        profile.summary = Some(summary);
        profile.evidence.insert("summary".to_owned(), vec![evidence]);
    }
}

/// Returns the first lines that may speak of the person.
fn introduction<'r, 'a>(reading: &'r Reading<'a>) -> Vec<&'r Line<'a>> {
    reading
        .blocks()
        .take(INTRODUCTION * 2)
        .filter(|(index, block)| {
            let section = reading.section(*index);
            let about = matches!(
                section,
                Section::Open | Section::About | Section::Contact | Section::Learning
            );
            about || matches!(block.kind, Kind::Heading(_)) && *index < 8
        })
        .flat_map(|(index, _)| reading.lines_of(index))
        .take(INTRODUCTION)
        .collect()
}

/// Strong separators of the facts on a line, each with a blank before it.
static SEPARATORS: Cues = Cues::new(&[" — ", " – ", " | ", " · ", " • ", " - ", "  "]);

/// Splits "Name — Title" at its strong separators.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, separator) in SEPARATORS.all_in(text) {
        // They may overlap.
        if at >= start {
            parts.push(trim(text, start..at));
            start = at + separator.len();
        }
    }
    parts.push(trim(text, start..text.len()));
    parts
}

/// The first paragraph of running text that speaks of the person.
fn summary(reading: &Reading<'_>) -> Option<(String, Evidence)> {
    let about = |section: Section| section == Section::About;
    let opening = |section: Section| section == Section::Open;
    let find = |wanted: &dyn Fn(Section) -> bool| {
        reading.blocks().find(|(index, block)| {
            let text = block.text.as_str();
            wanted(reading.section(*index))
                && matches!(block.kind, Kind::Paragraph | Kind::Quote)
                && text.split_ascii_whitespace().count() >= 10
                && text.contains(' ')
        })
    };
    let (index, block) = find(&about).or_else(|| find(&opening))?;
    let text: String = block
        .text
        .as_str()
        .split_ascii_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(SUMMARY_CHARS)
        .collect();
    let evidence = reading.evidence(index, &(0..block.text.as_str().len()), Via::Prose);
    Some((text, evidence))
}
