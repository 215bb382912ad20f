//! Who comes first? Ranks are what [`rank`](super::super::rank) says; the engine tells who has which.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::client::{Ask, Client, Hit, Wanted};
use super::document::{ID, PAIRS, WORDS};
use super::filter::Filter;
use super::plan::{Level, Plan};
use crate::profile::PersonId;
use crate::search::Error;

/// How many attributes of people, each a person's list of values, the engine hands out in about the time that it takes
/// for one more question. So few people are ranked by what is read of them instead of asked for level by level.
const ATTRIBUTES_A_QUESTION: usize = 250;

/// Lists so long that it is not read what stands in them: it is asked who has a value.
const LONG_LISTS: [&str; 2] = [WORDS, PAIRS];

/// Up to so many people are ordered by us; among more the engine is asked rank by rank.
const RANKED_HERE: u64 = 1_000;

/// More ranks than these are not asked for one by one, however many people there are.
const MOST_TIERS: usize = 2_000;

/// How many ranks are counted before it is seen whether the page is full: few at first, since the best are asked for most.
const TIERS_AT_FIRST: usize = 4;
const TIERS_AT_ONCE: usize = 32;

/// The order of ids, by which equals are ordered.
pub(super) const BY_ID: &[&str] = &["id:asc"];

/// The part of the results that is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) offset: usize,
    pub(super) limit: usize,
}

/// People to be ordered by what they are worth to the clauses of a search.
#[derive(Debug)]
pub(super) struct Ranking<'r> {
    pub(super) client: &'r Client,
    pub(super) uid: &'r str,
    pub(super) clauses: &'r [Plan],
    /// What else they have to pass.
    pub(super) chosen: &'r [Filter],
    /// How many they are.
    pub(super) total: u64,
}

/// People who are all worth the same to a clause, or to a search.
#[derive(Debug, Clone)]
struct Tier {
    score: u16,
    filter: Filter,
    count: u64,
}

impl Plan {
    /// Returns the filters of who is worth exactly as much as each level says, the best first.
    fn exact_levels(&self) -> impl Iterator<Item = (u16, Filter)> {
        self.levels.iter().enumerate().map(|(index, level)| {
            let better = self.levels.iter().take(index);
            let better: Vec<Filter> = better.map(|level| level.filter.clone()).collect();
            let matching = level.is_wide.then(|| self.matching.clone());
            let filters = matching.into_iter().chain([level.filter.clone()]);
            (level.score, Filter::All(filters.collect()).without(&better))
        })
    }

    /// Returns the levels above the lowest, on which is whoever is on none of these.
    fn above_lowest(&self) -> (u16, &[Level]) {
        match self.levels.split_last() {
            Some((lowest, better)) => (lowest.score, better),
            None => (0, &[]),
        }
    }

    /// Returns the filters of who passes neither a level that long lists decide nor such a better one, by the level's index.
    fn below(&self) -> impl Iterator<Item = (usize, Filter)> {
        let (_, better) = self.above_lowest();
        let long = better.iter().enumerate().filter(|(_, level)| level.is_long());
        let mut passed = Vec::new();
        long.map(move |(index, level)| {
            passed.push(level.filter.clone());
            (index, self.matching.clone().without(&passed))
        })
    }
}

impl Level {
    /// Says whether a long list decides who passes.
    fn is_long(&self) -> bool {
        let mut names = BTreeSet::new();
        self.filter.name_attributes(&mut names);
        LONG_LISTS.iter().any(|list| names.contains(list))
    }
}

/// Who passes no long list of a level or of the better ones, by the indexes of its clause and its own.
type Below = HashMap<(usize, usize), HashSet<PersonId>>;

impl Ranking<'_> {
    pub(super) async fn page(&self, page: Page) -> Result<Vec<PersonId>, Error> {
        let levels: usize = self.clauses.iter().map(|plan| plan.above_lowest().1.len()).sum();
        let attributes = self.attributes();
        let people = usize::try_from(self.total).unwrap_or(usize::MAX);
        if people.saturating_mul(attributes.len()) <= ATTRIBUTES_A_QUESTION * levels {
            return Ok(ordered(self.read(attributes).await?, page));
        }
        if levels > 0 && self.total <= RANKED_HERE {
            return Ok(ordered(self.asked().await?, page));
        }
        let clauses = self.tiers().await?;
        let combinations = clauses.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul);
        let deciding: Vec<usize> = (0..clauses.len())
            .filter(|clause| clauses[*clause].len() > 1)
            .collect();
        match deciding.as_slice() {
            [] => self.slices(&[(self.matching(), self.total)], page).await,
            [clause] => {
                let tiers = clauses[*clause].iter();
                let tiers: Vec<_> = tiers
                    .map(|tier| (self.with_others(*clause, tier.filter.clone()), tier.count))
                    .collect();
                self.slices(&tiers, page).await
            }
            _ if combinations.is_none_or(|count| count > MOST_TIERS) => {
                Ok(ordered(self.asked().await?, page))
            }
            _ => {
                let tiers = self.counted(totals(&clauses), page).await?;
                self.slices(&tiers, page).await
            }
        }
    }

    /// Asks about those who pass `filters`, among who was chosen.
    fn ask(&self, filters: Vec<Filter>, wanted: Wanted) -> Ask {
        let filters = filters.into_iter().chain(self.chosen.iter().cloned());
        Ask {
            filter: Filter::All(filters.collect()),
            wanted,
        }
    }

    /// Returns what passes `filter`, which is about one clause, and the other clauses.
    fn with_others(&self, clause: usize, filter: Filter) -> Vec<Filter> {
        let matching = self.clauses.iter().map(|plan| plan.matching.clone());
        let mut filters: Vec<Filter> = matching.collect();
        if let Some(own) = filters.get_mut(clause) {
            *own = filter;
        }
        filters
    }

    fn matching(&self) -> Vec<Filter> {
        self.clauses.iter().map(|plan| plan.matching.clone()).collect()
    }

    /// Wants everybody, in no order, with these attributes.
    fn everybody(&self, attributes: Vec<&'static str>) -> Wanted {
        Wanted::People {
            order: &[],
            offset: 0,
            limit: usize::try_from(self.total).unwrap_or(usize::MAX),
            attributes,
        }
    }

    /// Returns what people are ranked by, with what tells who they are.
    fn attributes(&self) -> BTreeSet<&'static str> {
        let mut attributes = BTreeSet::from([ID]);
        let levels = self.clauses.iter().flat_map(|plan| plan.above_lowest().1);
        for level in levels.filter(|level| !level.is_long()) {
            level.filter.name_attributes(&mut attributes);
        }
        attributes
    }

    /// Reads from each person what they are ranked by, and asks for the few who are below what long lists decide.
    async fn read(&self, attributes: BTreeSet<&'static str>) -> Result<Vec<(PersonId, u16)>, Error> {
        let wanted = self.everybody(attributes.into_iter().collect());
        let mut asks = vec![self.ask(self.matching(), wanted)];
        let mut levels = Vec::new();
        for (clause, plan) in self.clauses.iter().enumerate() {
            for (level, filter) in plan.below() {
                asks.push(self.ask(self.with_others(clause, filter), self.everybody(vec![ID])));
                levels.push((clause, level));
            }
        }
        let answers = self.client.ask(self.uid, &asks).await?;
        let mut answers = answers.iter().map(|answer| &answer.people);
        let everybody = answers.next().into_iter().flatten();
        let below: Below = levels
            .into_iter()
            .zip(answers)
            .map(|(level, people)| Ok((level, people.iter().map(Hit::person).collect::<Result<_, _>>()?)))
            .collect::<Result<_, Error>>()?;
        everybody
            .map(|hit| {
                let person = hit.person()?;
                Ok((person, self.score(person, hit, &below)))
            })
            .collect()
    }

    /// Returns what somebody is worth.
    fn score(&self, person: PersonId, hit: &Hit, below: &Below) -> u16 {
        let of_clause = |(clause, plan): (usize, &Plan)| {
            let (lowest, better) = plan.above_lowest();
            let mut levels = better.iter().enumerate();
            let level = levels.find(|(index, level)| match below.get(&(clause, *index)) {
                Some(below) => !below.contains(&person),
                None => level.filter.passes(hit),
            });
            level.map_or(lowest, |(_, level)| level.score)
        };
        self.clauses.iter().enumerate().map(of_clause).sum()
    }

    /// Learns from the engine who is worth how much to each clause.
    async fn asked(&self) -> Result<Vec<(PersonId, u16)>, Error> {
        let lowest = self.clauses.iter().map(|plan| plan.above_lowest().0).sum();
        let mut more = vec![0];
        let mut asks = vec![self.ask(self.matching(), self.everybody(vec![ID]))];
        for (clause, plan) in self.clauses.iter().enumerate() {
            let (lowest, better) = plan.above_lowest();
            for (score, filter) in plan.exact_levels().take(better.len()) {
                asks.push(self.ask(self.with_others(clause, filter), self.everybody(vec![ID])));
                more.push(score - lowest);
            }
        }
        let answers = self.client.ask(self.uid, &asks).await?;
        let mut scores: HashMap<PersonId, u16> = HashMap::new();
        for (more, answer) in more.into_iter().zip(&answers) {
            for hit in &answer.people {
                *scores.entry(hit.person()?).or_insert(lowest) += more;
            }
        }
        Ok(scores.into_iter().collect())
    }

    /// Counts who is worth exactly how much to each clause, the best first; nobody is on some levels. On the lowest, whose
    /// filter is the longest, is who is on none of the others.
    async fn tiers(&self) -> Result<Vec<Vec<Tier>>, Error> {
        let levels: Vec<Vec<(u16, Filter)>> = self
            .clauses
            .iter()
            .map(Plan::exact_levels)
            .map(Iterator::collect)
            .collect();
        let asks: Vec<Ask> = levels
            .iter()
            .enumerate()
            .flat_map(|(clause, levels)| {
                let above_lowest = levels.iter().take(levels.len().saturating_sub(1));
                above_lowest.map(move |(_, filter)| self.with_others(clause, filter.clone()))
            })
            .map(|filters| self.ask(filters, Wanted::Counts(Vec::new())))
            .collect();
        let mut answers = self.client.ask(self.uid, &asks).await?.into_iter();
        let mut clauses = Vec::new();
        for (plan, levels) in self.clauses.iter().zip(levels) {
            let mut left = self.total;
            let lowest = levels.len().saturating_sub(1);
            let mut tiers = Vec::new();
            for (level, (score, filter)) in levels.into_iter().enumerate() {
                let counted = (level < lowest).then(|| answers.next()).flatten();
                let count = counted.map_or(left, |answer| answer.total);
                left = left.saturating_sub(count);
                if count > 0 {
                    tiers.push(Tier { score, filter, count });
                }
            }
            if let [tier] = tiers.as_mut_slice() {
                // Everybody who matches is on it, which is easier asked.
                tier.filter = plan.matching.clone();
            }
            clauses.push(tiers);
        }
        Ok(clauses)
    }

    /// Counts who is worth how much in all, from the best, until they fill the page.
    async fn counted(&self, totals: Vec<Filter>, page: Page) -> Result<Vec<(Vec<Filter>, u64)>, Error> {
        let needed = page.offset.saturating_add(page.limit) as u64;
        let mut counted: Vec<(Vec<Filter>, u64)> = Vec::new();
        let (mut totals, mut found) = (totals.into_iter(), 0);
        let mut at_once = TIERS_AT_FIRST;
        while found < needed && totals.len() > 0 {
            let some: Vec<Filter> = totals.by_ref().take(at_once).collect();
            at_once = TIERS_AT_ONCE;
            let asks: Vec<Ask> = some
                .iter()
                .map(|filter| self.ask(vec![filter.clone()], Wanted::Counts(Vec::new())))
                .collect();
            for (filter, answer) in some.into_iter().zip(self.client.ask(self.uid, &asks).await?) {
                found += answer.total;
                counted.push((vec![filter], answer.total));
            }
        }
        Ok(counted)
    }

    /// Reads the page out of tiers that follow each other: who passes these filters, and how many they are.
    async fn slices(&self, tiers: &[(Vec<Filter>, u64)], page: Page) -> Result<Vec<PersonId>, Error> {
        let mut asks = Vec::new();
        let (mut skip, mut left) = (page.offset, page.limit);
        for (filters, count) in tiers {
            let count = usize::try_from(*count).unwrap_or(usize::MAX);
            if skip >= count {
                skip -= count;
                continue;
            }
            let limit = left.min(count - skip);
            if limit == 0 {
                break;
            }
            let wanted = Wanted::People {
                order: BY_ID,
                offset: skip,
                limit,
                attributes: vec![ID],
            };
            asks.push(self.ask(filters.clone(), wanted));
            (skip, left) = (0, left - limit);
        }
        let answers = self.client.ask(self.uid, &asks).await?;
        let hits = answers.iter().flat_map(|answer| &answer.people);
        hits.map(Hit::person).collect()
    }
}

/// Reads the page out of people who are worth so much.
fn ordered(people: Vec<(PersonId, u16)>, page: Page) -> Vec<PersonId> {
    let mut people: Vec<_> = people
        .into_iter()
        .map(|(person, score)| (Reverse(score), person))
        .collect();
    people.sort_unstable();
    let people = people.into_iter().skip(page.offset).take(page.limit);
    people.map(|(_, person)| person).collect()
}

/// Returns who is worth each sum of one score a clause, the greatest first.
fn totals(clauses: &[Vec<Tier>]) -> Vec<Filter> {
    let mut ways: Vec<(u16, Vec<Filter>)> = vec![(0, Vec::new())];
    for tiers in clauses {
        ways = ways
            .iter()
            .flat_map(|(sum, filters)| {
                tiers.iter().map(move |tier| {
                    let filters = filters.iter().chain([&tier.filter]);
                    (sum + tier.score, filters.cloned().collect())
                })
            })
            .collect();
    }
    let mut by_total: BTreeMap<Reverse<u16>, Vec<Filter>> = BTreeMap::new();
    for (total, filters) in ways {
        by_total
            .entry(Reverse(total))
            .or_default()
            .push(Filter::All(filters));
    }
    by_total.into_values().map(Filter::Any).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(score: u16) -> Tier {
        Tier {
            score,
            filter: Filter::is("words", &score.to_string()),
            count: 1,
        }
    }

    #[test]
    fn ways_to_the_same_total_are_one_tier() {
        let clauses = [vec![tier(5), tier(3)], vec![tier(4), tier(2)]];
        let totals: Vec<String> = totals(&clauses).iter().map(ToString::to_string).collect();
        let way = |one: u16, other: u16| format!(r#"(words IN ["{one}"]) AND (words IN ["{other}"])"#);
        assert_eq!(
            totals,
            [
                way(5, 4),
                format!("({}) OR ({})", way(5, 2), way(3, 4)),
                way(3, 2),
            ]
        );
    }
}
