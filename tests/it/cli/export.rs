//! `muster export` and `muster erase`: taking everything out, and somebody out for good.

use std::fs;

use crate::support::program::Desk;

#[test]
fn everybody_is_exported_one_profile_a_line() {
    let desk = Desk::new();
    desk.write_people(3);
    desk.run(&["add", "people"]);
    let ran = desk.run(&["export", "--output", "people.ndjson"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let written = fs::read_to_string(desk.path("people.ndjson")).unwrap();
    assert_eq!(written, desk.run(&["export"]).out);
    let people: Vec<muster::profile::Profile> = written
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(people.len(), 3);
    assert!(people.iter().all(|person| person.slug.is_some()));
    assert!(!desk.path("people.ndjson.partial").exists());
}

#[test]
fn an_export_is_readable_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    desk.run(&["migrate"]);
    desk.run(&["export", "--output", "people.ndjson"]);
    let mode = fs::metadata(desk.path("people.ndjson"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn whoever_is_erased_is_nowhere_any_more() {
    let desk = Desk::new();
    desk.write_people(2);
    let added = desk.run(&["add", "people"]);
    let slug = added.out.split_whitespace().nth(1).unwrap();
    let ran = desk.run(&["erase", slug]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(desk.searchable(), 1);
    assert!(!desk.run(&["export"]).out.contains(slug));
    let again = desk.run(&["erase", slug]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("there is nobody called"), "{again:?}");
}
