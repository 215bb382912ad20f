//! Possible duplicates, merges, corrections and conflicts, as people see and press them.

use reqwest::{Method, Response, StatusCode};

use super::{assert_shows, form, page};
use crate::support::app::TestApp;
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    a_pair_is_looked_at_merged_and_parted,
    a_pair_that_is_not_the_same_is_gone_from_the_list,
    a_corrected_field_says_so_and_can_be_taken_back,
    sources_that_disagree_are_shown_to_everybody,
];

fn career(login: &str, place: &str, skill: &str) -> String {
    format!(
        "# Ada Quill\n\nLocation: {place}\n\nhttps://github.com/{login}\n\n## Skills\n\n{skill}\n\n## Experience\n\n\
         ### Engineer, Northwind Traders\n\n2015 - 2019\n\n- Built billing in {skill}\n"
    )
}

async fn press(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Response {
    let response = app
        .request(Method::POST, path)
        .header("origin", &app.base)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form(fields))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{path}");
    response
}

async fn two(app: &TestApp) -> (String, String) {
    let one = app.add(&career("one", "Lisbon, Portugal", "Rust")).await;
    let other = app.add(&career("other", "Lisbon, Portugal", "Kafka")).await;
    let slug = |receipt: serde_json::Value| receipt["slug"].as_str().unwrap().to_owned();
    (slug(one), slug(other))
}

async fn a_pair_is_looked_at_merged_and_parted(database: Database) {
    let app = TestApp::on(database).await;
    let (one, other) = two(&app).await;
    let preview = format!("/duplicates/preview?kept={one}&amp;gone={other}");
    let list = page(&app, "/duplicates").await;
    assert_shows(
        &list,
        &[
            "both worked at Northwind Traders at the same time",
            &preview,
            "Not the same",
        ],
    );
    assert_shows(
        &page(&app, &format!("/people/{one}")).await,
        &["May be the same person", &other],
    );
    let preview = page(&app, &preview.replace("&amp;", "&")).await;
    assert_shows(
        &preview,
        &["Together they would be", "Rust", "Kafka", "The other way round"],
    );

    let two = [("kept", one.as_str()), ("gone", other.as_str())];
    let merged = press(&app, "/duplicates/merge", &two).await;
    let address = merged.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(address, format!("/people/{one}?saved=merged"));
    let merged = page(&app, &address).await;
    assert_shows(
        &merged,
        &["one person now", "somebody said so", "Undo: they are two people"],
    );
    for rest in ["/history", "/edit"] {
        let elsewhere = app.get(&format!("/people/{other}{rest}")).await;
        assert_eq!(elsewhere.status(), StatusCode::PERMANENT_REDIRECT, "{rest}");
        let location = elsewhere.headers()["location"].to_str().unwrap();
        assert_eq!(location, format!("/people/{one}{rest}"));
    }
    let (_, rest) = merged.split_once("action=\"/merges/").unwrap();
    let (id, _) = rest.split_once('/').unwrap();
    let parted = press(&app, &format!("/merges/{id}/undo"), &[]).await;
    assert_eq!(
        parted.headers()["location"],
        format!("/people/{other}?saved=parted")
    );
    assert_shows(&page(&app, &format!("/people/{other}")).await, &["Kafka"]);
    assert_shows(
        &page(&app, "/duplicates").await,
        &["Nobody here looks like somebody else"],
    );
}

async fn a_pair_that_is_not_the_same_is_gone_from_the_list(database: Database) {
    let app = TestApp::on(database).await;
    let (one, other) = two(&app).await;
    press(&app, "/duplicates/apart", &[("kept", &one), ("gone", &other)]).await;
    assert_shows(
        &page(&app, "/duplicates").await,
        &["Nobody here looks like somebody else"],
    );
    assert!(
        !page(&app, &format!("/people/{one}"))
            .await
            .contains("May be the same")
    );
}

async fn a_corrected_field_says_so_and_can_be_taken_back(database: Database) {
    let app = TestApp::on(database).await;
    let (slug, _) = two(&app).await;
    let (person, edit) = (format!("/people/{slug}"), format!("/people/{slug}/edit"));
    assert_shows(&page(&app, &person).await, &[&edit]);
    assert_shows(
        &page(&app, &edit).await,
        &[
            "value=\"Ada Quill\"",
            "Engineer at Northwind Traders, 2015 – 2019",
        ],
    );
    let set = |field, value| press_edit(&app, &edit, field, value, "set");
    set("name", "Ada <Lovage>").await;
    set("skills/rust", "").await;
    let html = page(&app, &person).await;
    assert_shows(
        &html,
        &[
            "Ada &lt;Lovage&gt; <span class=\"badge by-hand\">set by hand",
            "Sources disagree",
            "Ada Quill",
        ],
    );
    assert!(!html.contains("skill-rust"));
    assert_shows(
        &page(&app, &edit).await,
        &["Skill Rust", "Bring back", "As the sources have it"],
    );
    press_edit(&app, &edit, "name", "", "take-back").await;
    press_edit(&app, &edit, "skills/rust", "", "take-back").await;
    let html = page(&app, &person).await;
    assert_shows(&html, &["skill-rust"]);
    assert!(!html.contains("set by hand"));
}

async fn press_edit(app: &TestApp, edit: &str, field: &str, value: &str, act: &str) {
    press(app, edit, &[("field", field), ("value", value), ("act", act)]).await;
}

async fn sources_that_disagree_are_shown_to_everybody(database: Database) {
    let app = TestApp::on(database).await;
    for (source, place) in [("a", "Lisbon, Portugal"), ("b", "Berlin, Germany")] {
        let submission = muster::directory::Submission {
            locator: Some(format!("https://example.org/{source}.md")),
            bytes: career("one", place, "Rust").into_bytes(),
        };
        app.directory.ingest(submission).await.unwrap();
    }
    let html = page(&app, "/people/ada-quill").await;
    assert_shows(
        &html,
        &[
            "Sources disagree",
            "Lisbon, Portugal",
            "Berlin, Germany",
            "href=\"#source-1\"",
        ],
    );
}

#[actix_web::test]
async fn whoever_may_not_write_is_sent_to_sign_in() {
    let app = TestApp::guarded().await;
    app.add(&career("one", "Lisbon, Portugal", "Rust")).await;
    for path in ["/duplicates", "/people/ada-quill/edit"] {
        let response = app.get(path).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{path}");
        let location = response.headers()["location"].to_str().unwrap().to_owned();
        assert!(location.starts_with("/sign-in"), "{location}");
    }
    let html = page(&app, "/people/ada-quill").await;
    assert!(!html.contains("/edit") && !html.contains("Undo"));
}
