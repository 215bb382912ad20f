//! Which other places does a page call its owner's? `rel=me`, `sameAs` of the person whom its JSON-LD describes, and its feed.

use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;

use super::tree;

/// The most addresses that a page names.
const MAX_NAMES: usize = 50;

/// The most descriptions that are looked at, and the most bytes of all of them.
const MAX_SCRIPTS: usize = 16;
const MAX_SCRIPT_BYTES: usize = 256 * 1024;

/// The most bytes of an address.
const URL_BYTES: usize = 600;

/// What feeds are called.
const FEEDS: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
];

static BASE: LazyLock<Selector> = LazyLock::new(|| selector("base[href]"));
static ME: LazyLock<Selector> = LazyLock::new(|| selector("a[rel~=me i][href], link[rel~=me i][href]"));
static DESCRIPTION: LazyLock<Selector> = LazyLock::new(|| selector("script[type='application/ld+json' i]"));
static ALTERNATE: LazyLock<Selector> = LazyLock::new(|| selector("link[rel~=alternate i][type][href]"));

/// What a page says of its owner.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Addresses that it calls its owner's, each once, in the order of the page.
    pub(super) names: Vec<String>,
    /// The address of its first feed.
    pub(super) feed: Option<Url>,
}

impl Named {
    /// Reads a page that was found at an address.
    pub(super) fn read(page: &str, at: &Url) -> Self {
        let page = tree::read(page);
        let base = first(&page, &BASE).and_then(|href| at.join(href).ok());
        let base = base.as_ref().unwrap_or(at);
        let me = page.select(&ME).filter_map(|link| link.attr("href"));
        let described = described(&page);
        let mut names: Vec<String> = Vec::new();
        for href in me.chain(described.iter().map(String::as_str)) {
            if let Some(url) = address(href, base).map(String::from)
                && !names.contains(&url)
                && names.len() < MAX_NAMES
            {
                names.push(url);
            }
        }
        let mut feeds = page.select(&ALTERNATE).filter(is_feed);
        Self {
            names,
            feed: feeds.find_map(|link| address(link.attr("href")?, base)),
        }
    }
}

fn selector(written: &str) -> Selector {
    Selector::parse(written).expect("the selectors of this file are valid")
}

fn first<'p>(page: &'p Html, selector: &Selector) -> Option<&'p str> {
    page.select(selector).next()?.attr("href")
}

/// An absolute address of the web.
fn address(href: &str, base: &Url) -> Option<Url> {
    let url = base.join(href.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.as_str().len() <= URL_BYTES).then_some(url)
}

/// What others say on a page, or what its owner does on a service, is nothing that its owner wrote.
const NOT_WRITTEN: &[&str] = &["activity", "comments"];

fn is_feed(link: &ElementRef<'_>) -> bool {
    let title = link.attr("title").unwrap_or_default().to_lowercase();
    if NOT_WRITTEN.iter().any(|word| title.contains(word)) {
        return false;
    }
    let kind = link.attr("type").unwrap_or_default();
    let kind = kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    FEEDS.contains(&kind.as_str())
}

/// The addresses of the one person whom the page describes; several people are a team, or authors: none of their addresses
/// is the page's owner's.
fn described(page: &Html) -> Vec<String> {
    let mut room = MAX_SCRIPT_BYTES;
    let mut people = Vec::new();
    for script in page.select(&DESCRIPTION).take(MAX_SCRIPTS) {
        let text: String = script.text().collect();
        let Some(left) = room.checked_sub(text.len()) else {
            break;
        };
        room = left;
        people.extend(people_of(&text));
    }
    if people.len() == 1 {
        people.remove(0)
    } else {
        Vec::new()
    }
}

/// The addresses of each person whom a description is about: at its top, in its list or graph, or as what a page is about.
fn people_of(script: &str) -> Vec<Vec<String>> {
    let Ok(root) = serde_json::from_str::<Value>(script) else {
        return Vec::new();
    };
    let things = match (&root, root.get("@graph")) {
        (_, Some(Value::Array(things))) | (Value::Array(things), _) => things.iter().collect(),
        _ => vec![&root],
    };
    let about = things
        .into_iter()
        .flat_map(|thing| [Some(thing), thing.get("mainEntity")]);
    about
        .flatten()
        .filter(|thing| is_person(thing))
        .map(addresses)
        .collect()
}

fn is_person(thing: &Value) -> bool {
    let kinds = texts(thing.get("@type"));
    kinds.iter().any(|kind| kind == "Person")
}

fn addresses(person: &Value) -> Vec<String> {
    let mut addresses = texts(person.get("url"));
    addresses.extend(texts(person.get("sameAs")));
    addresses
}

/// A text, or those of a list.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let at = Url::parse("https://ada.example/about").unwrap();
        assert_eq!(Named::read(page, &at).names, expected, "{page}");
    }

    #[test]
    fn links_of_ones_own_are_named_once_and_whole() {
        check(
            "<link rel=me href=//social.example/@ada><A REL='nofollow Me' HREF='https://github.com/ada'>x</A>\
             <a rel=me href=/blog>b</a><a rel=me href=https://github.com/ada>again</a>",
            &[
                "https://social.example/@ada",
                "https://github.com/ada",
                "https://ada.example/blog",
            ],
        );
        check(
            "<base href='https://posts.example/ada/'><a rel=me href=blog>b</a>",
            &["https://posts.example/ada/blog"],
        );
    }

    #[test]
    fn other_links_are_not() {
        check(
            "<a href=https://x.example rel=author>x</a><a rel=me href=mailto:ada@example.com>m</a><a rel=me>n</a>\
             <!-- <a rel=me href=https://hidden.example> --><script>'<a rel=me href=https://s.example>'</script>\
             <title><a rel=me href=https://t.example></title><textarea><a rel=me href=https://f.example></textarea>",
            &[],
        );
    }

    #[test]
    fn the_person_of_a_description_names_their_addresses() {
        let person =
            r#"{ "@type": ["Person"], "name": "Ada", "sameAs": ["https://github.com/ada", 7], "url": "/" }"#;
        let page = |data: &str| format!("<p>Hi</p><script type=\"application/ld+json\">{data}</script>");
        let expected = ["https://ada.example/", "https://github.com/ada"];
        check(&page(person), &expected);
        check(
            &page(&format!(
                "{{ \"@graph\": [{person}, {{ \"@type\": \"WebSite\" }}] }}"
            )),
            &expected,
        );
        check(
            &page(&format!(
                "{{ \"@type\": \"ProfilePage\", \"mainEntity\": {person} }}"
            )),
            &expected,
        );
        check(&page(&format!("[{person}, {person}]")), &[]);
        check(&page("{ \"@type\": \"Person\", "), &[]);
        check(&page(&"[".repeat(100_000)), &[]);
    }

    #[test]
    fn the_first_feed_is_the_pages() {
        let feed = |page: &str| {
            let at = Url::parse("https://ada.example/about").unwrap();
            Named::read(page, &at).feed.map(String::from)
        };
        let link = |kind: &str, href: &str| format!("<link rel='alternate' type='{kind}' href='{href}'>");
        let rss = link("application/rss+xml", "/rss?all");
        assert_eq!(feed(&rss).as_deref(), Some("https://ada.example/rss?all"));
        let both =
            link("text/html", "/de") + &link("Application/Atom+XML; charset=utf-8", "//b.example/a") + &rss;
        assert_eq!(feed(&both).as_deref(), Some("https://b.example/a"));
        let others = rss.replace("<link ", "<link title='Quill &raquo; Comments Feed' ");
        assert_eq!(feed(&others), None);
        assert_eq!(feed(&link("application/rss+xml", "javascript:alert(1)")), None);
        assert_eq!(
            feed("<a rel=alternate type=application/rss+xml href=/x>x</a>"),
            None
        );
    }
}
