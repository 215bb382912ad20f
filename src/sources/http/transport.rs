//! One request and its answer, whatever a host sends.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use reqwest::header::{
    ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, USER_AGENT,
};
use reqwest::tls::Certificate;
use reqwest::{RequestBuilder, Response, StatusCode};
use url::Url;

use super::budget::Patience;
use super::failure::{Failure, of_answer, of_request, of_status, of_token};
use super::guard::{Guard, Lookup, Permission, Resolver, not_public};
use super::headers::{self, MediaType};
use super::pace::Turn;
use super::words::{place, spoken};
use super::{Content, PRODUCT};
use crate::sources::{Config, Error, Validator};

/// For how long a connection is kept that nobody uses: hosts close it after five seconds or later.
const IDLE: Duration = Duration::from_secs(4);
/// How many lines the head of an answer may have. Its length is bounded by hyper, at about 400 KiB.
const HEADER_LINES: usize = 100;
/// What a refusal says that is for whoever asks and not for the place: the token is not known, may not do this, or was wrong
/// too often.
const TOKEN_WORDS: [&str; 3] = ["token", "credentials", "login attempts"];
/// How much of a refusal is read to find out what is meant.
const REFUSAL: usize = 8 * 1024;

/// The connections.
#[derive(Debug)]
pub(super) struct Transport {
    guard: Arc<Guard>,
    public: reqwest::Client,
    /// For the hosts that the operator lists: connections to the others are never taken for theirs.
    listed: reqwest::Client,
}

/// What is asked of one host.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) url: &'a Url,
    pub(super) permission: Permission,
    pub(super) media_types: &'a [&'a str],
    pub(super) max_bytes: usize,
    /// Whether the beginning of what is too long is enough.
    pub(super) cut: bool,
    pub(super) known: Option<&'a Validator>,
    pub(super) bearer: Option<&'a str>,
    pub(super) json: Option<&'a str>,
}

/// What a host says to it.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub(super) enum Reply {
    Unchanged,
    Elsewhere { url: Url, for_good: bool },
    Content(Content),
}

impl Transport {
    pub(super) fn new(config: &Config, lookup: Arc<dyn Lookup>, patience: Patience) -> anyhow::Result<Self> {
        let guard = Arc::new(Guard::new(&config.private_hosts));
        let guarded = Resolver {
            lookup: Arc::clone(&lookup),
            guard: Some(Arc::clone(&guard)),
        };
        let free = Resolver { lookup, guard: None };
        Ok(Self {
            guard,
            public: build(config, patience, guarded)?,
            listed: build(config, patience, free)?,
        })
    }

    /// Says whether and how an address may be asked.
    pub(super) fn permit(&self, url: &Url) -> Result<Permission, Error> {
        self.guard.permit(url)
    }

    /// Asks once. What the host says of its limits is kept in its turn.
    pub(super) async fn ask(&self, ask: Ask<'_>, turn: &Turn) -> Result<Reply, Failure> {
        let sent = self.request(ask).send().await;
        let response = sent.map_err(|problem| of_request(&problem, ask.url))?;
        let reached = response.remote_addr();
        if ask.permission == Permission::Public && !reached.is_some_and(|address| self.guard.reaches(address))
        {
            return Err(Failure::Final(not_public(ask.url)));
        }
        tracing::debug!(
            host = ask.url.host_str(),
            status = response.status().as_u16(),
            "asked"
        );
        // An interface may say so while it still answers, or in place of what was asked for.
        let rest = if response.status() == StatusCode::OK {
            headers::wait(response.headers())
        } else {
            headers::exhausted(response.headers())
        };
        if let Some(rest) = rest {
            turn.rest(rest);
        }
        match response.status() {
            StatusCode::OK | StatusCode::NON_AUTHORITATIVE_INFORMATION => {
                turn.is_well();
                content(ask, response).await
            }
            StatusCode::NOT_MODIFIED if ask.known.is_some() => {
                turn.is_well();
                Ok(Reply::Unchanged)
            }
            status @ (StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT) => {
                turn.is_well();
                elsewhere(ask.url, status, &response)
            }
            _ => Err(refusal(ask, response, turn).await),
        }
    }

    fn request(&self, ask: Ask<'_>) -> RequestBuilder {
        let client = match ask.permission {
            Permission::Public => &self.public,
            Permission::Listed => &self.listed,
        };
        let request = match ask.json {
            None => client.get(ask.url.clone()),
            Some(json) => client
                .post(ask.url.clone())
                .header(CONTENT_TYPE, "application/json")
                .body(json.to_owned()),
        };
        let mut request = request.header(ACCEPT, ask.media_types.join(", "));
        if let Some(token) = ask.bearer {
            request = request.bearer_auth(token);
        }
        let known = ask
            .known
            .map(|known| (known.etag.as_ref(), known.last_modified.as_ref()));
        let (etag, last_modified) = known.unwrap_or_default();
        for (name, value) in [(IF_NONE_MATCH, etag), (IF_MODIFIED_SINCE, last_modified)] {
            // What was kept is what an answer said once, unless somebody changed it.
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
                request = request.header(name, value);
            }
        }
        request
    }
}

fn build(config: &Config, patience: Patience, resolver: Resolver) -> anyhow::Result<reqwest::Client> {
    // Fails where it was done before, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
    let version = env!("CARGO_PKG_VERSION");
    let agent = match &config.contact {
        Some(contact) => format!("{PRODUCT}/{version} (+{contact})"),
        None => format!("{PRODUCT}/{version}"),
    };
    let agent =
        HeaderValue::from_str(&agent).context("the contact holds letters that a request may not have")?;
    let mut builder = reqwest::Client::builder()
        .default_headers([(USER_AGENT, agent)].into_iter().collect())
        // A proxy would look names up itself, beyond the guard.
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .dns_resolver(Arc::new(resolver))
        .connect_timeout(patience.connect)
        .read_timeout(patience.read)
        .http1_only()
        .http1_max_headers(HEADER_LINES)
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(1);
    if let Some(path) = &config.ca_file {
        let unreadable = || format!("cannot read the certificates in {}", path.display());
        let certificates = Certificate::from_pem_bundle(&fs::read(path).with_context(unreadable)?);
        builder = builder.tls_certs_merge(certificates.with_context(unreadable)?);
    }
    builder.build().context(
        "cannot prepare the asking of other sites: are certificates installed (Debian: `ca-certificates`)?",
    )
}

async fn content(ask: Ask<'_>, mut response: Response) -> Result<Reply, Failure> {
    let unreadable = |why: String| Failure::Final(Error::Unreadable(format!("{} {why}", place(ask.url))));
    let media_type = MediaType::of(response.headers());
    if !media_type.is_among(ask.media_types) {
        return Err(unreadable(format!(
            "is of the kind {}, which is not read there",
            shown(&media_type.essence)
        )));
    }
    let encoding = response.headers().get(CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(unreadable(
            "is compressed in a way that nobody asked for".to_owned(),
        ));
    }
    let declared = response
        .content_length()
        .and_then(|length| usize::try_from(length).ok());
    let too_long = || {
        unreadable(format!(
            "is too long to be read: more than {} bytes",
            ask.max_bytes
        ))
    };
    if !ask.cut && declared.is_some_and(|length| length > ask.max_bytes) {
        return Err(too_long());
    }
    let (bytes, whole) = body(&mut response, ask.max_bytes)
        .await
        .map_err(|problem| of_answer(&problem, ask.url))?;
    if !whole && !ask.cut {
        return Err(too_long());
    }
    Ok(Reply::Content(Content {
        url: ask.url.clone(),
        moved_to: None,
        media_type: media_type.essence,
        charset: media_type.charset,
        bytes,
        validator: headers::validator(response.headers()),
        next: headers::next(response.headers(), ask.url),
    }))
}

/// Reads a body, inflated, up to a limit. Says too whether that is all of it.
async fn body(response: &mut Response, limit: usize) -> reqwest::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        let room = limit - bytes.len();
        bytes.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
        if chunk.len() > room {
            return Ok((bytes, false));
        }
    }
    Ok((bytes, true))
}

fn elsewhere(url: &Url, status: StatusCode, response: &Response) -> Result<Reply, Failure> {
    let broken = || Failure::Final(Error::Unreadable(format!("{} sends on to nowhere", place(url))));
    let target = headers::location(response.headers(), url).ok_or_else(broken)?;
    if url.scheme() == "https" && target.scheme() == "http" {
        return Err(Failure::Final(Error::Refused(format!(
            "{} sends on to an address without encryption, {}; ask for that one if it is meant",
            place(url),
            place(&target)
        ))));
    }
    Ok(Reply::Elsewhere {
        url: target,
        for_good: matches!(
            status,
            StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT
        ),
    })
}

/// Finds out whether a host that says no means now or ever, and whether it means the place or how it is asked.
async fn refusal(ask: Ask<'_>, mut response: Response, turn: &Turn) -> Failure {
    let (url, status) = (ask.url, response.status());
    if status == StatusCode::UNAUTHORIZED && ask.bearer.is_some() {
        return of_token(url, status);
    }
    let limits = [
        StatusCode::FORBIDDEN,
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::SERVICE_UNAVAILABLE,
    ];
    if !limits.contains(&status) {
        return of_status(status, url);
    }
    if let Some(rest) = headers::wait(response.headers()) {
        let rest = turn.rest(rest);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            // The next attempt waits for as long, or hears that it is too long.
            return of_status(status, url);
        }
        return Failure::Final(Error::Later {
            reason: format!("{} wants to be asked again in {}", place(url), spoken(rest)),
            not_before: Some(rest),
        });
    }
    if status != StatusCode::FORBIDDEN {
        return of_status(status, url);
    }
    if headers::is_challenge(response.headers()) {
        return Failure::Limited(format!(
            "{} asks for a browser at the moment ({})",
            place(url),
            status.as_u16()
        ));
    }
    let none_left = headers::has_none_left(response.headers());
    let is_interface = ask.bearer.is_some() || headers::is_interface(response.headers());
    if none_left || is_interface {
        let said = body(&mut response, REFUSAL).await.unwrap_or_default().0;
        let said = String::from_utf8_lossy(&said).to_lowercase();
        if none_left || said.contains("rate limit") {
            return Failure::Limited(format!("{} is asked too often ({})", place(url), status.as_u16()));
        }
        if ask.bearer.is_some() && TOKEN_WORDS.iter().any(|word| said.contains(word)) {
            return of_token(url, status);
        }
    }
    of_status(status, url)
}

/// A word of a host, in as far as it can be shown.
fn shown(word: &str) -> String {
    word.chars()
        .filter(|letter| !letter.is_control())
        .take(60)
        .collect()
}
