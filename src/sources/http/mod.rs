//! The one polite client: all that is asked of the outside world, but for the search engine, is asked here.

use std::time::Duration;

use url::Url;

use super::{Config, Error, Validator};

/// Asks hosts, one request at a time each. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    pub url: Url,
    /// What the answer may be, as `type/subtype` or `type/*`; sent as `Accept` too.
    pub media_types: &'static [&'static str],
    /// How long the answer may be after it was inflated.
    pub max_bytes: usize,
    /// What is known of an earlier answer.
    pub known: Option<Validator>,
    /// Sent only to the host of `url`.
    pub bearer: Option<String>,
    /// `false` for an interface that is made for programs, whose rules are others.
    pub obeys_robots: bool,
}

/// What came back.
#[derive(Debug, Clone)]
pub enum Answer {
    /// It is what `known` says.
    Unchanged,
    Content(Content),
}

/// What an address gives.
#[derive(Debug, Clone)]
pub struct Content {
    /// Where it was found in the end.
    pub url: Url,
    /// Where it has moved for good, if it has.
    pub moved_to: Option<Url>,
    /// In lower case, without parameters.
    pub media_type: String,
    /// What the answer says its letters are encoded in.
    pub charset: Option<String>,
    pub bytes: Vec<u8>,
    pub validator: Validator,
    /// The address of the next page, of `Link: <…>; rel="next"`.
    pub next: Option<Url>,
}

impl Client {
    /// The longest that a request may take, redirects and waiting for an answer included.
    pub const DEADLINE: Duration = Duration::from_secs(20);

    pub fn new(_config: &Config) -> anyhow::Result<Self> {
        Ok(Self {})
    }

    /// One that asks nobody.
    #[must_use]
    pub fn offline() -> Self {
        Self {}
    }

    /// Asks for an address, in its host's turn.
    #[expect(clippy::unused_async, reason = "written soon")]
    pub async fn get(&self, request: Request) -> Result<Answer, Error> {
        Err(Error::Refused(format!("nobody can ask for {} yet", request.url)))
    }
}
