//! `muster eval`: how well the texts of folders are read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::ValueEnum;

use super::Done;
use super::add::read_limited;
use super::parse::today;
use super::plain::plain;
use crate::directory::{self, Submission};
use crate::eval::{Field, Gold, Scores};
use crate::profile::Profile;
use crate::taxonomy::Taxonomy;

/// What a gold file's name ends in.
const GOLD: &str = ".gold.json";

/// Kinds of documents, as their names tell them.
const EXTENSIONS: &[&str] = &["md", "markdown", "txt", "html", "htm", "json", "pdf", "docx"];

/// Measure how well texts are read, against what a careful reader wrote down from them
///
/// Each folder holds texts, and beside each text its gold: ID.md and ID.gold.json. Prints a line a field: how much of what was found is
/// right (precision), how much of what is there was found (recall), their harmonic mean (F1), and how much is there (gold).
/// Spellings do not count: k8s is Kubernetes. Nothing is stored. Exit code 0: all was measured; 1: some was not; 2: the command line
/// is wrong.
#[derive(Debug, clap::Args)]
#[command(
    after_help = r#"The gold of a text is JSON. A field that is left out is not measured; null and [] say that the text states none.
  {
    "name": "Ada Example", "headline": "Backend Engineer", "location": "Porto",
    "emails": ["ada@example.com"], "links": ["https://github.com/ada"], "writing": ["https://ada.example.org/on-queues"],
    "skills": ["Go", "PostgreSQL"], "skills_optional": ["Problem Solving"],
    "experience": [{"company": "Larkfen", "title": "Engineer", "start": "2021-04", "end": "present"}],
    "companies": ["Larkfen"], "projects": ["queuelet"], "years_experience": 6,
    "education": [{"institution": "Tarn College", "degree": "BSc", "start": "2014", "end": "2017"}],
    "certifications": [], "industries": ["fintech-payments"], "specialties": ["backend"]
  }
Dates are YYYY-MM or YYYY, an end may be "present". Ids of industries and specialties are in config/taxonomy. Every list and
one-line field may have a companion ..._optional: what it names may be found and may be missed. More: docs/evaluation.md.

Examples:
  muster eval tests/corpus
  muster eval mine/ --show skills --show roles     the misses of two fields, the worst documents first
  muster eval mine/ --format json                  the figures for programs"#
)]
pub(super) struct Eval {
    /// Folders of texts with gold
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// List what was wrong in this field (name, skills, roles, …); may be given more than once
    #[arg(long, value_name = "FIELD")]
    show: Vec<Field>,
    /// How the figures are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For programs
    Json,
    /// A table for people
    Text,
}

/// The files of one ID in a folder: one of each, where all is well.
#[derive(Debug, Default)]
struct Pair {
    documents: Vec<PathBuf>,
    gold: Option<PathBuf>,
}

impl Eval {
    pub(super) fn run(self) -> anyhow::Result<Done> {
        let mut scores = Scores::default();
        let mut done = Done::Wholly;
        for folder in &self.folders {
            let pairs = pairs(folder).with_context(|| format!("{} cannot be read", named(folder)))?;
            for (id, pair) in pairs {
                if let Err(error) = pair.measure(&id, &mut scores) {
                    writeln!(io::stderr(), "not measured: {error:#}")?;
                    done = Done::InPart;
                }
            }
        }
        if scores.documents() == 0 {
            bail!(
                "there was nothing to measure: put ID.gold.json beside each ID.md; `muster eval --help` shows one"
            );
        }
        self.print(&scores)?;
        Ok(done)
    }

    fn print(&self, scores: &Scores) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match self.format {
            Format::Json => {
                let mut summary = serde_json::to_value(scores.summary())?;
                if !self.show.is_empty() {
                    let worst = |field: &Field| Some((field.id(), scores.field(*field)?.worst()));
                    let misses: BTreeMap<_, _> = self.show.iter().filter_map(worst).collect();
                    summary["misses"] = serde_json::to_value(misses)?;
                }
                serde_json::to_writer_pretty(&mut out, &summary)?;
                writeln!(out)?;
            }
            Format::Text => {
                let count = scores.documents();
                let plural = if count == 1 { "" } else { "s" };
                writeln!(out, "{count} document{plural}\n{}", scores.table())?;
                for field in &self.show {
                    writeln!(out)?;
                    for line in scores.misses(*field).lines() {
                        writeln!(out, "{}", plain(line))?;
                    }
                }
            }
        }
        out.flush()
    }
}

impl Pair {
    fn measure(&self, id: &str, scores: &mut Scores) -> anyhow::Result<()> {
        let (document, gold) = match (self.documents.as_slice(), &self.gold) {
            ([document], Some(gold)) => (document, gold),
            ([one, other, ..], _) => bail!(
                "{} and {} have the same ID: rename one, each text has gold of its own",
                named(one),
                named(other)
            ),
            ([document], None) => bail!(
                "{} has no gold: write {id}{GOLD} beside it, or take it out of the folder",
                named(document)
            ),
            ([], Some(gold)) => bail!("{} has no text: put {id}.md or {id}.txt beside it", named(gold)),
            ([], None) => return Ok(()),
        };
        let taxonomy = Taxonomy::embedded();
        let gold = fs::read_to_string(gold)
            .map_err(anyhow::Error::new)
            .and_then(|text| Ok(Gold::read(&text, taxonomy)?))
            .with_context(|| format!("{} cannot be used", named(gold)))?;
        let profile = read(document).with_context(|| format!("{} cannot be understood", named(document)))?;
        scores.add(id, &gold, &profile);
        Ok(())
    }
}

/// What stands in a folder, by ID.
fn pairs(folder: &Path) -> io::Result<BTreeMap<String, Pair>> {
    let mut pairs: BTreeMap<String, Pair> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some(id) = name.strip_suffix(GOLD) {
            pairs.entry(id.to_owned()).or_default().gold = Some(path);
        } else if let Some((id, extension)) = name.rsplit_once('.')
            && EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
            && !id.is_empty()
        {
            pairs.entry(id.to_owned()).or_default().documents.push(path);
        }
    }
    Ok(pairs)
}

fn read(document: &Path) -> anyhow::Result<Profile> {
    let submission = Submission {
        locator: Some(document.display().to_string()),
        bytes: read_limited(File::open(document)?)?,
    };
    Ok(directory::understand(submission, Taxonomy::embedded(), today())?)
}

fn named(path: &Path) -> String {
    plain(&path.display().to_string())
}
