//! The submit page: paste, see what is understood, save.

use reqwest::{Method, StatusCode};

use super::{NOOR, assert_shows, html, page, send};
use crate::support::app::TestApp;
use crate::support::databases::{Database, on_both_databases};
use crate::support::files::pdf;

on_both_databases![
    a_preview_shows_what_is_understood_and_stores_nothing,
    a_saved_profile_is_confirmed_on_its_page,
    the_text_of_a_file_is_shown_and_goes_through_all_steps,
];

async fn a_preview_shows_what_is_understood_and_stores_nothing(database: Database) {
    let app = TestApp::on(database).await;
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

async fn a_saved_profile_is_confirmed_on_its_page(database: Database) {
    let app = TestApp::on(database).await;
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
    assert_shows(
        &html(response).await,
        &["This is too large", "may have: shorten or split"],
    );
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

/// Sends the form of the submit page with a file, as browsers do.
async fn send_file(app: &TestApp, step: &str, file: &[u8]) -> reqwest::Response {
    let part = |head: &str, body: &[u8]| {
        [
            b"--edge\r\nContent-Disposition: form-data; ",
            head.as_bytes(),
            b"\r\n\r\n",
            body,
            b"\r\n",
        ]
        .concat()
    };
    let body = [
        part("name=\"text\"", b"left over"),
        part(
            "name=\"file\"; filename=\"notes.txt\"\r\nContent-Type: text/plain",
            file,
        ),
        part("name=\"step\"", step.as_bytes()),
        b"--edge--\r\n".to_vec(),
    ];
    app.request(Method::POST, "/submit")
        .header("origin", &app.base)
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(body.concat())
        .send()
        .await
        .unwrap()
}

async fn the_text_of_a_file_is_shown_and_goes_through_all_steps(database: Database) {
    let app = TestApp::on(database).await;
    let file = pdf(&["Noor Example", "Skills: Terraform, Rust, Go"]);
    let response = send_file(&app, "preview", &file).await;
    assert_eq!(response.status(), StatusCode::OK);
    let html = html(response).await;
    assert_shows(
        &html,
        &[
            "What is understood",
            "Skills: Terraform, Rust, Go\n",
            "value=\"save\"",
        ],
    );
    assert!(!html.contains("left over"), "{html}");
    let saved = send_file(&app, "save", &file).await;
    assert_eq!(saved.headers()["location"], "/people/noor-example?saved=added");
}

#[actix_web::test]
async fn a_form_without_a_chosen_file_sends_its_text() {
    let app = TestApp::open().await;
    let response = send_file(&app, "preview", b"").await;
    assert_shows(&html(response).await, &["left over"]);
}

#[actix_web::test]
async fn a_file_that_is_not_read_is_told_what_to_do() {
    let app = TestApp::open().await;
    let response = send_file(&app, "preview", b"{\\rtf1 Noor}").await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_shows(
        &html(response).await,
        &[
            "RTF files are not read",
            "left over",
            ".json\" aria-invalid=\"true\" aria-describedby=\"problem\"",
        ],
    );
    let response = send_file(&app, "save", &vec![b'a'; 8 * 1024 * 1024 + 1]).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}
