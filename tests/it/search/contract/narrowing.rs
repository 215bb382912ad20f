//! Filters, counts, order and pages.

use muster::search::{Entry, Facet, Query, Sort, UNKNOWN};

use super::super::engines::{engines, sorted, typed};
use super::super::people::{day, named, numbers, strings, writing};
use super::{counts, living};

fn filtered(filters: &[(Facet, &[&str])]) -> Query {
    Query {
        filters: filters
            .iter()
            .map(|(facet, values)| (*facet, strings(values)))
            .collect(),
        ..typed("")
    }
}

#[tokio::test]
async fn filters_take_any_value_of_one_facet_and_need_all_facets() {
    for engine in engines() {
        let lead = |entry: Entry| Entry {
            seniority: Some("lead".to_owned()),
            ..entry
        };
        engine
            .put([
                lead(living(1, &["in"])),
                living(2, &["in"]),
                lead(living(3, &["de"])),
                lead(living(4, &["fr"])),
            ])
            .await;
        let query = filtered(&[(Facet::Place, &["in", "de"]), (Facet::Seniority, &["lead"])]);
        assert_eq!(numbers(&engine.search(&query).await.people), [1, 3]);
    }
}

#[tokio::test]
async fn a_filter_finds_those_whose_sources_do_not_say() {
    for engine in engines() {
        engine.put([living(1, &["in"]), living(2, &[])]).await;
        let found = engine.search(&filtered(&[(Facet::Place, &[UNKNOWN])])).await;
        assert_eq!(numbers(&found.people), [2]);
        assert_eq!(counts(&found, Facet::Place), [("in", 1), (UNKNOWN, 1)]);
    }
}

#[tokio::test]
async fn a_facet_is_not_narrowed_by_its_own_filter() {
    for engine in engines() {
        let skilled = |number, skills: &[&str], place| Entry {
            skills: strings(skills),
            ..living(number, &[place])
        };
        engine
            .put([
                skilled(1, &["go", "sql"], "in"),
                skilled(2, &["sql"], "de"),
                skilled(3, &["rust"], "in"),
            ])
            .await;
        let found = engine
            .search(&filtered(&[(Facet::Skill, &["sql"]), (Facet::Place, &["in"])]))
            .await;
        assert_eq!(found.total, 1);
        assert_eq!(counts(&found, Facet::Skill), [("go", 1), ("rust", 1), ("sql", 1)]);
        assert_eq!(counts(&found, Facet::Place), [("de", 1), ("in", 1)]);
        assert_eq!(counts(&found, Facet::Seniority), [(UNKNOWN, 1)]);
    }
}

#[tokio::test]
async fn counts_are_cut_but_for_chosen_values() {
    for engine in engines() {
        engine
            .put([
                living(1, &["in", "in/mumbai"]),
                living(2, &["in"]),
                living(3, &["de"]),
            ])
            .await;
        let query = Query {
            facet_limit: 1,
            ..filtered(&[(Facet::Place, &["de", "atlantis"])])
        };
        let found = engine.search(&query).await;
        assert_eq!(
            counts(&found, Facet::Place),
            [("in", 2), ("de", 1), ("atlantis", 0)]
        );
    }
}

#[tokio::test]
async fn people_are_sorted_by_name_date_or_years() {
    for engine in engines() {
        let person = |number, name, years, date| Entry {
            years,
            updated_at: day(date),
            ..named(number, name)
        };
        engine
            .put([
                person(1, "mira", Some(2.5), 10),
                person(2, "Élan", None, 30),
                person(3, "", Some(12.0), 20),
                person(4, "Zoe", Some(0.0), 30),
            ])
            .await;
        let order = async |sort| numbers(&engine.search(&sorted(sort)).await.people);
        assert_eq!(order(Sort::Name).await, [2, 1, 4, 3]);
        assert_eq!(order(Sort::Recent).await, [2, 4, 3, 1]);
        assert_eq!(order(Sort::Years).await, [3, 1, 4, 2]);
    }
}

#[tokio::test]
async fn every_match_can_be_paged_to() {
    for engine in engines() {
        // Several flushes make several segments.
        for part in 0..3 {
            engine
                .put((0..500).map(|number| writing(part * 500 + number, "poppies")))
                .await;
        }
        let mut all = Vec::new();
        for page in 0..16 {
            let query = Query {
                offset: page * 100,
                ..typed("poppies")
            };
            let found = engine.search(&query).await;
            assert_eq!(found.total, 1_500);
            all.extend(numbers(&found.people));
        }
        assert_eq!(all, (0..1_500).collect::<Vec<_>>());
    }
}
