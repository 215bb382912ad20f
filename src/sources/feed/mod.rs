//! What somebody publishes: RSS, Atom or JSON Feed, on Medium, dev.to, Hashnode or a site of their own.

mod address;
mod posts;
mod size;

use async_trait::async_trait;
use url::Url;

use super::address::readable;
use super::http::{Answer, Client};
use super::{Document, Error, Fetched, Form, Origin, Source, Validators};
use crate::cpu::Pool;
pub(super) use address::is_service;

const KIND: &str = "feed";

/// The most bytes of a feed; Medium's hold whole texts.
const MAX_BYTES: usize = 4 * 1024 * 1024;

const MEDIA_TYPES: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/json",
    "text/plain",
];

/// Reads feeds.
#[derive(Debug)]
pub(super) struct Feeds {
    pool: Pool,
}

impl Feeds {
    pub(super) const fn new(pool: Pool) -> Self {
        Self { pool }
    }
}

/// The feed at an address that somebody says is one's, however it is called.
pub(super) fn at(url: &Url) -> Option<Origin> {
    let locator = address::feed(url).or_else(|| Some(readable(url)?.into()))?;
    Some(Origin { kind: KIND, locator })
}

#[async_trait]
impl Source for Feeds {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn accept(&self, address: &Url) -> Option<String> {
        address::feed(address)
    }

    async fn fetch(&self, locator: &str, known: &Validators, client: &Client) -> Result<Fetched, Error> {
        let url = super::url_of(locator)?;
        let content = match super::ask(locator, known, client, MEDIA_TYPES, MAX_BYTES).await? {
            Answer::Unchanged => return Ok(Fetched::unchanged(locator, known)),
            Answer::Content(content) => content,
        };
        let moved = content
            .moved_to
            .as_ref()
            .and_then(at)
            .map(|origin| origin.locator);
        // Where it belongs: a service's feed may come from elsewhere in the end.
        let found_at = if content.moved_to.is_some() {
            content.url.clone()
        } else {
            url
        };
        let validator = content.validator.clone();
        let feed = super::read_apart(&self.pool, move || posts::read(&content.bytes, &found_at)).await?;
        // A service's, whose page it says is another name of the same place.
        let known_as = Url::parse(&feed.url).ok().filter(is_service);
        let known_as = known_as.and_then(|page| address::feed(&page));
        let moved_to = known_as.or(moved).filter(|moved| moved != locator);
        let document = Document {
            locator: moved_to.clone().unwrap_or_else(|| locator.to_owned()),
            form: Form::Feed,
            bytes: serde_json::to_vec_pretty(&feed).expect("a feed is strings and lists"),
        };
        Ok(Fetched {
            moved_to,
            names: vec![feed.url],
            ..Fetched::one(document, validator)
        })
    }
}
