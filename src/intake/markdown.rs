//! Markdown as files are laid out in: headings, lists, lines, tables and links, in the words of the file.

/// A line this long is a paragraph of its own, and not one of several short lines that belong together.
const LONG_LINE: usize = 100;

/// Signs that begin an item.
pub(super) const BULLETS: &[char] = &[
    '•', '●', '▪', '◦', '○', '■', '□', '‣', '▸', '►', '➢', '➤', '❖', '✓', '✔', '∙', '·', '*', '–', '-', '»',
    '→',
];

/// Returns the words of an item that begins with a sign of its own.
pub(super) fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BULLETS)?;
    let words = rest.trim_start();
    (words.len() < rest.len() && !words.is_empty()).then_some(words)
}

/// Writes Markdown, block by block.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    last: Last,
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    /// Nothing that the next line could belong to.
    #[default]
    Gap,
    Line,
    Item,
}

impl Writer {
    /// A heading of level 1 to 6.
    pub(super) fn heading(&mut self, level: usize, words: &str) {
        self.gap();
        self.line_of(&format!("{} {}", "#".repeat(level.clamp(1, 6)), one_line(words)));
        self.gap();
    }

    /// A list's item, 0 for the outermost list.
    pub(super) fn item(&mut self, depth: usize, words: &str) {
        if self.last == Last::Line {
            self.gap();
        }
        self.line_of(&format!("{}- {}", "  ".repeat(depth.min(4)), one_line(words)));
        self.last = Last::Item;
    }

    /// A line of running text. Short ones in a row stay together, as in an address.
    pub(super) fn line(&mut self, words: &str) {
        let is_long = words.len() > LONG_LINE;
        if self.last == Last::Item || is_long {
            self.gap();
        }
        for line in words.lines().filter(|line| !line.trim().is_empty()) {
            self.line_of(line.trim());
        }
        self.last = Last::Line;
        if is_long {
            self.gap();
        }
    }

    /// A bold line that stands above what it names.
    pub(super) fn label(&mut self, words: &str) {
        self.gap();
        self.line(&format!("**{words}**"));
        self.gap();
    }

    /// Sets what follows apart from what stands above.
    pub(super) fn gap(&mut self) {
        if self.last != Last::Gap || !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.last = Last::Gap;
    }

    /// A table; without a header its columns have no names.
    pub(super) fn table(&mut self, rows: &[Vec<String>], has_header: bool) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let row = |cells: &[String]| {
            let cells = (0..columns).map(|column| {
                let words = cells.get(column).map_or("", String::as_str);
                one_line(words).replace('|', "\\|")
            });
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let (header, body) = match rows.split_first() {
            Some((first, rest)) if has_header => (first.as_slice(), rest),
            _ => (&[] as &[String], rows),
        };
        self.gap();
        self.line_of(&row(header));
        self.line_of(&format!("|{}", " --- |".repeat(columns)));
        for cells in body {
            self.line_of(&row(cells));
        }
        self.last = Last::Line;
        self.gap();
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn line_of(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }
}

/// Words that lead to an address.
pub(super) fn link(words: &str, url: &str) -> String {
    let bare = |text: &str| text.trim_end_matches('/').to_lowercase();
    let same = [url, url.trim_start_matches("mailto:")]
        .iter()
        .any(|url| bare(url) == bare(words.trim()));
    // An address that is broken at the end of a line leads to all of itself.
    let site = bare(url.split_once("://").map_or(url, |(_, site)| site));
    let start = bare(words.trim());
    let broken = start.contains(['.', '/'])
        && [site.as_str(), site.trim_start_matches("www.")]
            .iter()
            .any(|site| {
                site.starts_with(&start) && site.len() > start.len() && start.ends_with(['-', '_', '/', '.'])
            });
    let breaks = url.contains(|sign: char| sign.is_whitespace() || matches!(sign, '(' | ')' | '<' | '>'));
    if same || breaks || url.is_empty() {
        words.to_owned()
    } else if broken {
        url.to_owned()
    } else {
        format!("[{}]({url})", words.replace(['[', ']'], ""))
    }
}

/// Keeps running text from being read as HTML.
pub(super) fn escape(words: &str) -> String {
    words.replace('<', "\\<")
}

fn one_line(words: &str) -> String {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_apart_and_short_lines_together() {
        let mut writer = Writer::default();
        writer.heading(1, "Ada\nQuill");
        writer.line("Porto");
        writer.line("ada@example.org");
        writer.item(0, "Zig");
        writer.item(1, "comptime");
        writer.line(&"word ".repeat(30));
        writer.table(
            &[vec!["a|b".to_owned(), "c".to_owned()], vec!["d".to_owned()]],
            false,
        );
        assert_eq!(
            writer.finish(),
            format!(
                "# Ada Quill\n\nPorto\nada@example.org\n\n- Zig\n  - comptime\n\n{}\n\n\
                 |  |  |\n| --- | --- |\n| a\\|b | c |\n| d |  |\n\n",
                "word ".repeat(30).trim()
            )
        );
    }

    #[test]
    fn links_say_where_they_lead_unless_their_words_do() {
        assert_eq!(
            link("GitHub", "https://github.com/a"),
            "[GitHub](https://github.com/a)"
        );
        assert_eq!(link("a@b.example", "mailto:a@b.example"), "a@b.example");
        assert_eq!(
            link("www.e.example/a-", "https://www.e.example/a-b"),
            "https://www.e.example/a-b"
        );
        assert_eq!(
            link("e.example", "https://e.example/a"),
            "[e.example](https://e.example/a)"
        );
        assert_eq!(link("x", "javascript:alert(1)"), "x");
    }
}
