//! `muster synth`: invented people, to try and to measure the directory with.

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::json;

use super::Done;
use crate::synth::{Generator, Text};
use crate::taxonomy::Taxonomy;

/// Make invented people, to try and to measure a directory with
///
/// Writes texts as engineers write of themselves: résumés, profile READMEs, pasted text and JSON Resumes, with skills, employers and titles
/// as unequally common as they are in reality. Nobody is meant: names are made up, addresses are of domains kept for examples. The same
/// seed gives the same texts, byte by byte; a few people have two texts.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster synth --count 1000 --out people/          a folder of texts for `muster add people/`
  muster synth --count 200 --gold --out gold/      with what a careful reader would find, for `muster eval gold/`
  muster synth --count 5 | jq -r .text             a JSON object a line on standard output")]
pub(super) struct Synth {
    /// How many people
    #[arg(long, value_name = "N")]
    count: u64,
    /// Another number makes other people
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The folder to write files into [default: JSON lines on standard output]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write what a careful reader would find beside each text
    #[arg(long)]
    gold: bool,
}

impl Synth {
    pub(super) fn run(self) -> anyhow::Result<Done> {
        let generator = Generator::new(Taxonomy::embedded(), self.seed);
        let texts = generator.texts(self.count, self.gold);
        match &self.out {
            Some(folder) => {
                write_files(folder, texts)
                    .with_context(|| format!("{} cannot be written", folder.display()))?;
            }
            None => write_lines(texts)?,
        }
        Ok(Done::Wholly)
    }
}

fn write_files(folder: &Path, texts: impl Iterator<Item = Text>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for text in texts {
        fs::write(folder.join(text.file_name()), &text.content)?;
        if let Some(gold) = &text.gold {
            fs::write(
                folder.join(format!("{}.gold.json", text.id)),
                format!("{gold:#}\n"),
            )?;
        }
    }
    Ok(())
}

fn write_lines(texts: impl Iterator<Item = Text>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for text in texts {
        let mut line = json!({"id": text.id, "file": text.file_name(), "text": text.content});
        if let (Some(line), Some(gold)) = (line.as_object_mut(), text.gold) {
            line.insert("gold".to_owned(), gold);
        }
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
