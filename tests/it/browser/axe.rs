//! What axe-core finds wrong with a page for people who see, hear or move differently.

use std::env;
use std::fs;
use std::io::Write as _;

use super::chromium::{self, Browser};

/// Runs axe on the page that is open and returns what is serious or critical: a line a rule, with its first element.
const ASK: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) =>
                `${id}, ${nodes.length} times: ${nodes[0].target.join(' ')}: ${nodes[0].failureSummary}`)),
        (error) => done([`axe failed: ${error}`]));";

/// The checker's own script, from the file that `MUSTER_TEST_AXE` names.
///
/// `None` where it names none: then the caller passes after this has said so, unless a browser is required.
pub(super) fn script() -> Option<String> {
    let Some(path) = env::var_os("MUSTER_TEST_AXE") else {
        assert!(
            !chromium::is_required(),
            "MUSTER_TEST_AXE must name axe.min.js: npm pack axe-core"
        );
        // Written past the capture of the test harness: a skip must be seen.
        let skipped = "skipped: MUSTER_TEST_AXE does not name axe.min.js\n";
        std::io::stderr().write_all(skipped.as_bytes()).unwrap();
        return None;
    };
    Some(fs::read_to_string(path).expect("MUSTER_TEST_AXE names a file that can be read"))
}

/// What is serious or critical on the page that is open.
pub(super) async fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    // Given to the driver and not to the page: the page's own policy forbids foreign scripts.
    browser.run(axe).await;
    browser
        .ask(ASK)
        .await
        .as_array()
        .expect("a list of findings")
        .iter()
        .map(|finding| finding.as_str().unwrap_or_default().to_owned())
        .collect()
}
