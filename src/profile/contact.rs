//! Where a person is and can be reached.

use serde::{Deserialize, Serialize};

use super::Evidence;

/// Where a person lives, as they say it and as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Location {
    /// The text's own words.
    pub raw: String,
    pub city: Option<String>,
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: Option<String>,
}

/// An address of the person's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    pub address: String,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// A profile or site of the person's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub kind: LinkKind,
    /// Absolute, `http` or `https`.
    pub url: String,
    /// The login on that site, where the URL tells it.
    pub handle: Option<String>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// The site that a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    Github,
    Gitlab,
    Linkedin,
    Twitter,
    Mastodon,
    Bluesky,
    Medium,
    DevTo,
    Hashnode,
    StackOverflow,
    Leetcode,
    Hackerrank,
    Codeforces,
    Codechef,
    Kaggle,
    HuggingFace,
    Youtube,
    Instagram,
    Facebook,
    Telegram,
    Discord,
    Dribbble,
    Behance,
    Npm,
    Scholar,
    Orcid,
    Website,
    /// A known site of no kind of its own here.
    Other,
}
