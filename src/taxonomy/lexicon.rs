//! What do the words at this place stand for? Folded names, the longest first, for the price of one look at most words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::fold::{Folded, words_of};

/// How many kinds of first words are told apart, by the lowest bits of their hashes: many times those of a vocabulary.
const KINDS: usize = 1 << 16;

/// The most words of a name that is found inside a text.
const MOST_WORDS: usize = 16;

/// Folded names and what each stands for.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    names: FxHashMap<Box<str>, T>,
    /// For each kind of first word, the lengths of the names that begin with it, as bits: most words begin none.
    lengths: Box<[u16]>,
}

impl<T> FromIterator<(String, T)> for Lexicon<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(names: I) -> Self {
        let mut lengths = vec![0; KINDS].into_boxed_slice();
        let names = names.into_iter().map(|(name, meaning)| {
            if let Some((first, words)) = words_of(&name).filter(|(_, words)| *words <= MOST_WORDS)
                && let Some(lengths) = lengths.get_mut(kind(first))
            {
                *lengths |= 1 << (words - 1);
            }
            (name.into_boxed_str(), meaning)
        });
        Self {
            names: names.collect(),
            lengths,
        }
    }
}

fn kind(hash: u32) -> usize {
    hash as usize % KINDS
}

impl<T> Lexicon<T> {
    pub(super) fn get(&self, key: &str) -> Option<&T> {
        self.names.get(key)
    }

    /// Finds the longest name that begins at a word of a text, and the words that it takes up.
    pub(super) fn longest_at(&self, folded: &Folded<'_>, word: usize) -> Option<(&T, Range<usize>)> {
        let first = folded.words.get(word)?;
        let mut lengths = *self.lengths.get(kind(first.hash))?;
        while let Some(longest) = lengths.checked_ilog2() {
            let words = word..word + longest as usize + 1;
            if let Some(meaning) = self.names.get(folded.form_of(words.clone())) {
                return Some((meaning, words));
            }
            lengths &= !(1 << longest);
        }
        None
    }

    /// Finds every name in a text: leftmost, longest, none inside another.
    pub(super) fn all_in<'l>(&'l self, folded: &Folded<'_>) -> impl Iterator<Item = (&'l T, Range<usize>)> {
        let mut word = 0;
        std::iter::from_fn(move || {
            while word < folded.words.len() {
                if let Some((meaning, words)) = self.longest_at(folded, word) {
                    word = words.end;
                    return Some((meaning, words));
                }
                word += 1;
            }
            None
        })
    }
}
