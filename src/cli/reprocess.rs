//! `muster reprocess`: everybody, read again from the stored texts.

use std::io::{self, Write};

use anyhow::bail;

use super::plain::plain;
use super::{Done, person, reindex};
use crate::app::App;
use crate::config::Config;
use crate::directory::{Change, Directory, PeopleByField, Reprocessed, Reread, What};
use crate::profile::PersonId;

/// How many people are shown one by one, and how many differences of each.
const SHOWN: u64 = 20;

/// The most characters of one side of a difference.
const MOST_CHARS: usize = 100;

/// Read people again from the stored texts, and write those of whom this version understands something else
///
/// For after an upgrade: a new version may read texts better and know more skills and companies. People who come out as they
/// were are left alone. Safe to interrupt and to repeat, and works while the server runs. E-mail addresses that changed are shown.
/// Exit code 0: all were read; 1: some could not be.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster reprocess --dry-run                 what would be different, in which fields and of how many people
  muster reprocess --dry-run --verbose | less
  muster reprocess                           do it
  muster reprocess ada-example               one person")]
pub(super) struct Reprocess {
    /// The ids of people, or their names in URLs [default: everybody]
    #[arg(value_name = "ID|SLUG")]
    people: Vec<String>,
    /// Show what would be different and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Show all people who are different, and all of what is [default: some]
    #[arg(long, short)]
    verbose: bool,
}

impl Reprocess {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let app = if self.dry_run {
            App::reader(config).await?
        } else {
            App::open(config).await?
        };
        let directory = &app.directory;
        let mut report = Report {
            limit: if self.verbose { u64::MAX } else { SHOWN },
            ..Report::default()
        };
        if self.people.is_empty() {
            let bar = reindex::progress(directory.store.count_people().await?);
            let mut told = |person: Reprocessed| {
                bar.inc(1);
                bar.suspend(|| report.add(&person));
            };
            directory.reprocess_everybody(!self.dry_run, &mut told).await?;
            bar.finish_and_clear();
        } else {
            let ids = self.ids(directory).await?;
            for person in directory.reprocess(&ids, !self.dry_run).await? {
                report.add(&person);
            }
        }
        report.summarize(self.dry_run)?;
        if !self.dry_run && app.owns_index() {
            app.directory.drain().await?;
        }
        Ok(if report.totals.failed == 0 {
            Done::Wholly
        } else {
            Done::InPart
        })
    }

    async fn ids(&self, directory: &Directory) -> anyhow::Result<Vec<PersonId>> {
        let mut ids = Vec::with_capacity(self.people.len());
        for name in &self.people {
            match person::find(directory, name).await? {
                Some(id) => ids.push(id),
                None => {
                    bail!("there is nobody called `{name}`: `muster search NAME` shows how people are called")
                }
            }
        }
        Ok(ids)
    }
}

/// What is told while it is done, and in the end.
#[derive(Debug, Default)]
struct Report {
    totals: PeopleByField,
    limit: u64,
    /// The first failure to print.
    failure: Option<io::Error>,
}

impl Report {
    fn add(&mut self, person: &Reprocessed) {
        self.totals.count(person);
        if self.failure.is_none() {
            self.failure = self.show(&mut io::stdout().lock(), person).err();
        }
    }

    fn show(&self, out: &mut impl Write, person: &Reprocessed) -> io::Result<()> {
        let name = plain(person.name.as_deref().unwrap_or("(no name)"));
        match &person.outcome {
            Reread::Same => Ok(()),
            Reread::Failed => writeln!(
                out,
                "failed     {}  {name}: a text could not be read",
                person.slug
            ),
            Reread::Different(_) if self.totals.different > self.limit => Ok(()),
            Reread::Different(changes) => {
                writeln!(out, "different  {}  {name}", person.slug)?;
                let shown = usize::try_from(self.limit).unwrap_or(usize::MAX);
                for change in changes.iter().take(shown) {
                    writeln!(out, "    {}", line(change))?;
                }
                match changes.len().saturating_sub(shown) {
                    0 => Ok(()),
                    more => writeln!(out, "    and {more} more"),
                }
            }
        }
    }

    /// Prints in how many people each field is different.
    fn summarize(&mut self, is_dry: bool) -> anyhow::Result<()> {
        if let Some(failure) = self.failure.take() {
            return Err(failure.into());
        }
        let mut out = io::stdout().lock();
        let totals = &self.totals;
        if totals.different > self.limit {
            let hidden = totals.different - self.limit;
            writeln!(out, "and {hidden} more people: --verbose shows all")?;
        }
        if !totals.fields.is_empty() {
            writeln!(
                out,
                "\n{:<20} {:>8} {:>8} {:>8}",
                "people by field", "added", "changed", "gone"
            )?;
            let mut fields: Vec<_> = totals.fields.keys().map(|(field, _)| *field).collect();
            fields.dedup();
            for field in fields {
                let count = |what| totals.fields.get(&(field, what)).copied().unwrap_or_default();
                let [added, changed, gone] = [What::Added, What::Changed, What::Gone].map(count);
                writeln!(out, "{:<20} {added:>8} {changed:>8} {gone:>8}", field.path())?;
            }
            writeln!(out)?;
        }
        let verb = if is_dry { "would change" } else { "changed" };
        writeln!(
            out,
            "people read again: {}, {verb}: {}, only in evidence and weights: {}, failed: {}",
            totals.people, totals.different, totals.unseen, totals.failed
        )?;
        Ok(())
    }
}

/// "skills: added Rust"
fn line(change: &Change) -> String {
    let (field, what) = (change.field.path(), change.what().id());
    let before = change.before.as_deref().map(short);
    let after = change.after.as_deref().map(short);
    match (before, after) {
        (Some(before), Some(after)) if before == after => format!("{field}: {what} {after}"),
        (Some(before), Some(after)) => format!("{field}: {what} {before} -> {after}"),
        (before, after) => {
            let text = after.or(before).unwrap_or_default();
            format!("{field}: {what} {text}")
        }
    }
}

/// A text in one line.
fn short(text: &str) -> String {
    let text = plain(text);
    let mut kept: String = text.chars().take(MOST_CHARS).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}
