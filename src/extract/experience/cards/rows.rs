//! Entries of one line each: "Acme – Keeper of Clocks (2019 – 2021)". Which of the two names is the title shows where the
//! words of other entries are known.

use std::ops::Range;

use super::{Card, at, is_titled};
use crate::extract::dates::Period;
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::experience::employer::reads_as_company;
use crate::extract::experience::header::Header;
use crate::extract::experience::headers::Headers;
use crate::extract::experience::parts::{is_noise, split};
use crate::extract::places;
use crate::extract::reading::Line;
use crate::taxonomy::Taxonomy;

/// So many entries show the order, if one in four is the other way round at most.
const ROWS: usize = 3;

/// An entry on one line.
struct Row {
    line: usize,
    kind: Kind,
    joint: String,
    names: [Range<usize>; 2],
}

/// Reads the rows whose words do not show which name is which; the others show it.
pub(super) fn rows(lines: &[&Line<'_>], dated: &[Option<&Period>], headers: &Headers<'_>) -> Vec<Card> {
    let lasting = dated.iter().flatten().filter(|period| period.end.is_some());
    if lasting.count() < ROWS {
        return Vec::new();
    }
    let mut rest: Vec<Row> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| row(index, line, at(dated, index)?, headers.taxonomy))
        .collect();
    let mut cards = Vec::new();
    while let Some(first) = rest.first() {
        let (kind, joint) = (first.kind, first.joint.clone());
        let (alike, others): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|row| row.kind == kind && row.joint == joint);
        rest = others;
        cards.extend(unclear(lines, alike, headers));
    }
    cards
}

/// Completes those of the rows of one kind that lack a name.
fn unclear(lines: &[&Line<'_>], rows: Vec<Row>, headers: &Headers<'_>) -> Vec<Card> {
    let titled = |name: usize| {
        let texts = rows.iter().filter_map(|row| {
            let line = lines.get(row.line)?;
            Some(slice(line.text, row.names.get(name)?.clone()))
        });
        texts.filter(|text| is_titled(text)).count()
    };
    let (upper, lower) = (titled(0), titled(1));
    let sure =
        rows.len() >= ROWS && upper.max(lower) * 5 >= rows.len() * 3 && upper.min(lower) * 4 <= rows.len();
    let rows = rows.into_iter().filter(|_| sure);
    let cards = rows.filter_map(|row| {
        let line = lines.get(row.line)?;
        let told = headers.of(line);
        if told.title.is_some() && told.company.is_some() {
            return None;
        }
        let [first, second] = row.names;
        let (title, company) = if upper > lower {
            (first, second)
        } else {
            (second, first)
        };
        let place = told
            .place
            .filter(|place| places::is_place(headers.taxonomy, slice(line.text, place.clone())));
        let header = Header {
            company_first: company.start < title.start,
            place: place.filter(|place| place.start >= company.end || place.end <= company.start),
            title: Some(title),
            company: Some(company),
            period: told.period,
            end: line.text.len(),
            ..Header::default()
        };
        Some(Card {
            line: row.line,
            header,
            begins: true,
            within: false,
        })
    });
    cards.collect()
}

/// Reads a line that has a period at its end or its beginning, and two names beside it.
fn row(index: usize, line: &Line<'_>, period: &Period, taxonomy: &Taxonomy) -> Option<Row> {
    let outer = matches!(line.kind, Kind::Item(0) | Kind::Paragraph | Kind::Heading(_));
    if !outer || period.end.is_none() || line.text.chars().count() > 140 {
        return None;
    }
    let (before, behind) = (0..period.range.start, period.range.end..line.text.len());
    let mut parts = split(line.text, before, &[], taxonomy);
    parts.extend(split(line.text, behind, &[], taxonomy));
    parts.retain(|part| {
        !is_noise(slice(line.text, part.range.clone())) && !part.is_place(taxonomy, line.text)
    });
    let (joint, names) = match parts.as_slice() {
        [one, two] => {
            let joint = slice(line.text, one.range.end..two.range.start).trim();
            (joint, [one.range.clone(), two.range.clone()])
        }
        [one] => {
            let (name, other) = slice(line.text, one.range.clone()).split_once(", ")?;
            let at = one.range.start + name.len();
            let single = !other.contains(',') && !places::is_place(taxonomy, other);
            single.then(|| (",", [one.range.start..at, at + 2..one.range.end]))?
        }
        _ => return None,
    };
    let is_named = |range: &Range<usize>| reads_as_name(slice(line.text, range.clone()));
    (joint.chars().count() <= 3 && names.iter().all(is_named)).then(|| Row {
        line: index,
        kind: line.kind,
        joint: joint.to_owned(),
        names: names.map(|name| trim_by(line.text, name, |letter| matches!(letter, '*' | '_' | ' '))),
    })
}

/// Says whether a text is a few words that begin with a capital letter, as titles and names do.
fn reads_as_name(text: &str) -> bool {
    let few = text.split_ascii_whitespace().count() <= 7 && text.chars().count() <= 70;
    let tells = |word: &str| word.ends_with("ed") || word.ends_with("ing");
    let deed = text.split_ascii_whitespace().next().is_some_and(tells) && !reads_as_company(text);
    let short = || text.split_ascii_whitespace().count() <= 3;
    few && !deed && (text.starts_with(char::is_uppercase) || short())
}
