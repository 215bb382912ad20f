//! What a clause asks, as filters: who matches, and who is worth how much.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::rank::{CORE_SKILL, Field, score};
use super::super::token::words;
use super::super::word::{Fit, parts};
use super::super::{Clause, Facet};
use super::document::{
    CORE_SKILLS, PAIRS, PHRASE_WORDS, WORDS, attribute, facet_attribute, phrase as joined,
};
use super::filter::Filter;
use super::vocabulary::Alike;

/// A clause, as filters.
#[derive(Debug)]
pub(super) struct Plan {
    /// Who matches.
    pub(super) matching: Filter,
    /// Who of them is worth at least how much, from the best; whoever matches passes one of these.
    pub(super) levels: Vec<Level>,
}

/// Who of those who match is worth at least so much.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) score: u16,
    pub(super) filter: Filter,
    /// Whether others pass the filter as well.
    pub(super) is_wide: bool,
}

/// What has to be looked up before a clause can be planned.
#[derive(Debug, Default)]
pub(super) struct LookedUp {
    /// Words that are like the one that was typed.
    pub(super) alike: Alike,
    /// Who has the phrase of [`long_phrase`] in their prose.
    pub(super) prose: Option<Filter>,
}

/// Filters by what they are worth, the best first; all who pass them match.
#[derive(Default)]
struct Levels(BTreeMap<Reverse<u16>, Vec<Filter>>);

impl Levels {
    fn add(&mut self, score: u16, filter: Filter) {
        let filters = self.0.entry(Reverse(score)).or_default();
        if !filters.contains(&filter) {
            filters.push(filter);
        }
    }

    fn filters(&self) -> Filter {
        Filter::Any(self.0.values().flatten().cloned().collect())
    }

    fn finish(self) -> Vec<Level> {
        let levels = self.0.into_iter().map(|(Reverse(score), filters)| Level {
            score,
            filter: Filter::Any(filters),
            is_wide: false,
        });
        levels.collect()
    }
}

/// Returns the phrase of a clause that has to be looked up in prose, being too long for [`PAIRS`].
pub(super) fn long_phrase(clause: &Clause) -> Option<Vec<String>> {
    let phrase = match clause {
        Clause::Phrase { words } => words.clone(),
        Clause::Word { text, .. } => parts(text)?,
        Clause::Known { text, things, .. } if Clause::is_everyday(things) => words(text),
        Clause::Known { .. } => return None,
    };
    (phrase.len() > 2).then_some(phrase)
}

impl Plan {
    pub(super) fn new(clause: &Clause, looked_up: &LookedUp) -> Self {
        match clause {
            Clause::Phrase { words } => {
                let mut levels = Levels::default();
                add_phrase(&mut levels, words, looked_up);
                Self {
                    matching: levels.filters(),
                    levels: levels.finish(),
                }
            }
            Clause::Word { text, prefix } => Self::word(text, *prefix, looked_up),
            Clause::Known {
                text,
                things,
                implied_by,
                names,
            } => {
                let mut levels = Levels::default();
                if Clause::is_everyday(things) {
                    add_phrase(&mut levels, &words(text), looked_up);
                }
                add_things(&mut levels, things, implied_by);
                let named = within(Field::Name, &words(text));
                levels.add(score(Field::Name, Fit::Exact), named);
                let matching = levels.filters();
                let headline = names.iter().map(|name| within(Field::Headline, &words(name)));
                let of_headline = score(Field::Headline, Fit::Exact);
                headline.for_each(|filter| levels.add(of_headline, filter));
                let mut levels = levels.finish();
                for level in &mut levels {
                    // Others may have the name in their headline, where it need not mean the thing.
                    level.is_wide = level.score == of_headline;
                }
                Self { matching, levels }
            }
        }
    }

    fn word(text: &str, prefix: bool, looked_up: &LookedUp) -> Self {
        let parts = parts(text);
        let mut levels = Levels::default();
        let mut matching = Vec::new();
        for field in Field::ALL {
            let name = attribute(field).unwrap_or(WORDS);
            let mut exact = vec![Filter::is(name, text)];
            exact.extend(parts.as_ref().map(|parts| match field {
                Field::Prose => in_prose(parts, looked_up),
                _ => within(field, parts),
            }));
            let mut fits = vec![(Fit::Exact, Filter::Any(exact))];
            if prefix {
                fits.push((Fit::Prefix, Filter::Begins(name, text.to_owned())));
            }
            fits.extend(looked_up.alike.filter(name).map(|filter| (Fit::Typo, filter)));
            for (fit, filter) in fits {
                // Every word of a person is among WORDS; only the phrase of its parts may be elsewhere.
                if field == Field::Prose || fit == Fit::Exact && parts.is_some() {
                    matching.push(filter.clone());
                }
                levels.add(score(field, fit), filter);
            }
        }
        Self {
            matching: Filter::Any(matching),
            levels: levels.finish(),
        }
    }
}

fn add_things(levels: &mut Levels, things: &[(Facet, String)], implied_by: &[String]) {
    for (facet, id) in things {
        let named = Filter::is(facet_attribute(*facet), id);
        levels.add(score(facet.field(), Fit::Exact), named);
        if *facet == Facet::Skill {
            levels.add(CORE_SKILL, Filter::is(CORE_SKILLS, id));
        }
    }
    if !implied_by.is_empty() {
        let implied = Filter::In(facet_attribute(Facet::Skill), implied_by.to_vec());
        levels.add(score(Field::Prose, Fit::Exact), implied);
    }
}

fn add_phrase(levels: &mut Levels, words: &[String], looked_up: &LookedUp) {
    for field in Field::ALL {
        let filter = match field {
            Field::Prose => in_prose(words, looked_up),
            _ => within(field, words),
        };
        levels.add(score(field, Fit::Exact), filter);
    }
}

/// Returns who has `words` next to each other in a field other than prose.
pub(super) fn within(field: Field, words: &[String]) -> Filter {
    let name = attribute(field).unwrap_or(WORDS);
    match words {
        [] => Filter::Any(Vec::new()),
        words if words.len() <= PHRASE_WORDS => Filter::is(name, &joined(words)),
        words => {
            let windows = words.windows(PHRASE_WORDS);
            Filter::All(windows.map(|words| Filter::is(name, &joined(words))).collect())
        }
    }
}

/// Returns who has `words` next to each other in their prose, or, where they are two at most, anywhere.
fn in_prose(words: &[String], looked_up: &LookedUp) -> Filter {
    match words {
        [] => Filter::Any(Vec::new()),
        [word] => Filter::is(WORDS, word),
        [_, _] => Filter::is(PAIRS, &joined(words)),
        _ => looked_up.prose.clone().unwrap_or_else(|| chained(words)),
    }
}

/// Returns who has every two of `words` that follow each other somewhere next to each other.
pub(super) fn chained(words: &[String]) -> Filter {
    Filter::All(
        words
            .windows(2)
            .map(|pair| Filter::is(PAIRS, &joined(pair)))
            .collect(),
    )
}
