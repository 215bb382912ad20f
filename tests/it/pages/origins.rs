//! The places that somebody is read from, on their page.

use muster::sources;
use reqwest::{Method, StatusCode};

use super::{assert_shows, page};
use crate::support::app::TestApp;

const HOME: &str = "https://ada.example/";
const ADA: &str = "# Ada Quill\n\nMy blog: https://blog.example/ada\n\n## Skills\n\nRust\n";

async fn post(app: &TestApp, path: &str, form: &[(&str, &str)]) -> String {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let response = app
        .request(Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{path}");
    response.headers()["location"].to_str().unwrap().to_owned()
}

#[actix_web::test]
async fn somebody_is_added_by_address_and_read_again_by_a_button() {
    let app = TestApp::open().await;
    app.places.say(HOME, ADA);
    let form = [("text", ""), ("origins", HOME), ("step", "preview")];
    let there = post(&app, "/submit", &form).await;
    assert_eq!(there, "/people/ada-quill?saved=added");
    let shown = page(&app, &there).await;
    assert_shows(&shown, &["Not read yet", "blog.example/ada", "Read all now"]);

    app.places.say(HOME, &ADA.replace("Rust", "Haskell"));
    let back = post(&app, "/people/ada-quill/refresh", &[]).await;
    let shown = page(&app, back.split('#').next().unwrap()).await;
    assert_shows(&shown, &["The places were read", "Haskell"]);
    assert!(!shown.contains("Not read yet"));
}

#[actix_web::test]
async fn a_place_that_cannot_be_read_any_more_is_said_to_be_so() {
    let app = TestApp::open().await;
    app.places.say(HOME, ADA);
    post(
        &app,
        "/submit",
        &[("text", ""), ("origins", HOME), ("step", "save")],
    )
    .await;
    app.places
        .fail(HOME, sources::Error::Gone("the page is gone".to_owned()));
    post(&app, "/people/ada-quill/refresh", &[]).await;
    let shown = page(&app, "/people/ada-quill").await;
    assert_shows(&shown, &["the page is gone", "cannot be read any more", "Rust"]);
    app.directory.drain().await.unwrap();
    let found = page(&app, "/search?q=rust").await;
    assert_shows(&found, &["Out of date"]);
}

#[actix_web::test]
async fn an_address_that_cannot_be_read_leaves_the_form_as_it_was() {
    let app = TestApp::open().await;
    let response = app
        .request(Method::POST, "/submit")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("text=&origins=https%3A%2F%2Fsilent.example%2F&step=save")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = response.text().await.unwrap();
    assert_shows(&shown, &["could not be read: nobody is there", "silent.example"]);
}

#[actix_web::test]
async fn an_offered_place_is_added_and_taken_away() {
    let app = TestApp::open().await;
    app.add(ADA).await;
    let blog = "https://blog.example/ada";
    app.places.say(blog, "# Notes\n\n## Skills\n\nHaskell\n");
    post(&app, "/people/ada-quill/origins", &[("address", blog)]).await;
    post(&app, "/people/ada-quill/refresh", &[]).await;
    let shown = page(&app, "/people/ada-quill").await;
    assert_shows(&shown, &["Haskell"]);
    let remove = shown
        .split("action=\"")
        .find(|rest| rest.contains("/remove\""))
        .unwrap();
    let remove = remove.split('"').next().unwrap();
    post(&app, remove, &[]).await;
    assert!(!page(&app, "/people/ada-quill").await.contains("Haskell"));
}
