//! What do the words at this place stand for? Folded names, the longest first, for the price of one look at most words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::fold::{Folded, words_of};

/// Folded names and what each stands for.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    names: FxHashMap<Box<str>, T>,
    /// The most words of the names that begin with a word, by the word's hash: most words of a text begin none.
    longest: FxHashMap<u64, usize>,
}

impl<T> FromIterator<(String, T)> for Lexicon<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(names: I) -> Self {
        let mut longest: FxHashMap<u64, usize> = FxHashMap::default();
        let names = names.into_iter().map(|(name, meaning)| {
            if let Some((first, words)) = words_of(&name) {
                let longest = longest.entry(first).or_default();
                *longest = words.max(*longest);
            }
            (name.into_boxed_str(), meaning)
        });
        Self {
            names: names.collect(),
            longest,
        }
    }
}

impl<T> Lexicon<T> {
    pub(super) fn get(&self, key: &str) -> Option<&T> {
        self.names.get(key)
    }

    /// Finds the longest name that begins at a word of a text, and the words that it takes up.
    pub(super) fn longest_at(&self, folded: &Folded<'_>, word: usize) -> Option<(&T, Range<usize>)> {
        let first = folded.words.get(word)?;
        let most = *self.longest.get(&first.hash)?;
        (1..=most)
            .rev()
            .map(|length| word..word + length)
            .find_map(|words| Some((self.names.get(folded.form_of(words.clone()))?, words)))
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
