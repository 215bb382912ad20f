//! What do the words before a link say of it?

use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::{names, titles};

/// Words of a sentence after which a page of one's own is linked.
const OWN_PAGE: &[&str] = &[
    "my website",
    "my site",
    "my blog",
    "my homepage",
    "my home page",
    "my portfolio",
    "my personal site",
    "my personal website",
    "my musings",
    "my writing",
    "my writings",
    "my posts",
    "my articles",
    "my telegram",
    "my telegram channel",
    "my youtube channel",
    "my channel",
    "my newsletter",
    "my podcast",
    "about me",
    "i blog",
    "find me",
];

/// Says whether the words before a link introduce it as the writer's own page: "Find my musings at …".
pub(super) fn is_introduced(label: &str) -> bool {
    if label.is_empty() {
        return false;
    }
    let label = label.to_lowercase();
    let joints = [" at", " on", " is", " here"];
    let words = joints
        .iter()
        .find_map(|joint| label.strip_suffix(joint))
        .unwrap_or(&label);
    OWN_PAGE.iter().any(|page| words.ends_with(page))
}

/// `I work @[mill](…)`, `Current work: [Mill](…)`: says whether an employer follows some words.
pub(super) fn leads_to_employer(label: &str) -> bool {
    static WORKS: Cues = Cues::caseless(&["work", "engineer", "developer", "employed", "intern", "founder"]);
    let label = label.trim_end_matches(['@', ' ', ':']);
    let last = label.rsplit(' ').next().unwrap_or_default();
    let titled = || matches!(last, "at" | "of") && titles::is_title(label);
    matches!(last, "work" | "at" | "with" | "for" | "of") && (WORKS.are_in(label) || titled())
}

/// Returns the words that name an address: "Website: …".
pub(super) fn label_before(text: &str, at: usize) -> &str {
    let line = slice(text, text.floor_char_boundary(at.saturating_sub(80))..at)
        .rsplit(['\n', '\t', '|', '•', '·', ','])
        .next()
        .unwrap_or_default();
    let line = line.trim_end();
    let column = line.contains("   ").then(|| line.rsplit("   ").next()).flatten();
    names::bare(column.unwrap_or(line).trim_end_matches(':'))
}
