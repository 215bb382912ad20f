//! Plain and pasted text as blocks: a line is a block, blank lines set blocks apart.

use std::ops::Range;

use super::{Block, Kind, Text, slice, trim, trim_by};
use crate::extract::{chrome, sections};

/// Signs that begin a list item.
const BULLETS: &[char] = &[
    '•', '▸', '▪', '●', '◦', '‣', '·', '-', '–', '*', '→', '►', '➤', '✓', '✔', '○', '■', '+', '»', '>',
];

/// The most letters of a heading.
const HEADING_CHARS: usize = 60;

/// The most words of a heading behind its number; what is longer is a step of something.
const NUMBERED_WORDS: usize = 5;

/// Reads plain text into blocks.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    blocks_of(source, 0..source.len())
}

/// Says whether a stretch of preformatted text is a whole profile in plain text.
pub(super) fn is_profile(text: &str) -> bool {
    let headings = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && line.len() <= HEADING_CHARS && is_heading(line, true));
    text.lines().count() >= 20 && headings.count() >= 2
}

/// Reads a range of the source as plain text.
pub(super) fn blocks_of(source: &str, range: Range<usize>) -> Vec<Block> {
    let lines = lines(source, range);
    let mut blocks: Vec<Block> = Vec::new();
    let mut apart = true;
    for (index, range) in lines.iter().enumerate() {
        let line = slice(source, range.clone());
        if line.is_empty() || is_rule(line) {
            apart = true;
            continue;
        }
        let next = lines
            .get(index + 1)
            .map_or("", |next| slice(source, next.clone()));
        let again = blocks.last().is_some_and(|block| block.text.as_str() == line);
        if again || chrome::is_chrome(line) || is_menu(source, &lines, index) {
            continue;
        }
        let (kind, range) = classify(source, range.clone(), apart, next);
        let mut text = Text::default();
        text.push(slice(source, range.clone()), range, true);
        blocks.push(Block {
            kind,
            text,
            apart,
            ..Block::default()
        });
        apart = false;
    }
    blocks
}

/// Returns the ranges of all lines, without blanks and box-drawing signs around them; empty ones too.
fn lines(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut at = range.start;
    slice(source, range)
        .split('\n')
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            let range = trim_by(source, start..start + line.len(), |letter| {
                letter.is_whitespace()
                    || is_box_drawing(letter)
                    || letter == '\u{feff}'
                    || letter == '\u{200b}'
            });
            trim(source, range)
        })
        .collect()
}

fn is_box_drawing(letter: char) -> bool {
    matches!(letter, '\u{2500}'..='\u{259f}')
}

/// Says whether a line is one of three or more names of parts that follow each other: a page's menu.
fn is_menu(source: &str, lines: &[Range<usize>], index: usize) -> bool {
    let line = |at: Option<usize>| {
        let range = at.and_then(|at| lines.get(at));
        range.map_or("", |range| slice(source, range.clone()))
    };
    // Pages for screen readers say each heading twice.
    if line(Some(index)) == line(Some(index + 1)) {
        return false;
    }
    let named = |at: Option<usize>| {
        let line = line(at);
        line.len() <= 20 && !line.is_empty() && (sections::is_exact(line) || chrome::is_chrome(line))
    };
    let near = [
        index.checked_sub(2),
        index.checked_sub(1),
        Some(index),
        Some(index + 1),
        Some(index + 2),
    ];
    named(Some(index)) && near.windows(3).any(|window| window.iter().all(|at| named(*at)))
}

/// Says whether a line only underlines or separates.
fn is_rule(line: &str) -> bool {
    line.chars().all(|letter| {
        matches!(letter, '-' | '=' | '_' | '*' | '~' | '#' | '—' | '–' | '+' | ' ') || is_box_drawing(letter)
    })
}

fn classify(source: &str, range: Range<usize>, apart: bool, next: &str) -> (Kind, Range<usize>) {
    let line = slice(source, range.clone());
    let indent = source.get(..range.start).map_or(0, |before| {
        before.len() - before.trim_end_matches([' ', '\t']).len()
    });
    if let Some(rest) = bullet(line) {
        let start = range.end - rest.len();
        return (Kind::Item(u8::from(indent > 4)), start..range.end);
    }
    let underlined = !next.is_empty() && is_rule(next) && next.len() >= 3;
    let short = line.chars().count() <= HEADING_CHARS;
    if short && (underlined || is_heading(line, apart)) {
        return (Kind::Heading(2), range);
    }
    (Kind::Paragraph, range)
}

/// Returns what follows the signs that begin a list item.
fn bullet(line: &str) -> Option<&str> {
    let mut rest = line;
    while let Some(after) = rest.strip_prefix(BULLETS) {
        let trimmed = after.trim_start();
        let spaced = trimmed.len() < after.len() || !rest.starts_with(['-', '–', '*', '+', '>', '·']);
        if !spaced {
            break;
        }
        rest = trimmed;
    }
    (rest.len() < line.len() && !rest.is_empty()).then_some(rest)
}

/// Says whether a line of its own names a section.
fn is_heading(line: &str, apart: bool) -> bool {
    let numbered =
        sections::unnumbered(line).filter(|title| title.split_whitespace().count() <= NUMBERED_WORDS);
    if numbered.is_some_and(|title| sections::named(title).is_some()) {
        return true;
    }
    let label = line.trim_end_matches(':');
    let upper = label.chars().any(char::is_alphabetic)
        && !label.chars().any(char::is_lowercase)
        && !label
            .chars()
            .any(|letter| letter.is_ascii_digit() || matches!(letter, '(' | '/' | ',' | '@' | '|'))
        && label.split_whitespace().count() <= 5
        && label.chars().count() >= 4;
    let known = if upper || line.ends_with(':') {
        sections::named(line).is_some()
    } else {
        sections::is_exact(line) || sections::is_title_case(line)
    };
    known && (apart || upper || sections::is_unmistakable(line))
}
