//! How much of an import becomes searchable at a time.

use std::ops::RangeInclusive;
use std::sync::Arc;

use tokio::sync::Notify;

/// How many texts a piece has. An engine does few large ones with less work than many small ones.
const TEXTS: RangeInclusive<usize> = 1_024..=4_000;

/// Of how many pieces an import is made, unless they were too small or too large: until the engine has the first one it has nothing
/// to do.
const PIECES: usize = 25;

/// Which part of what is left a piece is at most: while the engine has the last one, the other cores have nothing to do.
const PART: usize = 4;

/// How many bytes of profiles are kept in memory until they are searchable: those of the largest piece, and of some more that are
/// stored while it is handed over.
pub(super) const PIECE_BYTES: usize = 64 << 20;

/// Tells when the next piece of an import is complete.
#[derive(Debug)]
pub(super) struct Pieces {
    /// How many texts one has at most.
    most: usize,
    /// How many the next one has.
    stored: usize,
    /// How many are not stored yet.
    left: usize,
    pub(super) complete: Arc<Notify>,
}

impl Pieces {
    /// Parts an import of so many texts.
    pub(super) fn of(all: usize) -> Self {
        Self {
            most: (all / PIECES).clamp(*TEXTS.start(), *TEXTS.end()),
            stored: 0,
            left: all,
            complete: Arc::default(),
        }
    }

    /// Adds texts that were stored.
    pub(super) fn add(&mut self, texts: usize) {
        self.stored += texts;
        self.left = self.left.saturating_sub(texts);
        if self.stored >= (self.left / PART).clamp(*TEXTS.start(), self.most) {
            self.stored = 0;
            self.complete.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    /// After which of the texts of an import a piece is complete.
    fn ends(all: usize) -> Vec<usize> {
        let mut pieces = Pieces::of(all);
        (1..=all)
            .filter(|_| {
                pieces.add(1);
                pieces.complete.notified().now_or_never().is_some()
            })
            .collect()
    }

    #[test]
    fn a_piece_is_a_small_part_of_a_large_import() {
        let first = [100, 10_000, 50_000, 500_000].map(|all| ends(all).first().copied());
        assert_eq!(first, [None, Some(1_024), Some(2_000), Some(4_000)]);
    }

    #[test]
    fn pieces_are_as_large_until_little_is_left() {
        let ends = ends(100_000);
        let sizes: Vec<_> = ends.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let (many, last) = sizes.split_at(20);
        assert!(many.iter().all(|size| *size == 4_000), "{sizes:?}");
        assert_eq!(
            last,
            [
                3_200, 2_560, 2_048, 1_638, 1_311, 1_048, 1_024, 1_024, 1_024, 1_024
            ]
        );
    }
}
