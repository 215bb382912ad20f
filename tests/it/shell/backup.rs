//! Backing up and restoring, as docs/operations.md says to.

use std::fs;
use std::path::Path;
use std::process::Command;

use sea_orm::{ConnectionTrait as _, Database};

use crate::support::postgres;
use crate::support::program::{Desk, profile};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_backed_up_under_a_running_server_and_restored() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    desk.write_people(3);
    desk.run(&["add", "people"]);
    let file = desk.path("muster-data/muster.db");
    let db = Database::connect(format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    let backup = desk.path("backup.db");
    db.execute_unprepared(&format!("VACUUM INTO '{}'", backup.display()))
        .await
        .unwrap();
    db.close().await.unwrap();
    let before = desk.run(&["export"]).out;
    desk.write("later.md", profile("Zora Quillfeather"));
    desk.run(&["add", "later.md"]);
    assert_eq!(server.stop().code, Some(0));
    assert_eq!(desk.searchable(), 4);

    for suffix in ["", "-wal", "-shm"] {
        remove_if_there(&desk.path(&format!("muster-data/muster.db{suffix}")));
    }
    fs::copy(backup, file).unwrap();
    assert_eq!(desk.run(&["reindex"]).code, Some(0));
    assert_eq!(desk.run(&["export"]).out, before);
    assert_eq!(desk.searchable(), 3);
    let found = desk.run(&["search", "Zora"]);
    assert!(!found.out.contains("Quillfeather"), "{found:?}");
}

fn remove_if_there(path: &Path) {
    if path.exists() {
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn a_database_on_a_server_is_backed_up_and_restored() {
    let (Some(url), Some(restored)) = (postgres::empty_database(), postgres::empty_database()) else {
        return;
    };
    let desk = Desk::new();
    desk.write("muster.toml", format!("[store]\nurl = '{url}'"));
    desk.write_people(3);
    desk.run(&["add", "people"]);
    let before = desk.run(&["export"]).out;
    let dump = desk.path("muster.dump");
    run(Command::new(postgres::program("pg_dump"))
        .arg("--format=custom")
        .arg("--file")
        .arg(&dump)
        .arg(&url));
    desk.write("later.md", profile("Zora Quillfeather"));
    desk.run(&["add", "later.md"]);

    run(Command::new(postgres::program("pg_restore"))
        .args(["--no-owner", "--dbname", &restored])
        .arg(&dump));
    desk.write("muster.toml", format!("[store]\nurl = '{restored}'"));
    assert_eq!(desk.run(&["reindex"]).code, Some(0));
    assert_eq!(desk.run(&["export"]).out, before);
    assert_eq!(desk.searchable(), 3);
}

fn run(command: &mut Command) {
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}
