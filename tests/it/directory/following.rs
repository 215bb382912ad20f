//! Links of a profile are followed where they are returned, and nowhere else.

use chrono::TimeDelta;
use muster::directory::{Directory, Rhythm};
use muster::profile::PersonId;

use super::refresh::{HOME, refresh};
use super::{World, added};

/// Somebody whose page links to two others, where links are followed.
async fn with_links() -> (World, Directory, PersonId) {
    let world = World::new().await;
    let links = "My page: https://quill.example/ada and my blog: https://blog.example/";
    world
        .places
        .say(HOME, &format!("# Ada Quill\n\n{links}\n\n## Skills\n\nRust\n"));
    world
        .places
        .say("https://quill.example/ada", "# Ada\n\n## Skills\n\nHaskell\n");
    world
        .places
        .say("https://blog.example/", "# Blog\n\n## Skills\n\nElixir\n");
    let rhythm = Rhythm {
        follows_links: true,
        ..Rhythm::default()
    };
    let directory = world
        .directory
        .clone()
        .with_sources(world.places.sources(), rhythm);
    let submitted = directory.submit(None, &[HOME.to_owned()]).await.unwrap();
    let person = added(Ok(submitted.outcome)).id;
    (world, directory, person)
}

#[tokio::test]
async fn a_link_is_followed_where_it_is_returned() {
    let (world, directory, person) = with_links().await;
    world.places.name("https://quill.example/ada", HOME);
    world.places.name("https://blog.example/", "https://bob.example/");
    refresh(&directory).await;
    world.clock.pass(TimeDelta::minutes(1));
    refresh(&directory).await;
    assert_eq!(world.skills_of(person).await, ["haskell", "rust"]);
    let origins = directory.store.origins_of(person).await.unwrap();
    let stopped: Vec<_> = origins.iter().filter(|origin| origin.is_stopped).collect();
    assert_eq!(stopped.len(), 1);
    assert_eq!(stopped[0].locator, "https://blog.example/");
    let is_marked = directory.store.person(person).await.unwrap().unwrap().stale_since;
    assert_eq!(is_marked, None, "nobody rests on what was never theirs");
}

#[tokio::test]
async fn whoever_vouches_for_a_place_needs_no_link_in_return() {
    let (world, directory, person) = with_links().await;
    refresh(&directory).await;
    world.clock.pass(TimeDelta::minutes(1));
    refresh(&directory).await;
    assert_eq!(world.skills_of(person).await, ["rust"]);
    directory.link(person, "https://blog.example/").await.unwrap();
    world.clock.pass(TimeDelta::minutes(1));
    refresh(&directory).await;
    assert_eq!(world.skills_of(person).await, ["elixir", "rust"]);
}
