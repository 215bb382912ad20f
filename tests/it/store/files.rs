//! Where a SQLite file can be, and what is said where it cannot.

use std::fs;

use muster::store::{Config, Error, Store};

use crate::support::databases::STATEMENT_TIMEOUT;

async fn connect(path: &str) -> Result<Store, Error> {
    let config = Config {
        url: format!("sqlite://{path}"),
        max_connections: 2,
        statement_timeout: STATEMENT_TIMEOUT,
    };
    Store::connect(&config).await
}

#[tokio::test]
async fn a_file_and_its_folder_are_made_whatever_they_are_called() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a b/100% ?mode=ro/käse.sqlite");
    let store = connect(path.to_str().unwrap()).await.unwrap();
    store.migrate().await.unwrap();
    assert!(path.exists());
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let path = file.join("muster.sqlite");
    let refused = connect(path.to_str().unwrap()).await.unwrap_err();
    let message = refused.to_string();
    assert!(matches!(refused, Error::Unwritable { .. }));
    assert!(message.contains(path.to_str().unwrap()), "{message}");
    assert!(
        message.contains("let the user who runs muster write to it"),
        "{message}"
    );
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    fs::write(&path, "these are my notes, and no database at all").unwrap();
    let refused = connect(path.to_str().unwrap()).await.unwrap_err();
    assert!(matches!(refused, Error::Unwritable { .. }), "{refused:?}");
    assert_eq!(
        fs::read(&path).unwrap(),
        b"these are my notes, and no database at all"
    );
}

#[test]
fn a_password_in_the_url_is_not_shown() {
    let config = Config {
        url: "postgres://muster:hunter2@localhost/muster".to_owned(),
        max_connections: 2,
        statement_timeout: STATEMENT_TIMEOUT,
    };
    assert!(!format!("{config:?}").contains("hunter2"));
}
