//! Which words find whom, and who comes first.

use muster::search::Entry;

use super::super::engines::engines;
use super::super::people::{named, nobody, skilled, strings, writing};

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
async fn an_everyday_word_that_names_an_industry_finds_who_writes_it() {
    for engine in engines() {
        let in_the_industry = Entry {
            industries: strings(&["fintech-payments"]),
            ..nobody(1)
        };
        engine
            .put([
                in_the_industry,
                writing(2, "rebuilt the fintech app"),
                writing(3, "wrote an app"),
            ])
            .await;
        engine.check("fintech", &[1, 2]).await;
    }
}

#[tokio::test]
async fn a_joined_word_and_its_parts_find_each_other() {
    for engine in engines() {
        engine
            .put([
                writing(1, "moss-grown barns"),
                writing(2, "moss grown barns"),
                writing(3, "grown on moss"),
            ])
            .await;
        engine.check("moss-grown ", &[1, 2]).await;
        engine.check("moss grown ", &[1, 2, 3]).await;
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
async fn a_word_itself_comes_before_its_continuations_and_these_before_typos() {
    for engine in engines() {
        let headed = Entry {
            headline: "Havrester keeper".to_owned(),
            ..nobody(4)
        };
        let people = [
            writing(1, "a havrester"),
            writing(2, "harvesters"),
            writing(3, "a harvester"),
            headed,
            writing(5, "a harvester and more harvesters"),
        ];
        engine.put(people).await;
        engine.check("harvester", &[3, 5, 2, 4, 1]).await;
        engine.check("harvester ", &[3, 5, 4, 1, 2]).await;
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
async fn who_has_a_skill_at_the_core_of_their_work_comes_before_who_names_it() {
    for engine in engines() {
        let at_the_core = Entry {
            core_skills: strings(&["kubernetes"]),
            ..skilled(2, &["kubernetes"])
        };
        engine.put([skilled(1, &["kubernetes"]), at_the_core]).await;
        engine.check("kubernetes", &[2, 1]).await;
    }
}

#[tokio::test]
async fn every_one_of_many_words_must_match() {
    for engine in engines() {
        let words =
            "poppies tulips daisies meadows watermills beekeepers orchards wells barns moss boats harvesters";
        engine
            .put([
                writing(1, words),
                writing(
                    2,
                    "poppies tulips daisies meadows watermills beekeepers orchards wells barns moss boats",
                ),
            ])
            .await;
        engine.check(words, &[1]).await;
    }
}

#[tokio::test]
async fn a_long_phrase_stands_in_this_order() {
    for engine in engines() {
        let titled = Entry {
            titles: strings(&["Keeper of the old mill by the river"]),
            ..nobody(3)
        };
        engine
            .put([
                writing(1, "We kept the old mill by the river running"),
                writing(2, "the old mill. Old mill by day, by the river; mill by the sea"),
                titled,
            ])
            .await;
        engine.check("\"old mill by the river\"", &[3, 1]).await;
        engine.check("\"the old mill by the river running\"", &[1]).await;
    }
}

#[tokio::test]
async fn words_of_every_script_are_words() {
    for engine in engines() {
        engine
            .put([
                writing(1, "Разработчик баз данных"),
                writing(2, "डेटाबेस अभियंता"),
                writing(3, "データベース エンジニア"),
                writing(4, "μηχανικός λογισμικού"),
            ])
            .await;
        engine.check("разработчик", &[1]).await;
        engine.check("разработчк ", &[1]).await;
        engine.check("डेटाबेस", &[2]).await;
        engine.check("エンジ", &[3]).await;
        engine.check("ΜΗΧΑΝΙΚΟΣ", &[4]).await;
    }
}
