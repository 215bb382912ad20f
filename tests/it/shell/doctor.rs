//! `muster doctor`.

use std::fs;

use crate::support::program::Desk;

#[test]
fn a_directory_without_a_fault_is_well() {
    let desk = Desk::new();
    desk.write_people(3);
    desk.run(&["add", "people"]);
    let looked = desk.run(&["doctor"]);
    assert_eq!(looked.code, Some(0), "{looked:?}");
    for name in [
        "configuration",
        "disk",
        "database",
        "clock",
        "engine",
        "index",
        "outbox",
        "places",
        "contents",
    ] {
        let is_told = looked.out.lines().any(|line| line.contains(&format!(" {name} ")));
        assert!(is_told, "{name} is not in {}", looked.out);
    }
    let json = desk.run(&["doctor", "--json"]);
    let checks: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(checks[0]["health"], "well");
}

#[test]
fn a_lost_index_is_told_and_mended() {
    let desk = Desk::new();
    desk.write_people(3);
    desk.run(&["add", "people"]);
    fs::remove_dir_all(desk.path("muster-data/index")).unwrap();
    let looked = desk.run(&["doctor"]);
    assert_eq!(looked.code, Some(1), "{looked:?}");
    assert!(looked.out.contains("WRONG    index"), "{looked:?}");
    let mended = desk.run(&["doctor", "--repair"]);
    assert_eq!(mended.code, Some(0), "{mended:?}");
    assert_eq!(desk.searchable(), 3);
}
