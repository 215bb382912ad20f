//! Entries that all begin alike: the title, the employer and the time on lines of their own, in an order that the whole part
//! shows where one entry alone does not.

mod groups;
mod headed;
mod rows;

use std::ops::Range;

use crate::extract::dates::Period;
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::experience::employer::whole_employer;
use crate::extract::experience::header::{self, Header};
use crate::extract::experience::headers::Headers;
use crate::extract::experience::line::{is_label, is_sentence};
use crate::extract::experience::parts::{is_duration, is_noise};
use crate::extract::experience::technologies::are_technologies;
use crate::extract::experience::title::without_terms;
use crate::extract::reading::Line;
use crate::extract::{places, sections, titles};
use crate::taxonomy::Taxonomy;

/// One line of an entry's head, and whether the entry begins with it.
#[derive(Debug)]
pub(super) struct Card {
    /// Among the lines of the part.
    pub(super) line: usize,
    pub(super) header: Header,
    pub(super) begins: bool,
    /// It is a further title at the company above.
    pub(super) within: bool,
}

/// Where the lines of an entry's head stand, by their distance from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// "Engineer", "Acme", "May 2019 – now".
    DateBelow,
    /// "Engineer", "Acme", "Oslo, Norway", "May 2019 – now".
    PlaceBetween,
    /// "Engineer    May 2019 – now", "Acme".
    DateBeside,
    /// "May 2019 – now", "Engineer", "Acme".
    DateAbove,
}

const SHAPES: [Shape; 4] = [
    Shape::DateBelow,
    Shape::PlaceBetween,
    Shape::DateBeside,
    Shape::DateAbove,
];

impl Shape {
    /// The places of the two names and of the time.
    const fn places(self) -> (usize, usize, usize) {
        match self {
            Self::DateBelow => (0, 1, 2),
            Self::PlaceBetween => (0, 1, 3),
            Self::DateBeside => (0, 1, 0),
            Self::DateAbove => (1, 2, 0),
        }
    }

    /// How many lines the head has.
    const fn lines(self) -> usize {
        match self {
            Self::DateBeside => 2,
            Self::DateBelow | Self::DateAbove => 3,
            Self::PlaceBetween => 4,
        }
    }
}

/// The head of an entry that may be one of a shape.
#[derive(Debug)]
struct Entry {
    first: usize,
    /// The words of the two names on their lines.
    names: [Range<usize>; 2],
    period: Period,
}

/// The most letters of a name's line, and the most words of an employer's.
const NAME_CHARS: usize = 90;
const NAME_WORDS: usize = 12;

/// So few letters around a period are none of a name.
const OTHER_LETTERS: usize = 16;

/// Reads the heads of the entries that are alike; nothing where they are not.
pub(super) fn cards(lines: &[&Line<'_>], headers: &Headers<'_>) -> Vec<Card> {
    let taxonomy = headers.taxonomy;
    let dated: Vec<_> = lines.iter().map(|line| period(line)).collect();
    if dated.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut cards = groups::groups(lines, &dated);
    // On the page of a network a single one beside groups is no chance.
    let least = if cards.is_empty() { 2 } else { 1 };
    let alike = SHAPES.into_iter().find_map(|shape| {
        let entries = entries(lines, &dated, shape, taxonomy);
        if entries.len() < least || entries.len() * 3 < rivals(lines, &dated, shape) * 2 {
            return None;
        }
        let title_first = title_first(lines, shape, &entries, least, taxonomy)?;
        let heads = entries
            .iter()
            .flat_map(|entry| head(lines, shape, entry, title_first, taxonomy));
        Some(heads.collect::<Vec<_>>())
    });
    cards.extend(alike.unwrap_or_default());
    if cards.is_empty() {
        cards = headed::headed(lines, &dated, headers);
    }
    if cards.is_empty() {
        cards = rows::rows(lines, &dated, headers);
    }
    cards.sort_by_key(|card| card.line);
    cards
}

/// The most bytes of a line with a time that belongs to the head of an entry.
const HEAD_BYTES: usize = 200;

/// Reads the time of a line that is short enough for a head.
fn period<'l>(line: &'l Line<'_>) -> Option<&'l Period> {
    (line.text.len() <= HEAD_BYTES).then(|| line.period()).flatten()
}

/// Returns the time of a line.
fn at<'l>(dated: &[Option<&'l Period>], line: usize) -> Option<&'l Period> {
    dated.get(line).copied().flatten()
}

/// Returns what begins as entries of a shape do.
fn entries(lines: &[&Line<'_>], dated: &[Option<&Period>], shape: Shape, taxonomy: &Taxonomy) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // Where the last entry ended: in one paragraph, the next begins there.
    let mut end = None;
    for (first, line) in lines.iter().enumerate() {
        let next = || end.is_some_and(|(at, block)| at == first && block == line.block);
        if !is_plain(line) || !line.apart && !next() {
            continue;
        }
        if let Some(entry) = entry(lines, dated, shape, first, taxonomy) {
            end = Some((first + shape.lines(), line.block));
            entries.push(entry);
        }
    }
    entries
}

fn is_plain(line: &Line<'_>) -> bool {
    matches!(line.kind, Kind::Paragraph) && !line.bold && line.italic.is_none()
}

fn entry(
    lines: &[&Line<'_>],
    dated: &[Option<&Period>],
    shape: Shape,
    first: usize,
    taxonomy: &Taxonomy,
) -> Option<Entry> {
    let (one, two, time) = shape.places();
    let line = |at: usize| {
        lines
            .get(first + at)
            .filter(|line| is_plain(line) && (at == 0 || !line.apart))
    };
    let period = at(dated, first + time).filter(|_| line(time).is_some())?.clone();
    let whole = [one, two].into_iter().filter(|name| *name != time);
    if whole.into_iter().any(|name| at(dated, first + name).is_some()) {
        return None;
    }
    let beside = shape == Shape::DateBeside;
    if beside && (period.end.is_none() || period.range.end + OTHER_LETTERS < line(time)?.text.len())
        || !beside && !is_time(line(time)?.text, &period)
    {
        return None;
    }
    let upper = line(one)?.text;
    let upper = if beside {
        trim_by(upper, 0..period.range.start, |letter| {
            !letter.is_alphanumeric() && !matches!(letter, ')' | '.' | '+' | '#')
        })
    } else {
        0..upper.len()
    };
    let lower = line(two)?.text;
    let between = |text: &str| {
        text.contains(|letter: char| letter == ',' || letter.is_ascii_digit())
            || places::is_place(taxonomy, text)
    };
    if shape == Shape::PlaceBetween && !between(line(2)?.text) {
        return None;
    }
    let names = is_named(slice(line(one)?.text, upper.clone()))
        && is_named(lower)
        && !are_technologies(lower, taxonomy);
    names.then_some(Entry {
        first,
        names: [upper, 0..lower.len()],
        period,
    })
}

/// Says whether the words of a title are in a name; "Freelance" can stand where an employer does.
fn is_titled(text: &str) -> bool {
    const OWN: [&str; 6] = [
        "freelance",
        "freelancer",
        "freelancing",
        "self-employed",
        "self employed",
        "independent",
    ];
    titles::is_title(text) && !OWN.iter().any(|own| own.eq_ignore_ascii_case(text.trim()))
}

/// Says whether a line that has no date can be a title or an employer: a few words, no sentence.
fn is_named(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= NAME_CHARS
        && text.split_ascii_whitespace().count() <= NAME_WORDS
        && !is_sentence(text)
        && !is_duration(text)
        && !is_noise(text)
        && !is_label(text)
        && !sections::is_exact(text)
        && !text.contains("://")
}

/// Says whether a line is a period and hardly anything else: "May 2019 – now · 2 yrs".
fn is_time(text: &str, period: &Period) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
    period.range.start <= 2 && letters(text) <= letters(slice(text, period.range.clone())) + OTHER_LETTERS
}

/// How many lines with a period could begin an entry of a shape that has it beside a name.
fn rivals(lines: &[&Line<'_>], dated: &[Option<&Period>], shape: Shape) -> usize {
    if shape != Shape::DateBeside {
        return 0;
    }
    let begins = lines
        .iter()
        .zip(dated)
        .filter(|(line, _)| line.apart && is_plain(line));
    begins
        .filter(|(_, period)| period.as_ref().is_some_and(|period| period.end.is_some()))
        .count()
}

/// Says whether the titles stand above the employers; `None` if the entries do not show it.
fn title_first(
    lines: &[&Line<'_>],
    shape: Shape,
    entries: &[Entry],
    least: usize,
    taxonomy: &Taxonomy,
) -> Option<bool> {
    let (one, two, _) = shape.places();
    let texts = |at: usize, name: usize| {
        entries.iter().filter_map(move |entry| {
            let line = lines.get(entry.first + at)?;
            Some(slice(line.text, entry.names.get(name)?.clone()))
        })
    };
    let count = |at, name, is: &dyn Fn(&str) -> bool| texts(at, name).filter(|text| is(text)).count();
    let titled = |at, name| count(at, name, &is_titled);
    let (upper, lower) = (titled(one, 0), titled(two, 1));
    let placed = count(two, 1, &|text| {
        let first = text.split(',').next().unwrap_or(text);
        places::is_place(taxonomy, text) && (!text.contains(',') || taxonomy.stated_place(first).is_some())
    });
    // "Engineer, Acme    2019 – 2021" all over names both as well.
    let (mut facts, mut known) = (0, 0);
    for text in texts(one, 0) {
        let header = header::read(text, taxonomy);
        if let Some((title, company)) = header.title.zip(header.company) {
            facts += usize::from(slice(text, title.end..company.start) == ", ");
            known += usize::from(taxonomy.company_named(slice(text, company)).is_some());
        }
    }
    let beside = shape == Shape::DateBeside && facts * 4 >= entries.len() * 3 && lower == 0;
    // "Engineer at Acme" above a place or a department names both.
    let both = count(one, 0, &|text| text.contains(" at ") || text.contains(" @ "));
    let all = entries.len();
    let sure = (upper.abs_diff(lower) * 2 >= all || least == 1 && upper == all)
        && upper.max(lower) * 2 >= all
        && !beside
        && (placed + both + known) * 4 <= all;
    sure.then_some(upper > lower || least == 1 && upper == all)
}

/// Writes what the lines of an entry's head say.
fn head(
    lines: &[&Line<'_>],
    shape: Shape,
    entry: &Entry,
    title_first: bool,
    taxonomy: &Taxonomy,
) -> Vec<Card> {
    let (one, two, time) = shape.places();
    let [upper, lower] = entry.names.clone();
    let named = |at: usize, range: Range<usize>, is_title: bool| {
        let text = lines.get(entry.first + at).map_or("", |line| line.text);
        let mut header = if is_title {
            Header {
                title: Some(without_terms(text, range, taxonomy)),
                ..Header::default()
            }
        } else {
            employer(text, range, taxonomy)
        };
        header.end = text.len();
        (at, header)
    };
    let mut heads = vec![named(one, upper, title_first), named(two, lower, !title_first)];
    match heads.iter_mut().find(|(at, _)| *at == time) {
        Some((_, header)) => header.period = Some(entry.period.clone()),
        None => heads.push((
            time,
            Header {
                period: Some(entry.period.clone()),
                end: lines.get(entry.first + time).map_or(0, |line| line.text.len()),
                ..Header::default()
            },
        )),
    }
    heads.sort_by_key(|(at, _)| *at);
    let cards = heads.into_iter().map(|(at, header)| Card {
        line: entry.first + at,
        header,
        begins: at == 0,
        within: false,
    });
    cards.collect()
}

/// Reads the line of an employer: "Acme", "Acme, Berlin", "Acme · Full-time".
fn employer(text: &str, range: Range<usize>, taxonomy: &Taxonomy) -> Header {
    let line = slice(text, range.clone());
    let mut read = header::read(line, taxonomy);
    if read.company.is_none() && read.title.is_none() {
        read.part_place(line, taxonomy);
    }
    let parted = read.place.is_some() || read.employed;
    if let Some(company) = read.company.filter(|_| parted && read.title.is_none()) {
        let within = |part: Range<usize>| range.start + part.start..range.start + part.end;
        return Header {
            company: Some(within(company)),
            place: read.place.map(within),
            ..Header::default()
        };
    }
    Header {
        company: Some(whole_employer(
            taxonomy,
            text,
            without_terms(text, range, taxonomy),
        )),
        ..Header::default()
    }
}

#[cfg(test)]
mod tests;
