//! Showing what would be understood of a text.

use super::read::{admit, read};
use super::{Directory, Error, Rejected, Submission, now};
use crate::profile::Profile;

impl Directory {
    /// Returns what would be understood of a text, without storing anything.
    pub async fn preview(&self, bytes: Vec<u8>) -> Result<Profile, Error> {
        let (taxonomy, today) = (self.taxonomy, now().date_naive());
        let submission = Submission { locator: None, bytes };
        let profile = self
            .cpu
            .run(move || {
                let document = admit(submission)?.document;
                Ok::<_, Rejected>(read(&document.source, &document.text, taxonomy, today))
            })
            .await??;
        super::validate::facts(&profile)?;
        Ok(profile)
    }
}
