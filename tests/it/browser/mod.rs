//! The pages in a real browser, with the examples loaded.

mod axe;
mod chromium;
mod looks;
mod search;
mod site;
mod submit;

use chromium::Browser;

#[tokio::test]
async fn the_checker_notices_a_page_that_is_hard_to_read() {
    let Some(axe) = chromium::is_here().then(axe::script).flatten() else {
        return;
    };
    let browser = Browser::open().await;
    browser
        .goto("data:text/html,<html lang=en><title>Faint</title><main><h1 style=color:silver>Faint")
        .await;

    let violations = axe::violations(&browser, &axe).await;

    assert!(
        violations.iter().any(|found| found.starts_with("color-contrast")),
        "{violations:?}"
    );
}
