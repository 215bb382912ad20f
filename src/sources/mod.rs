//! How do we ask? Fetches what people say of themselves elsewhere, and reads nothing into it.
//!
//! An [`Origin`] is a place that is read again and again; a [`Source`] knows how to read one kind of place. Adding a kind is
//! one file that implements `Source`, and its line in [`Sources::new`].

mod address;
mod charset;
mod config;
mod error;
mod feed;
mod file;
mod github;
pub mod http;
mod page;
mod short;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use url::Url;

pub use config::{Config, GithubConfig};
pub use error::Error;
use http::{Answer, Client, Request};

use crate::cpu::Pool;

/// A place where somebody writes of themselves, in the one form by which it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The [`Source::kind`] that reads it.
    pub kind: &'static str,
    /// Its address, however it was written: `https://github.com/ada`.
    pub locator: String,
}

/// One kind of place, and how it is read.
#[async_trait]
pub trait Source: fmt::Debug + Send + Sync {
    /// `github`, `feed`, `page`, `file`: kept with each origin, and never changed.
    fn kind(&self) -> &'static str;

    /// Returns the one form of an address that this source reads; `None` where it is another's.
    fn accept(&self, address: &Url) -> Option<String>;

    /// Reads everything that the place says now. What `known` proves to be unchanged is not fetched.
    async fn fetch(&self, locator: &str, known: &Validators, client: &Client) -> Result<Fetched, Error>;
}

/// What a place says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fetched {
    /// Its texts that are new or may have changed.
    pub documents: Vec<Document>,
    /// The locators of its texts that are as they were. Every other text of the place is gone.
    pub unchanged: Vec<String>,
    /// For the next time.
    pub validators: Validators,
    /// Its address from now on, where it has moved for good; in the form of [`Source::accept`].
    pub moved_to: Option<String>,
    /// Addresses that the place names as its owner's, such as `rel=me`: proof, where one of them names the place too.
    pub names: Vec<String>,
    /// The feed of a page: what is published there, and the same person's.
    pub feed: Option<Origin>,
}

impl Fetched {
    /// Nothing has changed at a place that is one text.
    fn unchanged(locator: &str, known: &Validators) -> Self {
        Self {
            unchanged: vec![locator.to_owned()],
            validators: known.clone(),
            ..Self::default()
        }
    }

    /// The text of a place that is one text, asked for at its locator.
    fn one(document: Document, validator: Validator) -> Self {
        Self {
            validators: Validators(BTreeMap::from([(document.locator.clone(), validator)])),
            documents: vec![document],
            ..Self::default()
        }
    }
}

/// A text as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it stands: the same at each fetch, and no other text's.
    pub locator: String,
    pub form: Form,
    pub bytes: Vec<u8>,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Something that a person wrote; what exactly is found out from the text.
    Written,
    /// What a service states of an account, in the form of [`crate::profile::Account`].
    Account,
    /// What somebody published, in the form of [`crate::profile::Feed`].
    Feed,
}

/// By what a place tells whether it has changed, by the address of each request.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Validators(pub BTreeMap<String, Validator>);

/// By what one answer is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Validator {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// All kinds of places, and the one client that asks them. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    kinds: Arc<[Box<dyn Source>]>,
    /// Without one nothing is read.
    client: Option<Client>,
}

impl Sources {
    /// The kinds in the order in which they are asked whether an address is theirs; answers are read in `pool`.
    #[must_use]
    pub fn new(config: &Config, client: Client, pool: &Pool) -> Self {
        let kinds: Vec<Box<dyn Source>> = vec![
            Box::new(github::Github::new(config.github.clone(), pool.clone())),
            Box::new(feed::Feeds::new(pool.clone())),
            Box::new(file::Files::new(&config.github)),
            Box::new(page::Pages::new(&config.github, pool.clone())),
        ];
        Self::of_kinds(kinds, client)
    }

    /// These kinds and no others.
    #[must_use]
    pub fn of_kinds(kinds: Vec<Box<dyn Source>>, client: Client) -> Self {
        Self {
            kinds: kinds.into(),
            client: Some(client),
        }
    }

    /// Returns the origin that an address or a shorthand (`github.com/ada`, `github:ada`, `@ada@social.example`) names.
    ///
    /// `None` for what is no address, and for services that let no program read what people write there (LinkedIn,
    /// Twitter, Facebook, Instagram and their like): these are links in a profile, and no places to read.
    pub fn recognize(&self, address: &str) -> Option<Origin> {
        let url = address::written(address)?;
        self.kinds.iter().find_map(|source| {
            Some(Origin {
                kind: source.kind(),
                locator: source.accept(&url)?,
            })
        })
    }

    /// Reads what a place says now.
    pub async fn fetch(&self, kind: &str, locator: &str, known: &Validators) -> Result<Fetched, Error> {
        let source = self.kinds.iter().find(|source| source.kind() == kind);
        let (Some(source), Some(client)) = (source, &self.client) else {
            return Err(Error::Refused(format!(
                "this version reads no places of the kind `{kind}`"
            )));
        };
        source.fetch(locator, known, client).await
    }
}

/// Reads a locator that [`Source::accept`] made.
fn url_of(locator: &str) -> Result<Url, Error> {
    Url::parse(locator).map_err(|_invalid| Error::Refused(format!("{locator} is no address")))
}

/// Asks for a place that is one text.
async fn ask(
    locator: &str,
    known: &Validators,
    client: &Client,
    media_types: &'static [&'static str],
    max_bytes: usize,
) -> Result<Answer, Error> {
    let request = Request {
        known: known.0.get(locator).cloned(),
        ..Request::new(url_of(locator)?, media_types, max_bytes)
    };
    client.get(request).await
}

/// Reads an answer off the async threads. Where its reader panics, it is damaged in a manner that the reader did not expect.
async fn read_apart<T: Send + 'static>(
    pool: &Pool,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let damaged = |_panicked| Err(Error::Unreadable("what it answers is damaged".to_owned()));
    pool.run(work).await.unwrap_or_else(damaged)
}

/// Returns the locator of a place that has moved for good, where its kind still reads it there.
fn moved(source: &dyn Source, locator: &str, to: Option<&Url>) -> Option<String> {
    let moved = source.accept(to?)?;
    (moved != locator).then_some(moved)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;

    fn sources() -> Sources {
        let config = Config {
            contact: None,
            pace: Duration::ZERO,
            private_hosts: Vec::new(),
            ca_file: None,
            github: GithubConfig {
                api: Url::parse("https://api.github.com").unwrap(),
                site: Url::parse("https://github.com").unwrap(),
                token: None,
            },
        };
        Sources::new(&config, Client::new(&config).unwrap(), &Pool::new(1))
    }

    #[track_caller]
    fn check(address: &str, expected: Option<(&str, &str)>) {
        let found = sources().recognize(address);
        let found = found
            .as_ref()
            .map(|origin| (origin.kind, origin.locator.as_str()));
        assert_eq!(found, expected, "{address}");
    }

    #[test]
    fn each_address_has_one_kind_and_one_form() {
        check("GitHub.com/Ada/", Some(("github", "https://github.com/ada")));
        check("github:ada", Some(("github", "https://github.com/ada")));
        check("Medium.com/@Ada", Some(("feed", "https://medium.com/feed/@ada")));
        check(
            "https://ada.example/feed.json",
            Some(("feed", "https://ada.example/feed.json")),
        );
        check(
            "https://ada.example/cv.json#work",
            Some(("file", "https://ada.example/cv.json")),
        );
        check("ada.example/CV.PDF", Some(("file", "https://ada.example/CV.PDF")));
        check("Ada.Example", Some(("page", "https://ada.example/")));
        check(
            "@ada@social.example",
            Some(("page", "https://social.example/@ada")),
        );
    }

    #[test]
    fn gists_and_raw_files_are_files() {
        check(
            "https://gist.github.com/Ada/1A2B3C4D#file-cv-md",
            Some(("file", "https://gist.github.com/ada/1a2b3c4d/raw")),
        );
        let raw = "https://raw.githubusercontent.com/ada/notes/main/cv";
        check(raw, Some(("file", raw)));
        check(
            "github.com/ada/notes/blob/main/cv.md",
            Some(("file", "https://raw.githubusercontent.com/ada/notes/main/cv.md")),
        );
        check("https://gist.github.com/ada", None);
    }

    #[test]
    fn what_nobody_may_read_is_nobodys() {
        for address in [
            "ada",
            "ada@example.com",
            "https://www.linkedin.com/in/ada",
            "https://twitter.com/ada",
            "https://github.com/features",
            "https://medium.com/tag/rust",
            "ftp://ada.example/cv.md",
        ] {
            check(address, None);
        }
    }

    proptest! {
        #[test]
        fn a_locator_is_its_own_locator(
            head in "(https?://)?(www\\.)?(github\\.com|medium\\.com|dev\\.to|ada\\.hashnode\\.dev|ada\\.example|gist\\.github\\.com)",
            path in "(/(@?[a-zA-Z0-9.-]{1,8}|feed|blob|raw|a1b2c3)){0,5}/?(\\?a=b)?(#c)?",
        ) {
            let sources = sources();
            if let Some(origin) = sources.recognize(&format!("{head}{path}")) {
                prop_assert_eq!(sources.recognize(&origin.locator), Some(origin));
            }
        }

        #[test]
        fn any_text_may_be_asked_about(text in any::<String>()) {
            let origin = sources().recognize(&text);
            prop_assert!(origin.is_none_or(|origin| Url::parse(&origin.locator).is_ok()));
        }
    }
}
