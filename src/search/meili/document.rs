//! How an entry lies in the index: its words as our own [`tokens`], the values of its facets, and what to sort by.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::Serialize;

use super::super::rank::Field;
use super::super::token::{Token, fold, tokens};
use super::super::{Entry, Facet};

/// Changes whenever a document written before would be read wrongly, be it by its form or by what a word is.
pub(super) const FORMAT: u32 = 3;

pub(super) const ID: &str = "id";
pub(super) const NAME_KEY: &str = "name_key";
pub(super) const YEARS: &str = "years";
pub(super) const UPDATED: &str = "updated";
pub(super) const CORE_SKILLS: &str = "core_skill";
/// Every word of all texts.
pub(super) const WORDS: &str = "words";
/// Every two words that follow each other in a text.
pub(super) const PAIRS: &str = "pairs";
/// The prose as it is, to look for longer phrases in.
pub(super) const PROSE: &str = "prose";

/// The attributes of facets, in the order of [`Facet::ALL`].
pub(super) const FACETS: [&str; Facet::ALL.len()] = [
    "skill",
    "company",
    "industry",
    "specialty",
    "seniority",
    "place",
    "freshness",
];

/// The attributes that hold the words and the phrases of a field, in the order of [`Field::ALL`]. Prose has none of its
/// own: what stands in no other field and yet among [`WORDS`] is from there.
pub(super) const TEXTS: [&str; Field::ALL.len() - 1] = [
    "in_name",
    "in_headline",
    "in_skills",
    "in_titles",
    "in_companies",
    "in_domains",
    "in_places",
    "in_projects",
];

/// The most words of a phrase that is indexed as a whole.
pub(super) const PHRASE_WORDS: usize = 6;

/// The engine cuts values above 468 bytes; nobody searches for longer ones.
const VALUE_BYTES: usize = 400;

/// What the engine keeps of one person. Everything in it was scrubbed, see [`Entry`].
#[derive(Debug, Serialize)]
pub(super) struct Document<'w> {
    id: String,
    /// Missing for the nameless: those come last, whatever the order.
    #[serde(skip_serializing_if = "String::is_empty")]
    name_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<f32>,
    /// In microseconds; exact as a JSON number until the year 2255.
    updated: i64,
    core_skill: &'w [String],
    words: Values<'w>,
    pairs: Values<'w>,
    #[serde(skip_serializing_if = "str::is_empty")]
    prose: &'w str,
    #[serde(flatten)]
    facets: BTreeMap<&'static str, Vec<&'w str>>,
    #[serde(flatten)]
    texts: BTreeMap<&'static str, Values<'w>>,
}

/// Different values, in the order in which they came.
type Values<'w> = IndexSet<&'w str, FxBuildHasher>;

impl<'w> Document<'w> {
    /// Makes a document of what was read of all texts: `prose` is of the entry's prose.
    pub(super) fn new(entry: &'w Entry, wordings: &'w Wordings<'_>, prose: &'w Wording) -> Self {
        let (mut words, mut pairs) = (Values::default(), Values::default());
        let mut texts = BTreeMap::new();
        for field in Field::ALL {
            let Some(name) = attribute(field) else {
                words.extend(prose.words.iter().map(String::as_str));
                pairs.extend(prose.pairs.iter().map(String::as_str));
                continue;
            };
            let mut here = Values::default();
            for wording in entry.texts(field).iter().filter_map(|text| wordings.get(text)) {
                words.extend(wording.words.iter().map(String::as_str));
                pairs.extend(wording.pairs.iter().map(String::as_str));
                here.extend(wording.all());
            }
            texts.insert(name, here);
        }
        let facets = Facet::ALL
            .into_iter()
            .map(|facet| (facet_attribute(facet), facet.values(entry)));
        Self {
            id: entry.id.to_string(),
            name_key: fold(entry.name.trim()),
            years: entry.years,
            updated: entry.updated_at.timestamp_micros(),
            core_skill: &entry.core_skills,
            words,
            pairs,
            prose: &entry.prose,
            facets: facets.collect(),
            texts,
        }
    }
}

/// The words of one text and those that follow each other, as values.
#[derive(Debug, Default)]
pub(super) struct Wording {
    words: Vec<String>,
    pairs: Vec<String>,
    /// Phrases of three words and more.
    longer: Vec<String>,
}

impl Wording {
    /// Reads prose, of which only pairs are indexed.
    pub(super) fn of_prose(text: &str) -> Self {
        Self::of(text, 2)
    }

    fn of(text: &str, longest: usize) -> Self {
        let tokens = tokens(text);
        let mut wording = Self::default();
        let mut phrase = String::new();
        for begin in 0..tokens.len() {
            let tokens = tokens.get(begin..).unwrap_or_default();
            phrase.clear();
            phrase.extend(tokens.first().map(|token| token.text.as_str()));
            wording.add_longer(&mut phrase, tokens, longest - 1);
        }
        wording.words = tokens.into_iter().map(|token| clipped(token.text)).collect();
        wording
    }

    /// Adds every phrase that begins with `phrase`, whose last word is the first of `tokens`, and has at most `more` words more.
    fn add_longer(&mut self, phrase: &mut String, tokens: &[Token], more: usize) {
        let Some((last, after)) = tokens.split_first().filter(|_tokens| more > 0) else {
            return;
        };
        let same = after.iter().take_while(|token| token.position == last.position);
        let follow = after.get(same.count()..).unwrap_or_default();
        for place in 0..follow.len() {
            let rest = follow.get(place..).unwrap_or_default();
            let Some(next) = rest.first().filter(|next| next.position == last.position + 1) else {
                return;
            };
            if phrase.len() + next.text.len() >= VALUE_BYTES {
                continue;
            }
            let end = phrase.len();
            let is_pair = !phrase.contains(' ');
            phrase.push(' ');
            phrase.push_str(&next.text);
            let phrases = if is_pair {
                &mut self.pairs
            } else {
                &mut self.longer
            };
            phrases.push(phrase.clone());
            self.add_longer(phrase, rest, more - 1);
            phrase.truncate(end);
        }
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        [&self.words, &self.pairs, &self.longer]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}

/// The wordings of all texts but prose, each read once: many people have the same skills, employers and titles.
#[derive(Debug)]
pub(super) struct Wordings<'e>(FxHashMap<&'e str, Wording>);

impl<'e> Wordings<'e> {
    pub(super) fn of(entries: &'e [Entry]) -> Self {
        let mut known = FxHashMap::default();
        let fields = Field::ALL.into_iter().filter(|field| attribute(*field).is_some());
        for text in fields.flat_map(|field| entries.iter().flat_map(move |entry| entry.texts(field))) {
            known
                .entry(text)
                .or_insert_with(|| Wording::of(text, PHRASE_WORDS));
        }
        Self(known)
    }

    fn get(&self, text: &str) -> Option<&Wording> {
        self.0.get(text)
    }
}

/// Returns the attribute of a field's words; `None` for prose.
pub(super) fn attribute(field: Field) -> Option<&'static str> {
    TEXTS.get(field as usize).copied()
}

pub(super) const fn facet_attribute(facet: Facet) -> &'static str {
    FACETS[facet as usize]
}

/// Writes words that follow each other as one value.
pub(super) fn phrase(words: &[String]) -> String {
    words.join(" ")
}

fn clipped(mut word: String) -> String {
    word.truncate(word.floor_char_boundary(VALUE_BYTES));
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str, longest: usize) -> Vec<String> {
        let Wording { pairs, longer, .. } = Wording::of(text, longest);
        pairs.into_iter().chain(longer).collect()
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
}
