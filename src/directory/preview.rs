//! Showing what would be understood of a text.

use chrono::NaiveDate;

use super::derive::{Text, read};
use super::read::admit;
use super::{Directory, Error, Rejected, Submission, validate};
use crate::intake;
use crate::profile::Profile;
use crate::taxonomy::Taxonomy;

/// Reads a submission without any directory: nothing is stored.
///
/// A text that says nothing gives an empty profile, which no directory would take.
pub fn understand(
    submission: Submission,
    taxonomy: &Taxonomy,
    today: NaiveDate,
) -> Result<Profile, Rejected> {
    let document = admit(submission)?.document;
    let text = Text {
        source: document.source,
        kind: document.kind,
        text: document.text,
        locator: document.locator,
        fetched_at: None,
        sha256: document.sha256,
    };
    Ok(read(&text, taxonomy, today))
}

/// Says what a directory would note on a profile, or why it would refuse it.
pub fn notes(profile: &Profile) -> Result<Vec<String>, Rejected> {
    validate::facts(profile)
}

impl Directory {
    /// Returns the text that some bytes are, or that a file holds.
    pub async fn text_of(&self, bytes: Vec<u8>) -> Result<String, Error> {
        let received = self.cpu.run(move || intake::read(bytes)).await?;
        Ok(received.map_err(Rejected::from)?.text)
    }

    /// Returns what would be understood of a text, without storing anything.
    pub async fn preview(&self, bytes: Vec<u8>) -> Result<Profile, Error> {
        let (taxonomy, today) = (self.taxonomy, self.clock.now().date_naive());
        let submission = Submission { locator: None, bytes };
        let understood = self.cpu.run(move || understand(submission, taxonomy, today));
        let profile = understood.await??;
        validate::facts(&profile)?;
        Ok(profile)
    }
}
