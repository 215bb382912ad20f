//! Is this a job title, and what does it say? Words of professions, levels and fields.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::Deserialize;

use super::fold::{Folded, Gap, fold, key};
use super::lexicon::Lexicon;
use crate::profile::Seniority;

/// The most words of a title.
const TITLE_WORDS: usize = 12;
/// The share of known words that makes a text a title.
const TITLE_SHARE: f32 = 0.5;

/// `titles.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleEntries {
    /// Professions: every title has one.
    heads: Vec<String>,
    /// Words that stand in titles and say nothing that we read.
    fillers: Vec<String>,
    /// Words by the level that they name.
    seniority: BTreeMap<Seniority, Vec<String>>,
    /// What stands right after a profession and names a level: `Engineer II`.
    grades: BTreeMap<Seniority, Vec<String>>,
    /// Words by the specialty that they name.
    pub(super) functions: BTreeMap<String, Vec<String>>,
}

/// What a word or phrase says in a title.
#[derive(Debug, Clone, Default)]
struct Phrase {
    head: bool,
    seniority: Option<Seniority>,
    grade: Option<Seniority>,
    function: Option<String>,
}

/// The words of titles.
#[derive(Debug)]
pub(super) struct Titles {
    phrases: Lexicon<Phrase>,
}

impl Titles {
    pub(super) fn new(entries: &TitleEntries) -> Self {
        let mut phrases: HashMap<String, Phrase> = HashMap::new();
        for filler in &entries.fillers {
            phrases.entry(key(filler)).or_default();
        }
        for head in &entries.heads {
            phrases.entry(key(head)).or_default().head = true;
        }
        for (level, words) in &entries.seniority {
            for word in words {
                phrases.entry(key(word)).or_default().seniority = Some(*level);
            }
        }
        for (level, words) in &entries.grades {
            for word in words {
                phrases.entry(key(word)).or_default().grade = Some(*level);
            }
        }
        for (function, words) in &entries.functions {
            for word in words {
                phrases.entry(key(word)).or_default().function = Some(function.clone());
            }
        }
        inherit_heads(&mut phrases, entries);
        Self {
            phrases: phrases.into_iter().collect(),
        }
    }

    /// The longest known phrases of a title, in order, and how many words they cover.
    fn read(&self, folded: &Folded<'_>) -> Vec<(&Phrase, Range<usize>)> {
        self.phrases.all_in(folded).collect()
    }

    pub(super) fn score(&self, text: &str) -> f32 {
        let folded = fold(text);
        let words = folded.words.len();
        if words == 0 || words > TITLE_WORDS {
            return 0.0;
        }
        let found = self.read(&folded);
        if !found.iter().any(|(phrase, _)| phrase.head) {
            return 0.0;
        }
        let known: usize = found.iter().map(|(_, words)| words.len()).sum();
        #[expect(clippy::cast_precision_loss, reason = "a title has at most a dozen words")]
        let share = known as f32 / words as f32;
        share
    }

    pub(super) fn is_title(&self, text: &str) -> bool {
        self.score(text) >= TITLE_SHARE
    }

    pub(super) fn seniority(&self, title: &str) -> Option<Seniority> {
        let folded = fold(title);
        let found = self.read(&folded);
        let named: Vec<Seniority> = found.iter().filter_map(|(phrase, _)| phrase.seniority).collect();
        if named.contains(&Seniority::Intern) {
            return Some(Seniority::Intern);
        }
        let grade = || {
            found.windows(2).find_map(|pair| match pair {
                [(head, _), (grade, words)] if head.head && Self::is_close(&folded, words.start) => {
                    grade.grade
                }
                _ => None,
            })
        };
        named.into_iter().max().or_else(grade)
    }

    fn is_close(folded: &Folded<'_>, word: usize) -> bool {
        folded.words.get(word).is_some_and(|word| word.gap < Gap::Line)
    }

    pub(super) fn function(&self, title: &str) -> Option<&str> {
        let found = self.read(&fold(title));
        found
            .into_iter()
            .find_map(|(phrase, _)| phrase.function.as_deref())
    }
}

/// A phrase whose last word is a profession is one: `data scientist`.
fn inherit_heads(known: &mut HashMap<String, Phrase>, entries: &TitleEntries) {
    let phrases = entries
        .functions
        .values()
        .chain(entries.seniority.values())
        .flatten();
    for phrase in phrases {
        let folded = fold(phrase);
        let last = folded.words.len().saturating_sub(1);
        let head = known
            .get(folded.form_of(last..last + 1))
            .is_some_and(|word| word.head);
        if let Some(phrase) = known.get_mut(&folded.form) {
            phrase.head |= head;
        }
    }
}
