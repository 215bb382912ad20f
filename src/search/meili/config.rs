//! Where the engine is, and how it is asked.

use std::fmt;

/// Where a Meilisearch server is, and which of its indexes are ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeilisearchConfig {
    /// Without a slash at its end: `http://127.0.0.1:7700`.
    pub url: String,
    /// `None` for a server that asks for none.
    pub key: Option<Key>,
    /// What the names of our indexes begin with, so that one server can serve several directories: 1 to 64 letters,
    /// digits, `-` and `_`.
    pub prefix: String,
}

impl MeilisearchConfig {
    /// Returns the pattern of all our indexes, as keys name them.
    pub(super) fn indexes(&self) -> String {
        format!("{}_*", self.prefix)
    }
}

/// A key of the engine; `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Takes a key of visible ASCII characters.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let visible = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_graphic());
        visible.then(|| Self(text.to_owned()))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(********)")
    }
}
