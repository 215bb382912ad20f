//! The architecture as a test: what ARCHITECTURE.md says, checked.

use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom. Change it together with ARCHITECTURE.md.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("profile", &[]),
    ("taxonomy", &["profile"]),
    ("extract", &["profile", "taxonomy"]),
    ("eval", &["profile", "taxonomy"]),
    ("synth", &["taxonomy"]),
    ("intake", &[]),
    ("resolve", &["profile"]),
    ("sources", &["profile", "cpu"]),
    ("store", &["profile", "resolve"]),
    ("search", &["profile", "taxonomy", "cpu"]),
    ("cpu", &[]),
    ("metrics", &[]),
    (
        "directory",
        &[
            "profile", "taxonomy", "extract", "intake", "resolve", "sources", "store", "search", "cpu",
            "metrics",
        ],
    ),
    (
        "web",
        &[
            "profile",
            "taxonomy",
            "intake",
            "resolve",
            "sources",
            "store",
            "search",
            "directory",
            "cpu",
            "metrics",
        ],
    ),
    ("config", &["sources", "store", "search", "web"]),
    (
        "app",
        &[
            "profile",
            "taxonomy",
            "extract",
            "intake",
            "resolve",
            "sources",
            "store",
            "search",
            "directory",
            "cpu",
            "web",
            "config",
        ],
    ),
    (
        "cli",
        &[
            "profile",
            "taxonomy",
            "extract",
            "eval",
            "synth",
            "intake",
            "sources",
            "store",
            "search",
            "directory",
            "web",
            "config",
            "app",
        ],
    ),
    ("main", &["cli"]),
];

/// Crates that only the named modules may name.
const FOREIGN: &[(&str, &[&str])] = &[
    ("actix_web", &["web"]),
    ("actix_multipart", &["web"]),
    ("futures_util", &["web", "cli", "search", "sources"]),
    ("meilisearch_sdk", &["search"]),
    ("reqwest", &["search", "sources"]),
    ("rustls", &["search", "sources"]),
    ("feed_rs", &["sources"]),
    ("html5ever", &["sources"]),
    ("scraper", &["sources"]),
    ("encoding_rs", &["sources"]),
    ("robotxt", &["sources"]),
    ("tokio_cron_scheduler", &["app"]),
    ("lopdf", &["intake"]),
    ("quick_xml", &["intake"]),
    ("zip", &["intake"]),
    ("minijinja", &["web"]),
    ("prometheus_client", &["metrics"]),
    ("sea_orm", &["store"]),
    ("sea_orm_migration", &["store"]),
    ("muster_migrations", &["store"]),
    ("lru", &["store"]),
    ("tantivy", &["search"]),
    ("pulldown_cmark", &["extract"]),
    ("linkify", &["extract"]),
    ("rustc_hash", &["extract", "taxonomy", "search"]),
    ("tikv_jemallocator", &["main"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("rustix", &["cli"]),
];

/// The pure core: synchronous, deterministic, without I/O.
const PURE: &[&str] = &["profile", "taxonomy", "extract", "eval", "synth", "resolve"];

/// What the pure core may not say.
const IMPURE: &[&str] = &[
    "async fn",
    "tokio",
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "::now()",
    "std::thread",
];

/// The most lines that a file may have, its tests not counted.
const MAX_LINES: usize = 400;

/// Names that say nothing of what a file knows.
const BANNED_NAMES: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "base", "core", "manager", "service", "data",
    "info",
];

struct Source {
    path: PathBuf,
    /// The top-level module that the file belongs to.
    module: String,
    text: String,
}

impl Source {
    /// The lines before the file's unit tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn sources() -> Vec<Source> {
    let root = root().join("src");
    rust_files(&root)
        .into_iter()
        .map(|path| {
            let first = path
                .strip_prefix(&root)
                .unwrap()
                .iter()
                .next()
                .unwrap()
                .to_str()
                .unwrap();
            let module = first.trim_end_matches(".rs").to_owned();
            Source {
                text: fs::read_to_string(&path).unwrap(),
                module,
                path,
            }
        })
        .collect()
}

fn report(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn modules_import_only_what_they_may() {
    let mut problems = Vec::new();
    for source in sources() {
        if source.module == "lib" {
            continue;
        }
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(module, _)| *module == source.module) else {
            problems.push(format!(
                "{}: the module is not in the import table",
                source.path.display()
            ));
            continue;
        };
        for (number, line) in source.code() {
            for (at, _) in line
                .match_indices("crate::")
                .chain(line.match_indices("muster::"))
            {
                let rest = line
                    .get(at..)
                    .unwrap_or_default()
                    .split_once("::")
                    .unwrap_or_default()
                    .1;
                let named: String = rest
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                    .collect();
                let known = MAY_IMPORT.iter().any(|(module, _)| *module == named);
                if known && named != source.module && !allowed.contains(&named.as_str()) {
                    problems.push(format!(
                        "{}:{number}: `{}` may import {allowed:?} and not `{named}`",
                        source.path.display(),
                        source.module
                    ));
                }
            }
        }
    }
    report(&problems);
}

#[test]
fn foreign_crates_stay_in_their_modules() {
    let mut problems = Vec::new();
    for source in sources() {
        for (number, line) in source.code() {
            for (name, modules) in FOREIGN {
                let named = line.contains(&format!("{name}::")) && !line.trim_start().starts_with("//");
                if named && !modules.contains(&source.module.as_str()) {
                    problems.push(format!(
                        "{}:{number}: `{name}` belongs to {modules:?}",
                        source.path.display()
                    ));
                }
            }
        }
    }
    report(&problems);
}

#[test]
fn the_core_is_synchronous_and_touches_nothing() {
    let mut problems = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| PURE.contains(&source.module.as_str()))
    {
        for (number, line) in source
            .code()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for impure in IMPURE.iter().filter(|impure| line.contains(**impure)) {
                problems.push(format!(
                    "{}:{number}: `{impure}` in the pure core",
                    source.path.display()
                ));
            }
        }
    }
    report(&problems);
}

#[test]
fn every_file_says_what_it_is_and_stays_small() {
    let mut problems = Vec::new();
    let files = ["src", "tests", "migrations/src", "benches", "fuzz/fuzz_targets"]
        .iter()
        .map(|folder| root().join(folder))
        .filter(|folder| folder.exists())
        .flat_map(|folder| rust_files(&folder));
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.display();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        if !text.starts_with("//! ") {
            problems.push(format!(
                "{name}: starts with no `//!` line that says what it knows"
            ));
        }
        if BANNED_NAMES.contains(&stem) {
            problems.push(format!("{name}: `{stem}` says nothing of what the file knows"));
        }
        let lines = text
            .lines()
            .take_while(|line| line.trim() != "#[cfg(test)]")
            .count();
        if lines > MAX_LINES {
            problems.push(format!(
                "{name}: {lines} lines, more than {MAX_LINES}: split it by what it knows"
            ));
        }
        for (index, line) in text.lines().enumerate() {
            if line.ends_with(' ') || line.ends_with('\t') {
                problems.push(format!("{name}:{}: trailing blanks", index + 1));
            }
        }
    }
    report(&problems);
}

#[test]
fn no_test_file_is_forgotten() {
    let folder = root().join("tests/it");
    let mut problems = Vec::new();
    for path in rust_files(&folder) {
        let (parent, stem) = match path.file_stem().unwrap().to_str().unwrap() {
            "main" => continue,
            "mod" => {
                let folder = path.parent().unwrap();
                (
                    folder.parent().unwrap(),
                    folder.file_name().unwrap().to_str().unwrap(),
                )
            }
            stem => (path.parent().unwrap(), stem),
        };
        let declared_in = if parent == folder {
            parent.join("main.rs")
        } else {
            parent.join("mod.rs")
        };
        let text = fs::read_to_string(&declared_in).unwrap_or_default();
        if !text
            .lines()
            .any(|line| line.trim_start_matches("pub(crate) ") == format!("mod {stem};"))
        {
            problems.push(format!(
                "{}: no `mod {stem};` in {}",
                path.display(),
                declared_in.display()
            ));
        }
    }
    report(&problems);
}
