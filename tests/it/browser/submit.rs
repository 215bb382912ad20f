//! Adding a profile: paste, check, save, find.

use super::chromium::{self, Browser};
use super::site::Site;

const PASTED: &str = "# Ottoline Fenwright\n\nStaff Backend Engineer, Bergen, Norway\n\n## Experience\n\n\
    ### Fjordwind Analytics — Staff Backend Engineer (2021-03 – Present)\n- Forecasts in Rust and ClickHouse\n\n\
    ## Skills\n\nRust, ClickHouse, Kubernetes, PostgreSQL, gRPC\n";

async fn paste_preview_and_save(site: &Site, browser: &Browser) {
    browser.goto(&site.url("/submit")).await;
    browser
        .find("textarea[name=text]")
        .await
        .send_keys(PASTED)
        .await
        .unwrap();
    browser.find("button[value=preview]").await.click().await.unwrap();

    let understood = browser.text_of(".understood").await;
    for fact in ["Ottoline Fenwright", "Fjordwind Analytics", "ClickHouse"] {
        assert!(understood.contains(fact), "{fact} is not in {understood}");
    }
    assert_eq!(browser.count(".result").await, 0);

    browser.find("button[value=save]").await.click().await.unwrap();
    let name = browser.text_of(".person h1").await;
    assert_eq!(name, "Ottoline Fenwright");
}

/// Searches until the index has caught up.
async fn is_found(site: &Site, browser: &Browser) {
    for _ in 0..100 {
        browser.goto(&site.url("/search?q=fjordwind")).await;
        if browser.count(".result").await == 1 {
            return;
        }
        tokio::time::sleep(chromium::GLANCE).await;
    }
    panic!("who was saved is not found");
}

#[tokio::test]
async fn a_pasted_profile_is_shown_then_saved_then_found() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);

    paste_preview_and_save(&site, &browser).await;

    is_found(&site, &browser).await;
}

#[tokio::test]
async fn a_profile_is_added_without_javascript() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::without_javascript().await);

    paste_preview_and_save(&site, &browser).await;

    is_found(&site, &browser).await;
}

#[tokio::test]
async fn a_text_that_is_no_profile_is_told_and_kept_in_the_form() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);
    browser.goto(&site.url("/submit")).await;
    let words = "the quick brown fox jumps over the lazy dog";
    browser
        .find("textarea[name=text]")
        .await
        .send_keys(words)
        .await
        .unwrap();
    browser.find("button[value=preview]").await.click().await.unwrap();

    browser.find("[role=alert], .notes").await;

    let kept = browser.find("textarea[name=text]").await.value().await.unwrap();
    assert_eq!(kept.as_deref().map(str::trim), Some(words));
}
