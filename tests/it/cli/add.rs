//! `muster add`: what becomes of good texts and of bad ones.

use std::fs;
use std::process::Stdio;

use crate::support::program::{Desk, Ran, eventually, profile};

/// The result lines without what differs between machines.
fn results(ran: &Ran, desk: &Desk) -> Vec<String> {
    let folder = desk.path("").display().to_string();
    ran.out.lines().map(|line| line.replace(&folder, "")).collect()
}

#[test]
fn a_text_is_added_once_and_updated_when_it_changes() {
    let desk = Desk::new();
    desk.write("zora.md", profile("Zora Quillfeather"));
    let added = desk.run(&["add", "zora.md"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    assert_eq!(results(&added, &desk), ["added      zora-quillfeather  zora.md"]);
    assert!(
        added.err.contains("1 added, 0 updated, 0 unchanged, 0 failed"),
        "{added:?}"
    );

    let again = desk.run(&["add", "./zora.md"]);
    assert_eq!(
        results(&again, &desk),
        ["unchanged  zora-quillfeather  ./zora.md"]
    );

    desk.write(
        "zora.md",
        profile("Zora Quillfeather").replace("Kubernetes", "Terraform"),
    );
    let updated = desk.run(&["add", "zora.md"]);
    assert_eq!(
        results(&updated, &desk),
        ["updated    zora-quillfeather  zora.md"]
    );
    assert_eq!(desk.searchable(), 1);
    assert!(
        desk.run(&["search", "terraform"])
            .out
            .contains("zora-quillfeather")
    );
}

#[test]
fn a_folder_is_read_whole_and_each_bad_text_says_what_to_do() {
    let desk = Desk::new();
    desk.write("in/good.md", profile("Zora Quillfeather"));
    desk.write("in/empty.md", "");
    desk.write("in/blank.txt", " \n\t\n");
    desk.write("in/binary.txt", b"%PDF-1.7\n\x00\x01\x02");
    desk.write("in/latin1.md", b"# Zo\xeb\n\nRust");
    desk.write("in/large.md", vec![b'a'; 20 * 1024 * 1024]);
    desk.write("in/photo.png", b"\x89PNG");
    std::os::unix::fs::symlink("nowhere.md", desk.path("in/broken.md")).unwrap();
    std::os::unix::fs::symlink(desk.path("in"), desk.path("in/circle")).unwrap();

    let ran = desk.run(&["add", "in"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    insta::assert_snapshot!(results(&ran, &desk).join("\n"));
    assert!(
        ran.err
            .contains("1 added, 0 updated, 0 unchanged, 6 failed; 1 other files passed over"),
        "{ran:?}"
    );
    assert_eq!(desk.searchable(), 1);
}

#[test]
fn a_text_with_only_a_name_is_added_with_a_note() {
    let desk = Desk::new();
    desk.write("name.md", "# Zora Quillfeather\n");
    let ran = desk.run(&["add", "name.md"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.starts_with("added      zora-quillfeather  name.md: "),
        "{ran:?}"
    );
}

#[test]
fn a_text_without_a_skill_is_added_with_a_note() {
    let desk = Desk::new();
    desk.write(
        "poet.md",
        "# Zora Quillfeather\n\nI write poems about lakes, and I have a dog.\n",
    );
    let ran = desk.run(&["add", "poet.md"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("skill"), "{ran:?}");
}

#[test]
fn deep_nesting_is_read_in_time() {
    let desk = Desk::new();
    let depth = 20_000;
    let nested = format!(
        "# Zora Quillfeather\n\nRust\n\n{}x\n\n{}\n",
        "> ".repeat(depth),
        "[".repeat(depth)
    );
    desk.write("deep.md", &nested);
    desk.write(
        "html.md",
        format!("# Odo Quillfeather\n\nRust\n\n{}", "<div>".repeat(depth)),
    );
    let ran = desk.run(&["add", "deep.md", "html.md"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[test]
fn standard_input_is_one_text_and_can_name_its_source() {
    let desk = Desk::new();
    let arguments = ["add", "-", "--source", "crm:17"];
    let added = desk.run_with_input(&arguments, profile("Zora Quillfeather").as_bytes());
    assert_eq!(added.out, "added      zora-quillfeather  -\n", "{added:?}");
    let changed = profile("Zora Quillfeather").replace("Kubernetes", "Terraform");
    let updated = desk.run_with_input(&arguments, changed.as_bytes());
    assert_eq!(updated.out, "updated    zora-quillfeather  -\n", "{updated:?}");
}

#[test]
fn a_path_that_is_not_there_fails_alone() {
    let desk = Desk::new();
    desk.write("zora.md", profile("Zora Quillfeather"));
    let ran = desk.run(&["add", "nowhere.md", "zora.md"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        results(&ran, &desk),
        [
            "failed     nowhere.md: it cannot be read: No such file or directory (os error 2)",
            "added      zora-quillfeather  zora.md"
        ]
    );
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let desk = Desk::new();
    desk.write("a\u{1b}[2J.md", "");
    let ran = desk.run(&["add", "a\u{1b}[2J.md"]);
    assert!(!ran.out.contains('\u{1b}'), "{ran:?}");
}

#[test]
fn beside_a_running_server_what_is_added_becomes_searchable() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    desk.write("zora.md", profile("Zora Quillfeather"));
    let ran = desk.run(&["add", "zora.md"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    eventually("the server indexes what another process added", || {
        desk.searchable() == 1
    });
    assert_eq!(server.stop().code, Some(0));
}

#[test]
fn a_reader_that_goes_away_ends_the_output_quietly() {
    let desk = Desk::new();
    desk.write_people(30);
    let mut child = desk
        .command(&["add", "people"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        !ran.err.contains("error") && !ran.err.contains("panicked"),
        "{ran:?}"
    );
}

#[test]
fn the_data_folder_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    desk.run(&["migrate"]);
    let mode = fs::metadata(desk.path("muster-data"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}
