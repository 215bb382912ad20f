//! The Dockerfile against what the build needs and the settings that exist.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{config_of, is_setting, repository_file};

/// The instructions, with continued lines joined.
fn instructions() -> Vec<(String, String)> {
    repository_file("Dockerfile")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect::<Vec<_>>()
        .join("\n")
        .replace("\\\n", " ")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, rest)| (name.to_owned(), rest.trim().to_owned()))
        .collect()
}

fn all(name: &str) -> Vec<String> {
    instructions()
        .into_iter()
        .filter_map(|(instruction, rest)| (instruction == name).then_some(rest))
        .collect()
}

fn the(name: &str) -> String {
    let mut found = all(name);
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0)
}

/// What is copied from the repository.
fn copied() -> Vec<String> {
    all("COPY")
        .into_iter()
        .filter(|rest| !rest.starts_with("--from"))
        .flat_map(|rest| {
            let mut words: Vec<_> = rest.split_whitespace().map(str::to_owned).collect();
            words.pop();
            words
        })
        .collect()
}

fn variables() -> Vec<(String, String)> {
    the("ENV")
        .split_whitespace()
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The paths that the program embeds, from the root of the repository.
fn embedded() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    let mut embedded = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (start, from) in [
            ("#[folder = \"", root.as_path()),
            ("include_str!(\"", file.parent().unwrap()),
            ("include_bytes!(\"", file.parent().unwrap()),
            ("include_dir!(\"", root.as_path()),
        ] {
            for piece in text.split(start).skip(1) {
                let path = from.join(piece.split('"').next().unwrap());
                if let Ok(path) = path.canonicalize() {
                    embedded.push(path.strip_prefix(&root).unwrap().to_owned());
                }
            }
        }
    }
    embedded
}

#[test]
fn everything_that_the_build_embeds_is_copied() {
    let copied = copied();
    let embedded = embedded();
    assert!(
        embedded.iter().any(|path| path.ends_with("default.toml")),
        "{embedded:?}"
    );
    for path in embedded {
        assert!(
            copied.iter().any(|folder| path.starts_with(folder)),
            "{} is embedded and not copied",
            path.display()
        );
    }
}

#[test]
fn the_manifest_is_satisfied_with_what_is_copied() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let image = tempfile::tempdir().unwrap();
    for path in copied() {
        let copy = image.path().join(&path);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        let done = Command::new("cp")
            .arg("-R")
            .arg(root.join(&path))
            .arg(copy)
            .status();
        assert!(done.unwrap().success(), "{path}");
    }
    let metadata = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
            "--locked",
        ])
        .current_dir(image.path())
        .output()
        .unwrap();
    assert!(
        metadata.status.success(),
        "{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
}

#[test]
fn everything_that_is_copied_exists_and_is_sent_to_the_build() {
    let ignore = repository_file(".dockerignore");
    for path in copied() {
        assert!(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(&path).exists(),
            "{path} is copied and not there"
        );
        assert!(
            ignore.lines().any(|line| line == format!("!{path}")),
            "{path} is not sent"
        );
    }
}

#[test]
fn every_setting_exists_and_they_agree_with_the_image() {
    let mut variables = variables();
    for (name, _) in &variables {
        assert!(is_setting(name), "{name} sets nothing");
    }
    variables.push((
        "MUSTER__WEB__ADMIN_TOKEN".to_owned(),
        "0123456789abcdef".to_owned(),
    ));
    let config = config_of(&variables);
    assert_eq!(the("EXPOSE"), config.web.listen.port().to_string());
    assert_eq!(the("VOLUME"), config.data_folder.display().to_string());
}

#[test]
fn the_image_runs_as_nobody_in_particular_and_says_how_it_is() {
    assert!(!the("USER").starts_with('0') && the("USER") != "root");
    assert!(the("HEALTHCHECK").ends_with(r#"CMD ["muster", "healthcheck"]"#));
    assert_eq!(the("STOPSIGNAL"), "SIGTERM");
}

#[test]
fn the_image_can_ask_other_sites_by_tls() {
    let file = repository_file("Dockerfile");
    let (_, last) = file.rsplit_once("\nFROM ").unwrap();
    assert!(last.contains("ca-certificates"), "slim images have none");
}

#[test]
fn the_compiler_is_the_one_that_the_package_asks_for() {
    let manifest: toml::Table = repository_file("Cargo.toml").parse().unwrap();
    let version = manifest["workspace"]["package"]["rust-version"].as_str().unwrap();
    let build = &all("FROM")[0];
    assert!(
        build.starts_with(&format!("rust:{version}-slim")),
        "{build} is not Rust {version}"
    );
}

#[test]
fn the_image_is_built_from_the_lock_file_and_runs_on_the_system_it_was_built_on() {
    let script = "tools/build-profiled.sh";
    assert!(all("RUN").iter().any(|run| run == script));
    let commands = repository_file(script);
    let compiled: Vec<_> = commands
        .lines()
        .filter(|line| line.contains("cargo build"))
        .collect();
    let locked = |command: &&str| command.contains(" --locked ");
    assert!(
        !compiled.is_empty() && compiled.iter().all(locked),
        "{compiled:?}"
    );
    let built = all("COPY")
        .into_iter()
        .find(|rest| rest.starts_with("--from=build"));
    assert!(built.is_some_and(|rest| rest.contains("/target/profiled/muster ")));
    let from = all("FROM");
    assert!(from.iter().all(|image| image.contains("bookworm")), "{from:?}");
}
