//! A database server that is slow, or goes away and comes back.

use std::time::Duration;

use muster::store::{Config, Error, Store};
use sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement, TransactionTrait as _};

use super::add;
use crate::support::databases::{Database, STATEMENT_TIMEOUT};
use crate::support::postgres;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_heals_when_its_server_was_restarted() {
    let Some(server) = postgres::own_server() else {
        return;
    };
    let store = open(&server.empty_database(), STATEMENT_TIMEOUT).await;
    store.migrate().await.unwrap();
    let ada = add(&store, "Ada Example", "a").await;
    // Several connections, all of which the restart breaks.
    let (one, two, three) = tokio::join!(store.person(ada.id), store.count_people(), store.generations());
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    for _ in 0..3 {
        server.restart();
        for _ in 0..4 {
            assert_eq!(store.person(ada.id).await.unwrap().unwrap().id, ada.id);
        }
    }
    add(&store, "Bob Example", "b").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_waits_for_its_server_to_come_back() {
    let Some(server) = postgres::own_server() else {
        return;
    };
    let store = open(&server.empty_database(), STATEMENT_TIMEOUT).await;
    store.migrate().await.unwrap();
    server.stop();
    let asked = tokio::spawn({
        let store = store.clone();
        async move { store.count_people().await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.start();
    assert_eq!(asked.await.unwrap().unwrap(), 0);
    server.stop();
    let refused = store.count_people().await;
    assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_that_takes_too_long_is_given_up() {
    let Some(database) = Database::postgres() else {
        return;
    };
    database.store().await;
    let store = open(&database.url, Duration::from_secs(1)).await;
    let other = database.bare().await.begin().await.unwrap();
    other
        .execute_unprepared("LOCK TABLE people IN ACCESS EXCLUSIVE MODE")
        .await
        .unwrap();
    let begun = std::time::Instant::now();
    let given_up = store.count_people().await;
    assert!(matches!(given_up, Err(Error::Unavailable(_))), "{given_up:?}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    other.rollback().await.unwrap();
    assert_eq!(store.count_people().await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_schema_is_brought_up_to_date_however_long_it_takes() {
    let Some(database) = Database::postgres() else {
        return;
    };
    let first = database.store().await;
    let store = open(&database.url, Duration::from_secs(1)).await;
    let other = database.bare().await.begin().await.unwrap();
    other
        .execute_unprepared("LOCK TABLE seaql_migrations IN ACCESS EXCLUSIVE MODE")
        .await
        .unwrap();
    let migrating = tokio::spawn(async move { store.migrate().await });
    tokio::time::sleep(Duration::from_millis(1_300)).await;
    other.commit().await.unwrap();
    migrating.await.unwrap().unwrap();
    first.check().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_texts_are_compressed_with_the_fast_method() {
    let Some(database) = Database::postgres() else {
        return;
    };
    let store = database.store().await;
    add(&store, &"Ada of a Very Long Name ".repeat(400), "a").await;
    let db = database.bare().await;
    let asked = "SELECT pg_column_compression(profile) AS method FROM people";
    let asked = Statement::from_string(DatabaseBackend::Postgres, asked);
    let row = db.query_one_raw(asked).await.unwrap().unwrap();
    let method: String = row.try_get("", "method").unwrap();
    assert_eq!(method, "lz4");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_names_of_the_scheme_are_understood() {
    if let Some(database) = Database::postgres() {
        let url = database.url.replace("postgres://", "postgresql://");
        open(&url, STATEMENT_TIMEOUT).await.migrate().await.unwrap();
    }
}

async fn open(url: &str, statement_timeout: Duration) -> Store {
    let config = Config {
        url: url.to_owned(),
        max_connections: 4,
        statement_timeout,
    };
    Store::connect(&config).await.unwrap()
}
