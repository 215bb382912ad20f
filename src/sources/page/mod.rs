//! Any page that somebody calls theirs. Its text is read as a pasted one is; its links tell what else is theirs.

mod names;
mod tree;

use async_trait::async_trait;
use url::Url;

use super::address::{host, is_at, readable};
use super::http::{Answer, Client, Content};
use super::{Document, Error, Fetched, Form, GithubConfig, Source, Validators, charset, feed};
use crate::cpu::Pool;
use names::Named;

/// The most bytes of a page: what a profile's text may have.
const MAX_BYTES: usize = 1024 * 1024;

const MEDIA_TYPES: &[&str] = &[
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
];

/// Services that have a kind of place of their own: what that does not read is no page either.
const SERVICES: &[&str] = &["github.com", "gist.github.com", "raw.githubusercontent.com"];

/// Reads pages.
#[derive(Debug)]
pub(super) struct Pages {
    github: Option<String>,
    pool: Pool,
}

impl Pages {
    pub(super) fn new(github: &GithubConfig, pool: Pool) -> Self {
        Self {
            github: host(&github.site).map(str::to_owned),
            pool,
        }
    }
}

#[async_trait]
impl Source for Pages {
    fn kind(&self) -> &'static str {
        "page"
    }

    fn accept(&self, address: &Url) -> Option<String> {
        let url = readable(address)?;
        let host = host(&url)?;
        let served =
            SERVICES.contains(&host) || self.github.as_deref() == Some(host) || feed::is_service(&url);
        (!served && !is_at(host, "hashnode.dev")).then(|| url.to_string())
    }

    async fn fetch(&self, locator: &str, known: &Validators, client: &Client) -> Result<Fetched, Error> {
        let content = match super::ask(locator, known, client, MEDIA_TYPES, MAX_BYTES).await? {
            Answer::Unchanged => return Ok(Fetched::unchanged(locator, known)),
            Answer::Content(content) => content,
        };
        let moved_to = super::moved(self, locator, content.moved_to.as_ref());
        let validator = content.validator.clone();
        let (bytes, named) = super::read_apart(&self.pool, || Ok(read(content))).await?;
        let document = Document {
            locator: moved_to.clone().unwrap_or_else(|| locator.to_owned()),
            form: Form::Written,
            bytes,
        };
        Ok(Fetched {
            moved_to,
            names: named.names,
            feed: named.feed.and_then(|url| feed::at(&url)),
            ..Fetched::one(document, validator)
        })
    }
}

/// Returns a page in UTF-8, and what it says of its owner.
fn read(content: Content) -> (Vec<u8>, Named) {
    let at = content.url.clone();
    let bytes = charset::to_utf8(content);
    let named = std::str::from_utf8(&bytes).map(|page| Named::read(page, &at));
    (bytes, named.unwrap_or_default())
}
