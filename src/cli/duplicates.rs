//! `muster duplicates`: who may be the same person, and making people one or two.

use std::io::{self, Write as _};

use anyhow::bail;
use uuid::Uuid;

use super::Done;
use crate::app::App;
use crate::config::Config;
use crate::directory::Directory;
use crate::store::Person;

/// List people who may be the same, merge two, undo a merge, or note that two are not one
///
/// Nobody is merged without being told to, and every merge can be undone exactly.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster duplicates
  muster duplicates --merge ada-quill ada-quill-x7k2p     the first stays, and takes in the second
  muster duplicates --undo 0191f5a0-5d2e-7c3a-9b1f-6a5e4d3c2b1a
  muster duplicates --apart ada-quill ada-quill-x7k2p")]
#[group(multiple = false)]
pub(super) struct Duplicates {
    /// Make two people one: the first stays
    #[arg(long, num_args = 2, value_names = ["KEPT", "GONE"])]
    merge: Vec<String>,
    /// Undo a merge
    #[arg(long, value_name = "ID")]
    undo: Option<Uuid>,
    /// Note that two people are not the same
    #[arg(long, num_args = 2, value_name = "PERSON")]
    apart: Vec<String>,
    /// Show what a person was merged from, with the ids to undo
    #[arg(long, value_name = "PERSON")]
    merges: Option<String>,
}

impl Duplicates {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let app = App::open(config).await?;
        let directory = &app.directory;
        if let [kept, gone] = self.merge.as_slice() {
            let (kept, gone) = (find(directory, kept).await?, find(directory, gone).await?);
            let merge = directory.merge(kept.id, gone.id).await?;
            writeln!(io::stdout(), "merged     {} into {}", gone.slug, kept.slug)?;
            writeln!(io::stdout(), "to undo    muster duplicates --undo {}", merge.id)?;
        } else if let Some(id) = self.undo {
            let (kept, back) = directory.unmerge(id).await?;
            writeln!(io::stdout(), "parted     {} from {}", back.slug, kept.slug)?;
        } else if let [one, other] = self.apart.as_slice() {
            let (one, other) = (find(directory, one).await?, find(directory, other).await?);
            directory.dismiss(one.id, other.id).await?;
            writeln!(io::stdout(), "apart      {} and {}", one.slug, other.slug)?;
            return Ok(Done::Wholly);
        } else if let Some(person) = self.merges {
            let person = find(directory, &person).await?;
            for merge in directory.store.merges_of(person.id).await? {
                let reasons = merge.reasons.join("; ");
                writeln!(io::stdout(), "{}  {}  {reasons}", merge.id, merge.gone_slug)?;
            }
            return Ok(Done::Wholly);
        } else {
            return list(directory).await;
        }
        if app.owns_index() {
            directory.drain().await?;
        }
        Ok(Done::Wholly)
    }
}

async fn list(directory: &Directory) -> anyhow::Result<Done> {
    let mut after: Option<String> = None;
    let mut count = 0_usize;
    loop {
        let found = directory.duplicates(after.as_deref()).await?;
        for pair in found.pairs {
            let reasons: Vec<_> = pair.reasons.iter().map(ToString::to_string).collect();
            writeln!(
                io::stdout(),
                "{}  {}  {}",
                pair.one.slug,
                pair.other.slug,
                reasons.join("; ")
            )?;
            count += 1;
        }
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    if count == 0 {
        writeln!(io::stderr(), "nobody here looks like somebody else")?;
    }
    Ok(Done::Wholly)
}

/// Finds a person by id or by slug.
async fn find(directory: &Directory, who: &str) -> anyhow::Result<Person> {
    let store = &directory.store;
    if let Some(person) = store.person_called(who).await? {
        return Ok(person);
    }
    if let Some(holder) = store.moved(who).await? {
        bail!("`{who}` is part of `{}` now", holder.slug);
    }
    bail!("there is nobody called `{who}`: `muster search NAME` shows how people are called")
}
