//! Paragraphs and tables of a DOCX, with their headings, lists and links.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::parts::{Links, Style, Styles, attribute};
use super::{Error, damaged, too_much};
use crate::intake::markdown::{self, Writer, escape, link};
use crate::intake::{Deadline, MAX_TEXT_BYTES};

/// How deep elements may lie in each other.
pub(super) const MAX_DEPTH: usize = 200;

/// The longest address that a link may lead to.
const MAX_URL_BYTES: usize = 2_000;

/// A bold line that is no longer than this is a label.
const LABEL_CHARS: usize = 100;

/// A cell that is no longer than this can stand in a table; a longer one is part of a page's layout.
const CELL_CHARS: usize = 80;

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Paragraph),
    /// Rows of cells of paragraphs.
    Table(Vec<Vec<Vec<Paragraph>>>),
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    text: String,
    heading: Option<usize>,
    /// The depth of the list that it is an item of.
    item: Option<usize>,
    /// No word of it is not bold.
    bold: bool,
}

/// Reads the blocks of a part.
pub(super) fn blocks(
    xml: &str,
    styles: &Styles,
    links: &Links,
    deadline: Deadline,
) -> Result<Vec<Block>, Error> {
    let mut reading = Body {
        styles,
        links,
        blocks: Vec::new(),
        table: Vec::new(),
        tables: 0,
        open: Paragraph::default(),
        run: Run::default(),
        link: None,
        outside: Vec::new(),
        skipped: 0,
        depth: 0,
        bytes: 0,
    };
    let mut reader = Reader::from_str(xml);
    loop {
        deadline.check()?;
        match reader.read_event().map_err(|_broken| damaged("its text"))? {
            Event::Start(tag) => reading.start(&tag)?,
            Event::Empty(tag) => {
                reading.start(&tag)?;
                reading.end(tag.local_name().into_inner());
            }
            Event::End(tag) => reading.end(tag.local_name().into_inner()),
            Event::Text(words) => reading.words(&words.xml10_content())?,
            Event::GeneralRef(name) => reading.reference(&name)?,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(reading.blocks)
}

struct Body<'s> {
    styles: &'s Styles,
    links: &'s Links,
    blocks: Vec<Block>,
    /// The rows of the open table.
    table: Vec<Vec<Vec<Paragraph>>>,
    /// How many tables are open; those inside another one are part of its cells.
    tables: usize,
    open: Paragraph,
    run: Run,
    link: Option<OpenLink>,
    /// The paragraphs that the open text boxes hang on; what is in a box stands before.
    outside: Vec<(Paragraph, Run, Option<OpenLink>)>,
    /// How many elements are open inside one that repeats what was read.
    skipped: usize,
    depth: usize,
    /// Of all text.
    bytes: usize,
}

/// Where a link leads, and where its words begin.
type OpenLink = (String, usize);

/// What is known of the words that come next.
#[derive(Debug, Default)]
struct Run {
    is_text: bool,
    is_bold: bool,
}

impl Body<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(too_much("elements in each other", MAX_DEPTH));
        }
        let name = tag.local_name().into_inner();
        if self.skipped > 0 || matches!(name, "Fallback" | "del") {
            self.skipped += 1;
            return Ok(());
        }
        let value = || attribute(tag, "val");
        match name {
            "txbxContent" => {
                let open = std::mem::take(&mut self.open);
                let run = std::mem::take(&mut self.run);
                self.outside.push((open, run, self.link.take()));
            }
            "pStyle" => match value().and_then(|style| self.styles.get(&style)) {
                Some(Style::Heading(level)) if *level <= 6 => self.open.heading = Some(*level),
                Some(Style::Item(depth)) => self.open.item = Some(*depth),
                _ => {}
            },
            "ilvl" => self.open.item = value().and_then(|level| level.parse().ok()),
            "numId" if value().as_deref() == Some("0") => self.open.item = None,
            "r" => self.run = Run::default(),
            "b" => self.run.is_bold = !matches!(value().as_deref(), Some("0" | "false")),
            "t" => self.run.is_text = true,
            "tab" if self.open.text.ends_with(|letter: char| !letter.is_whitespace()) => {
                self.open.text.push('\t');
            }
            "br" | "cr" => self.open.text.push('\n'),
            "noBreakHyphen" => self.open.text.push('-'),
            "hyperlink" => {
                let url = attribute(tag, "id").and_then(|id| self.links.get(&id));
                let url = url.filter(|url| url.len() <= MAX_URL_BYTES);
                self.link = url.map(|url| (url.clone(), self.open.text.len()));
                self.count(url.map_or(0, String::len))?;
            }
            "tbl" => {
                if !self.open.text.trim().is_empty() {
                    self.end_paragraph();
                }
                self.tables += 1;
            }
            "tr" if self.tables == 1 => self.table.push(Vec::new()),
            "tc" if self.tables == 1 => {
                if let Some(row) = self.table.last_mut() {
                    row.push(Vec::new());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "t" => self.run.is_text = false,
            "hyperlink" => self.end_link(),
            "txbxContent" => {
                if let Some(outside) = self.outside.pop() {
                    (self.open, self.run, self.link) = outside;
                }
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.blocks.push(Block::Table(std::mem::take(&mut self.table)));
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) -> Result<(), Error> {
        if self.skipped > 0 || !self.run.is_text {
            return Ok(());
        }
        self.count(words.len())?;
        if self.open.text.trim().is_empty() {
            self.open.bold = true;
        }
        self.open.bold &= self.run.is_bold || words.trim().is_empty();
        self.open.text.push_str(&escape(words));
        Ok(())
    }

    /// Counts bytes of text before they are kept.
    fn count(&mut self, bytes: usize) -> Result<(), Error> {
        self.bytes += bytes;
        if self.bytes > MAX_TEXT_BYTES {
            return Err(too_much("bytes of text", MAX_TEXT_BYTES));
        }
        Ok(())
    }

    /// `&amp;` and the like; the form has no other references.
    fn reference(&mut self, name: &quick_xml::events::BytesRef<'_>) -> Result<(), Error> {
        let letter = match name.resolve_char_ref() {
            Ok(Some(letter)) => letter.to_string(),
            _ => match &*name.xml10_content() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => "",
            }
            .to_owned(),
        };
        self.words(&letter)
    }

    fn end_link(&mut self) {
        if let Some((url, start)) = self.link.take()
            && let Some(words) = self.open.text.get(start..)
        {
            let linked = link(words, &url);
            self.open.text.truncate(start);
            self.open.text.push_str(&linked);
        }
    }

    fn end_paragraph(&mut self) {
        self.end_link();
        let mut paragraph = std::mem::take(&mut self.open);
        paragraph.text = String::from(paragraph.text.trim());
        if self.tables == 0 {
            // One gap is as good as many.
            let gap = paragraph.text.is_empty() && self.blocks.last().is_some_and(Block::is_blank);
            if !gap {
                self.blocks.push(Block::Paragraph(paragraph));
            }
        } else if let Some(cell) = self.table.last_mut().and_then(|row| row.last_mut())
            && !paragraph.text.is_empty()
        {
            cell.push(paragraph);
        }
    }
}

impl Block {
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => paragraph.text.is_empty(),
            Self::Table(rows) => rows.iter().flatten().all(Vec::is_empty),
        }
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        match self {
            Self::Paragraph(paragraph) => paragraph.write(writer),
            Self::Table(rows) if is_data(rows) => {
                let words =
                    |cell: &Vec<Paragraph>| cell.first().map_or("", |line| line.text.as_str()).to_owned();
                let header = rows.first().is_some_and(|row| {
                    let labels = row.iter().flatten();
                    row.iter().all(|cell| !cell.is_empty()) && labels.into_iter().all(|label| label.bold)
                });
                let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(words).collect()).collect();
                writer.table(&rows, header);
            }
            Self::Table(rows) => {
                // The cell with the name is the main one, wherever it stands.
                let mut cells: Vec<&Vec<Paragraph>> = rows.iter().flatten().collect();
                let has_title = |cell: &[Paragraph]| cell.iter().any(|line| line.heading == Some(1));
                if let [first] = rows.as_slice()
                    && let [title] = first.iter().filter(|cell| has_title(cell)).collect::<Vec<_>>()[..]
                {
                    cells.sort_by_key(|cell| *cell != title);
                }
                for cell in cells {
                    writer.gap();
                    for paragraph in cell {
                        paragraph.write(writer);
                    }
                }
                writer.gap();
            }
        }
    }
}

/// Says whether a table holds facts in rows and columns, and does not only divide the page.
fn is_data(rows: &[Vec<Vec<Paragraph>>]) -> bool {
    let short = |cell: &Vec<Paragraph>| match cell.as_slice() {
        [] => true,
        [only] => only.heading.is_none() && only.text.chars().count() <= CELL_CHARS,
        _ => false,
    };
    rows.len() >= 2 && rows.iter().all(|row| row.len() >= 2 && row.iter().all(short))
}

impl Paragraph {
    fn write(&self, writer: &mut Writer) {
        if self.text.is_empty() {
            writer.gap();
        } else if let Some(level) = self.heading {
            writer.heading(level, &self.text);
        } else if let Some(depth) = self.item {
            writer.item(depth, &self.text);
        } else if let Some(words) = markdown::item(&self.text) {
            writer.item(0, words);
        } else if self.bold
            && self.text.chars().count() <= LABEL_CHARS
            && !self.text.contains(['\n', '[', '*'])
        {
            writer.label(&self.text);
        } else {
            writer.line(&self.text);
        }
    }
}
