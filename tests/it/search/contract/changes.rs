//! What becomes of people who are put in, changed and taken out.

use std::collections::HashMap;

use muster::search::{self, Entry, Facet, Outcome};

use super::super::engines::{engines, typed};
use super::super::people::{day, id, numbers, writing};
use super::{counts, living};

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
        engine.remove(&[id(1), id(9)]).await;
        let found = engine.search(&typed("")).await;
        assert_eq!(numbers(&found.people), [2]);
        assert_eq!(counts(&found, Facet::Place), [("in", 1)]);
        assert_eq!(engine.index.count().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn tickets_grow_and_the_greatest_decides() {
    for engine in engines() {
        let first = engine.index.upsert(vec![writing(1, "poppies")]).await.unwrap();
        let second = engine.index.remove(&[id(1)]).await.unwrap();
        let third = engine.index.upsert(vec![writing(1, "tulips")]).await.unwrap();
        assert!(first < second && second < third, "{}", engine.name);
        search::settle(&*engine.index, &[third, second, first])
            .await
            .unwrap();
        engine.check("", &[1]).await;
        engine.check("tulips", &[1]).await;
        let outcomes = engine.index.outcomes(&[second, third + 1_000_000]).await.unwrap();
        assert_eq!(outcomes[0], Outcome::Done, "{}", engine.name);
        assert!(
            matches!(outcomes[1], Outcome::Lost(_)),
            "{}: {outcomes:?}",
            engine.name
        );
    }
}

#[tokio::test]
async fn an_index_says_who_is_in_it_in_which_version_and_which_index_it_is() {
    for engine in engines() {
        assert_eq!(engine.index.versions().await.unwrap(), HashMap::new());
        let before = engine.index.identity().await.unwrap();
        let entries = [(1, 2), (2, 3), (3, 4)].map(|(number, date)| Entry {
            updated_at: day(date),
            ..writing(number, "poppies")
        });
        engine.put(entries.clone()).await;
        engine.remove(&[id(2)]).await;
        let versions = entries.iter().filter(|entry| entry.id != id(2));
        let versions: HashMap<_, _> = versions.map(|entry| (entry.id, entry.version())).collect();
        let engine = engine.restart();
        assert_eq!(
            engine.index.versions().await.unwrap(),
            versions,
            "{}",
            engine.name
        );
        let after = engine.index.identity().await.unwrap();
        assert_eq!(before.name, after.name, "{}", engine.name);
        assert!(after.newest > before.newest, "{}: {after:?}", engine.name);
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
