//! What becomes of people who are put in, changed and taken out.

use muster::search::Facet;

use super::super::engines::{engines, typed};
use super::super::people::{id, numbers, writing};
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
