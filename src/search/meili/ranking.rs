//! Who comes first? Ranks are what [`rank`](super::super::rank) says; the engine tells who has which.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::client::{Ask, Client, Wanted};
use super::document::ID;
use super::filter::Filter;
use super::plan::Plan;
use crate::profile::PersonId;
use crate::search::Error;

/// Up to so many people are ranked by us, which takes one request; among more the engine is asked rank by rank.
const RANKED_HERE: u64 = 1_000;

/// More ranks than these are not asked for one by one, however many people there are.
const MOST_TIERS: usize = 2_000;

/// How many ranks are counted before it is seen whether the page is full.
const TIERS_AT_ONCE: usize = 32;

/// The order of ids, by which equals are ordered.
pub(super) const BY_ID: &[&str] = &["id:asc"];

/// People who are all worth the same to a clause, or to a search.
#[derive(Debug, Clone)]
pub(super) struct Tier {
    pub(super) score: u16,
    pub(super) filter: Filter,
    pub(super) count: u64,
}

/// The part of the results that is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) offset: usize,
    pub(super) limit: usize,
}

impl Plan {
    /// Returns the filters of who is worth exactly as much as each level says, the best first.
    pub(super) fn exact_levels(&self) -> Vec<(u16, Filter)> {
        let mut better: Vec<Filter> = Vec::new();
        let mut exact = Vec::new();
        for level in &self.levels {
            exact.push((level.score, level.filter.clone().without(&better)));
            better.push(level.filter.clone());
        }
        exact
    }
}

/// Orders those who pass `everybody`, `total` of them; each of `clauses` tells who of them is worth how much to it.
pub(super) async fn page(
    client: &Client,
    uid: &str,
    (everybody, total): (&Filter, u64),
    clauses: Vec<Vec<Tier>>,
    page: Page,
) -> Result<Vec<PersonId>, Error> {
    // What everybody is worth alike decides nothing.
    let clauses: Vec<Vec<Tier>> = clauses.into_iter().filter(|tiers| tiers.len() > 1).collect();
    let ranking = Ranking {
        client,
        uid,
        everybody,
    };
    let combinations = clauses.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul);
    let many = combinations.is_none_or(|count| count > MOST_TIERS);
    match clauses.as_slice() {
        [] => {
            let all = Tier {
                score: 0,
                filter: Filter::All(Vec::new()),
                count: total,
            };
            ranking.slices(&[all], page).await
        }
        [tiers] => ranking.slices(tiers, page).await,
        clauses if total <= RANKED_HERE || many => ranking.by_scores(clauses, page).await,
        clauses => ranking.by_tiers(clauses, page).await,
    }
}

struct Ranking<'r> {
    client: &'r Client,
    uid: &'r str,
    everybody: &'r Filter,
}

impl Ranking<'_> {
    fn among(&self, filter: &Filter) -> Filter {
        Filter::All(vec![self.everybody.clone(), filter.clone()])
    }

    /// Reads the page out of tiers that follow each other.
    async fn slices(&self, tiers: &[Tier], page: Page) -> Result<Vec<PersonId>, Error> {
        let mut asks = Vec::new();
        let (mut skip, mut left) = (page.offset, page.limit);
        for tier in tiers {
            let count = usize::try_from(tier.count).unwrap_or(usize::MAX);
            if skip >= count {
                skip -= count;
                continue;
            }
            let limit = left.min(count - skip);
            if limit == 0 {
                break;
            }
            asks.push(Ask {
                filter: self.among(&tier.filter),
                wanted: Wanted::People {
                    order: BY_ID,
                    offset: skip,
                    limit,
                    attributes: &[ID],
                },
            });
            (skip, left) = (0, left - limit);
        }
        let answers = self.client.ask(self.uid, &asks).await?;
        answers
            .iter()
            .flat_map(|answer| &answer.people)
            .map(super::client::Hit::person)
            .collect()
    }

    /// Learns what everybody is worth to every clause, and orders them here.
    async fn by_scores(&self, clauses: &[Vec<Tier>], page: Page) -> Result<Vec<PersonId>, Error> {
        let tiers: Vec<&Tier> = clauses.iter().flatten().collect();
        let asks: Vec<Ask> = tiers
            .iter()
            .map(|tier| Ask {
                filter: self.among(&tier.filter),
                wanted: Wanted::People {
                    order: &[],
                    offset: 0,
                    limit: usize::try_from(tier.count).unwrap_or(usize::MAX),
                    attributes: &[ID],
                },
            })
            .collect();
        let answers = self.client.ask(self.uid, &asks).await?;
        let mut scores: HashMap<PersonId, u16> = HashMap::new();
        for (tier, answer) in tiers.iter().zip(&answers) {
            for hit in &answer.people {
                *scores.entry(hit.person()?).or_default() += tier.score;
            }
        }
        let mut order: Vec<(Reverse<u16>, PersonId)> = scores
            .into_iter()
            .map(|(person, score)| (Reverse(score), person))
            .collect();
        order.sort_unstable();
        let people = order.into_iter().skip(page.offset).take(page.limit);
        Ok(people.map(|(_, person)| person).collect())
    }

    /// Counts who is worth how much in all, from the best, until the page is full.
    async fn by_tiers(&self, clauses: &[Vec<Tier>], page: Page) -> Result<Vec<PersonId>, Error> {
        let needed = page.offset.saturating_add(page.limit) as u64;
        let mut counted: Vec<Tier> = Vec::new();
        for some in totals(clauses).chunks(TIERS_AT_ONCE) {
            let asks: Vec<Ask> = some
                .iter()
                .map(|(_, filter)| Ask {
                    filter: self.among(filter),
                    wanted: Wanted::Counts(Vec::new()),
                })
                .collect();
            let answers = self.client.ask(self.uid, &asks).await?;
            counted.extend(some.iter().zip(answers).map(|((score, filter), answer)| Tier {
                score: *score,
                filter: filter.clone(),
                count: answer.total,
            }));
            if counted.iter().map(|tier| tier.count).sum::<u64>() >= needed {
                break;
            }
        }
        self.slices(&counted, page).await
    }
}

/// Returns every sum of one score a clause, the greatest first, and who is worth that.
fn totals(clauses: &[Vec<Tier>]) -> Vec<(u16, Filter)> {
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
    by_total
        .into_iter()
        .map(|(Reverse(total), ways)| (total, Filter::Any(ways)))
        .collect()
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
        let totals: Vec<(u16, String)> = totals(&clauses)
            .into_iter()
            .map(|(total, filter)| (total, filter.to_string()))
            .collect();
        let way = |one: u16, other: u16| format!(r#"(words IN ["{one}"]) AND (words IN ["{other}"])"#);
        assert_eq!(
            totals,
            [
                (9, way(5, 4)),
                (7, format!("({}) OR ({})", way(5, 2), way(3, 4))),
                (5, way(3, 2)),
            ]
        );
    }
}
