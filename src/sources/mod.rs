//! How do we ask? Fetches what people say of themselves elsewhere, and reads nothing into it.
//!
//! An [`Origin`] is a place that is read again and again; a [`Source`] knows how to read one kind of place. Adding a kind is
//! one file that implements `Source`, and its line in [`Sources::new`].

mod config;
mod error;
pub mod http;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use url::Url;

pub use config::{Config, GithubConfig};
pub use error::Error;
use http::Client;

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
    /// The kinds in the order in which they are asked whether an address is theirs.
    #[must_use]
    pub fn new(_config: &Config, client: Client) -> Self {
        Self::of_kinds(Vec::new(), client)
    }

    /// These kinds and no others.
    #[must_use]
    pub fn of_kinds(kinds: Vec<Box<dyn Source>>, client: Client) -> Self {
        Self {
            kinds: kinds.into(),
            client: Some(client),
        }
    }

    /// Returns the origin that an address or a shorthand (`github.com/ada`, `@ada@social.example`) names.
    pub fn recognize(&self, address: &str) -> Option<Origin> {
        let url = Url::parse(address).ok()?;
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
