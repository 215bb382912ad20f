//! What GitHub's REST interface answers, as far as it is used.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::sources::Error;

/// `GET /users/{login}`
#[derive(Debug, Default, Deserialize)]
pub(super) struct User {
    pub(super) login: String,
    /// `User`, `Organization`, `Bot`.
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) name: Option<String>,
    pub(super) bio: Option<String>,
    pub(super) company: Option<String>,
    pub(super) location: Option<String>,
    pub(super) email: Option<String>,
    pub(super) blog: Option<String>,
    pub(super) twitter_username: Option<String>,
    pub(super) followers: Option<u32>,
    pub(super) public_repos: Option<u32>,
}

/// `GET /users/{login}/repos`
#[derive(Debug, Default, Deserialize)]
pub(super) struct Repository {
    pub(super) name: String,
    #[serde(default)]
    pub(super) fork: bool,
    #[serde(default)]
    pub(super) archived: bool,
    pub(super) description: Option<String>,
    pub(super) language: Option<String>,
    pub(super) topics: Option<Vec<String>>,
    pub(super) stargazers_count: Option<u32>,
    pub(super) created_at: Option<String>,
    pub(super) pushed_at: Option<String>,
}

/// `GET /users/{login}/orgs`
#[derive(Debug, Deserialize)]
pub(super) struct Organization {
    pub(super) login: String,
}

/// `GET /users/{login}/social_accounts`
#[derive(Debug, Deserialize)]
pub(super) struct SocialAccount {
    pub(super) url: String,
}

/// Reads an answer; one that is cut off or of another shape is no answer.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(bytes)
        .map_err(|error| Error::Unreadable(format!("GitHub's answer is not what it promises: {error}")))
}
