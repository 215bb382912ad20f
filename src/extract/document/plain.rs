//! Plain and pasted text as blocks: a line is a block, blank lines set blocks apart.

use std::ops::Range;

use super::{Block, Kind, Text, banner, grid, is_box_drawing, manual, slice, trim, trim_by};
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

/// Says whether a stretch of preformatted text is a profile in plain text, or a table or greeting drawn in it.
pub(super) fn is_profile(source: &str, range: Range<usize>) -> bool {
    let text = slice(source, range.clone());
    let lines = whole_lines(source, range);
    if manual::is_manual(text) || grid::is_drawn(source, &lines) || banner::is_banner(source, &lines) {
        return true;
    }
    let headings = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && line.len() <= HEADING_CHARS && is_heading(line, true));
    text.lines().count() >= 20 && headings.count() >= 2
}

/// `    Acme https://acme.example` below a heading: a single line that begins with a capital is indented, and no code.
pub(super) fn is_name(preformatted: &str) -> bool {
    let text = preformatted.trim();
    text.starts_with(char::is_uppercase) && !text.contains(['\n', '=', '{', ';'])
}

/// Reads a range of the source as plain text.
pub(super) fn blocks_of(source: &str, range: Range<usize>) -> Vec<Block> {
    let is_manual = manual::is_manual(slice(source, range.clone()));
    let mut whole = whole_lines(source, range);
    banner::without_drawing(source, &mut whole);
    let lines = trimmed(source, &whole);
    let mut blocks: Vec<Block> = Vec::new();
    let mut apart = true;
    let mut tables = 0;
    let mut next_line = 0;
    for (index, range) in lines.iter().enumerate() {
        if index < next_line {
            continue;
        }
        let rest = whole.get(index..).unwrap_or_default();
        if let Some(grid) = grid::read(source, rest) {
            tables += 1;
            next_line = index + grid.lines;
            blocks.extend(grid.blocks(source, tables));
            apart = true;
            continue;
        }
        let line = chrome::without_buttons(slice(source, range.clone()));
        let range = &(range.start..range.start + line.len());
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
        let (kind, range) = if is_manual && manual::is_heading(line, indent(source, range)) {
            (Kind::Heading(2), range.clone())
        } else {
            classify(source, range.clone(), apart, next)
        };
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

/// Returns the ranges of all lines as they are.
fn whole_lines(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut at = range.start;
    slice(source, range)
        .split('\n')
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            start..start + line.len()
        })
        .collect()
}

/// Returns lines without blanks and box-drawing signs around them; empty ones too.
fn trimmed(source: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let around = |letter: char| {
        letter.is_whitespace() || is_box_drawing(letter) || letter == '\u{feff}' || letter == '\u{200b}'
    };
    lines
        .iter()
        .map(|line| trim(source, trim_by(source, line.clone(), around)))
        .collect()
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
        let entry = || {
            matches!(
                line,
                "CV" | "Resume" | "Résumé" | "Contact" | "Contact Me" | "Blog"
            )
        };
        line.len() <= 20
            && !line.is_empty()
            && (entry() || sections::is_exact(line) || chrome::is_chrome(line))
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
    let indent = indent(source, &range);
    if let Some(framed) = framed(line) {
        let start = range.start + framed.start;
        return (Kind::Heading(2), start..range.start + framed.end);
    }
    if let Some(rest) = bullet(line) {
        let start = range.end - rest.len();
        return (Kind::Item(u8::from(indent > 4)), start..range.end);
    }
    if let Some(ruled) = before_rule(line) {
        return (Kind::Heading(2), range.start..range.start + ruled.len());
    }
    let underlined = !next.is_empty() && is_rule(next) && next.len() >= 3;
    let short = line.chars().count() <= HEADING_CHARS;
    let alone = || apart && next.is_empty() && sections::is_alone(line);
    if short && (underlined || is_heading(line, apart) || alone()) {
        return (Kind::Heading(2), range);
    }
    (Kind::Paragraph, range)
}

/// "SKILLS -----------": the words of a heading whose line is filled up.
fn before_rule(line: &str) -> Option<&str> {
    let words = line.trim_end_matches(['-', '=', '_', '─', '━']);
    let heading = words.strip_suffix(' ').map(str::trim_end)?;
    let ruled = line.len() - words.len() >= RULE_BYTES;
    (ruled && heading.chars().count() <= HEADING_CHARS && heading.chars().any(char::is_alphabetic))
        .then_some(heading)
}

/// "***** Skills *****", "=== Skills ===": where the words stand between two rows of one sign.
fn framed(line: &str) -> Option<Range<usize>> {
    let sign = line.chars().next().filter(|sign| "*=#-~_+".contains(*sign))?;
    let words = line.trim_matches(sign);
    let before = line.len() - line.trim_start_matches(sign).len();
    let behind = line.len() - before - words.len();
    let words = trim(line, before..before + words.len());
    let short = words.len() <= HEADING_CHARS && slice(line, words.clone()).contains(char::is_alphabetic);
    (before >= FRAME_BYTES && behind >= FRAME_BYTES && short).then_some(words)
}

/// The fewest signs on either side of a heading.
const FRAME_BYTES: usize = 3;

/// The fewest bytes of a rule behind a heading.
const RULE_BYTES: usize = 8;

/// How many blanks stand before a place on its line.
fn indent(source: &str, range: &Range<usize>) -> usize {
    let before = slice(source, 0..range.start);
    before.len() - before.trim_end_matches([' ', '\t']).len()
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
        sections::unnumbered(line).filter(|title| title.split_ascii_whitespace().count() <= NUMBERED_WORDS);
    if numbered.is_some_and(|title| sections::named(title).is_some()) {
        return true;
    }
    let label = line.trim_end_matches(':');
    let upper = label.chars().any(char::is_alphabetic)
        && !label.chars().any(char::is_lowercase)
        && !label
            .chars()
            .any(|letter| letter.is_ascii_digit() || matches!(letter, '(' | '/' | ',' | '@' | '|'))
        && label.split_ascii_whitespace().count() <= 5
        && label.chars().count() >= 4;
    let known = if upper || line.ends_with(':') {
        sections::named(line).is_some()
    } else {
        sections::is_exact(line) || sections::is_title_case(line)
    };
    known && (apart || upper || sections::is_unmistakable(line))
}
