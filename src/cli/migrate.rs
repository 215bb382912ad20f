//! `muster migrate`: the database's schema, and the way from one database to another.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};

use super::{Done, reindex};
use crate::app;
use crate::config::Config;
use crate::store;

/// Bring the database's schema up to date, or copy a directory into another database
///
/// Every command brings the schema up to date by itself; doing it ahead is for before a new version takes over.
///
/// With `--from` or `--to`, everything is copied from one database into another, which has to be empty: people, their texts and histories,
/// and what identifies them. The side that is not named is the database of the settings (`store.url`). Stop every muster that uses either
/// database first. The target gets everything or, where anything interrupts the copying, nothing: then start again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster migrate                                        the schema only, of the database in the settings
  muster migrate --to-file postgres.url                 from the database in the settings
  muster migrate --from sqlite:///srv/muster/muster.db --to postgres://muster@db/muster

A URL on the command line can be seen by others on this machine: give one with a password as a file, or in the settings as
MUSTER__STORE__URL or `store.url_file`.")]
pub(super) struct Migrate {
    /// The database to copy from [default: `store.url`]
    #[arg(long, value_name = "URL")]
    from: Option<String>,
    /// A file that holds the URL of the database to copy from
    #[arg(long, value_name = "PATH", conflicts_with = "from")]
    from_file: Option<PathBuf>,
    /// The empty database to copy into [default: `store.url`]
    #[arg(long, value_name = "URL")]
    to: Option<String>,
    /// A file that holds the URL of the database to copy into
    #[arg(long, value_name = "PATH", conflicts_with = "to")]
    to_file: Option<PathBuf>,
}

impl Migrate {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let from = database("--from", self.from, self.from_file.as_deref(), config)?;
        let to = database("--to", self.to, self.to_file.as_deref(), config)?;
        if from.is_none() && to.is_none() {
            let store = app::open_store(config).await?;
            let people = store.count_people().await?;
            writeln!(io::stdout(), "the database is up to date; people in it: {people}")?;
            return Ok(Done::Wholly);
        }
        let configured = || config.store.clone();
        let (from, to) = (from.unwrap_or_else(configured), to.unwrap_or_else(configured));
        let bar = reindex::progress(0);
        let progress = |done, steps| {
            bar.set_length(steps);
            bar.set_position(done);
        };
        let copied = app::copy(&from, &to, &progress).await?;
        bar.finish_and_clear();
        let store::Contents {
            people,
            documents,
            keys,
            origins,
            decisions,
            ..
        } = copied;
        writeln!(
            io::stdout(),
            "copied and compared: people: {people}, texts: {documents}, addresses and logins: {keys}, places: {origins}, \
             decisions by hand: {decisions}\n\
             set `store.url` to the new database; its search index gets everybody at the next start"
        )?;
        Ok(Done::Wholly)
    }
}

/// Reads which database an option names, or its file; neither repeats what is wrong, since it may hold a password.
fn database(
    option: &str,
    url: Option<String>,
    file: Option<&Path>,
    config: &Config,
) -> anyhow::Result<Option<store::Config>> {
    let (option, url) = match (url, file) {
        (Some(url), _) => (option.to_owned(), url),
        (None, Some(path)) => {
            let url = fs::read_to_string(path)
                .with_context(|| format!("the file {} cannot be read", path.display()))?;
            (
                format!("{option}-file {}", path.display()),
                url.trim_end_matches(['\r', '\n']).to_owned(),
            )
        }
        (None, None) => return Ok(None),
    };
    let store = config
        .another_store(&url)
        .map_err(|problem| anyhow!("{option}: {problem}"))?;
    Ok(Some(store))
}
