//! Feeds of services and of sites.

use std::fmt::Write as _;

use muster::sources::{Error, Sources};

use super::{feed, locators};
use crate::support::internet::{Blog, Entry, Fault, Internet, Page, fetch, fetch_again};

const MEDIUM: &str = "https://medium.com/feed/@ada";

fn blog() -> Blog {
    let entry = |title: &str, published: &str| Entry {
        title: title.to_owned(),
        url: "https://medium.com/@ada/ledgers-1a2b?source=rss-77---------2".to_owned(),
        published: published.to_owned(),
        tags: vec!["rust".to_owned()],
        text: "The whole text, which stays where it is.".to_owned(),
    };
    Blog {
        title: "Stories by Ada Quill on Medium".to_owned(),
        author: "Ada Quill".to_owned(),
        page: "https://medium.com/@ada?source=rss-77------2".to_owned(),
        entries: vec![
            entry("Ledgers & looms", "Tue, 07 May 2024 10:00:00 GMT"),
            entry("On dye", "Mon, 02 Jan 2023 10:00:00 GMT"),
        ],
    }
}

async fn simulated(hosts: &[&str]) -> (Internet, Sources) {
    let internet = Internet::start().await;
    internet.change(|world| {
        world.blogs.insert(MEDIUM.to_owned(), blog());
    });
    let sources = internet.sources(&internet.config(hosts));
    (internet, sources)
}

#[tokio::test]
async fn posts_are_kept_and_their_texts_are_not() {
    let (internet, sources) = simulated(&[]).await;
    let fetched = fetch(&sources, "https://medium.com/@Ada").await.unwrap();
    assert_eq!(locators(&fetched), [MEDIUM]);
    assert_eq!(fetched.names, ["https://medium.com/@ada"]);
    let feed = feed(&fetched);
    assert_eq!(feed.title.as_deref(), Some("Stories by Ada Quill on Medium"));
    let posts: Vec<_> = feed
        .entries
        .iter()
        .map(|post| {
            (
                post.title.as_str(),
                post.url.as_deref(),
                post.published.as_deref(),
            )
        })
        .collect();
    let url = Some("https://medium.com/@ada/ledgers-1a2b");
    assert_eq!(
        posts,
        [
            ("Ledgers & looms", url, Some("2024-05-07")),
            ("On dye", url, Some("2023-01-02"))
        ]
    );
    let stored = String::from_utf8(fetched.documents.first().unwrap().bytes.clone()).unwrap();
    assert!(!stored.contains("whole text"), "{stored}");
    let paths: Vec<_> = internet.visits().into_iter().map(|visit| visit.path).collect();
    assert_eq!(paths, ["/robots.txt", "/feed/@ada"]);
}

#[tokio::test]
async fn a_feed_is_sent_again_when_there_is_a_new_post() {
    let (internet, sources) = simulated(&[]).await;
    let first = fetch(&sources, MEDIUM).await.unwrap();
    let second = fetch_again(&sources, MEDIUM, &first.validators).await.unwrap();
    assert_eq!(
        (second.documents.len(), second.unchanged),
        (0, vec![MEDIUM.to_owned()])
    );
    assert_eq!(internet.visits_to("medium.com").last().unwrap().status, Some(304));
    internet.change(|world| world.blogs.get_mut(MEDIUM).unwrap().entries.truncate(1));
    let third = fetch_again(&sources, MEDIUM, &first.validators).await.unwrap();
    assert_eq!(feed(&third).entries.len(), 1);
}

#[tokio::test]
async fn a_feed_that_has_moved_is_read_where_it_is() {
    let (internet, sources) = simulated(&["quill.example"]).await;
    internet.fail(
        "http://quill.example/feed",
        Fault::Redirect(301, "https://quill.example/blog/feed.xml".to_owned()),
    );
    internet.change(|world| {
        world
            .blogs
            .insert("https://quill.example/blog/feed.xml".to_owned(), blog());
    });
    let fetched = fetch(&sources, "http://quill.example/feed").await.unwrap();
    assert_eq!(
        fetched.moved_to.as_deref(),
        Some("https://quill.example/blog/feed.xml")
    );
    assert_eq!(locators(&fetched), ["https://quill.example/blog/feed.xml"]);
    let again = fetch_again(
        &sources,
        "https://quill.example/blog/feed.xml",
        &fetched.validators,
    )
    .await
    .unwrap();
    assert_eq!(again.unchanged, ["https://quill.example/blog/feed.xml"]);
}

#[tokio::test]
async fn a_name_below_medium_is_whose_its_feed_says() {
    let (internet, sources) = simulated(&["ada.medium.com", "loom-works.medium.com"]).await;
    internet.change(|world| {
        let own = "https://ada.medium.com/feed".to_owned();
        world.blogs.insert(own, blog());
        let publication = Blog {
            page: "https://loom-works.medium.com?source=rss----1a---4".to_owned(),
            ..blog()
        };
        let shared = "https://loom-works.medium.com/feed".to_owned();
        world.blogs.insert(shared, publication);
    });
    let own = fetch(&sources, "ada.medium.com").await.unwrap();
    assert_eq!(
        (own.moved_to.as_deref(), locators(&own)),
        (Some(MEDIUM), vec![MEDIUM])
    );
    assert_eq!(own.names, ["https://medium.com/@ada"]);
    let publication = fetch(&sources, "https://loom-works.medium.com/").await.unwrap();
    assert_eq!(publication.moved_to, None);
    assert_eq!(publication.names, ["https://loom-works.medium.com/"]);
}

#[tokio::test]
async fn a_publication_is_read_by_its_feed() {
    let (internet, sources) = simulated(&[]).await;
    internet.change(|world| {
        let feed = "https://medium.com/feed/loom-works".to_owned();
        world.blogs.insert(feed, blog());
    });
    let fetched = fetch(&sources, "medium.com/loom-works").await.unwrap();
    assert_eq!(locators(&fetched), ["https://medium.com/feed/loom-works"]);
    assert_eq!(
        (fetched.names, fetched.moved_to),
        (vec!["https://medium.com/loom-works".to_owned()], None)
    );
}

#[tokio::test]
async fn a_document_type_is_no_bomb() {
    let (internet, sources) = simulated(&["quill.example"]).await;
    let mut entities = String::new();
    for level in 1..30 {
        let inner = format!("&e{};", level - 1).repeat(10);
        write!(entities, "<!ENTITY e{level} \"{inner}\">").unwrap();
    }
    let text = format!(
        "<!DOCTYPE rss [<!ENTITY e0 \"boom\">{entities}]>\n<rss version=\"2.0\"><channel><title>&e29;</title></channel></rss>"
    );
    internet.change(|world| {
        let page = Page::of("application/rss+xml", text.as_bytes());
        world.pages.insert("https://quill.example/rss".to_owned(), page);
    });
    let error = fetch(&sources, "https://quill.example/rss").await.unwrap_err();
    assert!(
        matches!(&error, Error::Unreadable(reason) if reason.contains("entities")),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_robots_txt_that_forbids_is_obeyed() {
    let (internet, sources) = simulated(&["quill.example"]).await;
    internet.change(|world| {
        world
            .blogs
            .insert("https://quill.example/rss.xml".to_owned(), blog());
        let robots = Page::of("text/plain", b"User-agent: muster\nDisallow: /rss.xml\n");
        world
            .pages
            .insert("https://quill.example/robots.txt".to_owned(), robots);
    });
    let error = fetch(&sources, "https://quill.example/rss.xml")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Forbidden(_)), "{error:?}");
    assert_eq!(internet.visits_to("quill.example").len(), 0);
}
