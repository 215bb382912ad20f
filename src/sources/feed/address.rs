//! Whose feed is this? Where services keep the feeds of their people, and how other feeds are called.

use url::Url;

use crate::sources::address::{host, is_at, readable, segments};

/// How the addresses of feeds end.
const ENDINGS: &[&str] = &[
    "feed",
    "rss",
    "atom",
    "rss.xml",
    "atom.xml",
    "feed.xml",
    "index.xml",
    "index.rdf",
    "feed.json",
    "feed.atom",
    "feed.rss",
];

/// Parts of services that stand where a login could.
const MEDIUM_PAGES: &[&str] = &[
    "about",
    "api",
    "blog",
    "business",
    "cdn",
    "creators",
    "explore-topics",
    "feed",
    "glyph",
    "help",
    "jobs",
    "link",
    "m",
    "me",
    "membership",
    "miro",
    "new-story",
    "p",
    "plans",
    "policy",
    "search",
    "status",
    "tag",
    "topic",
    "topics",
    "u",
];
const DEV_PAGES: &[&str] = &[
    "about",
    "api",
    "badges",
    "code-of-conduct",
    "connect",
    "contact",
    "enter",
    "faq",
    "guides",
    "latest",
    "listings",
    "login",
    "new",
    "page",
    "pod",
    "podcasts",
    "privacy",
    "readinglist",
    "search",
    "settings",
    "signup",
    "signout",
    "t",
    "tags",
    "terms",
    "top",
    "videos",
];
const HASHNODE_PAGES: &[&str] = &[
    "api",
    "apidocs",
    "blog",
    "cdn",
    "docs",
    "engineering",
    "gql",
    "support",
    "townhall",
];

/// Somebody's feed on a service.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    feed: String,
    /// What people see, where the address tells.
    page: Option<String>,
}

/// Returns the one address of a feed.
pub(super) fn feed(url: &Url) -> Option<String> {
    let url = readable(url)?;
    if let Some(place) = of_service(&url) {
        return Some(place.feed);
    }
    is_feed(&url).then(|| url.to_string())
}

/// Returns the page of whoever a feed belongs to, where a service is known to have it.
pub(super) fn owner(feed: &Url) -> Option<String> {
    of_service(feed)?.page
}

/// Says whether posts are kept on a service whose pages are not read, but for its feeds.
pub(in crate::sources) fn is_service(url: &Url) -> bool {
    let is_kept = |host| ["medium.com", "dev.to"].iter().any(|known| is_at(host, known));
    host(url).is_some_and(is_kept)
}

fn of_service(url: &Url) -> Option<Place> {
    let host = host(url)?;
    let parts = segments(url);
    match host {
        "medium.com" => medium(&parts),
        "dev.to" => dev(&parts),
        _ => {
            let (login, service) = host.split_once('.')?;
            match service {
                "medium.com" if !MEDIUM_PAGES.contains(&login) && !login.starts_with("cdn-") => {
                    // Somebody's, or a publication's: the feed itself says whose.
                    Some(Place {
                        feed: format!("https://{host}/feed"),
                        page: None,
                    })
                }
                "hashnode.dev" if !HASHNODE_PAGES.contains(&login) => Some(Place {
                    feed: format!("https://{host}/rss.xml"),
                    page: Some(format!("https://{host}")),
                }),
                _ => None,
            }
        }
    }
}

/// `medium.com/@ada`, and whatever is below it or is its feed; or `medium.com/loom-works`, a publication. Articles of a
/// publication are by whoever writes there, and are nobody's place.
fn medium(parts: &[&str]) -> Option<Place> {
    let rest = parts.strip_prefix(&["feed"]).unwrap_or(parts);
    let first = rest.first()?;
    let name = match first.strip_prefix('@') {
        Some(login) => format!("@{}", login_of(login)?),
        None if rest.len() == 1 => {
            login_of(first).filter(|publication| !MEDIUM_PAGES.contains(&publication.as_str()))?
        }
        None => return None,
    };
    Some(Place {
        feed: format!("https://medium.com/feed/{name}"),
        page: Some(format!("https://medium.com/{name}")),
    })
}

fn dev(parts: &[&str]) -> Option<Place> {
    let rest = parts.strip_prefix(&["feed"]).unwrap_or(parts);
    let login = login_of(rest.first()?)?;
    (!DEV_PAGES.contains(&login.as_str())).then(|| Place {
        feed: format!("https://dev.to/feed/{login}"),
        page: Some(format!("https://dev.to/{login}")),
    })
}

fn login_of(text: &str) -> Option<String> {
    let sign = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    (!text.is_empty() && text.len() <= 60 && text.chars().all(sign)).then(|| text.to_lowercase())
}

fn is_feed(url: &Url) -> bool {
    let parts = segments(url);
    let last = parts.last().map(|part| part.to_lowercase()).unwrap_or_default();
    match parts.as_slice() {
        _ if is_service(url) => false,
        // A writer's, on a domain whose posts Medium keeps.
        ["feed", writer] if writer.starts_with('@') => true,
        _ => ENDINGS.contains(&last.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        let url = Url::parse(address).unwrap();
        assert_eq!(feed(&url).as_deref(), expected, "{address}");
    }

    #[test]
    fn whoever_writes_on_medium_has_one_feed() {
        for address in [
            "https://medium.com/@Ada.L",
            "https://www.medium.com/@ada.l/about",
            "https://medium.com/@ada.l/how-i-keep-ledgers-1a2b",
            "https://medium.com/feed/@ada.l",
        ] {
            check(address, Some("https://medium.com/feed/@ada.l"));
        }
        for address in ["https://ada.medium.com/", "https://Ada.medium.com/feed"] {
            check(address, Some("https://ada.medium.com/feed"));
        }
    }

    #[test]
    fn a_publication_has_a_feed_and_its_articles_are_nobodys_place() {
        for address in [
            "https://medium.com/loom-works",
            "https://medium.com/Loom-Works/?source=x",
            "https://medium.com/feed/loom-works",
        ] {
            check(address, Some("https://medium.com/feed/loom-works"));
        }
        for other in [
            "https://medium.com/",
            "https://medium.com/feed",
            "https://medium.com/loom-works/looms-that-never-stop-1a2b",
            "https://medium.com/membership",
            "https://medium.com/P",
            "https://medium.com/tag/rust",
            "https://medium.com/feed/tag/rust",
            "https://help.medium.com/hc",
        ] {
            check(other, None);
        }
    }

    #[test]
    fn other_services_keep_feeds_elsewhere() {
        check("https://dev.to/Ada", Some("https://dev.to/feed/ada"));
        check("https://dev.to/ada/a-post-1a2b", Some("https://dev.to/feed/ada"));
        check("https://dev.to/t/rust", None);
        check(
            "https://ada.hashnode.dev",
            Some("https://ada.hashnode.dev/rss.xml"),
        );
        check(
            "https://ada.hashnode.dev/a-post",
            Some("https://ada.hashnode.dev/rss.xml"),
        );
    }

    #[test]
    fn other_feeds_are_known_by_how_they_end() {
        for address in [
            "https://blog.ada.example/feed/",
            "https://ada.example/posts/index.xml",
            "https://ada.example/rss?lang=en",
            "https://ada.example/feed.json",
            "https://posts.ada.example/feed/@ada",
        ] {
            check(address, Some(address));
        }
        check(
            "https://ada.example/feed#latest",
            Some("https://ada.example/feed"),
        );
        for other in [
            "https://ada.example/",
            "https://ada.example/feedback",
            "https://x.com/feed",
        ] {
            check(other, None);
        }
    }

    #[test]
    fn a_services_feed_leads_to_its_owner() {
        let of = |address: &str| owner(&Url::parse(address).unwrap());
        assert_eq!(
            of("https://medium.com/feed/@ada").as_deref(),
            Some("https://medium.com/@ada")
        );
        assert_eq!(
            of("https://dev.to/feed/ada").as_deref(),
            Some("https://dev.to/ada")
        );
        assert_eq!(
            of("https://ada.hashnode.dev/rss.xml").as_deref(),
            Some("https://ada.hashnode.dev")
        );
        assert_eq!(
            of("https://medium.com/feed/loom-works").as_deref(),
            Some("https://medium.com/loom-works")
        );
        assert_eq!(of("https://ada.medium.com/feed"), None);
        assert_eq!(of("https://ada.example/feed"), None);
    }
}
