//! A person's page.

use reqwest::{Method, StatusCode};

use super::{NOOR, assert_shows, html, page};
use crate::support::app::{IRA, TOKEN, TestApp};

#[actix_web::test]
async fn a_person_is_shown_whole() {
    let app = TestApp::open().await;
    app.add(NOOR).await;
    let html = page(&app, "/people/noor-example").await;
    assert_shows(
        &html,
        &[
            "<h1>Noor Example</h1>",
            "Lisbon, Portugal",
            "href=\"https://github.com/noor-example\" rel=\"nofollow ugc noopener\"",
            "href=\"/companies/contoso\"",
            "Mar 2016 – Dec 2020",
            "University of Example",
            "/profile.json",
            "/resume.json",
            "application/ld+json",
            &format!("\"url\":\"{}/people/noor-example\"", app.base),
        ],
    );
}

#[actix_web::test]
async fn a_skill_opens_the_lines_that_say_so() {
    let app = TestApp::open().await;
    app.add(NOOR).await;
    let html = page(&app, "/people/noor-example").await;
    assert_shows(
        &html,
        &[
            "Runs 40 <mark>Kubernetes</mark> clusters with Terraform",
            "source 1",
        ],
    );
}

#[actix_web::test]
async fn roles_are_drawn_on_a_line_of_years_and_told_in_words() {
    let app = TestApp::open().await;
    app.add(NOOR).await;
    let html = page(&app, "/people/noor-example").await;
    assert_shows(
        &html,
        &[
            "role=\"img\"",
            "class=\"span now\"",
            "class=\"span past\"",
            "Jan 2021 – now; Software Engineer at Contoso",
        ],
    );
}

#[actix_web::test]
async fn addresses_are_for_the_operator_only() {
    let app = TestApp::guarded().await;
    app.add(IRA).await;
    let shown = page(&app, "/people/ira-okafor").await.to_lowercase();
    assert!(!shown.contains("ira.okafor@"), "{shown}");
    let operator = app
        .request(Method::GET, "/people/ira-okafor")
        .bearer_auth(TOKEN)
        .send()
        .await
        .unwrap();
    assert_shows(&html(operator).await, &["ira.okafor@example.com"]);
}

#[actix_web::test]
async fn deleting_is_asked_once_more_and_then_final() {
    let app = TestApp::open().await;
    app.add(NOOR).await;
    assert_shows(
        &page(&app, "/people/noor-example/delete").await,
        &["Delete Noor Example?", "Keep the profile"],
    );
    let erased = app
        .request(Method::POST, "/people/noor-example/delete")
        .header("origin", &app.base)
        .send()
        .await
        .unwrap();
    assert_eq!(erased.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        app.get("/people/noor-example").await.status(),
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn visitors_cannot_delete() {
    let app = TestApp::guarded().await;
    app.add(NOOR).await;
    let shown = page(&app, "/people/noor-example").await;
    assert!(!shown.contains("/delete"));
    let refused = app
        .request(Method::POST, "/people/noor-example/delete")
        .header("origin", &app.base)
        .send()
        .await
        .unwrap();
    assert!(!refused.status().is_success());
    assert_eq!(app.get("/people/noor-example").await.status(), StatusCode::OK);
}
