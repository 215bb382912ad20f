//! A tolerant reader of HTML tags that knows the byte range of everything; comments say nothing.

use std::ops::Range;

use super::{entity, slice};

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Text(Range<usize>),
    Open(Tag<'t>),
    Close(&'t str, Range<usize>),
}

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// As written; compare without regard to case.
    pub(super) name: &'t str,
    /// Between the name and the closing bracket.
    attributes: &'t str,
    pub(super) span: Range<usize>,
}

/// Elements whose content is not text for readers.
const SILENT: &[&str] = &["script", "style", "svg", "template", "noscript"];

/// Cuts a range of the source into tags and text, from left to right, each byte once.
pub(super) fn tokens(source: &str, range: Range<usize>) -> Vec<Token<'_>> {
    let html = slice(source, range.clone());
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut text = 0;
    // Looked for once and not found, an end will not be found later: this keeps many beginnings linear.
    let mut unclosed: Vec<&str> = Vec::new();
    while let Some(found) = slice(html, at..html.len()).find('<') {
        let start = at + found;
        let Some((token, end)) = tag(html, start, range.start) else {
            at = start + 1;
            continue;
        };
        if text < start {
            tokens.push(Token::Text(range.start + text..range.start + start));
        }
        at = end;
        if let Some(Token::Open(tag)) = &token
            && let Some(name) = SILENT.iter().find(|name| tag.is(name))
            && !unclosed.contains(name)
        {
            match end_of_silent(html, end, name) {
                Some(end) => at = end,
                None => unclosed.push(name),
            }
        }
        tokens.extend(token);
        text = at;
    }
    if text < html.len() {
        tokens.push(Token::Text(range.start + text..range.end));
    }
    tokens
}

/// Reads the tag or comment at `start`; `None` where a `<` is only a sign.
fn tag(html: &str, start: usize, base: usize) -> Option<(Option<Token<'_>>, usize)> {
    let rest = slice(html, start + 1..html.len());
    if let Some(comment) = rest.strip_prefix("!--") {
        let end = comment.find("-->").map_or(html.len(), |end| start + 4 + end + 3);
        return Some((None, end));
    }
    if rest.starts_with(['!', '?']) {
        let end = rest
            .bytes()
            .take(LONGEST_DECLARATION)
            .position(|byte| byte == b'>')?;
        return Some((None, start + 1 + end + 1));
    }
    let closing = rest.starts_with('/');
    let name_start = start + 1 + usize::from(closing);
    let rest = slice(html, name_start..html.len());
    if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let name_length = rest
        .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
        .unwrap_or(rest.len());
    let name = slice(rest, 0..name_length);
    let attributes_start = name_start + name_length;
    let length = end_of_tag(slice(html, attributes_start..html.len()))?;
    let end = attributes_start + length + 1;
    let span = base + start..base + end;
    let token = if closing {
        Token::Close(name, span)
    } else {
        Token::Open(Tag {
            name,
            attributes: slice(html, attributes_start..attributes_start + length),
            span,
        })
    };
    Some((Some(token), end))
}

/// The most bytes of `<!DOCTYPE …>` and its like.
const LONGEST_DECLARATION: usize = 512;

/// The most bytes that a tag may have; a longer one is no tag, which keeps the search for its end linear.
const LONGEST_TAG: usize = 16 * 1024;

/// Finds the `>` that closes a tag, quotes and the braces of a component's values respected.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut braces = 0_usize;
    let mut after_equals = false;
    for (index, byte) in rest.bytes().take(LONGEST_TAG).enumerate() {
        let value = after_equals || braces > 0;
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'{') if value => braces += 1,
            (None, b'}') => braces = braces.saturating_sub(1),
            (None, b'"' | b'\'') if value => quote = Some(byte),
            (None, b'>') if braces == 0 => return Some(index),
            (None, b'<') if braces == 0 => return None,
            _ => {}
        }
        if byte == b'=' {
            after_equals = true;
        } else if !byte.is_ascii_whitespace() {
            after_equals = false;
        }
    }
    None
}

/// Finds the end of an element whose content is not text.
fn end_of_silent(html: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(found) = slice(html, at..html.len()).find("</") {
        let start = at + found;
        let rest = slice(html, start + 2..html.len());
        if rest
            .get(..name.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(name))
        {
            return Some(rest.find('>').map_or(html.len(), |end| start + 2 + end + 1));
        }
        at = start + 2;
    }
    None
}

impl Tag<'_> {
    /// Says whether it opens an element of a name, given in lower case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns what stands between the name and the closing bracket, and where it begins.
    pub(super) fn arguments(&self) -> (&str, usize) {
        (self.attributes, self.span.end - 1 - self.attributes.len())
    }

    /// Returns an attribute's value, decoded.
    pub(super) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self
            .attributes
            .trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        while !rest.is_empty() {
            let name_end = rest
                .find(|letter: char| letter.is_whitespace() || letter == '=')
                .unwrap_or(rest.len());
            let name = slice(rest, 0..name_end);
            rest = slice(rest, name_end..rest.len()).trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = attribute_value(after.trim_start());
            } else if name_end == 0 {
                return None;
            }
            if name.eq_ignore_ascii_case(wanted) {
                return Some(entity::decode(value.trim()));
            }
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        }
        None
    }
}

/// Splits a value, quoted or not, from what follows it.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}
