//! What is counted, and who may read it.

use reqwest::StatusCode;

use crate::support::app::{IRA, TOKEN, TestApp};

async fn metrics(app: &TestApp) -> String {
    let response = app
        .request(reqwest::Method::GET, "/metrics")
        .bearer_auth(TOKEN)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    assert!(kind.starts_with("application/openmetrics-text"), "{kind}");
    response.text().await.unwrap()
}

/// The value of a metric with its labels.
#[track_caller]
fn value<'t>(text: &'t str, metric: &str) -> &'t str {
    let line = text.lines().find_map(|line| line.strip_prefix(metric));
    let line = line.unwrap_or_else(|| panic!("no {metric} in\n{text}"));
    line.trim()
}

fn number(text: &str, metric: &str) -> f64 {
    value(text, metric).parse().unwrap()
}

#[actix_web::test]
async fn requests_texts_searches_and_the_outbox_are_counted() {
    let app = TestApp::open().await;
    let receipt = app.submit(IRA).send().await.unwrap();
    assert_eq!(receipt.status(), StatusCode::CREATED);
    let text = metrics(&app).await;
    assert!(number(&text, "muster_outbox_pending ") >= 1.0);
    assert!(number(&text, "muster_outbox_oldest_seconds ") < 60.0);

    app.directory.drain().await.unwrap();
    app.get("/api/v1/search?q=kafka").await;
    app.get("/api/v1/profiles/ira-okafor").await;
    app.get("/api/v1/profiles/nobody-at-all").await;
    app.get("/nothing/is/here").await;
    app.submit("").send().await.unwrap();
    let text = metrics(&app).await;
    assert_eq!(value(&text, "muster_people "), "1");
    assert_eq!(value(&text, "muster_outbox_pending "), "0");
    assert_eq!(value(&text, "muster_texts_total{outcome=\"added\"} "), "1");
    assert_eq!(value(&text, "muster_texts_total{outcome=\"rejected\"} "), "1");
    assert_eq!(
        value(&text, "muster_search_seconds_count{outcome=\"answered\"} "),
        "1"
    );
    let shown = "muster_http_request_seconds_count{route=\"/api/v1/profiles/{who}\",status=";
    assert_eq!(value(&text, &format!("{shown}\"2xx\"}} ")), "1");
    assert_eq!(value(&text, &format!("{shown}\"4xx\"}} ")), "1");
    assert!(number(&text, "muster_resident_memory_bytes ") > 0.0);
    for secret in ["kafka", "ira", "Ira", "nobody", "nothing"] {
        assert!(!text.contains(secret), "{secret} is in\n{text}");
    }
}

#[actix_web::test]
async fn with_a_token_only_whoever_has_it_reads_them() {
    let app = TestApp::guarded().await;
    let refused = app.get("/metrics").await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    assert!(!refused.text().await.unwrap().contains("muster_"));
    assert!(metrics(&app).await.ends_with("# EOF\n"));
}
