//! Which words of the index are like a word that was typed?
//!
//! The engine looks for similar values of an attribute, with as many typos as we forgive or more; what it finds is held
//! against [`Sought`], and what is left becomes a filter.

use std::collections::BTreeSet;

use super::super::word::{Fit, Sought, typos_forgiven};
use super::client::Client;
use super::filter::Filter;
use crate::search::Error;

/// The words of the index that match a word but for typos.
#[derive(Debug, Default)]
pub(super) enum Alike {
    #[default]
    Nothing,
    Words(Vec<String>),
    /// Every word that begins so.
    Beginnings(Vec<String>),
}

impl Alike {
    /// Asks the engine for the words that are like `word`, or begin like it when `prefix`.
    pub(super) async fn find(client: &Client, uid: &str, word: &str, prefix: bool) -> Result<Self, Error> {
        if typos_forgiven(word) == 0 {
            return Ok(Self::Nothing);
        }
        let similar = client.similar(uid, word).await?;
        Ok(Self::among(&similar, word, prefix))
    }

    fn among(similar: &[String], word: &str, prefix: bool) -> Self {
        let sought = Sought::new(word, prefix);
        let similar = similar
            .iter()
            .filter(|token| sought.fit(token) == Some(Fit::Typo));
        if !prefix {
            return Self::Words(similar.cloned().collect());
        }
        // One beginning stands for all words that continue it.
        let beginnings: BTreeSet<String> = similar.filter_map(|token| beginning(word, token)).collect();
        Self::Beginnings(beginnings.into_iter().collect())
    }

    /// Returns who has such a word; `None` where nobody can.
    pub(super) fn filter(&self, attribute: &'static str) -> Option<Filter> {
        match self {
            Self::Nothing => None,
            Self::Words(words) => (!words.is_empty()).then(|| Filter::In(attribute, words.clone())),
            Self::Beginnings(beginnings) => {
                let begins = |beginning: &String| Filter::Begins(attribute, beginning.clone());
                (!beginnings.is_empty()).then(|| Filter::Any(beginnings.iter().map(begins).collect()))
            }
        }
    }
}

/// Returns the shortest beginning of `token` that is `word` but for typos.
fn beginning(word: &str, token: &str) -> Option<String> {
    let ends = token.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let mut beginnings = ends.filter_map(|end| token.get(..end));
    let whole = Sought::new(word, false);
    beginnings
        .find(|beginning| whole.fit(beginning).is_some())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn what_the_engine_forgives_and_we_do_not_is_left_out() {
        let Alike::Words(words) = Alike::among(
            &strings(&["kafka", "kakfa", "cafka", "kafkaesque"]),
            "kafka",
            false,
        ) else {
            panic!("words are asked for");
        };
        assert_eq!(words, ["kakfa"]);
    }

    #[test]
    fn words_that_begin_alike_become_one_beginning() {
        let similar = strings(&["kakfa", "kakfas", "kakfaesque", "kafkas", "karma"]);
        let Alike::Beginnings(beginnings) = Alike::among(&similar, "kafka", true) else {
            panic!("beginnings are asked for");
        };
        assert_eq!(beginnings, ["kakfa"]);
    }
}
