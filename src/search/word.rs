//! When does a word of a text match a word of a query?

use super::token::{Token, words};
use std::ops::Range;

/// How well a word of a text matches, from the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    Exact,
    Prefix,
    Typo,
}

/// The letters from which one and two typos are forgiven.
const ONE_TYPO: usize = 5;
const TWO_TYPOS: usize = 9;

/// Returns how many typos are forgiven in `word`; none where it holds a digit.
pub(super) fn typos_forgiven(word: &str) -> u8 {
    let letters = word.chars().count();
    if word.chars().any(char::is_numeric) {
        return 0;
    }
    u8::from(letters >= ONE_TYPO) + u8::from(letters >= TWO_TYPOS)
}

/// A word that is looked for; a word of a text may be longer when `prefix`.
#[derive(Debug)]
pub(super) struct Sought<'w> {
    word: &'w str,
    prefix: bool,
    letters: Vec<char>,
    forgiven: usize,
}

impl<'w> Sought<'w> {
    pub(super) fn new(word: &'w str, prefix: bool) -> Self {
        Self {
            word,
            prefix,
            letters: word.chars().collect(),
            forgiven: typos_forgiven(word).into(),
        }
    }

    /// Says how `token` matches.
    pub(super) fn fit(&self, token: &str) -> Option<Fit> {
        if token == self.word {
            return Some(Fit::Exact);
        }
        if self.prefix && token.starts_with(self.word) {
            return Some(Fit::Prefix);
        }
        let same_start = self.letters.first().copied() == token.chars().next();
        // A typo in the first letter counts as two.
        let left = self.forgiven.checked_sub(usize::from(!same_start))?;
        (left > 0 && self.distance(token, left) <= left).then_some(Fit::Typo)
    }

    /// Counts the typos in `token` (or its best beginning): letters left out, put in, exchanged, or swapped with their
    /// neighbor; gives up above `most`.
    fn distance(&self, token: &str, most: usize) -> usize {
        let word = &self.letters;
        let token: Vec<char> = token.chars().collect();
        if token.len() + most < word.len() || (!self.prefix && word.len() + most < token.len()) {
            return most + 1;
        }
        // Row by row over the token's letters; a swap looks two rows back.
        let mut before: Vec<usize> = Vec::new();
        let mut last: Vec<usize> = (0..=word.len()).collect();
        let mut best = last[word.len()];
        for (row, letter) in token.iter().enumerate() {
            let mut next = vec![row + 1];
            for (column, expected) in word.iter().enumerate() {
                let exchanged = last[column] + usize::from(letter != expected);
                let mut cost = exchanged.min(last[column + 1] + 1).min(next[column] + 1);
                let swapped =
                    row > 0 && column > 0 && token[row - 1] == *expected && word[column - 1] == *letter;
                if swapped {
                    cost = cost.min(before[column - 1] + 1);
                }
                next.push(cost);
            }
            before = std::mem::replace(&mut last, next);
            best = best.min(last[word.len()]);
            if last.iter().chain(&before).all(|cost| *cost > most) {
                break;
            }
        }
        if self.prefix { best } else { last[word.len()] }
    }
}

/// Returns the words that a joined word (`event-driven`) is also found by, standing next to each other.
pub(super) fn parts(word: &str) -> Option<Vec<String>> {
    let parts = words(word);
    (parts.len() > 1).then_some(parts)
}

/// Finds where `words` stand next to each other, in bytes.
pub(super) fn phrase_spans(tokens: &[Token], words: &[String]) -> Vec<Range<usize>> {
    let Some((first, rest)) = words.split_first() else {
        return Vec::new();
    };
    tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.text == *first)
        .filter_map(|(index, token)| {
            let mut end = token.span.end;
            let following = &tokens[index..];
            for (offset, word) in (token.position + 1..).zip(rest) {
                let next = following
                    .iter()
                    .take_while(|token| token.position <= offset)
                    .find(|token| token.position == offset && token.text == *word)?;
                end = next.span.end;
            }
            Some(token.span.start..end)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, prefix: bool, token: &str, expected: Option<Fit>) {
        let found = Sought::new(word, prefix).fit(token);
        assert_eq!(found, expected, "{word} {prefix} {token}");
    }

    #[test]
    fn short_words_forgive_nothing() {
        check("rust", false, "rust", Some(Fit::Exact));
        check("rust", false, "rest", None);
    }

    #[test]
    fn five_letters_forgive_one_typo() {
        check("kafak", false, "kafka", Some(Fit::Typo));
        check("kafkaa", false, "kafka", Some(Fit::Typo));
        check("kakfka", false, "kafka", Some(Fit::Typo));
        check("kakkaa", false, "kafka", None);
    }

    #[test]
    fn nine_letters_forgive_two_typos() {
        check("kuberntees", false, "kubernetes", Some(Fit::Typo));
        check("kubrentees", false, "kubernetes", Some(Fit::Typo));
        check("kbrentess", false, "kubernetes", None);
    }

    #[test]
    fn a_typo_in_the_first_letter_counts_as_two() {
        check("cafka", false, "kafka", None);
        check("gubernetes", false, "kubernetes", Some(Fit::Typo));
        check("gubernetse", false, "kubernetes", None);
    }

    #[test]
    fn digits_forgive_nothing() {
        check("python3", false, "python2", None);
    }

    #[test]
    fn the_word_being_typed_matches_the_beginning() {
        check("kub", true, "kubernetes", Some(Fit::Prefix));
        check("kubre", true, "kubernetes", Some(Fit::Typo));
        check("kub", false, "kubernetes", None);
    }
}
