//! What does this one word stand for? Lists of words in any case, most others told apart by their ends.

/// Words, lower case, and what each stands for.
#[derive(Debug)]
pub(super) struct WordList<T> {
    /// Sorted by the words' shapes.
    meanings: Vec<(&'static str, T)>,
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
    pub(super) fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut meanings: Vec<_> = words.into_iter().collect();
        meanings.sort_by_key(|(word, _)| (shape(word), *word));
        meanings.dedup_by_key(|(word, _)| *word);
        let mut shapes = Shapes::default();
        for (word, _) in &meanings {
            shapes.insert(word);
        }
        Self { meanings, shapes }
    }

    /// Looks a word up, however it is capitalized.
    pub(super) fn get(&self, word: &str) -> Option<T> {
        if !word.is_ascii() {
            return self.find(&word.to_lowercase());
        }
        self.shapes.may_hold(word).then(|| self.find(word)).flatten()
    }

    fn find(&self, word: &str) -> Option<T> {
        let shape_of_word = shape(word);
        let first = self
            .meanings
            .partition_point(|(known, _)| shape(known) < shape_of_word);
        let mut alike = self
            .meanings
            .iter()
            .skip(first)
            .take_while(|(known, _)| shape(known) == shape_of_word);
        let (_, meaning) = alike.find(|(known, _)| known.eq_ignore_ascii_case(word))?;
        Some(*meaning)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

/// What words are sorted by: most of a length begin with other letters.
fn shape(word: &str) -> (usize, u8) {
    let first = word.bytes().next().unwrap_or_default();
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
    pub(super) fn may_hold(&self, word: &str) -> bool {
        let (Some((first, last)), Some(bit)) = (ends(word), bit(word)) else {
            return false;
        };
        let of = |lengths: &[u64; 256], byte: usize| lengths.get(byte).copied().unwrap_or_default();
        of(&self.first, first) & of(&self.last, last) & bit != 0
    }
}

/// The first and the last byte of a word in lower case.
fn ends(word: &str) -> Option<(usize, usize)> {
    let index = |byte: &u8| usize::from(byte.to_ascii_lowercase());
    let bytes = word.as_bytes();
    Some((index(bytes.first()?), index(bytes.last()?)))
}

/// The bit of a word's length; words of more than 63 bytes share the last.
fn bit(word: &str) -> Option<u64> {
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
