//! However many processes read places, each place is read once, and no host is asked for two things at a time.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::TimeDelta;
use muster::sources;

use super::refresh::refresh;
use super::{World, added, text};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    what_is_due_is_read_once_however_many_processes_there_are,
    a_host_is_asked_for_one_thing_at_a_time,
    a_place_whose_reader_died_is_read_by_another,
    a_host_is_forgotten_when_nothing_of_it_is_read_and_it_has_rested,
];

/// As many people as places, which are spread over hosts, all due.
async fn crowd(world: &World, people: usize, hosts: usize) {
    for number in 0..people {
        let locator = format!("https://host{}.example/{number}", number % hosts);
        world
            .places
            .say(&locator, &format!("# Page {number}\n\n## Skills\n\nRust\n"));
        let paste = text(&format!("Ada {}", "Q".repeat(number + 1)), "", "Go");
        let receipt = added(world.paste(&paste).await);
        world.directory.link(receipt.id, &locator).await.unwrap();
    }
    world.places.be_slow(Duration::from_millis(2));
}

/// Three processes that read until nothing is left, while time goes on.
async fn read_by_three(world: &World) -> BTreeMap<String, usize> {
    let others = [world.beside().await, world.beside().await];
    let mut readings = BTreeMap::new();
    for _ in 0..200 {
        tokio::join!(
            refresh(&world.directory),
            refresh(&others[0]),
            refresh(&others[1])
        );
        let some = world.places.take_readings();
        let due = world
            .directory
            .store
            .count_origins(world.clock.clock().now())
            .await
            .unwrap()
            .due;
        for locator in some {
            *readings.entry(locator).or_default() += 1;
        }
        if due == 0 {
            break;
        }
        world.clock.pass(TimeDelta::seconds(1));
    }
    readings
}

async fn what_is_due_is_read_once_however_many_processes_there_are(database: Database) {
    let world = World::on(database).await;
    crowd(&world, 40, 7).await;
    let readings = read_by_three(&world).await;
    assert_eq!(readings.len(), 40);
    assert!(readings.values().all(|times| *times == 1), "{readings:?}");
}

async fn a_host_is_asked_for_one_thing_at_a_time(database: Database) {
    let world = World::on(database).await;
    crowd(&world, 24, 12).await;
    read_by_three(&world).await;
    let (of_a_host, at_once) = world.places.most_at_once();
    assert_eq!(of_a_host, 1);
    assert!((2..=8).contains(&at_once), "{at_once}");
}

async fn a_place_whose_reader_died_is_read_by_another(database: Database) {
    let world = World::on(database).await;
    crowd(&world, 1, 1).await;
    let now = world.clock.clock().now();
    let lasting = TimeDelta::minutes(5);
    let turn = world.directory.store.lease_due(8, now, lasting).await.unwrap();
    assert_eq!(turn.leases.len(), 1);
    assert_eq!(refresh(&world.beside().await).await, []);
    world.clock.pass(TimeDelta::minutes(6));
    assert_eq!(refresh(&world.beside().await).await.len(), 1);
    // The first one was only slow: what it settles counts no more.
    let late = world.directory.store.give_back(&turn.leases[0]).await;
    late.unwrap();
    assert_eq!(refresh(&world.directory).await, []);
}

async fn a_host_is_forgotten_when_nothing_of_it_is_read_and_it_has_rested(database: Database) {
    let world = World::on(database).await;
    crowd(&world, 2, 2).await;
    let directory = &world.directory;
    let person = directory.store.people_ids_after(None, 1).await.unwrap()[0];
    let origin = directory.store.origins_of(person).await.unwrap().remove(0);
    let busy = sources::Error::Later {
        reason: "it asks for an hour".to_owned(),
        not_before: Some(Duration::from_hours(1)),
    };
    world.places.fail(&origin.locator, busy);
    refresh(directory).await;
    assert!(directory.unlink(person, origin.id).await.unwrap());
    world.clock.pass(TimeDelta::minutes(59));
    assert_eq!(directory.prune_hosts().await.unwrap(), 0, "it has not rested");
    world.clock.pass(TimeDelta::minutes(2));
    assert_eq!(directory.prune_hosts().await.unwrap(), 1, "the other is read");
    assert_eq!(directory.prune_hosts().await.unwrap(), 0);
}
