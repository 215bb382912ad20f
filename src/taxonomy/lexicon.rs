//! What do the words at this place stand for? Folded names, the longest first, for the price of one look at most words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::fold::{Folded, hashes};

/// How many kinds of beginnings are told apart: many times the names of a vocabulary.
const KINDS: usize = 1 << 16;

/// The most words of a name that is found inside a text.
const MOST_WORDS: usize = 8;

/// Folded names and what each stands for.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    names: FxHashMap<Box<str>, T>,
    /// For each kind of beginning, how many words the names have that begin so, as bits. Names of one word are listed
    /// under it, longer ones under their first two: most words of a text begin none, and need no look among the names.
    lengths: Box<[u8]>,
}

/// The bit of names of one word.
const ALONE: u8 = 1;

impl<T> FromIterator<(String, T)> for Lexicon<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(names: I) -> Self {
        let mut lengths = vec![0; KINDS].into_boxed_slice();
        let names = names.into_iter().map(|(name, meaning)| {
            let words: Vec<u32> = hashes(&name).collect();
            let kind = match words.as_slice() {
                [first, second, ..] => of_two(*first, *second),
                [only] => of_one(*only),
                [] => KINDS,
            };
            if let Some(lengths) = lengths.get_mut(kind).filter(|_| words.len() <= MOST_WORDS) {
                *lengths |= 1 << (words.len() - 1);
            }
            (name.into_boxed_str(), meaning)
        });
        Self {
            names: names.collect(),
            lengths,
        }
    }
}

/// The kind of a beginning of one word.
fn of_one(word: u32) -> usize {
    word as usize % KINDS
}

/// The kind of a beginning of two words.
fn of_two(first: u32, second: u32) -> usize {
    of_one(first.rotate_left(5) ^ second)
}

impl<T> Lexicon<T> {
    pub(super) fn get(&self, key: &str) -> Option<&T> {
        self.names.get(key)
    }

    /// Finds the longest name of some lengths, given as bits, that begins at a word of a text, and the words that it takes up.
    fn longest_at(&self, mut lengths: u8, folded: &Folded<'_>, word: usize) -> Option<(&T, Range<usize>)> {
        while let Some(longest) = lengths.checked_ilog2() {
            let words = word..word + longest as usize + 1;
            if let Some(meaning) = self.names.get(folded.form_of(words.clone())) {
                return Some((meaning, words));
            }
            lengths &= !(1 << longest);
        }
        None
    }

    /// Returns how many words a name can have that begins at a word of a text, as bits.
    #[inline]
    fn lengths_at(&self, folded: &Folded<'_>, word: usize) -> u8 {
        let hash = |word: usize| folded.words.get(word).map(|word| word.hash);
        let lengths = |kind: usize| self.lengths.get(kind).copied().unwrap_or_default();
        let Some(first) = hash(word) else { return 0 };
        let longer = hash(word + 1).map_or(0, |second| lengths(of_two(first, second)));
        lengths(of_one(first)) & ALONE | longer & !ALONE
    }

    /// Finds every name in a text: leftmost, longest, none inside another.
    pub(super) fn all_in<'l>(&'l self, folded: &Folded<'_>) -> impl Iterator<Item = (&'l T, Range<usize>)> {
        let mut word = 0;
        std::iter::from_fn(move || {
            while word < folded.words.len() {
                // Most words begin no name.
                let lengths = self.lengths_at(folded, word);
                if lengths != 0
                    && let Some((meaning, words)) = self.longest_at(lengths, folded, word)
                {
                    word = words.end;
                    return Some((meaning, words));
                }
                word += 1;
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::fold::{fold, key};

    fn found(names: &[&'static str], text: &str) -> Vec<(&'static str, Range<usize>)> {
        let lexicon: Lexicon<&str> = names.iter().map(|name| (key(name), *name)).collect();
        let folded = fold(text);
        lexicon
            .all_in(&folded)
            .map(|(name, words)| (*name, words))
            .collect()
    }

    #[test]
    fn the_longest_name_that_begins_first_is_found() {
        let names = ["data", "data science", "science", "state of the art", "node.js"];
        assert_eq!(
            found(&names, "Data science, data; science in the state of Node.js"),
            [
                ("data science", 0..2),
                ("data", 2..3),
                ("science", 3..4),
                ("node.js", 8..10),
            ]
        );
        assert_eq!(found(&names, "State-of-the-art"), [("state of the art", 0..4)]);
        assert_eq!(found(&names, "state, of the art"), []);
    }

    #[test]
    fn a_name_of_too_many_words_is_known_only_as_a_whole() {
        let name = "one two three four five six seven eight nine";
        assert_eq!(found(&[name, "two"], name), [("two", 1..2)]);
        let lexicon: Lexicon<()> = [(key(name), ())].into_iter().collect();
        assert!(lexicon.get(&key(name)).is_some());
    }
}
