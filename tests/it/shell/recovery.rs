//! What a killed process and a lost index leave behind, and what the next start makes of it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

use crate::support::databases::{Database, on_both_databases};
use crate::support::program::{Desk, signal};

on_both_databases![
    nothing_that_was_accepted_is_lost_when_an_import_is_killed,
    a_killed_server_leaves_a_directory_that_starts,
];

async fn nothing_that_was_accepted_is_lost_when_an_import_is_killed(database: Database) {
    let desk = Desk::over(&database);
    // More than one transaction takes.
    desk.write_people(700);
    let mut import = desk
        .command(&["add", "people"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(import.stdout.take().unwrap()).lines();
    let accepted: Vec<String> = lines
        .take(20)
        .map(|line| line.unwrap().split_whitespace().nth(1).unwrap().to_owned())
        .collect();
    signal(import.id(), "KILL");
    import.wait().unwrap();

    let server = desk.serve(&[]);
    let stored = desk.run(&["export"]).out;
    for slug in &accepted {
        assert!(stored.contains(&format!("\"slug\":\"{slug}\"")), "{slug} is lost");
    }
    let stored = stored.lines().count() as u64;
    assert!(stored < 700, "the import was not killed in its middle");
    assert_eq!(desk.searchable(), stored);
    assert_eq!(server.stop().code, Some(0));

    let again = desk.run(&["add", "people"]);
    assert_eq!(again.code, Some(0), "{again:?}");
    assert_eq!(desk.searchable(), 700);
}

async fn a_killed_server_leaves_a_directory_that_starts(database: Database) {
    let desk = Desk::over(&database);
    desk.write_people(5);
    let server = desk.serve(&[]);
    desk.run(&["add", "people"]);
    server.signal("KILL");
    assert_eq!(server.wait().code, None);
    let server = desk.serve(&[]);
    assert_eq!(desk.searchable(), 5);
    assert_eq!(server.stop().code, Some(0));
}

#[test]
fn a_lost_index_is_made_anew_at_start() {
    let desk = Desk::new();
    desk.write_people(5);
    desk.run(&["add", "people"]);
    fs::remove_dir_all(desk.path("muster-data/index")).unwrap();
    let server = desk.serve(&[]);
    assert_eq!(desk.searchable(), 5);
    assert!(server.stop().err.contains("made anew"));
}

/// The files of all indexes.
fn index_files(desk: &Desk) -> Vec<PathBuf> {
    let folders = fs::read_dir(desk.path("muster-data/index")).unwrap();
    let folders = folders
        .map(|folder| folder.unwrap().path())
        .filter(|path| path.is_dir());
    let files: Vec<_> = folders
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    assert!(!files.is_empty());
    files
}

#[test]
fn a_broken_index_is_made_anew_at_start() {
    let desk = Desk::new();
    desk.write_people(5);
    desk.run(&["add", "people"]);
    for path in index_files(&desk) {
        fs::write(path, "nonsense").unwrap();
    }
    let server = desk.serve(&[]);
    assert_eq!(desk.searchable(), 5);
    assert!(server.stop().err.contains("made anew"));
}

#[test]
fn an_index_whose_files_were_cut_off_is_made_anew_at_start() {
    let desk = Desk::new();
    desk.write_people(5);
    desk.run(&["add", "people"]);
    for path in index_files(&desk) {
        if path
            .extension()
            .is_some_and(|extension| extension != "json" && extension != "lock")
        {
            fs::write(path, "").unwrap();
        }
    }
    let server = desk.serve(&[]);
    assert_eq!(desk.searchable(), 5);
    assert!(server.stop().err.contains("made anew"));
}

#[test]
fn an_index_is_made_anew_on_demand() {
    let desk = Desk::new();
    desk.write_people(5);
    desk.run(&["add", "people"]);
    fs::remove_dir_all(desk.path("muster-data/index")).unwrap();
    let told = desk.run(&["search"]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("muster reindex"), "{told:?}");
    let ran = desk.run(&["reindex"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "people in the search index: 5\n"),
        "{ran:?}"
    );
    assert_eq!(desk.searchable(), 5);
}
