//! What a person made or wrote.

use serde::{Deserialize, Serialize};

use super::Evidence;

/// A project of the person's own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Project {
    pub name: String,
    pub url: Option<String>,
    pub summary: Option<String>,
    /// As the text says it: `Production`, `archived`, …
    pub status: Option<String>,
    /// Ids of the skills that its account names.
    pub skills: Vec<String>,
    pub evidence: Vec<Evidence>,
}

/// A post, talk or paper of the person's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    pub title: Option<String>,
    pub url: String,
    /// ISO 8601, as exact as the source has it.
    pub published: Option<String>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// A human language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    pub name: String,
    pub level: Option<String>,
}

/// Neutral facts that a code host states.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OpenSource {
    pub followers: Option<u32>,
    pub public_repos: Option<u32>,
    pub stars: Option<u32>,
    pub top_languages: Vec<String>,
}
