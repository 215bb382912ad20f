//! The configuration: defaults, file, environment, flags; later wins. `config/default.toml` documents every setting.

mod problem;
mod reading;
mod settings;
mod show;
mod value;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::{search, sources, store, web};
use problem::Problem;
pub use problem::Problems;
use reading::Reading;
use settings::{Origin, Setting, Settings};

/// What every setting is where nobody says otherwise, with an explanation of each.
pub const DEFAULTS: &str = include_str!("../../config/default.toml");

/// The file that is read where no other is named.
const LOCAL_FILE: &str = "muster.toml";

/// Names the configuration file.
const FILE_VARIABLE: &str = "MUSTER_CONFIG";

/// Holds the master key of Meilisearch, under the name that Meilisearch itself knows.
const MASTER_KEY_VARIABLE: &str = "MEILI_MASTER_KEY";

/// Everything that can be set. `Debug` and `Display` show no secret.
#[derive(Clone)]
pub struct Config {
    /// The folder for everything that is kept.
    pub data_folder: PathBuf,
    pub store: store::Config,
    pub search: search::Config,
    pub sources: sources::Config,
    pub refresh: Refresh,
    pub web: web::Config,
    pub log: Log,
    settings: Settings,
}

/// How often places are read again.
#[derive(Debug, Clone, Copy)]
pub struct Refresh {
    /// Whether the server does it by itself.
    pub is_scheduled: bool,
    /// How many at once, by all processes together.
    pub at_once: u32,
    /// The least and the most time until a place is read again.
    pub least: Duration,
    pub most: Duration,
    /// Whether places that profiles link to are read too, once they name the person's place in return.
    pub follows_links: bool,
    /// How many earlier texts of each source are kept.
    pub keep_versions: u32,
}

/// What is logged, and how.
#[derive(Debug, Clone, Copy)]
pub struct Log {
    pub level: tracing::Level,
    pub format: LogFormat,
}

/// How log messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// A setting made on the command line.
#[derive(Debug, Clone)]
pub struct Flag {
    /// As it is typed: `--listen`.
    pub name: &'static str,
    /// The setting: `web.listen`.
    pub key: &'static str,
    pub value: String,
}

/// Everything that may say what a setting is.
#[derive(Debug, Default)]
pub struct Layers {
    /// A file's path and text.
    pub file: Option<(PathBuf, String)>,
    pub environment: Vec<(String, OsString)>,
    pub flags: Vec<Flag>,
}

impl Config {
    /// Reads the configuration file, the environment and `flags`.
    pub fn load(file: Option<&Path>, flags: Vec<Flag>) -> Result<Self, Problems> {
        let environment: Vec<_> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .collect();
        let file = find_file(file, &environment)?;
        Self::read(&Layers {
            file,
            environment,
            flags,
        })
    }

    /// Reads all settings from `layers`, or says everything that is wrong with them.
    pub fn read(layers: &Layers) -> Result<Self, Problems> {
        let (mut settings, mut problems) = Settings::defaults(DEFAULTS);
        if let Some((path, text)) = &layers.file {
            settings.lay_file(path, text, &mut problems);
        }
        for (name, value) in &layers.environment {
            match value.to_str() {
                Some(text) => settings.lay_variable(name, text.to_owned(), &mut problems),
                None => settings.lay_variable(name, value.to_string_lossy().into_owned(), &mut problems),
            }
        }
        for flag in &layers.flags {
            let setting = Setting {
                key: flag.key.to_owned(),
                text: flag.value.clone(),
                origin: Origin::Flag(flag.name),
            };
            settings.lay(setting, &mut problems);
        }
        Reading { settings, problems }.finish()
    }
}

impl Config {
    /// Returns the settings of another database at `url`. An error does not repeat it.
    pub fn another_store(&self, url: &str) -> Result<store::Config, String> {
        Ok(store::Config {
            url: value::database_url(url)?,
            ..self.store.clone()
        })
    }
}

/// Returns the master key of Meilisearch, where the environment has it; only `muster search-key` asks for it.
pub fn master_key() -> Option<String> {
    let key = std::env::var_os(MASTER_KEY_VARIABLE)?.into_string().ok()?;
    (!key.is_empty()).then_some(key)
}

/// Finds and reads the configuration file, if there is one.
fn find_file(
    named: Option<&Path>,
    environment: &[(String, OsString)],
) -> Result<Option<(PathBuf, String)>, Problems> {
    let variable = environment
        .iter()
        .find(|(name, value)| name == FILE_VARIABLE && !value.is_empty());
    let (path, origin) = match (named, variable) {
        (Some(path), _) => (path.to_path_buf(), Origin::Flag("--config")),
        (None, Some((name, path))) => (PathBuf::from(path), Origin::Environment(name.clone())),
        (None, None) if Path::new(LOCAL_FILE).exists() => (PathBuf::from(LOCAL_FILE), Origin::Default),
        (None, None) => return Ok(None),
    };
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path, text))),
        Err(error) => Err(Problems(vec![Problem {
            origin,
            message: format!(
                "the configuration file {} cannot be read: {error}",
                path.display()
            ),
        }])),
    }
}
