//! The requests of one visit to an account: each once, and again where what was known of one is not enough.

use serde::de::DeserializeOwned;
use url::Url;

use super::address;
use super::answers::{self, Organization, Pinned, Pins, Repository, SocialAccount, User};
use super::facts::Answers;
use crate::cpu::Pool;
use crate::profile::Account;
use crate::sources::http::{Answer, Client, Content, Request};
use crate::sources::{Error, GithubConfig, Validator, Validators, read_apart};

/// The most bytes of an answer, and of a README.
const MAX_ANSWER_BYTES: usize = 2 * 1024 * 1024;
const MAX_README_BYTES: usize = 1024 * 1024;

/// The most pages of 100 repositories, those that were last worked on.
const MAX_PAGES: usize = 3;

const JSON: &[&str] = &["application/vnd.github+json", "application/json"];
const RAW: &[&str] = &[
    "application/vnd.github.raw+json",
    "application/vnd.github.raw",
    "application/vnd.github.v3.raw",
];

/// What a visit brought.
#[derive(Debug)]
pub(super) struct Seen {
    /// In lower case; another one than was asked for where the account was renamed.
    pub(super) login: String,
    /// `None` where nothing of it has changed.
    pub(super) account: Option<Account>,
    pub(super) readme: Part,
    pub(super) validators: Validators,
}

/// What one request gave.
#[derive(Debug)]
pub(super) enum Part {
    Unchanged,
    Content(Box<Content>),
    /// There is no such thing.
    Missing,
}

/// What REST says of an account.
struct Facts {
    user: User,
    repositories: Vec<Repository>,
    organizations: Vec<Organization>,
    socials: Vec<SocialAccount>,
}

/// What an account pins.
struct Shown {
    pinned: Vec<Pinned>,
    has_changed: bool,
}

/// One visit to an account.
pub(super) struct Asking<'a> {
    config: &'a GithubConfig,
    client: &'a Client,
    pool: &'a Pool,
    known: Validators,
    validators: Validators,
}

impl<'a> Asking<'a> {
    pub(super) fn new(
        config: &'a GithubConfig,
        client: &'a Client,
        pool: &'a Pool,
        known: &Validators,
    ) -> Self {
        Self {
            config,
            client,
            pool,
            known: known.clone(),
            validators: Validators::default(),
        }
    }

    /// Asks for the account and its README.
    pub(super) async fn everything(mut self, login: &str) -> Result<Seen, Error> {
        let mut facts = self.facts(login).await?;
        let named = facts.as_ref().map(|facts| facts.user.login.to_lowercase());
        let login = named.unwrap_or_else(|| login.to_owned());
        let readme = self.url(&["repos", &login, &login, "readme"], "");
        let known = self.known_of(&readme);
        let readme = self.optional(readme, RAW, known).await?;
        // At last: whatever becomes of it, everything else was told.
        let shown = self.shown(&login, facts.is_some()).await;
        if facts.is_none() && shown.has_changed {
            self.known = Validators::default();
            facts = self.facts(&login).await?;
        }
        let answers = facts.map(|facts| Answers {
            user: facts.user,
            repositories: facts.repositories,
            pinned: shown.pinned,
            organizations: facts.organizations,
            socials: facts.socials,
        });
        Ok(Seen {
            account: answers.map(|answers| answers.account(&address::of(&self.config.site, &login))),
            login,
            readme,
            validators: self.validators,
        })
    }

    /// Asks for what REST says of the account; `None` where nothing has changed. It is stored as one text: where one part has
    /// changed, all are needed.
    async fn facts(&mut self, login: &str) -> Result<Option<Facts>, Error> {
        let of_user = self.url(&["users", login], "");
        let known = self.known_of(&of_user);
        let mut user = self.ask(of_user.clone(), JSON, known).await?;
        let named = self.person(&user).await?.map(|user| user.login.to_lowercase());
        let login = named.as_deref().unwrap_or(login);
        let lists = [
            self.url(&["users", login, "repos"], "type=owner&sort=pushed&per_page=100"),
            self.url(&["users", login, "orgs"], "per_page=100"),
            self.url(&["users", login, "social_accounts"], "per_page=100"),
        ];
        let mut parts = Vec::new();
        for url in &lists {
            let known = self.known_of(url);
            parts.push(self.optional(url.clone(), JSON, known).await?);
        }
        let has_changed = |part: &Part| matches!(part, Part::Content(_));
        if !parts.iter().chain([&user]).any(has_changed) {
            return Ok(None);
        }
        for (part, url) in parts.iter_mut().zip(lists).chain([(&mut user, of_user)]) {
            if matches!(part, Part::Unchanged) {
                *part = self.optional(url, JSON, None).await?;
            }
        }
        let user = self
            .person(&user)
            .await?
            .ok_or_else(|| Error::Gone(format!("there is no account {login} any more")))?;
        let [repositories, organizations, socials] = parts.as_slice() else {
            return Ok(None);
        };
        Ok(Some(Facts {
            user,
            repositories: self.all_pages(repositories).await?,
            organizations: self.read(organizations).await?,
            socials: self.read(socials).await?,
        }))
    }

    /// Asks what the account pins, which only GraphQL tells, and only to who has a token. A failure is no failure of the
    /// account: its facts are told without this, and with it the next time.
    async fn shown(&mut self, login: &str, has_facts: bool) -> Shown {
        let url = graphql(&self.config.api);
        let known = self.known_of(&url);
        let before = known
            .as_ref()
            .and_then(|known| known.etag.clone())
            .unwrap_or_default();
        if self.config.token.is_none() {
            return Shown {
                pinned: Vec::new(),
                has_changed: !before.is_empty(),
            };
        }
        match self.pins(url.clone(), login).await {
            Ok(pinned) => {
                let names: Vec<_> = pinned.iter().map(|one| one.name_with_owner.as_str()).collect();
                let etag = names.join(" ");
                let has_changed = etag != before;
                let validator = Validator {
                    etag: Some(etag),
                    last_modified: None,
                };
                self.validators.0.insert(url.into(), validator);
                Shown { pinned, has_changed }
            }
            Err(error) => {
                tracing::warn!(login, %error, "which repositories are pinned is not told");
                if !has_facts {
                    self.validators.0.extend(known.map(|known| (url.into(), known)));
                }
                Shown {
                    pinned: Vec::new(),
                    has_changed: false,
                }
            }
        }
    }

    async fn pins(&self, url: Url, login: &str) -> Result<Vec<Pinned>, Error> {
        let question = serde_json::json!({ "query": Pins::QUERY, "variables": { "login": login } });
        let request = Request {
            json: Some(question.to_string()),
            ..self.request_of(url, JSON, None)
        };
        match self.client.get(request).await? {
            Answer::Unchanged => Ok(Vec::new()),
            Answer::Content(content) => {
                let pins: Pins = self.read(&Part::Content(Box::new(content))).await?;
                pins.repositories()
            }
        }
    }

    /// Follows a list of repositories to its next pages.
    async fn all_pages(&mut self, first: &Part) -> Result<Vec<Repository>, Error> {
        let mut repositories: Vec<Repository> = self.read(first).await?;
        let next_of = |part: &Part| match part {
            Part::Content(content) => content.next.clone(),
            Part::Unchanged | Part::Missing => None,
        };
        let mut next = next_of(first);
        for _ in 1..MAX_PAGES {
            // The token is for the interface, wherever an answer points to.
            let Some(url) = next.filter(|url| url.origin() == self.config.api.origin()) else {
                break;
            };
            let page = self.request(url, JSON, None).await?;
            repositories.extend(self.read::<Vec<Repository>>(&page).await?);
            next = next_of(&page);
        }
        Ok(repositories)
    }

    /// As [`Self::ask`], for what need not be there.
    async fn optional(
        &mut self,
        url: Url,
        media_types: &'static [&'static str],
        known: Option<Validator>,
    ) -> Result<Part, Error> {
        match self.ask(url, media_types, known).await {
            Err(Error::Gone(_)) => Ok(Part::Missing),
            part => part,
        }
    }

    /// Asks, and notes for the next time what the answer is known by.
    async fn ask(
        &mut self,
        url: Url,
        media_types: &'static [&'static str],
        known: Option<Validator>,
    ) -> Result<Part, Error> {
        let key = url.to_string();
        let part = self.request(url, media_types, known.clone()).await?;
        let validator = match &part {
            Part::Content(content) => Some(content.validator.clone()),
            Part::Unchanged => known,
            Part::Missing => None,
        };
        self.validators
            .0
            .extend(validator.map(|validator| (key, validator)));
        Ok(part)
    }

    async fn request(
        &self,
        url: Url,
        media_types: &'static [&'static str],
        known: Option<Validator>,
    ) -> Result<Part, Error> {
        match self.client.get(self.request_of(url, media_types, known)).await? {
            Answer::Unchanged => Ok(Part::Unchanged),
            Answer::Content(content) => Ok(Part::Content(Box::new(content))),
        }
    }

    fn request_of(
        &self,
        url: Url,
        media_types: &'static [&'static str],
        known: Option<Validator>,
    ) -> Request {
        let longest = if media_types == RAW {
            MAX_README_BYTES
        } else {
            MAX_ANSWER_BYTES
        };
        Request {
            known,
            bearer: self.config.token.clone(),
            obeys_robots: false,
            ..Request::new(url, media_types, longest)
        }
    }

    /// What was answered; the default where there is no such thing, or nothing new.
    async fn read<T: DeserializeOwned + Default + Send + 'static>(&self, part: &Part) -> Result<T, Error> {
        let Part::Content(content) = part else {
            return Ok(T::default());
        };
        let bytes = content.bytes.clone();
        read_apart(self.pool, move || answers::read(&bytes)).await
    }

    /// Reads whose account it is; `None` where that was not told anew.
    async fn person(&self, part: &Part) -> Result<Option<User>, Error> {
        if !matches!(part, Part::Content(_)) {
            return Ok(None);
        }
        let user: User = self.read(part).await?;
        if user.suspended_at.is_some() {
            return Err(Error::Gone(format!("the account {} is suspended", user.login)));
        }
        match user.kind.as_deref() {
            None | Some("User") => Ok(Some(user)),
            Some(kind) => Err(Error::Unreadable(format!(
                "{} is no person's account: GitHub calls it {kind}",
                user.login
            ))),
        }
    }

    fn known_of(&self, url: &Url) -> Option<Validator> {
        self.known.0.get(url.as_str()).cloned()
    }

    /// An address of the interface, below whatever path it has itself.
    fn url(&self, path: &[&str], query: &str) -> Url {
        let mut url = self.config.api.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        url.set_query((!query.is_empty()).then_some(query));
        url
    }
}

/// Where questions in GraphQL are asked: beside REST on a server of an enterprise, below it at GitHub itself.
fn graphql(api: &Url) -> Url {
    let mut url = api.clone();
    let path = api.path().trim_end_matches('/');
    let above = path.strip_suffix("/v3").unwrap_or(path);
    url.set_path(&format!("{above}/graphql"));
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphql_is_asked_beside_rest_or_below_it() {
        for (api, expected) in [
            ("https://api.github.com", "https://api.github.com/graphql"),
            (
                "https://api.contoso.ghe.com/",
                "https://api.contoso.ghe.com/graphql",
            ),
            (
                "https://git.contoso.example/api/v3",
                "https://git.contoso.example/api/graphql",
            ),
            (
                "https://git.contoso.example/api/v3/",
                "https://git.contoso.example/api/graphql",
            ),
        ] {
            assert_eq!(graphql(&Url::parse(api).unwrap()).as_str(), expected);
        }
    }
}
