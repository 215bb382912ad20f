//! What a URL leads to: whose profile, which service, which image.

mod addresses;
mod services;

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use url::Url;

pub(super) use addresses::{Address, addresses};
pub(super) use services::{is_image_service, is_service};
use services::{is_page, services};

use super::document::slice;
use crate::profile::LinkKind;

/// Reads a URL as somebody's profile on a known service: kind and login.
pub(super) fn profile(url: &Url) -> Option<(LinkKind, String)> {
    let host = host(url)?;
    let path = url.path().trim_matches('/');
    // `uk.linkedin.com`
    let site = if host.ends_with(".linkedin.com") {
        "linkedin.com"
    } else {
        host
    };
    for (beginning, kind) in services(site) {
        let Some(rest) = strip_beginning(path, beginning) else {
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
            LinkKind::Other if site == "credly.com" => deeper.is_none_or(|page| page == "badges"),
            _ => deeper.is_none() || site == "reddit.com",
        };
        let login = login.trim_start_matches(['@', '~']);
        if own && !is_page(login) && !login.contains('.')
            || own
                && matches!(
                    kind,
                    LinkKind::Bluesky
                        | LinkKind::Linkedin
                        | LinkKind::Instagram
                        | LinkKind::Facebook
                        | LinkKind::Gitlab
                        | LinkKind::Medium
                        | LinkKind::Youtube
                )
        {
            return Some((*kind, login.to_owned()));
        }
    }
    subdomain(host, path).or_else(|| federated(path))
}

/// `https://mill.example/@ada`: how servers of Mastodon and its like name a person's page.
fn federated(path: &str) -> Option<(LinkKind, String)> {
    let login = path.strip_prefix('@').filter(|login| !login.is_empty())?;
    let plain = login
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    plain.then(|| (LinkKind::Mastodon, login.to_owned()))
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

/// Returns the host, lower case, without `www.`.
pub(super) fn host(url: &Url) -> Option<&str> {
    let host = url.host_str()?;
    let bare = host.strip_prefix("www.").or_else(|| host.strip_prefix("m."));
    Some(bare.unwrap_or(host))
}

/// Decodes `%20` and `+` in a part of a URL.
pub(super) fn decode(text: &str) -> String {
    if text.contains('+') {
        percent_decode(&text.replace('+', " "))
    } else {
        percent_decode(text)
    }
}

/// Decodes `%20` in a part of a URL.
pub(super) fn percent_decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// How links to profiles begin that were written without their scheme.
const PROFILES: &[&str] = &[
    "linkedin.com/in/",
    "github.com/",
    "gitlab.com/",
    "twitter.com/",
    "medium.com/@",
];

/// Parses an absolute `http` or `https` URL.
pub(super) fn parse(text: &str) -> Option<Url> {
    let text = text.trim();
    let absolute: Cow<'_, str> = if text.starts_with("//") {
        format!("https:{text}").into()
    } else if text.starts_with("www.") || PROFILES.iter().any(|start| text.starts_with(start)) {
        format!("https://{text}").into()
    } else {
        text.into()
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
        check(
            "https://www.credly.com/users/ada-quill/badges",
            Some((LinkKind::Other, "ada-quill")),
        );
        check("https://www.credly.com/badges/1-2/public_url", None);
        check(
            "linkedin.com/in/ada-quill",
            Some((LinkKind::Linkedin, "ada-quill")),
        );
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
        check("https://mill.example/@ada", Some((LinkKind::Mastodon, "ada")));
        check("https://mill.example/@ada/wool", None);
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
        let host_of = |url: &str| host(&parse(url).unwrap()).unwrap().to_owned();
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
