//! What a careful reader wrote down of an example: `tests/corpus/<stem>.gold.json`.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The gold of one example. Items of an `…_optional` list are neither rewarded nor penalized.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gold {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) headline: Option<String>,
    #[serde(default)]
    pub(crate) headline_optional: Vec<String>,
    pub(crate) location: Option<String>,
    pub(crate) links: Vec<String>,
    #[serde(default)]
    pub(crate) links_optional: Vec<String>,
    pub(crate) skills: Vec<String>,
    #[serde(default)]
    pub(crate) skills_optional: Vec<String>,
    pub(crate) experience: Vec<Role>,
    #[serde(default)]
    pub(crate) experience_optional: Vec<Role>,
    pub(crate) companies: Vec<String>,
    #[serde(default)]
    pub(crate) companies_optional: Vec<String>,
    pub(crate) projects: Vec<String>,
    pub(crate) industries: Vec<String>,
    #[serde(default)]
    pub(crate) industries_optional: Vec<String>,
    pub(crate) specialties: Vec<String>,
    #[serde(default)]
    pub(crate) specialties_optional: Vec<String>,
    #[serde(default)]
    pub(crate) writing: Vec<String>,
}

/// A position as the gold has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Role {
    pub(crate) company: String,
    pub(crate) title: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
}

/// One of `examples/profiles`.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) stem: String,
    pub(crate) text: String,
}

fn files_in(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// Every example profile, by name.
pub(crate) fn examples() -> Vec<Example> {
    files_in("examples/profiles")
        .into_iter()
        .map(|path| Example {
            stem: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            text: fs::read_to_string(&path).unwrap(),
        })
        .collect()
}

/// Every gold file, by name.
pub(crate) fn golds() -> Vec<Gold> {
    files_in("tests/corpus")
        .into_iter()
        .filter(|path| path.to_str().unwrap().ends_with(".gold.json"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}
