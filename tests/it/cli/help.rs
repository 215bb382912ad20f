//! What the help says, and what is said of a wrong command line.

use std::fmt::Write as _;

use crate::support::program::Desk;

#[test]
fn every_command_is_explained_with_examples() {
    let desk = Desk::new();
    let mut help = String::new();
    for command in [
        "",
        "serve",
        "add",
        "parse",
        "eval",
        "synth",
        "search",
        "export",
        "erase",
        "refresh",
        "duplicates",
        "reindex",
        "reprocess",
        "migrate",
        "search-key",
        "config",
        "healthcheck",
    ] {
        let arguments: Vec<_> = [command, "--help"]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        let ran = desk.run(&arguments);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        writeln!(help, "$ muster {}\n{}", arguments.join(" "), ran.out).unwrap();
    }
    insta::assert_snapshot!(help);
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    let desk = Desk::new();
    for arguments in [
        &["fly"][..],
        &["add"],
        &["serve", "--lisen", "x"],
        &["search", "--limit", "0"],
        &["parse", "a.md", "--format", "xml"],
        &[],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains("--help"), "{arguments:?}: {ran:?}");
        assert_eq!(ran.out, "", "{arguments:?}");
    }
}

#[test]
fn asking_for_help_makes_no_data_folder() {
    let desk = Desk::new();
    desk.run(&["serve", "--help"]);
    assert!(!desk.path("muster-data").exists());
}
