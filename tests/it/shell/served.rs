//! The program with a search engine on a server, which may be away.

use std::net::TcpListener;

use crate::support::meilisearch::empty_directory_file;
use crate::support::program::{Desk, eventually, profile};

#[test]
fn people_are_found_on_a_server_and_an_index_that_is_not_there_is_made_anew() {
    let (Some(file), Some(other)) = (empty_directory_file(), empty_directory_file()) else {
        return;
    };
    let desk = Desk::new();
    desk.write("muster.toml", file);
    desk.write_people(5);
    let added = desk.run(&["add", "people"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    assert_eq!(desk.searchable(), 5);

    desk.write("muster.toml", other);
    let server = desk.serve(&[]);
    assert_eq!(desk.searchable(), 5);
    assert!(server.stop().err.contains("made anew"));
    assert!(!desk.path("muster-data/index").exists());
}

#[test]
fn every_engine_that_a_server_uses_has_the_whole_directory() {
    let (Some(one), Some(two)) = (empty_directory_file(), empty_directory_file()) else {
        return;
    };
    let desk = Desk::new();
    desk.write("one.toml", one);
    desk.write("two.toml", two);
    let first = desk.serve(&["--config", "one.toml"]);
    desk.write_people(3);
    desk.run(&["add", "people", "--config", "one.toml"]);
    let second = desk.serve(&["--config", "two.toml"]);
    desk.write("later.md", profile("Zora Quillfeather"));
    desk.run(&["add", "later.md", "--config", "two.toml"]);
    for server in [&first, &second] {
        eventually("everybody is found", || {
            let (status, found) = server.get("/api/v1/search");
            status == 200 && found.starts_with(r#"{"total":4,"#)
        });
    }
}

#[test]
fn a_server_starts_and_says_what_is_wrong_while_its_engine_is_down() {
    let desk = Desk::new();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    desk.write(
        "muster.toml",
        format!("[search]\nengine = 'meilisearch'\nurl = '{url}'\n"),
    );
    let server = desk.serve(&[]);
    assert_eq!(server.get("/healthz").0, 200);
    assert_eq!(server.get("/readyz").0, 503);
    assert_eq!(server.get("/search?q=kafka").0, 503);
    let stopped = server.stop();
    assert_eq!(stopped.code, Some(0), "{stopped:?}");
    assert!(stopped.err.contains("does not answer"), "{stopped:?}");
}

#[test]
fn a_key_that_is_wrong_is_told_at_start() {
    let Some(file) = empty_directory_file() else {
        return;
    };
    let desk = Desk::new();
    desk.write("muster.toml", file.replace("key = '", "key = 'not-"));
    desk.write("ada.md", profile("Ada Example"));
    let ran = desk.run(&["add", "ada.md"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("invalid"), "{ran:?}");
    assert!(!ran.err.contains("not-"), "{ran:?}");
}
