//! What is deployed: the image, the composition of services, and the licenses of what they carry.

mod compose;
mod dockerfile;
mod licenses;

use std::fs;
use std::path::PathBuf;

use muster::config::{Config, DEFAULTS, Layers};

/// Reads a file of the repository.
fn repository_file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Says whether an environment variable of this name sets something.
fn is_setting(variable: &str) -> bool {
    let key = variable.strip_prefix("MUSTER__").unwrap_or_default();
    key.split_once("__").is_some_and(|(section, name)| {
        let defaults: toml::Table = DEFAULTS.parse().unwrap();
        defaults
            .get(&section.to_lowercase())
            .and_then(|section| section.get(name.to_lowercase()))
            .is_some()
    })
}

/// Reads the configuration that these variables make.
fn config_of(variables: &[(String, String)]) -> Config {
    let layers = Layers {
        environment: variables
            .iter()
            .map(|(name, value)| (name.clone(), value.into()))
            .collect(),
        ..Layers::default()
    };
    Config::read(&layers).unwrap()
}
