//! What a line above the account of a position says: title, company, place and period, in any order.

use std::ops::Range;

use crate::extract::dates::{self, Period};
use crate::extract::document::{slice, trim, trim_by};
use crate::extract::sections::fold;
use crate::extract::{names, places, titles};
use crate::taxonomy::Taxonomy;

/// The facts that a line gives, as ranges of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) title: Option<Range<usize>>,
    pub(super) company: Option<Range<usize>>,
    pub(super) place: Option<Range<usize>>,
    pub(super) period: Option<Period>,
    /// The company stands before the title.
    pub(super) company_first: bool,
    /// Only a length of time ("5 yrs 10 mos").
    pub(super) duration: bool,
}

/// Signs that part the facts of a line, the blanks around them included.
const SEPARATORS: &[&str] = &[
    " | ", "\t", " — ", " – ", " - ", " · ", " • ", " // ", " @ ", " at ", "  ", " / ", " :: ", " ‧ ", " ~ ",
    "; ", " ⋅ ", " → ", " -- ", ": ", " : ", "— ", "---", "| ", " bei ", " chez ", "@ ",
];

/// Reads a line as a header.
pub(super) fn read(line: &str, taxonomy: &Taxonomy) -> Header {
    let mut header = Header {
        period: dates::first(line),
        ..Header::default()
    };
    let mut parts = Vec::new();
    match &header.period {
        Some(period) => {
            parts.extend(split(line, 0..period.range.start));
            parts.extend(split(line, period.range.end..line.len()));
        }
        None => parts.extend(split(line, 0..line.len())),
    }
    parts.retain(|part| !is_noise(slice(line, part.range.clone())));
    header.duration = parts.is_empty() && header.period.is_none() && is_duration(line);
    assign(line, &parts, &mut header, taxonomy);
    header
}

#[derive(Debug, Clone)]
struct Part {
    range: Range<usize>,
    /// "at" or "@" stands before it.
    employer: bool,
}

/// Cuts a range of a line at its separators and brackets.
fn split(line: &str, range: Range<usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    let mut employer = false;
    while at < range.end {
        let rest = slice(line, at..range.end);
        let bracket = rest.starts_with(['(', ')', '[', ']']) && !is_part_of_name(line, at, &range);
        let separator = SEPARATORS.iter().find(|separator| rest.starts_with(**separator));
        let length = if bracket {
            1
        } else {
            separator.map_or(0, |separator| separator.len())
        };
        if length == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        push(line, start..at, employer, &mut parts);
        employer = separator.is_some_and(|separator| matches!(separator.trim(), "at" | "@" | "bei" | "chez"));
        at += length;
        start = at;
    }
    push(line, start..range.end, employer, &mut parts);
    parts
}

/// A bracket at the end of a title belongs to it: "Technical Architect (Vice President)".
fn is_part_of_name(line: &str, at: usize, range: &Range<usize>) -> bool {
    let rest = slice(line, at..range.end);
    let inside = if rest.starts_with('(') {
        rest.split_once(')').map(|(inside, _)| inside)
    } else if rest.starts_with(')') {
        slice(line, range.start..at)
            .rsplit_once('(')
            .map(|(_, inside)| inside)
    } else {
        return false;
    };
    inside.is_some_and(|inside| {
        let inside = inside.trim_matches(['(', ')']);
        titles::is_title(inside)
            && !is_noise(inside)
            && titles::employment(inside).is_none()
            && !inside.contains(" at ")
    })
}

fn push(line: &str, range: Range<usize>, employer: bool, parts: &mut Vec<Part>) {
    let range = trim(line, range);
    let range = trim_by(line, range, |letter| {
        letter.is_whitespace()
            || matches!(
                letter,
                ',' | ';'
                    | '|'
                    | '-'
                    | '–'
                    | '—'
                    | ':'
                    | '*'
                    | '_'
                    | '`'
                    | '·'
                    | '•'
                    | '"'
                    | '~'
                    | '.'
                    | '@'
                    | '→'
                    | '/'
                    | '<'
                    | '>'
            )
            || is_pictograph(letter)
    });
    if !range.is_empty() && slice(line, range.clone()).chars().any(char::is_alphanumeric) {
        parts.push(Part { range, employer });
    }
}

const fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
}

/// Says whether a part says nothing of the position itself: lengths of time, terms, labels.
fn is_noise(part: &str) -> bool {
    let folded = fold(part);
    is_duration(part)
        || matches!(
            folded.as_str(),
            "full time"
                | "part time"
                | "contract"
                | "permanent"
                | "permanent full time"
                | "self employed full time"
                | "current"
                | "present"
                | "on site"
                | "seasonal"
                | "from"
                | "since"
                | "and"
                | "company"
                | "duration"
                | "period"
                | "date"
                | "dates"
                | "role"
                | "position"
                | "title"
                | "at"
                | "remote contract"
                | "employer"
                | "timeline"
                | "to"
                | "in"
                | "website"
                | "location"
                | "temporary"
        )
}

/// Says whether a text is a length of time: "5 yrs 10 mos", "(2 years)".
fn is_duration(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let first_is_number = words
        .next()
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 2);
    first_is_number
        && words.all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit())
                || matches!(
                    word,
                    "yr" | "yrs"
                        | "year"
                        | "years"
                        | "mo"
                        | "mos"
                        | "month"
                        | "months"
                        | "and"
                        | "weeks"
                        | "week"
                        | "m"
                        | "y"
                )
        })
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
            let (mut title, others) = cut_title(line, part);
            // "Team Lead / Senior Engineer" is one title, unless a company stands between.
            if let Some(last) = last_at
                .and_then(|last| parts.get(last))
                .filter(|_| others.is_empty())
            {
                title.end = title.end.max(last.range.end);
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
    let employer = rest.iter().position(|part| part.employer);
    let company = employer.or_else(|| rest.iter().position(|part| is_company_like(taxonomy, text(part))));
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
        .find(|part| places::is_place(taxonomy, text(part)));
    header.place = place.map(|part| part.range.clone());
}

/// A part is the title if it has a title's word and is no company that is known by that very name.
fn is_title_part(text: &str, taxonomy: &Taxonomy) -> bool {
    titles::is_title(text) && text.split_whitespace().count() <= 12 && taxonomy.company_named(text).is_none()
}

/// Splits "Senior Engineer, Acme" and "Acme, Senior Engineer" into the title and the rest.
fn cut_title(line: &str, part: &Part) -> (Range<usize>, Vec<Part>) {
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

/// Splits "Acme, Berlin, Germany" into the company and its place.
fn cut_place(taxonomy: &Taxonomy, line: &str, part: &Part) -> Vec<Part> {
    let text = slice(line, part.range.clone());
    let whole = places::is_place(taxonomy, text);
    for (at, joint) in text.match_indices([',', '.']).take(4) {
        let (head, tail) = (slice(text, 0..at), slice(text, at + joint.len()..text.len()));
        let parted = tail.starts_with(' ') && places::is_place(taxonomy, tail);
        let own = !whole || joint == "." || is_in_city(taxonomy, head, tail);
        if parted && own {
            let cut = part.range.start + at;
            let mut parts = Vec::new();
            push(line, part.range.start..cut, part.employer, &mut parts);
            push(line, cut + joint.len()..part.range.end, false, &mut parts);
            return parts;
        }
    }
    vec![part.clone()]
}

/// "Acme, Basel" and "Acme, Toronto, Canada" name a company in a city, "Rivoli, Italy" and "Remote, Berlin" none.
fn is_in_city(taxonomy: &Taxonomy, head: &str, tail: &str) -> bool {
    let next = tail.split(',').next().unwrap_or(tail).trim();
    let city = taxonomy
        .place(next)
        .is_some_and(|place| place.city.as_deref().is_some_and(|city| fold(city) == fold(next)));
    !head.contains(',')
        && !places::is_place(taxonomy, head)
        && (city || taxonomy.company_named(head).is_some())
}

/// Says whether a part can be the name of a company.
fn is_company_like(taxonomy: &Taxonomy, text: &str) -> bool {
    if text.to_lowercase().contains(" here") {
        return false;
    }
    let words = text.split_whitespace().count();
    let capital = text
        .chars()
        .find(|letter| letter.is_alphanumeric())
        .is_some_and(|letter| !letter.is_lowercase() || words <= 2);
    words <= 8
        && capital
        && !is_street(text)
        && !places::is_place(taxonomy, text)
        && !text.ends_with(['.', '!', '?', ':'])
        && !text.contains("://")
        && text.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
        && !names::bare(text).is_empty()
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

/// "125 Queens Street": begins with a number and goes on.
fn is_street(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let number = words
        .next()
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
    number && words.count() >= 2
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
}
