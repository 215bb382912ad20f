//! The schema: up, down and up again, over rows, and what happens when versions do not fit.

use muster::store::{Cause, Error};
use muster_migrations::Migrator;
use sea_orm::ConnectionTrait as _;
use sea_orm_migration::MigratorTrait as _;

use super::{add, now, pending_people};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    the_schema_goes_up_down_and_up,
    a_directory_from_before_the_outbox_is_all_pending,
    whoever_was_there_before_changes_were_told_was_added,
    who_was_said_to_be_two_stays_two,
    migrating_twice_changes_nothing,
    an_empty_database_is_older,
    a_database_of_a_newer_version_is_refused_and_left_alone,
    several_processes_may_migrate_at_once,
];

async fn the_schema_goes_up_down_and_up(database: Database) {
    let db = database.bare().await;
    Migrator::up(&db, None).await.unwrap();
    add(&database.connect().await, "Ada Example", "a").await;
    Migrator::down(&db, None).await.unwrap();
    let older = database.connect().await.check().await;
    assert!(matches!(older, Err(Error::Older(_))), "{older:?}");
    Migrator::up(&db, None).await.unwrap();
    let store = database.connect().await;
    store.check().await.unwrap();
    assert_eq!(store.count_people().await.unwrap(), 0);
    add(&store, "Ada Example", "a").await;
}

async fn a_directory_from_before_the_outbox_is_all_pending(database: Database) {
    let db = database.bare().await;
    Migrator::up(&db, None).await.unwrap();
    let store = database.connect().await;
    let ada = add(&store, "Ada Example", "a").await;
    Migrator::down(&db, Some(steps_from("create_outbox")))
        .await
        .unwrap();
    Migrator::up(&db, None).await.unwrap();
    let store = database.connect().await;
    assert_eq!(store.person(ada.id).await.unwrap(), Some(ada.clone()));
    assert_eq!(pending_people(&store).await, [ada.id]);
}

async fn whoever_was_there_before_changes_were_told_was_added(database: Database) {
    let db = database.bare().await;
    Migrator::up(&db, None).await.unwrap();
    let store = database.connect().await;
    let ada = add(&store, "Ada Example", "a").await;
    let bob = add(&store, "Bob Example", "b").await;
    Migrator::down(&db, Some(steps_from("create_changes")))
        .await
        .unwrap();
    Migrator::up(&db, None).await.unwrap();
    let store = database.connect().await;
    let events = store.events_after(None, 9).await.unwrap();
    let mut told: Vec<_> = events
        .iter()
        .map(|event| (event.person, event.cause, event.at, event.turn))
        .collect();
    told.sort();
    let mut added: Vec<_> = [ada, bob]
        .map(|person| (person.id, Cause::Added, person.created_at, 0))
        .into();
    added.sort();
    assert_eq!(told, added);
    add(&store, "Cyd Example", "c").await;
    let later = store.events_after(Some(events[1].cursor()), 9).await.unwrap();
    assert_eq!(later.len(), 1);
}

async fn who_was_said_to_be_two_stays_two(database: Database) {
    let db = database.bare().await;
    Migrator::up(&db, None).await.unwrap();
    let store = database.connect().await;
    let ada = add(&store, "Ada Example", "a").await;
    let bob = add(&store, "Ada Example", "b").await;
    store.dismiss(ada.id, bob.id, now()).await.unwrap();
    let said = store.dismissed(&[ada.id]).await.unwrap();
    assert_eq!(said.len(), 1);
    Migrator::down(&db, Some(steps_from("keep_dismissals")))
        .await
        .unwrap();
    Migrator::up(&db, None).await.unwrap();
    let store = database.connect().await;
    assert_eq!(store.dismissed(&[ada.id]).await.unwrap(), said);
}

/// How many migrations there are from one of this name on.
fn steps_from(name: &str) -> u32 {
    let migrations = Migrator::migrations();
    let mut newest_first = migrations.iter().rev();
    let later = newest_first.position(|migration| migration.name().ends_with(name));
    u32::try_from(later.unwrap() + 1).unwrap()
}

async fn migrating_twice_changes_nothing(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    store.migrate().await.unwrap();
    assert_eq!(store.people_after(None, 9).await.unwrap(), [ada]);
}

async fn an_empty_database_is_older(database: Database) {
    let store = database.connect().await;
    let older = store.check().await.unwrap_err();
    assert_eq!(
        older.to_string(),
        "the database lacks the migration m20261121_000001_create_people: run `muster migrate`"
    );
}

async fn a_database_of_a_newer_version_is_refused_and_left_alone(database: Database) {
    let store = database.store().await;
    let db = database.bare().await;
    db.execute_unprepared(
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_later', 0)",
    )
    .await
    .unwrap();
    for refused in [store.migrate().await, store.check().await] {
        let refused = refused.unwrap_err();
        assert!(matches!(&refused, Error::Newer(name) if name == "m20990101_000001_later"));
        assert!(
            refused.to_string().contains("run the version that made it"),
            "{refused}"
        );
    }
}

async fn several_processes_may_migrate_at_once(database: Database) {
    let stores = [
        database.connect().await,
        database.connect().await,
        database.connect().await,
    ];
    let [one, two, three] = &stores;
    let (one, two, three) = tokio::join!(one.migrate(), two.migrate(), three.migrate());
    for migrated in [one, two, three] {
        migrated.unwrap();
    }
    stores[0].check().await.unwrap();
}
