//! Bold names of parts above what belongs to them in one paragraph: "**Skills**", and "Rust, Go" on the next line.

use std::ops::Range;

use super::{Block, Kind, LOWEST_HEADING, Text, slice};
use crate::extract::sections;

/// Makes headings of such names, so that the rest is a paragraph of its own.
pub(super) fn set_apart(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.iter().all(|block| label_end(block).is_none()) {
        return blocks;
    }
    let mut parted = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        match label_end(&block) {
            Some(end) => {
                let rest = split_off(&mut block, end);
                parted.extend([block, rest]);
            }
            None => parted.push(block),
        }
    }
    parted
}

/// Returns where the first line of a paragraph ends if it is the bold name of a part, and others follow.
fn label_end(block: &Block) -> Option<usize> {
    let end = block.text.breaks.first().copied()?;
    let text = block.text.as_str();
    let line = slice(text, 0..end);
    // "Education:" needs no bold type above other lines.
    let name = line
        .trim_end()
        .strip_suffix(':')
        .filter(|name| name.starts_with(char::is_uppercase));
    if block.kind == Kind::Paragraph && end + 1 < text.len() && name.is_some_and(sections::is_exact) {
        return Some(end);
    }
    let bold = block.bold.first().filter(|bold| bold.start == 0)?;
    let whole = slice(text, bold.end.min(end)..end)
        .trim_matches([':', ' '])
        .is_empty()
        && bold.end <= end;
    let named = || sections::is_exact(slice(text, 0..end).trim_end_matches([':', ' ']));
    (block.kind == Kind::Paragraph && whole && end + 1 < text.len() && named()).then_some(end)
}

/// Leaves a block its first line, as a heading, and returns what is behind the line's end.
fn split_off(block: &mut Block, end: usize) -> Block {
    let from = end + 1;
    let behind = |range: &Range<usize>| range.start >= from;
    let back = |range: Range<usize>| range.start - from..range.end - from;
    let links = block.links.iter().position(|link| behind(&link.range));
    let mut links = block.links.split_off(links.unwrap_or(block.links.len()));
    for link in &mut links {
        link.range = back(link.range.clone());
    }
    let ranges = |ranges: &mut Vec<Range<usize>>| {
        let at = ranges.iter().position(behind).unwrap_or(ranges.len());
        ranges.split_off(at).into_iter().map(back).collect()
    };
    let rest = Block {
        kind: Kind::Paragraph,
        text: block.text.split_off(end),
        links,
        images: std::mem::take(&mut block.images),
        bold: ranges(&mut block.bold),
        italic: ranges(&mut block.italic),
        struck: ranges(&mut block.struck),
        code: ranges(&mut block.code),
        apart: true,
        unfolded: false,
    };
    if block.is_bold() {
        block.kind = Kind::Heading(LOWEST_HEADING);
    }
    rest
}

impl Text {
    /// Leaves the text before the end of a line, which is one byte, and returns that behind it.
    fn split_off(&mut self, end: usize) -> Self {
        let from = end + 1;
        let pieces = self.pieces.partition_point(|piece| piece.at < from);
        let mut pieces = self.pieces.split_off(pieces);
        for piece in &mut pieces {
            piece.at -= from;
        }
        let breaks = self.breaks.partition_point(|at| *at < from);
        let breaks = self.breaks.split_off(breaks).into_iter().map(|at| at - from);
        let rest = Self {
            string: slice(&self.string, from..self.string.len()).to_owned(),
            pieces,
            breaks: breaks.collect(),
        };
        self.string.truncate(end);
        self.pieces.retain(|piece| piece.at < end);
        self.breaks.clear();
        rest
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Format;
    use crate::extract::document::{Document, Kind};

    /// The blocks of a text, headings with a sign.
    fn read(text: &str) -> Vec<String> {
        let document = Document::parse(text, Format::Markdown);
        let blocks = document.blocks.iter().map(|block| match block.kind {
            Kind::Heading(_) => format!("# {}", block.text.as_str()),
            _ => block.text.as_str().to_owned(),
        });
        blocks.collect()
    }

    #[test]
    fn a_bold_name_of_a_part_heads_the_rest_of_its_paragraph() {
        assert_eq!(
            read("**Certificates**  \nOdd Looms, **2019**  \nVintrel [Dyes](https://v.example)\n"),
            ["# Certificates", "Odd Looms, 2019\nVintrel Dyes"]
        );
        assert_eq!(read("**Education:**\nLumora\n"), ["# Education:", "Lumora"]);
        for whole in ["**Lumoraq**  \nOslo", "**Skills** Rust", "Skills  \nRust"] {
            assert_eq!(read(whole).len(), 1, "{whole}");
        }
    }

    #[test]
    fn what_is_set_apart_still_knows_its_source() {
        let text = "**Skills**  \nRust and **Loom**\n";
        let document = Document::parse(text, Format::Markdown);
        let rest = &document.blocks[1];
        let source = |range| text.get(rest.text.span(&range));
        assert_eq!(source(0..4), Some("Rust"));
        assert_eq!(source(rest.bold[0].clone()), Some("Loom"));
    }
}
