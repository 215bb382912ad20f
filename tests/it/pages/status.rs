//! How the directory is, for whoever runs it.

use reqwest::{Method, StatusCode};

use super::{NOOR, assert_shows};
use crate::support::app::{TOKEN, TestApp};

#[actix_web::test]
async fn whoever_runs_the_directory_sees_how_it_is_and_nobody_else() {
    let app = TestApp::guarded().await;
    app.add(NOOR).await;
    let ask = || app.request(Method::GET, "/status");
    let refused = ask().send().await.unwrap();
    assert_eq!(
        refused.status(),
        StatusCode::SEE_OTHER,
        "to where they can sign in"
    );
    assert!(!refused.text().await.unwrap().contains("outbox"));
    let shown = ask().bearer_auth(TOKEN).send().await.unwrap();
    assert_eq!(shown.status(), StatusCode::OK);
    assert_shows(
        &shown.text().await.unwrap(),
        &[
            "Everything is well.",
            "it holds 1 people",
            "it finds 1 people",
            "tantivy v0",
            "0 people wait for the index",
            "href=\"/status\"",
        ],
    );
}
