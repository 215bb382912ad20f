//! The indexes that there are of a directory, from their beginning to their end.

use muster::store::GenerationState;

use super::handing::{NODE, claim, ledger, nobody_waits, people, taken};
use super::{add, generation, now, pending_people, record_of, settle_all};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    a_generation_hears_of_everybody_and_is_searched_when_it_has_them,
    a_generation_that_gave_way_hears_of_nothing,
    a_record_of_an_epoch_that_ended_is_sent_again,
    an_epoch_begins_once,
];

async fn a_generation_hears_of_everybody_and_is_searched_when_it_has_them(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let first = generation(&store).await;
    assert!(!store.promote(first, now()).await.unwrap(), "nobody is in it");
    let bob = add(&store, "Bob Example", "b").await;
    assert_eq!(pending_people(&store).await, [ada.id, bob.id]);
    taken(&store, &claim(&store, &[9]).await, 1, Some(1)).await;
    assert!(
        !store.promote(first, now()).await.unwrap(),
        "the engine is not done"
    );
    store.acknowledge(first, &[1]).await.unwrap();
    assert!(store.promote(first, now()).await.unwrap());
    assert!(!store.promote(first, now()).await.unwrap(), "it is live already");

    let second = store.begin_generation("test", now()).await.unwrap();
    let same = store.begin_generation("test", now()).await.unwrap();
    assert_eq!(second, same, "one is built at a time");
    let elsewhere = store.begin_generation("elsewhere", now()).await.unwrap();
    store.record(record_of(&ada, "a"), now()).await.unwrap();
    for (generation, behind) in [(first, 1), (second.number, 2), (elsewhere.number, 2)] {
        assert_eq!(store.backlog(generation).await.unwrap().behind, behind);
    }
}

async fn a_generation_that_gave_way_hears_of_nothing(database: Database) {
    let store = database.store().await;
    let first = generation(&store).await;
    add(&store, "Ada Example", "a").await;
    settle_all(&store).await;
    store.promote(first, now()).await.unwrap();
    let second = store.begin_generation("test", now()).await.unwrap().number;
    settle_all(&store).await;
    assert!(store.promote(second, now()).await.unwrap());
    add(&store, "Bob Example", "b").await;
    assert_eq!(store.ledger(first).await.unwrap(), []);
    assert_eq!(store.claim(first, NODE, &[9], now()).await.unwrap(), None);
    let states = store.generations().await.unwrap();
    let states: Vec<_> = states.iter().map(|one| (one.number, one.state)).collect();
    assert_eq!(
        states,
        [(first, GenerationState::Retired), (second, GenerationState::Live)]
    );
    store.forget_generation(first).await.unwrap();
    assert_eq!(store.generations().await.unwrap().len(), 1);
}

async fn a_record_of_an_epoch_that_ended_is_sent_again(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    taken(&store, &claim(&store, &[9]).await, 70, Some(1)).await;
    store.acknowledge(generation, &[70]).await.unwrap();
    store.record(record_of(&ada, "a"), now()).await.unwrap();
    let old = claim(&store, &[9]).await;

    let known = store.generations().await.unwrap().remove(0);
    store.begin_epoch(&known, "another", now()).await.unwrap();
    let new = claim(&store, &[9]).await;
    assert_eq!(people(&new), [ada.id]);
    taken(&store, &new, 1, Some(2)).await;
    store.acknowledge(generation, &[1]).await.unwrap();
    assert!(ledger(&store).await[0].is_settled, "tickets begin anew");

    taken(&store, &old, 71, Some(2)).await;
    assert_eq!(people(&claim(&store, &[9]).await), [ada.id]);
}

async fn an_epoch_begins_once(database: Database) {
    let store = database.store().await;
    generation(&store).await;
    add(&store, "Ada Example", "a").await;
    let known = store.generations().await.unwrap().remove(0);
    store.begin_epoch(&known, "another", now()).await.unwrap();
    settle_all(&store).await;
    store.begin_epoch(&known, "another", now()).await.unwrap();
    assert!(nobody_waits(&store).await);
    let known = store.generations().await.unwrap().remove(0);
    assert_eq!((known.epoch, known.identity.as_deref()), (1, Some("another")));
}
