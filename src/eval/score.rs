//! What do the comparisons add up to?

use std::collections::BTreeMap;

use serde::Serialize;

use super::compare::compare;
use super::{Field, Gold};
use crate::profile::Profile;

/// What one field of one document came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) hits: usize,
    /// In the gold and not in the profile, as the gold says it.
    pub(super) missed: Vec<String>,
    /// In the profile and not in the gold, as the profile says it.
    pub(super) extra: Vec<String>,
}

/// What was wrong in one field of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    pub document: String,
    pub missed: Vec<String>,
    pub extra: Vec<String>,
}

/// What one field came to over all documents.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    hits: usize,
    missed: usize,
    extra: usize,
    misses: Vec<Miss>,
}

/// The figures of a field, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    /// How much of what was found is right; 1 where nothing was found.
    pub precision: f64,
    /// How much of what is to be found was found; 1 where there is nothing to find.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How much there is to find.
    pub gold: usize,
}

/// The figures of all fields, as programs read them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    pub documents: usize,
    /// The mean F1 of the core fields; `None` where none was measured.
    pub core: Option<f64>,
    pub fields: BTreeMap<&'static str, Figures>,
}

/// What the documents came to, field by field.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    documents: usize,
    tallies: BTreeMap<Field, Tally>,
}

impl Tally {
    fn add(&mut self, document: &str, outcome: Outcome) {
        let Outcome { hits, missed, extra } = outcome;
        self.hits += hits;
        self.missed += missed.len();
        self.extra += extra.len();
        if !missed.is_empty() || !extra.is_empty() {
            let document = document.to_owned();
            self.misses.push(Miss {
                document,
                missed,
                extra,
            });
        }
    }

    /// Adds hits and misses that are told elsewhere one by one.
    fn add_counts(&mut self, [hits, missed, extra]: [usize; 3]) {
        self.hits += hits;
        self.missed += missed;
        self.extra += extra;
    }

    #[must_use]
    pub fn figures(&self) -> Figures {
        let precision = share(self.hits, self.extra);
        let recall = share(self.hits, self.missed);
        let both = precision + recall;
        Figures {
            precision,
            recall,
            f1: if both > 0.0 {
                2.0 * precision * recall / both
            } else {
                0.0
            },
            gold: self.hits + self.missed,
        }
    }

    /// The documents in which something was wrong, those with most of it first.
    #[must_use]
    pub fn worst(&self) -> Vec<&Miss> {
        let mut misses: Vec<_> = self.misses.iter().collect();
        misses.sort_by_key(|miss| std::cmp::Reverse(miss.missed.len() + miss.extra.len()));
        misses
    }
}

impl Scores {
    /// Compares what was read of a document with its gold.
    pub fn add(&mut self, document: &str, gold: &Gold, profile: &Profile) {
        self.documents += 1;
        let compared = compare(gold, profile);
        for (field, outcome) in compared.outcomes {
            self.tallies.entry(field).or_default().add(document, outcome);
        }
        if let Some(counts) = compared.all_dates {
            self.tallies
                .entry(Field::DatesAll)
                .or_default()
                .add_counts(counts);
        }
    }

    #[must_use]
    pub const fn documents(&self) -> usize {
        self.documents
    }

    /// The fields that some gold states, in the order of the table.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &Tally)> {
        self.tallies.iter().map(|(field, tally)| (*field, tally))
    }

    #[must_use]
    pub fn field(&self, field: Field) -> Option<&Tally> {
        self.tallies.get(&field)
    }

    /// The mean F1 of the core fields; `None` where none was measured.
    #[must_use]
    pub fn core(&self) -> Option<f64> {
        let core = self.fields().filter(|(field, _)| field.is_core());
        let figures: Vec<f64> = core.map(|(_, tally)| tally.figures().f1).collect();
        (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / number(figures.len()))
    }

    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary {
            documents: self.documents,
            core: self.core(),
            fields: self
                .fields()
                .map(|(field, tally)| (field.id(), tally.figures()))
                .collect(),
        }
    }
}

fn share(hits: usize, others: usize) -> f64 {
    if hits + others == 0 {
        1.0
    } else {
        number(hits) / number(hits + others)
    }
}

/// No corpus has so many facts that a float could not hold their number.
fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_and_recall_are_over_all_documents() {
        let mut tally = Tally::default();
        let some = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        tally.add(
            "a",
            Outcome {
                hits: 3,
                missed: some(&["x"]),
                extra: Vec::new(),
            },
        );
        tally.add(
            "b",
            Outcome {
                hits: 0,
                missed: some(&["x", "y"]),
                extra: some(&["z"]),
            },
        );
        let figures = tally.figures();
        assert_eq!((figures.precision, figures.recall, figures.gold), (0.75, 0.5, 6));
        assert!((figures.f1 - 0.6).abs() < 1e-12);
        assert_eq!(tally.worst()[0].document, "b");
    }

    #[test]
    fn nothing_to_find_and_nothing_found_is_right() {
        assert!((Tally::default().figures().f1 - 1.0).abs() < 1e-12);
    }
}
