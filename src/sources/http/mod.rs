//! The one polite client: all that is asked of the outside world, but for the search engine, is asked here.

mod address;
mod budget;
mod failure;
mod guard;
mod headers;
mod pace;
mod robots;
mod transport;
mod words;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout_at;
use url::Url;

use super::{Config, Error, Validator};
pub use address::is_public;
use budget::Budget;
pub use budget::Patience;
use failure::{Failure, too_slow};
pub use guard::Lookup;
use guard::{SystemLookup, canonical};
use pace::{Busy, Hosts};
use robots::{Robots, Site};
use transport::{Ask, Reply, Transport};
use words::spoken;

/// The name under which sites know us.
const PRODUCT: &str = "muster";
/// How often an answer may send on to another address.
const REDIRECTS: usize = 5;
/// How often a request is repeated that may have failed by chance.
const RETRIES: u32 = 2;

/// Asks hosts, one request at a time each. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    /// Without it nobody is asked.
    shared: Option<Arc<Shared>>,
}

#[derive(Debug)]
struct Shared {
    transport: Transport,
    hosts: Hosts,
    robots: Robots,
    pace: Duration,
    patience: Patience,
}

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
    /// Sent only to the origin of `url`.
    pub bearer: Option<String>,
    /// What is sent, as JSON: a question that is too long for an address. Nothing is sent on to another one.
    pub json: Option<String>,
    /// `false` for an interface that is made for programs, whose rules are others.
    pub obeys_robots: bool,
}

/// What came back.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
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
    /// What the answer says its letters are encoded in, in lower case.
    pub charset: Option<String>,
    pub bytes: Vec<u8>,
    pub validator: Validator,
    /// The address of the next page, of `Link: <…>; rel="next"`, on the same host.
    pub next: Option<Url>,
}

/// A request on its way: from one address to the next.
struct Journey<'a> {
    request: &'a Request,
    url: Url,
    /// Whether all redirects so far are for good, if there were any.
    for_good: Option<bool>,
    /// Whether the beginning of what is too long is enough.
    cut: bool,
    /// What is known of an earlier answer, as long as it may be the one that comes.
    known: Option<&'a Validator>,
    bearer: Option<&'a str>,
}

impl Client {
    /// The longest that a request takes, waiting for the turns of hosts included.
    pub const DEADLINE: Duration = Patience::INTERNET.answer.saturating_add(Patience::INTERNET.turns);

    /// Fails if the contact or the certificates of the configuration cannot be used.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        Self::with_lookup(config, Arc::new(SystemLookup))
    }

    /// Takes the addresses of names from elsewhere than the system; they are judged as any others.
    pub fn with_lookup(config: &Config, lookup: Arc<dyn Lookup>) -> anyhow::Result<Self> {
        Self::with_patience(config, lookup, Patience::INTERNET)
    }

    /// The same, with another patience than is good for the internet.
    pub fn with_patience(
        config: &Config,
        lookup: Arc<dyn Lookup>,
        patience: Patience,
    ) -> anyhow::Result<Self> {
        let shared = Shared {
            transport: Transport::new(config, lookup, patience)?,
            hosts: Hosts::default(),
            robots: Robots::default(),
            pace: config.pace,
            patience,
        };
        Ok(Self {
            shared: Some(Arc::new(shared)),
        })
    }

    /// One that asks nobody.
    #[must_use]
    pub fn offline() -> Self {
        Self { shared: None }
    }

    /// Asks for an address, in its host's turn, and wherever it sends on to, five times at most.
    ///
    /// A host that wants to be left alone is not asked: that is [`Error::Later`] at once. The variants of the error say what
    /// to do; its message is for the person whose place it is.
    pub async fn get(&self, request: Request) -> Result<Answer, Error> {
        let Some(shared) = &self.shared else {
            let place = words::place(&request.url);
            return Err(Error::Refused(format!(
                "{place} is not read: nobody is asked from here"
            )));
        };
        let mut budget = Budget::new(shared.patience);
        shared.travel(Journey::new(&request, false), &mut budget).await
    }
}

impl Request {
    /// Asks for what everybody may read, if the site's robots.txt says so too.
    #[must_use]
    pub const fn new(url: Url, media_types: &'static [&'static str], max_bytes: usize) -> Self {
        Self {
            url,
            media_types,
            max_bytes,
            known: None,
            bearer: None,
            json: None,
            obeys_robots: true,
        }
    }
}

impl<'a> Journey<'a> {
    fn new(request: &'a Request, cut: bool) -> Self {
        let mut url = request.url.clone();
        url.set_fragment(None);
        Self {
            request,
            url,
            for_good: None,
            cut,
            known: request.known.as_ref(),
            bearer: request.bearer.as_deref(),
        }
    }

    /// Goes on to another address.
    fn turn_to(&mut self, url: Url, for_good: bool) {
        if url.origin() != self.url.origin() {
            self.bearer = None;
        }
        if for_good {
            // Only content says where it has moved to.
            self.known = None;
        }
        self.for_good = Some(for_good && self.for_good != Some(false));
        self.url = url;
    }

    fn arrive(&self, content: Content) -> Content {
        let has_moved = self.for_good == Some(true);
        Content {
            moved_to: has_moved.then(|| content.url.clone()),
            ..content
        }
    }
}

impl Shared {
    async fn travel(&self, mut journey: Journey<'_>, budget: &mut Budget) -> Result<Answer, Error> {
        for _ in 0..=REDIRECTS {
            match self.visit(&journey, budget).await? {
                Reply::Elsewhere { .. } if journey.request.json.is_some() => break,
                Reply::Unchanged => return Ok(Answer::Unchanged),
                Reply::Content(content) => return Ok(Answer::Content(journey.arrive(content))),
                Reply::Elsewhere { url, for_good } => journey.turn_to(url, for_good),
            }
        }
        let why = match &journey.request.json {
            None => "sends on to other addresses again and again",
            Some(_) => "sends on to another address what it was asked",
        };
        Err(Error::Unreadable(format!(
            "{} {why}",
            words::place(&journey.request.url)
        )))
    }

    /// Asks for one address, more than once if it may have failed by chance.
    async fn visit(&self, journey: &Journey<'_>, budget: &mut Budget) -> Result<Reply, Error> {
        let url = &journey.url;
        let ask = Ask {
            url,
            permission: self.transport.permit(url)?,
            media_types: journey.request.media_types,
            max_bytes: journey.request.max_bytes,
            cut: journey.cut,
            known: journey.known,
            bearer: journey.bearer,
            json: journey.request.json.as_deref(),
        };
        let mut pause = self.pace;
        if journey.request.obeys_robots {
            pause = pause.max(self.asked_of_programs(url, budget).await?);
        }
        let host = canonical(url.host_str().unwrap_or_default());
        let mut attempt = 0;
        loop {
            let turn = budget
                .wait(async |until| self.hosts.turn(&host, pause, until).await)
                .await;
            let turn = turn.map_err(|busy| self.not_now(&host, busy))?;
            let answer = budget.ask(self.transport.ask(ask, &turn)).await;
            let failure = match answer.unwrap_or_else(|| Err(too_slow(url))) {
                Ok(reply) => return Ok(reply),
                Err(failure) => failure,
            };
            let is_last = attempt == RETRIES || budget.answer.is_zero();
            let (reason, not_before) = match failure {
                Failure::Passing(_) | Failure::Overloaded(_) if !is_last => {
                    pause = pause.max(self.patience.retry * 2u32.pow(attempt));
                    attempt += 1;
                    continue;
                }
                Failure::Passing(reason) => (reason, None),
                Failure::Overloaded(reason) | Failure::Limited(reason) => (reason, Some(turn.back_off())),
                Failure::Final(error) => return Err(error),
            };
            return Err(Error::Later { reason, not_before });
        }
    }

    /// Returns the pause that a site asks of programs, if they may ask for this address at all.
    async fn asked_of_programs(&self, url: &Url, budget: &mut Budget) -> Result<Duration, Error> {
        let site = self.robots.site(url);
        let site = budget
            .wait(async |until| timeout_at(until, site.lock_owned()).await)
            .await;
        let mut site =
            site.map_err(|_late| self.not_now(url.host_str().unwrap_or_default(), Busy::Crowded))?;
        if let Some(site) = site.as_ref().filter(|site| site.is_current()) {
            return site.permit(url);
        }
        let request = Request {
            obeys_robots: false,
            ..Request::new(robots::address(url), &["text/plain", "*/*"], robots::LONGEST)
        };
        // In a box, because this is on the way of another request.
        let outcome = Box::pin(self.travel(Journey::new(&request, true), budget)).await;
        let fetched = Site::new(outcome.and_then(|answer| match answer {
            Answer::Content(content) => Ok(content),
            Answer::Unchanged => Err(Error::Unreadable("nothing was known of it".to_owned())),
        }))?;
        self.robots.weigh(url, &fetched);
        let permitted = fetched.permit(url);
        *site = Some(fetched);
        permitted
    }

    fn not_now(&self, host: &str, busy: Busy) -> Error {
        match busy {
            Busy::Rests(rest) => Error::Later {
                reason: format!("{host} wants to be left alone for {}", spoken(rest)),
                not_before: Some(rest),
            },
            Busy::Crowded => Error::Later {
                reason: format!("too many other places of {host} are being read"),
                not_before: Some(self.patience.turns),
            },
        }
    }
}
