//! A given name, or both names, without anything beside them.

use std::ops::Range;

use super::name::{Named, quote};
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::{names, sections, titles};
use crate::profile::Via;

/// A given name that stands alone: the page's only title, or a line above that of the person's work.
pub(super) fn alone(reading: &Reading<'_>, lines: &[&Line<'_>]) -> Option<Named> {
    let mut first = lines.iter().take(2);
    if let Some(name) = over_two_lines(reading, lines) {
        return Some(name);
    }
    let single = first.find_map(|line| Some((line, single(line)?)));
    let (line, range) = single.or_else(|| {
        let mut pairs = lines.windows(2).take(TITLED_LINES);
        pairs.find_map(|pair| Some((pair.first()?, above_title(pair)?)))
    })?;
    Some(quote(reading, line, range))
}

/// The only word of the page's title, where it is in capitals as names are drawn: "# ADA".
fn single(line: &Line<'_>) -> Option<Range<usize>> {
    let end = [" | ", " — ", " – ", " - "]
        .iter()
        .filter_map(|joint| line.text.find(joint))
        .min();
    let end = end.filter(|end| titles::is_title(slice(line.text, *end..line.text.len())));
    let range = trim_by(line.text, 0..end.unwrap_or(line.text.len()), |letter| {
        !letter.is_alphanumeric()
    });
    let word = slice(line.text, range.clone());
    let name = line.heading() == Some(1) && names::is_given_name(word) && word.chars().count() >= 3;
    (name && word.chars().all(char::is_alphabetic) && sections::named(word).is_none()).then_some(range)
}

/// "ADA", "QUILL" and a title: a page that sets the names below each other.
fn over_two_lines(reading: &Reading<'_>, lines: &[&Line<'_>]) -> Option<Named> {
    let [given, family, title, ..] = lines else {
        return None;
    };
    let word = |line: &Line<'_>| {
        let text = line.text;
        names::is_given_name(text)
            && text.chars().count() >= 2
            && text.chars().all(char::is_alphabetic)
            && sections::named(text).is_none()
            && !titles::is_title(text)
    };
    let titled = || title.text.split_ascii_whitespace().count() <= 8 && titles::is_title(title.text);
    // "RUST", "KAFKA" and "ENGINEER" name nobody; Ada is a language as well.
    let technologies = || {
        [given, family]
            .iter()
            .all(|line| reading.taxonomy.skill_named(line.text).is_some())
    };
    if !(word(given) && word(family) && titled()) || technologies() {
        return None;
    }
    let whole = |line: &Line<'_>| reading.span(line.block, &line.within(&(0..line.text.len())));
    let name = names::tidy_person(&format!("{} {}", given.text, family.text));
    let span = whole(given).start..whole(family).end;
    Some((name, reading.quote(span, Via::Heading)))
}

/// Among so many first lines a word above a title can be a name.
pub(super) const TITLED_LINES: usize = 12;

/// A given name on a line of its own, the person's title below it.
fn above_title(lines: &[&Line<'_>]) -> Option<Range<usize>> {
    let [line, below] = lines else { return None };
    let word = line.text;
    let name = word.chars().count() >= 3
        && word.chars().all(char::is_alphabetic)
        && names::is_given_name(word)
        && sections::named(word).is_none()
        && !titles::is_title(word);
    let title = titles::is_title(below.text) && below.text.split_ascii_whitespace().count() <= 8;
    let plain = |line: &Line<'_>| line.kind == Kind::Paragraph;
    (name && title && plain(line) && plain(below)).then_some(0..word.len())
}
