//! Markdown, with the HTML that people put into it, as blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::builder::Builder;
use super::dialects::{
    NESTED_BLANKS, behind_line, bullet, has_unspaced, is_above_rule, is_data, is_reachable, metadata,
    opened_part, own_words, unspaced_heading,
};
use super::{Block, Kind, markup, plain, session, slice};

/// Reads Markdown into blocks.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader {
        source,
        builder: Builder::for_bytes(source.len()),
        image: None,
        html: None,
        code: None,
        skipped: None,
        unspaced: has_unspaced(source),
        in_unspaced: false,
    };
    let metadata = metadata(source);
    if let Some(range) = &metadata {
        reader.front_matter(slice(source, range.clone()), range);
    }
    // The parser takes any two rules for the ends of metadata; it is given what follows them.
    let start = metadata.map_or(0, |range| behind_line(source, range.end));
    let text = slice(source, start..source.len());
    for (event, span) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, span.start + start..span.end + start);
    }
    reader.builder.finish()
}

struct Reader<'t> {
    source: &'t str,
    builder: Builder,
    /// The image whose alternative text is being read.
    image: Option<(String, String, Range<usize>)>,
    /// The block of HTML that is being read.
    html: Option<Range<usize>>,
    /// The code block that is being read; `true` where it is HTML that was indented too far.
    code: Option<bool>,
    /// Where a code block ends that was read as plain text.
    skipped: Option<usize>,
    /// The text has headings as Markdown knew them before `CommonMark`: `#Education`.
    unspaced: bool,
    /// Such a heading is being read.
    in_unspaced: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        if self.skipped.is_some_and(|end| span.start < end) && matches!(event, Event::Text(_)) {
            return;
        }
        if self.html.is_some() && !matches!(event, Event::End(TagEnd::HtmlBlock)) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(words) => self.text(&words, span),
            Event::Code(words) => {
                self.builder.start_code();
                let inside = span.start + slice(self.source, span.clone()).find(&*words).unwrap_or(0);
                let inside = inside..inside + words.len();
                let exact = slice(self.source, inside.clone()) == &*words;
                self.builder
                    .text(&words, if exact { inside } else { span }, exact);
                self.builder.end_code();
            }
            Event::InlineHtml(_) | Event::Html(_) => markup::read(&mut self.builder, self.source, span),
            Event::SoftBreak => self.break_line(false, span),
            Event::HardBreak => self.break_line(true, span),
            Event::Rule => self.builder.end(),
            _ => {}
        }
    }

    fn break_line(&mut self, hard: bool, span: Range<usize>) {
        if let Some((_, alt, _)) = &mut self.image {
            alt.push(' ');
        } else if std::mem::take(&mut self.in_unspaced) {
            self.builder.end();
        } else {
            self.builder.line_break(hard, span);
        }
    }

    fn text(&mut self, words: &str, span: Range<usize>) {
        if let Some((_, alt, _)) = &mut self.image {
            alt.push_str(words);
            return;
        }
        let exact = slice(self.source, span.clone()) == words;
        let (words, span) = if exact && self.code.is_none() {
            let own = own_words(self.source, span);
            (slice(self.source, own.clone()), own)
        } else {
            (words, span)
        };
        if self.code == Some(true) && exact {
            markup::read(&mut self.builder, self.source, span);
            return;
        }
        let before = slice(self.source, 0..span.start).trim_end_matches([' ', '\t']);
        let at_start = before.is_empty() || before.ends_with('\n');
        if at_start
            && self.code.is_none()
            && self.builder.is_plain()
            && let Some(sign) = bullet(words)
        {
            let nested = span.start - before.len() >= NESTED_BLANKS;
            self.builder.start(Kind::Item(u8::from(nested)));
            self.builder.text(
                slice(words, sign..words.len()),
                span.start + sign..span.end,
                exact,
            );
            return;
        }
        if self.unspaced
            && at_start
            && self.code.is_none()
            && let Some(level) = unspaced_heading(words)
        {
            self.builder.start(Kind::Heading(level));
            self.in_unspaced = true;
            let marks = usize::from(level);
            let words = slice(words, marks..words.len()).trim_end_matches('#');
            let span = span.start..span.start + marks + words.len();
            self.builder.text(words, span.start + marks..span.end, exact);
            return;
        }
        self.builder.text(words, span, exact);
    }

    /// Front matter can name the person; everything else in it is the site generator's.
    fn front_matter(&mut self, words: &str, span: &Range<usize>) {
        if is_data(words) {
            self.data(words, span);
            return;
        }
        let mut at = span.start;
        let mut reached = false;
        for line in words.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if reached && self.address(line, start) {
                continue;
            }
            let Some((key, value)) = line.split_once([':', '=']) else {
                continue;
            };
            reached = matches!(key.trim(), "address" | "more_info");
            let titled = matches!(key.trim(), "title" | "author" | "name" | "subtitle");
            let possessed = || {
                let signs = [
                    "'s ",
                    "’s ",
                    "esume of ",
                    "ésumé of ",
                    "CV of ",
                    "ortfolio of ",
                    "ebsite of ",
                ];
                key.trim() == "description" && signs.iter().any(|sign| value.contains(sign))
            };
            if is_reachable(key.trim(), value.trim()) {
                let range = super::trim(self.source, start..start + line.len());
                self.builder.start(Kind::Paragraph);
                self.builder
                    .text(slice(self.source, range.clone()), range.clone(), true);
                self.builder.end();
            } else if titled || possessed() {
                let begin = start + key.len() + 1;
                let range = super::trim_by(self.source, begin..begin + value.len(), |letter| {
                    letter.is_whitespace() || matches!(letter, '"' | '\'')
                });
                self.builder.start(Kind::Paragraph);
                self.builder
                    .text(slice(self.source, range.clone()), range.clone(), true);
                self.builder.end();
            }
        }
    }

    /// `<p>Oslo, Norway</p>` below `address: >`: reads a line of where a page's person is found; says whether it is one.
    fn address(&mut self, line: &str, start: usize) -> bool {
        let words = line.trim().strip_prefix("<p>");
        let Some(words) = words.and_then(|words| words.strip_suffix("</p>")) else {
            return false;
        };
        if !words.contains('<') {
            let begin = start + line.find(words).unwrap_or_default();
            self.builder.start(Kind::Paragraph);
            self.builder.text(words, begin..begin + words.len(), true);
            self.builder.end();
        }
        true
    }

    /// Some pages are all front matter: each outermost key opens a part, as a heading does.
    fn data(&mut self, words: &str, span: &Range<usize>) {
        let mut at = span.start;
        for line in words.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let range = super::trim(self.source, start..at);
            // What its writer has taken out stands behind a sign.
            if range.is_empty() || slice(self.source, range.clone()).starts_with("# ") {
                continue;
            }
            if let Some(key) = opened_part(line) {
                let begin = start + line.find(key).unwrap_or_default();
                self.builder.start(Kind::Heading(2));
                self.builder.text(key, begin..begin + key.len(), true);
                self.builder.start(Kind::Code);
            } else {
                if !self.builder.is_code() {
                    self.builder.start(Kind::Code);
                }
                self.builder.text(slice(self.source, range.clone()), range, true);
                self.builder.line_break(true, at.saturating_sub(1)..at);
            }
        }
        self.builder.end();
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph if !self.builder.in_item && self.builder.cell.is_none() => {
                let kind = if self.builder.quotes > 0 {
                    Kind::Quote
                } else {
                    Kind::Paragraph
                };
                self.builder.start(kind);
            }
            Tag::Heading { level, .. } => {
                // Nobody means a link that was never closed to go on.
                self.builder.end_link(span.start);
                let kind = if is_above_rule(slice(self.source, span)) {
                    Kind::Paragraph
                } else {
                    Kind::Heading(level as u8)
                };
                self.builder.start(kind);
            }
            Tag::BlockQuote(_) => {
                self.builder.end();
                self.builder.quotes = self.builder.quotes.saturating_add(1);
            }
            Tag::CodeBlock(kind) => self.start_code(&kind, &span),
            Tag::HtmlBlock => self.html = Some(span),
            Tag::List(_) => {
                self.builder.end();
                self.builder.lists = self.builder.lists.saturating_add(1);
            }
            Tag::Item => {
                self.builder
                    .start(Kind::Item(self.builder.lists.saturating_sub(1)));
                self.builder.in_item = true;
            }
            Tag::Table(_) => self.builder.start_table(),
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => {
                let header = self.builder.cell.is_some_and(|cell| cell.header);
                self.builder.start_cell(header);
            }
            Tag::Strong => self.builder.start_bold(),
            Tag::Emphasis => self.builder.start_italic(),
            Tag::Strikethrough => self.builder.start_struck(),
            Tag::Link { dest_url, .. } => self.builder.start_link(dest_url.into_string(), false, span),
            Tag::Image { dest_url, .. } => self.image = Some((dest_url.into_string(), String::new(), span)),
            _ => {}
        }
    }

    fn start_row(&mut self, header: bool) {
        self.builder.start_row();
        if let Some(cell) = &mut self.builder.cell {
            cell.header = header;
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, span: &Range<usize>) {
        let html = matches!(kind, CodeBlockKind::Indented)
            && slice(self.source, span.clone()).trim_start().starts_with('<');
        // A fence that names a language of data holds no headings, whatever its keys look like.
        let data = matches!(kind, CodeBlockKind::Fenced(info)
            if matches!(info.to_lowercase().as_str(), "json" | "yaml" | "yml" | "toml" | "json5" | "jsonc" | "xml"));
        let content = match kind {
            CodeBlockKind::Fenced(_) => within_fence(self.source, span),
            CodeBlockKind::Indented => span.clone(),
        };
        if !html && !data {
            let indented = matches!(kind, CodeBlockKind::Indented) && self.builder.ends_with_heading();
            let named = || indented && plain::is_name(slice(self.source, content.clone()));
            let profile = plain::is_profile(self.source, content.clone()) || named();
            let blocks = profile.then(|| plain::blocks_of(self.source, content.clone()));
            if let Some(blocks) = blocks.or_else(|| session::blocks(self.source, content)) {
                self.builder.append(blocks);
                self.skipped = Some(span.end);
            }
        }
        self.code = Some(html);
        if !html {
            self.builder.start(Kind::Code);
        }
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        match tag {
            TagEnd::Paragraph if self.builder.in_item => {
                self.builder.end();
            }
            TagEnd::Paragraph if self.builder.cell.is_none() => {
                self.in_unspaced = false;
                self.builder.end();
            }
            TagEnd::Heading(_) | TagEnd::TableCell => self.builder.end(),
            TagEnd::BlockQuote(_) => {
                self.builder.end();
                self.builder.quotes = self.builder.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                let html = self.code.take().unwrap_or_default();
                self.builder.end_unless(html);
            }
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    markup::read(&mut self.builder, self.source, range);
                }
            }
            TagEnd::List(_) => {
                self.builder.end();
                self.builder.lists = self.builder.lists.saturating_sub(1);
                self.builder.in_item = self.builder.lists > 0;
            }
            TagEnd::Item => {
                self.builder.end();
                self.builder.in_item = false;
            }
            TagEnd::Table => self.builder.end_table(),
            TagEnd::Strong => self.builder.end_bold(),
            TagEnd::Emphasis => self.builder.end_italic(),
            TagEnd::Strikethrough => self.builder.end_struck(),
            TagEnd::Link => self.builder.end_link(span.end),
            TagEnd::Image => {
                if let Some((src, alt, span)) = self.image.take() {
                    self.builder.image(src, alt, span);
                }
            }
            _ => {}
        }
    }
}

/// Returns the lines between those that fence a block of code; the last one may be missing.
fn within_fence(source: &str, span: &Range<usize>) -> Range<usize> {
    let text = slice(source, span.clone());
    let start = span.start + text.find('\n').map_or(text.len(), |end| end + 1);
    let inner = slice(source, start..span.end).trim_end();
    let fence = inner.rfind('\n').map_or(0, |end| end + 1);
    let last = slice(inner, fence..inner.len()).trim_start_matches(['>', ' ']);
    let fenced = last.starts_with("```") || last.starts_with("~~~");
    start..start + if fenced { fence } else { inner.len() }
}
