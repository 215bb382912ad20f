//! What is looked at when somebody asks whether everything is as it should be.

use std::collections::HashMap;

use chrono::TimeDelta;
use muster::directory::{Check, Health};
use muster::sources;

use super::{World, added, text};

async fn check(world: &World, name: &str) -> Check {
    let checks = world.directory.check().await;
    checks.into_iter().find(|check| check.name == name).unwrap()
}

async fn filled() -> World {
    let world = World::new().await;
    added(world.paste(&text("Ada Example", "", "Rust")).await);
    added(world.paste(&text("Bob Example", "", "Go")).await);
    world.directory.drain().await.unwrap();
    world
}

#[tokio::test]
async fn a_directory_without_a_fault_is_well() {
    let world = filled().await;
    for check in world.directory.check().await {
        assert_eq!(check.health, Health::Well, "{check:?}");
    }
    let contents = world.directory.check_contents(false).await;
    assert_eq!(contents.health, Health::Well, "{contents:?}");
}

#[tokio::test]
async fn an_engine_that_does_not_answer_is_wrong_and_the_database_is_not() {
    let world = filled().await;
    world.index.set_away(true);
    for (name, health) in [
        ("engine", Health::Wrong),
        ("index", Health::Wrong),
        ("database", Health::Well),
    ] {
        let check = check(&world, name).await;
        assert_eq!(check.health, health, "{check:?}");
    }
    assert!(check(&world, "engine").await.detail.contains("away"));
}

#[tokio::test]
async fn what_waits_for_the_index_is_told_and_warned_of_when_it_waits_long() {
    let world = filled().await;
    added(world.paste(&text("Cyd Example", "", "Perl")).await);
    let soon = check(&world, "outbox").await;
    assert_eq!(soon.health, Health::Well);
    assert!(soon.detail.starts_with("1 people wait"), "{soon:?}");
    world.clock.pass(TimeDelta::minutes(2));
    let late = check(&world, "outbox").await;
    assert_eq!(late.health, Health::Warning);
    assert!(late.detail.contains("120 seconds"), "{late:?}");
}

#[tokio::test]
async fn who_is_refused_is_named_with_the_reason() {
    let world = filled().await;
    world.index.refuse(&["Cyd Example"]);
    let cyd = added(world.paste(&text("Cyd Example", "", "Perl")).await);
    world.directory.drain().await.unwrap();
    let outbox = check(&world, "outbox").await;
    assert_eq!(outbox.health, Health::Warning);
    assert!(outbox.detail.contains("refuses 1"), "{outbox:?}");
    let refused = world.directory.refused_people().await.unwrap();
    assert_eq!(
        (refused[0].person, refused[0].reason.as_str()),
        (cyd.id, "no Cyd Example")
    );
}

#[tokio::test]
async fn an_index_that_differs_is_wrong_until_it_is_mended() {
    let world = filled().await;
    world.index.tamper(HashMap::clear);
    let contents = world.directory.check_contents(false).await;
    assert_eq!(contents.health, Health::Wrong);
    assert!(contents.detail.contains("2 people are missing"), "{contents:?}");
    assert_eq!(
        world.index.names(),
        Vec::<String>::new(),
        "looking changes nothing"
    );
    let mended = world.directory.check_contents(true).await;
    assert_eq!(mended.health, Health::Well, "{mended:?}");
    assert_eq!(world.index.names(), ["Ada Example", "Bob Example"]);
}

#[tokio::test]
async fn what_several_places_fail_of_is_told() {
    let world = filled().await;
    let token = "api.example does not accept the token that is set for it";
    let away = |reason: &str| sources::Error::Later {
        reason: reason.to_owned(),
        not_before: None,
    };
    for (place, reason) in [("a", token), ("b", "b.example rests"), ("c", token)] {
        let locator = format!("https://{place}.example/");
        let person = added(world.paste(&text(&format!("{place} Other"), place, "Go")).await);
        world.places.fail(&locator, away(reason));
        world.directory.link(person.id, &locator).await.unwrap();
        super::refresh::refresh(&world.directory).await;
        let places = check(&world, "places").await;
        let is_shared = place == "c";
        assert_eq!(places.health == Health::Warning, is_shared, "{places:?}");
        assert_eq!(
            places.detail.contains(&format!("2 of them because {token}")),
            is_shared
        );
    }
}

#[tokio::test]
async fn a_clock_that_goes_wrong_is_warned_of() {
    let world = filled().await;
    world.clock.pass(-TimeDelta::hours(1));
    let clock = check(&world, "clock").await;
    assert_eq!(clock.health, Health::Warning, "{clock:?}");
}
