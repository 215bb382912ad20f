//! How every page looks and is reached: in the dark, on a telephone, by keyboard, and to axe.

use serde_json::Value;
use thirtyfour::prelude::*;

use super::axe;
use super::chromium::{self, Browser};
use super::site::Site;

/// One address of each kind of page.
const PAGES: &[&str] = &[
    "/",
    "/search",
    "/search?q=kafka",
    "/search?q=zzzyqx",
    "/people/aarvika-nethrapal",
    "/people/delphine-harrowgate",
    "/people/ottoline-fenwright",
    "/people/ottoline-fenwright/history",
    "/people/ottoline-fenwright/edit",
    "/people/ottoline-fenwright/delete",
    "/search?q=ottoline",
    "/duplicates",
    "/duplicates/preview?kept=ottoline-fenwright&gone=delphine-harrowgate",
    "/skills",
    "/skills/apache-kafka",
    "/companies",
    "/companies/amazon",
    "/domains",
    "/industries/healthcare",
    "/specialties/backend",
    "/submit",
    "/sign-in",
    "/status",
    "/about",
    "/people/nobody-at-all",
];

#[tokio::test]
async fn nothing_is_hard_to_use_on_any_page_in_light_or_dark() {
    let Some(axe) = chromium::is_here().then(axe::script).flatten() else {
        return;
    };
    let (site, browser) = (Site::start(), Browser::open().await);
    let mut problems = Vec::new();
    site.add_ottoline().await;
    for look in ["light", "dark", "light and narrow"] {
        browser.prefer(if look == "dark" { look } else { "light" }).await;
        if look == "light and narrow" {
            browser.narrow(390).await;
        }
        for page in PAGES {
            browser.goto(&site.url(page)).await;
            let violations = axe::violations(&browser, &axe).await;
            problems.extend(
                violations
                    .into_iter()
                    .map(|found| format!("{page} ({look}): {found}")),
            );
        }
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[tokio::test]
async fn the_preview_of_a_submission_is_easy_to_use() {
    let Some(axe) = chromium::is_here().then(axe::script).flatten() else {
        return;
    };
    let (site, browser) = (Site::start(), Browser::open().await);
    browser.goto(&site.url("/submit")).await;
    let text = browser.find("textarea[name=text]").await;
    text.send_keys("Ottoline Fenwright\nBackend engineer, Bergen\n\nSkills: Rust, Go, Kafka")
        .await
        .unwrap();
    browser.find("button[value=preview]").await.click().await.unwrap();
    browser.find(".understood").await;

    let violations = axe::violations(&browser, &axe).await;

    assert!(violations.is_empty(), "{violations:?}");
}

#[tokio::test]
async fn pages_are_dark_for_who_prefers_it() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);
    browser.goto(&site.url("/search")).await;
    let colors = "const of = (it) => getComputedStyle(document.querySelector(it));
        return [of('body').backgroundColor, of('body').color, of('.card').backgroundColor].join(' ')";
    browser.prefer("light").await;
    let light = browser.run(colors).await;

    browser.prefer("dark").await;

    assert_ne!(browser.run(colors).await, light);
    let brightness =
        "const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g);
        return (Number(red) + Number(green) + Number(blue)) / 3";
    let brightness = browser.run(brightness).await;
    assert!(
        brightness.as_f64().unwrap() < 80.0,
        "the dark page is at {brightness}"
    );
}

#[tokio::test]
async fn no_page_is_wider_than_a_telephone() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);
    site.add_ottoline().await;
    browser.narrow(390).await;
    let mut problems = Vec::new();
    for page in PAGES {
        browser.goto(&site.url(page)).await;
        let sticking_out = "return document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll('body *')]
                .filter(it => it.getBoundingClientRect().right > innerWidth + 1)
                .slice(0, 5).map(it => `${it.tagName}.${it.className.baseVal ?? it.className}`)";
        let sticking_out = browser.run(sticking_out).await;
        if sticking_out != Value::Array(Vec::new()) {
            problems.push(format!("{page}: {sticking_out}"));
        }
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[tokio::test]
async fn the_keyboard_skips_to_the_content_and_reaches_the_search() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);
    browser.goto(&site.url("/about")).await;
    let focused = "return document.activeElement.getAttribute('href')
        ?? document.activeElement.name ?? document.activeElement.tagName";

    browser.press(Key::Tab).await;
    assert_eq!(browser.run(focused).await, "#main");
    let seen = "const at = document.activeElement.getBoundingClientRect();
        return at.top >= 0 && at.left >= 0 && at.width > 1 && at.height > 1";
    browser.wait_until("the skip link is seen", seen).await;

    browser.press(Key::Enter).await;
    browser
        .wait_until(
            "the content has the focus",
            "return document.activeElement.id === 'main'",
        )
        .await;

    browser.goto(&site.url("/about")).await;
    for _ in 0..5 {
        browser.press(Key::Tab).await;
        if browser.run(focused).await == "q" {
            return;
        }
    }
    panic!("five tabs do not reach the search");
}

#[tokio::test]
async fn what_has_the_focus_is_outlined() {
    if !chromium::is_here() {
        return;
    }
    let (site, browser) = (Site::start(), Browser::open().await);
    browser.goto(&site.url("/search")).await;
    // The box around a field may show it instead of the field.
    let outlined = "const shown = (it) => { const style = getComputedStyle(it);
            return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none' };
        const focused = document.activeElement;
        return shown(focused) || shown(focused.parentElement)";
    for step in 1..=20 {
        browser.press(Key::Tab).await;
        assert_eq!(browser.run(outlined).await, true, "stop {step} of the tab key");
    }
}
