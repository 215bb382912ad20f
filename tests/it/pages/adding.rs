//! The submit page: paste, see what is understood, save.

use reqwest::{Method, StatusCode};

use super::{NOOR, assert_shows, html, page, send};
use crate::support::app::TestApp;

#[actix_web::test]
async fn a_preview_shows_what_is_understood_and_stores_nothing() {
    let app = TestApp::open().await;
    assert_shows(
        &page(&app, "/submit").await,
        &["name=\"text\"", "See what is understood"],
    );
    let response = send(&app, "preview", NOOR).await;
    assert_eq!(response.status(), StatusCode::OK);
    let html = html(response).await;
    assert_shows(
        &html,
        &[
            "What is understood",
            "Noor Example",
            "Terraform",
            "Contoso",
            "value=\"save\"",
        ],
    );
    assert_shows(&html, &["### Software Engineer, Contoso"]);
    assert_eq!(app.directory.store.count_people().await.unwrap(), 0);
}

#[actix_web::test]
async fn a_saved_profile_is_confirmed_on_its_page() {
    let app = TestApp::open().await;
    let saved = send(&app, "save", NOOR).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    let address = saved.headers()["location"].to_str().unwrap();
    assert_eq!(address, "/people/noor-example?saved=added");
    assert_shows(&page(&app, address).await, &["The profile is in the directory"]);
    let again = send(&app, "save", &NOOR.replace('\n', "\r\n")).await;
    assert_eq!(
        again.headers()["location"],
        "/people/noor-example?saved=unchanged"
    );
}

#[actix_web::test]
async fn a_text_that_is_no_profile_is_refused_with_the_text_kept() {
    let app = TestApp::open().await;
    let response = send(&app, "preview", "   ").await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_shows(&html(response).await, &["role=\"alert\"", "The text is empty"]);
}

#[actix_web::test]
async fn a_text_that_is_too_large_is_refused_and_kept_as_long_as_it_can_be() {
    let app = TestApp::open().await;
    let response = send(&app, "save", &"word ".repeat(250_000)).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_shows(
        &html(response).await,
        &["shorten it or split it", "word word word"],
    );
    let response = send(&app, "save", &"word ".repeat(1_000_000)).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_shows(&html(response).await, &["The text is too long"]);
}

#[actix_web::test]
async fn a_malformed_form_is_not_called_too_large() {
    let app = TestApp::open().await;
    for (kind, body, expected) in [
        (
            "application/x-www-form-urlencoded",
            "step=bake&text=Ada",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "application/x-www-form-urlencoded",
            "step=preview",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ("text/plain", "Ada", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        let request = app.request(Method::POST, "/submit");
        let request = request.header("origin", &app.base).header("content-type", kind);
        let response = request.body(body).send().await.unwrap();
        assert_eq!(response.status(), expected, "{kind}: {body}");
    }
}

#[actix_web::test]
async fn visitors_are_sent_to_sign_in() {
    let app = TestApp::guarded().await;
    let response = app.get("/submit").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/sign-in?next=%2Fsubmit");
}
