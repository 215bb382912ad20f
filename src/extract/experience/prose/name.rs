//! Where the name of an employer ends in a sentence: before a title, a town, what it has, or behind a partner's.

use std::ops::Range;

use super::cue::Cue;
use super::employer::name_at;
use super::title::is_whole_title;
use crate::extract::document::slice;
use crate::extract::reading::Reading;
use crate::extract::{places, titles};

/// Cuts the title from "ex-Acme Staff Engineer".
pub(super) fn without_title(cue: Cue, text: &str, name: Range<usize>) -> Range<usize> {
    let words = slice(text, name.clone());
    let cut = words
        .match_indices(' ')
        .map(|(at, _)| at)
        .find(|at| is_whole_title(slice(words, at + 1..words.len())));
    match cut {
        Some(at) if cue == Cue::Former && titles::is_title(words) => name.start..name.start + at,
        _ => name,
    }
}

/// "Google Zurich": behind a known company the place where it is.
pub(super) fn without_town(reading: &Reading<'_>, text: &str, name: Range<usize>) -> Range<usize> {
    let words = slice(text, name.clone());
    if reading.taxonomy.company_named(words).is_some() {
        return name;
    }
    let parted = words.match_indices(' ').find(|(at, _)| {
        let (company, place) = (slice(words, 0..*at), slice(words, at + 1..words.len()));
        reading.taxonomy.company_named(company).is_some() && places::is_place(reading.taxonomy, place)
    });
    parted.map_or(name.clone(), |(at, _)| name.start..name.start + at)
}

/// "Acme's Looms division": the employer is whose it is, where that is a known one.
pub(super) fn without_possessed(reading: &Reading<'_>, text: &str, name: Range<usize>) -> Range<usize> {
    let words = slice(text, name.clone());
    let owner = ["'s ", "’s "]
        .iter()
        .find_map(|sign| words.split_once(sign))
        .map(|(owner, _)| owner);
    let known = |owner: &&str| reading.taxonomy.company_named(owner).is_some();
    let whole = reading.taxonomy.company_named(words).is_some();
    match owner.filter(known) {
        Some(owner) if !whole => name.start..name.start + owner.len(),
        _ => name,
    }
}

/// "Procter & Gamble", "at Odd & Even": where a company is known by both names, or a single one has two of a word each that
/// nobody knows, they are one.
pub(super) fn with_partner(
    reading: &Reading<'_>,
    text: &str,
    name: &Range<usize>,
    alone: bool,
) -> Option<Range<usize>> {
    let rest = slice(text, name.end..text.len()).strip_prefix(" & ")?;
    let partner = name_at(text, text.len() - rest.len())?;
    let both = name.start..partner.end;
    let known = |name: &Range<usize>| {
        reading
            .taxonomy
            .company_named(slice(text, name.clone()))
            .is_some()
    };
    let single = |name: &Range<usize>| !slice(text, name.clone()).contains(' ');
    let firm = || alone && single(name) && single(&partner) && !known(name) && !known(&partner);
    (known(&both) || firm()).then_some(both)
}
