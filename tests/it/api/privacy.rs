//! E-mail addresses are the operator's to see, and nobody else's.

use reqwest::Method;

use crate::support::app::{IRA, TOKEN, TestApp};

/// Says whether a text, in small letters, holds an address of hers.
fn holds_address(text: &str) -> bool {
    ["ira.okafor@", "[at]", "example [dot]"]
        .iter()
        .any(|part| text.contains(part))
}

/// Everywhere that speaks of a person.
const ADDRESSES: [&str; 9] = [
    "/api/v1/profiles/ira-okafor",
    "/api/v1/profiles/ira-okafor/profile.json",
    "/api/v1/profiles/ira-okafor/resume.json",
    "/api/v1/profiles",
    "/api/v1/search",
    "/api/v1/search?q=kafka",
    "/people/ira-okafor",
    "/search?q=kafka",
    "/",
];

#[actix_web::test]
async fn no_anonymous_answer_holds_an_address() {
    for app in [TestApp::open().await, TestApp::guarded().await] {
        app.add(IRA).await;
        for path in ADDRESSES {
            let response = app.get(path).await;
            assert!(response.status().is_success(), "{path}: {}", response.status());
            let text = response.text().await.unwrap().to_lowercase();
            assert!(text.contains("ira"), "{path} speaks of nobody");
            assert!(!holds_address(&text), "{path}: {text}");
        }
    }
}

#[actix_web::test]
async fn a_preview_shows_no_address_either() {
    let app = TestApp::open().await;
    let request = app.request(Method::POST, "/api/v1/profiles/preview");
    let response = request
        .header("content-type", "text/plain")
        .body(IRA)
        .send()
        .await
        .unwrap();
    let text = response.text().await.unwrap().to_lowercase();
    assert!(!holds_address(&text), "{text}");
}

#[actix_web::test]
async fn an_address_finds_nobody() {
    let app = TestApp::open().await;
    app.add(IRA).await;
    assert_eq!(
        app.json("/api/v1/search?q=%22ira.okafor%40example.com%22").await["total"],
        0
    );
}

#[actix_web::test]
async fn the_operator_sees_addresses() {
    let app = TestApp::guarded().await;
    app.add(IRA).await;
    let request = app
        .request(Method::GET, "/api/v1/profiles/ira-okafor")
        .bearer_auth(TOKEN);
    let profile: serde_json::Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(profile["emails"][0]["address"], "ira.okafor@example.com");
}
