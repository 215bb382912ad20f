//! For whom did the person work at an employer that sends people to others? Clients inside an account.

use std::ops::Range;

use super::{Draft, Role, VIA};
use crate::extract::cues::Cues;
use crate::extract::document::{slice, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::{names, web};

/// Labels before the names of clients, lower case.
static LABELS: Cues = Cues::caseless(&[
    "client:",
    "clients:",
    "customer:",
    "customers:",
    "kunde:",
    "kunden:",
    "cliente:",
    "clientes:",
]);

/// The most letters of a line that names a client.
const LINE_CHARS: usize = 100;

/// Reads the clients that a line of an account names.
pub(super) fn of(reading: &Reading<'_>, line: &Line<'_>) -> Vec<Role> {
    named(reading, line)
        .into_iter()
        .filter_map(|range| {
            let draft = Draft {
                company: line.text.get(range.clone()),
                ..Draft::default()
            };
            let evidence = reading.evidence(line.block, &line.within(&range), VIA);
            draft.company.is_some().then(|| Role {
                position: draft.position(reading, evidence),
                account: Vec::new(),
            })
        })
        .collect()
}

/// Says whether a line of an account names clients.
pub(super) fn are_in(reading: &Reading<'_>, line: &Line<'_>) -> bool {
    !named(reading, line).is_empty()
}

fn named(reading: &Reading<'_>, line: &Line<'_>) -> Vec<Range<usize>> {
    labeled(line.text)
        .or_else(|| introduced(line.text).map(|range| vec![range]))
        .or_else(|| linked(reading, line).map(|range| vec![range]))
        .unwrap_or_default()
}

/// "Clients: Acme, Bolt and Crate".
fn labeled(text: &str) -> Option<Vec<Range<usize>>> {
    let label = LABELS.begin(text)?;
    if text.chars().count() > LINE_CHARS * 2 {
        return None;
    }
    let mut found = Vec::new();
    let mut start = label.len();
    for (at, joint) in text.match_indices([',', ';', '/']).chain([(text.len(), "")]) {
        if at < start {
            continue;
        }
        let range = trim_by(text, start..at, |letter| {
            !letter.is_alphanumeric() && letter != ')'
        });
        if is_name(slice(text, range.clone())) {
            found.push(range);
        }
        start = at + joint.len();
    }
    Some(found)
}

/// "for Acme" on a line of its own.
fn introduced(text: &str) -> Option<Range<usize>> {
    let rest = text.strip_prefix("for ")?;
    let name = rest.split(" (").next().unwrap_or(rest).trim_end();
    let range = "for ".len().."for ".len() + name.len();
    (is_name(name) && rest.split_whitespace().count() <= 6).then_some(range)
}

/// A line that is nothing but a link to the site of whom it names.
fn linked(reading: &Reading<'_>, line: &Line<'_>) -> Option<Range<usize>> {
    let block = reading.document.blocks.get(line.block)?;
    let range = trim_by(line.text, 0..line.text.len(), |letter| {
        !letter.is_alphanumeric() && letter != ')'
    });
    let whole = line.within(&range);
    let mut links = block.links.iter();
    let site = links.find(|link| link.range.start <= whole.start && link.range.end >= whole.end)?;
    let name = slice(line.text, range.clone());
    let url = web::parse(&site.href)?;
    let host = web::host(&url)?;
    let label = names::slug(host.split('.').find(|label| *label != "www").unwrap_or(host)).replace('-', "");
    let letters = names::slug(name).replace('-', "");
    let own = letters.len() >= 2 && (letters.contains(&label) || label.contains(&letters));
    let known = reading.taxonomy.company_named(name).is_some();
    (is_name(name) && (own || known) && reading.taxonomy.skill_named(name).is_none()).then_some(range)
}

fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=5).contains(&words)
        && text.chars().count() <= LINE_CHARS
        && text.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
        && !text.ends_with(['.', ':', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_listed_or_introduced() {
        let texts = |text: &'static str, ranges: Vec<Range<usize>>| -> Vec<&str> {
            ranges.into_iter().map(|range| slice(text, range)).collect()
        };
        let listed = "Clients: Lumoraq, Vintrel Foods; Ossaban";
        assert_eq!(
            texts(listed, labeled(listed).unwrap_or_default()),
            ["Lumoraq", "Vintrel Foods", "Ossaban"]
        );
        let sent = "for Lumoraq (formerly Ossaban)";
        assert_eq!(introduced(sent).map(|range| slice(sent, range)), Some("Lumoraq"));
        assert_eq!(
            introduced("for the whole of the company's many teams abroad"),
            None
        );
        assert_eq!(labeled("Built tools for clients: fast ones"), None);
    }
}
