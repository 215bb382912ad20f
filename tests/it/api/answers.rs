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
async fn an_asset_is_kept_forever_under_its_contents_address_and_asked_for_anew_elsewhere() {
    let app = TestApp::open().await;
    let page = app.get("/").await.text().await.unwrap();
    let (_, from) = page.split_once("style.css?v=").unwrap();
    let (version, _) = from.split_once('"').unwrap();
    let caching = async |path: &str| {
        let response = app.get(path).await;
        assert_eq!(response.headers()["content-type"], "text/css; charset=utf-8");
        response.headers()["cache-control"].to_str().unwrap().to_owned()
    };
    let pinned = caching(&format!("/assets/style.css?v={version}")).await;
    assert_eq!(pinned, "public, max-age=31536000, immutable");
    assert_eq!(caching("/assets/style.css?v=other").await, "no-cache");

    let again = app.request(Method::GET, "/assets/style.css");
    let again = again
        .header("if-none-match", format!("\"{version}\""))
        .send()
        .await
        .unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[actix_web::test]
async fn no_page_has_scripts_or_styles_of_its_own() {
    let app = TestApp::open().await;
    app.add(IRA).await;
    for path in ["/", "/search?q=rust", "/people/ira-okafor", "/submit", "/nothing"] {
        let page = app.get(path).await.text().await.unwrap();
        let is_inline =
            |script: &&str| !script.starts_with(" src=") && !script.contains("application/ld+json");
        assert_eq!(page.split("<script").skip(1).find(is_inline), None, "{path}");
        for inline in ["<style", " style=", " onclick=", "javascript:"] {
            assert!(!page.contains(inline), "{path}: {inline}");
        }
    }
}

#[actix_web::test]
async fn a_server_that_is_well_is_up_and_ready() {
    let app = TestApp::open().await;
    assert_eq!(app.json("/healthz").await["status"], "up");
    let ready = app.json("/readyz").await;
    let well = |name: &str| json!({ "name": name, "ok": true, "detail": null });
    assert_eq!(
        ready,
        json!({ "ready": true, "checks": [well("database"), well("index"), well("outbox")] })
    );
}

#[actix_web::test]
async fn without_its_database_a_server_is_up_and_not_ready_and_tells_no_more() {
    let app = TestApp::open().await;
    // What is left of the file after this is no database.
    for suffix in ["", "-wal", "-shm"] {
        let file = format!("{}{suffix}", app.database.file());
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
