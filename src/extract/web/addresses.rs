//! Addresses in running text.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind as Found};
use memchr::{memchr, memchr3, memchr3_iter};

use crate::extract::cues::Cues;
use crate::extract::document::slice;

/// A web address or an e-mail address in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) struct Address {
    pub(in crate::extract) range: Range<usize>,
    pub(in crate::extract) url: String,
    pub(in crate::extract) email: bool,
}

/// Finds addresses in running text; those without a scheme only where they can be nothing else.
pub(in crate::extract) fn addresses(text: &str) -> Vec<Address> {
    let mut addresses = veiled(text);
    if !may_hold_address(text) {
        return addresses;
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let found = finder.links(text).filter_map(|link| {
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
    });
    if addresses.is_empty() {
        return found.collect();
    }
    let own: Vec<_> = found
        .filter(|other| {
            let next = addresses.partition_point(|veiled| veiled.range.start < other.range.end);
            let last = next.checked_sub(1).and_then(|last| addresses.get(last));
            last.is_none_or(|veiled| veiled.range.end <= other.range.start)
        })
        .collect();
    addresses.extend(own);
    addresses.sort_by_key(|address| address.range.start);
    addresses
}

/// What stands for the sign of an address, and for its dots, where machines shall not read it.
static AT: Cues = Cues::caseless(&["[at]", "(at)", "{at}", "<at>"]);
static DOTS: Cues = Cues::caseless(&["[dot]", "(dot)", "{dot}", "<dot>"]);

/// The most bytes on each side of such a sign.
const SIDE_BYTES: usize = 80;

/// Finds e-mail addresses that are written for people alone: `ada[at]quill.example`, `ada (at) quill (dot) example`.
fn veiled(text: &str) -> Vec<Address> {
    let bracketed = memchr3(b'(', b'[', b'{', text.as_bytes()).or_else(|| memchr(b'<', text.as_bytes()));
    if bracketed.is_none() {
        return Vec::new();
    }
    let found = AT.all_in(text).filter_map(|(at, sign)| {
        let before = slice(text, text.floor_char_boundary(at.saturating_sub(SIDE_BYTES))..at).trim_end();
        let login = before
            .rsplit(|letter: char| !(letter.is_ascii_alphanumeric() || "._%+-".contains(letter)))
            .next()?;
        let behind = at + sign.len();
        let rest = slice(text, behind..text.floor_char_boundary(behind + SIDE_BYTES));
        let (host, length) = host(rest);
        let start = slice(text, 0..at).trim_end().len() - login.len();
        let ending = host.rsplit_once('.').map(|(_, ending)| ending)?;
        let named = ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
        (named && login.starts_with(|letter: char| letter.is_ascii_alphanumeric())).then(|| Address {
            range: start..behind + length,
            url: format!("{login}@{host}"),
            email: true,
        })
    });
    found.collect()
}

/// Reads the host behind such a sign, and how many bytes it takes up.
fn host(text: &str) -> (String, usize) {
    let mut host = String::new();
    let mut rest = text.trim_start();
    let mut end = text.len() - rest.len();
    loop {
        let plain = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
            .count();
        let run = slice(rest, 0..plain);
        let full_stops = run.len() - run.trim_end_matches('.').len();
        host.push_str(run);
        rest = slice(rest, plain..rest.len());
        if plain > 0 {
            end = text.len() - rest.len() - full_stops;
        }
        let Some((dot, behind)) = DOTS.begin(rest.trim_start()).zip(Some(rest.trim_start())) else {
            break;
        };
        host.push('.');
        rest = slice(behind, dot.len()..behind.len()).trim_start();
    }
    (host.trim_end_matches('.').to_owned(), end)
}

/// Says whether a text has a sign of an address: `a.b`, `://` or `@`. Full stops of sentences are none.
fn may_hold_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3_iter(b'.', b':', b'@', bytes).any(|at| match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'.'), Some(next)) => !next.is_ascii_whitespace(),
        (Some(b':'), next) => next == Some(&b'/'),
        (sign, next) => sign == Some(&b'@') && next.is_some(),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks which addresses are found, and the words that they are read from.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = addresses(text);
        let found: Vec<_> = found
            .iter()
            .map(|address| (slice(text, address.range.clone()), address.url.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_address_is_read_that_is_written_for_people_alone() {
        check(
            "Mail ada[at]quill.example, thanks",
            &[("ada[at]quill.example", "ada@quill.example")],
        );
        check(
            "ada (at) quill (dot) example",
            &[("ada (at) quill (dot) example", "ada@quill.example")],
        );
        check("Looms (at) Acme", &[]);
    }

    #[test]
    fn the_full_stop_behind_an_address_is_the_sentences() {
        check(
            "Write to ada(at)quill.example.",
            &[("ada(at)quill.example", "ada@quill.example")],
        );
    }

    #[test]
    fn what_is_written_for_people_alone_stands_in_order_with_the_others_and_is_found_once() {
        check(
            "ada.dev, ada (at) quill.dev and ada@loom.dev",
            &[
                ("ada.dev", "https://ada.dev"),
                ("ada (at) quill.dev", "ada@quill.dev"),
                ("ada@loom.dev", "ada@loom.dev"),
            ],
        );
    }
}
