//! Entries of a heading and a dated line below it: "### Acme" and "*Keeper of Clocks* | 2019 – 2021". Which of the two is the
//! title shows where the words of other entries are known.

use std::ops::Range;

use super::{Card, at, employer, is_named, is_titled};
use crate::extract::dates::Period;
use crate::extract::document::{slice, trim_by};
use crate::extract::experience::header::Header;
use crate::extract::experience::headers::Headers;
use crate::extract::experience::parts::{is_noise, split};
use crate::extract::experience::title::without_terms;
use crate::extract::reading::Line;
use crate::taxonomy::Taxonomy;

/// So many entries show the order.
const ENTRIES: usize = 3;

struct Entry {
    line: usize,
    name: Range<usize>,
    period: Period,
}

/// Reads the entries of headings of one level that are alike; nothing where they do not show what is what.
pub(super) fn headed(lines: &[&Line<'_>], dated: &[Option<&Period>], headers: &Headers<'_>) -> Vec<Card> {
    let taxonomy = headers.taxonomy;
    let of_level = |level: u8| lines.iter().filter(|line| line.heading() == Some(level)).count();
    let Some(level) = (1..=6).max_by_key(|level| of_level(*level)) else {
        return Vec::new();
    };
    let headings = of_level(level);
    let found: Vec<Entry> = (0..lines.len())
        .filter_map(|index| entry(lines, dated, index, level, taxonomy))
        .collect();
    let text = |at: usize| lines.get(at).map_or("", |line| line.text);
    let count = |is: &dyn Fn(&Entry) -> bool| found.iter().filter(|entry| is(entry)).count();
    let upper = count(&|entry| is_titled(text(entry.line)));
    let lower = count(&|entry| is_titled(slice(text(entry.line + 1), entry.name.clone())));
    let both = count(&|entry| {
        let header = lines.get(entry.line).map(|line| headers.of(line));
        header.is_some_and(|header| header.title.is_some() && header.company.is_some())
    });
    let all = found.len();
    let sure = all >= ENTRIES
        && all * 4 >= headings * 3
        && upper.max(lower) * 3 >= all * 2
        && upper.min(lower) * 4 <= all
        && both * 4 <= all;
    if !sure {
        return Vec::new();
    }
    let cards = found
        .into_iter()
        .flat_map(|entry| head(lines, entry, upper > lower, taxonomy));
    cards.collect()
}

fn entry(
    lines: &[&Line<'_>],
    dated: &[Option<&Period>],
    index: usize,
    level: u8,
    taxonomy: &Taxonomy,
) -> Option<Entry> {
    let (heading, below) = (lines.get(index)?, lines.get(index + 1)?);
    let plain = below.heading().is_none() && !below.is_item() && below.text.chars().count() <= 140;
    let bare = heading.heading() == Some(level) && at(dated, index).is_none();
    let period = at(dated, index + 1)
        .filter(|period| period.end.is_some())?
        .clone();
    if !bare || !plain || !is_named(heading.text) {
        return None;
    }
    let set = below
        .italic
        .clone()
        .or_else(|| below.bold_end.filter(|_| below.bold).map(|end| 0..end))
        .filter(|set| set.start <= 2 && set.end <= period.range.start);
    let from = set.as_ref().map_or(0, |set| set.end);
    let mut parts = split(below.text, from..period.range.start, &[], taxonomy);
    parts.extend(split(
        below.text,
        period.range.end..below.text.len(),
        &[],
        taxonomy,
    ));
    parts.retain(|part| {
        !is_noise(slice(below.text, part.range.clone())) && !part.is_place(taxonomy, below.text)
    });
    let name = match (set, parts.as_slice()) {
        (Some(set), []) => set,
        // A place that nobody knows may stand behind the period.
        (Some(set), [other]) if other.range.start > period.range.end => set,
        (None, [only]) => only.range.clone(),
        _ => return None,
    };
    let name = trim_by(below.text, name, |letter| matches!(letter, '*' | '_' | ' '));
    is_named(slice(below.text, name.clone())).then_some(Entry {
        line: index,
        name,
        period,
    })
}

fn head(lines: &[&Line<'_>], entry: Entry, title_first: bool, taxonomy: &Taxonomy) -> [Card; 2] {
    let text = |at: usize| lines.get(at).map_or("", |line| line.text);
    let (upper, lower) = (text(entry.line), text(entry.line + 1));
    let named = |text: &str, range: Range<usize>, is_title: bool| {
        let header = if is_title {
            Header {
                title: Some(without_terms(text, range, taxonomy)),
                ..Header::default()
            }
        } else {
            employer(text, range, taxonomy)
        };
        Header {
            end: text.len(),
            ..header
        }
    };
    let below = Header {
        period: Some(entry.period),
        ..named(lower, entry.name, !title_first)
    };
    let card = |line, header, begins| Card {
        line,
        header,
        begins,
        within: false,
    };
    [
        card(entry.line, named(upper, 0..upper.len(), title_first), true),
        card(entry.line + 1, below, false),
    ]
}
