//! As much of YAML as people write résumés in: keys, lists, words on one line or several.

use std::ops::Range;

use crate::extract::document::{slice, trim};

/// The deepest nesting that is read; what is deeper is words.
const DEPTH: usize = 12;

/// A value, as ranges of the source.
#[derive(Debug)]
pub(super) enum Node {
    Words(Vec<Range<usize>>),
    List(Vec<Self>),
    Map(Vec<(Range<usize>, Self)>),
}

impl Node {
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Words(words) => words.iter().all(Range::is_empty),
            Self::List(items) => items.is_empty(),
            Self::Map(fields) => fields.is_empty(),
        }
    }
}

/// Says whether a line begins with a key.
pub(super) fn is_keyed(line: &str) -> bool {
    key_of(line).is_some()
}

/// "start date: 2019": the length of the key.
fn key_of(line: &str) -> Option<usize> {
    let end = line.find(": ").or_else(|| line.strip_suffix(':').map(str::len))?;
    let key = slice(line, 0..end);
    let plain =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | ' ' | '/' | '&' | '"' | '\'');
    let short = !key.is_empty() && key.split(' ').count() <= 4 && !key.starts_with("- ");
    (short && key.chars().all(plain)).then_some(end)
}

pub(super) fn parse(source: &str) -> Node {
    let mut at = 0;
    let lines = source.split_inclusive('\n').filter_map(|line| {
        let range = trim(source, at..at + line.len());
        at += line.len();
        let words = slice(source, range.clone());
        let said = !words.is_empty() && !words.starts_with('#') && words != "---" && words != "...";
        said.then(|| (range.start - (at - line.len()), range))
    });
    let mut reader = Reader {
        source,
        lines: lines.collect(),
        at: 0,
    };
    let indent = reader.indent().unwrap_or_default();
    reader.node(indent, 0)
}

struct Reader<'t> {
    source: &'t str,
    /// How far each line is moved in, and its words.
    lines: Vec<(usize, Range<usize>)>,
    at: usize,
}

impl<'t> Reader<'t> {
    fn indent(&self) -> Option<usize> {
        self.lines.get(self.at).map(|(indent, _)| *indent)
    }

    fn words(&self) -> &'t str {
        self.lines
            .get(self.at)
            .map_or("", |(_, range)| slice(self.source, range.clone()))
    }

    fn is_item(&self) -> bool {
        let words = self.words();
        words.starts_with("- ") || words == "-"
    }

    /// Reads what is moved in as far as the next line.
    fn node(&mut self, indent: usize, depth: usize) -> Node {
        if depth > DEPTH {
            return self.below(indent);
        }
        if self.is_item() {
            return self.list(indent, depth);
        }
        if !is_keyed(self.words()) {
            return self.below(indent);
        }
        let mut fields = Vec::new();
        while self.indent() == Some(indent) && !self.is_item() {
            let Some((key, value)) = self.key() else {
                self.at += 1;
                continue;
            };
            self.at += 1;
            let node = self.value(value, indent, depth);
            fields.push((key, node));
            // What nobody can belong to.
            while self.indent().is_some_and(|next| next > indent) {
                self.at += 1;
            }
        }
        Node::Map(fields)
    }

    fn list(&mut self, indent: usize, depth: usize) -> Node {
        let mut items = Vec::new();
        while self.indent() == Some(indent) && self.is_item() {
            let Some((moved, range)) = self.lines.get_mut(self.at) else {
                break;
            };
            let rest = trim(self.source, (range.start + 1).min(range.end)..range.end);
            if rest.is_empty() {
                self.at += 1;
                if let Some(next) = self.indent().filter(|next| *next > indent) {
                    items.push(self.node(next, depth + 1));
                }
                continue;
            }
            // The item's first line stands where its words begin.
            *moved += rest.start - range.start;
            *range = rest.clone();
            let inner = *moved;
            let words = slice(self.source, rest.clone());
            if is_keyed(words) && !words.starts_with(['"', '\'', '[']) {
                items.push(self.node(inner, depth + 1));
            } else {
                self.at += 1;
                items.push(self.value(rest, indent, depth));
            }
        }
        Node::List(items)
    }

    fn key(&self) -> Option<(Range<usize>, Range<usize>)> {
        let (_, range) = self.lines.get(self.at)?;
        let end = range.start + key_of(slice(self.source, range.clone()))?;
        let key = trim(self.source, range.start..end);
        Some((key, trim(self.source, end + 1..range.end)))
    }

    /// Reads a value that begins on a line, or below it.
    fn value(&mut self, value: Range<usize>, indent: usize, depth: usize) -> Node {
        let words = slice(self.source, value.clone());
        if words.is_empty() || words.starts_with('#') {
            let child = self
                .indent()
                .filter(|next| *next > indent || *next == indent && self.is_item());
            return child.map_or(Node::Words(Vec::new()), |next| self.node(next, depth + 1));
        }
        if words.starts_with(['>', '|']) && words.len() <= 3 {
            return self.below(indent + 1);
        }
        if let Some(inner) = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let mut at = value.start + 1;
            let items = inner.split(',').map(|item| {
                let range = at..at + item.len();
                at = range.end + 1;
                Node::Words(vec![unquoted(self.source, trim(self.source, range))])
            });
            return Node::List(
                items
                    .filter(|item| !matches!(item, Node::Words(words) if words.iter().all(Range::is_empty)))
                    .collect(),
            );
        }
        let mut lines = vec![unquoted(self.source, value)];
        if let Node::Words(more) = self.below(indent + 1) {
            lines.extend(more);
        }
        Node::Words(lines)
    }

    /// Takes all lines that are moved in at least so far for words.
    fn below(&mut self, indent: usize) -> Node {
        let mut lines = Vec::new();
        while self.indent().is_some_and(|next| next >= indent) {
            if let Some((_, range)) = self.lines.get(self.at) {
                lines.push(unquoted(self.source, range.clone()));
            }
            self.at += 1;
        }
        Node::Words(lines)
    }
}

/// Leaves out quotes, types, words for nothing, and what the writer remarks behind words.
fn unquoted(source: &str, range: Range<usize>) -> Range<usize> {
    let kind = slice(source, range.clone())
        .strip_prefix('!')
        .and_then(|typed| typed.find(' '));
    let range = range.start + kind.map_or(0, |length| length + 2)..range.end;
    let words = slice(source, range.clone());
    if matches!(words, "null" | "~") {
        return range.end..range.end;
    }
    let quote = words.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    if let Some(quote) = quote
        && let Some(end) = slice(words, 1..words.len()).find(quote)
    {
        return trim(source, range.start + 1..range.start + 1 + end);
    }
    let end = words.find(" #").unwrap_or(words.len());
    trim(source, range.start..range.start + end)
}
