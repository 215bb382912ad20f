//! Texts come in: who they are taken to be about.

use chrono::TimeDelta;

use super::{World, added, text, unchanged, updated};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    a_new_text_adds_a_person_with_evidence_in_the_stored_text,
    the_same_text_twice_changes_nothing,
    a_changed_text_of_the_same_source_updates_the_same_person,
    a_corrected_paste_takes_the_place_of_the_earlier_one_which_is_kept,
    an_earlier_paste_that_comes_back_counts_again,
    texts_of_one_person_from_several_places_are_merged,
    people_of_one_name_are_two_people,
    two_people_whom_one_text_shows_to_be_one_are_joined_and_it_is_said,
    a_text_that_mentions_somebody_is_not_about_them,
    a_text_without_a_name_is_of_whom_its_address_is,
    texts_of_one_person_that_come_at_once_make_one_person,
    a_preview_says_what_is_understood_and_stores_nothing,
];

async fn a_new_text_adds_a_person_with_evidence_in_the_stored_text(database: Database) {
    let world = World::on(database).await;
    let text = text("Ada Example", "ada-example", "Rust, PostgreSQL");
    let ada = added(world.paste(&text).await);
    assert_eq!(ada.name.as_deref(), Some("Ada Example"));
    assert_eq!(ada.slug, "ada-example");
    let person = world.directory.store.person(ada.id).await.unwrap().unwrap();
    let document = &world.directory.store.documents_of(ada.id).await.unwrap()[0];
    assert_eq!(document.text, text);
    let evidence = &person.profile.skills[0].evidence[0];
    assert_eq!(evidence.source, document.source);
    assert_eq!(
        document.text.get(evidence.start..evidence.end),
        Some(&*evidence.quote)
    );
    assert_eq!(person.profile.sources[0].sha256, document.sha256);
}

async fn the_same_text_twice_changes_nothing(database: Database) {
    let world = World::on(database).await;
    let text = text("Ada Example", "", "Rust, Go");
    let pasted = added(world.paste(&text).await);
    let revision = world.directory.store.revision(pasted.id).await.unwrap();
    assert_eq!(unchanged(world.paste(&text).await).id, pasted.id);
    assert_eq!(world.directory.store.revision(pasted.id).await.unwrap(), revision);
    let filed = added(world.file("file:///ada.md", &text).await);
    assert_eq!(unchanged(world.file("file:///ada.md", &text).await).id, filed.id);
}

async fn a_changed_text_of_the_same_source_updates_the_same_person(database: Database) {
    let world = World::on(database).await;
    let before = added(
        world
            .file("file:///ada.md", &text("Ada Example", "", "Rust, Perl"))
            .await,
    );
    let after = updated(
        world
            .file("file:///ada.md", &text("Ada Sample", "", "Rust, Kotlin"))
            .await,
    );
    assert_eq!((before.id, &before.slug), (after.id, &after.slug));
    assert_eq!(after.name.as_deref(), Some("Ada Sample"));
    assert_eq!(world.skills(&after).await, ["kotlin", "rust"]);
}

async fn a_corrected_paste_takes_the_place_of_the_earlier_one_which_is_kept(database: Database) {
    let world = World::on(database).await;
    let wrong = text("Ada Example", "ada-example", "Rust, Perl");
    let ada = added(world.paste(&wrong).await);
    let earlier = world
        .directory
        .store
        .documents_of(ada.id)
        .await
        .unwrap()
        .remove(0);
    let corrected = updated(
        world
            .paste(&text("Ada Example", "ada-example", "Rust, Kotlin"))
            .await,
    );
    assert_eq!(corrected.id, ada.id);
    assert_eq!(world.skills(&corrected).await, ["kotlin", "rust"]);
    let kept = world
        .directory
        .store
        .document_by_locator(&earlier.locator)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.text, wrong);
    assert!(kept.replaced_at.is_some());
}

async fn an_earlier_paste_that_comes_back_counts_again(database: Database) {
    let world = World::on(database).await;
    let first = text("Ada Example", "ada-example", "Rust, Perl");
    let ada = added(world.paste(&first).await);
    updated(
        world
            .paste(&text("Ada Example", "ada-example", "Rust, Kotlin"))
            .await,
    );
    let again = updated(world.paste(&first).await);
    assert_eq!(again.id, ada.id);
    assert_eq!(world.skills(&again).await, ["perl", "rust"]);
    unchanged(world.paste(&first).await);
}

async fn texts_of_one_person_from_several_places_are_merged(database: Database) {
    let world = World::on(database).await;
    let ada = added(
        world
            .file("file:///a.md", &text("Ada Example", "ada-example", "Rust"))
            .await,
    );
    let same = updated(
        world
            .file(
                "file:///b.md",
                &text("Ada B. Example", "Ada-Example", "PostgreSQL"),
            )
            .await,
    );
    assert_eq!(ada.id, same.id);
    assert_eq!(world.skills(&same).await, ["postgresql", "rust"]);
    let documents = world.directory.store.documents_of(ada.id).await.unwrap();
    assert_eq!(documents.len(), 2);
}

async fn people_of_one_name_are_two_people(database: Database) {
    let world = World::on(database).await;
    let one = added(world.paste(&text("Ada Example", "ada-one", "Rust")).await);
    let two = added(world.paste(&text("Ada Example", "ada-two", "Rust")).await);
    assert_ne!((one.id, one.slug), (two.id, two.slug));
}

async fn two_people_whom_one_text_shows_to_be_one_are_joined_and_it_is_said(database: Database) {
    let world = World::on(database).await;
    let ada = added(
        world
            .file("file:///a.md", &text("Ada Example", "ada-one", "Rust"))
            .await,
    );
    world.pass(TimeDelta::seconds(1)).await;
    let other = added(
        world
            .file("file:///b.md", &text("Ada Example", "ada-two", "Go"))
            .await,
    );
    let both = text("Ada Example", "ada-two", "Kotlin");
    let receipt = updated(world.file("file:///a.md", &both).await);
    assert_eq!(receipt.id, ada.id, "who was here first stays");
    assert_eq!(
        receipt.notes.last().map(String::as_str),
        Some("it says that two people here are the same person: they are one now")
    );
    assert_eq!(world.skills(&receipt).await, ["go", "kotlin"]);
    assert_eq!(world.count().await, 1);
    let merges = world.directory.store.merges_of(ada.id).await.unwrap();
    assert_eq!((merges.len(), merges[0].gone), (1, other.id));
}

async fn a_text_that_mentions_somebody_is_not_about_them(database: Database) {
    let world = World::on(database).await;
    let ada = added(world.paste(&text("Ada Example", "ada-example", "Rust")).await);
    let mention = |skill| {
        let text = text("Bob Fenwick", "ada-example", skill);
        format!("{text}\nbob@fenwick.example\n")
    };
    let bob = added(world.paste(&mention("Go")).await);
    assert_ne!(bob.id, ada.id);
    assert_eq!(bob.slug, "bob-fenwick");
    let note = "an address or a login in the text belongs to 1 other person here: they were kept apart";
    assert_eq!(bob.notes.last().map(String::as_str), Some(note));
    assert_eq!(world.skills(&ada).await, ["rust"]);

    let corrected = updated(world.paste(&mention("Kotlin")).await);
    assert_eq!(corrected.id, bob.id, "his own address says who he is");
    assert_eq!(corrected.notes.last().map(String::as_str), Some(note));
    assert_eq!(world.skills(&corrected).await, ["kotlin"]);
    let again = updated(world.paste(&text("Ada Example", "ada-example", "Perl")).await);
    assert_eq!(again.id, ada.id, "her login is still hers");
    assert_eq!(world.skills(&again).await, ["perl"]);
    assert_eq!(world.count().await, 2);
}

async fn a_text_without_a_name_is_of_whom_its_address_is(database: Database) {
    let world = World::on(database).await;
    let ada = added(world.paste(&text("Ada Example", "ada-example", "Rust")).await);
    let nameless = "## Skills\n\nPostgreSQL\n\n## Contact\n\nhttps://github.com/ada-example\n";
    assert_eq!(updated(world.file("file:///notes.md", nameless).await).id, ada.id);
}

async fn texts_of_one_person_that_come_at_once_make_one_person(database: Database) {
    let world = World::on(database).await;
    let texts: Vec<_> = ["Rust", "Go", "Perl", "Kotlin", "Scala", "Ruby"]
        .iter()
        .map(|skill| text("Ada Example", "ada-example", skill))
        .collect();
    let mut running = tokio::task::JoinSet::new();
    for (number, text) in texts.into_iter().enumerate() {
        let directory = world.directory.clone();
        let submission = super::submission(Some(&format!("file:///{number}.md")), &text);
        running.spawn(async move { directory.ingest(submission).await });
    }
    let mut receipts = Vec::new();
    while let Some(outcome) = running.join_next().await {
        let (muster::directory::Outcome::Added(receipt) | muster::directory::Outcome::Updated(receipt)) =
            outcome.unwrap().unwrap()
        else {
            panic!("unchanged");
        };
        receipts.push(receipt);
    }
    assert_eq!(world.count().await, 1);
    assert_eq!(world.skills(&receipts[0]).await.len(), 6);
}

async fn a_preview_says_what_is_understood_and_stores_nothing(database: Database) {
    let world = World::on(database).await;
    let text = text("Ada Example", "", "Rust, Go");
    let profile = world.directory.preview(text.clone().into_bytes()).await.unwrap();
    assert_eq!(profile.name.as_deref(), Some("Ada Example"));
    assert_eq!(profile.id, None);
    assert_eq!(world.count().await, 0);
    let ada = added(world.paste(&text).await);
    let stored = world.directory.store.person(ada.id).await.unwrap().unwrap();
    assert_eq!(stored.profile.skills, profile.skills);
}
