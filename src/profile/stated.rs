//! What services state outright, in the form in which it is stored.

use serde::{Deserialize, Serialize};

/// What a code host states of an account. Stored as indented JSON, so that evidence can quote its lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Account {
    /// Of the account itself.
    pub url: String,
    pub login: String,
    pub name: Option<String>,
    pub bio: Option<String>,
    pub company: Option<String>,
    pub location: Option<String>,
    pub email: Option<String>,
    /// Links that the account names: its site, its Twitter login as a URL, …
    pub links: Vec<String>,
    pub organizations: Vec<String>,
    pub followers: Option<u32>,
    pub public_repositories: Option<u32>,
    /// What the account pins, in its order; then its own by stars, without forks.
    pub repositories: Vec<Repository>,
}

/// One repository of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Repository {
    pub name: String,
    pub url: String,
    pub description: Option<String>,
    pub language: Option<String>,
    pub topics: Vec<String>,
    pub stars: u32,
    pub archived: bool,
    /// Whether the account shows it first.
    #[serde(default, skip_serializing_if = "is_false")]
    pub pinned: bool,
    /// Years: when it began, and when it was last pushed to.
    pub created: Option<u16>,
    pub pushed: Option<u16>,
}

/// What somebody published. Stored as indented JSON, so that evidence can quote its lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Feed {
    /// Where its owner's page is.
    pub url: String,
    pub title: Option<String>,
    /// Newest first.
    pub entries: Vec<Post>,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Post {
    pub title: String,
    pub url: Option<String>,
    /// `2024-05-01`
    pub published: Option<String>,
    pub tags: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "so serde asks")]
const fn is_false(value: &bool) -> bool {
    !*value
}
