//! Texts that want more than to be read.

use super::{assert_shows, html, page, send};
use crate::support::app::TestApp;

/// Says everything that would be dangerous unescaped, wherever a profile has text.
const MALLORY: &str = "# Mallory \"><script>alert(1)</script>\n\n\
    Senior <img src=x onerror=alert(2)> Engineer\n\n\
    [site](javascript:alert(3)) [home](https://example.com/?a=\"onmouseover=alert(4))\n\n\
    ## Experience\n\n\
    ### Engineer, <svg onload=alert(5)> Corp\n\n2020 - Present\n\n\
    - Rust and </script><script>alert(6)</script> and \"quotes' onfocus=alert(7)\n\n\
    ## Projects\n\n### <b onclick=alert(8)>Tool</b>\n\nWritten in Rust, [code](javascript:alert(9))\n\n\
    ## Skills\n\nRust, Kafka, x\"onclick=\"alert(10), <iframe src=javascript:alert(11)>\n";

/// Fails where a page has markup that a profile's text made.
#[track_caller]
fn assert_harmless(html: &str) {
    let lower = html.to_lowercase();
    for markup in [
        "<script>alert",
        "<img src=x",
        "<svg onload",
        "<b onclick",
        "<iframe",
        "href=\"javascript:",
        "\"onmouseover",
        "\"onclick=",
    ] {
        assert!(!lower.contains(markup), "`{markup}` in\n{html}");
    }
}

#[actix_web::test]
async fn nothing_that_a_profile_says_becomes_markup() {
    let app = TestApp::open().await;
    let receipt = app.add(MALLORY).await;
    let slug = receipt["slug"].as_str().unwrap();
    for path in [
        "/",
        "/search",
        "/search?q=rust",
        "/search?q=rust&fragment=1",
        "/skills",
        "/companies",
        "/domains",
        "/skills/rust",
        &format!("/people/{slug}"),
        &format!("/people/{slug}/delete"),
    ] {
        assert_harmless(&page(&app, path).await);
    }
    let preview = html(send(&app, "preview", MALLORY).await).await;
    assert_harmless(&preview);
}

#[actix_web::test]
async fn nothing_that_an_address_says_becomes_markup() {
    let app = TestApp::open().await;
    app.add("# Ada Example\n\n## Skills\n\nRust\n").await;
    let attack = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    for path in [
        format!("/search?q={attack}"),
        format!("/search?skill={attack}&q=x"),
        format!("/search?{attack}=1"),
        format!("/search?sort={attack}"),
        format!("/sign-in?next=/{attack}"),
    ] {
        assert_harmless(&page(&app, &path).await);
    }
    let missing = app.get(&format!("/people/{attack}")).await;
    assert_harmless(&html(missing).await);
}

#[actix_web::test]
async fn pages_need_nothing_that_their_policy_forbids() {
    let app = TestApp::open().await;
    let receipt = app.add(MALLORY).await;
    let slug = receipt["slug"].as_str().unwrap();
    for path in ["/", "/search", "/submit", "/about", &format!("/people/{slug}")] {
        let html = page(&app, path).await;
        assert_shows(&html, &["<link rel=\"stylesheet\" href=\"/assets/style.css?v="]);
        assert!(!html.contains(" style=\"") && !html.contains("<style"), "{path}");
        let inline = html.matches("<script").count()
            - html.matches("<script src=\"/assets/").count()
            - html.matches("<script type=\"application/ld+json\"").count();
        assert_eq!(inline, 0, "{path}");
    }
}
