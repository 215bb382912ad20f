//! Laws of searching, tried on random people and queries.

use std::collections::{BTreeMap, BTreeSet};

use muster::search::{Clause, Entry, Facet, Query, Sort, UNKNOWN, highlight};
use muster::taxonomy::Taxonomy;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::TestCaseError;

use super::engines::{Engine, in_memory, served};
use super::oracle::{Answer, answer};
use super::people::{day, nobody, numbers};

const WORDS: [&str; 16] = [
    "kafka",
    "kafak",
    "kafkas",
    "kubernetes",
    "kubernetse",
    "rust",
    "trust",
    "rusty",
    "event-driven",
    "event",
    "driven",
    "c++",
    "c#",
    "node.js",
    "python3",
    "distributed",
];

const VALUES: [&str; 4] = ["red", "green", "blue", "gold"];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&WORDS[..]), 0..5).prop_map(|words| words.join(" "))
}

fn values() -> impl Strategy<Value = Vec<String>> {
    subsequence(&VALUES[..], 0..=2).prop_map(|values| values.into_iter().map(str::to_owned).collect())
}

fn entry() -> impl Strategy<Value = Entry> {
    let texts = (text(), text(), prop::collection::vec(text(), 0..3), text());
    let facets = (
        values(),
        values(),
        values(),
        prop::option::of(select(&VALUES[..])),
    );
    let order = (prop::option::of(0_u8..5), 0_i64..4);
    (texts, facets, order).prop_map(|((name, headline, titles, prose), facets, (years, date))| {
        let (skills, companies, places, seniority) = facets;
        Entry {
            name,
            headline,
            titles,
            prose,
            skills,
            companies,
            places,
            seniority: seniority.map(str::to_owned),
            years: years.map(f32::from),
            is_stale: date == 0,
            updated_at: day(date),
            ..nobody(0)
        }
    })
}

fn people() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(entry(), 0..24).prop_map(|mut people| {
        for (number, person) in (1..).zip(&mut people) {
            person.id = super::people::id(number);
        }
        people
    })
}

fn clause() -> impl Strategy<Value = Clause> {
    let word = (select(&WORDS[..]), 1_usize..12, any::<bool>()).prop_map(|(word, letters, prefix)| {
        let text = word.chars().take(letters).collect::<String>();
        Clause::Word {
            text: text.trim_end_matches(['-', '.', '+']).to_owned(),
            prefix,
        }
    });
    let phrase = prop::collection::vec(select(&["rust", "kafka", "event", "driven", "c++"][..]), 1..5)
        .prop_map(|words| Clause::Phrase {
            words: words.into_iter().map(str::to_owned).collect(),
        });
    let facet = select(&[Facet::Skill, Facet::Company, Facet::Industry, Facet::Place][..]);
    let known = (select(&["rust", "event driven"][..]), facet, select(&VALUES[..])).prop_map(
        |(text, facet, value)| Clause::Known {
            text: text.to_owned(),
            things: vec![(facet, value.to_owned())],
            implied_by: vec!["gold".to_owned()],
            names: vec!["kafka".to_owned()],
        },
    );
    prop_oneof![3 => word, 1 => phrase, 1 => known]
}

fn query() -> impl Strategy<Value = Query> {
    let chosen = subsequence(
        &["red", "green", "blue", "gold", "none", "stale", UNKNOWN][..],
        0..=3,
    )
    .prop_map(|values| values.into_iter().map(str::to_owned).collect::<Vec<_>>());
    let filters = prop::collection::btree_map(select(&Facet::ALL[..]), chosen, 0..3);
    let sort = select(&[Sort::Relevance, Sort::Name, Sort::Recent, Sort::Years][..]);
    (prop::collection::vec(clause(), 0..3), filters, sort).prop_map(|(clauses, filters, sort)| Query {
        clauses,
        filters,
        sort,
        limit: 7,
        facet_limit: 100,
        ..Query::default()
    })
}

/// Collects every page, and checks that each has the same total and counts.
async fn all_pages(engine: &Engine, query: &Query) -> (Vec<u128>, BTreeMap<Facet, BTreeMap<String, u64>>) {
    let mut people = Vec::new();
    loop {
        let page = Query {
            offset: people.len(),
            ..query.clone()
        };
        let found = engine.search(&page).await;
        people.extend(numbers(&found.people));
        if found.people.is_empty() || people.len() > 100 {
            assert_eq!(found.total, people.len() as u64);
            let counts = found.facets.into_iter().map(|(facet, counts)| {
                let counts = counts.into_iter().map(|count| (count.value, count.count));
                (facet, counts.collect())
            });
            return (people, counts.collect());
        }
    }
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

/// Puts people into an engine in two parts, takes one out, and checks every query against what it means.
async fn check_meaning(
    engine: &Engine,
    people: &[Entry],
    gone: prop::sample::Index,
    queries: &[Query],
) -> Result<(), TestCaseError> {
    // Two segments, and somebody who was in one of them.
    let (first, second) = people.split_at(people.len() / 2);
    engine.put(first.iter().cloned()).await;
    engine.put(second.iter().cloned()).await;
    let mut left = people.to_vec();
    if !left.is_empty() {
        let gone = left.remove(gone.index(left.len()));
        engine.remove(&[gone.id]).await;
    }
    for query in queries {
        let (found, facets) = all_pages(engine, query).await;
        let distinct: BTreeSet<u128> = found.iter().copied().collect();
        prop_assert_eq!(distinct.len(), found.len(), "somebody was found twice");
        let found = Answer {
            people: distinct,
            facets,
        };
        prop_assert_eq!(found, answer(query, &left), "{:?}", query);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn an_engine_finds_and_counts_what_a_search_means(
        people in people(),
        gone in any::<prop::sample::Index>(),
        queries in prop::collection::vec(query(), 12),
    ) {
        run(check_meaning(&in_memory(), &people, gone, &queries))?;
    }

    #[test]
    fn how_people_came_in_does_not_change_their_order(people in people(), query in query()) {
        run(async {
            let (one, other) = (in_memory(), in_memory());
            one.put(people.iter().cloned()).await;
            for part in people.rchunks(6) {
                other.put(part.iter().rev().cloned()).await;
            }
            prop_assert_eq!(all_pages(&one, &query).await.0, all_pages(&other, &query).await.0);
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn the_served_engine_finds_the_same_people_in_the_same_order(
        people in people(),
        gone in any::<prop::sample::Index>(),
        queries in prop::collection::vec(query(), 12),
    ) {
        let Some(served) = served() else {
            return Ok(());
        };
        let embedded = in_memory();
        run(async {
            check_meaning(&served, &people, gone, &queries).await?;
            check_meaning(&embedded, &people, gone, &[]).await?;
            for query in &queries {
                let orders = (all_pages(&served, query).await.0, all_pages(&embedded, query).await.0);
                prop_assert_eq!(&orders.0, &orders.1, "{:?}", query);
            }
            Ok(())
        })?;
    }
}

/// Somebody out of many, who differs from the next in every text.
fn one_of_many(number: u128) -> Entry {
    let pick = |step: u128| WORDS[usize::try_from(number / step).unwrap() % WORDS.len()].to_owned();
    Entry {
        name: pick(7),
        headline: pick(1),
        titles: vec![pick(3), pick(11)],
        places: vec![VALUES[usize::try_from(number).unwrap() % 3].to_owned()],
        prose: format!("{} {} kafka", pick(2), pick(5)),
        ..nobody(number)
    }
}

#[test]
fn the_served_engine_orders_many_as_it_orders_few() {
    let Some(served) = served() else { return };
    let embedded = in_memory();
    let word = |text: &str, prefix| Clause::Word {
        text: text.to_owned(),
        prefix,
    };
    // From one clause that hardly divides people to so many that not every way to a rank is asked for.
    let searches = [
        vec![],
        vec![word("kafka", false)],
        vec![word("kafka", true)],
        vec![word("kafka", false), word("rust", true)],
        vec![word("kafka", true), word("rusty", true)],
        vec![
            word("kafka", true),
            word("event-driven", true),
            word("kubernetes", true),
        ],
        vec![
            word("kafka", true),
            word("kafkas", true),
            word("kafka", true),
            word("kafka", true),
        ],
    ];
    let chosen = [
        BTreeMap::new(),
        BTreeMap::from([(Facet::Place, vec!["red".to_owned(), "green".to_owned()])]),
    ];
    run(async {
        for engine in [&served, &embedded] {
            engine.put((1..=3_000).map(one_of_many)).await;
        }
        for (clauses, filters) in searches
            .iter()
            .flat_map(|clauses| chosen.iter().map(move |filters| (clauses, filters)))
        {
            for offset in [0, 95, 1_400] {
                let query = Query {
                    clauses: clauses.clone(),
                    filters: filters.clone(),
                    offset,
                    limit: 10,
                    ..Query::default()
                };
                let (one, other) = (served.search(&query).await, embedded.search(&query).await);
                assert_eq!(one, other, "{query:?}");
            }
        }
    });
}

proptest! {
    #[test]
    fn every_text_is_a_query_and_its_highlights_lie_in_any_text(
        typed in r#"([\PC]|[ "“./+#-]|kafka|c\+\+){0,40}"#,
        text in r"([\PC]|[ .+#/'-]|kafka|c\+\+){0,40}",
    ) {
        let query = Query::parse(&typed, Taxonomy::embedded());
        for looked_at in [&text, &typed] {
            let mut last = None;
            for span in highlight(&query, looked_at) {
                prop_assert!(looked_at.get(span.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(last.is_none_or(|last| last < span.start));
                last = Some(span.end);
            }
        }
    }
}
