//! `muster add`: texts into the directory.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use futures_util::{StreamExt as _, stream};
use indicatif::ProgressBar;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::{Notify, oneshot};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::Done;
use super::gather::{Gathered, Item, gather};
use super::pieces::{PIECE_BYTES, Pieces};
use super::plain::plain;
use super::refresh;
use super::reindex::progress;
use crate::app::App;
use crate::config::Config;
use crate::directory::{Directory, Drafts, Error, MAX_FILE_BYTES, Outcome, Receipt, Rejected, Submission};
use crate::intake;

/// How many texts are read on all cores and stored in one transaction.
const AT_ONCE: usize = 256;

/// How many bytes of them, unless one alone is larger.
const BYTES_AT_ONCE: u64 = 8 << 20;

/// How many of these may be read before they are stored: while the engine works storing has a core, at other times reading has.
const READ_AHEAD: usize = 8;

/// Put profiles into the directory: files, whole folders, or standard input
///
/// One line for each text says what became of it: added, updated, unchanged or failed. The same text again changes nothing; a changed
/// file updates the same person. Markdown, plain text, HTML, JSON Resume, PDF and DOCX are told apart by what is in them. In folders,
/// files named .md, .markdown, .txt, .html, .htm, .json, .pdf and .docx are taken, hidden ones are not. Works while the server runs.
/// Exit code 0: all is in; 1: some failed; 2: the command line is wrong.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster add people/                                 every profile in a folder and the folders in it
  muster add ada.md grace.pdf
  pbpaste | muster add -                             what was copied
  curl -s https://example.com/ada.md | muster add - --source https://example.com/ada.md
                                                     the same source again updates the same person
  muster add --from https://github.com/ada --from https://medium.com/@ada resume.pdf
                                                     one person, read again on a schedule")]
pub(super) struct Add {
    /// Files, folders, or `-` for standard input
    #[arg(required_unless_present = "from", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A place that the person is read from, now and on: a GitHub account, a blog or its feed, a page, a file. May be given
    /// several times; with one text at most, which is about the same person
    #[arg(long, value_name = "URL")]
    from: Vec<String>,
    /// Where the text on standard input is from
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
}

/// How many texts had which end.
#[derive(Debug, Default)]
struct Tally {
    added: usize,
    updated: usize,
    unchanged: usize,
    failed: usize,
}

/// Texts that were read together, and what was said of those that could not be.
struct Batch {
    /// What each is called, and why it was not even handed in.
    names: Vec<(String, Option<Unread>)>,
    drafts: Drafts,
}

impl Add {
    /// Reads texts while those before them are stored, and those before these made searchable: all cores have work.
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let Gathered { items, passed_over } = gather(&self.paths);
        let app = App::open(config).await?;
        app.directory.store.keep_recent(PIECE_BYTES);
        if !self.from.is_empty() {
            return self.add_with_places(items, &app).await;
        }
        let bar = progress(items.len() as u64);
        let mut tally = Tally::default();
        let pieces = Pieces::of(items.len());
        let complete = Arc::clone(&pieces.complete);
        let (to_store, batches) = mpsc::channel(READ_AHEAD);
        let (all_stored, stop) = oneshot::channel::<()>();
        let reading = self.read_all(items, &app, to_store);
        let storing = async {
            let outcome = store_all(batches, &app, pieces, &bar, &mut tally).await;
            // Whoever waits for more is told that there is none.
            drop(all_stored);
            outcome
        };
        // On a thread of its own: the two others share this one.
        let indexing = app
            .owns_index()
            .then(|| tokio::spawn(index_all(app.directory.clone(), complete, stop)));
        let (was_read, was_stored) = tokio::join!(reading, storing);
        let was_indexed = match indexing {
            Some(indexing) => indexing.await.context(BEHIND).flatten(),
            None => Ok(()),
        };
        bar.finish_and_clear();
        was_stored.and(was_read).and(was_indexed)?;
        tally.summarize(passed_over)?;
        Ok(if tally.failed == 0 {
            Done::Wholly
        } else {
            Done::InPart
        })
    }

    /// Takes in one person, by places and at most one text.
    async fn add_with_places(self, mut items: Vec<Item>, app: &App) -> anyhow::Result<Done> {
        if items.len() > 1 {
            bail!("with `--from` all is about one person: name one text, or none");
        }
        let item = items.pop();
        let name = item.as_ref().map_or_else(|| plain(&self.from.join(" ")), name_of);
        let text = item.map(|item| read(item, self.source)).transpose();
        let mut tally = Tally::default();
        let line = match text {
            Ok(text) => {
                let submitted = app.directory.submit(text, &self.from).await;
                tally.count(&name, submitted.map(|submitted| submitted.outcome))?
            }
            Err(unread) => tally.fail(&name, &unread),
        };
        writeln!(io::stdout(), "{line}")?;
        if app.owns_index() {
            // Nobody serves: the places are read now.
            let read = |refreshed| drop(writeln!(io::stdout(), "{}", refresh::line(&refreshed)));
            app.directory
                .refresh_due(&read, &CancellationToken::new())
                .await?;
            app.directory.drain().await.context(BEHIND)?;
        }
        tally.summarize(0)?;
        Ok(if tally.failed == 0 {
            Done::Wholly
        } else {
            Done::InPart
        })
    }

    /// Reads all texts, some at a time, until nobody wants them any more.
    async fn read_all(&self, items: Vec<Item>, app: &App, to_store: Sender<Batch>) -> anyhow::Result<()> {
        // Two batches at a time: while the last texts of one are read, the other cores have the next one.
        let mut read = stream::iter(batches(items))
            .map(|some| self.read_some(some, app))
            .buffered(2);
        while let Some(batch) = read.next().await {
            if to_store.send(batch?).await.is_err() {
                break;
            }
        }
        Ok(())
    }

    async fn read_some(&self, items: Vec<Item>, app: &App) -> anyhow::Result<Batch> {
        let source = self.source.clone();
        let read = move || {
            let mut names = Vec::with_capacity(items.len());
            let mut submissions = Vec::with_capacity(items.len());
            for item in items {
                let name = name_of(&item);
                let unread = read(item, source.clone()).map(|submission| submissions.push(submission));
                names.push((name, unread.err()));
            }
            (names, submissions)
        };
        let (names, submissions) = app.directory.cpu.run(read).await.context(STOPPED)?;
        let drafts = app.directory.read_many(submissions).await.context(STOPPED)?;
        Ok(Batch { names, drafts })
    }
}

/// Parts items into those that are read and stored together, in their order.
fn batches(items: Vec<Item>) -> impl Iterator<Item = Vec<Item>> {
    let mut items = items.into_iter().peekable();
    std::iter::from_fn(move || {
        let first = items.next()?;
        let mut bytes = first.size();
        let mut some = vec![first];
        while some.len() < AT_ONCE
            && let Some(item) = items.next_if(|item| bytes + item.size() <= BYTES_AT_ONCE)
        {
            bytes += item.size();
            some.push(item);
        }
        Some(some)
    })
}

/// Stores the batches in their order and prints a line for each text.
async fn store_all(
    mut batches: Receiver<Batch>,
    app: &App,
    mut pieces: Pieces,
    bar: &ProgressBar,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    while let Some(Batch { names, drafts }) = batches.recv().await {
        let outcomes = app.directory.write_many(drafts).await.context(STOPPED)?;
        pieces.add(names.len());
        let mut outcomes = outcomes.into_iter();
        for (name, unread) in names {
            let line = match unread {
                Some(unread) => tally.fail(&name, &unread),
                None => tally.count(&name, outcomes.next().unwrap_or(Err(Error::Contended)))?,
            };
            show(bar, &line)?;
            bar.inc(1);
        }
    }
    Ok(())
}

/// Makes searchable what is stored, until `stop` resolves and all of it is.
async fn index_all(
    directory: Directory,
    complete: Arc<Notify>,
    mut stop: oneshot::Receiver<()>,
) -> anyhow::Result<()> {
    let mut is_first = true;
    loop {
        let is_last = tokio::select! {
            () = complete.notified() => false,
            _ = &mut stop => true,
        };
        // The first piece makes the index where there is none. The engine has each of the next before it is done with the one before.
        if is_first || is_last || directory.advance().await.is_err() {
            directory.drain().await.context(BEHIND)?;
        }
        if is_last {
            return Ok(());
        }
        is_first = false;
    }
}

/// Reads one text whole, but never more of it than a profile may have.
fn read(item: Item, source: Option<String>) -> Result<Submission, Unread> {
    match item {
        Item::Unreadable(_, error) => Err(Unread::from(error)),
        Item::StandardInput => Ok(Submission {
            locator: source,
            bytes: read_limited(io::stdin().lock())?,
        }),
        Item::File { path, .. } => {
            let file = File::open(&path)?;
            let is_file = file.metadata()?.is_file();
            Ok(Submission {
                locator: if is_file { locator(&path)? } else { None },
                bytes: read_limited(file)?,
            })
        }
    }
}

/// What is said where the texts are stored but the index does not take them.
const BEHIND: &str = "the texts are stored, but the search index could not be brought up to date; the next command or start does it";

/// What is said where the database does not take the texts.
const STOPPED: &str = "what was reported so far is safe: run the same command again to go on";

impl Tally {
    /// Counts a text that did not come in, and says why in a line.
    fn fail(&mut self, name: &str, why: &dyn fmt::Display) -> String {
        self.failed += 1;
        format!("failed     {name}: {why}")
    }

    /// Counts what became of a text, and says it in a line; fails where going on makes no sense.
    fn count(&mut self, name: &str, outcome: Result<Outcome, Error>) -> anyhow::Result<String> {
        let (word, receipt) = match outcome {
            Ok(Outcome::Added(receipt)) => {
                self.added += 1;
                ("added", receipt)
            }
            Ok(Outcome::Updated(receipt)) => {
                self.updated += 1;
                ("updated", receipt)
            }
            Ok(Outcome::Unchanged(receipt)) => {
                self.unchanged += 1;
                ("unchanged", receipt)
            }
            Err(error @ (Error::Rejected(_) | Error::Unreadable(_) | Error::Contended | Error::Merge(_))) => {
                return Ok(self.fail(name, &error));
            }
            Err(error @ (Error::Store(_) | Error::Index(_))) => {
                return Err(anyhow::Error::new(error).context(format!("stopped at {name}; {STOPPED}")));
            }
        };
        Ok(result_line(word, &receipt, name))
    }

    fn summarize(&self, passed_over: usize) -> io::Result<()> {
        let mut err = io::stderr();
        let Self {
            added,
            updated,
            unchanged,
            failed,
        } = self;
        write!(
            err,
            "{added} added, {updated} updated, {unchanged} unchanged, {failed} failed"
        )?;
        if passed_over > 0 {
            write!(
                err,
                "; {passed_over} other files passed over (not named as texts are)"
            )?;
        }
        if added + updated + unchanged + failed == 0 {
            write!(err, "; there was nothing to read")?;
        }
        writeln!(err)
    }
}

fn result_line(word: &str, receipt: &Receipt, name: &str) -> String {
    let mut line = format!("{word:<10} {}  {name}", receipt.slug);
    if !receipt.notes.is_empty() {
        line.push_str(": ");
        line.push_str(&plain(&receipt.notes.join("; ")));
    }
    line
}

/// Prints a line on standard output, above the progress bar.
fn show(bar: &ProgressBar, line: &dyn fmt::Display) -> io::Result<()> {
    if io::stdout().is_terminal() {
        bar.suspend(|| writeln!(io::stdout(), "{line}"))
    } else {
        writeln!(io::stdout(), "{line}")
    }
}

/// How an item is called in a result line.
fn name_of(item: &Item) -> String {
    match item {
        Item::StandardInput => "-".to_owned(),
        Item::File { path, .. } | Item::Unreadable(path, _) => plain(&path.display().to_string()),
    }
}

/// A file's URL, so that the same file is the same source from wherever it is named.
fn locator(path: &Path) -> io::Result<Option<String>> {
    let url = Url::from_file_path(path.canonicalize()?);
    Ok(url.ok().map(String::from))
}

/// Why a text did not even reach the directory.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unread {
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    #[error(transparent)]
    Rejected(#[from] Rejected),
}

/// Reads a whole text or file; one that is too large is measured and not kept.
pub(super) fn read_limited(mut reader: impl Read) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    let limit = MAX_FILE_BYTES as u64;
    reader.by_ref().take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_FILE_BYTES {
        let rest = io::copy(&mut reader, &mut io::sink())?;
        let size = bytes
            .len()
            .saturating_add(usize::try_from(rest).unwrap_or(usize::MAX));
        return Err(Unread::Rejected(intake::too_large(&bytes, size).into()));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_large_is_measured() {
        let size = 20 * 1024 * 1024;
        let told = read_limited(io::repeat(b'a').take(size)).unwrap_err().to_string();
        assert!(told.contains("20971520 bytes"), "{told}");
        assert!(read_limited(io::repeat(b'a').take(MAX_FILE_BYTES as u64)).is_ok());
    }

    #[test]
    fn notes_stand_in_the_result_line() {
        let receipt = Receipt {
            id: "01912d68-783e-7a03-8467-5661c1243ad4".parse().unwrap(),
            slug: "ada-lindqvist".to_owned(),
            name: None,
            notes: vec!["no skill was found".to_owned()],
        };
        assert_eq!(
            result_line("added", &receipt, "ada.md"),
            "added      ada-lindqvist  ada.md: no skill was found"
        );
    }
}
