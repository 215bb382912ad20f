//! One pass over what matches: the best page, the total, and the exact counts of all facets.

use std::collections::{BTreeMap, HashSet};

use tantivy::{BitSet, DocId, TantivyError};

use super::super::{Facet, FacetCount, Found, MAX_LIMIT, Query, Sort};
use super::Snapshot;
use super::columns::{Columns, Numbers};
use super::matching::{Matcher, Scores};
use super::plan::Step;
use crate::profile::PersonId;

/// What decides the order: by rank, then by id.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The smaller, the better.
    Number(u64),
    Text(String),
}

/// Gathers the answer, segment by segment.
pub(super) struct Collector<'c> {
    query: &'c Query,
    steps: &'c [Step<'c>],
    snapshot: &'c Snapshot,
    hits: Vec<(Rank, PersonId)>,
    total: u64,
    /// By facet, then by the value's number.
    counts: Vec<Vec<u64>>,
}

/// The chosen values of a facet, and who has any of them.
type Passing = (Facet, BitSet);

impl<'c> Collector<'c> {
    pub(super) fn new(query: &'c Query, steps: &'c [Step<'c>], snapshot: &'c Snapshot) -> Self {
        Self {
            query,
            steps,
            snapshot,
            hits: Vec::new(),
            total: 0,
            counts: snapshot
                .numbers
                .iter()
                .map(|numbers| vec![0; numbers.values.len()])
                .collect(),
        }
    }

    /// Takes in what matches of one segment.
    pub(super) fn segment(&mut self, matcher: &Matcher<'_>, columns: &Columns) -> Result<(), TantivyError> {
        let scores = matcher.scores(self.steps)?;
        let passing: Vec<Passing> = self
            .query
            .filters
            .iter()
            .filter(|(_, values)| !values.is_empty())
            .map(|(facet, values)| Ok((*facet, matcher.with_any(*facet, values)?)))
            .collect::<Result<_, TantivyError>>()?;
        let alive = matcher.segment.alive_bitset();
        let mut passed = Vec::new();
        for (document, score) in (0..).zip(&scores) {
            if *score == 0 || alive.is_some_and(|alive| !alive.is_alive(document)) {
                continue;
            }
            let mut failed = passing.iter().filter(|(_, set)| !set.contains(document));
            match (failed.next(), failed.next()) {
                (None, _) => {
                    passed.push(document);
                    for facet in Facet::ALL {
                        self.count(facet, columns, document);
                    }
                }
                // Only its own group keeps this person out, so that group counts them.
                (Some((facet, _)), None) => self.count(*facet, columns, document),
                _ => {}
            }
        }
        self.total += passed.len() as u64;
        self.rank(passed, &scores, columns)
    }

    fn count(&mut self, facet: Facet, columns: &Columns, document: DocId) {
        let counts = &mut self.counts[facet as usize];
        for number in columns.values(facet, document) {
            counts[*number as usize] += 1;
        }
    }

    /// Keeps the best of one segment, as many as the page may need.
    fn rank(&mut self, passed: Vec<DocId>, scores: &Scores, columns: &Columns) -> Result<(), TantivyError> {
        let most = self.query.offset.saturating_add(self.limit());
        let key = |document: DocId| {
            let at = document as usize;
            match self.query.sort {
                Sort::Relevance => u64::from(u16::MAX - scores[at]),
                Sort::Name => columns.names[at],
                Sort::Recent => columns.updated[at],
                Sort::Years => columns.years[at],
            }
        };
        let mut keyed: Vec<(u64, u128, DocId)> = passed
            .into_iter()
            .map(|document| (key(document), columns.id(document), document))
            .collect();
        if keyed.len() > most {
            keyed.select_nth_unstable(most);
            keyed.truncate(most);
        }
        for (number, _, document) in keyed {
            let rank = if self.query.sort == Sort::Name {
                let mut name = String::new();
                columns.name_keys.ord_to_str(number, &mut name)?;
                Rank::Text(name)
            } else {
                Rank::Number(number)
            };
            self.hits.push((rank, columns.person(document)));
        }
        Ok(())
    }

    fn limit(&self) -> usize {
        self.query.limit.min(MAX_LIMIT)
    }

    pub(super) fn finish(mut self) -> Found {
        self.hits.sort_unstable();
        let page = self.hits.iter().skip(self.query.offset).take(self.limit());
        Found {
            people: page.map(|(_, id)| *id).collect(),
            total: self.total,
            facets: self.facets(),
        }
    }

    fn facets(&self) -> BTreeMap<Facet, Vec<FacetCount>> {
        Facet::ALL
            .into_iter()
            .map(|facet| {
                let chosen = self.query.filters.get(&facet).map_or(&[][..], Vec::as_slice);
                let numbers = &self.snapshot.numbers[facet as usize];
                let counts = &self.counts[facet as usize];
                (facet, top(counts, numbers, chosen, self.query.facet_limit))
            })
            .collect()
    }
}

/// Returns the values that most have, and all chosen ones.
fn top(counts: &[u64], numbers: &Numbers, chosen: &[String], limit: usize) -> Vec<FacetCount> {
    let order = |left: &u32, right: &u32| {
        let count = |number: u32| counts[number as usize];
        let value = |number: u32| &numbers.values[number as usize];
        count(*right)
            .cmp(&count(*left))
            .then_with(|| value(*left).cmp(value(*right)))
    };
    let mut best: Vec<u32> = (0..)
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(number, _)| number)
        .collect();
    if best.len() > limit {
        if limit > 0 {
            best.select_nth_unstable_by(limit - 1, order);
        }
        best.truncate(limit);
    }
    let mut values: Vec<FacetCount> = best
        .iter()
        .map(|number| FacetCount {
            value: numbers.values[*number as usize].to_string(),
            count: counts[*number as usize],
        })
        .collect();
    let mut present: HashSet<String> = values.iter().map(|value| value.value.clone()).collect();
    for value in chosen {
        if present.insert(value.clone()) {
            values.push(FacetCount {
                value: value.clone(),
                count: numbers.find(value).map_or(0, |number| counts[number as usize]),
            });
        }
    }
    values.sort_unstable_by(|left, right| {
        right
            .count
            .cmp(&left.count)
            .then_with(|| left.value.cmp(&right.value))
    });
    values
}
