//! How an entry lies in the index: its words as our own [`tokens`], the values of its facets, and what to sort by.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::rank::Field;
use super::super::token::{Token, fold, tokens};
use super::super::{Entry, Facet};

/// Changes whenever a document written before would be read wrongly, be it by its form or by what a word is.
pub(super) const FORMAT: u32 = 2;

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
pub(super) struct Document {
    id: String,
    /// Missing for the nameless: those come last, whatever the order.
    #[serde(skip_serializing_if = "String::is_empty")]
    name_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<f32>,
    /// In microseconds; exact as a JSON number until the year 2255.
    updated: i64,
    core_skill: Vec<String>,
    words: BTreeSet<String>,
    pairs: BTreeSet<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    prose: String,
    #[serde(flatten)]
    facets: std::collections::BTreeMap<&'static str, Vec<String>>,
    #[serde(flatten)]
    texts: std::collections::BTreeMap<&'static str, BTreeSet<String>>,
}

impl Document {
    pub(super) fn new(entry: &Entry) -> Self {
        let mut words = BTreeSet::new();
        let mut pairs = BTreeSet::new();
        let mut texts = std::collections::BTreeMap::new();
        for field in Field::ALL {
            let mut here = BTreeSet::new();
            for text in entry.texts(field) {
                let tokens = tokens(text);
                words.extend(tokens.iter().map(|token| clipped(&token.text)));
                pairs.extend(phrases(&tokens, 2..=2));
                if attribute(field).is_some() {
                    here.extend(tokens.iter().map(|token| clipped(&token.text)));
                    here.extend(phrases(&tokens, 2..=PHRASE_WORDS));
                }
            }
            texts.extend(attribute(field).map(|name| (name, here)));
        }
        let facets = Facet::ALL.into_iter().map(|facet| {
            let values = facet.values(entry).into_iter().map(str::to_owned);
            (facet_attribute(facet), values.collect())
        });
        Self {
            id: entry.id.to_string(),
            name_key: fold(entry.name.trim()),
            years: entry.years,
            updated: entry.updated_at.timestamp_micros(),
            core_skill: entry.core_skills.clone(),
            words,
            pairs,
            prose: entry.prose.clone(),
            facets: facets.collect(),
            texts,
        }
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

fn clipped(word: &str) -> String {
    let end = word.floor_char_boundary(VALUE_BYTES);
    word.get(..end).unwrap_or_default().to_owned()
}

/// Returns every sequence of words that follow each other, as many as `lengths` says.
fn phrases(tokens: &[Token], lengths: std::ops::RangeInclusive<usize>) -> Vec<String> {
    let mut found = Vec::new();
    // Where each begins and ends is clear from the position: a whole and its first part share one.
    let mut growing: Vec<(usize, usize, String)> = Vec::new();
    let mut position = 0;
    for token in tokens {
        if token.position != position {
            growing.retain(|(end, _, _)| *end + 1 >= token.position);
            position = token.position;
        }
        let mut grown: Vec<(usize, usize, String)> = growing
            .iter()
            .filter(|(end, length, text)| {
                end + 1 == token.position
                    && length < lengths.end()
                    && text.len() + token.text.len() < VALUE_BYTES
            })
            .map(|(_, length, text)| (token.position, length + 1, format!("{text} {}", token.text)))
            .collect();
        found.extend(
            grown
                .iter()
                .filter(|(_, length, _)| lengths.contains(length))
                .map(|(_, _, text)| text.clone()),
        );
        grown.push((token.position, 1, token.text.clone()));
        growing.append(&mut grown);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_what_follows_each_other() {
        assert_eq!(
            phrases(&tokens("writes C++ daily, alone"), 2..=3),
            [
                "writes c++",
                "writes c++ daily",
                "c++ daily",
                "c++ daily alone",
                "daily alone",
            ]
        );
    }

    #[test]
    fn a_whole_is_followed_by_what_follows_its_first_part() {
        assert_eq!(phrases(&tokens("R&D lead"), 2..=2), ["r&d lead"]);
        let found = phrases(&tokens("event-driven systems"), 2..=2);
        assert_eq!(found, ["event-driven driven", "event driven", "driven systems"]);
    }
}
