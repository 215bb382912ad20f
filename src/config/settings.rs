//! The layers: which value each setting has, and who said so. Knows texts only, no types.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::problem::Problem;

/// Who said what a setting is; later ones win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    Default,
    File { path: PathBuf, line: usize },
    Environment(String),
    Flag(&'static str),
}

impl Origin {
    /// Which of two origins wins: the one with the greater layer.
    pub(super) fn layer(&self) -> u8 {
        match self {
            Self::Default => 0,
            Self::File { .. } => 1,
            Self::Environment(_) => 2,
            Self::Flag(_) => 3,
        }
    }

    /// Orders what is reported: by layer, and within a file by line.
    pub(super) fn place(&self) -> (u8, usize) {
        match self {
            Self::File { line, .. } => (self.layer(), *line),
            _ => (self.layer(), 0),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => write!(f, "default"),
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Environment(name) => write!(f, "{name}"),
            Self::Flag(name) => write!(f, "{name}"),
        }
    }
}

/// What one setting is.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// `section.key`.
    pub(super) key: String,
    pub(super) text: String,
    pub(super) origin: Origin,
}

/// Every setting, in the order in which the defaults name them.
#[derive(Debug, Clone)]
pub(super) struct Settings(pub(super) Vec<Setting>);

/// The prefix of environment variables that are settings.
const PREFIX: &str = "MUSTER__";

impl Settings {
    /// Reads the defaults, which say what settings there are.
    pub(super) fn defaults(text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let settings = read_file(Path::new("default.toml"), text, &mut problems)
            .into_iter()
            .map(|setting| Setting {
                origin: Origin::Default,
                ..setting
            })
            .collect();
        (Self(settings), problems)
    }

    /// Lays the settings of a file over these.
    pub(super) fn lay_file(&mut self, path: &Path, text: &str, problems: &mut Vec<Problem>) {
        for setting in read_file(path, text, problems) {
            self.lay(setting, problems);
        }
    }

    /// Lays an environment variable over these; ignores those that are no settings.
    pub(super) fn lay_variable(&mut self, name: &str, text: String, problems: &mut Vec<Problem>) {
        if let Some(key) = name.strip_prefix(PREFIX) {
            let setting = Setting {
                key: key.to_lowercase().replace("__", "."),
                text,
                origin: Origin::Environment(name.to_owned()),
            };
            self.lay(setting, problems);
        }
    }

    /// Lays one value over these.
    pub(super) fn lay(&mut self, setting: Setting, problems: &mut Vec<Problem>) {
        if let Some(known) = self.0.iter_mut().find(|known| known.key == setting.key) {
            *known = setting;
            return;
        }
        let meant = self.nearest(&setting.key).map_or_else(
            || "`muster config` lists all settings".to_owned(),
            |key| format!("did you mean {}?", spelled(key, &setting.origin)),
        );
        let wrong = spelled(&setting.key, &setting.origin);
        problems.push(Problem {
            message: format!("there is no setting {wrong}: {meant}"),
            origin: setting.origin,
        });
    }

    pub(super) fn get(&self, key: &str) -> &Setting {
        self.0
            .iter()
            .find(|setting| setting.key == key)
            .expect("`every_setting_is_read_and_no_other` compares the keys in the code with the defaults")
    }

    /// The known key that `key` most resembles, if any does.
    fn nearest(&self, key: &str) -> Option<&str> {
        const ALIKE: f64 = 0.8;
        let last = |key: &str| key.rsplit('.').next().map(str::to_owned);
        self.0
            .iter()
            .map(|known| {
                let same_name = last(&known.key) == last(key);
                let likeness = strsim::jaro_winkler(&known.key, key);
                (known.key.as_str(), likeness + if same_name { 1.0 } else { 0.0 })
            })
            .filter(|(_, likeness)| *likeness >= ALIKE)
            .max_by(|(_, left), (_, right)| left.total_cmp(right))
            .map(|(key, _)| key)
    }
}

/// Writes a key as the layer that it is meant for writes it.
fn spelled(key: &str, origin: &Origin) -> String {
    match origin {
        Origin::Environment(_) => format!("`{PREFIX}{}`", key.to_uppercase().replace('.', "__")),
        _ => format!("`{key}`"),
    }
}

/// Reads a file's values in the order of their lines, and everything that is wrong with its form.
fn read_file(path: &Path, text: &str, problems: &mut Vec<Problem>) -> Vec<Setting> {
    let origin = |at: usize| Origin::File {
        path: path.to_path_buf(),
        line: line_of(text, at),
    };
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut broken_lines = Vec::new();
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        broken_lines.push(line_of(text, at));
        problems.push(Problem {
            origin: origin(at),
            message: format!("this is not TOML: {}", error.message()),
        });
    }
    let mut settings = Vec::new();
    let mut tables = vec![(String::new(), root.get_ref())];
    while let Some((prefix, table)) = tables.pop() {
        for (name, value) in table {
            let key = format!("{prefix}{}", name.get_ref());
            let at = name.span().start;
            match value.get_ref() {
                DeValue::Table(table) if prefix.is_empty() || !table.is_empty() => {
                    tables.push((format!("{key}."), table));
                }
                value => match scalar(value) {
                    Some(text) => settings.push((at, key, text.into_owned())),
                    None => problems.push(Problem {
                        origin: origin(at),
                        message: format!("`{key}` takes a text or a number, not {}", value.type_str()),
                    }),
                },
            }
        }
    }
    settings.retain(|(at, ..)| !broken_lines.contains(&line_of(text, *at)));
    settings.sort();
    let setting = |(at, key, text)| Setting {
        key,
        text,
        origin: origin(at),
    };
    settings.into_iter().map(setting).collect()
}

fn scalar<'v>(value: &'v DeValue<'_>) -> Option<Cow<'v, str>> {
    match value {
        DeValue::String(text) => Some(Cow::Borrowed(text)),
        DeValue::Integer(number) => Some(Cow::Borrowed(number.as_str())),
        DeValue::Float(number) => Some(Cow::Borrowed(number.as_str())),
        DeValue::Boolean(value) => Some(Cow::Owned(value.to_string())),
        DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// The line, counted from 1, in which byte `at` stands.
fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}
