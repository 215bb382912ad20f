//! What somebody publishes: RSS, Atom or JSON Feed, on Medium, dev.to, Hashnode or a site of their own.

mod address;
mod posts;

use std::panic::{self, AssertUnwindSafe};

use async_trait::async_trait;
use url::Url;

use super::http::{Answer, Client, Request};
use super::{Document, Error, Fetched, Form, Source, Validators};
pub(super) use address::is_service;

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
pub(super) struct Feeds;

#[async_trait]
impl Source for Feeds {
    fn kind(&self) -> &'static str {
        "feed"
    }

    fn accept(&self, address: &Url) -> Option<String> {
        address::feed(address)
    }

    async fn fetch(&self, locator: &str, known: &Validators, client: &Client) -> Result<Fetched, Error> {
        let url = super::url_of(locator)?;
        let request = Request {
            url: url.clone(),
            media_types: MEDIA_TYPES,
            max_bytes: MAX_BYTES,
            known: known.0.get(locator).cloned(),
            bearer: None,
            obeys_robots: true,
        };
        let content = match client.get(request).await? {
            Answer::Unchanged => return Ok(Fetched::unchanged(locator, known)),
            Answer::Content(content) => content,
        };
        let moved_to = super::moved(self, locator, content.moved_to.as_ref());
        // Where it belongs: a service's feed may come from elsewhere in the end.
        let at = if content.moved_to.is_some() {
            content.url
        } else {
            url
        };
        let feed = read(&content.bytes, &at)?;
        let document = Document {
            locator: moved_to.clone().unwrap_or_else(|| locator.to_owned()),
            form: Form::Feed,
            bytes: serde_json::to_vec_pretty(&feed).expect("a feed is strings and lists"),
        };
        Ok(Fetched {
            moved_to,
            names: vec![feed.url],
            ..Fetched::one(document, content.validator)
        })
    }
}

/// Reads a feed; where the reader panics, the feed is damaged in a manner that the reader did not expect.
fn read(bytes: &[u8], at: &Url) -> Result<crate::profile::Feed, Error> {
    let read = || posts::read(bytes, at);
    panic::catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_panic| Err(Error::Unreadable("this feed is damaged".to_owned())))
}
