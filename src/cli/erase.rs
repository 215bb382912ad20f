//! `muster erase`: a person and everything that is known of them.

use std::io::{self, Write as _};

use anyhow::bail;

use super::Done;
use super::person::find;
use crate::app::App;
use crate::config::Config;

/// Erase a person: their texts, their profile, their place in the search index
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  muster erase sietske-hoogwaard")]
pub(super) struct Erase {
    /// The id of a person, or their name in URLs
    #[arg(value_name = "ID|SLUG")]
    person: String,
}

impl Erase {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let app = App::open(config).await?;
        let id = find(&app.directory, &self.person).await?;
        let erased = match id {
            Some(id) => app.directory.erase(id).await?,
            None => false,
        };
        if !erased {
            bail!(
                "there is nobody called `{}`: `muster search NAME` shows how people are called",
                self.person
            );
        }
        if app.owns_index() {
            app.directory.drain().await?;
        }
        writeln!(io::stdout(), "erased     {}", self.person)?;
        Ok(Done::Wholly)
    }
}
