//! GitHub's interfaces, answered from accounts: REST, and of GraphQL the question what an account pins.

use serde_json::{Value, json};

use super::World;
use super::wire::Reply;

/// Somebody's account, or an organization's.
#[derive(Debug, Clone, Default)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) is_organization: bool,
    pub(crate) name: Option<String>,
    pub(crate) bio: Option<String>,
    pub(crate) company: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) blog: Option<String>,
    pub(crate) twitter: Option<String>,
    pub(crate) socials: Vec<String>,
    pub(crate) organizations: Vec<String>,
    pub(crate) followers: u32,
    pub(crate) repositories: Vec<Repository>,
    /// What it shows first, as `owner/name`.
    pub(crate) pinned: Vec<String>,
    pub(crate) suspended: bool,
    /// Of the repository that is called as the account.
    pub(crate) readme: Option<String>,
}

/// One of an account's repositories.
#[derive(Debug, Clone, Default)]
pub(crate) struct Repository {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) topics: Vec<String>,
    pub(crate) stars: u32,
    pub(crate) fork: bool,
    pub(crate) archived: bool,
    /// Seen by nobody but those who may.
    pub(crate) private: bool,
}

/// How much may still be asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    pub(crate) remaining: u32,
    /// Seconds from now until there is more.
    pub(crate) resets_in: u64,
}

/// How many repositories are on a page.
const PAGE: usize = 100;

/// Answers a request to `api.github.com`.
pub(super) fn answer(world: &World, path: &str, query: &str) -> Reply {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if let ["users" | "repos", login, ..] = parts.as_slice()
        && let Some(new) = world.renamed.get(&login.to_lowercase())
    {
        return Reply::redirect(
            301,
            &format!("https://api.github.com{}", path.replace(login, new)),
        );
    }
    let found = match parts.as_slice() {
        ["users", login] => world.account(login).map(user),
        ["users", login, "repos"] => {
            return world
                .account(login)
                .map_or_else(missing, |account| repositories(account, query));
        }
        ["users", login, "orgs"] => world.account(login).map(|account| {
            let logins = account.organizations.iter();
            logins.map(|login| json!({ "login": login })).collect()
        }),
        ["users", login, "social_accounts"] => world.account(login).map(|account| {
            let urls = account.socials.iter();
            urls.map(|url| json!({ "provider": "generic", "url": url }))
                .collect()
        }),
        ["repos", login, _, "readme"] => {
            let readme = world.account(login).and_then(|account| account.readme.as_ref());
            return readme.map_or_else(missing, |text| {
                Reply::content("application/vnd.github.raw+json; charset=utf-8", text.as_bytes())
            });
        }
        _ => None,
    };
    found.map_or_else(missing, |found| of(&found))
}

impl World {
    fn account(&self, login: &str) -> Option<&Account> {
        self.accounts.get(&login.to_lowercase())
    }
}

fn of(body: &Value) -> Reply {
    Reply::content("application/json; charset=utf-8", body.to_string().as_bytes())
}

fn missing() -> Reply {
    refusal(404, "Not Found")
}

/// Says why not.
pub(super) fn refusal(status: u16, message: &str) -> Reply {
    let body = json!({ "message": message, "documentation_url": "https://docs.github.com/rest", "status": status.to_string() });
    Reply { status, ..of(&body) }
}

/// What GraphQL says in place of an answer to whoever has asked too often: with the status of one.
pub(super) fn exhausted() -> Reply {
    of(
        &json!({ "errors": [{ "type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1." }] }),
    )
}

/// Answers what an account pins.
pub(super) fn pins(world: &World, question: &[u8]) -> Reply {
    let question: Value = serde_json::from_slice(question).unwrap();
    let query = question["query"].as_str().unwrap();
    assert!(
        query.contains("pinnedItems(first: 6, types: REPOSITORY)"),
        "{query}"
    );
    let login = question["variables"]["login"].as_str().unwrap();
    let Some(account) = world.account(login) else {
        let error =
            json!({ "type": "NOT_FOUND", "path": ["user"], "message": "Could not resolve to a User." });
        return of(&json!({ "data": { "user": null }, "errors": [error] }));
    };
    let nodes: Value = account.pinned.iter().map(|name| world.pinned(name)).collect();
    of(&json!({ "data": { "user": { "pinnedItems": { "nodes": nodes } } } }))
}

impl World {
    /// One that is pinned; `null` if the token may not see it.
    fn pinned(&self, full_name: &str) -> Value {
        let (owner, name) = full_name.split_once('/').unwrap();
        let repositories = self.account(owner).map(|account| &account.repositories);
        let found = repositories.and_then(|all| all.iter().find(|repository| repository.name == name));
        let Some(repository) = found else {
            return Value::Null;
        };
        let topics: Value = repository
            .topics
            .iter()
            .map(|topic| json!({ "topic": { "name": topic } }))
            .collect();
        json!({
            "name": name,
            "nameWithOwner": full_name,
            "isPrivate": repository.private,
            "isArchived": repository.archived,
            "description": repository.description,
            "primaryLanguage": repository.language.as_ref().map(|name| json!({ "name": name })),
            "repositoryTopics": { "nodes": topics },
            "stargazerCount": repository.stars,
            "createdAt": "2019-03-04T05:06:07Z",
            "pushedAt": "2025-03-04T05:06:07Z",
        })
    }
}

fn user(account: &Account) -> Value {
    json!({
        "login": account.login,
        "id": account.login.len(),
        "html_url": format!("https://github.com/{}", account.login),
        "type": if account.is_organization { "Organization" } else { "User" },
        "name": account.name,
        "company": account.company,
        "blog": account.blog.as_deref().unwrap_or_default(),
        "location": account.location,
        "email": null,
        "bio": account.bio,
        "twitter_username": account.twitter,
        "public_repos": account.repositories.len(),
        "followers": account.followers,
        "suspended_at": account.suspended.then_some("2026-01-02T03:04:05Z"),
    })
}

fn repositories(account: &Account, query: &str) -> Reply {
    let page = query
        .split('&')
        .find_map(|part| part.strip_prefix("page=")?.parse().ok());
    let page: usize = page.unwrap_or(1);
    let shown: Value = account
        .repositories
        .iter()
        .filter(|repository| !repository.private)
        .skip((page - 1) * PAGE)
        .take(PAGE)
        .map(|repository| {
            json!({
                "name": repository.name,
                "private": false,
                "fork": repository.fork,
                "archived": repository.archived,
                "description": repository.description,
                "language": repository.language,
                "topics": repository.topics,
                "stargazers_count": repository.stars,
                "created_at": "2019-03-04T05:06:07Z",
                "pushed_at": "2025-03-04T05:06:07Z",
            })
        })
        .collect();
    let mut reply = of(&shown);
    if account.repositories.len() > page * PAGE {
        let next = format!(
            "https://api.github.com/users/{}/repos?per_page=100&page={}",
            account.login,
            page + 1
        );
        reply
            .headers
            .push(("link", format!("<{next}>; rel=\"next\", <{next}>; rel=\"last\"")));
    }
    reply
}
