//! Puts blocks together from what the readers see: the one place that opens and closes blocks.

use std::ops::Range;

use super::{Block, Cell, Image, Kind, Link, entity};

/// So many bytes of a text make a block.
const BLOCK_BYTES: usize = 64;

/// Collects blocks; everything is closed by what follows it, so that broken markup cannot break it.
#[derive(Debug, Default)]
pub(super) struct Builder {
    blocks: Vec<Block>,
    open: Option<Block>,
    link: Option<OpenLink>,
    /// Where bold text began, in the open block.
    bold: Option<usize>,
    italic: Option<usize>,
    struck: Option<usize>,
    code: Option<usize>,
    /// Where the open `<span>` began, and where the one before ended that is nothing but a gap, or words.
    span: Option<usize>,
    gap: Option<Gap>,
    /// How many lists, quotes and cells are open.
    pub(super) lists: u8,
    pub(super) quotes: u8,
    pub(super) in_item: bool,
    tables: u32,
    pub(super) cell: Option<Cell>,
    /// The open cell has a heading: the table only lays out parts of the page side by side.
    layout: bool,
    /// A part that can be folded away ends before the next block.
    unfolded: bool,
}

/// Where one `<span>` ended.
#[derive(Debug, Clone, Copy)]
struct Gap {
    at: usize,
    /// The next one has begun, or there was nothing in this one.
    parts: bool,
}

/// A link whose words are being read.
#[derive(Debug)]
struct OpenLink {
    href: String,
    me: bool,
    /// Where its words begin, in the open block.
    start: usize,
    span: Range<usize>,
}

impl OpenLink {
    /// The link as far as it has been read.
    fn until(&self, end: usize) -> Link {
        Link {
            href: self.href.clone(),
            me: self.me,
            range: self.start.min(end)..end,
            span: self.span.clone(),
        }
    }
}

impl Builder {
    /// Makes room for the blocks that a text of so many bytes may have.
    pub(super) fn for_bytes(bytes: usize) -> Self {
        Self {
            blocks: Vec::with_capacity(bytes / BLOCK_BYTES),
            ..Self::default()
        }
    }

    pub(super) fn start(&mut self, kind: Kind) {
        self.end();
        self.layout |= self.cell.is_some() && matches!(kind, Kind::Heading(_));
        self.open = Some(Block {
            kind,
            apart: true,
            unfolded: std::mem::take(&mut self.unfolded),
            ..Block::default()
        });
    }

    pub(super) fn is_code(&self) -> bool {
        self.open.as_ref().is_some_and(|block| block.kind == Kind::Code)
    }

    /// Says whether what is open is no more than a paragraph, or the item of one.
    pub(super) fn is_plain(&self) -> bool {
        let open = self.open.as_ref().map(|block| block.kind);
        !self.in_item && matches!(open, Some(Kind::Paragraph | Kind::Item(_)))
    }

    /// Says whether words go on in an open block, or must, as in a cell.
    pub(super) fn is_between_words(&self) -> bool {
        self.in_item || self.cell.is_some() || self.here() > 0
    }

    /// Closes the open block and keeps it if it holds anything.
    pub(super) fn end(&mut self) {
        self.end_bold();
        self.end_italic();
        self.end_struck();
        self.end_code();
        let Some(mut block) = self.open.take() else {
            return;
        };
        if let Some(link) = &mut self.link {
            if link.start < block.text.as_str().len() {
                block.links.push(link.until(block.text.as_str().len()));
            }
            link.start = 0;
        }
        let blank = block.text.as_str().chars().all(char::is_whitespace);
        if !blank
            || !block.images.is_empty()
            || !block.links.is_empty()
            || matches!(block.kind, Kind::Cell(_))
        {
            self.blocks.push(block);
        } else {
            self.unfolded |= block.unfolded;
        }
    }

    /// Ends a part that can be folded away.
    pub(super) fn end_details(&mut self) {
        self.end();
        self.unfolded = true;
    }

    /// Says whether the last block is a heading.
    pub(super) fn ends_with_heading(&self) -> bool {
        self.blocks
            .last()
            .is_some_and(|block| matches!(block.kind, Kind::Heading(_)))
    }

    /// Takes in blocks that another reader made.
    pub(super) fn append(&mut self, mut blocks: Vec<Block>) {
        self.end();
        let before = self.tables;
        for block in &mut blocks {
            if let Kind::Cell(cell) = &mut block.kind {
                cell.table += before;
                self.tables = self.tables.max(cell.table);
            }
        }
        self.blocks.extend(blocks);
    }

    pub(super) fn end_unless(&mut self, goes_on: bool) {
        if !goes_on {
            self.end();
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end();
        self.blocks
    }

    fn block(&mut self) -> &mut Block {
        let kind = match self.cell {
            _ if self.in_item => Kind::Item(self.lists.saturating_sub(1)),
            Some(cell) if !self.layout => Kind::Cell(cell),
            _ if self.quotes > 0 => Kind::Quote,
            _ => Kind::Paragraph,
        };
        self.open.get_or_insert_with(|| Block {
            kind,
            apart: true,
            unfolded: std::mem::take(&mut self.unfolded),
            ..Block::default()
        })
    }

    /// Where the next word will stand in the open block's text.
    fn here(&self) -> usize {
        self.open.as_ref().map_or(0, |block| block.text.as_str().len())
    }

    pub(super) fn text(&mut self, words: &str, source: Range<usize>, exact: bool) {
        if self.open.is_none() && words.trim().is_empty() {
            return;
        }
        if let Some(gap) = self.gap.take() {
            self.part(gap, words, source.start);
        }
        self.block().text.push(words, source, exact);
    }

    /// Parts what pages draw apart though no blank stands between: a company and its place at the other end of the line.
    fn part(&mut self, gap: Gap, words: &str, source: usize) {
        let Some(block) = self.open.as_mut().filter(|_| gap.parts) else {
            return;
        };
        let text = block.text.as_str();
        let touching = gap.at == text.len()
            && text.ends_with(|letter: char| letter.is_alphanumeric() || letter == ')')
            && words.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
        if touching {
            let between = if block.kind == Kind::Heading(1) {
                " "
            } else {
                " · "
            };
            block.text.push(between, source..source, false);
        }
    }

    pub(super) fn start_span(&mut self) {
        self.span = Some(self.here());
        if let Some(gap) = &mut self.gap {
            gap.parts = true;
        }
    }

    /// A single letter is the beginning of a word that is drawn larger.
    pub(super) fn end_span(&mut self) {
        let at = self.here();
        let length = self.span.take().map(|start| at.saturating_sub(start));
        self.gap = length.filter(|length| *length != 1).map(|length| Gap {
            at,
            parts: length == 0,
        });
    }

    /// Adds a stretch of HTML text: entities are decoded and blanks folded.
    pub(super) fn html_text(&mut self, source: &str, span: Range<usize>) {
        for (words, range, exact) in entity::readable(source, span) {
            let blank = words == " ";
            let follows_blank = self
                .open
                .as_ref()
                .is_none_or(|block| block.text.as_str().ends_with(char::is_whitespace));
            if !(blank && follows_blank) {
                self.text(&words, range, exact);
            }
        }
    }

    /// Says whether a heading is open and ends with a blank so far.
    pub(super) fn is_between_words_of_heading(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|block| {
            let words = block.text.as_str();
            matches!(block.kind, Kind::Heading(_)) && !words.trim().is_empty() && words.ends_with(' ')
        })
    }

    pub(super) fn line_break(&mut self, hard: bool, source: Range<usize>) {
        if let Some(block) = &mut self.open {
            block.text.break_line(hard, source);
        }
    }

    pub(super) fn start_link(&mut self, href: String, me: bool, span: Range<usize>) {
        self.end_link(span.start);
        self.link = Some(OpenLink {
            href,
            me,
            start: self.here(),
            span,
        });
    }

    pub(super) fn end_link(&mut self, at: usize) {
        let Some(mut link) = self.link.take() else {
            return;
        };
        let end = self.here();
        link.span.end = link.span.end.max(at);
        self.block().links.push(link.until(end));
    }

    pub(super) fn image(&mut self, src: String, alt: String, span: Range<usize>) {
        let href = self.link.as_ref().map(|link| link.href.clone());
        self.block().images.push(Image { src, alt, href, span });
    }

    pub(super) fn start_bold(&mut self) {
        // "`2019 – 2021`**Engineer**" is two things, though no blank parts them.
        if let Some(block) = &mut self.open
            && block
                .code
                .last()
                .is_some_and(|code| code.end == block.text.as_str().len())
        {
            let end = block.text.span(&(0..block.text.as_str().len())).end;
            block.text.push(" ", end..end, false);
        }
        self.bold
            .get_or_insert(self.open.as_ref().map_or(0, |block| block.text.as_str().len()));
    }

    pub(super) fn end_bold(&mut self) {
        let end = self.here();
        if let (Some(start), Some(block)) = (self.bold.take(), &mut self.open)
            && start < end
        {
            block.bold.push(start..end);
        }
    }

    pub(super) fn start_italic(&mut self) {
        self.italic = Some(self.here());
    }

    pub(super) fn end_italic(&mut self) {
        let end = self.here();
        if let (Some(start), Some(block)) = (self.italic.take(), &mut self.open)
            && start < end
        {
            block.italic.push(start..end);
        }
    }

    pub(super) fn start_struck(&mut self) {
        self.struck = Some(self.here());
    }

    pub(super) fn end_struck(&mut self) {
        let end = self.here();
        if let (Some(start), Some(block)) = (self.struck.take(), &mut self.open)
            && start < end
        {
            block.struck.push(start..end);
        }
    }

    pub(super) fn start_code(&mut self) {
        self.code = Some(self.here());
    }

    pub(super) fn end_code(&mut self) {
        let end = self.here();
        if let (Some(start), Some(block)) = (self.code.take(), &mut self.open)
            && start < end
        {
            block.code.push(start..end);
        }
    }

    pub(super) fn start_table(&mut self) {
        self.end();
        self.tables += 1;
        self.cell = Some(Cell {
            table: self.tables,
            row: 0,
            column: 0,
            header: false,
        });
    }

    pub(super) fn end_table(&mut self) {
        self.end();
        self.cell = None;
        self.layout = false;
    }

    pub(super) fn start_row(&mut self) {
        self.end();
        let cell = self.cell.get_or_insert(Cell {
            table: self.tables,
            row: 0,
            column: 0,
            header: false,
        });
        cell.row += 1;
        cell.column = 0;
    }

    pub(super) fn start_cell(&mut self, header: bool) {
        self.end();
        self.layout = false;
        if let Some(cell) = &mut self.cell {
            cell.column += 1;
            cell.header = header;
        }
    }
}
