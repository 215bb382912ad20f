//! Which engine answers, and where is its index?

use std::fmt;

use super::meili::MeilisearchConfig;
use super::tantivy::EmbeddedConfig;

/// The engines that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Inside the program, in a folder.
    Tantivy,
    /// On a server of its own.
    Meilisearch,
}

impl Engine {
    /// Whether it may be away while the program runs.
    pub fn is_served(self) -> bool {
        self == Self::Meilisearch
    }
}

/// How much of people's prose can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FullText {
    /// All of it, as far as entries hold it.
    All,
    /// The summary: prose makes a served index several times larger.
    Summary,
}

/// The engine that is chosen, and what each needs.
#[derive(Debug, Clone)]
pub struct Config {
    pub engine: Engine,
    pub full_text: FullText,
    pub embedded: EmbeddedConfig,
    pub meilisearch: MeilisearchConfig,
}

/// Says where the index is.
impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.engine {
            Engine::Tantivy => self.embedded.folder.display().fmt(f),
            Engine::Meilisearch => self.meilisearch.url.fmt(f),
        }
    }
}
