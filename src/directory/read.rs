//! From bytes to what they say: the CPU's share of an ingestion.

use sha2::{Digest as _, Sha256};

use super::{Rejected, Submission};
use crate::extract::{self, Format};
use crate::intake::{self, File, Received};
use crate::profile::{PersonId, SourceId};
use crate::sources::{self, Form};
use crate::store::{NewDocument, Origin};

/// How the locators of pastes begin; a hash of the text follows.
const PASTE: &str = "paste:";

/// The kinds of texts that services state.
pub(super) const ACCOUNT: &str = "account";
pub(super) const FEED: &str = "feed";

/// The longest locator that is kept as it is; databases index no longer ones.
const MAX_LOCATOR_BYTES: usize = 1_000;

/// A text that may be read.
#[derive(Debug, Clone)]
pub(super) struct Admitted {
    pub(super) document: NewDocument,
    pub(super) is_paste: bool,
    /// Whom it is about, where that is known from where it was read.
    pub(super) person: Option<PersonId>,
}

/// Takes up a text that was read from a place: one of `origin`, or one that nobody has yet.
pub(super) fn admit_fetched(
    (document, origin): (sources::Document, Option<Origin>),
) -> Result<Admitted, Rejected> {
    let (kind, text) = match document.form {
        Form::Written => {
            let Received { text, file } = intake::read(document.bytes)?;
            (file.map_or_else(|| format(&text), File::id), text)
        }
        Form::Account => (ACCOUNT, String::from_utf8_lossy(&document.bytes).into_owned()),
        Form::Feed => (FEED, String::from_utf8_lossy(&document.bytes).into_owned()),
    };
    let locator = stored_locator(&document.locator).unwrap_or(document.locator);
    Ok(Admitted {
        document: NewDocument {
            source: source_id(&locator),
            locator,
            kind: kind.to_owned(),
            sha256: hex(&text),
            text,
            origin: origin.as_ref().map(|origin| origin.id),
        },
        is_paste: false,
        person: origin.map(|origin| origin.person),
    })
}

/// Checks a submission and finds out by what its text is known.
pub(super) fn admit(submission: Submission) -> Result<Admitted, Rejected> {
    let named = submission.locator.as_deref().and_then(stored_locator);
    if named.as_deref().is_some_and(is_paste) {
        return Err(Rejected::ReservedSource);
    }
    let Received { text, file } = intake::read(submission.bytes)?;
    let sha256 = hex(&text);
    let is_paste = named.is_none();
    let locator = named.unwrap_or_else(|| format!("{PASTE}{sha256}"));
    let kind = file.map_or_else(|| format(&text), File::id);
    Ok(Admitted {
        document: NewDocument {
            source: source_id(&locator),
            locator,
            kind: kind.to_owned(),
            text,
            sha256,
            origin: None,
        },
        is_paste,
        person: None,
    })
}

/// Says whether a text is a JSON Resume.
pub fn is_resume(text: &str) -> bool {
    extract::detect(text) == Format::JsonResume
}

fn format(text: &str) -> &'static str {
    match extract::detect(text) {
        Format::Markdown => "markdown",
        Format::Text => "text",
        Format::Html => "html",
        Format::JsonResume => "json-resume",
    }
}

pub(super) fn is_paste(locator: &str) -> bool {
    locator.starts_with(PASTE)
}

/// The same for the same locator, always: evidence stays valid when a text is received again.
pub(super) fn source_id(locator: &str) -> SourceId {
    let mut id = hex(locator);
    id.truncate(20);
    SourceId::new(id)
}

/// A caller's locator as every database can keep it; `None` where nothing is left of it.
fn stored_locator(locator: &str) -> Option<String> {
    let mut kept: String = locator
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    if kept.len() > MAX_LOCATOR_BYTES {
        let hash = hex(&kept);
        kept.truncate(kept.floor_char_boundary(MAX_LOCATOR_BYTES - hash.len() - 1));
        kept = format!("{kept}#{hash}");
    }
    (!kept.is_empty()).then_some(kept)
}

fn hex(text: &str) -> String {
    format!("{:x}", Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locator_is_kept_as_it_is_where_it_can_be() {
        assert_eq!(stored_locator(" file:///a.md\n").as_deref(), Some("file:///a.md"));
        assert_eq!(stored_locator("a\0b").as_deref(), Some("ab"));
        assert_eq!(stored_locator(" \t"), None);
    }

    #[test]
    fn long_locators_are_shortened_and_still_told_apart() {
        let one = stored_locator(&format!("{}1", "ä".repeat(2_000))).unwrap();
        let two = stored_locator(&format!("{}2", "ä".repeat(2_000))).unwrap();
        assert!(one.len() <= MAX_LOCATOR_BYTES);
        assert_ne!(one, two);
    }
}
