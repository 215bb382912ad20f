//! `muster config`: what is set, and by whom.

use std::io::{self, Write as _};

use super::{Done, Settings};
use crate::config::DEFAULTS;

/// Print the settings that are in force, and where each comes from
///
/// Secrets are masked. The output is a configuration file.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Later wins: the defaults, the configuration file, the environment (MUSTER__WEB__LISTEN for web.listen), flags.

Examples:
  muster config                              what is in force
  muster config --defaults > muster.toml     a file with every setting explained, to change")]
pub(super) struct ShowConfig {
    /// Print the defaults instead, with an explanation of every setting
    #[arg(long)]
    defaults: bool,
}

impl ShowConfig {
    pub(super) fn run(&self, settings: &Settings) -> anyhow::Result<Done> {
        if self.defaults {
            write!(io::stdout(), "{DEFAULTS}")?;
        } else {
            write!(io::stdout(), "{}", settings.load(Vec::new())?)?;
        }
        Ok(Done::Wholly)
    }
}
