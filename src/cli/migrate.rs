//! `muster migrate`: the database's schema.

use std::io::{self, Write as _};

use super::Done;
use crate::app;
use crate::config::Config;

/// Bring the database's schema up to date
///
/// Every command does this by itself; this one is for running it ahead, before a new version takes over.
#[derive(Debug, clap::Args)]
pub(super) struct Migrate {}

impl Migrate {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let store = app::open_store(config).await?;
        let people = store.count_people().await?;
        writeln!(io::stdout(), "the database is up to date; people in it: {people}")?;
        Ok(Done::Wholly)
    }
}
