//! What changed: a person's history, and the feed of the whole directory.

use std::collections::BTreeMap;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{NOOR, assert_shows, page};
use crate::support::app::{TOKEN, TestApp};

/// Hands in a text of a place of its own.
async fn send(app: &TestApp, text: &str) {
    let body = json!({ "text": text, "source": "https://noor.example/cv.md" });
    let request = app
        .request(Method::POST, "/api/v1/profiles")
        .bearer_auth(TOKEN)
        .json(&body);
    assert!(request.send().await.unwrap().status().is_success());
}

/// The entries of a feed that is well-formed: the text of each element by its name, and where a link leads.
fn entries(xml: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = Reader::from_str(xml);
    let (mut entries, mut inside) = (Vec::new(), Vec::<String>::new());
    loop {
        let mut keep = |text: &str, element: &str| {
            if let Some(entry) = entries.last_mut() {
                let entry: &mut BTreeMap<String, String> = entry;
                entry.entry(element.to_owned()).or_default().push_str(text);
            }
        };
        let current = inside.last().cloned().unwrap_or_default();
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(element) => {
                let element: String = AsRef::<str>::as_ref(&element.name()).to_owned();
                if element == "entry" {
                    entries.push(BTreeMap::new());
                }
                inside.push(element);
            }
            Event::End(_) => drop(inside.pop()),
            Event::Empty(element) => {
                let href = element.try_get_attribute("href").unwrap().unwrap();
                let href = href.normalized_value(XmlVersion::Implicit1_0).unwrap();
                keep(&href, element.name().as_ref());
            }
            Event::Text(text) => keep(&text.xml10_content(), &current),
            Event::GeneralRef(name) => match name.resolve_char_ref().unwrap() {
                Some(letter) => keep(&letter.to_string(), &current),
                None => keep(
                    resolve_predefined_entity(&name.xml10_content()).unwrap(),
                    &current,
                ),
            },
            _ => (),
        }
    }
    assert!(inside.is_empty(), "{inside:?} is open");
    entries
}

async fn changed() -> TestApp {
    let app = TestApp::open().await;
    send(&app, NOOR).await;
    let newer = NOOR
        .replace("Go, Kubernetes, Terraform", "Rust, Kubernetes, Terraform")
        .replace("Mar 2016 - Dec 2020", "Mar 2016 - Oct 2020");
    send(&app, &newer).await;
    app
}

#[actix_web::test]
async fn a_history_says_what_was_added_changed_and_gone() {
    let app = changed().await;
    assert_shows(
        &page(&app, "/people/noor-example").await,
        &["href=\"/people/noor-example/history\""],
    );
    let html = page(&app, "/people/noor-example/history").await;
    assert_shows(
        &html,
        &[
            "<a href=\"/people/noor-example\">Noor Example</a>",
            "<h2>A text was handed in</h2>",
            "<p class=\"soft\">noor.example/cv.md</p>",
            "<h2>Added to the directory</h2>",
            "<dt>Skills</dt>",
            "<span class=\"difference-kind\">added</span> <span> <ins>Rust</ins>",
            "<dt>Experience</dt>",
            "2016-03 – 2020-12",
            "2016-03 – 2020-10",
        ],
    );
    assert_eq!(
        app.get("/people/nobody/history").await.status(),
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn a_long_history_is_read_page_by_page() {
    let app = TestApp::open().await;
    for year in 1980..2015 {
        send(&app, &NOOR.replace("2012 - 2016", &format!("{year} - 2016"))).await;
    }
    let first = page(&app, "/people/noor-example/history").await;
    assert_eq!(first.matches("class=\"moment\"").count(), 30);
    let rest = first
        .split("/people/noor-example/history?before=")
        .nth(1)
        .unwrap();
    let turn = rest.split('"').next().unwrap();
    let last = page(&app, &format!("/people/noor-example/history?before={turn}")).await;
    assert_eq!(last.matches("class=\"moment\"").count(), 5);
    assert!(last.contains("Added to the directory") && !last.contains("?before="));
}

#[actix_web::test]
async fn the_feed_is_one_that_readers_read() {
    let app = changed().await;
    let response = app.get("/changes.atom").await;
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    assert_eq!(kind, "application/atom+xml; charset=utf-8");
    let xml = response.text().await.unwrap();
    let entries = entries(&xml);
    let titles: Vec<_> = entries.iter().map(|entry| entry["title"].as_str()).collect();
    assert_eq!(
        titles,
        [
            "Noor Example: A text was handed in",
            "Noor Example: Added to the directory"
        ]
    );
    let newest = &entries[0];
    assert!(newest["id"].starts_with("urn:uuid:"), "{newest:?}");
    assert_ne!(newest["id"], entries[1]["id"]);
    assert_eq!(newest["link"], format!("{}/people/noor-example", app.base));
    assert!(newest["summary"].contains("Skills: added Rust"), "{newest:?}");
    let instant = chrono::DateTime::parse_from_rfc3339(&newest["updated"]);
    assert!(instant.is_ok(), "{newest:?}");
    assert_shows(
        &page(&app, "/").await,
        &["<link rel=\"alternate\" href=\"/changes.atom\" type=\"application/atom+xml\""],
    );
    send(&app, &NOOR.replace("Lisbon", "Porto")).await;
    let later = app.get("/changes.atom").await.text().await.unwrap();
    let later = self::entries(&later);
    let ids: Vec<_> = later.iter().skip(1).map(|entry| &entry["id"]).collect();
    let before: Vec<_> = entries.iter().map(|entry| &entry["id"]).collect();
    assert_eq!(ids, before, "ids stay");
}

#[actix_web::test]
async fn a_feed_that_did_not_change_is_not_sent_again() {
    let app = changed().await;
    let first = app.get("/changes.atom").await;
    let tag = first.headers()["etag"].to_str().unwrap().to_owned();
    let modified = first.headers()["last-modified"].to_str().unwrap().to_owned();
    let again = async |name: &str, value: &str| {
        let request = app.request(Method::GET, "/changes.atom").header(name, value);
        request.send().await.unwrap().status()
    };
    assert_eq!(again("if-none-match", &tag).await, StatusCode::NOT_MODIFIED);
    assert_eq!(
        again("if-modified-since", &modified).await,
        StatusCode::NOT_MODIFIED
    );
    send(&app, NOOR).await;
    assert_eq!(again("if-none-match", &tag).await, StatusCode::OK);
    let noor = app.request(Method::DELETE, "/api/v1/profiles/noor-example");
    noor.send().await.unwrap();
    let empty = app.get("/changes.atom").await.text().await.unwrap();
    assert!(!empty.to_lowercase().contains("noor"), "{empty}");
    assert!(entries(&empty).is_empty());
}

#[actix_web::test]
async fn nothing_that_a_text_says_becomes_markup() {
    let app = TestApp::open().await;
    send(&app, NOOR).await;
    let attack = NOOR.replace(
        "Wrote billing in Go",
        "Wrote \"onclick=alert(1)\" & billing < </script><script>alert(2)</script> in Go",
    );
    send(&app, &attack).await;
    for path in ["/people/noor-example/history", "/changes.atom"] {
        let shown = app.get(path).await.text().await.unwrap();
        assert!(shown.contains("alert"), "{path} tells nothing");
        assert!(
            !shown.contains("<script>alert") && !shown.contains("\"onclick"),
            "{path}: {shown}"
        );
    }
    let xml = app.get("/changes.atom").await.text().await.unwrap();
    assert_eq!(entries(&xml).len(), 2);
}
