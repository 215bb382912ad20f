//! Where does a text hold one of these pieces, at words' borders or not? One look at each byte, however many pieces there are.

/// Pieces of text that a rule looks for, in the rule's order.
#[derive(Debug)]
pub(super) struct Cues {
    pieces: &'static [&'static str],
    /// For each byte, the pieces that have it in the first and in the second place, as bits.
    first: [u64; 256],
    second: [u64; 256],
    /// For each byte, in which of these places any piece has it.
    either: [Either; 256],
    /// The case of ASCII letters makes no difference.
    caseless: bool,
}

/// Whether any piece has a byte in the first place, and in the second.
#[derive(Debug, Clone, Copy)]
struct Either {
    any: bool,
    first: bool,
    second: bool,
}

impl Cues {
    /// Sorts at most 64 pieces, none empty, by their first bytes, while compiling.
    pub(super) const fn new(pieces: &'static [&'static str]) -> Self {
        Self::sorted(pieces, false)
    }

    /// The same for pieces that may be written with capitals.
    pub(super) const fn caseless(pieces: &'static [&'static str]) -> Self {
        Self::sorted(pieces, true)
    }

    const fn sorted(pieces: &'static [&'static str], caseless: bool) -> Self {
        assert!(pieces.len() <= 64, "one bit a piece");
        let (mut first, mut second) = ([0; 256], [0; 256]);
        let mut index = 0;
        while index < pieces.len() {
            let piece = pieces[index].as_bytes();
            let mut byte = 0;
            while byte < 256 {
                if is_same(piece[0] as usize, byte, caseless) {
                    first[byte] |= 1 << index;
                }
                if piece.len() == 1 || is_same(piece[1] as usize, byte, caseless) {
                    second[byte] |= 1 << index;
                }
                byte += 1;
            }
            index += 1;
        }
        let nowhere = Either {
            any: false,
            first: false,
            second: false,
        };
        let (mut either, mut byte) = ([nowhere; 256], 0);
        while byte < 256 {
            either[byte] = Either {
                any: first[byte] | second[byte] != 0,
                first: first[byte] != 0,
                second: second[byte] != 0,
            };
            byte += 1;
        }
        Self {
            pieces,
            first,
            second,
            either,
            caseless,
        }
    }

    /// Returns the pieces with which a text begins, in the rule's order.
    fn beginning_of<'t>(&self, text: &'t [u8]) -> impl Iterator<Item = &'static str> + use<'t> {
        let (pieces, caseless) = (self.pieces, self.caseless);
        let fitting = |table: &[u64; 256], at: usize| {
            let byte = text.get(at).map(|byte| usize::from(*byte));
            byte.map_or(u64::MAX, |byte| table.get(byte).copied().unwrap_or_default())
        };
        let mut left = fitting(&self.first, 0) & fitting(&self.second, 1);
        let possible = std::iter::from_fn(move || {
            let index = usize::try_from(left.trailing_zeros()).ok()?;
            left &= left.wrapping_sub(1);
            pieces.get(index).copied()
        });
        possible.filter(move |piece| {
            let mut pairs = piece.bytes().zip(text);
            piece.len() <= text.len()
                && pairs.all(|(byte, own)| byte == *own || caseless && byte.eq_ignore_ascii_case(own))
        })
    }

    /// Returns the piece with which a text begins, the first in the rule's order.
    pub(super) fn begin(&self, text: &str) -> Option<&'static str> {
        let first = text.as_bytes().first()?;
        // Asked at every letter of a line, most of which begin no piece.
        let begun = self
            .first
            .get(usize::from(*first))
            .is_some_and(|pieces| *pieces != 0);
        begun.then(|| self.beginning_of(text.as_bytes()).next()).flatten()
    }

    /// Returns every piece of a text and where it stands, from left to right; they may overlap.
    pub(super) fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'static str)> + 't {
        let bytes = text.as_bytes();
        let mut next = 0;
        let starts = std::iter::from_fn(move || {
            let start = next + self.start(bytes.get(next..)?)?;
            next = start + 1;
            Some(start)
        });
        starts.flat_map(move |at| {
            let rest = bytes.get(at..).unwrap_or_default();
            self.beginning_of(rest).map(move |piece| (at, piece))
        })
    }

    /// Returns the first place where two bytes are those that a piece begins with. The inmost loop of many rules.
    ///
    /// Of any two neighboring bytes one stands at an odd place: only those are looked at, until one is of a piece.
    fn start(&self, bytes: &[u8]) -> Option<usize> {
        let fitting = |table: &[u64; 256], at: usize| {
            let byte = bytes.get(at).map(|byte| usize::from(*byte));
            byte.and_then(|byte| table.get(byte)).copied().unwrap_or_default()
        };
        let begins = |at: usize| fitting(&self.first, at) & fitting(&self.second, at + 1) != 0;
        for (index, pair) in bytes.chunks_exact(2).enumerate() {
            let either = pair.last().and_then(|odd| self.either.get(usize::from(*odd)));
            let Some(either) = either.filter(|either| either.any) else {
                continue;
            };
            let at = index * 2 + 1;
            if either.second && begins(at - 1) {
                return Some(at - 1);
            }
            if either.first && begins(at) {
                return Some(at);
            }
        }
        // Behind the last byte anything may stand: pieces of one byte do not ask, longer ones do not fit.
        let last = bytes.len().checked_sub(1)?;
        let alone = self.second.first().copied().unwrap_or_default();
        (fitting(&self.first, last) & alone != 0).then_some(last)
    }

    /// Returns the same in the rule's order, what stands first in the text first among equals.
    pub(super) fn ranked_in(&self, text: &str) -> Vec<(usize, &'static str)> {
        let mut found: Vec<_> = self.all_in(text).collect();
        found.sort_by_key(|(at, piece)| (self.pieces.iter().position(|known| known == piece), *at));
        found
    }

    /// Returns the first of these, and where it stands.
    pub(super) fn foremost_in(&self, text: &str) -> Option<(usize, &'static str)> {
        let place = |piece: &str| self.pieces.iter().position(|known| *known == piece);
        self.all_in(text).min_by_key(|(at, piece)| (place(piece), *at))
    }

    /// Says whether a text holds one of the pieces.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.all_in(text).next().is_some()
    }
}

const fn is_same(left: usize, right: usize, caseless: bool) -> bool {
    left == right || caseless && left ^ right == 0x20 && matches!(left | 0x20, 0x61..=0x7a)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    static LONG: Cues = Cues::caseless(&[
        "abba aba",
        "baba ab",
        "ab ab ab a",
        "bab a b",
        "a b a b a b a b a b a b",
    ]);
    static SHORT: Cues = Cues::new(&["b", "ab", "é", "aa b"]);

    fn looked_up_everywhere(cues: &Cues, text: &str) -> Vec<(usize, &'static str)> {
        let begins = |at: usize, piece: &&str| {
            let begin = text.as_bytes().get(at..at + piece.len());
            begin.is_some_and(|begin| {
                begin == piece.as_bytes() || cues.caseless && begin.eq_ignore_ascii_case(piece.as_bytes())
            })
        };
        let at_place = |at: usize| {
            let pieces = cues.pieces.iter().filter(move |piece| begins(at, piece));
            pieces.map(move |piece| (at, *piece))
        };
        (0..text.len()).flat_map(at_place).collect()
    }

    proptest! {
        #[test]
        fn nothing_is_skipped(text in "[ab ABé]{0,60}") {
            for cues in [&LONG, &SHORT, &CUES] {
                let found: Vec<_> = cues.all_in(&text).collect();
                prop_assert_eq!(found, looked_up_everywhere(cues, &text));
            }
        }

        #[test]
        fn nothing_is_skipped_among_words(text in "(abba aba|baba ab|ab ab ab a|bab a b|a b a b | |b|@ ){0,9}") {
            let found: Vec<_> = LONG.all_in(&text).collect();
            prop_assert_eq!(found, looked_up_everywhere(&LONG, &text));
        }
    }

    static CUES: Cues = Cues::new(&[" at ", " @ ", " @", "ex-", "é"]);

    #[test]
    fn every_piece_is_found_where_it_stands() {
        let found: Vec<_> = CUES.all_in("ex-Ada at é @ B").collect();
        assert_eq!(
            found,
            [(0, "ex-"), (6, " at "), (10, "é"), (12, " @ "), (12, " @")]
        );
        assert_eq!(
            CUES.ranked_in("ex-Ada at B at C"),
            [(6, " at "), (11, " at "), (0, "ex-")]
        );
        assert!(CUES.are_in("one @two"));
        assert!(!CUES.are_in("a tall exam"));
    }

    #[test]
    fn capitals_count_only_where_they_should() {
        static CASELESS: Cues = Cues::caseless(&["i am ", "📍"]);
        assert_eq!(
            CASELESS.all_in("I AM here 📍").collect::<Vec<_>>(),
            [(0, "i am "), (10, "📍")]
        );
        assert!(!CUES.are_in("EX-Ada"));
    }

    #[test]
    fn a_text_begins_with_the_first_that_fits() {
        assert_eq!(CUES.begin(" @ home"), Some(" @ "));
        assert_eq!(CUES.begin(" @home"), Some(" @"));
        assert_eq!(CUES.begin("home"), None);
        assert_eq!(CUES.begin(""), None);
    }
}
