//! Texts of other forms that are written anew as Markdown: every word keeps its place in the source.

use std::ops::Range;

use super::{Block, markdown, slice};

/// The Markdown, and where in the source its words stand.
#[derive(Default)]
pub(super) struct Anew<'t> {
    pub(super) source: &'t str,
    pub(super) text: String,
    /// Where a copied piece stands in the Markdown, and where in the source.
    copied: Vec<(usize, Range<usize>)>,
}

impl<'t> Anew<'t> {
    pub(super) fn of(source: &'t str) -> Self {
        Self {
            source,
            ..Self::default()
        }
    }

    /// Reads what has been written.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut blocks = markdown::blocks(&self.text);
        for block in &mut blocks {
            self.restore(block);
        }
        blocks
    }

    pub(super) fn copy(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.copied.push((self.text.len(), range.clone()));
            self.text.push_str(slice(self.source, range));
        }
    }

    /// Gives a block the places that its words have in the source.
    fn restore(&self, block: &mut Block) {
        let text = &mut block.text;
        let ends = text.pieces.iter().skip(1).map(|piece| piece.at);
        let ends: Vec<usize> = ends.chain([text.string.len()]).collect();
        for (piece, end) in text.pieces.iter_mut().zip(ends) {
            let place = self.place(&piece.source);
            piece.exact &= slice(self.source, place.clone()) == slice(&text.string, piece.at..end);
            piece.source = place;
        }
        for link in &mut block.links {
            link.span = self.place(&link.span);
        }
        for image in &mut block.images {
            image.span = self.place(&image.span);
        }
    }

    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let near = |offset: usize, is_end: bool| {
            let reached = |(at, _): &(usize, Range<usize>)| if is_end { *at < offset } else { *at <= offset };
            let index = self.copied.partition_point(reached).saturating_sub(1);
            let piece = self.copied.get(index);
            piece.map_or(0, |(at, source)| {
                (source.start + offset.saturating_sub(*at)).min(source.end)
            })
        };
        let start = near(range.start, false);
        start..near(range.end, true).max(start)
    }
}
