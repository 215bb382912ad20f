//! The front page, lists, and the pages about one skill, company or domain.

use reqwest::StatusCode;

use super::{NOOR, assert_shows, html, page};
use crate::support::app::TestApp;
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    the_front_page_shows_what_is_in_the_directory,
    every_list_leads_to_the_pages_of_its_entries,
    a_skill_has_its_people_and_what_goes_with_it,
    a_known_thing_that_nobody_has_is_no_error_and_an_unknown_one_is,
];

#[actix_web::test]
async fn an_empty_directory_says_how_to_begin() {
    let app = TestApp::open().await;
    assert_shows(
        &page(&app, "/").await,
        &["Nobody is here yet", "href=\"/submit\"", "muster add"],
    );
    assert_shows(&page(&app, "/search").await, &["Nobody is in the directory yet"]);
    assert_shows(&page(&app, "/skills").await, &["Nothing is here yet"]);
}

async fn the_front_page_shows_what_is_in_the_directory(database: Database) {
    let app = TestApp::on(database).await;
    app.add(NOOR).await;
    let html = page(&app, "/").await;
    assert_shows(
        &html,
        &[
            "Top skills",
            "href=\"/skills/kubernetes\"",
            "Top companies",
            "Northwind Traders",
            "Noor Example",
        ],
    );
}

async fn every_list_leads_to_the_pages_of_its_entries(database: Database) {
    let app = TestApp::on(database).await;
    app.add(NOOR).await;
    assert_shows(
        &page(&app, "/skills").await,
        &["href=\"/skills/terraform\">Terraform</a>"],
    );
    assert_shows(&page(&app, "/companies").await, &[">Northwind Traders</a>"]);
    assert_shows(&page(&app, "/domains").await, &["<h1>Domains"]);
}

async fn a_skill_has_its_people_and_what_goes_with_it(database: Database) {
    let app = TestApp::on(database).await;
    app.add(NOOR).await;
    app.add("# Bo Example\n\n## Skills\n\nKubernetes, Haskell\n")
        .await;
    let html = page(&app, "/skills/kubernetes").await;
    assert_shows(
        &html,
        &[
            "<h1>Kubernetes</h1>",
            "2 people",
            "Noor Example",
            "Bo Example",
            "Haskell",
            "skill=kubernetes",
        ],
    );
    let html = page(&app, "/skills/haskell").await;
    assert!(!html.contains("Noor Example"), "only who has it is listed");
}

async fn a_known_thing_that_nobody_has_is_no_error_and_an_unknown_one_is(database: Database) {
    let app = TestApp::on(database).await;
    assert_shows(
        &page(&app, "/skills/rust").await,
        &["<h1>Rust</h1>", "Nobody here yet"],
    );
    for path in [
        "/skills/no-such-thing",
        "/companies/no-such-thing",
        "/people/nobody",
        "/nowhere",
    ] {
        let response = app.get(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert_shows(&html(response).await, &["Nothing here", "href=\"/search\""]);
    }
}

#[actix_web::test]
async fn pages_about_the_directory_itself_are_there() {
    let app = TestApp::guarded().await;
    assert_shows(&page(&app, "/about").await, &["Privacy", "/api/v1/search"]);
    assert_shows(
        &page(&app, "/sign-in?next=/submit").await,
        &["Admin token", "value=\"/submit\""],
    );
    let html = page(&app, "/sign-in?next=https://example.com").await;
    assert!(
        !html.contains("example.com"),
        "signing in leads to this site only"
    );
}
