//! An account on GitHub: what the service states of it, and the README that its owner wrote for it.
//!
//! Asked by REST, with a token or without. Which repositories are pinned is told by GraphQL, and only to who has a token.

mod address;
mod answers;
mod asking;
mod facts;

use async_trait::async_trait;
use url::Url;

use super::http::Client;
use super::{Document, Error, Fetched, Form, GithubConfig, Source, Validators};
use crate::cpu::Pool;
pub(super) use address::raw_file;
use asking::{Asking, Part, Seen};

/// Reads accounts of GitHub, or of a GitHub Enterprise server.
#[derive(Debug)]
pub(super) struct Github {
    config: GithubConfig,
    pool: Pool,
}

impl Github {
    pub(super) const fn new(config: GithubConfig, pool: Pool) -> Self {
        Self { config, pool }
    }

    /// Says what has changed of the account that was asked for.
    fn fetched(&self, asked: &str, seen: Seen) -> Fetched {
        let Seen {
            login,
            account,
            readme,
            validators,
        } = seen;
        let locator = address::of(&self.config.site, &login);
        let readme_locator = format!("{locator}/{login}#readme");
        let mut fetched = Fetched {
            validators,
            moved_to: (login != asked).then(|| locator.clone()),
            ..Fetched::default()
        };
        match account {
            Some(account) => {
                fetched.documents.push(Document {
                    locator,
                    form: Form::Account,
                    bytes: serde_json::to_vec_pretty(&account)
                        .expect("an account is strings, numbers and lists"),
                });
                fetched.names = account.links;
            }
            None => fetched.unchanged.push(locator),
        }
        match readme {
            Part::Unchanged => fetched.unchanged.push(readme_locator),
            Part::Content(content) if !content.bytes.trim_ascii().is_empty() => {
                fetched.documents.push(Document {
                    locator: readme_locator,
                    form: Form::Written,
                    bytes: content.bytes,
                });
            }
            Part::Content(_) | Part::Missing => {}
        }
        fetched
    }
}

#[async_trait]
impl Source for Github {
    fn kind(&self) -> &'static str {
        "github"
    }

    fn accept(&self, address: &Url) -> Option<String> {
        let login = address::login(address, &self.config.site)?;
        Some(address::of(&self.config.site, &login))
    }

    async fn fetch(&self, locator: &str, known: &Validators, client: &Client) -> Result<Fetched, Error> {
        let login = address::login(&super::url_of(locator)?, &self.config.site);
        let login = login.ok_or_else(|| Error::Refused(format!("{locator} is no account on GitHub")))?;
        let asking = Asking::new(&self.config, client, &self.pool, known);
        Ok(self.fetched(&login, asking.everything(&login).await?))
    }
}
