//! Many texts at once: as one after the other, only faster.

use muster::directory::{Error, Outcome, Submission};

use super::{World, submission, text};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    there_is_one_outcome_a_text_in_their_order,
    texts_of_one_person_in_one_batch_make_one_person,
    a_changed_text_in_one_batch_counts_as_the_last_one_says,
];

/// `+` added, `~` updated, `=` unchanged, `!` refused.
fn signs(outcomes: &[Result<Outcome, Error>]) -> String {
    outcomes
        .iter()
        .map(|outcome| match outcome {
            Ok(Outcome::Added(_)) => '+',
            Ok(Outcome::Updated(_)) => '~',
            Ok(Outcome::Unchanged(_)) => '=',
            Err(_) => '!',
        })
        .collect()
}

async fn ingest(world: &World, submissions: Vec<Submission>) -> String {
    signs(&world.directory.ingest_many(submissions).await.unwrap())
}

async fn there_is_one_outcome_a_text_in_their_order(database: Database) {
    let world = World::on(database).await;
    let (ada, bob) = (text("Ada Example", "", "Rust"), text("Bob Example", "", "Go"));
    let submissions = vec![
        submission(None, &ada),
        submission(None, " "),
        submission(Some("file:///b.md"), &bob),
        submission(None, &ada),
    ];
    assert_eq!(ingest(&world, submissions.clone()).await, "+!+=");
    assert_eq!(ingest(&world, submissions).await, "=!==");
    assert_eq!(world.count().await, 2);
    assert_eq!(ingest(&world, Vec::new()).await, "");
}

async fn texts_of_one_person_in_one_batch_make_one_person(database: Database) {
    let world = World::on(database).await;
    let submissions = ["Rust", "Go", "Perl", "Kotlin"]
        .iter()
        .enumerate()
        .map(|(number, skill)| {
            submission(
                Some(&format!("file:///{number}.md")),
                &text("Ada Example", "ada-example", skill),
            )
        })
        .collect();
    assert_eq!(ingest(&world, submissions).await, "+~~~");
    assert_eq!(world.count().await, 1);
    let ada = world
        .directory
        .store
        .person_by_slug("ada-example")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ada.profile.skills.len(), 4);
    assert_eq!(ada.profile.sources.len(), 4);
}

async fn a_changed_text_in_one_batch_counts_as_the_last_one_says(database: Database) {
    let world = World::on(database).await;
    let submissions = vec![
        submission(Some("file:///a.md"), &text("Ada Example", "", "Rust")),
        submission(Some("file:///a.md"), &text("Ada Example", "", "Go")),
    ];
    assert_eq!(ingest(&world, submissions).await, "+~");
    let ada = world
        .directory
        .store
        .person_by_slug("ada-example")
        .await
        .unwrap()
        .unwrap();
    let skills: Vec<_> = ada.profile.skills.iter().map(|skill| skill.id.as_str()).collect();
    assert_eq!(skills, ["go"]);
}
