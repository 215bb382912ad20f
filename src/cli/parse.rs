//! `muster parse`: what is understood of a text, without storing anything.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use chrono::{NaiveDate, Utc};
use clap::ValueEnum;

use super::Done;
use super::add::{Unread, read_limited};
use super::plain::plain;
use super::summary::write_summary;
use crate::directory::{self, Submission};
use crate::profile::Profile;
use crate::taxonomy::Taxonomy;

/// Show what is understood of a text; nothing is stored
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster parse README.md                   a readable summary
  muster parse --format json README.md     the profile in the shared schema, with the evidence of every fact
  pbpaste | muster parse -")]
pub(super) struct Parse {
    /// A Markdown, text, HTML, JSON Resume, PDF or DOCX file, or `-` for standard input
    file: PathBuf,
    /// How the profile is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The shared schema
    Json,
    /// A summary for people
    Text,
}

impl Parse {
    pub(super) fn run(self) -> anyhow::Result<Done> {
        let name = plain(&self.file.display().to_string());
        let profile = self
            .read()
            .with_context(|| format!("{name} cannot be understood"))?;
        let mut out = io::stdout().lock();
        match self.format {
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &profile).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            Format::Text => write_summary(&mut out, &profile)?,
        }
        out.flush()?;
        if let Err(refusal) = directory::notes(&profile) {
            writeln!(io::stderr(), "note: {name} would not be accepted: {refusal}")?;
        }
        Ok(Done::Wholly)
    }

    fn read(&self) -> Result<Profile, Unread> {
        let bytes = if self.file.as_os_str() == "-" {
            read_limited(io::stdin().lock())?
        } else {
            read_limited(File::open(&self.file)?)?
        };
        let locator = (self.file.as_os_str() != "-").then(|| self.file.display().to_string());
        let submission = Submission { locator, bytes };
        Ok(directory::understand(submission, Taxonomy::embedded(), today())?)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "an edge: the day on which the command runs"
)]
pub(super) fn today() -> NaiveDate {
    Utc::now().date_naive()
}
