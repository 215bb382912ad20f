//! The search page without JavaScript: the URL holds the whole search.

use reqwest::StatusCode;

use super::{NOOR, assert_shows, html, page};
use crate::support::app::{IRA, TestApp};
use crate::support::databases::{Database, on_both_databases};
use crate::support::meilisearch::served;

on_both_databases![
    words_find_people_and_say_why,
    filters_narrow_and_can_be_taken_away,
    who_does_not_say_can_be_found_too,
    results_are_paged_and_sorted_by_links,
];

const BO: &str = "# Bo Example\n\n## Skills\n\nKubernetes, Haskell\n";

async fn words_find_people_and_say_why(database: Database) {
    let app = TestApp::on(database).await;
    app.add(NOOR).await;
    let html = page(&app, "/search?q=k8s").await;
    assert_shows(
        &html,
        &[
            "value=\"k8s\"",
            "1 person",
            "href=\"/people/noor-example\"",
            "<a href=\"/skills/kubernetes\">Kubernetes</a>",
            "chip matched",
            "<mark>Kubernetes</mark> clusters",
        ],
    );
}

async fn filters_narrow_and_can_be_taken_away(database: Database) {
    let app = TestApp::on(database).await;
    app.add(NOOR).await;
    app.add(BO).await;
    let html = page(&app, "/search?q=kubernetes&skill=haskell").await;
    assert_shows(
        &html,
        &[
            "Bo Example",
            "value=\"haskell\" checked",
            "href=\"/search?q=kubernetes\"",
        ],
    );
    assert!(!html.contains("Noor Example"));
}

async fn who_does_not_say_can_be_found_too(database: Database) {
    let app = TestApp::on(database).await;
    app.add(NOOR).await;
    app.add(BO).await;
    let html = page(&app, "/search?company=unknown").await;
    assert_shows(&html, &["Bo Example", "Does not say"]);
    assert!(!html.contains("Noor Example"));
}

async fn results_are_paged_and_sorted_by_links(database: Database) {
    let app = TestApp::on(database).await;
    for name in ["Ada Example", "Bo Example", "Cy Example"] {
        app.add(&format!("# {name}\n\n## Skills\n\nRust, Go\n")).await;
    }
    let first = page(&app, "/search?q=rust&sort=name&per_page=2").await;
    assert_shows(
        &first,
        &[
            "rel=\"next\" href=\"/search?q=rust&amp;sort=name&amp;page=2&amp;per_page=2\"",
            "Page 1 of 2",
            "selected>Name",
        ],
    );
    assert!(!first.contains("Cy Example") && !first.contains("rel=\"prev\""));
    let second = page(&app, "/search?q=rust&sort=name&page=2&per_page=2").await;
    assert_shows(&second, &["Cy Example", "rel=\"prev\""]);
    let beyond = page(&app, "/search?q=rust&page=9").await;
    assert_shows(&beyond, &["after the last one"]);
}

#[actix_web::test]
async fn a_search_that_finds_nobody_says_what_to_try() {
    let app = TestApp::open().await;
    app.add(NOOR).await;
    let html = page(&app, "/search?q=kubernetes+haskell&skill=go").await;
    assert_shows(
        &html,
        &[
            "Nobody matches all of this",
            "href=\"/search?q=kubernetes+haskell\"",
            "href=\"/search?q=kubernetes&amp;skill=go\"",
        ],
    );
    let misspelled = page(&app, "/search?q=terrarium").await;
    assert_shows(
        &misspelled,
        &["written alike", "href=\"/search?skill=terraform\""],
    );
}

#[actix_web::test]
async fn the_part_that_changes_as_one_types_comes_alone() {
    let app = TestApp::open().await;
    app.add(NOOR).await;
    let part = page(&app, "/search?q=kafka&fragment=1").await;
    assert_shows(&part, &["Noor Example", "id=\"found-count\""]);
    assert!(!part.contains("<html") && !part.contains("fragment"), "{part}");
}

#[actix_web::test]
async fn what_an_address_says_wrong_is_told_and_the_rest_counts() {
    let app = TestApp::open().await;
    app.add(NOOR).await;
    let html = page(&app, "/search?q=kafka&sort=age").await;
    assert_shows(&html, &["“sort” in the address was left out", "Noor Example"]);
}

#[actix_web::test]
async fn filters_come_folded_up_to_phones() {
    let app = TestApp::open().await;
    app.add(NOOR).await;
    let request = app.request(reqwest::Method::GET, "/search");
    let phone = request
        .header("user-agent", "Mozilla/5.0 (Android 16; Mobile)")
        .send();
    let folded = "<details id=\"filters\" class=\"filters\">";
    assert_shows(&html(phone.await.unwrap()).await, &[folded]);
    assert!(!page(&app, "/search").await.contains(folded));
}

#[actix_web::test]
async fn an_engine_that_is_down_is_told_and_submitting_still_works() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let app = TestApp::over(&served(&url, None, "test")).await;

    let taken = app.submit(IRA).send().await.unwrap();
    assert_eq!(taken.status(), StatusCode::CREATED);

    let page = app.get("/search?q=kafka").await;
    assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.headers().contains_key("retry-after"));
    let told = page.text().await.unwrap();
    assert!(told.contains("in a few seconds"), "{told}");
}
