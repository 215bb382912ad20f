//! What does the searcher ask for?

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::facet::Facet;
use super::known::known;
use super::token::{Chunk, chunks, words};
use crate::taxonomy::Taxonomy;

/// How results are ordered; ties by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    #[default]
    Relevance,
    /// By the folded name; the nameless last.
    Name,
    /// Most recently changed first.
    Recent,
    /// Most years of experience first; unknown last.
    Years,
}

/// A part of the words of a query; all parts must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A word that names known things: matches who has any of them, or a skill that implies one, or bears the word in
    /// their name. Words of a trade are everyday words too (`billing`): where they name an industry, they also match
    /// wherever they stand written.
    Known {
        text: String,
        things: Vec<(Facet, String)>,
        /// Ids of skills that imply one of the things; they rank like a mention in prose.
        implied_by: Vec<String>,
        /// Every name of the things, for highlighting and for ranking by the headline.
        names: Vec<String>,
    },
    /// A word: matches exactly, with a typo (1 from 5 letters, 2 from 9), or, when `prefix`, as the beginning of a word.
    /// A joined word (`event-driven`) also matches its parts standing next to each other.
    Word { text: String, prefix: bool },
    /// Words that stand next to each other.
    Phrase { words: Vec<String> },
}

impl Clause {
    /// Says whether the words of a [`Clause::Known`] match wherever they stand written, too.
    pub(super) fn is_everyday(things: &[(Facet, String)]) -> bool {
        things.iter().any(|(facet, _)| *facet == Facet::Industry)
    }
}

/// A search, free of any engine.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// What was typed, at most [`MAX_TEXT`] characters.
    pub text: String,
    pub clauses: Vec<Clause>,
    /// Chosen values: any of one facet, all facets.
    pub filters: BTreeMap<Facet, Vec<String>>,
    pub sort: Sort,
    pub offset: usize,
    /// At most [`MAX_LIMIT`].
    pub limit: usize,
    /// The most values that are counted out for each facet; chosen values come on top. More than [`COUNTED_VALUES`] are
    /// not told by every engine.
    pub facet_limit: usize,
}

/// How many values of a facet, the most frequent, every engine counts out; which of equally frequent ones are the last of
/// so many may be the engine's choice.
pub const COUNTED_VALUES: usize = 1_000;

/// The most people that one page of results holds.
pub const MAX_LIMIT: usize = 100;

/// The most characters of a query that are read.
pub const MAX_TEXT: usize = 200;

/// What [`Query::parse`] asks for until told otherwise.
pub const DEFAULT_LIMIT: usize = 20;

/// The most words that the name of a known thing has.
const MAX_KNOWN_WORDS: usize = 6;

/// Words that say nothing of a person; left out unless nothing else was typed.
const STOP_WORDS: [&str; 13] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with",
];

impl Query {
    /// Reads what a person typed; every text is a query.
    #[must_use]
    pub fn parse(text: &str, taxonomy: &Taxonomy) -> Self {
        let text: String = text.chars().take(MAX_TEXT).collect();
        let mut clauses = Vec::new();
        for stop_words in [&STOP_WORDS[..], &[]] {
            if clauses.is_empty() {
                clauses = Reader { taxonomy, stop_words }.clauses(&text);
            }
        }
        Self {
            text,
            clauses,
            limit: DEFAULT_LIMIT,
            facet_limit: DEFAULT_LIMIT,
            ..Self::default()
        }
    }
}

struct Reader<'r> {
    taxonomy: &'r Taxonomy,
    stop_words: &'r [&'r str],
}

impl Reader<'_> {
    fn clauses(&self, text: &str) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        let parts: Vec<&str> = text.split(['"', '“', '”', '„']).collect();
        for (index, part) in parts.iter().enumerate() {
            let quoted = index % 2 == 1;
            if quoted {
                let words = words(part);
                clauses.extend((!words.is_empty()).then_some(Clause::Phrase { words }));
            } else {
                let last = index + 1 == parts.len();
                clauses.extend(self.plain(part, last));
            }
        }
        let mut distinct: Vec<Clause> = Vec::new();
        for clause in clauses {
            if !distinct.contains(&clause) {
                distinct.push(clause);
            }
        }
        distinct
    }

    /// Reads words outside quotes; the very last one may still be growing when `last`.
    fn plain(&self, text: &str, last: bool) -> Vec<Clause> {
        let chunks = chunks(text);
        let growing = last && chunks.last().is_some_and(|chunk| chunk.span().end == text.len());
        let mut clauses = Vec::new();
        let mut at = 0;
        while let Some(rest) = chunks.get(at..).filter(|rest| !rest.is_empty()) {
            let growing = growing && rest.len() == 1;
            let (count, found) = match self.longest_known(text, rest) {
                Some((count, clause)) => (count, vec![clause]),
                None => (1, self.chunk(text, &rest[0], growing)),
            };
            clauses.extend(found);
            at += count;
        }
        clauses
    }

    /// Finds the longest known name that starts with the first of `chunks`.
    fn longest_known(&self, text: &str, chunks: &[Chunk]) -> Option<(usize, Clause)> {
        let most = chunks.len().min(MAX_KNOWN_WORDS);
        (1..=most).rev().find_map(|count| {
            let span = chunks[0].span().start..chunks[count - 1].span().end;
            self.known(text, span).map(|clause| (count, clause))
        })
    }

    fn known(&self, text: &str, span: Range<usize>) -> Option<Clause> {
        let typed = text.get(span)?;
        let stopped = self.stop_words.contains(&typed.to_lowercase().as_str());
        let known = (!stopped).then(|| known(typed, self.taxonomy)).flatten()?;
        Some(Clause::Known {
            text: typed.to_owned(),
            things: known.things,
            implied_by: known.implied_by,
            names: known.names,
        })
    }

    /// Reads a chunk that names nothing known as a whole.
    fn chunk(&self, text: &str, chunk: &Chunk, growing: bool) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for (index, group) in chunk.groups.iter().enumerate() {
            let prefix = growing && index + 1 == chunk.groups.len();
            if let Some(clause) = self.known(text, group.span()) {
                clauses.push(clause);
            } else if prefix || !self.stop_words.contains(&group.text.as_str()) {
                clauses.push(Clause::Word {
                    text: group.text.clone(),
                    prefix,
                });
            }
        }
        clauses
    }
}
