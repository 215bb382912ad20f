//! Which of these words and phrases does a text hold? Whole words only, one look at each word however many phrases there are.

use std::collections::HashMap;

use super::sections::fold;

/// Words and short phrases, and what each stands for.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    /// By their first words.
    by_word: HashMap<Box<str>, Vec<(Box<str>, T)>>,
    /// For each first byte, the lengths of first words as bits: most words of a text need no look-up.
    lengths: [u64; 256],
}

impl<T: Copy> Phrases<T> {
    /// Folds phrases, and remembers what each stands for.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut by_word: HashMap<Box<str>, Vec<(Box<str>, T)>> = HashMap::new();
        let mut lengths = [0; 256];
        for (phrase, meaning) in phrases {
            let phrase = fold(phrase);
            let first = first_word(&phrase);
            if let Some((lengths, bit)) = first_byte(first)
                .and_then(|byte| lengths.get_mut(byte))
                .zip(bit(first))
            {
                *lengths |= bit;
            }
            let known = by_word.entry(first.into()).or_default();
            known.push((phrase.into(), meaning));
        }
        Self { by_word, lengths }
    }

    /// Returns what the phrases of a folded text stand for, from left to right.
    pub(super) fn found<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = T> + 't {
        let blanks = folded.match_indices(' ').map(|(at, _)| at + 1);
        let rests = std::iter::once(0).chain(blanks).filter_map(|at| folded.get(at..));
        rests.flat_map(|rest| {
            let begins = |phrase: &str| {
                rest.strip_prefix(phrase)
                    .is_some_and(|after| after.is_empty() || after.starts_with(' '))
            };
            let phrases = self.beginning_with(first_word(rest)).iter();
            phrases
                .filter(move |(phrase, _)| begins(phrase))
                .map(|(_, meaning)| *meaning)
        })
    }

    /// Says whether a folded text holds one of the phrases.
    pub(super) fn is_in(&self, folded: &str) -> bool {
        self.found(folded).next().is_some()
    }

    fn beginning_with(&self, word: &str) -> &[(Box<str>, T)] {
        let lengths = first_byte(word).and_then(|byte| self.lengths.get(byte));
        let possible = lengths
            .zip(bit(word))
            .is_some_and(|(lengths, bit)| lengths & bit != 0);
        possible
            .then(|| self.by_word.get(word))
            .flatten()
            .map_or(&[], Vec::as_slice)
    }
}

fn first_word(text: &str) -> &str {
    text.split_once(' ').map_or(text, |(word, _)| word)
}

fn first_byte(word: &str) -> Option<usize> {
    word.bytes().next().map(usize::from)
}

/// The bit of a word's length; `None` where no phrase has so long a word.
fn bit(word: &str) -> Option<u64> {
    u32::try_from(word.len())
        .ok()
        .and_then(|length| 1_u64.checked_shl(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_whole_words_from_left_to_right() {
        let phrases = Phrases::new([("machine learning", 1), ("machine", 2), ("École", 3), ("ai", 4)]);
        let found = |text: &str| phrases.found(&fold(text)).collect::<Vec<_>>();
        assert_eq!(found("AI & Machine Learning"), [4, 1, 2]);
        assert_eq!(found("ecole, machines: maintained"), [3]);
        assert!(found("").is_empty());
        assert!(phrases.is_in("machine"));
        assert!(!phrases.is_in("learning"));
    }
}
