//! reStructuredText: written anew as Markdown, line by line, and read as such.

use std::ops::Range;

use memchr::memmem;

use super::anew::Anew;
use super::{Block, slice, trim};

/// So many first lines tell how a text is written.
const SAMPLE_LINES: usize = 200;

/// Says whether a text is written in reStructuredText: directives, targets and titles between two lines, and none of Markdown.
pub(in crate::extract) fn is_rst(source: &str) -> bool {
    // Most texts have neither a directive nor a reference.
    let has = |sign: &str| memmem::find(source.as_bytes(), sign.as_bytes()).is_some();
    if !has("`_") && !has("\n.. ") && !source.starts_with(".. ") {
        return false;
    }
    let lines: Vec<_> = source.lines().take(SAMPLE_LINES).collect();
    let (mut own, mut marks, mut headings) = (0, 0, 0);
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with("# ") || line.starts_with("## ") || line.starts_with("```") || line.contains("](")
        {
            return false;
        }
        let above = at.checked_sub(1).and_then(|above| lines.get(above)).copied();
        let between = at
            .checked_sub(2)
            .and_then(|two| lines.get(two))
            .is_some_and(|two| two == line);
        let underlined = is_rule(line) && above.is_some_and(is_title);
        headings += usize::from(underlined);
        own += usize::from(is_explicit(line) || line.contains("`_"));
        marks += usize::from(underlined && between);
        // Markdown underlines headings with two signs only.
        marks += usize::from(underlined && line.starts_with(['~', '^', '"', '+', '.', '\'']));
    }
    own > 0 && own + marks >= 2 && headings >= 2
}

/// `.. image:: x.png`, `.. _Home: https://…`
fn is_explicit(line: &str) -> bool {
    let rest = line.strip_prefix(".. ");
    rest.is_some_and(|rest| rest.starts_with('_') && rest.contains(": ") || rest.contains("::"))
}

/// A line of one sign, drawn below a title, above it, or between two parts.
fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    let first = line.chars().next().filter(char::is_ascii_punctuation);
    line.len() >= 3 && first.is_some_and(|first| line.chars().all(|letter| letter == first))
}

fn is_title(line: &str) -> bool {
    line.contains(char::is_alphabetic) && !line.trim_end().ends_with("::")
}

/// Reads reStructuredText into blocks.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let mut at = 0;
    let lines = source.split_inclusive('\n').map(|line| {
        let range = at..at + line.trim_end().len();
        at += line.len();
        range
    });
    let mut writer = Writer {
        anew: Anew::of(source),
        lines: lines.collect(),
        ..Writer::default()
    };
    writer.write();
    writer.anew.blocks()
}

#[derive(Default)]
struct Writer<'t> {
    anew: Anew<'t>,
    lines: Vec<Range<usize>>,
    /// The signs below headings, the highest first, and whether they stand above as well.
    levels: Vec<(char, bool)>,
    /// How far the words of the last directive are moved in that says nothing of the person.
    skipped: Option<usize>,
    /// How far the items of the open list are moved in.
    listed: Option<usize>,
}

impl<'t> Writer<'t> {
    fn write(&mut self) {
        let mut at = 0;
        while at < self.lines.len() {
            at += self.take(at);
            self.anew.text.push('\n');
        }
    }

    fn line(&self, at: usize) -> &'t str {
        self.lines
            .get(at)
            .map_or("", |range| slice(self.anew.source, range.clone()))
    }

    /// Writes what begins with a line, and returns how many lines that are.
    fn take(&mut self, at: usize) -> usize {
        let line = self.line(at);
        let indent = line.len() - line.trim_start().len();
        if line.is_empty() {
            return 1;
        }
        if self.skipped.is_some_and(|directive| indent > directive) {
            return 1;
        }
        self.skipped = None;
        if is_rule(line) && is_title(self.line(at + 1)) && self.line(at + 2) == line {
            self.heading(at + 1, line, true);
            return 3;
        }
        if indent == 0 && is_title(line) && !line.starts_with("- ") && is_rule(self.line(at + 1)) {
            self.heading(at, self.line(at + 1), false);
            return 2;
        }
        if is_rule(line) {
            self.anew.text.push_str("\n***\n");
        } else if line.trim_start().starts_with("..") && !line.trim_start().starts_with("...") {
            self.explicit(at, indent);
        } else {
            self.body(at, indent);
        }
        1
    }

    fn heading(&mut self, at: usize, rule: &str, above: bool) {
        let sign = (rule.chars().next().unwrap_or_default(), above);
        let level = self.levels.iter().position(|known| *known == sign);
        let level = level.unwrap_or_else(|| {
            self.levels.push(sign);
            self.levels.len() - 1
        });
        self.listed = None;
        self.anew.text.push('\n');
        self.anew.text.push_str(slice("######", 0..(level + 1).min(6)));
        self.anew.text.push(' ');
        self.inline(self.words(at));
        self.anew.text.push('\n');
    }

    fn words(&self, at: usize) -> Range<usize> {
        let range = self.lines.get(at).cloned().unwrap_or_default();
        trim(self.anew.source, range)
    }

    /// Targets of links are those of Markdown; what classes stand over are words like others.
    fn explicit(&mut self, at: usize, indent: usize) {
        let words = self.words(at);
        let text = slice(self.anew.source, words.clone());
        if let Some((name, url)) = text.strip_prefix(".. _").and_then(|rest| rest.split_once(": ")) {
            let start = words.start + ".. _".len();
            self.anew.text.push_str("\n[");
            self.anew.text.push_str(name.trim_matches('`'));
            self.anew.text.push_str("]: ");
            self.anew
                .copy(start + name.len() + 2..start + name.len() + 2 + url.len());
            self.anew.text.push('\n');
            return;
        }
        let shown = ["class::", "container::", "rubric::", "note::"];
        if !shown.iter().any(|name| text.contains(name)) {
            self.skipped = Some(indent);
        }
    }

    fn body(&mut self, at: usize, indent: usize) {
        let mut words = self.words(at);
        let text = slice(self.anew.source, words.clone());
        let marked = ["- ", "* ", "+ "].iter().any(|mark| text.starts_with(mark));
        if marked {
            self.listed = Some(self.listed.map_or(indent, |listed| listed.min(indent)));
        } else if self.listed.is_some_and(|listed| indent <= listed) {
            self.listed = None;
        }
        // Words that are moved in quote nothing here, and are no code.
        let moved = self.listed.map_or(0, |listed| indent - listed.min(indent));
        self.anew.text.extend(std::iter::repeat_n(' ', moved));
        if marked {
            self.anew.text.push_str("- ");
            self.inline(trim(self.anew.source, words.start + 2..words.end));
            return;
        }
        if let Some((name, _)) = text.strip_prefix(':').and_then(|rest| rest.split_once(": ")) {
            // ":Email: ada@example.com"
            self.anew.text.push_str("**");
            self.anew.copy(words.start + 1..words.start + 1 + name.len());
            self.anew.text.push_str("**: ");
            self.inline(trim(self.anew.source, words.start + name.len() + 2..words.end));
            self.anew.text.push_str("  ");
            return;
        }
        let lined = text.starts_with("| ");
        if lined {
            words.start += "| ".len();
        }
        if text.ends_with("::") {
            words.end -= 1;
        }
        self.inline(words);
        let below = self.line(at + 1);
        let term = self.listed.is_none() && below.len() - below.trim_start().len() > indent;
        if lined || term {
            self.anew.text.push_str("  ");
        }
    }

    /// Writes words with their marks: "`words <https://…>`_", "`name`_", "``code``".
    fn inline(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = slice(self.anew.source, at..range.end);
            let Some(open) = rest.find('`') else { break };
            self.anew.copy(at..at + open);
            let inner = slice(rest, open + 1..rest.len());
            let begin = at + open + 1;
            let Some(length) = inner.find('`').filter(|_| !inner.starts_with('`')) else {
                // "``code``"
                let code = inner.strip_prefix('`').and_then(|code| code.find("``"));
                let length = code.unwrap_or(0);
                self.anew.text.push('`');
                self.anew.copy(begin + 1..begin + 1 + length);
                self.anew.text.push('`');
                at = (begin + 1 + length + 2).min(range.end);
                if code.is_none() {
                    break;
                }
                continue;
            };
            let words = slice(inner, 0..length);
            let behind = slice(inner, length + 1..inner.len());
            let marks = behind.bytes().take_while(|byte| *byte == b'_').count();
            self.link(begin, words, marks > 0);
            at = begin + length + 1 + marks;
        }
        self.anew.copy(at.min(range.end)..range.end);
    }

    fn link(&mut self, begin: usize, words: &str, linked: bool) {
        let (shown, url) = match words.split_once(" <") {
            Some((shown, url)) if url.ends_with('>') => (shown, Some(url.trim_end_matches('>'))),
            _ => (words, None),
        };
        if !linked {
            self.anew.copy(begin..begin + shown.len());
            return;
        }
        self.anew.text.push('[');
        self.anew.copy(begin..begin + shown.len());
        match url {
            Some(url) => {
                self.anew.text.push_str("](");
                let start = begin + shown.len() + " <".len();
                self.anew.copy(start..start + url.len());
                self.anew.text.push(')');
            }
            None => self.anew.text.push_str("][]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::document::{Document, Kind};
    use crate::extract::{Format, detect};

    const TEXT: &str = "===========\n Ada Quill\n===========\n\n.. class:: personal\n\n    | Weavers Lane\n    | ada@example.com\n\n\
                        :Blog: `Looms <https://quill.example/looms>`_\n\nExperience\n==========\n\n`Lumoraq, Inc.`_\n\
                        ----------------\n\n.. _Lumoraq, Inc.: https://lumoraq.example/\n\n**Engineer**\n*2019 - 2021*\n\n\
                        - Wrote ``tokio`` looms\n  in two lines\n\n.. raw:: pdf\n\n   FrameBreak\n\nSkills\n======\n\n- Rust\n";

    #[test]
    fn underlined_lines_are_headings_and_targets_lead_somewhere() {
        assert_eq!(detect(TEXT), Format::Markdown);
        let document = Document::parse(TEXT, Format::Markdown);
        let read = document
            .blocks
            .iter()
            .map(|block| (block.kind, block.text.as_str()));
        let expected = [
            (Kind::Heading(1), "Ada Quill"),
            (Kind::Paragraph, "Weavers Lane\nada@example.com"),
            (Kind::Paragraph, "Blog: Looms"),
            (Kind::Heading(2), "Experience"),
            (Kind::Heading(3), "Lumoraq, Inc."),
            (Kind::Paragraph, "Engineer 2019 - 2021"),
            (Kind::Item(0), "Wrote tokio looms in two lines"),
            (Kind::Heading(2), "Skills"),
            (Kind::Item(0), "Rust"),
        ];
        assert_eq!(read.collect::<Vec<_>>(), expected);
        let links = document.blocks.iter().flat_map(|block| &block.links);
        let links: Vec<_> = links.map(|link| link.href.as_str()).collect();
        assert_eq!(links, ["https://quill.example/looms", "https://lumoraq.example/"]);
    }

    #[test]
    fn words_keep_their_places() {
        let document = Document::parse(TEXT, Format::Markdown);
        let block = document
            .blocks
            .iter()
            .find(|block| block.text.as_str().starts_with("Wrote"));
        let text = &block.unwrap().text;
        let at = text.as_str().find("tokio").unwrap();
        assert_eq!(slice(TEXT, text.span(&(at..at + 5))), "tokio");
    }

    #[test]
    fn other_texts_are_no_such() {
        assert!(!is_rst("Ada Quill\n=========\n\nSkills\n------\n\n- Rust\n"));
        assert!(!is_rst(
            "# Ada\n\n.. _x: https://quill.example\n\n.. image:: x\n\nWork\n~~~~\n"
        ));
        assert!(!is_rst(
            "=====\nQuill\n=====\n\nWORK\n.....\n\n* wove\n\nSKILLS\n......\n\n* Rust\n"
        ));
    }
}
