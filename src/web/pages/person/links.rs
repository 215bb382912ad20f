//! A person's links, as far as they are safe to follow.

use serde::Serialize;
use url::Url;

use crate::profile::{LinkKind, Profile};

/// A link that leads to a site and nowhere else.
#[derive(Debug, Serialize)]
pub(super) struct SafeLink {
    kind: LinkKind,
    url: String,
    /// What to show instead of the URL.
    handle: Option<String>,
}

/// Returns the links that may be followed; each address once.
pub(super) fn safe_links(profile: &Profile) -> Vec<SafeLink> {
    let mut links: Vec<SafeLink> = Vec::new();
    for link in profile.links.iter().filter(|link| is_safe(&link.url)) {
        if links.iter().all(|known| known.url != link.url) {
            links.push(SafeLink {
                kind: link.kind,
                url: link.url.clone(),
                handle: link.handle.clone(),
            });
        }
    }
    links
}

/// Says whether following a link can only open a site or write a mail: a profile's text is not trusted with more.
pub(super) fn is_safe(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sites_and_mail_can_be_followed() {
        for url in [
            "https://example.com",
            "HTTP://example.com/x",
            "mailto:a@example.com",
        ] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.com",
            "example.com",
            "",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }
}
