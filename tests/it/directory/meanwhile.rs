//! What becomes of people while a place of theirs is being read.

use chrono::TimeDelta;
use muster::directory::{Reading, Receipt};

use super::refresh::refresh;
use super::{World, added, text};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    who_is_joined_meanwhile_loses_what_the_place_says_no_more,
    who_is_joined_meanwhile_gets_what_the_place_says,
    who_is_parted_meanwhile_gets_what_the_place_says,
    a_place_that_is_taken_away_meanwhile_says_nothing,
    who_is_erased_meanwhile_stays_erased,
];

const PLACE: &str = "https://bea.example/";
const README: &str = "https://bea.example/readme";
const LIST: &str = "https://bea.example/list";

/// Two people of one name, the second of whom has a place with two texts, which was read once and is due again.
async fn two(database: Database) -> (World, Receipt, Receipt) {
    let world = World::on(database).await;
    let one = added(
        world
            .file("file:///1.md", &text("Ada Quill", "one", "Rust"))
            .await,
    );
    world.pass(TimeDelta::seconds(1)).await;
    world.places.say_all(
        PLACE,
        &[
            (README, &text("Ada Quill", "two", "Go")),
            (LIST, "## Skills\n\nHaskell\n"),
        ],
    );
    let submitted = world.directory.submit(None, &[PLACE.to_owned()]).await.unwrap();
    let two = added(Ok(submitted.outcome));
    refresh(&world.directory).await;
    assert_eq!(world.skills(&two).await, ["go", "haskell"]);
    world.clock.pass(TimeDelta::days(40));
    (world, one, two)
}

/// Reads what is due, and lets something happen between the question and the answer.
async fn read_while(world: &World, happens: impl AsyncFnOnce()) -> Vec<Reading> {
    let door = world.places.shut().await;
    world.places.take_readings();
    let meanwhile = async {
        while world.places.take_readings().is_empty() {
            tokio::task::yield_now().await;
        }
        Box::pin(happens()).await;
        drop(door);
    };
    let (refreshed, ()) = tokio::join!(Box::pin(refresh(&world.directory)), meanwhile);
    refreshed.into_iter().map(|refreshed| refreshed.reading).collect()
}

async fn who_is_joined_meanwhile_loses_what_the_place_says_no_more(database: Database) {
    let (world, one, two) = two(database).await;
    world
        .places
        .say_all(PLACE, &[(README, &text("Ada Quill", "two", "Go"))]);
    let readings = read_while(&world, async || {
        world.directory.merge(one.id, two.id).await.unwrap();
    })
    .await;
    assert_eq!(readings, [Reading::Changed]);
    assert_eq!(world.skills(&one).await, ["go", "rust"]);
}

async fn who_is_joined_meanwhile_gets_what_the_place_says(database: Database) {
    let (world, one, two) = two(database).await;
    let (readme, news) = (text("Ada Quill", "two", "Go, Perl"), "## Skills\n\nScala\n");
    world.places.say_all(
        PLACE,
        &[(README, &readme), (LIST, "## Skills\n\nHaskell\n"), (PLACE, news)],
    );
    let readings = read_while(&world, async || {
        world.directory.merge(one.id, two.id).await.unwrap();
    })
    .await;
    assert_eq!(readings, [Reading::Changed]);
    assert_eq!(
        world.skills(&one).await,
        ["go", "haskell", "perl", "rust", "scala"]
    );
}

async fn who_is_parted_meanwhile_gets_what_the_place_says(database: Database) {
    let (world, one, two) = two(database).await;
    let merge = world.directory.merge(one.id, two.id).await.unwrap();
    let readme = text("Ada Quill", "two", "Go");
    world
        .places
        .say_all(PLACE, &[(README, &readme), (PLACE, "## Skills\n\nScala\n")]);
    let readings = read_while(&world, async || {
        world.directory.unmerge(merge.id).await.unwrap();
    })
    .await;
    assert_eq!(readings, [Reading::Changed]);
    assert_eq!(world.skills(&one).await, ["rust"]);
    assert_eq!(world.skills(&two).await, ["go", "scala"]);
}

async fn a_place_that_is_taken_away_meanwhile_says_nothing(database: Database) {
    let (world, _, two) = two(database).await;
    let paste = text("Ada Quill", "two", "Perl");
    world.paste(&paste).await.unwrap();
    world.places.say_all(
        PLACE,
        &[(README, &text("Ada Quill", "two", "Go, Scala")), (PLACE, &paste)],
    );
    let origin = world.directory.store.origins_of(two.id).await.unwrap().remove(0);
    let readings = read_while(&world, async || {
        assert!(world.directory.unlink(two.id, origin.id).await.unwrap());
    })
    .await;
    assert!(
        matches!(readings.as_slice(), [Reading::Failed(_)]),
        "{readings:?}"
    );
    assert_eq!(world.skills(&two).await, ["perl"]);
}

async fn who_is_erased_meanwhile_stays_erased(database: Database) {
    let (world, one, two) = two(database).await;
    world.places.say_all(
        PLACE,
        &[
            (README, &text("Ada Quill", "two", "Go, Scala")),
            (PLACE, "# Ada Quill\n"),
        ],
    );
    read_while(&world, async || {
        assert!(world.directory.erase(two.id).await.unwrap());
    })
    .await;
    assert_eq!(world.count().await, 1);
    assert_eq!(world.skills(&one).await, ["rust"]);
}
