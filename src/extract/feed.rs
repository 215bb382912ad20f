//! What has somebody published? The posts of a feed, and weakly what they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document as Blocks;
use super::json::Json;
use super::named::{self, Named, Sight};
use super::reading::Reading;
use super::{Document, names, web};
use crate::profile::{Article, Link, LinkKind, Profile};
use crate::taxonomy::Taxonomy;

/// The most articles of one feed.
const MAX_ARTICLES: usize = 200;

/// The most tags of an article.
const MAX_TAGS: usize = 20;

/// What services call the feeds of their people: the words before a name, and those behind it.
const TITLES: &[(&str, &str)] = &[("Stories by ", " on Medium"), ("DEV Community: ", "")];

/// Reads what somebody published, stored in the form of [`crate::profile::Feed`].
///
/// Total: of any other text nothing is read.
#[must_use]
pub fn feed(document: Document<'_>, taxonomy: &Taxonomy) -> Profile {
    let blocks = Blocks {
        source: document.text,
        blocks: Vec::new(),
    };
    let reading = Reading::new(&blocks, document.source, taxonomy);
    let root = Json::parse(document.text, 0..document.text.len());
    let fields = root.map(|root| root.fields()).unwrap_or_default();
    let mut profile = Profile::default();
    if let Some(title) = fields.get("title")
        && let Some(name) = title.text().and_then(|title| owner(&title))
    {
        profile.name = Some(name);
        let evidence = named::quote(&reading, title.span());
        profile.evidence.insert("name".to_owned(), vec![evidence]);
    }
    profile
        .links
        .extend(fields.get("url").and_then(|url| page(&reading, url)));
    let mut named = Named::default();
    let entries = fields.get("entries").map(Json::items).unwrap_or_default();
    let mut seen = BTreeSet::new();
    for entry in entries.iter().take(MAX_ARTICLES).map(Json::fields) {
        note_tags(&reading, &entry, &mut named);
        let article = article(&reading, &entry);
        profile
            .writing
            .extend(article.filter(|article| seen.insert(article.url.clone())));
    }
    named.write(&mut profile);
    profile
}

/// The name in a title that a service made of it.
fn owner(title: &str) -> Option<String> {
    let name = TITLES
        .iter()
        .find_map(|(before, behind)| title.strip_prefix(before)?.strip_suffix(behind))?;
    let name = names::tidy_person(names::bare(name));
    names::is_person(&name).then_some(name)
}

fn page(reading: &Reading<'_>, value: &Json<'_>) -> Option<Link> {
    let url = web::parse(&value.text()?)?;
    let login = web::profile(&url);
    Some(Link {
        kind: login.as_ref().map_or(LinkKind::Website, |(kind, _)| *kind),
        handle: login.map(|(_, handle)| handle),
        url: url.to_string(),
        evidence: vec![named::quote(reading, value.span())],
    })
}

fn article(reading: &Reading<'_>, entry: &BTreeMap<String, Json<'_>>) -> Option<Article> {
    let (title, url) = (entry.get("title")?, entry.get("url")?);
    let day = entry.get("published").and_then(Json::text);
    Some(Article {
        title: Some(title.text()?),
        url: web::parse(&url.text()?)?.into(),
        published: day.filter(|day| is_day(day)),
        evidence: vec![named::quote(reading, title.span())],
    })
}

/// `2024-05-01`
fn is_day(text: &str) -> bool {
    text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

fn note_tags<'x>(reading: &Reading<'x>, entry: &BTreeMap<String, Json<'_>>, named: &mut Named<'x>) {
    let tags = entry.get("tags").map(Json::items).unwrap_or_default();
    for tag in tags.into_iter().take(MAX_TAGS) {
        let sight = tag.text().map(|name| Sight {
            name,
            span: tag.span(),
            support: named::TAG,
            used: None,
        });
        if let Some(sight) = sight
            && let Some(skill) = reading.taxonomy.skill_named(&sight.name)
        {
            named.note(reading, skill, sight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Feed, Post, SourceId};

    fn read(feed: &Feed) -> Profile {
        let source = SourceId::new("test");
        let text = serde_json::to_string_pretty(feed).unwrap();
        let document = Document {
            source: &source,
            text: &text,
        };
        super::feed(document, Taxonomy::embedded())
    }

    fn post(title: &str, url: &str, tags: &[&str]) -> Post {
        Post {
            title: title.to_owned(),
            url: Some(url.to_owned()),
            published: Some("2024-05-01".to_owned()),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        }
    }

    #[test]
    fn posts_are_articles_each_once() {
        let profile = read(&Feed {
            url: "https://quill.example/".to_owned(),
            title: Some("Loom and ledger".to_owned()),
            entries: vec![
                post("On \"dye\"", "https://quill.example/dye", &[]),
                post("Again", "https://quill.example/dye", &[]),
                Post {
                    url: None,
                    ..post("Nowhere", "", &[])
                },
                Post {
                    published: Some("soon".to_owned()),
                    ..post("Later", "https://quill.example/later", &[])
                },
            ],
        });
        let articles: Vec<_> = profile
            .writing
            .iter()
            .map(|article| (article.title.as_deref().unwrap(), article.published.as_deref()))
            .collect();
        assert_eq!(articles, [("On \"dye\"", Some("2024-05-01")), ("Later", None)]);
        let evidence = profile
            .writing
            .first()
            .and_then(|article| article.evidence.first());
        assert_eq!(evidence.unwrap().quote, r#""title": "On \"dye\"""#);
        assert_eq!(profile.name, None);
    }

    #[test]
    fn what_somebody_writes_about_is_weak_however_often() {
        let posts = (0..50).map(|number| {
            post(
                "On Rust",
                &format!("https://quill.example/{number}"),
                &["rust", "cats"],
            )
        });
        let profile = read(&Feed {
            url: "https://quill.example/".to_owned(),
            title: None,
            entries: posts.collect(),
        });
        let skills: Vec<_> = profile.skills.iter().map(|skill| skill.id.as_str()).collect();
        assert_eq!(skills, ["rust"]);
        assert!(profile.skills.first().unwrap().weight < 0.2);
    }

    #[test]
    fn a_service_says_whose_feed_it_is() {
        let of = |url: &str, title: &str| {
            let profile = read(&Feed {
                url: url.to_owned(),
                title: Some(title.to_owned()),
                entries: Vec::new(),
            });
            let link = profile.links.into_iter().next().unwrap();
            (profile.name, link.kind, link.handle)
        };
        let (name, handle) = (Some("Ada Quill".to_owned()), Some("adaq".to_owned()));
        assert_eq!(
            of("https://medium.com/@adaq", "Stories by Ada Quill on Medium"),
            (name.clone(), LinkKind::Medium, handle.clone())
        );
        assert_eq!(
            of("https://dev.to/adaq", "DEV Community: Ada Quill"),
            (name, LinkKind::DevTo, handle)
        );
    }
}
