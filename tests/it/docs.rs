//! The documents say what is there: the paths that they name exist, and their pictures are small.

use std::fs;
use std::path::Path;

const DOCUMENTS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "docs/evaluation.md",
    "docs/operations.md",
];

/// Where the paths of this repository begin.
const FOLDERS: &[&str] = &[
    "src/",
    "tests/",
    "config/",
    "migrations/",
    "templates/",
    "examples/",
    "docs/",
    "benches/",
    ".ci/",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(document: &str) -> String {
    fs::read_to_string(root().join(document)).unwrap()
}

/// What stands between backticks or as the target of a link.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split(['`', '(', ')', '"', '\n'])
        .filter(|part| FOLDERS.iter().any(|folder| part.starts_with(folder)))
}

#[test]
fn every_path_that_a_document_names_exists() {
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let text = text_of(document);
        for path in named(&text).filter(|path| !path.contains(['*', '<', '…', ' '])) {
            if !root().join(path).exists() {
                missing.push(format!("{document} names {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
}

#[test]
fn every_module_is_on_the_map() {
    let map = text_of("ARCHITECTURE.md");
    let missing: Vec<_> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| format!("src/{}", entry.unwrap().file_name().to_string_lossy()))
        .filter(|path| path != "src/lib.rs" && path != "src/main.rs" && !map.contains(path.as_str()))
        .collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not name {missing:?}");
}

#[test]
fn pictures_are_small_enough_for_a_slow_line() {
    for entry in fs::read_dir(root().join("docs/pictures")).unwrap() {
        let entry = entry.unwrap();
        let size = entry.metadata().unwrap().len();
        assert!(size < 300_000, "{:?} has {size} bytes", entry.path());
    }
}
