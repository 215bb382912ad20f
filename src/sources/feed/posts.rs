//! What do the entries of a feed say? Titles, addresses, days and tags; whole texts are their authors' and stay where they are.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use feed_rs::model::{self, Entry};
use feed_rs::parser;
use url::Url;

use super::{address, size};
use crate::profile::{Feed, Post};
use crate::sources::Error;
use crate::sources::address::readable;
use crate::sources::short::short;

/// The most entries that are kept, the newest.
const MAX_POSTS: usize = 100;

/// The most tags of an entry.
const MAX_TAGS: usize = 10;

/// The most characters of a title, and of a tag.
const TITLE_CHARS: usize = 300;
const TAG_CHARS: usize = 60;

/// The most bytes of an address.
const URL_BYTES: usize = 600;

/// Reads RSS, Atom or JSON Feed that was found at an address.
///
/// Of several authors the one who wrote more than half is the owner, and the others' posts are left out.
pub(super) fn read(bytes: &[u8], at: &Url) -> Result<Feed, Error> {
    size::check(bytes)?;
    let parser = parser::Builder::new().base_uri(Some(at.as_str())).build();
    let feed = parser.parse(bytes).map_err(|error| {
        let reason: String = error.to_string().chars().take(200).collect();
        Error::Unreadable(format!("this is no feed that can be read: {reason}"))
    })?;
    let url = address::owner(at).unwrap_or_else(|| page(&feed, at));
    let mut entries = of_owner(feed.entries)?;
    entries.sort_by_key(|entry| Reverse(entry.published.or(entry.updated)));
    Ok(Feed {
        url,
        title: feed.title.and_then(|title| short(&title.content, TITLE_CHARS)),
        entries: entries.into_iter().filter_map(post).take(MAX_POSTS).collect(),
    })
}

/// The page that a feed belongs to. It says which one, and is believed only of its own host, or of the service that keeps it.
fn page(feed: &model::Feed, at: &Url) -> String {
    let is_page = |link: &&model::Link| {
        let html = link.media_type.as_deref().is_none_or(|kind| kind == "text/html");
        html && matches!(link.rel.as_deref(), None | Some("alternate"))
    };
    let stated = feed
        .links
        .iter()
        .filter(is_page)
        .filter_map(|link| address(&link.href));
    let is_believed =
        |url: &Url| url.host() == at.host() || address::is_service(at) && address::is_service(url);
    let mut own = stated.filter(|url| is_believed(url) && url.as_str() != at.as_str());
    own.next()
        .or_else(|| at.join("/").ok())
        .map_or_else(|| at.to_string(), without_campaign)
}

/// Leaves out what others wrote in somebody's feed.
fn of_owner(entries: Vec<Entry>) -> Result<Vec<Entry>, Error> {
    let author = |entry: &Entry| {
        let name = entry.authors.iter().find_map(|author| author.name.as_deref())?;
        Some(name.trim().to_lowercase()).filter(|name| !name.is_empty())
    };
    let mut posts: BTreeMap<String, usize> = BTreeMap::new();
    for name in entries.iter().filter_map(author) {
        *posts.entry(name).or_default() += 1;
    }
    let signed: usize = posts.values().sum();
    let Some((owner, most)) = posts.into_iter().max_by_key(|(_, count)| *count) else {
        return Ok(entries);
    };
    if most * 2 <= signed {
        return Err(Error::Unreadable(
            "several people write in this feed, and none of them most of it: give the address of the person's own".to_owned(),
        ));
    }
    let own = entries
        .into_iter()
        .filter(|entry| author(entry).is_none_or(|name| name == owner));
    Ok(own.collect())
}

fn post(entry: Entry) -> Option<Post> {
    let title = short(&entry.title?.content, TITLE_CHARS)?;
    let mut tags: Vec<String> = Vec::new();
    for category in entry.categories {
        let words = category.label.unwrap_or(category.term);
        if let Some(tag) = short(&words, TAG_CHARS)
            && !tags.contains(&tag)
            && tags.len() < MAX_TAGS
        {
            tags.push(tag);
        }
    }
    let links = entry
        .links
        .iter()
        .filter(|link| matches!(link.rel.as_deref(), None | Some("alternate")));
    Some(Post {
        title,
        url: links
            .filter_map(|link| address(&link.href))
            .map(without_campaign)
            .next(),
        published: entry
            .published
            .or(entry.updated)
            .map(|instant| instant.format("%Y-%m-%d").to_string()),
        tags,
    })
}

fn address(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    (url.as_str().len() <= URL_BYTES).then(|| readable(&url))?
}

/// Medium tells by the query which feed led to a post (`?source=rss-…`).
fn without_campaign(mut url: Url) -> String {
    let is_campaign = |key: &str| key == "source" || key.starts_with("utm_");
    if url.query_pairs().all(|(key, _)| is_campaign(&key)) {
        url.set_query(None);
    }
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Url {
        Url::parse(address).unwrap()
    }

    fn rss(items: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\
             <title>Loom &amp; ledger</title><link>https://quill.example/blog</link>{items}</channel></rss>"
        )
    }

    fn item(title: &str, author: &str) -> String {
        format!("<item><title>{title}</title><dc:creator>{author}</dc:creator></item>")
    }

    #[test]
    fn rss_gives_titles_days_tags_and_plain_addresses() {
        let text = rss(
            "<item><title><![CDATA[Older\n words]]></title><pubDate>Mon, 02 Jan 2023 10:00:00 GMT</pubDate></item>\
             <item><title>Ledgers &#38; looms</title><link>https://quill.example/ledgers?source=rss-1a</link>\
             <category>rust</category><category>rust</category><category>postgres</category>\
             <pubDate>Tue, 07 May 2024 10:00:00 GMT</pubDate><description>The whole text.</description></item>",
        );
        let feed = read(text.as_bytes(), &at("https://quill.example/feed.xml")).unwrap();
        assert_eq!(feed.url, "https://quill.example/blog");
        assert_eq!(feed.title.as_deref(), Some("Loom & ledger"));
        let post = |title: &str, url: Option<&str>, day: &str, tags: &[&str]| Post {
            title: title.to_owned(),
            url: url.map(str::to_owned),
            published: Some(day.to_owned()),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        };
        assert_eq!(
            feed.entries,
            [
                post(
                    "Ledgers & looms",
                    Some("https://quill.example/ledgers"),
                    "2024-05-07",
                    &["rust", "postgres"]
                ),
                post("Older words", None, "2023-01-02", &[]),
            ]
        );
    }

    #[test]
    fn atom_and_json_feeds_are_read_alike() {
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Quill</title>\
            <entry><title type=\"html\">On dye</title><link href=\"/dye\"/><updated>2024-02-03T00:00:00Z</updated></entry></feed>";
        let json = r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Quill", "items":
            [{ "id": "1", "title": "On dye", "url": "https://quill.example/dye", "date_published": "2024-02-03T00:00:00Z" }] }"#;
        for text in [atom, json] {
            let feed = read(text.as_bytes(), &at("https://quill.example/atom.xml")).unwrap();
            let entry = feed.entries.first().unwrap();
            assert_eq!(
                (
                    entry.title.as_str(),
                    entry.url.as_deref(),
                    entry.published.as_deref()
                ),
                ("On dye", Some("https://quill.example/dye"), Some("2024-02-03")),
            );
            assert_eq!(feed.url, "https://quill.example/");
        }
    }

    #[test]
    fn a_feed_is_believed_of_no_other_host() {
        let text = rss("").replace("https://quill.example/blog", "https://github.com/somebody");
        let feed = read(text.as_bytes(), &at("https://quill.example/feed")).unwrap();
        assert_eq!(feed.url, "https://quill.example/");
        let feed = read(text.as_bytes(), &at("https://medium.com/feed/@quill")).unwrap();
        assert_eq!(feed.url, "https://medium.com/@quill");
    }

    #[test]
    fn guests_posts_are_not_the_owners() {
        let owned = rss(&[
            item("A", "Ada"),
            item("B", "Bob"),
            item("C", "ada "),
            "<item><title>D</title></item>".to_owned(),
        ]
        .concat());
        let feed = read(owned.as_bytes(), &at("https://quill.example/feed")).unwrap();
        let titles: Vec<_> = feed.entries.iter().map(|post| post.title.as_str()).collect();
        assert_eq!(titles, ["A", "C", "D"]);
        let shared = rss(&[item("A", "Ada"), item("B", "Bob")].concat());
        let error = read(shared.as_bytes(), &at("https://quill.example/feed")).unwrap_err();
        assert!(matches!(error, Error::Unreadable(reason) if reason.starts_with("several people")));
    }

    #[test]
    fn a_bomb_of_entities_is_refused_and_a_plain_document_type_is_not() {
        let bomb = "<!DOCTYPE rss [<!entity a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
        let error = read(
            format!("{bomb}{}", rss("")).as_bytes(),
            &at("https://quill.example/feed"),
        );
        assert!(matches!(error, Err(Error::Unreadable(reason)) if reason.contains("entities")));
        let plain = "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://my.netscape.com/rss.dtd\">";
        let text = format!("{plain}{}", rss("").replacen("<?xml version=\"1.0\"?>", "", 1));
        assert!(read(text.as_bytes(), &at("https://quill.example/feed")).is_ok());
    }

    #[test]
    fn whatever_is_no_feed_is_unreadable() {
        let whole = rss(&item("A", "Ada"));
        let cut = whole.get(..whole.len() - 30).unwrap();
        let deep = format!("<rss>{}", "<a>".repeat(200_000));
        for text in [
            "",
            "<html><body>Hello</body></html>",
            "{}",
            "{\"version\":",
            cut,
            &deep,
            "\u{0}",
        ] {
            let found = read(text.as_bytes(), &at("https://quill.example/feed"));
            assert!(
                matches!(found, Err(Error::Unreadable(_))),
                "{}",
                text.get(..20).unwrap_or(text)
            );
        }
    }

    #[test]
    fn however_long_a_feed_is_its_facts_are_bounded() {
        let long = "word ".repeat(1_000);
        let tags = format!("<category>{long}</category>").repeat(20);
        let items = format!("<item><title>{long}</title>{tags}</item>").repeat(400);
        let feed = read(rss(&items).as_bytes(), &at("https://quill.example/feed")).unwrap();
        assert_eq!(feed.entries.len(), MAX_POSTS);
        assert!(serde_json::to_vec(&feed).unwrap().len() < 100_000);
    }
}
