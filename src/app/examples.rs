//! The example profiles that the binary carries: invented engineers, to try the directory with.

#![expect(
    clippy::same_name_method,
    reason = "the derive makes methods and a trait of the same names"
)]

use anyhow::Context as _;
use rust_embed::RustEmbed;

use crate::directory::{Directory, Error, Outcome, Submission};

#[derive(RustEmbed)]
#[folder = "examples/profiles"]
#[allow_missing = true]
struct Examples;

/// Puts the examples into the directory; those that are there already stay as they are.
pub(super) async fn load(directory: &Directory) -> anyhow::Result<()> {
    let mut added = 0;
    for name in Examples::iter() {
        let Some(file) = Examples::get(&name) else {
            continue;
        };
        let submission = Submission {
            locator: Some(format!("example:{name}")),
            bytes: file.data.into_owned(),
        };
        match directory.ingest(submission).await {
            Ok(Outcome::Added(_)) => added += 1,
            Ok(Outcome::Updated(_) | Outcome::Unchanged(_)) => (),
            Err(Error::Rejected(rejected)) => {
                tracing::warn!(example = %name, reason = %rejected, "an example was not understood");
            }
            Err(error) => return Err(error).context("the examples cannot be stored"),
        }
    }
    directory
        .drain()
        .await
        .context("the examples cannot be made searchable")?;
    tracing::info!(added, "the examples are loaded");
    Ok(())
}
