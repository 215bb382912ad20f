//! Org mode: written anew as Markdown, line by line, and read as such; every word keeps its place in the source.

use std::ops::Range;

use memchr::memmem;

use super::anew::Anew;
use super::{Block, slice, trim};

/// So many first lines tell how a text is written.
const SAMPLE_LINES: usize = 60;

/// Says whether a text is written in Org mode: `#+TITLE:`, or headings of stars below each other.
pub(in crate::extract) fn is_org(source: &str) -> bool {
    let below = || memmem::find(source.as_bytes(), b"\n* ").is_some();
    if !source.starts_with("* ") && !below() {
        return false;
    }
    let (mut keywords, mut first, mut second) = (0, 0, 0);
    for line in source.lines().take(SAMPLE_LINES) {
        keywords += usize::from(keyword(line).is_some());
        first += usize::from(line.starts_with("* "));
        second += usize::from(line.starts_with("** "));
        if line.starts_with("# ") || line.starts_with("## ") || line.starts_with("```") {
            return keywords > 1;
        }
    }
    keywords > 0 || first >= 2 && second >= 2
}

/// Reads Org mode into blocks.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let mut writer = Writer {
        anew: Anew::of(source),
        ..Writer::default()
    };
    writer.write();
    writer.anew.blocks()
}

#[derive(Default)]
struct Writer<'t> {
    anew: Anew<'t>,
    /// How many levels headings move down below a title.
    shift: usize,
    /// How many blanks stand before the lines below a heading.
    indent: Option<usize>,
    in_source: bool,
    in_drawer: bool,
    /// A rule stands in the table that is being read.
    ruled: bool,
}

impl Writer<'_> {
    fn write(&mut self) {
        let mut at = 0;
        for line in self.anew.source.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            self.line(range);
            self.anew.text.push('\n');
        }
    }

    fn line(&mut self, range: Range<usize>) {
        let line = slice(self.anew.source, range.clone());
        let words = trim(self.anew.source, range.clone());
        let trimmed = slice(self.anew.source, words.clone());
        if let Some((key, value)) = keyword(trimmed) {
            self.keyword(key, words.end - value.len()..words.end);
            return;
        }
        if self.in_source {
            self.anew.copy(range);
            return;
        }
        if self.is_drawn(trimmed, &words) || trimmed.starts_with("# ") || trimmed == "#" {
            return;
        }
        let stars = line.bytes().take_while(|byte| *byte == b'*').count();
        if stars > 0 && slice(line, stars..line.len()).starts_with(' ') {
            self.heading(range.start + stars..range.end, stars);
            return;
        }
        if trimmed.starts_with('|') {
            self.row(&words);
            return;
        }
        self.ruled = false;
        self.body(words, line.len() - line.trim_start().len());
    }

    /// `#+TITLE: Ada Quill`, `#+BEGIN_SRC rust`.
    fn keyword(&mut self, key: &str, value: Range<usize>) {
        match key.to_ascii_lowercase().as_str() {
            "title" => {
                self.shift = 1;
                self.anew.text.push_str("# ");
                self.inline(value);
            }
            "author" | "subtitle" | "description" | "email" | "address" => {
                self.anew.text.push('\n');
                self.anew.copy(value);
                self.anew.text.push('\n');
            }
            "begin_src" | "begin_example" => {
                self.in_source = true;
                self.anew.text.push_str("```");
            }
            "end_src" | "end_example" => {
                self.in_source = false;
                self.anew.text.push_str("```");
            }
            _ => {}
        }
    }

    /// Drawers hold properties of the heading above: whose dates and employers are told.
    fn is_drawn(&mut self, line: &str, range: &Range<usize>) -> bool {
        let Some((key, value)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':')) else {
            return self.in_drawer;
        };
        let value = range.end - value.trim_start().len()..range.end;
        match key.to_ascii_lowercase().as_str() {
            "properties" | "logbook" => self.in_drawer = true,
            "end" => {
                self.in_drawer = false;
                self.anew.text.push('\n');
            }
            "to" if self.in_drawer => {
                self.anew.text.push_str(" – ");
                self.inline(value);
            }
            "from" | "dates" | "date" | "employer" | "company" | "host" | "organization" | "school"
            | "position" | "title"
                if self.in_drawer =>
            {
                self.anew.text.push_str("\n\n");
                self.inline(value);
            }
            _ => return self.in_drawer,
        }
        true
    }

    fn heading(&mut self, range: Range<usize>, stars: usize) {
        let level = (stars + self.shift).min(6);
        self.anew.text.push('\n');
        self.anew.text.push_str(slice("######", 0..level));
        self.anew.text.push(' ');
        self.indent = None;
        let mut words = trim(self.anew.source, range);
        for state in ["TODO ", "DONE "] {
            if slice(self.anew.source, words.clone()).starts_with(state) {
                words.start += state.len();
            }
        }
        // "* Experience :noexport:"
        let text = slice(self.anew.source, words.clone());
        if let Some((before, tags)) = text.rsplit_once(' ')
            && tags.len() > 2
            && tags.starts_with(':')
            && tags.ends_with(':')
        {
            words.end = words.start + before.trim_end().len();
        }
        self.inline(words);
        self.anew.text.push('\n');
    }

    /// Rules are drawn with crosses; Markdown wants one below the first row.
    fn row(&mut self, range: &Range<usize>) {
        let row = slice(self.anew.source, range.clone());
        if row.starts_with("|-") {
            if !std::mem::replace(&mut self.ruled, true) {
                self.anew.text.push_str(&row.replace('+', "|"));
            }
            return;
        }
        self.inline(range.clone());
    }

    fn body(&mut self, words: Range<usize>, indent: usize) {
        if words.is_empty() {
            return;
        }
        let base = *self.indent.get_or_insert(indent);
        let text = slice(self.anew.source, words.clone());
        let marked = ["- ", "+ ", "* "].iter().any(|mark| text.starts_with(mark));
        self.anew
            .text
            .extend(std::iter::repeat_n(' ', indent.saturating_sub(base)));
        if !marked {
            self.inline(words);
            return;
        }
        let item = trim(self.anew.source, words.start + 2..words.end);
        let text = slice(self.anew.source, item.clone());
        self.anew.text.push_str("- ");
        match text.split_once(" :: ") {
            // "- Languages :: Rust, Go"
            Some((term, told)) => {
                self.anew.text.push_str("**");
                self.anew.copy(item.start..item.start + term.len());
                self.anew.text.push_str("**: ");
                self.inline(item.end - told.len()..item.end);
            }
            None => self.inline(item),
        }
    }

    /// Writes words with their marks: links, `*bold*`, `/italic/`, `=code=`, `<2019-03-01 Fri>`.
    fn inline(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let mut plain = at;
        while at < range.end {
            let rest = slice(self.anew.source, at..range.end);
            let before = slice(self.anew.source, range.start..at).chars().next_back();
            let Some((length, mark)) = mark(rest, before) else {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            self.anew.copy(plain..at);
            let inside = |piece: &Range<usize>| piece.start + at..piece.end + at;
            match mark {
                Mark::Link(url, words) => {
                    let words = words.unwrap_or_else(|| url.clone());
                    self.anew.text.push('[');
                    self.anew.copy(inside(&words));
                    self.anew.text.push_str("](");
                    self.anew.copy(inside(&url));
                    self.anew.text.push(')');
                }
                Mark::Signs(signs, words) => {
                    self.anew.text.push_str(signs);
                    self.anew.copy(inside(&words));
                    self.anew.text.push_str(signs);
                }
                Mark::Dropped => {}
                Mark::Until => self.anew.text.push_str(" – "),
            }
            at += length;
            plain = at;
        }
        self.anew.copy(plain..range.end);
    }
}

/// What a mark stands for, with places behind its beginning.
enum Mark {
    /// An address, and the words that lead there.
    Link(Range<usize>, Option<Range<usize>>),
    /// The signs of Markdown, and the words between them.
    Signs(&'static str, Range<usize>),
    Dropped,
    /// Between two dates.
    Until,
}

/// The longest words in bold or italics, and the longest mark of all.
const MARKED_BYTES: usize = 200;
const MARK_BYTES: usize = 1000;

/// Reads the mark with which a text begins, and how long it is with its words.
fn mark(text: &str, before: Option<char>) -> Option<(usize, Mark)> {
    let text = slice(text, 0..text.floor_char_boundary(MARK_BYTES));
    if let Some(rest) = text.strip_prefix("[[") {
        let inner = rest.split_once("]]").map(|(inner, _)| inner)?;
        let (url, words) = match inner.split_once("][") {
            Some((url, _)) => (2..2 + url.len(), Some(2 + url.len() + 2..2 + inner.len())),
            None => (2..2 + inner.len(), None),
        };
        let picture = slice(text, url.clone()).starts_with("file:");
        let mark = if picture {
            Mark::Dropped
        } else {
            Mark::Link(url, words)
        };
        return Some((inner.len() + 4, mark));
    }
    if text.starts_with("--") && matches!(before, Some('>' | ']')) {
        return Some((2, Mark::Until));
    }
    let first = text.chars().next()?;
    if matches!(first, '<' | '[') {
        let close = if first == '<' { '>' } else { ']' };
        let inner = slice(text, 1..text.len()).split_once(close)?.0;
        let date: Vec<_> = inner.split(' ').take(2).collect();
        let day = date.first().filter(|day| is_date(day))?;
        return Some((inner.len() + 2, Mark::Signs("", 1..1 + day.len())));
    }
    let signs = match first {
        '*' => "**",
        '/' => "_",
        '=' | '~' => "`",
        '_' => "",
        _ => return None,
    };
    let opens = before.is_none_or(|letter| letter.is_whitespace() || "([{'\"-–—|".contains(letter));
    let inner = slice(text, 1..text.len());
    let mut ends = inner
        .match_indices(first)
        .take(4)
        .map(|(at, _)| at)
        .filter(|at| *at < MARKED_BYTES);
    let end = ends.find(|at| {
        let behind = slice(inner, at + 1..inner.len()).chars().next();
        behind.is_none_or(|letter| letter.is_whitespace() || ".,;:!?)]}'\"-–—|".contains(letter))
    })?;
    let words = slice(inner, 0..end);
    let tight = !words.is_empty() && words.trim() == words;
    (opens && tight).then_some((end + 2, Mark::Signs(signs, 1..1 + end)))
}

/// `2019-03-01`, `2019-03`.
fn is_date(word: &str) -> bool {
    let parts: Vec<_> = word.split('-').collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (2..=3).contains(&parts.len())
        && parts.iter().all(digits)
        && parts.first().is_some_and(|year| year.len() == 4)
}

/// `#+TITLE: Ada Quill`: the key and the value.
fn keyword(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("#+")?;
    let end = rest.find([':', ' ']).unwrap_or(rest.len());
    let key = slice(rest, 0..end);
    let letters = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let value = slice(rest, end..rest.len()).trim_start_matches(':').trim_start();
    (!key.is_empty() && key.chars().all(letters)).then_some((key, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::document::{Document, Kind};
    use crate::extract::{Format, detect};

    const TEXT: &str = "#+TITLE: Ada Quill\n#+OPTIONS: toc:nil\n\nWeaver, see [[https://quill.example][my /site/]] and *looms*.\n\n\
                        * Experience :work:\n** Lumoraq\n:PROPERTIES:\n:FROM: <2019-03-01 Fri>\n:TO: <2022-05-01 Sun>\n:END:\n   \
                        - Wrote =tokio= in/out\n   - Term :: told\n* TODO Projects\n| loom | Rust |\n|------+------|\n| a | b |\n";

    fn read(text: &str) -> Vec<(Kind, String)> {
        let document = Document::parse(text, Format::Markdown);
        let blocks = document.blocks.into_iter();
        blocks
            .map(|block| (block.kind, block.text.as_str().to_owned()))
            .collect()
    }

    #[test]
    fn stars_are_headings_and_drawers_tell_periods() {
        assert_eq!(detect(TEXT), Format::Markdown);
        let blocks = read(TEXT);
        let expected = [
            (Kind::Heading(1), "Ada Quill"),
            (Kind::Paragraph, "Weaver, see my /site/ and looms."),
            (Kind::Heading(2), "Experience"),
            (Kind::Heading(3), "Lumoraq"),
            (Kind::Paragraph, "2019-03-01 – 2022-05-01"),
            (Kind::Item(0), "Wrote tokio in/out"),
            (Kind::Item(0), "Term: told"),
            (Kind::Heading(2), "Projects"),
        ];
        let read: Vec<_> = blocks
            .iter()
            .map(|(kind, text)| (*kind, text.as_str()))
            .take(8)
            .collect();
        assert_eq!(read, expected);
        assert!(matches!(blocks.last(), Some((Kind::Cell(_), text)) if text == "b"));
    }

    #[test]
    fn words_keep_their_places() {
        let document = Document::parse(TEXT, Format::Markdown);
        for block in &document.blocks {
            for word in block
                .text
                .as_str()
                .split(' ')
                .filter(|word| word.chars().all(char::is_alphabetic))
            {
                let at = block.text.as_str().find(word).unwrap();
                let span = block.text.span(&(at..at + word.len()));
                assert!(slice(TEXT, span.clone()).contains(word), "{word} at {span:?}");
            }
        }
        let link = document.blocks.iter().find_map(|block| block.links.first());
        assert_eq!(link.map(|link| link.href.as_str()), Some("https://quill.example"));
    }

    #[test]
    fn lists_of_stars_are_markdown() {
        assert!(!is_org("# Ada\n\n* Rust\n* Go\n"));
        assert!(!is_org("* Rust\n* Go\n** nested\n"));
        assert!(is_org("* Work\n** Lumoraq\n* School\n** Bergen\n"));
    }
}
