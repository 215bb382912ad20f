//! A document as the rules see it: blocks with their parts, lines, tables, and evidence for what is found.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use url::Url;

use super::contact;
use super::dates::{self, Period};
use super::document::{Block, Document, Kind, slice, trim};
use super::records::{Record, records};
use super::sections::{Outline, Section};
use super::web::{self, Address};
use crate::profile::{Evidence, SourceId, Via};
use crate::taxonomy::{Folded, Taxonomy, fold};

/// The most bytes that a quote of evidence has; longer ones are cut.
const QUOTE_BYTES: usize = 240;

/// Everything that a rule may look at.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) outline: Outline,
    pub(super) taxonomy: &'a Taxonomy,
    source: &'a SourceId,
    /// The blocks' lines, in order, and for each block how many there are up to its end.
    lines: Vec<Line<'a>>,
    line_ends: Vec<usize>,
    /// The blocks' texts as the vocabularies compare them, as they are asked for.
    folded: Vec<OnceCell<Folded<'a>>>,
    /// The facts that the text names one by one, once they are asked for.
    records: OnceCell<Vec<Record>>,
    /// The addresses in the blocks' texts, as they are asked for.
    addresses: Vec<OnceCell<Vec<Address>>>,
    /// Where links lead to, once they are asked for: several rules look at each.
    urls: RefCell<FxHashMap<String, Option<Rc<Url>>>>,
    /// From where on each block is about other people, once it is asked for.
    referees: OnceCell<Vec<Option<usize>>>,
}

/// One line of a block.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) block: usize,
    /// In the block's text.
    pub(super) range: Range<usize>,
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    /// The first line of a block that stands apart from the one before.
    pub(super) apart: bool,
    /// Begins in bold.
    pub(super) bold: bool,
    /// Where the bold words end with which it begins, if others follow.
    pub(super) bold_end: Option<usize>,
    /// Its first words in italics.
    pub(super) italic: Option<Range<usize>>,
    /// Its first date or period, once it is asked for: several rules ask.
    period: OnceCell<Option<Period>>,
}

impl<'a> Line<'a> {
    /// Returns the first period or date in it.
    pub(super) fn period(&self) -> Option<&Period> {
        self.period.get_or_init(|| dates::first(self.text)).as_ref()
    }

    /// Lets the line go on to a place of its block's text.
    pub(super) fn go_on(&mut self, text: &'a str, end: usize) {
        self.range.end = end;
        self.text = slice(text, self.range.clone());
        self.period = OnceCell::new();
    }
}

/// A table by its cells' blocks.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The folded words of the header's cells by column, those of several languages parted by `/`.
    pub(super) header: BTreeMap<u32, String>,
    /// The header's cells by column.
    pub(super) head: BTreeMap<u32, usize>,
    /// Rows of cells by column.
    pub(super) rows: Vec<BTreeMap<u32, usize>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(document: &'a Document<'a>, source: &'a SourceId, taxonomy: &'a Taxonomy) -> Self {
        let mut lines = Vec::with_capacity(document.blocks.len());
        let line_ends = document.blocks.iter().enumerate().map(|(index, block)| {
            lines.extend(lines_of(index, block));
            lines.len()
        });
        Self {
            document,
            outline: Outline::of(document),
            taxonomy,
            source,
            line_ends: line_ends.collect(),
            lines,
            folded: document.blocks.iter().map(|_| OnceCell::new()).collect(),
            records: OnceCell::new(),
            addresses: document.blocks.iter().map(|_| OnceCell::new()).collect(),
            urls: RefCell::default(),
            referees: OnceCell::new(),
        }
    }

    /// Returns the blocks with their places in the document.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, &'a Block)> + use<'a> {
        self.document.blocks.iter().enumerate()
    }

    pub(super) fn section(&self, block: usize) -> Section {
        self.outline.section(block)
    }

    /// Returns the words of a block.
    pub(super) fn text(&self, block: usize) -> &'a str {
        self.document
            .blocks
            .get(block)
            .map_or("", |block| block.text.as_str())
    }

    /// Returns how many bytes of blanks stand before a place on its line of the source.
    pub(super) fn indent(&self, block: usize, range: &Range<usize>) -> usize {
        let at = self
            .document
            .blocks
            .get(block)
            .map_or(0, |block| block.text.span(range).start);
        let before = slice(self.document.source, 0..at);
        before.len() - before.trim_end_matches([' ', '\t']).len()
    }

    /// Returns the web and e-mail addresses in a block's words.
    pub(super) fn addresses(&self, block: usize) -> &[Address] {
        let addresses = self.addresses.get(block);
        addresses.map_or(&[], |addresses| {
            addresses.get_or_init(|| web::addresses(self.text(block)))
        })
    }

    /// Parses an absolute `http` or `https` URL.
    pub(super) fn url(&self, address: &str) -> Option<Rc<Url>> {
        if let Some(known) = self.urls.borrow().get(address) {
            return known.clone();
        }
        let url = web::parse(address).map(Rc::new);
        self.urls.borrow_mut().insert(address.to_owned(), url.clone());
        url
    }

    /// Returns from where on a block is about other people: those who speak for the person.
    pub(super) fn referees(&self, block: usize) -> Option<usize> {
        let referees = self.referees.get_or_init(|| contact::referees(self));
        referees.get(block).copied().flatten()
    }

    /// Returns the facts that the text names one by one.
    pub(super) fn records(&self) -> &[Record] {
        self.records.get_or_init(|| records(self))
    }

    /// Returns the words of a block as the vocabularies compare them.
    pub(super) fn folded(&self, block: usize) -> &Folded<'a> {
        static NONE: LazyLock<Folded<'static>> = LazyLock::new(Folded::default);
        let folded = self.folded.get(block);
        folded.map_or(&*NONE, |folded| folded.get_or_init(|| fold(self.text(block))))
    }

    /// Quotes a range of a block's text.
    pub(super) fn evidence(&self, block: usize, range: &Range<usize>, via: Via) -> Evidence {
        self.quote(self.span(block, range), via)
    }

    /// Returns the place in the source of a range of a block's text.
    pub(super) fn span(&self, block: usize, range: &Range<usize>) -> Range<usize> {
        let block = self.document.blocks.get(block);
        block.map_or(0..0, |block| block.text.span(range))
    }

    /// Quotes a range of the source.
    pub(super) fn quote(&self, span: Range<usize>, via: Via) -> Evidence {
        let Range { start, end } = self.quotable(span);
        Evidence {
            source: self.source.clone(),
            start,
            end,
            quote: slice(self.document.source, start..end).to_owned(),
            via,
        }
    }

    /// Returns as much of a range of the source as a quote has.
    pub(super) fn quotable(&self, span: Range<usize>) -> Range<usize> {
        let text = self.document.source;
        let start = text.floor_char_boundary(span.start);
        let end = text.floor_char_boundary(span.end.min(start + QUOTE_BYTES));
        start..end.max(start)
    }

    /// Returns the lines of a block.
    pub(super) fn lines_of(&self, block: usize) -> &[Line<'a>] {
        let end_of = |block: usize| self.line_ends.get(block).copied();
        let start = block.checked_sub(1).and_then(end_of).unwrap_or_default();
        let end = end_of(block).unwrap_or_default();
        self.lines.get(start..end).unwrap_or_default()
    }

    /// Returns the lines of the blocks of some parts, tables' cells left out.
    pub(super) fn lines(&self, wanted: impl Fn(Section) -> bool) -> impl Iterator<Item = &Line<'a>> {
        let told = |line: &&Line<'_>| !matches!(line.kind, Kind::Cell(_));
        self.lines
            .iter()
            .filter(told)
            .filter(move |line| wanted(self.section(line.block)))
    }

    /// Returns every table of the document.
    pub(super) fn tables(&self) -> Vec<Table> {
        let mut tables: BTreeMap<u32, BTreeMap<u32, BTreeMap<u32, usize>>> = BTreeMap::new();
        let mut headers: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        let mut heads: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
        for (index, block) in self.blocks() {
            let Kind::Cell(cell) = block.kind else {
                continue;
            };
            if cell.header {
                let header = headers.entry(cell.table).or_default();
                let names = block.text.as_str().split('/').map(super::sections::fold);
                header.insert(cell.column, names.collect::<Vec<_>>().join("/"));
                heads.entry(cell.table).or_default().insert(cell.column, index);
            } else {
                let row = tables.entry(cell.table).or_default().entry(cell.row).or_default();
                row.entry(cell.column).or_insert(index);
            }
        }
        tables
            .into_iter()
            .map(|(table, rows)| {
                let rows: Vec<_> = rows.into_values().collect();
                Table {
                    header: headers.remove(&table).unwrap_or_default(),
                    head: heads.remove(&table).unwrap_or_default(),
                    rows,
                }
            })
            .collect()
    }
}

/// The most bytes of a line; a longer one is read in parts, which keeps rules that look around in a line linear.
const LINE_BYTES: usize = 800;

/// Returns the lines of one block.
fn lines_of(index: usize, block: &Block) -> impl Iterator<Item = Line<'_>> {
    let text = block.text.as_str();
    let ranges = unwrapped(text, once(text, block.text.lines())).flat_map(|line| in_parts(text, line));
    ranges.enumerate().map(move |(number, range)| Line {
        block: index,
        text: slice(text, range.clone()),
        kind: block.kind,
        apart: number == 0 && block.apart,
        bold: is_within(&block.bold, range.start),
        bold_end: first_within(&block.bold, &range)
            .filter(|bold| bold.start <= 1 && bold.end < range.len())
            .map(|bold| bold.end),
        italic: first_within(&block.italic, &range),
        period: OnceCell::new(),
        range,
    })
}

/// Leaves out lines that only repeat the one above: pages say names twice to those who listen to them.
fn once(text: &str, lines: impl Iterator<Item = Range<usize>>) -> impl Iterator<Item = Range<usize>> {
    let mut above = "";
    lines.filter(move |line| {
        let words = slice(text, line.clone());
        words != std::mem::replace(&mut above, words) || !words.contains(char::is_alphanumeric)
    })
}

/// Words with which no line ends that was ended on purpose.
const JOINING: &[&str] = &[
    " at",
    " at the",
    " of",
    " of the",
    " for the",
    " and the",
    " in the",
    " with the",
];

/// Joins lines that were wrapped at a width in the middle of a fact: "Engineer at the", "Institute of Looms".
fn unwrapped(text: &str, lines: impl Iterator<Item = Range<usize>>) -> impl Iterator<Item = Range<usize>> {
    let mut lines = lines.peekable();
    std::iter::from_fn(move || {
        let mut line = lines.next()?;
        let joins = |line: &Range<usize>| {
            let words = slice(text, line.clone());
            JOINING.iter().any(|joint| words.ends_with(joint))
        };
        let soft = |line: &Range<usize>, next: &Range<usize>| {
            next.start <= line.end + 1 && !slice(text, line.end..next.start).contains('\n')
        };
        if let Some(next) = lines.next_if(|next| soft(&line, next) && joins(&line)) {
            line.end = next.end;
        }
        Some(line)
    })
}

/// Says whether a place, or the one after it, lies in one of some ordered ranges.
fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.start <= at + 1);
    next.checked_sub(1)
        .and_then(|last| ranges.get(last))
        .is_some_and(|range| at < range.end)
}

/// Returns the first of some ordered ranges that lies in a line, as a range of the line.
fn first_within(ranges: &[Range<usize>], line: &Range<usize>) -> Option<Range<usize>> {
    let first = ranges.partition_point(|range| range.start < line.start);
    let range = ranges.get(first).filter(|range| range.end <= line.end)?;
    Some(range.start - line.start..range.end - line.start)
}

/// Cuts a range of a text into parts of at most [`LINE_BYTES`], at blanks where there are some.
fn in_parts(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut rest = Some(range);
    let parts = std::iter::from_fn(move || {
        let line = rest.take()?;
        if line.len() <= LINE_BYTES {
            return Some(line);
        }
        let limit = text.floor_char_boundary(line.start + LINE_BYTES);
        let cut = slice(text, line.start..limit)
            .rfind(' ')
            .map_or(limit, |blank| line.start + blank + 1);
        rest = Some(cut..line.end);
        Some(trim(text, line.start..cut))
    });
    parts.filter(|part| !part.is_empty())
}

impl Line<'_> {
    /// Says whether it is an item of a list.
    pub(super) const fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Item(_))
    }

    /// Returns its level where it is a heading.
    pub(super) const fn heading(&self) -> Option<u8> {
        match self.kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// Returns the place in the block of a range of the line.
    pub(super) const fn within(&self, range: &Range<usize>) -> Range<usize> {
        self.range.start + range.start..self.range.start + range.end
    }
}
