//! Who is it? Name, headline, summary and place, only where the text says so.

use std::ops::Range;

use super::document::{Kind, slice, trim};
use super::reading::{Line, Reading, lines_of};
use super::sections::Section;
use super::{names, places, titles, web};
use crate::profile::{Evidence, Profile, SUMMARY_CHARS, Via};
use crate::taxonomy::Taxonomy;

/// How many lines from the beginning may introduce the person.
const INTRODUCTION: usize = 60;

/// Words before a name.
const BEFORE_NAME: &[&str] = &[
    "my name is ",
    "i'm ",
    "i’m ",
    "i am ",
    "this is ",
    "im ",
    "name: ",
    "name : ",
    "call me ",
    "ich bin ",
    "je suis ",
    "soy ",
    "i`m ",
    "i´m ",
];

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
fn introduction<'a>(reading: &Reading<'a>) -> Vec<Line<'a>> {
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
        .flat_map(|(index, block)| lines_of(index, block))
        .take(INTRODUCTION)
        .collect()
}

fn name(reading: &Reading<'_>, lines: &[Line<'_>]) -> Option<(String, Evidence)> {
    let quote = |line: &Line<'_>, range: Range<usize>| {
        let text = names::tidy_person(slice(line.text, range.clone()));
        (
            text,
            reading.evidence(line.block, &line.within(&range), Via::Heading),
        )
    };
    let introduced = lines
        .iter()
        .find_map(|line| introduced(line.text).map(|range| quote(line, range)));
    let titled = lines
        .iter()
        .take(6)
        .find_map(|line| titled(reading.taxonomy, line).map(|range| quote(line, range)));
    let full =
        |found: &Option<(String, Evidence)>| found.as_ref().is_some_and(|(name, _)| name.contains(' '));
    if full(&titled) && !introduced.as_ref().is_some_and(|(name, _)| name.contains(' ')) {
        return titled;
    }
    introduced.or(titled).or_else(|| drawn(reading))
}

/// "Hi, I'm Ada Lovelace, …": the name behind words that introduce one.
fn introduced(line: &str) -> Option<Range<usize>> {
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    let mut found = BEFORE_NAME.iter().filter_map(|before| {
        let at = lower.find(before)?;
        let bounded = slice(&lower, 0..at)
            .chars()
            .next_back()
            .is_none_or(|letter| !letter.is_alphanumeric());
        bounded
            .then_some(at + before.len())
            .and_then(|start| leading_name(line, start))
    });
    found.next()
}

/// Returns the words of a name with which a text begins at an offset.
fn leading_name(line: &str, start: usize) -> Option<Range<usize>> {
    let rest = slice(line, start..line.len());
    let start = start + rest.len()
        - rest
            .trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .len();
    let mut end = start;
    let mut words = 0;
    for word in slice(line, start..line.len()).split_inclusive(' ') {
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let is_name = if words == 0 {
            names::is_given_name(bare)
        } else {
            names::is_given_name(bare) || is_initial(bare)
        };
        if !is_name || words == 4 {
            break;
        }
        end = start + (end - start) + bare.len();
        words += 1;
        if bare.len() < word.trim_end().len()
            && !word.starts_with(|letter: char| letter.is_uppercase() && word.len() == 3)
        {
            break;
        }
        end += word.len() - bare.len();
    }
    let range = trim(line, start..end);
    let text = slice(line, range.clone());
    (words > 0 && !titles::is_title(text)).then_some(range)
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// A line of its own that is a name, or a name before a separator.
fn titled(taxonomy: &Taxonomy, line: &Line<'_>) -> Option<Range<usize>> {
    if line.is_item() {
        return None;
    }
    let text = line.text;
    let end = [" — ", " – ", " - ", " | ", " · ", "  ", ",", "(", " / ", ": "]
        .iter()
        .filter_map(|separator| text.find(separator))
        .min()
        .unwrap_or(text.len());
    let range = super::document::trim_by(text, 0..end, |letter| !letter.is_alphanumeric() && letter != '.');
    let words = slice(text, range.clone());
    let whole = names::is_person(words) && !titles::is_title(words) && !places::is_place(taxonomy, words);
    whole.then_some(range)
}

/// A name that only a banner or a typing animation shows, or a picture's description.
fn drawn(reading: &Reading<'_>) -> Option<(String, Evidence)> {
    let images = reading
        .blocks()
        .take(12)
        .flat_map(|(_, block)| &block.images)
        .take(12);
    for image in images {
        for line in drawn_lines(&image.src) {
            let whole = names::bare(&line);
            let range = introduced(whole).or_else(|| {
                names::is_person(whole)
                    .then_some(0..whole.len())
                    .filter(|_| !titles::is_title(whole))
            });
            if let Some(range) = range {
                return Some((
                    names::tidy_person(slice(whole, range)),
                    reading.quote(image.span.clone(), Via::Badge),
                ));
            }
        }
        if names::is_person(&image.alt)
            && !titles::is_title(&image.alt)
            && reading.taxonomy.skill_named(&image.alt).is_none()
            && image.alt.split_whitespace().count() <= 3
            && image.src.find("badge").is_none()
        {
            return Some((
                names::tidy_person(&image.alt),
                reading.quote(image.span.clone(), Via::Badge),
            ));
        }
    }
    None
}

/// Returns the lines of text in the URL of an animation or a banner.
pub(super) fn drawn_lines(src: &str) -> Vec<String> {
    let animated =
        src.contains("typing-svg") || src.contains("capsule-render") || src.contains("readme-typing");
    let Some((_, query)) = src.split_once('?').filter(|_| animated) else {
        return Vec::new();
    };
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(key, _)| matches!(*key, "lines" | "text" | "desc"))
        .flat_map(|(_, value)| value.split(';'))
        .map(web::decode)
        .filter(|line| !line.trim().is_empty())
        .collect()
}

/// The person's own title: beside the name, under it, or "I'm a …".
fn headline(reading: &Reading<'_>, lines: &[Line<'_>], name: Option<&str>) -> Option<(String, Evidence)> {
    let name_line = name.and_then(|name| {
        lines
            .iter()
            .position(|line| line.text.to_lowercase().contains(&name.to_lowercase()))
    });
    let quote = |line: &Line<'_>, range: Range<usize>| {
        let text = names::bare(slice(line.text, range.clone())).to_owned();
        (
            text,
            reading.evidence(line.block, &line.within(&range), Via::Heading),
        )
    };
    let at = name_line.unwrap_or(0);
    for line in lines.iter().skip(at).take(5) {
        for range in parts(line.text) {
            let text = slice(line.text, range.clone());
            let plain = names::bare(text);
            let short = (2..=12).contains(&plain.split_whitespace().count())
                && !plain.contains(". ")
                && !plain.contains(" I ");
            let stands_alone = !line.is_item()
                && !line.text.ends_with('.')
                && plain.chars().next().is_some_and(char::is_uppercase);
            if short
                && stands_alone
                && titles::is_title(plain)
                && introduced(plain).is_none()
                && plain.chars().count() <= 100
                && !plain.contains("'m ")
                && !plain.contains("’m ")
            {
                return Some(quote(line, range));
            }
        }
    }
    lines
        .iter()
        .take(25)
        .find_map(|line| self_title(line.text).map(|range| quote(line, range)))
}

/// Splits "Name — Title" at its strong separators.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = slice(text, at..text.len());
        let separator = [" — ", " – ", " | ", " · ", " • ", " - ", "  "]
            .iter()
            .find(|separator| rest.starts_with(**separator));
        if let Some(separator) = separator {
            parts.push(trim(text, start..at));
            at += separator.len();
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    parts.push(trim(text, start..text.len()));
    parts
}

/// "I'm a Data Scientist at …": the words after the article, up to the end of the clause.
fn self_title(text: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let start = [
        "i'm a ",
        "i’m a ",
        "i am a ",
        "i'm an ",
        "i’m an ",
        "i am an ",
        "working as a ",
        "working as an ",
        "work as a ",
        "i'm the ",
        "i am the ",
    ]
    .iter()
    .find_map(|before| lower.find(before).map(|at| at + before.len()))?;
    let rest = slice(text, start..text.len());
    let end = rest
        .find(['.', ',', '!', ';', '(', '|', '\n'])
        .into_iter()
        .chain(
            [
                " with ",
                " who ",
                " based ",
                " from ",
                " and i",
                " passionate",
                " specializ",
                " living",
                " currently",
                " where ",
            ]
            .iter()
            .filter_map(|stop| rest.find(stop)),
        )
        .min()
        .unwrap_or(rest.len());
    let range = trim(text, start..start + end);
    let words = slice(text, range.clone());
    (titles::is_title(words)
        && words.split_whitespace().count() <= 12
        && words.chars().any(char::is_uppercase))
    .then_some(range)
}

/// Words before a home.
const BEFORE_PLACE: &[&str] = &[
    "based in ",
    "live in ",
    "living in ",
    "located in ",
    "location: ",
    "location : ",
    "lives in ",
    "based out of ",
    "residing in ",
    "reside in ",
    "from: ",
    "📍",
    "🏠",
    "🌍",
    "🌎",
    "🌏",
    "i'm from ",
    "i am from ",
    "hailing from ",
    "from ",
];

fn place(reading: &Reading<'_>, lines: &[Line<'_>]) -> Option<(String, Evidence)> {
    let quote = |line: &Line<'_>, range: Range<usize>| {
        (
            slice(line.text, range.clone()).to_owned(),
            reading.evidence(line.block, &line.within(&range), Via::List),
        )
    };
    for (number, line) in lines.iter().enumerate() {
        if let Some(range) = stated_place(reading.taxonomy, line.text) {
            return Some(quote(line, range));
        }
        let alone = number < 12 && line.text.chars().count() <= 200;
        for range in parts(line.text).into_iter().filter(|_| alone) {
            let text = slice(line.text, range.clone());
            let home = text.contains(',') || number < 5;
            if home
                && places::is_place(reading.taxonomy, text)
                && !text.to_lowercase().contains("remote")
                && !text.contains('.')
                && text.split_whitespace().count() <= 6
            {
                return Some(quote(line, range));
            }
        }
        let label = line.text.trim_end_matches(':').eq_ignore_ascii_case("location");
        if let Some(next) = lines.get(number + 1).filter(|_| label)
            && next.text.split_whitespace().count() <= 6
        {
            return Some(quote(next, 0..next.text.len()));
        }
    }
    None
}

fn stated_place(taxonomy: &Taxonomy, text: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    BEFORE_PLACE.iter().find_map(|before| {
        let start = lower.find(before)? + before.len();
        let rest = slice(text, start..text.len());
        let end = rest
            .find(['.', '!', ';', '(', '|', '\n', '•', '·'])
            .unwrap_or(rest.len());
        let clause = slice(rest, 0..end);
        let commas: Vec<usize> = clause
            .match_indices(',')
            .map(|(at, _)| at)
            .chain([clause.len()])
            .collect();
        let ends = commas.into_iter().take(4).chain(
            [" and ", " with ", " who ", " - ", " – ", " where "]
                .iter()
                .filter_map(|stop| clause.find(stop)),
        );
        let mut best = None;
        for end in ends {
            let range =
                super::document::trim_by(text, start..start + end, |letter| !letter.is_alphanumeric());
            let words = slice(text, range.clone());
            let capital = words.chars().next().is_some_and(char::is_uppercase);
            if capital
                && places::is_place(taxonomy, words)
                && best
                    .as_ref()
                    .is_none_or(|best: &Range<usize>| best.len() < range.len())
            {
                best = Some(range);
            }
        }
        best
    })
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
                && text.split_whitespace().count() >= 10
                && text.contains(' ')
        })
    };
    let (index, block) = find(&about).or_else(|| find(&opening))?;
    let text: String = block
        .text
        .as_str()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(SUMMARY_CHARS)
        .collect();
    let evidence = reading.evidence(index, &(0..block.text.as_str().len()), Via::Prose);
    Some((text, evidence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn introductions_name_people() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(
                introduced(line).map(|range| slice(line, range)),
                expected,
                "{line}"
            );
        };
        check("Hi there, I'm Ada Lovelace 👋", Some("Ada Lovelace"));
        check("# Hi, I'm Avi", Some("Avi"));
        check("I am Ada. I am based in Cork.", Some("Ada"));
        check("I'm a Data Scientist", None);
        check("I'm currently working on Muster", None);
    }

    #[test]
    fn a_home_is_where_the_text_says_so() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(
                stated_place(Taxonomy::embedded(), line).map(|range| slice(line, range)),
                expected,
                "{line}"
            );
        };
        check("I am Ada. I am based in Cork, Ireland.", Some("Cork, Ireland"));
        check("📍 Turin, Italy", Some("Turin, Italy"));
        check("from idea to production", None);
    }
}
