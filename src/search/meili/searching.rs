//! One search: its clauses planned, and everything counted while the page is read.

use std::collections::{BTreeMap, HashMap};

use futures_util::future::{try_join, try_join_all};

use super::super::token::tokens;
use super::super::word::phrase_spans;
use super::super::{COUNTED_VALUES, Clause, Error, Facet, FacetCount, Field, Found, MAX_LIMIT, Query, Sort};
use super::client::{Answer, Ask, Client, Counts, Hit, Wanted};
use super::document::{ID, PROSE, facet_attribute};
use super::filter::Filter;
use super::plan::{LookedUp, Plan, chained, long_phrase, within};
use super::ranking::{BY_ID, Page, Ranking};
use super::vocabulary::Alike;
use crate::profile::PersonId;

/// A long phrase is looked for in the prose of up to so many people; were there more who have all its pairs of words,
/// these decide.
const READ_HERE: usize = 1_000;

/// A client, and the index that it searches.
pub(super) struct Searching<'s> {
    pub(super) client: &'s Client,
    pub(super) uid: &'s str,
}

/// What a search asks, as filters.
struct Filters {
    /// Who matches the clauses.
    matching: Filter,
    /// Who has one of the chosen values, for each facet where there are any.
    chosen: BTreeMap<Facet, Filter>,
}

impl Filters {
    /// Returns who passes everything but, where it is said, the choice of one facet.
    fn all_but(&self, facet: Option<Facet>) -> Filter {
        let chosen = self.chosen.iter().filter(|(other, _)| Some(**other) != facet);
        let chosen = chosen.map(|(_, filter)| filter.clone());
        Filter::All(std::iter::once(self.matching.clone()).chain(chosen).collect())
    }
}

impl Searching<'_> {
    pub(super) async fn search(&self, query: &Query) -> Result<Found, Error> {
        let plans = try_join_all(query.clauses.iter().map(|clause| self.plan(clause))).await?;
        let chosen = query.filters.iter().filter(|(_, values)| !values.is_empty());
        let filters = Filters {
            matching: Filter::All(plans.iter().map(|plan| plan.matching.clone()).collect()),
            chosen: chosen
                .map(|(facet, values)| (*facet, Filter::In(facet_attribute(*facet), values.clone())))
                .collect(),
        };
        // The engine answers the questions of a request one after the other, and two requests side by side.
        let ((total, values), people) = try_join(
            self.counted(query, &filters),
            self.people(query, &plans, &filters),
        )
        .await?;
        Ok(Found {
            people,
            total,
            facets: facets(values, query),
        })
    }

    /// Counts everybody who is found, and the values of facets.
    async fn counted(&self, query: &Query, filters: &Filters) -> Result<(u64, Values), Error> {
        let (narrowed, free): (Vec<Facet>, Vec<Facet>) = Facet::ALL
            .into_iter()
            .partition(|facet| filters.chosen.contains_key(facet));
        let free = if query.facet_limit == 0 { Vec::new() } else { free };
        let mut asks = vec![counts(filters.all_but(None), &free)];
        asks.extend(
            narrowed
                .iter()
                .map(|facet| counts(filters.all_but(Some(*facet)), &[*facet])),
        );
        let answers = self.client.ask(self.uid, &asks).await?;
        let total = answers.first().map_or(0, |answer| answer.total);
        let mut values = values(answers);
        self.count_chosen(query, filters, &mut values).await?;
        Ok((total, values))
    }

    /// Reads the page of people that is asked for.
    async fn people(&self, query: &Query, plans: &[Plan], filters: &Filters) -> Result<Vec<PersonId>, Error> {
        let page = Page {
            offset: query.offset,
            limit: query.limit.min(MAX_LIMIT),
        };
        if page.limit == 0 {
            return Ok(Vec::new());
        }
        let everybody = filters.all_but(None);
        if let Some(order) = order(query) {
            let answers = self
                .client
                .ask(self.uid, &[ordered(everybody, order, page)])
                .await?;
            let hits = answers.iter().flat_map(|answer| &answer.people);
            return hits.map(Hit::person).collect();
        }
        let answers = self.client.ask(self.uid, &[counts(everybody, &[])]).await?;
        let total = answers.first().map_or(0, |answer| answer.total);
        if page.offset as u64 >= total {
            return Ok(Vec::new());
        }
        let chosen: Vec<Filter> = filters.chosen.values().cloned().collect();
        let ranking = Ranking {
            client: self.client,
            uid: self.uid,
            clauses: plans,
            chosen: &chosen,
            total,
        };
        ranking.page(page).await
    }

    /// Counts chosen values that are not among the most frequent, which are all that the engine tells.
    async fn count_chosen(&self, query: &Query, filters: &Filters, values: &mut Values) -> Result<(), Error> {
        let mut rare = Vec::new();
        for (facet, chosen) in &query.filters {
            let counted = counted_of(values, *facet);
            if counted.len() >= COUNTED_VALUES {
                let unknown = chosen.iter().filter(|value| !holds(counted, value));
                rare.extend(unknown.map(|value| (*facet, value)));
            }
        }
        let asks: Vec<Ask> = rare
            .iter()
            .map(|(facet, value)| {
                let having = Filter::is(facet_attribute(*facet), value);
                counts(Filter::All(vec![filters.all_but(Some(*facet)), having]), &[])
            })
            .collect();
        let answers = self.client.ask(self.uid, &asks).await?;
        for ((facet, value), answer) in rare.into_iter().zip(answers) {
            counted_of(values, facet).push(FacetCount {
                value: value.clone(),
                count: answer.total,
            });
        }
        Ok(())
    }

    async fn plan(&self, clause: &Clause) -> Result<Plan, Error> {
        let alike = match clause {
            Clause::Word { text, prefix } => Alike::find(self.client, self.uid, text, *prefix).await?,
            Clause::Known { .. } | Clause::Phrase { .. } => Alike::Nothing,
        };
        let prose = match long_phrase(clause) {
            Some(phrase) => Some(self.in_prose(&phrase).await?),
            None => None,
        };
        Ok(Plan::new(clause, &LookedUp { alike, prose }))
    }

    /// Returns who has a phrase in their prose and in no other text.
    async fn in_prose(&self, phrase: &[String]) -> Result<Filter, Error> {
        let elsewhere: Vec<Filter> = Field::ALL
            .into_iter()
            .filter(|field| *field != Field::Prose)
            .map(|field| within(field, phrase))
            .collect();
        let chained = chained(phrase);
        let ask = Ask {
            filter: chained.clone().without(&elsewhere),
            wanted: Wanted::People {
                order: BY_ID,
                offset: 0,
                limit: READ_HERE + 1,
                attributes: vec![ID, PROSE],
            },
        };
        let answers = self.client.ask(self.uid, &[ask]).await?;
        let candidates: Vec<_> = answers.iter().flat_map(|answer| &answer.people).collect();
        if candidates.len() > READ_HERE {
            return Ok(chained);
        }
        let having = candidates
            .into_iter()
            .filter(|hit| !phrase_spans(&tokens(hit.text(PROSE)), phrase).is_empty());
        let ids: Result<Vec<String>, Error> = having.map(|hit| Ok(hit.person()?.to_string())).collect();
        Ok(Filter::In(ID, ids?))
    }
}

/// Returns the order of the results, where the engine can tell it: of people whom no words rank, and of all who are not
/// to be ranked.
fn order(query: &Query) -> Option<&'static [&'static str]> {
    match query.sort {
        Sort::Relevance => query.clauses.is_empty().then_some(BY_ID),
        Sort::Name => Some(&["name_key:asc", "id:asc"]),
        Sort::Recent => Some(&["updated:desc", "id:asc"]),
        Sort::Years => Some(&["years:desc", "id:asc"]),
    }
}

fn ordered(filter: Filter, order: &'static [&'static str], page: Page) -> Ask {
    Ask {
        filter,
        wanted: Wanted::People {
            order,
            offset: page.offset,
            limit: page.limit,
            attributes: vec![ID],
        },
    }
}

fn counts(filter: Filter, facets: &[Facet]) -> Ask {
    Ask {
        filter,
        wanted: Wanted::Counts(facets.iter().map(|facet| facet_attribute(*facet)).collect()),
    }
}

/// How many people have each value, by attribute.
type Values = HashMap<String, Counts>;

/// Gathers the counts of all values, whichever question they were an answer to.
fn values(answers: Vec<Answer>) -> Values {
    answers.into_iter().flat_map(|answer| answer.counts).collect()
}

fn counted_of(values: &mut Values, facet: Facet) -> &mut Vec<FacetCount> {
    &mut values.entry(facet_attribute(facet).to_owned()).or_default().0
}

fn holds(counts: &[FacetCount], value: &str) -> bool {
    counts.iter().any(|known| known.value == value)
}

fn facets(mut values: Values, query: &Query) -> BTreeMap<Facet, Vec<FacetCount>> {
    let of_facet = |facet: Facet| {
        let counts = values.remove(facet_attribute(facet)).unwrap_or_default();
        let chosen = query.filters.get(&facet).map_or(&[][..], Vec::as_slice);
        (facet, top(counts.0, chosen, query.facet_limit))
    };
    Facet::ALL.into_iter().map(of_facet).collect()
}

/// Returns the values that most have, and all chosen ones.
fn top(mut values: Vec<FacetCount>, chosen: &[String], limit: usize) -> Vec<FacetCount> {
    for value in chosen {
        if !holds(&values, value) {
            values.push(FacetCount {
                value: value.clone(),
                count: 0,
            });
        }
    }
    let order = |left: &FacetCount, right: &FacetCount| {
        let by_value = || left.value.cmp(&right.value);
        right.count.cmp(&left.count).then_with(by_value)
    };
    if limit < values.len() {
        // A thousand values are counted, and some few are shown.
        values.select_nth_unstable_by(limit, order);
    }
    let mut place = 0;
    values.retain(|value| {
        place += 1;
        value.count > 0 && place <= limit || chosen.contains(&value.value)
    });
    values.sort_unstable_by(order);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_that_most_have_are_shown_and_all_chosen_ones() {
        let counted = [("go", 1), ("rust", 3), ("java", 2), ("c", 0), ("ada", 3)];
        let counts = counted.map(|(value, count)| FacetCount {
            value: value.to_owned(),
            count,
        });
        let shown = |limit, chosen: &[&str]| {
            let chosen: Vec<String> = chosen.iter().map(ToString::to_string).collect();
            let values = top(counts.to_vec(), &chosen, limit).into_iter();
            values.map(|value| value.value).collect::<Vec<_>>()
        };
        assert_eq!(shown(3, &[]), ["ada", "rust", "java"]);
        assert_eq!(shown(9, &[]), ["ada", "rust", "java", "go"], "nobody has c");
        assert_eq!(shown(1, &["go", "c", "zig"]), ["ada", "go", "c", "zig"]);
        assert_eq!(shown(0, &[]), [""; 0]);
    }
}
