//! `muster doctor`: is everything as it should be?

use std::io::{self, Write as _};

use super::Done;
use crate::app::{App, disk};
use crate::config::Config;
use crate::directory::{Check, Health};

/// Look whether everything is as it should be, and say what to do where it is not
///
/// Looks at the configuration, the database, the clock, the disk and the search engine, and compares the search index with the
/// database person by person. Exit code 0 where nothing is wrong, else 1.
#[derive(Debug, clap::Args)]
pub(super) struct Doctor {
    /// Mend the search index where it differs from the database
    #[arg(long)]
    repair: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        // Only who mends writes: whoever owns the index may go on meanwhile.
        let app = if self.repair {
            App::open(config).await?
        } else {
            App::reader(config).await?
        };
        let mut checks = vec![
            Check::new("configuration", Health::Well, "every setting can be read"),
            disk::check(&config.data_folder),
        ];
        checks.extend(app.directory.check().await);
        checks.push(app.directory.check_contents(self.repair).await);
        let mut out = io::stdout().lock();
        if self.json {
            serde_json::to_writer_pretty(&mut out, &checks)?;
            writeln!(out)?;
        } else {
            for check in &checks {
                writeln!(
                    out,
                    "{:<8} {:<14} {}",
                    word(check.health),
                    check.name,
                    check.detail
                )?;
            }
            for refused in app.directory.refused_people().await? {
                writeln!(
                    out,
                    "{:<8} {:<14} {}: {}",
                    "", "refused", refused.person, refused.reason
                )?;
            }
        }
        let is_wrong = checks.iter().any(|check| check.health == Health::Wrong);
        Ok(if is_wrong { Done::InPart } else { Done::Wholly })
    }
}

const fn word(health: Health) -> &'static str {
    match health {
        Health::Well => "ok",
        Health::Warning => "warning",
        Health::Wrong => "WRONG",
    }
}
