//! A data folder that cannot be used: each case says what to do.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use sea_orm::{ConnectionTrait as _, Database};

use crate::support::program::{Desk, Ran, profile};

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let desk = Desk::new();
    desk.write("file", "in the way");
    for folder in ["file/data", "/proc/muster"] {
        let ran = desk.run(&["serve", "--data", folder]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(
            ran.err
                .starts_with(&format!("error: the data folder {folder} cannot be made: ")),
            "{ran:?}"
        );
        assert!(ran.err.contains("--data PATH"), "{ran:?}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let desk = Desk::new();
    let folder = desk.path("locked");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
    for arguments in [
        &["serve", "--data", "locked"][..],
        &["add", "x.md", "--data", "locked"],
    ] {
        let ran = Ran::from(desk.command_without_privileges(arguments).output().unwrap());
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(
            ran.err
                .starts_with("error: the data folder locked cannot be written: "),
            "{ran:?}"
        );
    }
}

#[test]
fn a_database_that_cannot_be_written_is_told() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    let file = desk.path("muster-data/muster.db");
    fs::set_permissions(&file, Permissions::from_mode(0o444)).unwrap();
    let ran = Ran::from(
        desk.command_without_privileges(&["serve", "--listen", "127.0.0.1:0"])
            .output()
            .unwrap(),
    );
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.err.contains("muster.db cannot be opened for writing"),
        "{ran:?}"
    );
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    let file = desk.path("muster-data/muster.db");
    let database = Database::connect(format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    database
        .execute_unprepared("INSERT INTO seaql_migrations VALUES ('m20990101_000001_from_the_future', 0)")
        .await
        .unwrap();
    database.close().await.unwrap();
    for arguments in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["migrate"],
        &["search", "x"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.err.contains("m20990101_000001_from_the_future"), "{ran:?}");
        assert!(ran.err.contains("run the version that made it"), "{ran:?}");
    }
}

#[test]
fn two_servers_cannot_share_a_data_folder() {
    let desk = Desk::new();
    let first = desk.serve(&[]);
    let second = desk.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(second.code, Some(1));
    let expected = format!(
        "error: another muster (process {}) uses the data folder muster-data: stop it first, or give this one a folder of \
         its own with `--data PATH`\n",
        first.id()
    );
    assert_eq!(second.err, expected);
    let reindex = desk.run(&["reindex"]);
    assert_eq!(reindex.code, Some(0), "the server does it: {reindex:?}");
    assert_eq!(first.stop().code, Some(0));
}

#[test]
fn two_servers_with_folders_of_their_own_run_side_by_side() {
    let desk = Desk::new();
    desk.write("zora.md", profile("Zora Quillfeather"));
    desk.run(&["add", "zora.md", "--data", "one"]);
    let one = desk.serve(&["--data", "one"]);
    let two = desk.serve(&["--data", "two"]);
    assert!(one.get("/api/v1/profiles").1.contains("zora-quillfeather"));
    assert!(!two.get("/api/v1/profiles").1.contains("zora-quillfeather"));
}
