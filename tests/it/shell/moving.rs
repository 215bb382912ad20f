//! `muster migrate` from one database to another.

use std::fs;
use std::time::Duration;

use sea_orm::{ConnectionTrait as _, Database, DatabaseBackend, Statement, TransactionTrait as _};

use crate::support::postgres;
use crate::support::program::{Desk, signal};

#[test]
fn a_directory_moves_to_postgresql_and_back() {
    let Some(url) = postgres::empty_database() else {
        return;
    };
    let desk = Desk::new();
    desk.write_people(5);
    desk.run(&["add", "people"]);
    let before = desk.run(&["export"]).out;
    desk.write("postgres.url", format!("{url}\n"));

    let moved = desk.run(&["migrate", "--to-file", "postgres.url"]);
    assert_eq!(moved.code, Some(0), "{moved:?}");
    assert_eq!(
        moved.out,
        "copied and compared: people: 5, texts: 5, addresses and logins: 0, places: 0, decisions by hand: 0\n\
         set `store.url` to the new database; its search index gets everybody at the next start\n"
    );
    desk.write(
        "muster.toml",
        "[store]\nurl_file = 'postgres.url'\n[data]\nfolder = 'elsewhere'\n",
    );
    let server = desk.serve(&[]);
    assert_eq!(desk.searchable(), 5);
    assert_eq!(server.stop().code, Some(0));
    assert_eq!(desk.run(&["export"]).out, before);

    let back = desk.run(&["migrate", "--to", "sqlite://back.db"]);
    assert_eq!(back.code, Some(0), "{back:?}");
    desk.write("muster.toml", "[store]\nurl = 'sqlite://back.db'");
    assert_eq!(desk.run(&["export"]).out, before);
}

#[test]
fn what_cannot_be_copied_is_told() {
    let desk = Desk::new();
    desk.write_people(2);
    desk.run(&["add", "people"]);
    desk.run(&["add", "people", "--data", "other"]);
    let told = |arguments: &[&str], expected: &str| {
        let ran = desk.run(&[&["migrate"], arguments].concat());
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.err.contains(expected), "{ran:?}");
    };
    told(
        &["--to", "sqlite://other/muster.db"],
        "the database to copy into is not empty (people: 2, texts: 2): name an empty one",
    );
    told(
        &["--to", "sqlite://muster-data/muster.db"],
        "are the same: name two",
    );
    told(&["--from", "sqlite://nowhere.db"], "nowhere.db does not exist");
    told(&["--to", "mysql://db/x"], "--to: this is no URL of a database");
    told(&["--to-file", "nowhere"], "the file nowhere cannot be read");
    assert!(!desk.path("nowhere.db").exists());
    let both = desk.run(&["migrate", "--to", "sqlite://x", "--to-file", "y"]);
    assert_eq!(both.code, Some(2), "{both:?}");
}

#[test]
fn a_password_is_never_printed() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    desk.write(
        "secret.url",
        "postgres://muster:hunter2@localhost:1/muster?sslmode=hunter2",
    );
    for arguments in [
        &["migrate", "--to", "postgres://muster:hunter2@127.0.0.1:x/muster"][..],
        &["migrate", "--to", "postgres://muster:hunter2@[broken/muster"],
        &["migrate", "--to", "hunter2"],
        &["migrate", "--from", "hunter2", "--from-file", "x"],
        &["migrate", "--to-file", "secret.url"],
        &["migrate", "--from-file", "secret.url", "--to", "sqlite://to.db"],
    ] {
        let ran = desk
            .command(arguments)
            .env("MUSTER__LOG__LEVEL", "trace")
            .output()
            .unwrap();
        assert_ne!(ran.status.code(), Some(0));
        assert!(!ran.stderr.is_empty());
        for printed in [ran.stdout, ran.stderr] {
            let printed = String::from_utf8(printed).unwrap();
            assert!(!printed.contains("hunter2"), "{printed}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_copy_leaves_nothing_and_is_done_again() {
    let Some(url) = postgres::empty_database() else {
        return;
    };
    let desk = Desk::new();
    desk.write_people(150);
    desk.run(&["add", "people"]);
    desk.run(&[
        "migrate",
        "--to",
        &url,
        "--from",
        &format!("sqlite://{}", empty_file(&desk)),
    ]);

    let admin = Database::connect(&url).await.unwrap();
    let held = admin.begin().await.unwrap();
    held.execute_unprepared("LOCK TABLE documents IN EXCLUSIVE MODE")
        .await
        .unwrap();
    let mut copying = desk.command(&["migrate", "--to", &url]).spawn().unwrap();
    // The people are written, and the first text waits.
    let waiting =
        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    let waiting = || Statement::from_string(DatabaseBackend::Postgres, waiting);
    while admin.query_one_raw(waiting()).await.unwrap().is_none() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    signal(copying.id(), "KILL");
    copying.wait().unwrap();
    held.rollback().await.unwrap();

    desk.write(
        "there.toml",
        format!("[store]\nurl = '{url}'\n[data]\nfolder = 'there'"),
    );
    assert_eq!(desk.run(&["export", "--config", "there.toml"]).out, "");
    let again = desk.run(&["migrate", "--to", &url]);
    assert_eq!(again.code, Some(0), "{again:?}");
    let there = desk.run(&["export", "--config", "there.toml"]).out;
    assert_eq!(there.lines().count(), 150);
    assert_eq!(there, desk.run(&["export"]).out);
}

/// A database without anybody, to have the schema made.
fn empty_file(desk: &Desk) -> String {
    desk.run(&["migrate", "--data", "empty"]);
    let path = desk.path("empty/muster.db");
    assert!(fs::metadata(&path).is_ok());
    path.display().to_string()
}
