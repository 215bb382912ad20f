//! Reading people again: who changes, and who does not.

use chrono::TimeDelta;
use muster::directory::{Field, PeopleByField, Reprocessed, Reread, What};
use muster::profile::PersonId;
use muster::store::Cause;
use sea_orm::ConnectionTrait as _;

use super::{World, added, submission, text, updated};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    whoever_came_in_as_they_are_is_left_alone,
    whoever_came_in_with_two_texts_at_once_is_left_alone,
    whoever_is_read_otherwise_is_written_and_nobody_else,
    a_dry_run_writes_nothing,
    a_change_meanwhile_is_not_lost,
    what_identifies_somebody_is_brought_up_to_date,
    nobody_is_made_of_nothing,
];

/// Two people with dated positions, which get longer by the day, and one with two texts.
async fn filled(database: Database) -> World {
    let world = World::on(database).await;
    for (name, login) in [("Ada Example", "ada"), ("Bob Example", "bob")] {
        let career = "\n## Experience\n\n### Engineer, Contoso\n\nJan 2021 - Present\n\n- Go services\n";
        let profile = text(name, login, "Rust, Go") + career;
        added(world.file(login, &profile).await);
    }
    updated(
        world
            .file("more of bob", &text("Bob Example", "bob", "Kafka"))
            .await,
    );
    world
}

/// Has the database hold what an older version could have read: Perl where there is Rust.
async fn made_stale(world: &World, slug: &str) {
    let stale = format!(
        "UPDATE people SET revision = revision + 1, profile = replace(replace(profile, '\"rust\"', '\"perl\"'), '\"Rust\"', '\"Perl\"') \
         WHERE slug = '{slug}'"
    );
    world
        .database
        .bare()
        .await
        .execute_unprepared(&stale)
        .await
        .unwrap();
}

async fn reprocessed(world: &World, write: bool) -> Vec<Reprocessed> {
    let mut all = Vec::new();
    let mut told = |person| all.push(person);
    world
        .directory
        .reprocess_everybody(write, &mut told)
        .await
        .unwrap();
    all
}

fn changed_slugs(all: &[Reprocessed]) -> Vec<&str> {
    all.iter()
        .filter(|person| person.outcome != Reread::Same)
        .map(|person| person.slug.as_str())
        .collect()
}

async fn id_of(world: &World, slug: &str) -> PersonId {
    let person = world.directory.store.person_by_slug(slug).await.unwrap();
    person.unwrap().id
}

async fn causes(world: &World, slug: &str) -> Vec<Cause> {
    let id = id_of(world, slug).await;
    let history = world.directory.store.history_of(id, None, 99).await.unwrap();
    history.into_iter().map(|event| event.cause).collect()
}

async fn whoever_came_in_as_they_are_is_left_alone(database: Database) {
    let world = filled(database).await;
    let before = world.directory.store.people_after(None, 9).await.unwrap();
    world.pass(TimeDelta::days(400)).await;
    let all = reprocessed(&world, true).await;
    assert_eq!(all.len(), 2);
    assert_eq!(changed_slugs(&all), [""; 0]);
    assert_eq!(world.directory.store.people_after(None, 9).await.unwrap(), before);
}

async fn whoever_came_in_with_two_texts_at_once_is_left_alone(database: Database) {
    let world = World::on(database).await;
    world.clock.tick(TimeDelta::seconds(1));
    let texts = ["Weaving Engineer", "Dyeing Engineer"].map(|headline| {
        let headed = format!("# Ada Example\n\n{headline}\n");
        text("Ada Example", "ada", "Rust").replace("# Ada Example\n", &headed)
    });
    let submissions = texts.iter().enumerate();
    let submissions =
        submissions.map(|(number, text)| submission(Some(&format!("file:///{number}.md")), text));
    world.directory.ingest_many(submissions.collect()).await.unwrap();
    let ada = world.directory.store.person_by_slug("ada-example").await.unwrap();
    assert_eq!(ada.unwrap().profile.headline.as_deref(), Some("Dyeing Engineer"));
    assert_eq!(changed_slugs(&reprocessed(&world, false).await), [""; 0]);
}

async fn whoever_is_read_otherwise_is_written_and_nobody_else(database: Database) {
    let world = filled(database).await;
    let bob = world.directory.store.person_by_slug("bob-example").await.unwrap();
    made_stale(&world, "ada-example").await;
    world.pass(TimeDelta::days(1)).await;
    let all = reprocessed(&world, true).await;
    assert_eq!(changed_slugs(&all), ["ada-example"]);
    let ada = id_of(&world, "ada-example").await;
    let now = world.directory.store.person(ada).await.unwrap().unwrap();
    assert!(now.profile.skills.iter().any(|skill| skill.id == "rust"));
    assert_eq!(now.profile.sources.len(), 1);
    assert_eq!(
        causes(&world, "ada-example").await,
        [Cause::Reprocessed, Cause::Added]
    );
    assert_eq!(
        world.directory.store.person_by_slug("bob-example").await.unwrap(),
        bob
    );

    let mut totals = PeopleByField::default();
    for person in &all {
        totals.count(person);
    }
    assert_eq!((totals.people, totals.different, totals.failed), (2, 1, 0));
    assert_eq!(totals.fields.get(&(Field::Skills, What::Added)), Some(&1));
    assert_eq!(totals.fields.get(&(Field::Skills, What::Gone)), Some(&1));
    assert_eq!(
        changed_slugs(&reprocessed(&world, true).await),
        [""; 0],
        "again changes nobody"
    );
}

async fn a_dry_run_writes_nothing(database: Database) {
    let world = filled(database).await;
    made_stale(&world, "ada-example").await;
    made_stale(&world, "bob-example").await;
    let before = world.directory.store.people_after(None, 9).await.unwrap();
    let mut differing = reprocessed(&world, false).await;
    assert_eq!(world.directory.store.people_after(None, 9).await.unwrap(), before);
    let mut done = reprocessed(&world, true).await;
    differing.sort_by(|one, other| one.slug.cmp(&other.slug));
    done.sort_by(|one, other| one.slug.cmp(&other.slug));
    assert_eq!(differing, done, "what is shown is what is done");
    assert_eq!(changed_slugs(&done), ["ada-example", "bob-example"]);
}

async fn a_change_meanwhile_is_not_lost(database: Database) {
    let world = filled(database).await;
    let other = world.beside().await;
    for round in 0..8 {
        made_stale(&world, "ada-example").await;
        let skill = if round % 2 == 0 { "Haskell" } else { "Erlang" };
        let newer = text("Ada Example", "ada", &format!("Rust, {skill}"));
        let ids = [id_of(&world, "ada-example").await];
        let (read, written) = tokio::join!(other.reprocess(&ids, true), world.file("ada", &newer));
        read.unwrap();
        let receipt = updated(written);
        assert_eq!(
            world.skills(&receipt).await,
            {
                let mut expected = vec![skill.to_lowercase(), "rust".to_owned()];
                expected.sort();
                expected
            },
            "round {round}"
        );
    }
}

async fn what_identifies_somebody_is_brought_up_to_date(database: Database) {
    let world = filled(database).await;
    let forget = "DELETE FROM identity_keys WHERE value = 'ada'";
    world
        .database
        .bare()
        .await
        .execute_unprepared(forget)
        .await
        .unwrap();
    let all = reprocessed(&world, true).await;
    assert_eq!(changed_slugs(&all), ["ada-example"]);
    let ada = updated(world.file("elsewhere", &text("Ada Example", "ada", "Zig")).await);
    assert_eq!(ada.slug, "ada-example");
}

async fn nobody_is_made_of_nothing(database: Database) {
    let world = World::on(database).await;
    let ada = added(world.paste(&text("Ada Example", "ada", "Rust")).await);
    let unread = "UPDATE documents SET replaced_at = fetched_at";
    world
        .database
        .bare()
        .await
        .execute_unprepared(unread)
        .await
        .unwrap();
    let again = world.directory.reprocess(&[ada.id], true).await.unwrap();
    assert_eq!(again[0].outcome, Reread::Same);
    assert_eq!(world.skills(&ada).await, ["rust"]);
    let nobody = PersonId::from_uuid(uuid::Uuid::from_u128(1));
    assert_eq!(world.directory.reprocess(&[nobody], true).await.unwrap(), []);
}
