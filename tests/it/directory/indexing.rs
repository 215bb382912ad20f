//! The index follows the database, whatever happens in between.

use std::collections::HashMap;

use chrono::TimeDelta;
use muster::profile::PersonId;
use muster::search::Query;
use muster::store::{GenerationState, Part};
use uuid::Uuid;

use super::{World, added, text, updated};

#[tokio::test]
async fn people_can_be_found_after_a_drain_and_not_after_their_erasure() {
    let world = World::new().await;
    let ada = added(world.paste(&text("Ada Example", "", "Rust")).await);
    added(world.paste(&text("Bob Example", "", "Go")).await);
    assert_eq!(world.index.names(), Vec::<String>::new());
    assert_eq!(world.directory.drain().await.unwrap(), 2);
    assert_eq!(world.index.names(), ["Ada Example", "Bob Example"]);
    assert!(world.directory.erase(ada.id).await.unwrap());
    assert!(!world.directory.erase(ada.id).await.unwrap());
    assert_eq!(world.directory.drain().await.unwrap(), 1);
    assert_eq!(world.index.names(), ["Bob Example"]);
    assert_eq!(world.directory.drain().await.unwrap(), 0);
}

#[tokio::test]
async fn an_erased_person_can_be_handed_in_again() {
    let world = World::new().await;
    let text = text("Ada Example", "ada-example", "Rust");
    let first = added(world.paste(&text).await);
    world.directory.erase(first.id).await.unwrap();
    let second = added(world.paste(&text).await);
    assert_ne!(first.id, second.id);
    world.directory.drain().await.unwrap();
    assert_eq!(world.index.names(), ["Ada Example"]);
}

#[tokio::test]
async fn while_the_index_is_away_nothing_is_lost() {
    let world = World::new().await;
    world.index.set_away(true);
    added(world.paste(&text("Ada Example", "", "Rust")).await);
    world.directory.drain().await.unwrap_err();
    world.index.set_away(false);
    assert_eq!(world.directory.drain().await.unwrap(), 1);
    assert_eq!(world.index.names(), ["Ada Example"]);
}

#[tokio::test]
async fn nobody_is_searched_for_before_the_index_is_made() {
    let world = World::new().await;
    let early = world.directory.search(&Query::default()).await.unwrap_err();
    assert!(early.to_string().contains("not available"), "{early}");
    world.directory.drain().await.unwrap();
    world.directory.search(&Query::default()).await.unwrap();
}

#[tokio::test]
async fn somebody_whom_the_engine_refuses_keeps_nobody_else_away() {
    let world = World::new().await;
    world.index.refuse(&["Bob Example"]);
    for number in 0..25 {
        added(
            world
                .paste(&text(&format!("Ada Example {}", letters(number)), "", "Rust"))
                .await,
        );
    }
    let bob = added(world.file("file:///b.md", &text("Bob Example", "", "Go")).await);
    added(world.paste(&text("Cyd Example", "", "Perl")).await);
    world.directory.drain().await.unwrap();
    assert_eq!(world.index.names().len(), 26);
    let generation = world.directory.store.generations().await.unwrap().remove(0);
    let aside = world
        .directory
        .store
        .set_aside(generation.number, 9)
        .await
        .unwrap();
    assert_eq!(aside.len(), 1);
    assert_eq!(
        (aside[0].person, aside[0].reason.as_str()),
        (bob.id, "no Bob Example")
    );

    updated(world.file("file:///b.md", &text("Bob Sample", "", "Go")).await);
    world.directory.drain().await.unwrap();
    assert_eq!(world.index.names().len(), 27);
    assert_eq!(world.directory.backlog().await.unwrap().set_aside, 0);
}

fn letters(number: u8) -> char {
    char::from(b'A' + number)
}

#[tokio::test]
async fn an_engine_that_is_slow_is_not_given_more_and_more() {
    let world = World::new().await;
    for number in 0..25 {
        added(
            world
                .paste(&text(&format!("Ada Example {}", letters(number)), "", "Rust"))
                .await,
        );
    }
    // Refused in company three times, so that each is sent alone.
    let store = &world.directory.store;
    let now = world.clock.clock().now();
    let target = world.directory.indexes.target();
    let generation = store.begin_generation(target, now).await.unwrap().number;
    for _ in 0..3 {
        let node = Uuid::nil();
        let claim = store.claim(generation, node, &[100], now).await.unwrap().unwrap();
        let people = claim.people.iter().map(|pending| (*pending, Some(1))).collect();
        let refused = Part {
            people,
            outcome: Err("not now".to_owned()),
        };
        store.record_sent(&claim, &[refused], now).await.unwrap();
        store.release(generation, node).await.unwrap();
    }
    world.index.hold(true);
    for _ in 0..25 {
        world.directory.advance().await.unwrap();
    }
    assert_eq!(store.tickets_in_flight(generation).await.unwrap().len(), 10);
    world.index.hold(false);
    assert_eq!(world.directory.drain().await.unwrap(), 25);
}

#[tokio::test]
async fn who_changes_while_an_engine_works_waits_for_the_next_piece() {
    let world = World::new().await;
    world.directory.drain().await.unwrap();
    added(world.paste(&text("Ada Example", "", "Rust")).await);
    world.index.hold(true);
    let meanwhile = async {
        while world.directory.backlog().await.unwrap().in_flight == 0 {
            tokio::task::yield_now().await;
        }
        added(world.paste(&text("Bob Example", "", "Go")).await);
        world.index.hold(false);
    };
    let (drained, ()) = tokio::join!(world.directory.drain(), meanwhile);
    assert_eq!(drained.unwrap(), 1);
    assert_eq!(world.index.names(), ["Ada Example"]);
    assert_eq!(world.directory.drain().await.unwrap(), 1);
    assert_eq!(world.index.names(), ["Ada Example", "Bob Example"]);
}

#[tokio::test]
async fn an_engine_that_works_is_given_the_next_piece_already() {
    let world = World::new().await;
    world.directory.drain().await.unwrap();
    world.index.hold(true);
    for name in ["Ada Example", "Bob Example"] {
        added(world.paste(&text(name, "", "Rust")).await);
        world.directory.advance().await.unwrap();
    }
    let backlog = world.directory.backlog().await.unwrap();
    assert_eq!((backlog.behind, backlog.in_flight), (0, 2));
    world.index.hold(false);
    assert_eq!(world.directory.drain().await.unwrap(), 2);
    assert_eq!(world.index.names(), ["Ada Example", "Bob Example"]);
}

#[tokio::test]
async fn every_process_compares_the_index_when_it_starts() {
    let world = World::new().await;
    added(world.paste(&text("Ada Example", "", "Rust")).await);
    world.directory.drain().await.unwrap();
    world.index.tamper(HashMap::clear);
    world.beside().await.drain().await.unwrap();
    assert_eq!(world.index.names(), ["Ada Example"]);
}

#[tokio::test]
async fn an_engine_that_lost_everything_is_given_everything() {
    let world = World::new().await;
    added(world.paste(&text("Ada Example", "", "Rust")).await);
    world.directory.drain().await.unwrap();
    world.index.lose_everything();
    added(world.paste(&text("Bob Example", "", "Go")).await);
    world.directory.drain().await.unwrap();
    assert_eq!(
        world.index.names(),
        ["Ada Example", "Bob Example"],
        "noticed with the next change"
    );
    world.index.lose_everything();
    world.pass(TimeDelta::minutes(2)).await;
    assert_eq!(
        world.index.names(),
        ["Ada Example", "Bob Example"],
        "noticed within a minute"
    );
}

#[tokio::test]
async fn what_somebody_else_did_to_the_index_is_mended_within_the_hour() {
    let world = World::new().await;
    for name in ["Ada Example", "Bob Example", "Cyd Example"] {
        added(world.paste(&text(name, "", "Rust")).await);
    }
    world.directory.drain().await.unwrap();
    world.index.tamper(|people| {
        people.retain(|_, entry| entry.name != "Ada Example");
        let bob = people
            .values_mut()
            .find(|entry| entry.name == "Bob Example")
            .unwrap();
        bob.name = "Bob Stale".to_owned();
        bob.updated_at -= TimeDelta::hours(3);
        let mut stranger = bob.clone();
        stranger.id = PersonId::from_uuid(Uuid::from_u128(7));
        people.insert(stranger.id, stranger);
    });
    world.pass(TimeDelta::minutes(2)).await;
    assert_eq!(world.index.names().len(), 3, "not yet");
    world.pass(TimeDelta::minutes(61)).await;
    assert_eq!(world.index.names(), ["Ada Example", "Bob Example", "Cyd Example"]);
}

#[tokio::test]
async fn an_index_is_made_anew_beside_the_one_that_is_searched() {
    let world = World::new().await;
    for name in ["Ada Example", "Bob Example"] {
        added(world.paste(&text(name, "", "Rust")).await);
    }
    world.directory.drain().await.unwrap();
    world.index.tamper(HashMap::clear);
    let told = std::sync::Mutex::new(Vec::new());
    let done = world
        .directory
        .reindex(&|done| told.lock().unwrap().push(done))
        .await;
    assert_eq!(done.unwrap(), 2);
    assert_eq!(*told.lock().unwrap(), [2]);
    assert_eq!(world.index.names(), ["Ada Example", "Bob Example"]);
    assert_eq!(world.index.count(), 2, "other processes may search the old one");
    world.pass(TimeDelta::minutes(2)).await;
    assert_eq!(world.index.count(), 1);
}

#[tokio::test]
async fn who_changes_during_a_reindex_is_found_as_they_are_after_it() {
    let world = World::new().await;
    let ada = added(world.file("file:///a.md", &text("Ada Example", "", "Rust")).await);
    added(world.file("file:///b.md", &text("Bob Example", "", "Rust")).await);
    world.directory.drain().await.unwrap();
    let beside = world.beside().await;
    let (store, target) = (&world.directory.store, world.directory.indexes.target());
    let building = store
        .begin_generation(target, world.clock.clock().now())
        .await
        .unwrap();

    // Another process takes in, changes and erases while this one builds.
    let changed = beside.ingest(super::submission(
        Some("file:///b.md"),
        &text("Bob Sample", "", "Go"),
    ));
    updated(changed.await);
    beside.erase(ada.id).await.unwrap();
    added(
        beside
            .ingest(super::submission(None, &text("Cyd Example", "", "Perl")))
            .await,
    );

    assert_eq!(world.directory.reindex(&|_| ()).await.unwrap(), 2);
    assert_eq!(world.index.names(), ["Bob Sample", "Cyd Example"]);
    let live = store.generations().await.unwrap();
    let live = live.iter().find(|one| one.number == building.number).unwrap();
    assert_eq!(live.state, GenerationState::Live, "what was begun was finished");
}

#[tokio::test]
async fn a_reindex_that_was_cut_off_is_finished_by_the_next_drain() {
    let world = World::new().await;
    added(world.paste(&text("Ada Example", "", "Rust")).await);
    world.directory.drain().await.unwrap();
    let stopped = async { world.directory.reindex(&|_| world.index.set_away(true)).await };
    stopped.await.unwrap_err();
    world.index.set_away(false);
    world.beside().await.drain().await.unwrap();
    world.directory.search(&Query::default()).await.unwrap();
    assert_eq!(world.index.names(), ["Ada Example"]);
    let states = world.directory.store.generations().await.unwrap();
    let states: Vec<_> = states.iter().map(|one| one.state).collect();
    assert_eq!(states, [GenerationState::Retired, GenerationState::Live]);
}

#[tokio::test]
async fn a_reindex_may_be_asked_of_the_process_that_owns_the_index() {
    let world = World::new().await;
    added(world.paste(&text("Ada Example", "", "Rust")).await);
    world.directory.drain().await.unwrap();
    let beside = world.beside().await;
    let asked = tokio::spawn(async move { beside.request_reindex(&|_| ()).await });
    while world.directory.store.generations().await.unwrap().len() < 2 {
        tokio::task::yield_now().await;
    }
    world.directory.drain().await.unwrap();
    assert!(asked.await.unwrap().is_ok());
    assert_eq!(world.index.names(), ["Ada Example"]);
}

#[tokio::test]
async fn an_index_of_a_place_that_nobody_serves_is_forgotten_after_a_week() {
    let world = World::new().await;
    let store = &world.directory.store;
    let now = world.clock.clock().now();
    store.begin_generation("elsewhere", now).await.unwrap();
    store.begin_generation("memory 0", now).await.unwrap();
    let targets = async || {
        let mut targets: Vec<_> = store.generations().await.unwrap();
        targets.sort_by(|one, other| one.target.cmp(&other.target));
        targets.into_iter().map(|one| one.target).collect::<Vec<_>>()
    };
    world.pass(TimeDelta::minutes(59)).await;
    assert_eq!(targets().await, ["elsewhere", "memory 0", "memory 1"]);
    world.pass(TimeDelta::hours(2)).await;
    world.pass(TimeDelta::minutes(2)).await;
    assert_eq!(
        targets().await,
        ["elsewhere", "memory 1"],
        "an older form of this place"
    );
    world.pass(TimeDelta::days(7)).await;
    assert_eq!(targets().await, ["memory 1"]);
}
