//! How can the person be reached? E-mail addresses, written out or behind links and badges.

use super::reading::Reading;
use super::web;
use crate::profile::{Email, Evidence, Via};

/// The most addresses of one person.
const MAX_EMAILS: usize = 10;

/// Reads the person's addresses, each once, in the order of the text.
pub(super) fn emails(reading: &Reading<'_>) -> Vec<Email> {
    let mut emails: Vec<Email> = Vec::new();
    let mut add = |address: &str, evidence: Evidence| {
        let address = address.trim().to_lowercase();
        if emails.len() < MAX_EMAILS
            && is_personal(&address)
            && emails.iter().all(|known| known.address != address)
        {
            emails.push(Email {
                address,
                evidence: vec![evidence],
            });
        }
    };
    for (index, block) in reading.blocks() {
        for link in &block.links {
            if let Some(address) = mailto(&link.href) {
                add(&address, reading.quote(link.span.clone(), Via::List));
            }
        }
        for address in web::addresses(block.text.as_str())
            .into_iter()
            .filter(|address| address.email)
        {
            add(&address.url, reading.evidence(index, &address.range, Via::List));
        }
    }
    emails
}

/// Returns the address that a `mailto:` link names, decoded.
fn mailto(href: &str) -> Option<String> {
    let rest = href
        .trim()
        .strip_prefix("mailto:")
        .or_else(|| href.trim().strip_prefix("MAILTO:"))?;
    let address = rest.split(['?', ',', ';']).next()?;
    let decoded = percent_encoding::percent_decode_str(address)
        .decode_utf8_lossy()
        .trim()
        .to_owned();
    decoded.contains('@').then_some(decoded)
}

/// An address of a machine or of an example is nobody's.
fn is_personal(address: &str) -> bool {
    let Some((login, host)) = address.split_once('@') else {
        return false;
    };
    let machine = matches!(login, "noreply" | "no-reply" | "git" | "support");
    !login.is_empty() && host.contains('.') && !machine && !login.contains('%') && !host.ends_with("png")
}
