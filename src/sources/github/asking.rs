//! The requests of one visit to an account: each once, and again where what was known of one is not enough.

use serde::de::DeserializeOwned;
use url::Url;

use super::address;
use super::answers::{self, Repository, User};
use super::facts::Answers;
use crate::profile::Account;
use crate::sources::http::{Answer, Client, Content, Request};
use crate::sources::{Error, GithubConfig, Validator, Validators};

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

impl Part {
    /// What was answered; the default where there is no such thing.
    fn read<T: DeserializeOwned + Default>(&self) -> Result<T, Error> {
        match self {
            Self::Content(content) => answers::read(&content.bytes),
            Self::Unchanged | Self::Missing => Ok(T::default()),
        }
    }
}

/// One visit to an account.
pub(super) struct Asking<'a> {
    config: &'a GithubConfig,
    client: &'a Client,
    known: &'a Validators,
    validators: Validators,
}

impl<'a> Asking<'a> {
    pub(super) fn new(config: &'a GithubConfig, client: &'a Client, known: &'a Validators) -> Self {
        Self {
            config,
            client,
            known,
            validators: Validators::default(),
        }
    }

    /// Asks for the account and its README.
    pub(super) async fn everything(mut self, login: &str) -> Result<Seen, Error> {
        let account = self.account(login).await?;
        let named = account.as_ref().map(|account| account.login.to_lowercase());
        let login = named.unwrap_or_else(|| login.to_owned());
        let readme = self.url(&["repos", &login, &login, "readme"], "");
        let known = self.known_of(&readme);
        let readme = self.optional(readme, RAW, known).await?;
        Ok(Seen {
            login,
            account,
            readme,
            validators: self.validators,
        })
    }

    /// Asks for the facts of the account. They are stored as one text: where one part has changed, all are needed.
    async fn account(&mut self, login: &str) -> Result<Option<Account>, Error> {
        let of_user = self.url(&["users", login], "");
        let known = self.known_of(&of_user);
        let mut user = self.ask(of_user.clone(), JSON, known).await?;
        let named = person(&user)?.map(|user| user.login.to_lowercase());
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
        let user =
            person(&user)?.ok_or_else(|| Error::Gone(format!("there is no account {login} any more")))?;
        let [repositories, organizations, socials] = parts.as_slice() else {
            return Ok(None);
        };
        let url = address::of(&self.config.site, login);
        let answers = Answers {
            repositories: self.all_pages(repositories).await?,
            organizations: organizations.read()?,
            socials: socials.read()?,
            user,
        };
        Ok(Some(answers.account(&url)))
    }

    /// Follows a list of repositories to its next pages.
    async fn all_pages(&mut self, first: &Part) -> Result<Vec<Repository>, Error> {
        let mut repositories: Vec<Repository> = first.read()?;
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
            repositories.extend(page.read::<Vec<Repository>>()?);
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
        let request = Request {
            url,
            media_types,
            max_bytes: if media_types == RAW {
                MAX_README_BYTES
            } else {
                MAX_ANSWER_BYTES
            },
            known,
            bearer: self.config.token.clone(),
            obeys_robots: false,
        };
        match self.client.get(request).await {
            Ok(Answer::Unchanged) => Ok(Part::Unchanged),
            Ok(Answer::Content(content)) => Ok(Part::Content(Box::new(content))),
            // Most often it is the token that is turned away, and then no account of all is to be given up.
            Err(Error::Forbidden(reason)) if self.config.token.is_some() => Err(Error::Later {
                reason: format!("{reason}; is the token for GitHub still valid?"),
                not_before: None,
            }),
            Err(error) => Err(error),
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

/// Reads whose account it is; `None` where that was not told anew.
fn person(part: &Part) -> Result<Option<User>, Error> {
    let Part::Content(content) = part else {
        return Ok(None);
    };
    let user: User = answers::read(&content.bytes)?;
    match user.kind.as_deref() {
        None | Some("User") => Ok(Some(user)),
        Some(kind) => Err(Error::Unreadable(format!(
            "{} is no person's account: GitHub calls it {kind}",
            user.login
        ))),
    }
}
