//! What does this one word stand for? Lists of words in any case, most others told apart by their ends.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

/// The length of a word and its first byte in lower case: most of a length begin with other letters.
type Shape = (usize, u8);

/// A word in lower case and what it stands for.
type Meaning<T> = (Cow<'static, str>, T);

/// Words and what each stands for.
#[derive(Debug)]
pub(super) struct WordList<T> {
    by_shape: FxHashMap<Shape, Vec<Meaning<T>>>,
    shapes: Shapes,
}

impl WordList<()> {
    /// Collects words that all stand for the same.
    pub(super) fn of(words: &'static [&'static str]) -> Self {
        Self::new(words.iter().map(|word| (*word, ())))
    }
}

impl<T: Copy> WordList<T> {
    /// Collects words; the first of two equal ones counts.
    pub(super) fn new<W: Into<Cow<'static, str>>>(words: impl IntoIterator<Item = (W, T)>) -> Self {
        let mut by_shape: FxHashMap<_, Vec<_>> = FxHashMap::default();
        let mut shapes = Shapes::default();
        for (word, meaning) in words {
            let word = word.into();
            shapes.insert(&word);
            let alike = by_shape.entry(shape(word.as_bytes())).or_default();
            alike.push((word, meaning));
        }
        Self { by_shape, shapes }
    }

    /// Looks a word up, however it is capitalized.
    pub(super) fn get(&self, word: &str) -> Option<T> {
        if word.is_ascii() {
            self.find(word.as_bytes())
        } else {
            self.find(word.to_lowercase().as_bytes())
        }
    }

    /// Looks a word up whose letters are ASCII in any case, or of other scripts in lower case.
    fn find(&self, word: &[u8]) -> Option<T> {
        if !self.shapes.may_hold(word) {
            return None;
        }
        let mut alike = self.by_shape.get(&shape(word))?.iter();
        let (_, meaning) = alike.find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(word))?;
        Some(*meaning)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// The same as [`Self::has`] for a word of ASCII letters.
    pub(super) fn has_plain(&self, word: &[u8]) -> bool {
        self.find(word).is_some()
    }
}

fn shape(word: &[u8]) -> Shape {
    let first = word.first().copied().unwrap_or_default();
    (word.len(), first.to_ascii_lowercase())
}

/// First letters, last letters and lengths of words: most words of a text share none and need no look-up.
#[derive(Debug)]
pub(super) struct Shapes {
    /// For each first byte, the lengths as bits.
    first: [u64; 256],
    /// The same for each last byte.
    last: [u64; 256],
}

impl Default for Shapes {
    fn default() -> Self {
        Self {
            first: [0; 256],
            last: [0; 256],
        }
    }
}

impl Shapes {
    pub(super) fn insert(&mut self, word: &str) {
        let word = word.as_bytes();
        let (Some((first, last)), Some(bit)) = (ends(word), bit(word)) else {
            return;
        };
        for (lengths, byte) in [(&mut self.first, first), (&mut self.last, last)] {
            if let Some(lengths) = lengths.get_mut(byte) {
                *lengths |= bit;
            }
        }
    }

    /// Says whether a word may be among those inserted, ASCII letters in any case.
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        let (Some((first, last)), Some(bit)) = (ends(word), bit(word)) else {
            return false;
        };
        let of = |lengths: &[u64; 256], byte: usize| lengths.get(byte).copied().unwrap_or_default();
        of(&self.first, first) & of(&self.last, last) & bit != 0
    }
}

/// The first and the last byte of a word in lower case.
fn ends(word: &[u8]) -> Option<(usize, usize)> {
    let index = |byte: &u8| usize::from(byte.to_ascii_lowercase());
    Some((index(word.first()?), index(word.last()?)))
}

/// The bit of a word's length; words of more than 63 bytes share the last.
fn bit(word: &[u8]) -> Option<u64> {
    1_u64.checked_shl(u32::try_from(word.len().min(63)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case() {
        let long = "x".repeat(80).leak();
        let list = WordList::new([("may", 1), ("märz", 2), ("may", 3), (long, 4)]);
        assert_eq!(
            [list.get("May"), list.get("MÄRZ"), list.get(long)],
            [Some(1), Some(2), Some(4)]
        );
        assert_eq!([list.get("mar"), list.get("maybe"), list.get("")], [None; 3]);
    }
}
