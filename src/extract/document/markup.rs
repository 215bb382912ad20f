//! What HTML tags mean for the blocks of a document.

use std::ops::Range;

use super::Kind;
use super::builder::Builder;
use super::component;
use super::html::{Tag, Token, tokens};

/// Elements that end the block before them and begin another.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "center",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "details",
    "figure",
    "dl",
    "dt",
    "dd",
    "hr",
    "pre",
    "address",
    "figcaption",
    "picture-block",
    "body",
    "html",
    "form",
];

/// Reads a range of HTML into blocks. Markup may begin in one range and end in another.
pub(super) fn read(builder: &mut Builder, source: &str, range: Range<usize>) {
    for token in tokens(source, range) {
        match token {
            Token::Text(span) => builder.html_text(source, span),
            Token::Open(tag) => open(builder, &tag),
            Token::Close(name, span) => close(builder, &name.to_ascii_lowercase(), span),
        }
    }
}

/// Takes in an opening tag.
pub(super) fn open(builder: &mut Builder, tag: &Tag<'_>) {
    let name = tag.name.to_ascii_lowercase();
    match name.as_str() {
        "br" => builder.line_break(true, tag.span.clone()),
        // "Acme <small>Engineer</small>": what is set smaller in a heading is another fact.
        "small" | "sup" | "sub" if builder.is_between_words_of_heading() => {
            builder.line_break(true, tag.span.clone());
        }
        "a" => {
            if let Some(href) = tag.attribute("href") {
                builder.start_link(href, is_me(tag), tag.span.clone());
            }
        }
        "img" => {
            let src = tag
                .attribute("src")
                .or_else(|| tag.attribute("data-src"))
                .unwrap_or_default();
            let alt = tag
                .attribute("alt")
                .filter(|alt| !alt.is_empty())
                .or_else(|| tag.attribute("title"))
                .unwrap_or_default();
            builder.image(src, alt, tag.span.clone());
        }
        "b" | "strong" => builder.start_bold(),
        "em" | "i" => builder.start_italic(),
        "s" | "del" | "strike" => builder.start_struck(),
        "code" | "kbd" | "samp" => builder.start_code(),
        "span" => builder.start_span(),
        "ul" | "ol" => {
            builder.end();
            builder.lists = builder.lists.saturating_add(1);
        }
        "li" => {
            builder.start(Kind::Item(builder.lists.saturating_sub(1)));
            builder.in_item = true;
        }
        "blockquote" => {
            builder.end();
            builder.quotes = builder.quotes.saturating_add(1);
        }
        "table" => builder.start_table(),
        "tr" => builder.start_row(),
        "td" => builder.start_cell(false),
        "th" => builder.start_cell(true),
        "summary" => builder.start(Kind::Heading(6)),
        _ if heading(&name).is_some() => builder.start(Kind::Heading(heading(&name).unwrap_or(1))),
        // A paragraph inside an item or a cell begins a line, not another block.
        _ if BLOCKS.contains(&name.as_str()) => builder.end(),
        _ if component::is_component(tag) => component::read(builder, tag),
        _ => {}
    }
}

/// Says whether a link is said to lead to another page of the same person: `rel=me`.
pub(super) fn is_me(tag: &Tag<'_>) -> bool {
    let rel = tag.attribute("rel").unwrap_or_default();
    rel.split_ascii_whitespace()
        .any(|word| word.eq_ignore_ascii_case("me"))
}

/// Takes in a closing tag, its name in lower case.
pub(super) fn close(builder: &mut Builder, name: &str, span: Range<usize>) {
    match name {
        "a" => builder.end_link(span.end),
        // `</br>` is a line break to browsers, too.
        "br" => builder.line_break(true, span),
        "b" | "strong" => builder.end_bold(),
        "em" | "i" => builder.end_italic(),
        "s" | "del" | "strike" => builder.end_struck(),
        "code" | "kbd" | "samp" => builder.end_code(),
        "span" => builder.end_span(),
        "ul" | "ol" => {
            builder.end();
            builder.lists = builder.lists.saturating_sub(1);
            builder.in_item = false;
        }
        "li" => {
            builder.end();
            builder.in_item = false;
        }
        "blockquote" => {
            builder.end();
            builder.quotes = builder.quotes.saturating_sub(1);
        }
        "table" => builder.end_table(),
        "details" => builder.end_details(),
        "tr" | "td" | "th" | "summary" => builder.end(),
        _ if heading(name).is_some() || BLOCKS.contains(&name) => builder.end(),
        _ => {}
    }
}

/// Returns the level of `h1` to `h6`.
pub(super) fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}
