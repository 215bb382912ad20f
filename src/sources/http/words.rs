//! What is said to the person whose place was not read.

use std::time::Duration;

use url::Url;

/// How many letters of an address are shown.
const SHOWN: usize = 200;

/// Writes an address without what may be secret in it: a user's name, a password, the query.
pub(super) fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let authority = if url.has_authority() { "//" } else { "" };
    let path = if url.path() == "/" { "" } else { url.path() };
    let whole = format!("{}:{authority}{host}{port}{path}", url.scheme());
    if whole.chars().count() <= SHOWN {
        return whole;
    }
    let head: String = whole.chars().take(SHOWN - 1).collect();
    format!("{head}…")
}

/// Writes a duration as people say it, rounded up: `40 seconds`, `2 minutes`.
pub(super) fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs() + u64::from(duration.subsec_nanos() > 0);
    let (count, unit) = match seconds {
        0..=90 => (seconds, "second"),
        91..=5_400 => (seconds.div_ceil(60), "minute"),
        _ => (seconds.div_ceil(3_600), "hour"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_secrets() {
        let shown = |url: &str| place(&Url::parse(url).unwrap());
        assert_eq!(
            shown("https://ada:secret@example.com:8443/cv?token=1#x"),
            "https://example.com:8443/cv"
        );
        assert_eq!(shown("https://example.com/"), "https://example.com");
        assert_eq!(shown("mailto:ada@example.com"), "mailto:ada@example.com");
        let long = shown(&format!("https://example.com/{}", "é".repeat(500)));
        assert_eq!(long.chars().count(), SHOWN);
        assert!(long.ends_with('…'));
    }

    #[test]
    fn durations_are_rounded_up() {
        for (seconds, expected) in [
            (1, "1 second"),
            (90, "90 seconds"),
            (91, "2 minutes"),
            (3_600, "60 minutes"),
            (5_401, "2 hours"),
            (86_400, "24 hours"),
        ] {
            assert_eq!(spoken(Duration::from_secs(seconds)), expected);
        }
        assert_eq!(spoken(Duration::from_millis(200)), "1 second");
    }
}
