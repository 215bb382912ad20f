//! Which other places does a page call its owner's? `rel=me`, and `sameAs` of the person whom its JSON-LD describes.
//!
//! Reads tags one by one and builds no tree: what a hostile page can make of a tree takes far longer than its bytes.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use serde_json::Value;
use url::Url;

/// The most addresses that a page names.
const MAX_NAMES: usize = 50;

/// The most descriptions that are looked at, and the most bytes of all of them.
const MAX_SCRIPTS: usize = 16;
const MAX_SCRIPT_BYTES: usize = 256 * 1024;

/// Returns the addresses, each once, in the order of the page.
pub(super) fn names(page: &str, at: &Url) -> Vec<String> {
    let found = Found::of(page);
    let base = found.base.and_then(|href| at.join(&href).ok());
    let base = base.as_ref().unwrap_or(at);
    let people: Vec<Vec<String>> = found.scripts.iter().flat_map(|script| people(script)).collect();
    // Several people are a team, or authors: none of their addresses is the page's owner's.
    let described = if let [person] = people.as_slice() {
        person.clone()
    } else {
        Vec::new()
    };
    let mut names: Vec<String> = Vec::new();
    for href in found.me.into_iter().chain(described) {
        let url = base.join(href.trim()).ok().and_then(|url| {
            let web = matches!(url.scheme(), "http" | "https") && url.as_str().len() <= 600;
            web.then(|| url.to_string())
        });
        if let Some(url) = url
            && !names.contains(&url)
            && names.len() < MAX_NAMES
        {
            names.push(url);
        }
    }
    names
}

/// What the tags of a page say.
#[derive(Debug, Default)]
struct Found {
    base: Option<String>,
    me: Vec<String>,
    scripts: Vec<String>,
    /// Inside one.
    in_script: bool,
}

impl Found {
    fn of(page: &str) -> Self {
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(page));
        let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
        while let TokenizerResult::Script(()) | TokenizerResult::EncodingIndicator(_) = tokenizer.feed(&queue)
        {
        }
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }

    fn open(&mut self, tag: &Tag) {
        let attribute = |name: &str| {
            let mut named = tag
                .attrs
                .iter()
                .filter(|attribute| &*attribute.name.local == name);
            named.next().map(|attribute| attribute.value.to_string())
        };
        let has = |name: &str, word: &str| {
            attribute(name).is_some_and(|value| {
                value
                    .split_ascii_whitespace()
                    .any(|one| one.eq_ignore_ascii_case(word))
            })
        };
        match &*tag.name {
            "base" if self.base.is_none() => self.base = attribute("href"),
            "a" | "link" if has("rel", "me") && self.me.len() < MAX_NAMES => {
                self.me.extend(attribute("href"));
            }
            "script" if has("type", "application/ld+json") && self.scripts.len() < MAX_SCRIPTS => {
                self.scripts.push(String::new());
                self.in_script = true;
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        let length: usize = self.scripts.iter().map(String::len).sum();
        if let Some(script) = self.scripts.last_mut().filter(|_| self.in_script)
            && length + text.len() <= MAX_SCRIPT_BYTES
        {
            script.push_str(text);
        }
    }
}

/// Looks at a page's tags as they come.
#[derive(Debug, Default)]
struct Tags(RefCell<Found>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut found = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                found.open(&tag);
                return match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "iframe" | "noembed" | "noframes" | "xmp" => {
                        TokenSinkResult::RawData(RawKind::Rawtext)
                    }
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) if &*tag.name == "script" => found.in_script = false,
            Token::CharacterTokens(text) => found.write(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The addresses of each person whom a description is about: at its top, in its list or graph, or as what a page is about.
fn people(script: &str) -> Vec<Vec<String>> {
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
    use std::time::{Duration, Instant};

    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let at = Url::parse("https://ada.example/about").unwrap();
        assert_eq!(names(page, &at), expected, "{page}");
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
    fn hostile_pages_cost_what_their_bytes_cost() {
        for piece in [
            "<div>",
            "<b><a rel=me href=x>",
            "<",
            "<!--",
            "<a rel=",
            "<script type=application/ld+json>",
            "&amp",
        ] {
            let page = piece.repeat(512 * 1024 / piece.len());
            let began = Instant::now();
            assert!(names(&page, &Url::parse("https://ada.example").unwrap()).len() <= MAX_NAMES);
            assert!(began.elapsed() < Duration::from_secs(10), "{piece}");
        }
    }
}
