//! The index follows the database, whatever happens in between.

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
    world.directory.reindex(&|_| ()).await.unwrap_err();
    world.index.set_away(false);
    assert_eq!(world.directory.drain().await.unwrap(), 1);
    assert_eq!(world.index.names(), ["Ada Example"]);
}

#[tokio::test]
async fn a_reindex_forgets_strangers_and_tells_how_far_it_is() {
    let world = World::new().await;
    let (stranger, other) = (World::new().await, text("Cyd Example", "", "Perl"));
    added(stranger.paste(&other).await);
    for name in ["Ada Example", "Bob Example"] {
        added(world.paste(&text(name, "", "Rust")).await);
    }
    let elsewhere = muster::directory::Directory::new(
        stranger.directory.store.clone(),
        std::sync::Arc::clone(&world.index) as _,
        world.directory.taxonomy,
        world.directory.cpu.clone(),
    );
    elsewhere.drain().await.unwrap();
    assert_eq!(world.index.names(), ["Cyd Example"]);
    let told = std::sync::Mutex::new(Vec::new());
    let done = world
        .directory
        .reindex(&|done| told.lock().unwrap().push(done))
        .await;
    assert_eq!(done.unwrap(), 2);
    assert_eq!(*told.lock().unwrap(), [2]);
    assert_eq!(world.index.names(), ["Ada Example", "Bob Example"]);
}

#[tokio::test]
async fn who_changes_during_a_reindex_is_found_as_they_are_after_it() {
    let world = World::new().await;
    added(world.file("file:///a.md", &text("Ada Example", "", "Rust")).await);
    world.directory.drain().await.unwrap();
    let (reached, change) = tokio::sync::oneshot::channel();
    let reached = std::sync::Mutex::new(Some(reached));
    let (resume, resumed) = std::sync::mpsc::channel::<()>();
    let resumed = std::sync::Mutex::new(resumed);
    let directory = world.directory.clone();
    let running = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let progress = |_| {
            reached.lock().unwrap().take().unwrap().send(()).unwrap();
            resumed.lock().unwrap().recv().unwrap();
        };
        runtime.block_on(directory.reindex(&progress)).unwrap()
    });
    change.await.unwrap();
    updated(world.file("file:///a.md", &text("Ada Sample", "", "Rust")).await);
    added(world.paste(&text("Bob Example", "", "Go")).await);
    resume.send(()).unwrap();
    running.join().unwrap();
    assert_eq!(world.index.names(), ["Ada Sample", "Bob Example"]);
}

#[tokio::test]
async fn a_reindex_that_was_killed_is_finished_by_the_next_drain() {
    let world = World::new().await;
    added(world.paste(&text("Ada Example", "", "Rust")).await);
    world.directory.drain().await.unwrap();
    let stopped = async { world.directory.reindex(&|_| world.index.set_away(true)).await };
    stopped.await.unwrap_err();
    world.index.set_away(false);
    assert_eq!(world.directory.drain().await.unwrap(), 1);
    assert_eq!(world.index.names(), ["Ada Example"]);
}
