//! How can the person be reached? E-mail addresses, written out or behind links and badges.

use super::cues::Cues;
use super::document::{Block, Kind};
use super::reading::Reading;
use super::sections::fold;
use crate::profile::{Email, Evidence, Via};

/// Signs without width, at which pages may break a long address.
const UNSEEN: &[char] = &[
    '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}',
];

/// The most addresses of one person.
const MAX_EMAILS: usize = 10;

/// What people call the part that names who speaks for them, folded.
const REFERENCES: &[&str] = &["references", "referees", "referenzen", "referencias"];

/// Reads the person's addresses, each once, in the order of the text; those of referees are not the person's.
pub(super) fn emails(reading: &Reading<'_>) -> Vec<Email> {
    let mut emails: Vec<Email> = Vec::new();
    let mut add = |address: &str, evidence: Evidence| {
        let address = address.trim().replace(UNSEEN, "").to_lowercase();
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
        let foreign = reading.referees(index).unwrap_or(usize::MAX);
        for link in block.links.iter().filter(|link| link.range.start < foreign) {
            if let Some(address) = mailto(&link.href) {
                add(&address, reading.quote(link.span.clone(), Via::List));
            }
        }
        for address in reading
            .addresses(index)
            .iter()
            .filter(|address| address.email && address.range.start < foreign)
        {
            add(&address.url, reading.evidence(index, &address.range, Via::List));
        }
    }
    emails
}

/// Returns, for each block, from where on it is about other people: those who speak for the person.
pub(super) fn referees(reading: &Reading<'_>) -> Vec<Option<usize>> {
    let mut under: Option<u8> = None;
    let mut places = Vec::with_capacity(reading.document.blocks.len());
    for (index, block) in reading.blocks() {
        let level = match block.kind {
            Kind::Heading(level) => Some(level),
            _ => (reading.outline.heading(index) == Some(index)).then_some(7),
        };
        if let Some(level) = level {
            if names_referees(block.text.as_str()) {
                under = Some(level);
            } else if under.is_some_and(|above| level <= above) {
                under = None;
            }
        }
        places.push(under.map(|_| 0).or_else(|| referees_in(block)));
    }
    places
}

/// What all of them have in common.
static REFERRING: Cues = Cues::caseless(&["refer"]);

/// Says whether a heading or a label is that of the part about referees: "Professional references".
fn names_referees(label: &str) -> bool {
    if !REFERRING.are_in(label) {
        return false;
    }
    let folded = fold(label);
    let mut words = folded.split(' ');
    words.next_back().is_some_and(|word| REFERENCES.contains(&word)) && words.count() <= 1
}

/// Returns where the line "References: …" begins in a block; what follows it in the block belongs to it.
fn referees_in(block: &Block) -> Option<usize> {
    let text = block.text.as_str();
    if !text.contains(':') || !REFERRING.are_in(text) {
        return None;
    }
    block
        .text
        .lines()
        .find(|line| {
            let line = text.get(line.clone()).unwrap_or_default();
            line.split_once(':')
                .is_some_and(|(label, _)| label.len() <= 40 && names_referees(label))
        })
        .map(|line| line.start)
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

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::{Document, extract};
    use crate::profile::SourceId;
    use crate::taxonomy::Taxonomy;

    /// The addresses and the logins that are taken for the person's.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let source = SourceId::new("test".to_owned());
        let document = Document {
            source: &source,
            text,
        };
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let profile = extract(document, Taxonomy::embedded(), today);
        let addresses = profile.emails.iter().map(|email| email.address.as_str());
        let logins = profile.links.iter().filter_map(|link| link.handle.as_deref());
        assert_eq!(addresses.chain(logins).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn an_address_of_a_referee_is_not_the_persons() {
        check(
            "# Bob Fenwick\n\nbob@fenwick.example\n\nReferences: Ada, ada@quill.example\n",
            &["bob@fenwick.example"],
        );
        check(
            "# Bob Fenwick\n\n## References\n\n### Ada Quill\n\n[Write](mailto:ada@quill.example)\n\n\
             https://github.com/adaquill\n\n## Contact\n\nbob@fenwick.example\n",
            &["bob@fenwick.example"],
        );
        check(
            "Bob Fenwick\nbob@fenwick.example\n\nReferees:\nAda Quill, ada@quill.example\n",
            &["bob@fenwick.example"],
        );
    }

    #[test]
    fn a_word_on_references_hides_no_address_of_ones_own() {
        check(
            "# Bob Fenwick\n\nReferences on request\nbob@fenwick.example\n",
            &["bob@fenwick.example"],
        );
    }

    #[test]
    fn a_link_to_somebody_in_a_sentence_is_not_the_persons() {
        check(
            "# Bob Fenwick\n\n## About\n\nI wrote the parser together with \
             [Ada Quill](https://www.linkedin.com/in/adaquill), who now teaches.\n",
            &[],
        );
        check(
            "# Bob Fenwick\n\n## About\n\nI write parsers, and you find me on \
             [LinkedIn](https://www.linkedin.com/in/bfen).\n",
            &["bfen"],
        );
    }

    #[test]
    fn addresses_can_be_written_for_people_alone() {
        check(
            "# Bob Fenwick\n\nEmail: bob.fen[at]fenwick.example\n",
            &["bob.fen@fenwick.example"],
        );
        check(
            "# Bob Fenwick\n\nbob (at) fenwick (dot) example\n",
            &["bob@fenwick.example"],
        );
        check(
            "# Bob Fenwick\n\n[bob&#8203;@fenwick.example](mailto:bob@fenwick.example)\n",
            &["bob@fenwick.example"],
        );
        check("# Bob Fenwick\n\nI weave (at) home. Often.\n", &[]);
    }
}
