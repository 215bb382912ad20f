//! What a URL leads to: whose profile, which service, which image.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind as Found};
use percent_encoding::percent_decode_str;
use url::Url;

use super::document::slice;
use crate::profile::LinkKind;

/// A web address or an e-mail address in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) range: Range<usize>,
    pub(super) url: String,
    pub(super) email: bool,
}

/// Finds addresses in running text; those without a scheme only where they can be nothing else.
pub(super) fn addresses(text: &str) -> Vec<Address> {
    if !text.contains(['.', '@']) {
        return Vec::new();
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    finder
        .links(text)
        .filter_map(|link| {
            let words = link.as_str();
            let email = *link.kind() == Found::Email;
            let url = if email || words.contains("://") {
                words.to_owned()
            } else {
                format!("https://{words}")
            };
            let plausible = email || words.contains("://") || is_bare_site(words);
            plausible.then(|| Address {
                range: link.start()..link.end(),
                url,
                email,
            })
        })
        .collect()
}

/// Endings of host names that are not file names or libraries ("Node.js", "README.md").
const ENDINGS: &[&str] = &[
    "com",
    "org",
    "net",
    "io",
    "dev",
    "me",
    "co",
    "ai",
    "app",
    "tech",
    "info",
    "eu",
    "uk",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "in",
    "us",
    "ca",
    "br",
    "pl",
    "ch",
    "se",
    "no",
    "dk",
    "fi",
    "at",
    "be",
    "cz",
    "pt",
    "ru",
    "ua",
    "au",
    "nz",
    "jp",
    "kr",
    "cn",
    "tw",
    "xyz",
    "site",
    "online",
    "page",
    "blog",
    "space",
    "pw",
    "cv",
    "gg",
    "link",
    "bio",
    "codes",
    "engineer",
    "cloud",
    "design",
    "works",
    "im",
    "id",
    "ie",
    "il",
    "gr",
    "ro",
    "hu",
    "tr",
    "ar",
    "mx",
    "cl",
    "pk",
    "bd",
    "lk",
    "ng",
    "ke",
    "za",
    "sg",
    "my",
    "vn",
    "ph",
    "th",
    "pub",
    "hk",
    "ee",
    "lv",
    "lt",
    "sk",
    "si",
    "hr",
    "bg",
    "lu",
    "ir",
    "eg",
    "ma",
    "ae",
    "gh",
    "pe",
    "uy",
    "np",
    "ge",
    "kz",
    "by",
    "studio",
    "digital",
    "software",
    "systems",
    "network",
    "world",
    "life",
    "fun",
    "ninja",
    "rocks",
    "guru",
    "email",
    "name",
    "pro",
    "land",
    "zone",
    "wtf",
    "lol",
    "moe",
    "tv",
    "fm",
    "social",
    "community",
    "club",
    "team",
    "expert",
    "consulting",
    "solutions",
    "berlin",
    "london",
    "paris",
    "nyc",
    "tokyo",
    "africa",
    "coffee",
    "house",
    "garden",
    "computer",
    "hosting",
    "wiki",
    "one",
    "art",
    "ink",
    "icu",
    "top",
    "vip",
    "win",
];

/// Says whether words without a scheme are a site: a known ending and no library's name.
fn is_bare_site(words: &str) -> bool {
    let host = words.split(['/', '?', '#', ':']).next().unwrap_or(words);
    let (name, ending) = host.rsplit_once('.').unwrap_or((host, ""));
    let has_path = words.len() > host.len() + 1;
    let lower = ending.to_lowercase();
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let named = name.len() >= if has_path { 1 } else { 2 };
    ENDINGS.contains(&lower.as_str()) && named && (has_path || host.starts_with("www.") || !capital)
}

/// Services with profiles: host, how the path begins, kind.
const SERVICES: &[(&str, &str, LinkKind)] = &[
    ("github.com", "", LinkKind::Github),
    ("gitlab.com", "", LinkKind::Gitlab),
    ("linkedin.com", "in/", LinkKind::Linkedin),
    ("linkedin.com", "pub/", LinkKind::Linkedin),
    ("twitter.com", "", LinkKind::Twitter),
    ("x.com", "", LinkKind::Twitter),
    ("bsky.app", "profile/", LinkKind::Bluesky),
    ("medium.com", "@", LinkKind::Medium),
    ("medium.com", "", LinkKind::Medium),
    ("dev.to", "", LinkKind::DevTo),
    ("hashnode.com", "@", LinkKind::Hashnode),
    ("stackoverflow.com", "users/", LinkKind::StackOverflow),
    ("stackoverflow.com", "story/", LinkKind::StackOverflow),
    ("leetcode.com", "u/", LinkKind::Leetcode),
    ("leetcode.com", "", LinkKind::Leetcode),
    ("hackerrank.com", "profile/", LinkKind::Hackerrank),
    ("hackerrank.com", "", LinkKind::Hackerrank),
    ("codeforces.com", "profile/", LinkKind::Codeforces),
    ("codechef.com", "users/", LinkKind::Codechef),
    ("kaggle.com", "", LinkKind::Kaggle),
    ("huggingface.co", "", LinkKind::HuggingFace),
    ("youtube.com", "@", LinkKind::Youtube),
    ("youtube.com", "c/", LinkKind::Youtube),
    ("youtube.com", "channel/", LinkKind::Youtube),
    ("youtube.com", "user/", LinkKind::Youtube),
    ("instagram.com", "", LinkKind::Instagram),
    ("facebook.com", "", LinkKind::Facebook),
    ("fb.com", "", LinkKind::Facebook),
    ("t.me", "", LinkKind::Telegram),
    ("telegram.me", "", LinkKind::Telegram),
    ("discord.com", "users/", LinkKind::Discord),
    ("discordapp.com", "users/", LinkKind::Discord),
    ("dribbble.com", "", LinkKind::Dribbble),
    ("behance.net", "", LinkKind::Behance),
    ("npmjs.com", "~", LinkKind::Npm),
    ("scholar.google.com", "citations", LinkKind::Scholar),
    ("orcid.org", "", LinkKind::Orcid),
    ("mastodon.social", "@", LinkKind::Mastodon),
    ("fosstodon.org", "@", LinkKind::Mastodon),
    ("hachyderm.io", "@", LinkKind::Mastodon),
    ("mas.to", "@", LinkKind::Mastodon),
    ("infosec.exchange", "@", LinkKind::Mastodon),
    ("mstdn.social", "@", LinkKind::Mastodon),
    ("codepen.io", "", LinkKind::Other),
    ("gist.github.com", "", LinkKind::Other),
    ("bitbucket.org", "", LinkKind::Other),
    ("geeksforgeeks.org", "user/", LinkKind::Other),
    ("auth.geeksforgeeks.org", "user/", LinkKind::Other),
    ("tryhackme.com", "p/", LinkKind::Other),
    ("app.hackthebox.com", "profile/", LinkKind::Other),
    ("hackerearth.com", "@", LinkKind::Other),
    ("freecodecamp.org", "", LinkKind::Other),
    ("credly.com", "users/", LinkKind::Other),
    ("twitch.tv", "", LinkKind::Other),
    ("reddit.com", "u/", LinkKind::Other),
    ("reddit.com", "user/", LinkKind::Other),
    ("producthunt.com", "@", LinkKind::Other),
    ("codewars.com", "users/", LinkKind::Other),
    ("researchgate.net", "profile/", LinkKind::Other),
    ("sourcerer.io", "", LinkKind::Other),
    ("linktr.ee", "", LinkKind::Other),
    ("pinterest.com", "", LinkKind::Other),
    ("threads.net", "@", LinkKind::Other),
    ("open.spotify.com", "user/", LinkKind::Other),
    ("hub.docker.com", "u/", LinkKind::Other),
    ("pypi.org", "user/", LinkKind::Other),
    ("crates.io", "users/", LinkKind::Other),
    ("holopin.io", "@", LinkKind::Other),
    ("topmate.io", "", LinkKind::Other),
    ("polywork.com", "", LinkKind::Other),
    ("upwork.com", "freelancers/", LinkKind::Other),
    ("wellfound.com", "u/", LinkKind::Other),
    ("angel.co", "u/", LinkKind::Other),
    ("xing.com", "profile/", LinkKind::Other),
    ("about.me", "", LinkKind::Other),
    ("keybase.io", "", LinkKind::Other),
    ("vk.com", "", LinkKind::Other),
    ("soundcloud.com", "", LinkKind::Other),
    ("steamcommunity.com", "id/", LinkKind::Other),
    ("itch.io", "profile/", LinkKind::Other),
    ("sessionize.com", "", LinkKind::Other),
    ("slides.com", "", LinkKind::Other),
    ("speakerdeck.com", "", LinkKind::Other),
    ("atcoder.jp", "users/", LinkKind::Other),
    ("exercism.org", "profiles/", LinkKind::Other),
    ("g.dev", "", LinkKind::Other),
    ("developers.google.com", "profile/", LinkKind::Other),
    ("learn.microsoft.com", "en-us/users/", LinkKind::Other),
    ("trailblazer.me", "id/", LinkKind::Other),
    ("wakatime.com", "@", LinkKind::Other),
    ("goodreads.com", "", LinkKind::Other),
];

/// Paths of services that are no logins.
const PAGES: &[&str] = &[
    "features",
    "topics",
    "search",
    "sponsors",
    "marketplace",
    "trending",
    "explore",
    "orgs",
    "settings",
    "about",
    "login",
    "signup",
    "in",
    "company",
    "school",
    "posts",
    "pulse",
    "intent",
    "share",
    "hashtag",
    "home",
    "watch",
    "playlist",
    "results",
    "feed",
    "problems",
    "contest",
    "datasets",
    "competitions",
    "models",
    "spaces",
    "apps",
    "site",
    "p",
    "reel",
    "badges",
    "certificates",
    "c",
    "tag",
    "t",
    "questions",
    "sharer",
    "sharer.php",
    "dialog",
    "groups",
    "events",
    "papers",
    "docs",
    "collections",
    "notifications",
    "enterprise",
    "readme",
    "join",
    "invite",
    "learn",
    "profile.php",
];

/// Reads a URL as somebody's profile on a known service: kind and login.
pub(super) fn profile(url: &Url) -> Option<(LinkKind, String)> {
    let host = host(url)?;
    let path = url.path().trim_matches('/');
    for (service, beginning, kind) in SERVICES {
        let country = *service == "linkedin.com" && host.ends_with(".linkedin.com");
        let (Some(rest), true) = (strip_beginning(path, beginning), host == *service || country) else {
            continue;
        };
        let mut parts = rest.split('/').filter(|part| !part.is_empty());
        let Some(login) = parts.next() else {
            if *kind == LinkKind::Scholar {
                return Some((
                    *kind,
                    url.query_pairs().find(|(key, _)| key == "user")?.1.into_owned(),
                ));
            }
            continue;
        };
        let deeper = parts.next();
        let own = match kind {
            LinkKind::StackOverflow | LinkKind::Linkedin => true,
            LinkKind::Hackerrank | LinkKind::Orcid | LinkKind::Kaggle | LinkKind::Youtube => {
                deeper.is_none_or(|part| part.len() < 12)
            }
            LinkKind::Facebook if login == "profile.php" => true,
            _ => deeper.is_none() || *service == "reddit.com",
        };
        let login = login.trim_start_matches(['@', '~']);
        if own && !PAGES.contains(&login.to_lowercase().as_str()) && !login.contains('.')
            || own
                && matches!(
                    kind,
                    LinkKind::Bluesky | LinkKind::Linkedin | LinkKind::Instagram | LinkKind::Facebook
                )
        {
            return Some((*kind, login.to_owned()));
        }
    }
    subdomain(&host, path)
}

fn strip_beginning<'p>(path: &'p str, beginning: &str) -> Option<&'p str> {
    let head = path.get(..beginning.len())?;
    head.eq_ignore_ascii_case(beginning)
        .then(|| slice(path, beginning.len()..path.len()))
}

/// Services where the login is part of the host.
fn subdomain(host: &str, path: &str) -> Option<(LinkKind, String)> {
    let (login, service) = host.split_once('.')?;
    let kind = match service {
        "medium.com" => LinkKind::Medium,
        "hashnode.dev" => LinkKind::Hashnode,
        "substack.com" | "wordpress.com" | "blogspot.com" | "tumblr.com" | "itch.io" | "bandcamp.com" => {
            LinkKind::Website
        }
        _ => return None,
    };
    path.is_empty().then(|| (kind, login.to_owned()))
}

/// Returns the host without `www.`.
pub(super) fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?.to_lowercase();
    Some(
        host.strip_prefix("www.")
            .or_else(|| host.strip_prefix("m."))
            .map(str::to_owned)
            .unwrap_or(host),
    )
}

/// Hosts that draw images, count visitors, sell coffee or shorten links: never somebody's site.
const IMAGE_HOSTS: &[&str] = &[
    "shields.io",
    "skillicons.dev",
    "komarev.com",
    "herokuapp.com",
    "demolab.com",
    "githubusercontent.com",
    "imgur.com",
    "giphy.com",
    "icons8.com",
    "devicon.dev",
    "simpleicons.org",
    "visitor-badge",
    "readme-stats",
    "streak-stats",
    "trophy",
    "activity-graph",
    "capsule-render",
    "jsdelivr.net",
    "hits.",
    "badge",
    "gstatic.com",
    "googleusercontent.com",
    "camo.",
    "cdn.",
    "img.",
    "unpkg.com",
    "cloudfront.net",
    "tenor.com",
    "flaticon.com",
    "iconify.design",
    "wikimedia.org",
    "shieldcn",
    "git.io",
    "readme-typing",
];

/// Says whether a URL only serves an image or a counter.
pub(super) fn is_image_service(host: &str) -> bool {
    IMAGE_HOSTS.iter().any(|part| host.contains(part))
}

/// Says whether a host belongs to a service where everybody has pages, so that no page of it is a personal site.
pub(super) fn is_service(host: &str) -> bool {
    SERVICES.iter().any(|(service, ..)| {
        host == *service || host.strip_suffix(service).is_some_and(|rest| rest.ends_with('.'))
    })
}

/// Decodes `%20` and `+` in a part of a URL.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " "))
        .decode_utf8_lossy()
        .into_owned()
}

/// Parses an absolute `http` or `https` URL.
pub(super) fn parse(text: &str) -> Option<Url> {
    let text = text.trim();
    let absolute = if text.starts_with("//") {
        format!("https:{text}")
    } else if text.starts_with("www.") {
        format!("https://{text}")
    } else {
        text.to_owned()
    };
    let url = Url::parse(&absolute).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| host.contains('.')))
        .then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<(LinkKind, &str)>) {
        let found = parse(url).and_then(|url| profile(&url));
        assert_eq!(
            found,
            expected.map(|(kind, login)| (kind, login.to_owned())),
            "{url}"
        );
    }

    #[test]
    fn profiles_are_told_from_other_pages() {
        check("https://github.com/ada", Some((LinkKind::Github, "ada")));
        check("https://github.com/ada/engine", None);
        check(
            "https://uk.linkedin.com/in/ada-l/en",
            Some((LinkKind::Linkedin, "ada-l")),
        );
        check("https://www.linkedin.com/company/acme", None);
        check("https://medium.com/@ada", Some((LinkKind::Medium, "ada")));
        check("https://medium.com/@ada/a-post-1234", None);
        check("https://ada.medium.com", Some((LinkKind::Medium, "ada")));
        check(
            "https://stackoverflow.com/users/42/ada",
            Some((LinkKind::StackOverflow, "42")),
        );
        check("https://img.shields.io/badge/x", None);
    }

    #[test]
    fn libraries_are_no_sites() {
        let found: Vec<String> = addresses("Node.js, Vue.js and ada.dev, README.md; mail ada@example.com")
            .into_iter()
            .map(|address| address.url)
            .collect();
        assert_eq!(found, ["https://ada.dev", "ada@example.com"]);
    }

    #[test]
    fn a_service_knows_its_profiles_by_path_or_host() {
        check(
            "https://scholar.google.com/citations?user=a1&hl=en",
            Some((LinkKind::Scholar, "a1")),
        );
        check("https://scholar.google.com/citations?hl=en", None);
        check("https://www.youtube.com/@ada", Some((LinkKind::Youtube, "ada")));
        check("https://www.youtube.com/watch?v=1", None);
        check("https://ada.substack.com", Some((LinkKind::Website, "ada")));
        check("https://ada.substack.com/p/wool", None);
        check("https://github.com/orgs/mill", None);
        check("https://github.com/topics", None);
        check("https://github.com/ada.png", None);
        check(
            "https://LinkedIn.com/IN/ada.l",
            Some((LinkKind::Linkedin, "ada.l")),
        );
        check("https://notgithub.com/ada", None);
    }

    #[test]
    fn only_addresses_of_the_web_are_parsed() {
        for (text, expected) in [
            (" https://ada.example/a ", Some("https://ada.example/a")),
            ("//ada.example", Some("https://ada.example/")),
            ("www.ada.example", Some("https://www.ada.example/")),
            ("ada.example", None),
            ("http://localhost/a", None),
            ("mailto:ada@example.com", None),
            ("#about", None),
        ] {
            assert_eq!(parse(text).as_ref().map(Url::as_str), expected, "{text}");
        }
    }

    #[test]
    fn a_host_is_a_services_or_a_persons() {
        let host_of = |url: &str| parse(url).and_then(|url| host(&url)).unwrap();
        assert_eq!(host_of("https://WWW.Ada.example/x"), "ada.example");
        assert_eq!(host_of("https://m.ada.example"), "ada.example");
        for (host, image, service) in [
            ("img.shields.io", true, false),
            ("gist.github.com", false, true),
            ("github.com", false, true),
            ("ada.example", false, false),
            ("mygithub.com", false, false),
        ] {
            assert_eq!(
                (is_image_service(host), is_service(host)),
                (image, service),
                "{host}"
            );
        }
    }

    #[test]
    fn parts_of_addresses_are_decoded() {
        assert_eq!(decode("wool+and%20dye"), "wool and dye");
        assert_eq!(decode("100%"), "100%");
    }
}
