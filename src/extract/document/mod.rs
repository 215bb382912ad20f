//! What does a text consist of? One model of blocks for all formats, every word with its place in the source.

mod account;
mod anew;
mod banner;
mod builder;
mod chart;
mod component;
mod dialects;
mod elements;
mod entity;
mod facts;
mod grid;
mod html;
mod json_resume;
mod labels;
mod layout;
mod manual;
mod markdown;
mod markup;
mod org;
mod page;
mod person_data;
mod plain;
mod rst;
mod session;
mod yaml;

use std::ops::Range;

pub(super) use org::is_org;
pub(super) use page::is_page;
pub(super) use rst::is_rst;
pub(super) use yaml::is_yaml;

use super::{Format, sections};

/// The level of headings that are only bold: they belong to whatever stands above.
const LOWEST_HEADING: u8 = 6;

/// The longest bold label.
const LABEL_BYTES: usize = 60;

/// A text as a list of blocks, in reading order.
#[derive(Debug)]
pub(super) struct Document<'t> {
    pub(super) source: &'t str,
    pub(super) blocks: Vec<Block>,
}

/// A heading, a paragraph, a list item, a table's cell or a piece of code.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) text: Text,
    pub(super) links: Vec<Link>,
    pub(super) images: Vec<Image>,
    /// Ranges of the text that are set in bold.
    pub(super) bold: Vec<Range<usize>>,
    /// Ranges of the text that are set in italics.
    pub(super) italic: Vec<Range<usize>>,
    /// Ranges of the text that are struck out.
    pub(super) struck: Vec<Range<usize>>,
    /// Ranges of the text that are set as code.
    pub(super) code: Vec<Range<usize>>,
    /// An empty line, or the end of another kind of block, stands before it.
    pub(super) apart: bool,
    /// A part that can be folded away ends before it.
    pub(super) unfolded: bool,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// 1 to 6.
    Heading(u8),
    #[default]
    Paragraph,
    /// A list item, 0 for the outermost list.
    Item(u8),
    Cell(Cell),
    Code,
    Quote,
}

/// The place of a table's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// Counts the document's tables.
    pub(super) table: u32,
    pub(super) row: u32,
    pub(super) column: u32,
    /// The cell belongs to the table's header.
    pub(super) header: bool,
}

/// A link inside a block.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) href: String,
    /// `rel=me`: the page's owner says that the other page is theirs.
    pub(super) me: bool,
    /// The linked words, in the block's text; empty around images.
    pub(super) range: Range<usize>,
    /// In the source.
    pub(super) span: Range<usize>,
}

/// An image inside a block: often a badge.
#[derive(Debug, Clone, Default)]
pub(super) struct Image {
    pub(super) src: String,
    pub(super) alt: String,
    /// Where a click on it leads.
    pub(super) href: Option<String>,
    /// In the source.
    pub(super) span: Range<usize>,
}

/// Readable text that knows where in the source each part stands.
#[derive(Debug, Default, Clone)]
pub(super) struct Text {
    string: String,
    pieces: Vec<Piece>,
    /// Places where a line of the source ends, whether it shows or not.
    breaks: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Piece {
    /// The first byte in the readable text.
    at: usize,
    source: Range<usize>,
    /// The readable part equals the source byte for byte.
    exact: bool,
}

impl Document<'_> {
    /// Reads what a service states of an account.
    pub(super) fn of_account(source: &str) -> Document<'_> {
        let blocks = account::blocks(source);
        Document { source, blocks }
    }

    /// Reads a text of a known kind.
    pub(super) fn parse(source: &str, format: Format) -> Document<'_> {
        let mut blocks = match format {
            Format::Markdown if is_org(source) => org::blocks(source),
            Format::Markdown if is_rst(source) => rst::blocks(source),
            Format::Markdown if is_yaml(source) => yaml::blocks(source),
            Format::Markdown => markdown::blocks(source),
            Format::Text => plain::blocks(source),
            Format::Html => page::blocks(source),
            Format::JsonResume => json_resume::blocks(source),
        };
        blocks.retain(|block| !chart::is_chart(block));
        layout::unlay(&mut blocks);
        blocks = labels::set_apart(facts::spell_out(blocks));
        for block in &mut blocks {
            // Who sets headings in bold and not as headings means them all the same.
            if block.kind == Kind::Paragraph && block.is_bold() && sections::is_exact(block.text.as_str()) {
                block.kind = Kind::Heading(LOWEST_HEADING);
            }
        }
        Document { source, blocks }
    }
}

impl Block {
    /// Says whether it is nothing but a few bold words.
    pub(super) fn is_bold(&self) -> bool {
        let text = self.text.as_str();
        let end = text.trim_end_matches([':', ' ', '\n']).len();
        // Pictographs before the words are often left out of what is bold.
        let starts = |bold: &Range<usize>| !slice(text, 0..bold.start).contains(char::is_alphanumeric);
        text.len() <= LABEL_BYTES
            && self
                .bold
                .first()
                .is_some_and(|bold| starts(bold) && bold.end >= end)
    }
}

/// So many bytes make a line, which often comes in several pieces.
const LINE_BYTES: usize = 64;

impl Text {
    pub(super) fn as_str(&self) -> &str {
        &self.string
    }

    /// Adds words that stand at a place of the source; a narrow blank in them is one like any other.
    fn push(&mut self, words: &str, source: Range<usize>, exact: bool) {
        if words.is_ascii() || !words.contains(is_variant) {
            self.add(words, source, exact);
            return;
        }
        if !exact {
            let broken = words.replace(UNBROKEN_HYPHEN, "-");
            self.add(&broken.replace(is_variant, " "), source, false);
            return;
        }
        let mut at = source.start;
        for part in words.split_inclusive(is_variant) {
            let text = part.trim_end_matches(is_variant);
            self.add(text, at..at + text.len(), true);
            if text.len() < part.len() {
                let sign = if part.ends_with(UNBROKEN_HYPHEN) { "-" } else { " " };
                self.add(sign, at + text.len()..at + part.len(), false);
            }
            at += part.len();
        }
    }

    fn add(&mut self, words: &str, source: Range<usize>, exact: bool) {
        if words.is_empty() {
            return;
        }
        let at = self.string.len();
        if at == 0 {
            self.string.reserve(words.len().max(LINE_BYTES));
        }
        self.string.push_str(words);
        self.pieces.push(Piece { at, source, exact });
    }

    /// Ends a line; a soft end reads as a blank.
    fn break_line(&mut self, hard: bool, source: Range<usize>) {
        if self.string.is_empty() {
            return;
        }
        self.breaks.push(self.string.len());
        self.push(if hard { "\n" } else { " " }, source, false);
    }

    /// Returns the place in the source of a range of the readable text.
    pub(super) fn span(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source_offset(range.start, false);
        let end = self.source_offset(range.end, true);
        start..end.max(start)
    }

    fn source_offset(&self, offset: usize, is_end: bool) -> usize {
        let reached = |piece: &Piece| {
            if is_end {
                piece.at < offset
            } else {
                piece.at <= offset
            }
        };
        let index = self.pieces.partition_point(reached).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else {
            return 0;
        };
        match (piece.exact, is_end) {
            (true, _) => (piece.source.start + offset.saturating_sub(piece.at)).min(piece.source.end),
            (false, true) => piece.source.end,
            (false, false) => piece.source.start,
        }
    }

    /// Returns the ranges of the lines as the source has them, trimmed, none empty.
    pub(super) fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let mut ends = self.breaks.iter().copied().chain([self.string.len()]);
        let (mut at, mut end) = (0, ends.next());
        let lines = std::iter::from_fn(move || {
            let part = at..end?;
            let shown = slice(&self.string, part.clone()).find('\n');
            let line = part.start..shown.map_or(part.end, |length| part.start + length);
            if shown.is_some() {
                at = line.end + 1;
            } else {
                (at, end) = (part.end, ends.next());
            }
            Some(trim(&self.string, line))
        });
        lines.filter(|line| !line.is_empty())
    }
}

/// A hyphen at which no line breaks.
const UNBROKEN_HYPHEN: char = '\u{2011}';

/// Variants of the blank and of the hyphen, which are read as what they look like; the widest blanks part facts and stay.
const fn is_variant(letter: char) -> bool {
    let blank = !letter.is_ascii() && letter.is_whitespace();
    blank && !matches!(letter, '\u{2003}' | '\u{3000}') || letter == UNBROKEN_HYPHEN
}

/// Signs with which frames, tables and trees are drawn.
const fn is_box_drawing(letter: char) -> bool {
    matches!(letter, '\u{2500}'..='\u{259f}')
}

/// Returns a range of a text; empty where the range is none.
pub(super) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// Returns a range without the blanks around it.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    // Most ranges are whole words of ASCII.
    match slice(text, range.clone()).as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => range,
        _ => trim_by(text, range, char::is_whitespace),
    }
}

/// Returns a range without the letters around it that a rule names.
pub(super) fn trim_by(text: &str, range: Range<usize>, rule: impl Fn(char) -> bool) -> Range<usize> {
    let part = slice(text, range.clone());
    let start = range.start + part.len() - part.trim_start_matches(&rule).len();
    let end = range.end - (part.len() - part.trim_end_matches(&rule).len());
    start..end.max(start)
}

#[cfg(test)]
mod tests;
