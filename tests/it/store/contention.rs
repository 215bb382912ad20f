//! Writers that really get in each other's way: what the database undoes is done again.

use std::time::Duration;

use muster::store::Error;
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};

use super::{add, now, record_of};
use crate::support::databases::Database;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn serialization_failures_are_done_again() {
    let Some(database) = Database::postgres() else {
        return;
    };
    let setup = database.store().await;
    let ada = add(&setup, "Ada Example", "a").await;
    let admin = database.bare().await;
    // Then the second of two that count the same turn cannot be serialized.
    on_this_database(&admin, "default_transaction_isolation", "'serializable'").await;
    let stores = [
        database.connect().await,
        database.connect().await,
        database.connect().await,
    ];
    let mut writers = tokio::task::JoinSet::new();
    for (number, store) in stores.iter().cloned().enumerate() {
        writers.spawn(async move {
            for round in 0..10 {
                add(&store, "Bob Example", &format!("{number}/{round}")).await;
            }
        });
    }
    while let Some(ended) = writers.join_next().await {
        ended.unwrap();
    }
    assert_eq!(setup.count_people().await.unwrap(), 31);
    assert!(setup.person(ada.id).await.unwrap().is_some());
    // What happened is counted when a connection ends.
    drop(stores);
    drop(setup);
    let undone = "SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()";
    eventually("somebody got in somebody's way", async || {
        number(&admin, undone).await > 0
    })
    .await;
}

async fn eventually(what: &str, is_so: impl AsyncFn() -> bool) {
    for _ in 0..500 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("not after 10 seconds: {what}");
}

/// Sets a parameter for connections that are opened from now on.
async fn on_this_database(admin: &DatabaseConnection, name: &str, value: &str) {
    let set = format!(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET {name} TO {}', current_database()); END $$",
        value.replace('\'', "''")
    );
    admin.execute_unprepared(&set).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_victim_of_a_deadlock_writes_again() {
    let Some(database) = Database::postgres() else {
        return;
    };
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let other = database.bare().await.begin().await.unwrap();
    // So that the store is the one who finds out, and loses.
    other
        .execute_unprepared("SET LOCAL deadlock_timeout = '1min'")
        .await
        .unwrap();
    other
        .execute_unprepared("UPDATE people SET slug = slug")
        .await
        .unwrap();
    let writer = tokio::spawn({
        let store = store.clone();
        async move { store.record(record_of(&ada, "b"), now()).await }
    });
    let watcher = database.bare().await;
    let waiting = "SELECT count(*) FROM pg_stat_activity \
                   WHERE wait_event_type = 'Lock' AND datname = current_database()";
    eventually("the writer waits", async || number(&watcher, waiting).await > 0).await;
    // The writer has the turn and waits for the person; now each waits for the other.
    other
        .execute_unprepared("UPDATE turn SET number = number + 1")
        .await
        .unwrap();
    other.commit().await.unwrap();
    let written = writer.await.unwrap().unwrap();
    assert_eq!(store.person(written.id).await.unwrap(), Some(written));
    let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    drop(store);
    eventually("there was a deadlock", async || {
        number(&watcher, deadlocks).await > 0
    })
    .await;
}

async fn number(db: &DatabaseConnection, question: &str) -> i64 {
    let asked = sea_orm::Statement::from_string(sea_orm::DatabaseBackend::Postgres, question);
    let row = db.query_one_raw(asked).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_somebody_else_writes_for_a_while_is_waited_for() {
    let database = Database::sqlite();
    let store = database.store().await;
    let other = database.bare().await;
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let other = other.begin_with_options(immediate).await.unwrap();
    let writer = tokio::spawn(async move { add(&store, "Ada Example", "a").await });
    // Longer than SQLite itself waits.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(!writer.is_finished());
    other.commit().await.unwrap();
    writer.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_that_is_never_given_back_is_not_waited_for_forever() {
    let Some(database) = Database::postgres() else {
        return;
    };
    let store = database.store().await;
    let other = database.bare().await.begin().await.unwrap();
    other
        .execute_unprepared("UPDATE turn SET number = number")
        .await
        .unwrap();
    let begun = std::time::Instant::now();
    let refused = store
        .erase(muster::profile::PersonId::from_uuid(uuid::Uuid::nil()), now())
        .await;
    assert!(matches!(refused, Err(Error::Contended(_))), "{refused:?}");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}
