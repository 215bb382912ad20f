//! `muster export`: everybody, one profile a line.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Done;
use crate::app;
use crate::config::Config;
use crate::store::Store;

/// How many people are read at once.
const BATCH: u64 = 200;

/// Write all profiles as NDJSON: one profile in the shared schema a line
///
/// The profiles are whole, with e-mail addresses: keep the file to yourself.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster export --output people.ndjson
  muster export | jq -r .name")]
pub(super) struct Export {
    /// The file to write, readable for you alone [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let store = app::existing_store(config).await?;
        let Some(output) = &self.output else {
            write_people(&store, &mut BufWriter::new(io::stdout())).await?;
            return Ok(Done::Wholly);
        };
        let people = write_file(&store, output)
            .await
            .with_context(|| format!("{} cannot be written", output.display()))?;
        writeln!(io::stderr(), "people written to {}: {people}", output.display())?;
        Ok(Done::Wholly)
    }
}

/// Writes beside the file first, so that a broken export leaves an earlier one whole.
async fn write_file(store: &Store, output: &Path) -> anyhow::Result<u64> {
    let mut partial = output.as_os_str().to_owned();
    partial.push(".partial");
    let mut file = BufWriter::new(create_private(Path::new(&partial))?);
    let people = write_people(store, &mut file).await?;
    file.into_inner()?.sync_all()?;
    fs::rename(&partial, output)?;
    Ok(people)
}

async fn write_people(store: &Store, out: &mut impl Write) -> anyhow::Result<u64> {
    let mut written = 0;
    let mut after = None;
    loop {
        let people = store.people_after(after, BATCH).await?;
        let Some(last) = people.last() else {
            break;
        };
        after = Some(last.id);
        for person in &people {
            serde_json::to_writer(&mut *out, &person.profile).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
            written += 1;
        }
    }
    out.flush()?;
    Ok(written)
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
