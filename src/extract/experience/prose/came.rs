//! Whether a clause tells that its writer came to an employer: "In 2019 I", "After my degree I accepted an offer".

use crate::extract::cues::Cues;
use crate::extract::dates;
use crate::extract::document::slice;

/// Says whether nothing stands before a word of coming or leaving but its writer, and when it was.
pub(super) fn is_mine(clause: &str) -> bool {
    let lower = without_year(clause).to_lowercase();
    MINE.contains(&lower.as_str()) || BEFORE_JOINED.iter().any(|me| lower.ends_with(me))
}

/// Says whether a clause before "to join" tells of somebody who did.
pub(super) fn came(clause: &str) -> bool {
    CAME.are_in(clause)
}

/// "In 2019 I", "In May 2019 I", "2019:": the rest of a clause behind the date with which it begins.
fn without_year(clause: &str) -> &str {
    let clause = clause.trim();
    let dated = ["In ", "On ", "Around "]
        .iter()
        .find_map(|word| clause.strip_prefix(word))
        .unwrap_or(clause);
    match dates::first(dated).filter(|date| date.range.start == 0) {
        Some(date) => {
            let rest = slice(dated, date.range.end..dated.len());
            rest.trim_matches([':', ' ', '-', '–', '—', '*', ','])
        }
        None => clause,
    }
}

/// "It began when I", "After three years at Acme I", "puis j'ai".
const BEFORE_JOINED: &[&str] = &[" i", "j'ai", "j’ai"];

/// Clauses behind which "joined" speaks of the writer, lower case; nothing as well.
const MINE: &[&str] = &[
    "",
    "i",
    "i then",
    "i later",
    "i first",
    "i have",
    "i also",
    "then",
    "i recently",
    "before i",
];

/// Words before "to join" that tell of somebody who did.
static CAME: Cues = Cues::caseless(&[
    "accepted an offer",
    "accepted a position",
    "accepted a role",
    "accepted a job",
    "i left",
    "i moved",
    "i relocated",
    "i returned",
    "i was recruited",
    "i was hired",
    "i decided",
    "then left",
]);
