//! The places that somebody is read from, by the API.

use muster::sources;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::app::{TOKEN, TestApp};

const HOME: &str = "https://ada.example/";
const ADA: &str = "# Ada Quill\n\nMy blog: https://blog.example/ada\n\n## Skills\n\nRust\n";

async fn send(app: &TestApp, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
    let request = app.request(method, path).bearer_auth(TOKEN).json(&body);
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

async fn with_ada() -> TestApp {
    let app = TestApp::guarded().await;
    app.places.say(HOME, ADA);
    let (status, _) = send(
        &app,
        Method::POST,
        "/api/v1/profiles",
        json!({ "origins": [HOME] }),
    )
    .await;
    assert_eq!(status, StatusCode::CREATED);
    app
}

#[actix_web::test]
async fn somebody_may_be_handed_in_by_address() {
    let app = with_ada().await;
    let profile = app.json("/api/v1/profiles/ada-quill").await;
    assert_eq!(profile["skills"][0]["id"], "rust");
    assert_eq!(profile["sources"][0]["locator"], HOME);
}

#[actix_web::test]
async fn an_address_that_cannot_be_read_is_a_problem_with_its_reason() {
    let app = TestApp::guarded().await;
    for (address, detail) in [
        (
            "https://silent.example/",
            "https://silent.example/ could not be read: nobody is there",
        ),
        (
            "mailto:ada@example.com",
            "`mailto:ada@example.com` is no place that can be read",
        ),
    ] {
        let body = json!({ "origins": [address] });
        let (status, problem) = send(&app, Method::POST, "/api/v1/profiles", body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = problem["errors"][0]["detail"].as_str().unwrap();
        assert!(told.starts_with(detail), "{told}");
    }
    let (status, _) = send(&app, Method::POST, "/api/v1/profiles", json!({})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn places_are_listed_with_those_that_could_be() {
    let app = with_ada().await;
    let path = "/api/v1/profiles/ada-quill/origins";
    let (_, listed) = send(&app, Method::GET, path, Value::Null).await;
    assert_eq!(listed["origins"][0]["address"], HOME);
    assert_eq!(listed["origins"][0]["state"], "new");
    assert_eq!(listed["offers"], json!(["https://blog.example/ada"]));
    let anonymous = app.get(path).await;
    assert_eq!(anonymous.status(), StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_place_is_added_read_and_taken_away() {
    let app = with_ada().await;
    let path = "/api/v1/profiles/ada-quill/origins";
    let blog = "https://blog.example/ada";
    app.places.say(blog, "# Notes\n\n## Skills\n\nHaskell\n");
    let (status, added) = send(&app, Method::POST, path, json!({ "address": blog })).await;
    assert_eq!(status, StatusCode::CREATED);
    let (status, again) = send(&app, Method::POST, path, json!({ "address": blog })).await;
    assert_eq!((status, &again["id"]), (StatusCode::OK, &added["id"]));
    let (_, read) = send(
        &app,
        Method::POST,
        "/api/v1/profiles/ada-quill/refresh",
        Value::Null,
    )
    .await;
    let outcomes: Vec<_> = read
        .as_array()
        .unwrap()
        .iter()
        .map(|read| &read["outcome"])
        .collect();
    assert_eq!(outcomes, ["unchanged", "changed"]);
    let profile = app.json("/api/v1/profiles/ada-quill").await;
    assert_eq!(profile["skills"].as_array().unwrap().len(), 2);
    let it = format!("{path}/{}", added["id"].as_str().unwrap());
    let (status, _) = send(&app, Method::DELETE, &it, Value::Null).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let profile = app.json("/api/v1/profiles/ada-quill").await;
    assert_eq!(profile["skills"].as_array().unwrap().len(), 1);
    let (status, _) = send(&app, Method::DELETE, &it, Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn whoever_is_out_of_date_can_be_left_out_of_a_search() {
    let app = with_ada().await;
    app.add("# Bob Tern\n\n## Skills\n\nRust\n").await;
    app.places
        .fail(HOME, sources::Error::Gone("the page is gone".to_owned()));
    let (_, read) = send(
        &app,
        Method::POST,
        "/api/v1/profiles/ada-quill/refresh",
        Value::Null,
    )
    .await;
    assert_eq!(read[0]["outcome"], "stopped");
    app.directory.drain().await.unwrap();
    let fresh = app.json("/api/v1/search?q=rust&freshness=fresh").await;
    assert_eq!(fresh["total"], 1);
    assert_eq!(fresh["people"][0]["slug"], "bob-tern");
    let stale = app.json("/api/v1/search?q=rust&freshness=stale").await;
    assert_eq!(stale["people"][0]["slug"], "ada-quill");
    assert!(stale["people"][0]["stale_since"].is_string());
}
