//! Pages of people's own.

use muster::sources::{Error, Sources};

use super::{locators, text};
use crate::support::internet::{Fault, Internet, Page, fetch, fetch_again};

const PAGE: &str = "<!doctype html><title>Ada Quill</title>\
    <script type=\"application/ld+json\">{ \"@type\": \"Person\", \"name\": \"Ada Quill\", \"jobTitle\": \"Staff Engineer\",\
    \"worksFor\": { \"@type\": \"Organization\", \"name\": \"Contoso\" }, \"sameAs\": [\"https://github.com/ada\"] }</script>\
    <main><h1>Ada Quill</h1><p>I keep ledgers in step with Rust.</p>\
    <a rel=me href=https://social.example/@ada>elsewhere</a></main>";

async fn simulated() -> (Internet, Sources) {
    let internet = Internet::start().await;
    internet.change(|world| {
        world
            .pages
            .insert("https://quill.example/".to_owned(), Page::html(PAGE));
    });
    let sources = internet.sources(&internet.config(&["quill.example"]));
    (internet, sources)
}

#[tokio::test]
async fn a_page_is_its_text_and_what_it_calls_its_owners() {
    let (_internet, sources) = simulated().await;
    let fetched = fetch(&sources, "quill.example").await.unwrap();
    assert_eq!(locators(&fetched), ["https://quill.example/"]);
    assert_eq!(text(&fetched), PAGE);
    assert_eq!(
        fetched.names,
        ["https://social.example/@ada", "https://github.com/ada"]
    );
    let again = fetch_again(&sources, "quill.example", &fetched.validators)
        .await
        .unwrap();
    assert_eq!(again.unchanged, ["https://quill.example/"]);
}

#[test]
fn who_a_page_describes_is_who_it_is_about() {
    let profile = crate::extract::read(PAGE);
    assert_eq!(profile.name.as_deref(), Some("Ada Quill"));
    let role = profile.experience.first().unwrap();
    assert_eq!(role.title.as_deref(), Some("Staff Engineer"));
    assert_eq!(role.company.as_ref().unwrap().name, "Contoso");
    assert!(
        profile
            .links
            .iter()
            .any(|link| link.url == "https://github.com/ada")
    );
}

#[tokio::test]
async fn letters_of_another_set_are_read() {
    let (internet, sources) = simulated().await;
    let place = |page: Page| {
        internet.change(|world| {
            world.pages.insert("https://quill.example/".to_owned(), page);
        });
    };
    place(Page::of("text/html; charset=ISO-8859-1", b"<p>Jos\xe9 Quill"));
    assert_eq!(
        text(&fetch(&sources, "quill.example").await.unwrap()),
        "<p>José Quill"
    );
    place(Page::of(
        "text/html",
        b"<meta charset=windows-1251><p>\xc0\xe4\xe0",
    ));
    assert!(text(&fetch(&sources, "quill.example").await.unwrap()).ends_with("<p>Ада"));
    place(Page::of("text/html; charset=utf-8", b"<p>Jos\xe9 Quill"));
    assert_eq!(
        text(&fetch(&sources, "quill.example").await.unwrap()),
        "<p>Jos\u{fffd} Quill"
    );
}

#[tokio::test]
async fn a_page_that_has_moved_is_read_where_it_is() {
    let (internet, sources) = simulated().await;
    let moved = Fault::Redirect(308, "https://quill.example/".to_owned());
    internet.fail("http://quill.example/old", moved);
    let fetched = fetch(&sources, "http://quill.example/old").await.unwrap();
    assert_eq!(fetched.moved_to.as_deref(), Some("https://quill.example/"));
    internet.fail(
        "http://quill.example/old",
        Fault::Redirect(302, "https://quill.example/".to_owned()),
    );
    let fetched = fetch(&sources, "http://quill.example/old").await.unwrap();
    assert_eq!(
        (fetched.moved_to.as_deref(), locators(&fetched)),
        (None, vec!["http://quill.example/old"])
    );
}

#[tokio::test]
async fn a_host_that_leads_to_a_private_address_is_not_asked() {
    let (internet, _) = simulated().await;
    let sources = internet.sources(&internet.config(&[]));
    let error = fetch(&sources, "quill.example").await.unwrap_err();
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
    assert_eq!(internet.visits().len(), 0);
}

#[tokio::test]
async fn a_host_that_nobody_vouches_for_is_not_trusted() {
    let (internet, sources) = simulated().await;
    internet.change(|world| {
        world.distrusted.insert("quill.example".to_owned());
    });
    let error = fetch(&sources, "quill.example").await.unwrap_err();
    assert!(
        matches!(&error, Error::Later { reason, .. } if reason.contains("certificate")),
        "{error:?}"
    );
    assert_eq!(internet.visits().len(), 0);
}
