//! Facts beside a drawing, as programs that greet in a terminal print them: each line "Key: value", all from one column on.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memchr_iter;

use super::slice;

/// So many keys in one column are no accident.
const KEYS: usize = 5;

/// The most letters of a key.
const KEY_CHARS: usize = 24;

/// Leaves the drawing out of the lines, where there is one.
pub(super) fn without_drawing(source: &str, lines: &mut [Range<usize>]) {
    let Some(column) = column(source, lines) else {
        return;
    };
    for line in lines {
        let text = slice(source, line.clone());
        let at = text.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        line.start += at;
    }
}

/// Says whether a piece of preformatted text is such a greeting.
pub(super) fn is_banner(source: &str, lines: &[Range<usize>]) -> bool {
    column(source, lines).is_some()
}

/// The column, in letters, at which keys stand behind a drawing.
fn column(source: &str, lines: &[Range<usize>]) -> Option<usize> {
    let mut columns: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for line in lines {
        let text = slice(source, line.clone());
        if let Some(at) = key(text) {
            let before = slice(text, 0..at);
            let (keys, drawn) = columns.entry(before.chars().count()).or_default();
            *keys += 1;
            *drawn += usize::from(!before.trim().is_empty());
        }
    }
    let (column, (keys, drawn)) = columns.into_iter().max_by_key(|(_, (keys, _))| *keys)?;
    (keys >= KEYS && drawn * 2 >= keys && column > 0).then_some(column)
}

/// Returns where the key stands behind the drawing of a line: two blanks or more part them.
fn key(line: &str) -> Option<usize> {
    let colon = memchr_iter(b':', line.as_bytes()).find(|at| {
        let (before, behind) = (slice(line, 0..*at), slice(line, at + 1..line.len()));
        behind.starts_with(' ') && before.ends_with(char::is_alphanumeric)
    })?;
    let before = slice(line, 0..colon);
    let start = before.rfind("  ").map_or(0, |at| at + 2);
    let key = slice(before, start..before.len());
    let letters = key
        .chars()
        .all(|letter| letter.is_alphanumeric() || letter == ' ');
    (letters && key.chars().count() <= KEY_CHARS && key.starts_with(char::is_alphabetic)).then_some(start)
}

#[cfg(test)]
mod tests {
    use crate::extract::Format;
    use crate::extract::document::Document;

    #[test]
    fn facts_stand_beside_a_drawing() {
        let text = "   /\\      ada@loom\n  /  \\     ---------\n /    \\    Name: Ada Quill\n/______\\   Role: Engineer\n\
                    |  []  |   Shell: zsh\n|  []  |   Editor: ed\n|______|   City: Bremen\n           Cats: two\n";
        let lines = [
            "ada@loom",
            "Name: Ada Quill",
            "Role: Engineer",
            "Shell: zsh",
            "Editor: ed",
            "City: Bremen",
            "Cats: two",
        ];
        for (text, format) in [
            (text.to_owned(), Format::Text),
            (format!("```\n{text}```\n"), Format::Markdown),
        ] {
            let document = Document::parse(&text, format);
            let read: Vec<_> = document.blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(read, lines);
        }
    }

    #[test]
    fn indented_keys_have_no_drawing() {
        let text = "```\na\n  one: 1\n  two: 2\n  three: 3\n  four: 4\n  five: 5\n```\n";
        let document = Document::parse(text, Format::Markdown);
        assert_eq!(document.blocks.len(), 1);
    }
}
