//! What GitHub's interfaces answer, as far as it is used.

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
    /// On a server of an enterprise; elsewhere an account that is suspended is not there.
    pub(super) suspended_at: Option<String>,
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

/// `POST /graphql`; where anything goes wrong there are errors, and the status is still 200.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Pins {
    data: Option<PinsOf>,
    #[serde(default)]
    errors: Vec<Fault>,
}

#[derive(Debug, Deserialize)]
struct PinsOf {
    user: Option<Showcase>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Showcase {
    pinned_items: Nodes<Pinned>,
}

/// A list; what the token may not see is `null` in it.
#[derive(Debug, Deserialize)]
struct Nodes<T> {
    nodes: Vec<Option<T>>,
}

#[derive(Debug, Deserialize)]
struct Fault {
    message: String,
}

/// A repository that an account pins, which may be another account's.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pinned {
    pub(super) name: String,
    pub(super) name_with_owner: String,
    is_private: bool,
    is_archived: bool,
    description: Option<String>,
    primary_language: Option<Named>,
    repository_topics: Nodes<Topic>,
    stargazer_count: u32,
    created_at: Option<String>,
    pushed_at: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Topic {
    topic: Named,
}

impl Pins {
    /// What is asked, of the `$login`.
    pub(super) const QUERY: &str = "query($login: String!) { user(login: $login) { \
        pinnedItems(first: 6, types: REPOSITORY) { nodes { ... on Repository { \
        name nameWithOwner isPrivate isArchived description primaryLanguage { name } \
        repositoryTopics(first: 20) { nodes { topic { name } } } stargazerCount createdAt pushedAt } } } } }";

    /// Returns the public repositories, in the account's order.
    pub(super) fn repositories(self) -> Result<Vec<Pinned>, Error> {
        let Some(user) = self.data.and_then(|data| data.user) else {
            let fault = self.errors.into_iter().next();
            let fault = fault.map_or_else(|| "no reason is given".to_owned(), |fault| fault.message);
            return Err(Error::Unreadable(format!("GitHub does not answer: {fault}")));
        };
        let pinned = user.pinned_items.nodes.into_iter().flatten();
        // What only the owner of the token may see is nobody else's business.
        Ok(pinned.filter(|pinned| !pinned.is_private).collect())
    }
}

impl From<Pinned> for Repository {
    fn from(pinned: Pinned) -> Self {
        let topics = pinned.repository_topics.nodes.into_iter().flatten();
        Self {
            name: pinned.name,
            fork: false,
            archived: pinned.is_archived,
            description: pinned.description,
            language: pinned.primary_language.map(|language| language.name),
            topics: Some(topics.map(|topic| topic.topic.name).collect()),
            stargazers_count: Some(pinned.stargazer_count),
            created_at: pinned.created_at,
            pushed_at: pinned.pushed_at,
        }
    }
}

/// Reads an answer; one that is cut off or of another shape is no answer.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(bytes)
        .map_err(|error| Error::Unreadable(format!("GitHub's answer is not what it promises: {error}")))
}
