//! What a line above the account of a position says: title, company, place and period, in any order.

use std::ops::Range;

use super::employer::{cut_place, reads_as_company};
use super::parts::{Part, is_duration, is_noise, push, split};
use super::stated::{labelled, served, stated_title};
use crate::extract::cues::Cues;
use crate::extract::dates::{self, Period};
use crate::extract::document::{slice, trim};
use crate::extract::{places, titles};
use crate::taxonomy::Taxonomy;

/// What a line says beside a position's own facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Terms {
    /// How somebody is employed: "Full-time".
    Kind,
    /// A length of time: "5 yrs 10 mos".
    Length,
}

/// The facts that a line gives, as ranges of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) title: Option<Range<usize>>,
    pub(super) company: Option<Range<usize>>,
    pub(super) place: Option<Range<usize>>,
    pub(super) period: Option<Period>,
    /// The company stands before the title.
    pub(super) company_first: bool,
    /// There is nothing else than this.
    pub(super) terms: Option<Terms>,
    /// How somebody is employed stands behind a sign: "Acme · Full-time".
    pub(super) employed: bool,
    /// Where the header ends and the account begins: "2015 Acme, Berlin. I was the head of …"
    pub(super) end: usize,
}

impl Header {
    /// Takes what stands before a place for the employer if it is no place itself: "Odd Systems, Ohio, USA".
    pub(super) fn part_place(&mut self, line: &str, taxonomy: &Taxonomy) {
        let Some(place) = self.place.clone() else { return };
        let text = slice(line, place.clone());
        let parted = text.match_indices(',').find_map(|(at, _)| {
            let (head, tail) = (slice(text, 0..at), slice(text, at + 1..text.len()));
            let next = tail.split(',').next().unwrap_or(tail).trim();
            let known = || taxonomy.place(next).is_some() || places::is_city_in_state(taxonomy, tail);
            (places::is_place(taxonomy, tail) && known()).then_some((at, head))
        });
        if let Some((at, head)) = parted
            && !head
                .split(',')
                .any(|part| places::is_place(taxonomy, part) || taxonomy.place(part).is_some())
        {
            self.company = Some(place.start..place.start + at);
            self.place = Some(trim(line, place.start + at + 1..place.end));
        }
    }

    /// Says whether the line begins with its date, as entries of a chronicle do.
    /// Says whether it has a period, and no mere date.
    pub(super) fn is_dated(&self) -> bool {
        self.period.as_ref().is_some_and(|period| period.end.is_some())
    }

    pub(super) fn begins_with_date(&self) -> bool {
        self.period.as_ref().is_some_and(|period| period.range.start <= 2)
    }
}

/// Reads a line as a header.
pub(super) fn read(line: &str, taxonomy: &Taxonomy) -> Header {
    read_parts(line, &[], taxonomy)
}

/// Reads a line as a header whose facts also part where its type changes: "**Acme** *Engineer*".
pub(super) fn read_parts(line: &str, cuts: &[usize], taxonomy: &Taxonomy) -> Header {
    complete(line, begin(line, taxonomy), cuts, taxonomy)
}

/// Words before the day on which a page was written.
static UPDATED: Cues = Cues::caseless(&["last updated", "last update:", "updated on ", "last modified"]);

/// Reads what shows at first sight: the period and where the header ends, or everything where words name the facts.
pub(super) fn begin(line: &str, taxonomy: &Taxonomy) -> Header {
    if let Some(header) = served(line, taxonomy).or_else(|| labelled(line, taxonomy)) {
        return header;
    }
    let period = dates::first(line).filter(|_| !UPDATED.are_in(line));
    let end = period
        .as_ref()
        .and_then(|period| first_sentence(line, period.range.end, taxonomy));
    Header {
        period,
        end: end.unwrap_or(line.len()),
        ..Header::default()
    }
}

/// Reads the other facts of a header.
pub(super) fn complete(line: &str, begun: Header, cuts: &[usize], taxonomy: &Taxonomy) -> Header {
    let mut header = begun;
    if header.title.is_some() || header.company.is_some() {
        return header;
    }
    let whole = line;
    let line = slice(line, 0..header.end);
    let mut parts = Vec::new();
    match &header.period {
        Some(period) => {
            parts.extend(split(line, 0..period.range.start, cuts));
            parts.extend(split(line, period.range.end..line.len(), cuts));
        }
        None => parts.extend(split(line, 0..line.len(), cuts)),
    }
    let split = parts.len();
    parts.retain(|part| !is_noise(slice(line, part.range.clone())));
    if split > 0 && parts.is_empty() && header.period.is_none() {
        let length = is_duration(line);
        header.terms = Some(if length { Terms::Length } else { Terms::Kind });
    }
    header.employed = line
        .rsplit_once(" · ")
        .is_some_and(|(_, kind)| titles::employment(kind).is_some());
    assign(line, &parts, &mut header, taxonomy);
    if header.title.is_none() && header.company.is_some() {
        header.title = stated_title(whole, header.end);
    }
    header
}

/// Abbreviations whose dot ends no sentence, lower case.
const ABBREVIATIONS: &[&str] = &[
    "inc", "ltd", "co", "corp", "st", "dr", "prof", "dept", "univ", "mr", "ms", "sr", "jr", "no", "vs",
    "pvt", "bros", "llc", "assoc", "dev", "eng", "tech", "intl",
];

/// Returns where the first sentence of a line ends that holds a date, if another one follows.
fn first_sentence(line: &str, from: usize, taxonomy: &Taxonomy) -> Option<usize> {
    let rest = slice(line, from..line.len());
    rest.match_indices(". ").find_map(|(at, _)| {
        let (head, tail) = (slice(rest, 0..at), slice(rest, at + 2..rest.len()));
        let last = head
            .rsplit(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let sentence = tail.starts_with(char::is_uppercase)
            && tail.split_whitespace().count() >= 4
            && !places::is_place(taxonomy, tail.trim_end_matches('.'));
        let complete = !ABBREVIATIONS.contains(&last.to_lowercase().as_str())
            && head.chars().filter(|letter| letter.is_alphabetic()).count() >= 3;
        (sentence && complete).then_some(from + at + 1)
    })
}

/// "Acme - Payment Support": in a heading, what a dash adds to the company is the title, whatever its words.
pub(super) fn name_title(text: &str, header: &mut Header, taxonomy: &Taxonomy) {
    let Some(company) = header
        .company
        .clone()
        .filter(|_| header.title.is_none() && header.place.is_none())
    else {
        return;
    };
    let rest = slice(text, company.end..text.len());
    let Some(title) = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| rest.strip_prefix(dash))
    else {
        return;
    };
    let words = title.split_whitespace().count();
    let client = title.starts_with("Client ");
    let named =
        !client && title.starts_with(char::is_uppercase) && words <= 5 && !title.contains([',', '(', ':']);
    if named
        && header.period.is_none()
        && !places::is_place(taxonomy, title)
        && taxonomy.company_named(title).is_none()
    {
        header.title = Some(text.len() - title.len()..text.len());
        header.company_first = true;
    }
}

fn assign(line: &str, parts: &[Part], header: &mut Header, taxonomy: &Taxonomy) {
    let text = |part: &Part| slice(line, part.range.clone());
    let title_at = parts
        .iter()
        .position(|part| !part.employer && is_title_part(text(part), taxonomy));
    let last_at = title_at.map(|first| {
        let more = parts.iter().skip(first + 1).take_while(|part| {
            !part.employer
                && (is_title_part(text(part), taxonomy)
                    || is_level(text(part))
                    || is_field(text(part), taxonomy))
        });
        first + more.count()
    });
    let mut rest: Vec<Part> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        if Some(index) == title_at {
            let (mut title, mut others) = cut_title(line, part, taxonomy);
            // "Team Lead / Senior Engineer" is one title, unless a company stands between.
            if let Some(last) = last_at
                .filter(|last| *last > index)
                .and_then(|last| parts.get(last))
                .filter(|_| others.is_empty())
            {
                let (end, behind) = end_of_titles(line, last, taxonomy);
                title.end = title.end.max(end);
                others = behind;
            }
            header.title = Some(title);
            rest.extend(others);
        } else if title_at
            .zip(last_at)
            .is_some_and(|(first, last)| (first..=last).contains(&index))
            && rest.is_empty()
        {
        } else {
            rest.extend(cut_place(taxonomy, line, part));
        }
    }
    lengthen_title(line, &mut rest, header, taxonomy);
    let company = company_at(line, &rest, taxonomy);
    if let Some(part) = company.and_then(|index| rest.get(index)) {
        header.company_first = header
            .title
            .as_ref()
            .is_some_and(|title| part.range.start < title.start);
        header.company = Some(part.range.clone());
    }
    let place = rest
        .iter()
        .enumerate()
        .filter(|(index, _)| Some(*index) != company)
        .map(|(_, part)| part)
        .find(|part| part.is_place(taxonomy, line));
    header.place = place.map(|part| part.range.clone());
    if header.company.is_none() && header.title.is_some() {
        header.part_place(line, taxonomy);
    }
}

/// Which part is the company: "Engineer (Looms) - Acme" has it in brackets only where nothing else is one.
fn company_at(line: &str, parts: &[Part], taxonomy: &Taxonomy) -> Option<usize> {
    let is_aside = |part: &Part| slice(line, 0..part.range.start).ends_with('(');
    let first = |aside: bool| {
        parts.iter().position(|part| {
            is_aside(part) == aside
                && reads_as_company(slice(line, part.range.clone()))
                && !part.is_place(taxonomy, line)
        })
    };
    let employer = parts.iter().position(|part| part.employer);
    employer.or_else(|| first(false)).or_else(|| first(true))
}

/// "Acme - Operations Engineer - Payments": what a dash adds to a title behind its company belongs to the title.
fn lengthen_title(line: &str, rest: &mut Vec<Part>, header: &mut Header, taxonomy: &Taxonomy) {
    let Some(title) = &mut header.title else { return };
    let company_first = rest.first().is_some_and(|part| part.range.end <= title.start);
    let Some(last) = rest
        .last()
        .filter(|part| company_first && part.range.start > title.end)
    else {
        return;
    };
    let joint = slice(line, title.end..last.range.start);
    let text = slice(line, last.range.clone());
    let added = matches!(joint, " - " | " – " | " — ")
        && text.split_whitespace().count() <= 4
        && !text.contains(',')
        && !places::is_place(taxonomy, text);
    if added {
        title.end = last.range.end;
        let _added = rest.pop();
    }
}

/// A part is the title if it has a title's word and is no company that is known by that very name.
fn is_title_part(text: &str, taxonomy: &Taxonomy) -> bool {
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

/// Splits "Senior Engineer, Acme" and "Acme, Senior Engineer" into the title and the rest.
fn cut_title(line: &str, part: &Part, taxonomy: &Taxonomy) -> (Range<usize>, Vec<Part>) {
    if let Some(end) = shouted_name(slice(line, part.range.clone()), taxonomy) {
        let mut others = Vec::new();
        push(line, part.range.start..part.range.start + end, false, &mut others);
        return (part.range.start + end..part.range.end, others);
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
fn end_of_titles(line: &str, last: &Part, taxonomy: &Taxonomy) -> (usize, Vec<Part>) {
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
fn is_level(text: &str) -> bool {
    let level = text
        .strip_prefix(['L', 'E'])
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text);
    matches!(level, "I" | "II" | "III" | "IV" | "V")
        || level.len() == 1 && level.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Software Engineer - Backend": the kind of work behind a title.
fn is_field(text: &str, taxonomy: &Taxonomy) -> bool {
    text.split_whitespace().count() <= 2
        && titles::functions(text).next().is_some()
        && taxonomy.company_named(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, title: &str, company: &str, place: &str) {
        let header = read(line, Taxonomy::embedded());
        let text = |range: Option<Range<usize>>| range.map_or("", |range| slice(line, range)).to_owned();
        assert_eq!(
            (text(header.title), text(header.company), text(header.place)),
            (title.to_owned(), company.to_owned(), place.to_owned()),
            "{line}"
        );
    }

    #[test]
    fn title_company_and_place_come_in_any_order() {
        check(
            "Senior DevOps Engineer, Lumoraq Inc.\tMar 2022 – Present",
            "Senior DevOps Engineer",
            "Lumoraq Inc",
            "",
        );
        check(
            "Lumoraq / Director of Consulting   Jan 2014 - Current",
            "Director of Consulting",
            "Lumoraq",
            "",
        );
        check(
            "2025–now  Owner, Principal Consultant, Lumoraq Advisory (Bedford, MA)",
            "Owner, Principal Consultant",
            "Lumoraq Advisory",
            "Bedford, MA",
        );
        check(
            "Lumoraq — Software Engineer II (Jan 2020 - Feb 2021)",
            "Software Engineer II",
            "Lumoraq",
            "",
        );
        check(
            "Intern at Lumoraq (2021-07 - 2021-09), Turin, Italy",
            "Intern",
            "Lumoraq",
            "Turin, Italy",
        );
        check(
            "Software Engineer | Lumoraq | Berlin, Germany",
            "Software Engineer",
            "Lumoraq",
            "Berlin, Germany",
        );
        check(
            "LUMORAQ, Staff SE, Senior SE3",
            "Staff SE, Senior SE3",
            "LUMORAQ",
            "",
        );
        check("Lumoraq GmbH", "", "Lumoraq GmbH", "");
    }

    #[test]
    fn a_header_can_have_a_number_two_titles_and_brackets() {
        check(
            "Weaver and Engineer — Lumoraq Works, Puyallup, WA (2020–2021)",
            "Weaver and Engineer",
            "Lumoraq Works",
            "Puyallup, WA",
        );
        check("2. Core Developer at Lumoraq", "Core Developer", "Lumoraq", "");
        check(
            "Manager of Looms / Database Analyst, Lumoraq",
            "Manager of Looms / Database Analyst",
            "Lumoraq",
            "",
        );
        check(
            "Senior Engineer (Looms and Dyes) - Lumoraq",
            "Senior Engineer",
            "Lumoraq",
            "",
        );
        check("Was the founding member of Lumoraq Works", "", "", "");
    }

    #[test]
    fn brackets_hold_a_title_or_belong_to_one() {
        check(
            "Lumoraq (Senior Engineer) 08/22 - now",
            "Senior Engineer",
            "Lumoraq",
            "",
        );
        check(
            "Technical Architect (Vice President), Lumoraq",
            "Technical Architect (Vice President)",
            "Lumoraq",
            "",
        );
        check(
            "Client: Lumoraq — Cloud Architect (04/2023 – present)",
            "Cloud Architect",
            "Lumoraq",
            "",
        );
    }

    #[test]
    fn a_company_is_told_from_the_city_behind_it() {
        check("Lumoraq, Zürich", "", "Lumoraq", "Zürich");
        check("Lumoraq, Toronto, Canada", "", "Lumoraq", "Toronto, Canada");
        check(
            "Lumoraq Widgets. Berlin, Germany.",
            "",
            "Lumoraq Widgets",
            "Berlin, Germany",
        );
        check("Rivoli, Italy", "", "", "Rivoli, Italy");
    }

    #[test]
    fn the_kind_of_work_behind_a_title_belongs_to_it() {
        check(
            "Senior Software Engineer - Backend at Lumoraq",
            "Senior Software Engineer - Backend",
            "Lumoraq",
            "",
        );
    }

    #[test]
    fn a_chronicle_tells_the_title_in_the_sentence_behind_the_employer() {
        check(
            "2019 - 2021 Lumoraq Widgets, Turin, Italy. I was head of payments, and of the office.",
            "head of payments",
            "Lumoraq Widgets",
            "Turin, Italy",
        );
        check(
            "2009 Institute of Odd Machines at the University of Lumora. As a visiting fellow I taught welding robots.",
            "visiting fellow",
            "the University of Lumora",
            "",
        );
    }

    #[test]
    fn what_a_dash_adds_to_a_title_belongs_to_it() {
        check(
            "Lumoraq - Operations Engineer - Payments",
            "Operations Engineer - Payments",
            "Lumoraq",
            "",
        );
        check(
            "Lumoraq - Operations Engineer - Berlin",
            "Operations Engineer",
            "Lumoraq",
            "Berlin",
        );
    }

    #[test]
    fn a_name_in_capitals_is_told_from_the_title_behind_it() {
        check("LUMORAQ Senior Engineer", "Senior Engineer", "LUMORAQ", "");
        check("SENIOR Software Engineer", "SENIOR Software Engineer", "", "");
        check("AWS Cloud Engineer", "AWS Cloud Engineer", "", "");
    }
}
