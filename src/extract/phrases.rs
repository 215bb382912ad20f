//! Which of these words and phrases does a text hold? Whole words only, one look at each word however many phrases there are.

use rustc_hash::FxHashMap;

use super::sections::fold;
use super::words::Shapes;

/// Words and short phrases, and what each stands for.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    /// By their first words.
    by_word: FxHashMap<Box<str>, Vec<(Box<str>, T)>>,
    first_words: Shapes,
}

impl<T: Copy> Phrases<T> {
    /// Folds phrases, and remembers what each stands for.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut by_word: FxHashMap<Box<str>, Vec<(Box<str>, T)>> = FxHashMap::default();
        let mut first_words = Shapes::default();
        for (phrase, meaning) in phrases {
            let phrase = fold(phrase);
            let first = first_word(&phrase);
            first_words.insert(first);
            let known = by_word.entry(first.into()).or_default();
            known.push((phrase.into(), meaning));
        }
        Self { by_word, first_words }
    }

    /// Returns what the phrases of a folded text stand for, from left to right.
    pub(super) fn found<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = T> + 't {
        let mut left = Some(folded);
        let rests = std::iter::from_fn(move || {
            let rest = left?;
            let word = first_word(rest);
            left = rest.get(word.len() + 1..);
            Some((word, rest))
        });
        rests.flat_map(|(word, rest)| {
            let begins = |phrase: &str| {
                rest.strip_prefix(phrase)
                    .is_some_and(|after| after.is_empty() || after.starts_with(' '))
            };
            let phrases = self.beginning_with(word).iter();
            phrases
                .filter(move |(phrase, _)| begins(phrase))
                .map(|(_, meaning)| *meaning)
        })
    }

    /// Says whether a folded text holds one of the phrases.
    pub(super) fn is_in(&self, folded: &str) -> bool {
        self.found(folded).next().is_some()
    }

    /// Says whether a text that isn't folded holds one of the phrases.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.may_be_in(text) && self.is_in(&fold(text))
    }

    /// Says whether a text that isn't folded may hold one of the phrases: most need not be folded to know.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let is_plain = |byte: u8| byte.is_ascii() && byte != b'&';
        let mut words = text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
        !text.bytes().all(is_plain) || words.any(|word| self.may_begin_with(word))
    }

    /// Says whether a phrase may begin with a word, ASCII letters in any case.
    pub(super) fn may_begin_with(&self, word: &[u8]) -> bool {
        if !self.first_words.may_hold(word) {
            return false;
        }
        let mut lower = [0; MOST_LETTERS];
        let Some(lower) = lower.get_mut(..word.len()) else {
            return true;
        };
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower).map_or(true, |word| self.by_word.contains_key(word))
    }

    /// Says whether a text that isn't folded may begin with one of the phrases: most need not be folded to know.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let sign = |letter: char| !letter.is_alphanumeric() && letter != '&';
        let text = text.trim_start_matches(sign);
        let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (word, rest) = text.split_at(plain);
        let whole = !word.is_empty() && !rest.starts_with(|letter: char| !letter.is_ascii());
        !whole || self.may_begin_with(word.as_bytes())
    }

    fn beginning_with(&self, word: &str) -> &[(Box<str>, T)] {
        let known = self
            .first_words
            .may_hold(word.as_bytes())
            .then(|| self.by_word.get(word));
        known.flatten().map_or(&[], Vec::as_slice)
    }
}

/// Longer words are not made comparable to look them up.
const MOST_LETTERS: usize = 24;

fn first_word(text: &str) -> &str {
    let end = text.bytes().position(|byte| byte == b' ');
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn most_beginnings_are_told_without_folding() {
        let phrases = Phrases::new([("machine learning", 1), ("École", 2)]);
        for text in ["- Machine learning", "école", "📈 machine", "🎓 éc", "&"] {
            assert!(phrases.may_begin(text), "{text}");
        }
        for text in ["**Learning** machine", "📈 Learning"] {
            assert!(!phrases.may_begin(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_may_not_be_in_a_text_is_not(text in "[aAeiylmLnNg ,&éÉ-]{0,24}( (École|AI|Machine.Learning))?") {
            let phrases = Phrases::new([("machine learning", ()), ("École", ()), ("ai", ()), ("R & D", ())]);
            prop_assert_eq!(phrases.are_in(&text), phrases.is_in(&fold(&text)));
        }
    }

    #[test]
    fn most_texts_need_not_be_folded() {
        let phrases = Phrases::new([("machine learning", ()), ("R & D", ())]);
        assert!(phrases.may_be_in("of the Machine"));
        assert!(phrases.may_be_in("learning & r"));
        assert!(!phrases.may_be_in("Learning, deep"));
    }

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
