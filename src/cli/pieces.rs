//! How much of an import becomes searchable at a time.

use std::ops::RangeInclusive;
use std::sync::Arc;

use tokio::sync::Notify;

/// How many texts a piece has. An engine does few large ones with less work than many small ones.
const TEXTS: RangeInclusive<usize> = 1_024..=4_096;

/// Of how many pieces an import is made, unless they were too small or too large: while the engine has the last one, the other
/// cores have nothing to do.
const PIECES: usize = 25;

/// How many bytes of profiles are kept in memory until they are searchable: those of the largest piece, and of some more that are
/// stored while it is handed over.
pub(super) const PIECE_BYTES: usize = 64 << 20;

/// Tells when the next piece of an import is complete.
#[derive(Debug)]
pub(super) struct Pieces {
    /// How many texts one has at least.
    texts: usize,
    /// How many the next one has.
    stored: usize,
    pub(super) complete: Arc<Notify>,
}

impl Pieces {
    /// Parts an import of so many texts.
    pub(super) fn of(all: usize) -> Self {
        Self {
            texts: (all / PIECES).clamp(*TEXTS.start(), *TEXTS.end()),
            stored: 0,
            complete: Arc::default(),
        }
    }

    /// Adds texts that were stored.
    pub(super) fn add(&mut self, texts: usize) {
        self.stored += texts;
        if self.stored >= self.texts {
            self.stored = 0;
            self.complete.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    /// After how many texts of an import the first piece is complete.
    fn first(all: usize) -> Option<usize> {
        let mut pieces = Pieces::of(all);
        (1..=all).find(|_| {
            pieces.add(1);
            pieces.complete.notified().now_or_never().is_some()
        })
    }

    #[test]
    fn a_piece_is_a_small_part_of_a_large_import() {
        let found = [100, 10_000, 50_000, 500_000].map(first);
        assert_eq!(found, [None, Some(1_024), Some(2_000), Some(4_096)]);
    }

    #[test]
    fn each_piece_is_as_large() {
        let mut pieces = Pieces::of(10_000);
        let complete: Vec<_> = (0..8)
            .filter(|_| {
                pieces.add(256);
                pieces.complete.notified().now_or_never().is_some()
            })
            .collect();
        assert_eq!(complete, [3, 7]);
    }
}
