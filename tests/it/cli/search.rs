//! `muster search`: finding people from the terminal.

use crate::support::program::{Desk, profile};

fn desk_with_two() -> Desk {
    let desk = Desk::new();
    desk.write("in/zora.md", profile("Zora Quillfeather"));
    let odo = "# Odo Marrowby\n\nodo@example.com\n\n## Skills\n\nJava, Apache Kafka\n";
    desk.write("in/odo.md", odo);
    let added = desk.run(&["add", "in"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    desk
}

#[test]
fn words_and_filters_find_people() {
    let desk = desk_with_two();
    for (arguments, slug, other) in [
        (&["search", "kafka"][..], "odo-marrowby", "zora-quillfeather"),
        (&["search", "--skill", "K8s"], "zora-quillfeather", "odo-marrowby"),
        (&["search", "platform"], "zora-quillfeather", "odo-marrowby"),
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(
            ran.out.contains(slug) && !ran.out.contains(other),
            "{arguments:?}: {ran:?}"
        );
    }
}

#[test]
fn what_matched_is_shown_and_no_address() {
    let desk = desk_with_two();
    let ran = desk.run(&["search"]);
    assert!(ran.out.ends_with("2 match\n"), "{ran:?}");
    assert!(!ran.out.contains('@') && !ran.out.contains('\u{1b}'), "{ran:?}");
    let ran = desk.run(&["search", "odo", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["people"][0]["slug"], "odo-marrowby");
    assert!(!ran.out.contains('@'), "{ran:?}");
}

#[test]
fn nobody_found_is_no_failure_and_says_what_to_do() {
    let desk = desk_with_two();
    let ran = desk.run(&["search", "xylophonist"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.out, "nobody matches: try fewer or other words\n");
}

#[test]
fn a_folder_without_a_directory_is_told_and_not_made() {
    let desk = Desk::new();
    for arguments in [&["search", "x"][..], &["export"]] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(
            ran.err
                .starts_with("error: there is no directory in muster-data yet"),
            "{ran:?}"
        );
    }
    assert!(!desk.path("muster-data").exists());
}
