//! `muster search-key`: a key for Meilisearch that allows what Muster does there, and nothing else.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Done;
use crate::config::{self, Config};
use crate::search::{self, Key};

/// Make a key for Meilisearch that allows no more than Muster needs, and print it
///
/// The server and the prefix of the indexes are those of the settings `search.url` and `search.index_prefix`. Muster itself
/// never needs the master key.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster search-key --master-key-file master.key > search.key     the key goes into a file for `search.key_file`
  MEILI_MASTER_KEY=… muster search-key                            the master key from the environment")]
pub(super) struct SearchKey {
    /// The file that holds the master key, `-` for standard input [default: the variable `MEILI_MASTER_KEY`]
    #[arg(long, value_name = "PATH")]
    master_key_file: Option<PathBuf>,
}

impl SearchKey {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let text = match &self.master_key_file {
            Some(path) => read(path).with_context(|| format!("{} cannot be read", path.display()))?,
            None => config::master_key().context(
                "no master key: name a file that holds it by `--master-key-file`, or set `MEILI_MASTER_KEY`",
            )?,
        };
        let master = Key::new(text.trim())
            .context("this is no master key: a key has only visible ASCII characters, and no blanks")?;
        let server = &config.search.meilisearch;
        let key = search::make_key(server, master)
            .await
            .with_context(|| format!("Meilisearch on {} makes no key", server.url))?;
        writeln!(io::stdout(), "{key}")?;
        Ok(Done::Wholly)
    }
}

fn read(path: &Path) -> io::Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    fs::read_to_string(path)
}
