//! What every answer has, and how the server says that it is well.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::app::{IRA, TestApp};

#[actix_web::test]
async fn every_kind_of_answer_has_the_security_headers() {
    let app = TestApp::open().await;
    app.add(IRA).await;
    for (method, path, status) in [
        (Method::GET, "/", 200),
        (Method::GET, "/people/ira-okafor", 200),
        (Method::GET, "/api/v1/search", 200),
        (Method::GET, "/healthz", 200),
        (Method::GET, "/robots.txt", 200),
        (Method::GET, "/nothing", 404),
        (Method::GET, "/assets/nothing", 404),
        (Method::GET, "/api/v1/profiles/nobody", 404),
        (Method::PUT, "/api/v1/profiles", 405),
        (Method::POST, "/sign-out", 303),
    ] {
        let response = app.request(method, path).send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{path}");
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(header("permissions-policy").contains("camera=()"), "{path}");
        assert!(
            response.headers().get("strict-transport-security").is_none(),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn head_is_answered_as_get_without_a_body() {
    let app = TestApp::open().await;
    let response = app.request(Method::HEAD, "/healthz").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.text().await.unwrap(), "");
}

#[actix_web::test]
async fn long_answers_are_compressed_for_who_reads_that() {
    let app = TestApp::open().await;
    app.add(IRA).await;
    let request = app.request(Method::GET, "/api/v1/profiles/ira-okafor");
    let response = request.header("accept-encoding", "gzip").send().await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
}

#[actix_web::test]
async fn a_server_that_is_well_is_up_and_ready() {
    let app = TestApp::open().await;
    assert_eq!(app.json("/healthz").await["status"], "up");
    let ready = app.json("/readyz").await;
    let well = |name: &str| json!({ "name": name, "ok": true, "detail": null });
    assert_eq!(
        ready,
        json!({ "ready": true, "checks": [well("database"), well("index")] })
    );
}

#[actix_web::test]
async fn without_its_database_a_server_is_up_and_not_ready_and_tells_no_more() {
    let app = TestApp::open().await;
    // What is left of the file after this is no database.
    for suffix in ["", "-wal", "-shm"] {
        let file = format!("{}{suffix}", app.database.display());
        std::fs::write(file, b"gone".repeat(4_096)).unwrap();
    }
    let response = app.get("/readyz").await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let ready: Value = response.json().await.unwrap();
    assert_eq!(ready["checks"][0]["ok"], false, "{ready}");
    assert_eq!(app.json("/healthz").await["status"], "up");

    let failed = app.get("/api/v1/profiles").await;
    assert_eq!(failed.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let text = failed.text().await.unwrap();
    assert!(
        !text.contains("sqlite") && !text.contains("malformed") && !text.contains("SELECT"),
        "{text}"
    );
}
