//! The words of texts and those that follow each other, as values of the index: each different one is written once and known by
//! its number.

use std::mem;

use rustc_hash::FxHashMap;

use super::super::token::each_word;

/// The engine cuts values above 468 bytes; nobody searches for longer ones.
const VALUE_BYTES: usize = 400;

/// The number of a value.
type Number = u32;

/// The values of the texts of some people.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// All of them in JSON, one behind the other.
    written: String,
    /// Where each ends there.
    ends: Vec<usize>,
    words: FxHashMap<Box<str>, Number>,
    /// By a word, or words that follow each other, and the word that comes next.
    phrases: FxHashMap<(Number, Number), Number>,
    /// The last list that each stands in.
    listed: Vec<u32>,
    lists: u32,
}

/// The values of one text.
#[derive(Debug, Default)]
pub(super) struct Wording {
    pub(super) words: Vec<Number>,
    pub(super) pairs: Vec<Number>,
    /// Phrases of three words and more.
    longer: Vec<Number>,
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
struct Word {
    number: Number,
    position: usize,
    /// In bytes, before it was cut.
    length: usize,
}

/// Words that follow each other.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    number: Number,
    words: usize,
    length: usize,
}

impl Wording {
    pub(super) fn all(&self) -> impl Iterator<Item = Number> {
        [&self.words, &self.pairs, &self.longer]
            .into_iter()
            .flatten()
            .copied()
    }
}

impl Values {
    /// Reads a text, of which phrases of at most `longest` words are values.
    pub(super) fn read(&mut self, text: &str, longest: usize) -> Wording {
        let mut words = Vec::new();
        each_word(text, |word, position| {
            words.push(Word {
                number: self.word(clipped(word)),
                position,
                length: word.len(),
            });
        });
        let mut wording = Wording::default();
        for begin in 0..words.len() {
            let words = words.get(begin..).unwrap_or_default();
            let Some(first) = words.first() else { break };
            let phrase = Phrase {
                number: first.number,
                words: 1,
                length: first.length,
            };
            self.add_longer(phrase, words, longest - 1, &mut wording);
        }
        wording.words = words.iter().map(|word| word.number).collect();
        wording
    }

    /// Adds every phrase that begins with `phrase`, whose last word is the first of `words`, and has at most `more` words more.
    fn add_longer(&mut self, phrase: Phrase, words: &[Word], more: usize, wording: &mut Wording) {
        let Some((last, after)) = words.split_first().filter(|_words| more > 0) else {
            return;
        };
        let same = after.iter().take_while(|word| word.position == last.position);
        let follow = after.get(same.count()..).unwrap_or_default();
        for place in 0..follow.len() {
            let rest = follow.get(place..).unwrap_or_default();
            let Some(next) = rest.first().filter(|next| next.position == last.position + 1) else {
                return;
            };
            if phrase.length + next.length >= VALUE_BYTES {
                continue;
            }
            let longer = Phrase {
                number: self.followed(phrase.number, next.number),
                words: phrase.words + 1,
                length: phrase.length + 1 + next.length,
            };
            let phrases = if longer.words == 2 {
                &mut wording.pairs
            } else {
                &mut wording.longer
            };
            phrases.push(longer.number);
            self.add_longer(longer, rest, more - 1, wording);
        }
    }

    fn word(&mut self, word: &str) -> Number {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let written = serde_json::Value::from(word).to_string();
        self.written.push_str(&written);
        let number = self.end();
        self.words.insert(word.into(), number);
        number
    }

    /// Returns the number of a phrase and the word that follows it. No word has a blank in it: such values differ where these do.
    fn followed(&mut self, phrase: Number, word: Number) -> Number {
        if let Some(number) = self.phrases.get(&(phrase, word)) {
            return *number;
        }
        let (phrase_begins, phrase_ends) = self.place(phrase);
        let (word_begins, word_ends) = self.place(word);
        // Without the quotation marks in between.
        self.written.extend_from_within(phrase_begins..phrase_ends - 1);
        self.written.push(' ');
        self.written.extend_from_within(word_begins + 1..word_ends);
        let number = self.end();
        self.phrases.insert((phrase, word), number);
        number
    }

    /// Ends a value, which has just been written.
    fn end(&mut self) -> Number {
        self.ends.push(self.written.len());
        self.listed.push(0);
        Number::try_from(self.ends.len() - 1).unwrap_or(Number::MAX)
    }

    /// Where a value is written.
    fn place(&self, number: Number) -> (usize, usize) {
        let number = number as usize;
        let begin = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(number).copied().unwrap_or_default();
        (begin.copied().unwrap_or_default(), end)
    }

    /// Writes different values as a list, in the order in which they came.
    pub(super) fn write(&mut self, values: impl Iterator<Item = Number>, out: &mut Vec<u8>) {
        self.lists += 1;
        out.push(b'[');
        let empty = out.len();
        for number in values {
            let listed = self.listed.get_mut(number as usize);
            if listed.is_none_or(|listed| mem::replace(listed, self.lists) == self.lists) {
                continue;
            }
            if out.len() > empty {
                out.push(b',');
            }
            let (begin, end) = self.place(number);
            out.extend_from_slice(self.written.as_bytes().get(begin..end).unwrap_or_default());
        }
        out.push(b']');
    }
}

fn clipped(word: &str) -> &str {
    word.get(..word.floor_char_boundary(VALUE_BYTES))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pairs and the longer phrases of a text.
    fn phrases(text: &str, longest: usize) -> Vec<String> {
        let mut values = Values::default();
        let Wording { pairs, longer, .. } = values.read(text, longest);
        let mut out = Vec::new();
        values.write(pairs.into_iter().chain(longer), &mut out);
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn phrases_are_what_follows_each_other() {
        assert_eq!(
            phrases("writes C++ daily, alone", 3),
            [
                "writes c++",
                "c++ daily",
                "daily alone",
                "writes c++ daily",
                "c++ daily alone",
            ]
        );
    }

    #[test]
    fn a_whole_is_followed_by_what_follows_its_first_part() {
        assert_eq!(phrases("R&D lead", 2), ["r&d lead"]);
        let found = phrases("event-driven systems", 2);
        assert_eq!(found, ["event-driven driven", "event driven", "driven systems"]);
    }

    #[test]
    fn a_list_has_each_value_once_and_begins_anew() {
        let mut values = Values::default();
        let wording = values.read("to be or not to be", 2);
        for _list in 0..2 {
            let mut out = Vec::new();
            values.write(wording.all(), &mut out);
            let found: Vec<String> = serde_json::from_slice(&out).unwrap();
            let expected = ["to", "be", "or", "not", "to be", "be or", "or not", "not to"];
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn what_nobody_searches_for_is_cut_or_left_out() {
        let long = "я".repeat(201);
        let mut values = Values::default();
        let wording = values.read(&format!("a {long} b"), 2);
        assert!(wording.pairs.is_empty());
        let mut out = Vec::new();
        values.write(wording.words.into_iter(), &mut out);
        let found: Vec<String> = serde_json::from_slice(&out).unwrap();
        assert_eq!(found, ["a".to_owned(), "я".repeat(200), "b".to_owned()]);
    }
}
