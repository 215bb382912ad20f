//! What does the head of an answer say?

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{
    CONTENT_TYPE, DATE, ETAG, HeaderMap, HeaderName, LAST_MODIFIED, LINK, LOCATION, RETRY_AFTER,
};
use url::Url;

use crate::sources::Validator;

/// How many requests are left until [`RESET`].
const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
/// When there will be more again: seconds since 1970, or from now.
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");
/// Seconds that are more are since 1970.
const EPOCH: i64 = 1_000_000_000;
/// How long a validator may be that is kept, in bytes.
const VALIDATOR: usize = 1_024;

/// What a body is said to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MediaType {
    /// In lower case, without parameters.
    pub(super) essence: String,
    pub(super) charset: Option<String>,
}

impl MediaType {
    /// Reads `Content-Type`; what says nothing is bytes.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let value = text(headers, &CONTENT_TYPE).unwrap_or_default();
        let mut parts = value.split(';').map(str::trim);
        let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
        let charset = parts
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _value)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_name, value)| value.trim().trim_matches(['"', '\'']).to_ascii_lowercase());
        Self {
            essence: if essence.is_empty() {
                "application/octet-stream".to_owned()
            } else {
                essence
            },
            charset: charset.filter(|charset| !charset.is_empty()),
        }
    }

    /// Says whether it is one of `accepted`, each `type/subtype`, `type/*` or `*/*`.
    pub(super) fn is_among(&self, accepted: &[&str]) -> bool {
        let kind = self.essence.split('/').next();
        accepted.iter().any(|accepted| match accepted.split_once('/') {
            Some(("*", "*")) => true,
            Some((wanted, "*")) => Some(wanted) == kind,
            _ => *accepted == self.essence,
        })
    }
}

/// Reads by what the answer is known.
pub(super) fn validator(headers: &HeaderMap) -> Validator {
    let short = |name| {
        text(headers, name)
            .filter(|value| value.len() <= VALIDATOR)
            .map(str::to_owned)
    };
    Validator {
        etag: short(&ETAG),
        last_modified: short(&LAST_MODIFIED),
    }
}

/// Reads where an answer at `base` sends on to.
pub(super) fn location(headers: &HeaderMap, base: &Url) -> Option<Url> {
    let mut target = base.join(text(headers, &LOCATION)?).ok()?;
    target.set_fragment(None);
    Some(target)
}

/// Reads the address of the next page, which is on the host of this one.
pub(super) fn next(headers: &HeaderMap, base: &Url) -> Option<Url> {
    let links = headers
        .get_all(LINK)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let target = links
        .flat_map(links_of)
        .find(|(_target, parameters)| is_next(parameters))?
        .0;
    base.join(target)
        .ok()
        .filter(|next| next.origin() == base.origin())
}

/// Splits `<a>; x="y", <b>` into its addresses and their parameters.
fn links_of(value: &str) -> impl Iterator<Item = (&str, &str)> {
    value.split('<').filter_map(|link| link.split_once('>'))
}

fn is_next(parameters: &str) -> bool {
    parameters.split([';', ',']).any(|parameter| {
        parameter.split_once('=').is_some_and(|(name, value)| {
            let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
            name.trim().eq_ignore_ascii_case("rel")
                && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
        })
    })
}

/// Reads how long the host wants to be left alone, because it says so or because no more requests are left.
pub(super) fn wait(headers: &HeaderMap) -> Option<Duration> {
    retry_after(headers).or_else(|| exhausted(headers))
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = text(headers, &RETRY_AFTER)?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds)).filter(|wait| !wait.is_zero());
    }
    // By the clock of the host, so that ours may be wrong.
    ahead(moment(value)? - date(headers)?)
}

/// Reads how long it takes until requests are left again, where none are.
pub(super) fn exhausted(headers: &HeaderMap) -> Option<Duration> {
    if !has_none_left(headers) {
        return None;
    }
    let reset: i64 = text(headers, &RESET)?.parse().ok()?;
    if reset < EPOCH {
        return ahead(TimeDelta::try_seconds(reset)?);
    }
    ahead(DateTime::from_timestamp(reset, 0)? - date(headers)?)
}

/// Says whether no requests are left, for however long.
pub(super) fn has_none_left(headers: &HeaderMap) -> bool {
    text(headers, &REMAINING).is_some_and(|left| left.parse() == Ok(0u64))
}

/// Says whether the answer comes from an interface for programs: one that counts requests, or answers in JSON.
pub(super) fn is_interface(headers: &HeaderMap) -> bool {
    headers.contains_key(REMAINING) || MediaType::of(headers).essence.ends_with("json")
}

/// Says whether the answer asks for proof that a person sits there, with a browser.
pub(super) fn is_challenge(headers: &HeaderMap) -> bool {
    headers.contains_key("cf-mitigated")
}

fn date(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    moment(text(headers, &DATE)?)
}

fn moment(value: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(value)
        .ok()
        .map(|moment| moment.to_utc())
}

/// A moment that has passed is none to wait for.
fn ahead(delta: TimeDelta) -> Option<Duration> {
    delta.to_std().ok().filter(|delta| !delta.is_zero())
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use reqwest::header::HeaderValue;

    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let lines = lines.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_str(value).unwrap(),
            )
        });
        lines.collect()
    }

    #[test]
    fn a_media_type_is_read_however_it_is_written() {
        let read = |value| {
            let MediaType { essence, charset } = MediaType::of(&headers(&[("content-type", value)]));
            (essence, charset)
        };
        assert_eq!(
            read("text/HTML; Charset=\"UTF-8\""),
            ("text/html".into(), Some("utf-8".into()))
        );
        assert_eq!(
            read("text/plain;format=flowed; charset=koi8-r"),
            ("text/plain".into(), Some("koi8-r".into()))
        );
        assert_eq!(read("application/json"), ("application/json".into(), None));
        assert_eq!(read(";charset="), ("application/octet-stream".into(), None));
    }

    #[test]
    fn a_media_type_is_accepted_alone_or_with_all_of_its_kind() {
        let html = MediaType::of(&headers(&[("content-type", "text/html")]));
        assert!(html.is_among(&["text/html"]));
        assert!(html.is_among(&["application/json", "text/*"]));
        assert!(html.is_among(&["*/*"]));
        assert!(!html.is_among(&["text/plain", "application/*"]));
        assert!(!html.is_among(&[]));
    }

    #[test]
    fn a_validator_is_kept_as_it_came() {
        let validator = validator(&headers(&[
            ("etag", "W/\"5a-1\""),
            ("last-modified", "Sat, 21 Nov 2026 10:00:00 GMT"),
        ]));
        assert_eq!(validator.etag.as_deref(), Some("W/\"5a-1\""));
        assert_eq!(
            validator.last_modified.as_deref(),
            Some("Sat, 21 Nov 2026 10:00:00 GMT")
        );
        let endless = "x".repeat(VALIDATOR + 1);
        assert_eq!(
            super::validator(&headers(&[("etag", &endless)])),
            Validator::default()
        );
    }

    #[test]
    fn the_next_page_is_found_among_other_links() {
        let base = Url::parse("https://api.example.com/users/ada/repos?page=1").unwrap();
        let next = |value| next(&headers(&[("link", value)]), &base).map(String::from);
        let page = |number| Some(format!("https://api.example.com/users/ada/repos?page={number}"));
        assert_eq!(
            next("<https://api.example.com/users/ada/repos?page=2>; rel=\"next\", <?page=9>; rel=last"),
            page(2)
        );
        assert_eq!(
            next("<?page=1>; rel=\"prev\",<?page=3>; title=\"a, b\"; rel=\"start next\""),
            page(3)
        );
        assert_eq!(next("<?page=9>; rel=\"last\""), None);
        assert_eq!(
            next("<https://evil.example/?page=2>; rel=\"next\""),
            None,
            "not with what was meant for this host"
        );
        assert_eq!(next("garbage <<>>;;rel="), None);
    }

    #[test]
    fn a_host_says_in_several_ways_how_long_it_is_to_be_left_alone() {
        let date = ("date", "Sat, 21 Nov 2026 10:00:00 GMT");
        let seconds = |lines: &[(&'static str, &str)]| wait(&headers(lines)).map(|wait| wait.as_secs());
        assert_eq!(seconds(&[("retry-after", "120")]), Some(120));
        assert_eq!(
            seconds(&[("retry-after", "Sat, 21 Nov 2026 10:05:00 GMT"), date]),
            Some(300)
        );
        assert_eq!(
            seconds(&[("retry-after", "Sat, 21 Nov 2026 09:00:00 GMT"), date]),
            None
        );
        assert_eq!(
            seconds(&[("retry-after", "Sat, 21 Nov 2026 10:05:00 GMT")]),
            None,
            "by what clock?"
        );
        assert_eq!(seconds(&[("retry-after", "soon")]), None);
        assert_eq!(seconds(&[("retry-after", "-5")]), None);
        assert_eq!(seconds(&[("retry-after", "0")]), None);
        // 2026-11-21 10:10:00.
        let reset = ("x-ratelimit-reset", "1795255800");
        assert_eq!(seconds(&[("x-ratelimit-remaining", "0"), reset, date]), Some(600));
        assert_eq!(
            seconds(&[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "45")]),
            Some(45)
        );
        assert_eq!(seconds(&[("x-ratelimit-remaining", "1"), reset, date]), None);
        assert_eq!(
            seconds(&[("x-ratelimit-remaining", "0"), reset, ("retry-after", "7"), date]),
            Some(7)
        );
    }

    #[test]
    fn where_an_answer_sends_on_to_is_relative_to_it() {
        let base = Url::parse("https://example.com/a/b").unwrap();
        let target = |value| location(&headers(&[("location", value)]), &base).map(String::from);
        assert_eq!(target("../c#top").as_deref(), Some("https://example.com/c"));
        assert_eq!(target("//example.org").as_deref(), Some("https://example.org/"));
        assert_eq!(target("http://[broken"), None);
    }

    proptest! {
        #[test]
        fn whatever_a_head_says_is_read(value in "[ -~]{0,80}", number in "-?[0-9]{1,25}") {
            let base = Url::parse("https://example.com/a/b").unwrap();
            let lines = ["content-type", "etag", "link", "location", "retry-after", "date", "x-ratelimit-reset"];
            for value in [&value, &number] {
                let mut headers: HeaderMap = headers(&lines.map(|name| (name, value.as_str())));
                headers.insert(REMAINING, HeaderValue::from_static("0"));
                let _read = (MediaType::of(&headers), validator(&headers), location(&headers, &base));
                prop_assert!(wait(&headers).is_none_or(|wait| !wait.is_zero()));
                prop_assert!(next(&headers, &base).is_none_or(|next| next.origin() == base.origin()));
            }
        }
    }
}
