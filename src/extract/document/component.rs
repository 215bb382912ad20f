//! Components of a page: `<Skill name="Kafka" />`, `<List items={["Go", "Rust"]} />`. Readers of the page see what their attributes say.

use std::ops::Range;

use super::builder::Builder;
use super::html::Tag;
use super::{Kind, slice};
use crate::extract::sections;

/// Keys of what a component looks like and leads to, in lower case.
const SILENT: &[&str] = &[
    "alt",
    "align",
    "as",
    "bg",
    "class",
    "classname",
    "color",
    "colour",
    "direction",
    "fill",
    "height",
    "href",
    "icon",
    "id",
    "image",
    "img",
    "justify",
    "key",
    "lang",
    "layout",
    "link",
    "logo",
    "margin",
    "mode",
    "path",
    "rel",
    "size",
    "slug",
    "src",
    "style",
    "target",
    "theme",
    "to_url",
    "type",
    "url",
    "variant",
    "width",
];

/// A piece of a component's attributes.
enum Piece {
    Key(Range<usize>),
    Words(Range<usize>),
    /// A list or an object begins or ends.
    Edge,
}

/// Says whether a tag is a component's: its name begins as no element's does, and is no element in capitals.
pub(super) fn is_component(tag: &Tag<'_>) -> bool {
    tag.name.starts_with(|letter: char| letter.is_ascii_uppercase())
        && tag.name.contains(|letter: char| letter.is_ascii_lowercase())
}

/// Takes in what the attributes of a component say: a single word as it is, facts with their keys, lists as lists.
pub(super) fn read(builder: &mut Builder, tag: &Tag<'_>) {
    let (text, start) = tag.arguments();
    let pieces = pieces(text);
    let mut words = pieces.iter().filter_map(|piece| match piece {
        Piece::Words(range) => Some(range),
        _ => None,
    });
    let mut lines = Lines { builder, text, start };
    match (words.next(), words.next()) {
        (Some(only), None) => lines.single(only),
        (Some(_), Some(_)) => lines.all(&pieces),
        (None, _) => {}
    }
}

/// Writes pieces of a component's attributes as the lines of a document.
struct Lines<'b, 't> {
    builder: &'b mut Builder,
    text: &'t str,
    /// Where the attributes begin in the source.
    start: usize,
}

impl Lines<'_, '_> {
    fn push(&mut self, range: &Range<usize>) {
        let source = self.start + range.start..self.start + range.end;
        self.builder.text(slice(self.text, range.clone()), source, true);
    }

    fn sign(&mut self, sign: &str, at: usize) {
        self.builder.text(sign, self.start + at..self.start + at, false);
    }

    /// The name of a part heads what follows; other words go on in a sentence, or are an item.
    fn single(&mut self, words: &Range<usize>) {
        if self.builder.is_between_words() {
            self.sign(" ", words.start);
            self.push(words);
            self.sign(" ", words.end);
            return;
        }
        let heads = sections::is_exact(slice(self.text, words.clone()));
        self.builder
            .start(if heads { Kind::Heading(2) } else { Kind::Item(0) });
        self.push(words);
        self.builder.end();
    }

    fn all(&mut self, pieces: &[Piece]) {
        self.builder.end();
        let mut key = None;
        for piece in pieces {
            match piece {
                Piece::Key(range) => key = Some(range),
                Piece::Words(range) => {
                    if let Some(key) = key.take() {
                        self.fact(key, Some(range));
                    } else {
                        self.builder.start(Kind::Item(0));
                        self.push(range);
                        self.builder.end();
                    }
                }
                Piece::Edge => {
                    // A key in quotes is written for readers: "Tech stack": […].
                    let label = key.take().filter(|key| self.is_quoted(key));
                    if let Some(label) = label {
                        self.fact(label, None);
                    }
                    self.builder.end();
                }
            }
        }
        self.builder.end();
    }

    fn is_quoted(&self, key: &Range<usize>) -> bool {
        slice(self.text, 0..key.start).ends_with(['"', '\''])
    }

    /// A line of the open thing: its key, and the words for it if there are any.
    fn fact(&mut self, key: &Range<usize>, words: Option<&Range<usize>>) {
        self.builder
            .line_break(true, self.start + key.start..self.start + key.start);
        self.push(key);
        self.sign(": ", key.end);
        if let Some(words) = words {
            self.push(words);
        }
    }
}

/// Cuts attributes into keys, words, and the edges of lists and objects; what only says how they look is left out.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut silent = false;
    let mut depth = 0_usize;
    while let Some(letter) = slice(text, at..text.len()).chars().next() {
        let begin = at;
        at += letter.len_utf8();
        let rest = slice(text, at..text.len());
        let range = match letter {
            '{' | '[' => {
                // The outermost braces only hold a value.
                pieces.extend((depth > 0).then_some(Piece::Edge));
                depth += 1;
                continue;
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                pieces.extend((depth > 0).then_some(Piece::Edge));
                continue;
            }
            '"' | '\'' | '`' => {
                let length = end_of_string(rest, letter);
                at += length + 1;
                begin + 1..begin + 1 + length
            }
            _ if letter.is_alphanumeric() || matches!(letter, '_' | '$') => {
                let ends = |letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '$' | '-'));
                at += rest.find(ends).unwrap_or(rest.len());
                begin..at
            }
            _ => continue,
        };
        let behind = slice(text, at.min(text.len())..text.len()).trim_start();
        let word = slice(text, range.clone());
        let quoted = range.start > begin;
        if behind.starts_with(':') || !quoted && behind.starts_with('=') {
            silent = is_silent(word);
            pieces.push(Piece::Key(range));
        } else if !silent && (quoted && is_readable(word) || is_year(word)) {
            pieces.push(Piece::Words(range));
        }
    }
    pieces
}

/// Returns how long a string is up to the quote that ends it.
fn end_of_string(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = rest.char_indices().find(|(_, letter)| {
        let ends = *letter == quote && !escaped;
        escaped = *letter == '\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |(end, _)| end)
}

fn is_silent(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    SILENT.contains(&key.as_str()) || key.starts_with("data-") || key.starts_with("aria-")
}

/// Addresses and what is computed are not for readers.
fn is_readable(words: &str) -> bool {
    let address =
        words.starts_with(['/', '.', '#', '@', '$']) || words.contains("://") || words.contains("${");
    !address && words.contains(char::is_alphanumeric)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::extract::Format;
    use crate::extract::document::tests::check;

    #[test]
    fn attributes_of_components_are_read() {
        check(
            "<Skill name=\"Kafka\" level={4} />\n<Skill name=\"Flink\" />\n",
            Format::Markdown,
            &["Item(0): Kafka", "Item(0): Flink"],
        );
        check(
            "<Part title=\"Experience\">\n<Job company=\"Orvik\" title='Weaver' from={2019} className=\"wide\" />\n</Part>\n",
            Format::Markdown,
            &[
                "Heading(2): Experience",
                "Paragraph: company: Orvik\ntitle: Weaver\nfrom: 2019",
            ],
        );
        check(
            "I weave with <Tool name=\"Kafka\" /> daily.",
            Format::Markdown,
            &["Paragraph: I weave with  Kafka  daily."],
        );
    }

    #[test]
    fn lists_in_components_are_lists() {
        check(
            "<Box>\n<More lists={{\n  \"Tools\": [\n    \"Kafka (queues > logs)\",\n    \"Flink\"],\n  \"Rest\": [\"Looms\"]\n}} />\n</Box>\n",
            Format::Markdown,
            &[
                "Paragraph: Tools: ",
                "Item(0): Kafka (queues > logs)",
                "Item(0): Flink",
                "Paragraph: Rest: ",
                "Item(0): Looms",
            ],
        );
        check(
            "<Box>\n<Jobs of={[{ company: \"Orvik\", year: 2019, url: \"/orvik\" }, { company: \"Belmora\", year: 2021 }]} />\n</Box>",
            Format::Markdown,
            &[
                "Paragraph: company: Orvik\nyear: 2019",
                "Paragraph: company: Belmora\nyear: 2021",
            ],
        );
    }

    #[test]
    fn what_only_looks_like_a_component_says_nothing() {
        check(
            "<Font color=\"red\" size=\"4\">Go</Font>",
            Format::Markdown,
            &["Paragraph: Go"],
        );
        check("<P ALIGN=\"center\">Go</P>", Format::Markdown, &["Paragraph: Go"]);
        check("<Logo src=\"/kafka.png\" href={home} />", Format::Markdown, &[]);
    }
}
