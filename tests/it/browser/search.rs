//! Searching: as one types, by filters, and without JavaScript.

use thirtyfour::prelude::*;

use super::chromium::{self, Browser};
use super::site::Site;

/// The number before "people" above the results.
async fn total(browser: &Browser) -> u32 {
    let heading = browser.text_of("#found-count").await;
    let digits: String = heading.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

#[tokio::test]
async fn results_follow_the_typing() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);
    browser.goto(&site.url("/search")).await;
    let everybody = total(&browser).await;
    browser.run("window.sameDocument = true").await;

    browser.find("#q").await.send_keys("kafk").await.unwrap();

    browser
        .wait_until(
            "a match is marked",
            "return [...document.querySelectorAll('.result mark, .result .matched')].some(it => /kafka/i.test(it.textContent))",
        )
        .await;
    let found = total(&browser).await;
    assert!(found > 0 && found < everybody, "{found} of {everybody}");
    browser
        .wait_until("the URL holds the search", "return location.search === '?q=kafk'")
        .await;
    assert_eq!(browser.run("return document.activeElement.id").await, "q");
    assert_eq!(
        browser.run("return window.sameDocument").await,
        true,
        "the page was loaded anew"
    );
    assert!(browser.title().await.starts_with("kafk: "));
}

#[tokio::test]
async fn a_search_that_was_typed_can_be_opened_again() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);
    browser.goto(&site.url("/search")).await;
    browser.find("#q").await.send_keys("postgresql").await.unwrap();
    browser
        .wait_until(
            "the URL holds the search",
            "return location.search === '?q=postgresql'",
        )
        .await;
    let typed = browser.text_of(".results").await;

    browser.goto(&browser.url().await).await;

    assert_eq!(browser.text_of(".results").await, typed);
}

#[tokio::test]
async fn a_filter_narrows_the_results_and_keeps_the_focus() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);
    browser.goto(&site.url("/search")).await;
    let everybody = total(&browser).await;
    let choice = browser.find(".facet .choice:has(input:not(:checked))").await;
    let expected = choice.find(By::Css(".choice-count")).await.unwrap();
    let expected = expected.text().await.unwrap();
    let filter = choice.find(By::Css("input")).await.unwrap();
    let id = filter.id().await.unwrap().unwrap();

    browser.click(&filter).await;

    browser
        .wait_until(
            "a filter is in force",
            "return document.querySelector('.chip.chosen') !== null",
        )
        .await;
    let found = total(&browser).await;
    assert!(found < everybody, "{found} of {everybody}");
    assert!(
        expected.starts_with(&found.to_string()),
        "{expected:?} was promised, {found} came"
    );
    assert_eq!(browser.run("return document.activeElement.id").await, id);
    assert!(browser.url().await.contains('='));
}

#[tokio::test]
async fn a_typo_still_finds_and_nonsense_helps() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);
    browser.goto(&site.url("/search?q=kubernetse")).await;
    assert!(total(&browser).await > 0);

    browser.goto(&site.url("/search?q=zzzyqx")).await;

    assert_eq!(total(&browser).await, 0);
    assert!(browser.text_of(".results").await.contains("Nobody matches"));
}

#[tokio::test]
async fn searching_and_filtering_work_without_javascript() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::without_javascript().await);
    browser.goto(&site.url("/")).await;

    let input = browser.find("main input[name=q]").await;
    input.send_keys("kafka" + Key::Enter).await.unwrap();

    let found = total(&browser).await;
    assert!(found > 0);
    assert!(browser.url().await.ends_with("/search?q=kafka"));

    browser
        .find(".facet input:not(:checked)")
        .await
        .click()
        .await
        .unwrap();
    browser.find("#filters .apply").await.click().await.unwrap();

    browser.find(".chip.chosen").await;
    assert!(total(&browser).await <= found);
    assert!(browser.url().await.contains("q=kafka&"));
}
