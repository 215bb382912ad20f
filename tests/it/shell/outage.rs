//! A search engine that goes away while it is needed, and comes back, with what it held or without.

use crate::support::meilisearch::{OwnServer, empty_directory_file};
use crate::support::program::{Desk, eventually, profile};

#[test]
fn while_the_engine_is_away_people_are_taken_in_and_found_when_it_is_back() {
    if empty_directory_file().is_none() {
        return;
    }
    let mut engine = OwnServer::start().unwrap();
    let desk = Desk::new();
    // Nobody reads the log meanwhile: it may not fill the pipe.
    desk.write("muster.toml", engine.file() + "[log]\nlevel = 'error'\n");
    let server = desk.serve(&[]);
    let finds = |name: &str| {
        let (status, found) = server.get(&format!("/api/v1/search?q={name}"));
        let slug = format!("{}-fernandel", name.to_lowercase());
        (status, found.contains(&slug))
    };
    assert_eq!(server.submit(&profile("Alba Fernandel")), 201);
    eventually("Alba is found", || finds("Alba") == (200, true));

    engine.go_away();
    let (status, page) = server.get("/search?q=Alba");
    assert_eq!(status, 503);
    assert!(page.contains("<h1"), "a page that explains: {page}");
    assert_eq!(server.submit(&profile("Bela Fernandel")), 201);
    assert_eq!(server.get("/people/bela-fernandel").0, 200);
    assert_eq!(server.get("/readyz").0, 503);

    engine.come_back();
    eventually("Bela is found", || finds("Bela") == (200, true));
    assert_eq!(finds("Alba"), (200, true));

    engine.go_away();
    engine.lose_everything();
    assert_eq!(server.submit(&profile("Ciro Fernandel")), 201);
    engine.come_back();
    for name in ["Alba", "Bela", "Ciro"] {
        eventually("everybody is found again", || finds(name) == (200, true));
    }
    assert_eq!(server.stop().code, Some(0));
}
