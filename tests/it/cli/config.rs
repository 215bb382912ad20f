//! `muster config`, and the settings of all commands.

use crate::support::program::Desk;

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let desk = Desk::new();
    desk.write(
        "muster.toml",
        "[web]\nlisten = '127.0.0.1:1001'\n[log]\nlevel = 'warn'\n[data]\nfolder = 'one'",
    );
    let output = desk
        .command(&["config", "--data", "three"])
        .env("MUSTER__LOG__LEVEL", "debug")
        .env("MUSTER__DATA__FOLDER", "two")
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    for (start, end) in [
        ("listen = \"127.0.0.1:1001\"", "# muster.toml:2"),
        ("level = \"debug\"", "# MUSTER__LOG__LEVEL"),
        ("folder = \"three\"", "# --data"),
    ] {
        assert!(
            out.lines()
                .any(|line| line.starts_with(start) && line.ends_with(end)),
            "{out}"
        );
    }
}

#[test]
fn the_defaults_can_be_written_to_a_file_and_used() {
    let desk = Desk::new();
    let defaults = desk.run(&["config", "--defaults"]);
    desk.write("mine.toml", &defaults.out);
    assert_eq!(desk.run(&["config", "--config", "mine.toml"]).code, Some(0));
}

#[test]
fn the_file_can_be_named_by_the_environment() {
    let desk = Desk::new();
    desk.write("mine.toml", "[log]\nlevel = 'error'");
    let output = desk
        .command(&["config"])
        .env("MUSTER_CONFIG", "mine.toml")
        .output()
        .unwrap();
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("# mine.toml:2")
    );
}

#[test]
fn a_configuration_file_that_is_not_there_is_told() {
    let ran = Desk::new().run(&["config", "--config", "nowhere.toml"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err
            .starts_with("error: the configuration has a problem\n  --config: "),
        "{ran:?}"
    );
    assert!(ran.err.contains("nowhere.toml cannot be read"), "{ran:?}");
}

#[test]
fn problems_stop_every_command_before_it_does_anything() {
    let desk = Desk::new();
    desk.write("muster.toml", "[web]\nlisen = 'x'\nshutdown_timeout = 'y'");
    for arguments in [&["serve"][..], &["migrate"], &["add", "x.md"], &["healthcheck"]] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(
            ran.err.starts_with("error: the configuration has 2 problems\n"),
            "{ran:?}"
        );
    }
    assert!(!desk.path("muster-data").exists());
}

#[test]
fn secrets_are_not_printed() {
    let desk = Desk::new();
    let output = desk
        .command(&["config"])
        .env("MUSTER__WEB__ADMIN_TOKEN", "open-sesame-open-sesame")
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("********") && !out.contains("sesame"), "{out}");
}
