//! What every engine must do, case by case.

use std::collections::BTreeMap;

use muster::search::{Entry, Facet, FacetCount, Found, Query, Sort, UNKNOWN};

use super::engines::{engines, sorted, typed};
use super::people::{day, id, named, nobody, numbers, skilled, strings, writing};

fn filtered(filters: &[(Facet, &[&str])]) -> Query {
    Query {
        filters: filters
            .iter()
            .map(|(facet, values)| (*facet, strings(values)))
            .collect::<BTreeMap<_, _>>(),
        ..typed("")
    }
}

fn counts(found: &Found, facet: Facet) -> Vec<(&str, u64)> {
    found.facets[&facet]
        .iter()
        .map(|FacetCount { value, count }| (value.as_str(), *count))
        .collect()
}

fn living(number: u128, places: &[&str]) -> Entry {
    Entry {
        places: strings(places),
        ..nobody(number)
    }
}

#[tokio::test]
async fn an_empty_index_finds_nobody() {
    for engine in engines() {
        engine.check("", &[]).await;
        engine.check("kafka", &[]).await;
    }
}

#[tokio::test]
async fn no_words_find_everybody() {
    for engine in engines() {
        engine.put([named(1, "Ada Example"), nobody(2)]).await;
        engine.check("", &[1, 2]).await;
        engine.check(" ?! ", &[1, 2]).await;
    }
}

#[tokio::test]
async fn the_last_word_finds_its_continuations() {
    for engine in engines() {
        engine.put([writing(1, "orchestrating harvesters")]).await;
        engine.check("harv", &[1]).await;
        engine.check("orch harv", &[]).await;
    }
}

#[tokio::test]
async fn a_blank_or_a_quote_ends_the_last_word() {
    for engine in engines() {
        engine.put([writing(1, "orchestrating harvesters")]).await;
        engine.check("harv ", &[]).await;
        engine.check("\"harv\"", &[]).await;
    }
}

#[tokio::test]
async fn all_words_must_match_wherever_they_stand() {
    for engine in engines() {
        let both = Entry {
            headline: "Beekeeper".to_owned(),
            ..writing(1, "tends watermills ")
        };
        engine.put([both, writing(2, "a beekeeper")]).await;
        engine.check("watermills beekeeper ", &[1]).await;
    }
}

#[tokio::test]
async fn typos_are_forgiven_by_length() {
    for engine in engines() {
        engine
            .put([writing(1, "watercolor harbor"), writing(2, "boat")])
            .await;
        engine.check("habror ", &[1]).await;
        engine.check("hrabro ", &[]).await;
        engine.check("watrecoolr ", &[1]).await;
        engine.check("baot ", &[]).await;
        engine.check("watrec", &[1]).await;
    }
}

#[tokio::test]
async fn a_typo_in_the_first_letter_counts_as_two() {
    for engine in engines() {
        engine.put([writing(1, "watercolor harbor")]).await;
        engine.check("barbor ", &[]).await;
        engine.check("vatercolor ", &[1]).await;
        engine.check("vatercolro ", &[]).await;
    }
}

#[tokio::test]
async fn aliases_name_the_same_skill() {
    for engine in engines() {
        engine
            .put([skilled(1, &["kubernetes"]), skilled(2, &["go"])])
            .await;
        engine.check("k8s", &[1]).await;
        engine.check("Golang", &[2]).await;
    }
}

#[tokio::test]
async fn technical_names_are_told_apart() {
    let names = [
        "c",
        "c++",
        "c#",
        ".net",
        "node.js",
        "go",
        "r",
        "java",
        "javascript",
    ];
    for engine in engines() {
        let people = names.iter().zip(1..);
        engine
            .put(people.clone().map(|(name, number)| skilled(number, &[name])))
            .await;
        for (name, number) in people.filter(|(name, _)| **name != "javascript" && **name != ".net") {
            engine.check(name, &[number]).await;
        }
        // What a skill implies is found as well, after what is claimed.
        engine.check(".net", &[4, 3]).await;
        engine.check("javascript", &[9, 5]).await;
    }
}

#[tokio::test]
async fn technical_names_unknown_to_the_vocabulary_are_told_apart() {
    for engine in engines() {
        engine
            .put([
                writing(1, "xq"),
                writing(2, "xq++"),
                writing(3, "x#"),
                writing(4, "xq.js"),
            ])
            .await;
        engine.check("xq++", &[2]).await;
        engine.check("x#", &[3]).await;
        engine.check("xq.js", &[4]).await;
    }
}

#[tokio::test]
async fn a_known_name_is_not_the_beginning_of_others() {
    for engine in engines() {
        let google = Entry {
            companies: strings(&["google"]),
            company_names: strings(&["Google"]),
            ..nobody(3)
        };
        engine
            .put([skilled(1, &["java"]), skilled(2, &["javascript"]), google])
            .await;
        engine.check("java", &[1]).await;
        // One letter more than Java may also be a typo.
        engine.check("javas", &[2, 1]).await;
        engine.check("go", &[]).await;
        engine.check("goog", &[3]).await;
    }
}

#[tokio::test]
async fn a_known_name_finds_people_who_are_called_so() {
    for engine in engines() {
        engine
            .put([named(1, "Ruby Example"), skilled(2, &["ruby"])])
            .await;
        engine.check("ruby", &[1, 2]).await;
    }
}

#[tokio::test]
async fn a_joined_word_and_its_parts_find_each_other() {
    for engine in engines() {
        engine
            .put([
                writing(1, "event-driven barns"),
                writing(2, "event driven barns"),
                writing(3, "driven by an event"),
            ])
            .await;
        engine.check("event-driven ", &[1, 2]).await;
        engine.check("event driven ", &[1, 2, 3]).await;
    }
}

#[tokio::test]
async fn a_phrase_stands_together_in_one_text() {
    for engine in engines() {
        let apart = Entry {
            titles: strings(&["Head of Orchards", "Wells Keeper"]),
            ..nobody(3)
        };
        engine
            .put([writing(1, "digs deep wells"), writing(2, "wells dug deep"), apart])
            .await;
        engine.check("\"deep wells\"", &[1]).await;
        engine.check("\"orchards wells\"", &[]).await;
        engine.check("\"of orchards\"", &[3]).await;
    }
}

#[tokio::test]
async fn accents_and_case_make_no_difference() {
    for engine in engines() {
        engine.put([named(1, "Łucja Müller-Ångström")]).await;
        engine.check("lucja muller", &[1]).await;
        engine.check("ÅNGSTROM", &[1]).await;
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
async fn the_weightier_field_comes_first() {
    for engine in engines() {
        engine
            .put([
                writing(1, "meadow"),
                Entry {
                    projects: strings(&["Meadow"]),
                    ..nobody(2)
                },
                Entry {
                    titles: strings(&["Meadow Warden"]),
                    ..nobody(3)
                },
                Entry {
                    headline: "Meadow".to_owned(),
                    ..nobody(4)
                },
                named(5, "May Meadow"),
                named(6, "May Meadows"),
                named(7, "May Maedow"),
            ])
            .await;
        engine.check("meadow", &[5, 6, 4, 3, 2, 1, 7]).await;
    }
}

#[tokio::test]
async fn a_known_skill_in_the_headline_comes_first() {
    for engine in engines() {
        let headline = Entry {
            headline: "K8s person".to_owned(),
            ..skilled(2, &["kubernetes"])
        };
        engine.put([skilled(1, &["kubernetes"]), headline]).await;
        engine.check("kubernetes", &[2, 1]).await;
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

#[tokio::test]
async fn the_same_id_takes_the_place_of_the_one_before() {
    for engine in engines() {
        engine.put([writing(1, "poppies")]).await;
        engine.put([writing(1, "tulips"), writing(1, "daisies")]).await;
        engine.check("poppies", &[]).await;
        engine.check("tulips", &[]).await;
        engine.check("daisies", &[1]).await;
        assert_eq!(engine.index.count().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn removed_people_are_found_and_counted_no_more() {
    for engine in engines() {
        engine.put([living(1, &["in"]), living(2, &["in"])]).await;
        engine.index.remove(&[id(1), id(9)]).await.unwrap();
        engine.index.flush().await.unwrap();
        let found = engine.search(&typed("")).await;
        assert_eq!(numbers(&found.people), [2]);
        assert_eq!(counts(&found, Facet::Place), [("in", 1)]);
        assert_eq!(engine.index.count().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn changes_are_seen_after_a_flush_only() {
    for engine in engines() {
        engine.put([writing(1, "poppies")]).await;
        engine.index.clear().await.unwrap();
        engine.index.upsert(vec![writing(2, "tulips")]).await.unwrap();
        engine.check("", &[1]).await;
        engine.index.flush().await.unwrap();
        engine.check("", &[2]).await;
    }
}

#[tokio::test]
async fn a_restart_keeps_what_was_flushed() {
    for engine in engines() {
        engine.put([writing(1, "poppies"), living(2, &["in"])]).await;
        let engine = engine.restart();
        engine.check("poppies", &[1]).await;
        engine.put([writing(3, "poppies")]).await;
        engine.check("poppies", &[1, 3]).await;
    }
}
