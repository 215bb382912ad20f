//! Where does a text name things? All names of a vocabulary in one pass: leftmost, longest, whole words.

use std::collections::hash_map::Entry;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Mention;
use super::fold::{Folded, Gap, fold};
use super::letters::{Letters, is_plain};
use super::lexicon::Lexicon;

/// When a word of the text is the thing that it spells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Guard {
    /// Always.
    None,
    /// Where its words are capitalized.
    Capitalized,
    /// Where it is spelled so, or stands alone as an item of a list; doubtful even there.
    Spelled(Box<str>),
    /// Anywhere, and doubtful.
    Doubtful,
    /// Never: the phrase only looks like the name.
    Never,
}

/// What a name stands for.
#[derive(Debug)]
struct Meaning {
    /// The entry's place in its vocabulary.
    entry: usize,
    guard: Guard,
}

/// The entry that has a name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) entry: usize,
    /// It says of the name that it never is its own.
    pub(super) never: bool,
}

/// Collects the names of a vocabulary.
#[derive(Debug, Default)]
pub(super) struct Names {
    meanings: FxHashMap<String, Meaning>,
}

impl Names {
    /// Adds a name, folded; who has it already is returned instead.
    pub(super) fn add(&mut self, key: String, entry: usize, guard: Guard) -> Result<(), Owner> {
        match self.meanings.entry(key) {
            Entry::Occupied(known) => Err(Owner {
                entry: known.get().entry,
                never: known.get().guard == Guard::Never,
            }),
            Entry::Vacant(free) => {
                free.insert(Meaning { entry, guard });
                Ok(())
            }
        }
    }

    pub(super) fn build(self) -> Scanner {
        let mut letters = Letters::default();
        for name in self.meanings.keys() {
            letters.insert(name);
        }
        Scanner {
            letters,
            names: self.meanings.into_iter().collect(),
        }
    }
}

/// Finds and looks up the names of one vocabulary.
#[derive(Debug)]
pub(super) struct Scanner {
    names: Lexicon<Meaning>,
    letters: Letters,
}

impl Scanner {
    /// Looks up a whole name as it is.
    pub(super) fn named_exactly(&self, name: &str) -> Option<usize> {
        if !self.letters.may_hold(name) {
            return None;
        }
        self.entry(&fold(name).form)
    }

    /// Looks up a whole name, with or without a version after it.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        if !self.letters.may_hold(name) && !may_have_version(name) {
            return None;
        }
        let folded = fold(name);
        let exact = self.entry(&folded.form);
        exact.or_else(|| {
            let words = folded
                .words
                .iter()
                .rposition(|word| !is_version(folded.letters(word)))?
                + 1;
            self.entry(folded.form_of(0..words))
        })
    }

    /// Looks up a folded name.
    fn entry(&self, key: &str) -> Option<usize> {
        let known = self.names.get(key)?;
        (known.guard != Guard::Never).then_some(known.entry)
    }

    /// Finds every name of a vocabulary's entries.
    pub(super) fn mentions<'e, E>(&self, folded: &Folded<'_>, entries: &'e [E]) -> Vec<Mention<'e, E>> {
        let admitted = self.names.all_in(folded).filter_map(|(name, words)| {
            let place = Place { folded, words };
            let span = place.span().filter(|span| place.admits(&name.guard, span))?;
            Some(Mention {
                entry: entries.get(name.entry)?,
                span,
                ambiguous: matches!(name.guard, Guard::Spelled(_) | Guard::Doubtful),
            })
        });
        admitted.collect()
    }
}

/// Says whether a word may follow a name as its version: `17`, `3.11`, `12+`, the `x` of `2.x`, `v`.
fn is_version(word: &str) -> bool {
    matches!(word, "x" | "v" | "lts")
        || word
            .trim_end_matches('+')
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.')
}

/// Says whether the last word of a name that isn't folded may be a version.
fn may_have_version(name: &str) -> bool {
    let last = name.rsplit(|letter: char| !letter.is_ascii_alphabetic()).next();
    !is_plain(name) || last.is_none_or(|last| is_version(&last.to_ascii_lowercase()))
}

/// Where a name was found.
struct Place<'a> {
    folded: &'a Folded<'a>,
    words: Range<usize>,
}

impl Place<'_> {
    fn span(&self) -> Option<Range<usize>> {
        let words = self.folded.words.get(self.words.clone())?;
        Some(words.first()?.span.start..words.last()?.span.end)
    }

    fn admits(&self, guard: &Guard, span: &Range<usize>) -> bool {
        let spelled = self.folded.text.get(span.clone()).unwrap_or_default();
        !self.is_part_of_a_word(spelled)
            && match guard {
                Guard::None | Guard::Doubtful => true,
                Guard::Capitalized => self.is_capitalized() || self.stands_alone(),
                Guard::Spelled(spelling) => {
                    let alike = spelled == &**spelling || (spelled.len() > 1 && is_upper(spelled));
                    (alike || self.stands_alone()) && !self.reads_otherwise(spelled)
                }
                Guard::Never => false,
            }
    }

    fn gap_before(&self) -> Gap {
        self.gap_at(self.words.start)
    }

    fn gap_after(&self) -> Gap {
        self.gap_at(self.words.end)
    }

    /// The gap before a word; a break where there is none.
    fn gap_at(&self, word: usize) -> Gap {
        self.folded.words.get(word).map_or(Gap::Break, |word| word.gap)
    }

    /// Says whether more of the same word stands before or after: the `D` of `3D`, the `R` of `R2`, not the `HTML` of `HTML5`.
    fn is_part_of_a_word(&self, spelled: &str) -> bool {
        let end = self.words.end;
        let version_after = || {
            let after = self.folded.words.get(end);
            after.is_some_and(|word| is_version(self.folded.letters(word)))
        };
        let short = || spelled.chars().count() == 1;
        self.gap_before() == Gap::None
            || (self.gap_after() == Gap::None
                && (short() || !version_after() || self.gap_at(end + 1) == Gap::None))
    }

    fn is_capitalized(&self) -> bool {
        self.folded
            .words
            .get(self.words.clone())
            .unwrap_or_default()
            .iter()
            .filter_map(|word| self.folded.text.get(word.span.clone())?.chars().next())
            .all(|letter| !letter.is_lowercase())
    }

    /// Says whether punctuation or the text's ends stand on both sides, as around the items of a list.
    fn stands_alone(&self) -> bool {
        self.gap_before() >= Gap::Line && self.gap_after() >= Gap::Line
    }

    /// Says whether the neighbors make an ambiguous word something else: `Spring 2019`, `C-level`, `John R. Miller`.
    fn reads_otherwise(&self, spelled: &str) -> bool {
        let after = self.folded.words.get(self.words.end);
        let year = after.is_some_and(|word| {
            let letters = self.folded.letters(word);
            word.gap <= Gap::Line
                && letters.len() == 4
                && (letters.starts_with("19") || letters.starts_with("20"))
        });
        let initial = spelled.chars().count() == 1
            && (self.gap_before() == Gap::Hyphen || self.gap_after() == Gap::Hyphen || self.is_initial());
        year || initial
    }

    /// Says whether a single letter is a person's: a capitalized word before it, a full stop and another after it.
    fn is_initial(&self) -> bool {
        let capitalized = |word: Option<usize>| {
            word.and_then(|word| self.folded.words.get(word))
                .and_then(|word| self.folded.text.get(word.span.clone()))
                .is_some_and(|word| word.starts_with(char::is_uppercase))
        };
        let stop = self
            .span()
            .and_then(|span| self.folded.text.get(span.end..))
            .is_some_and(|rest| rest.starts_with('.'));
        stop && self.gap_before() == Gap::Space
            && capitalized(self.words.start.checked_sub(1))
            && capitalized(Some(self.words.end))
    }
}

fn is_upper(word: &str) -> bool {
    !word.chars().any(char::is_lowercase)
}
