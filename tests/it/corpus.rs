//! The corpus: texts of invented people with gold, and how well they must be read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use muster::eval::{Gold, Scores};
use muster::extract::{Document, extract};
use muster::profile::{Profile, SourceId};
use muster::taxonomy::Taxonomy;

/// How far a figure may be above its floor before the floor has to follow.
const SLACK: f64 = 0.02;

struct Entry {
    id: String,
    text: String,
    gold: Gold,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// Every text of the corpus, by name.
fn entries() -> Vec<Entry> {
    let mut texts: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "md" || kind == "txt"))
        .collect();
    texts.sort();
    texts
        .into_iter()
        .map(|path| {
            let gold = path.with_extension("gold.json");
            let gold =
                fs::read_to_string(&gold).unwrap_or_else(|error| panic!("{}: {error}", gold.display()));
            let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
            Entry {
                text: fs::read_to_string(&path).unwrap(),
                gold: Gold::read(&gold, Taxonomy::embedded()).unwrap_or_else(|error| panic!("{id}: {error}")),
                id,
            }
        })
        .collect()
}

fn read(entry: &Entry) -> Profile {
    let source = SourceId::new(&entry.id);
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let document = Document {
        source: &source,
        text: &entry.text,
    };
    extract(document, Taxonomy::embedded(), today)
}

fn report(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn every_gold_is_of_a_text_and_speaks_of_it() {
    let entries = entries();
    assert!(entries.len() >= 44, "only {} texts", entries.len());
    let texts: BTreeSet<_> = entries.iter().map(|entry| entry.id.as_str()).collect();
    let mut problems = Vec::new();
    for file in fs::read_dir(folder()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let orphan = name.strip_suffix(".gold.json").filter(|id| !texts.contains(id));
        problems.extend(orphan.map(|id| format!("{id}: gold without a text")));
    }
    for Entry { id, text, gold } in &entries {
        if gold.id.as_ref() != Some(id) {
            problems.push(format!("{id}: the gold says that it is of {:?}", gold.id));
        }
        let text = text.to_lowercase();
        let roles = gold.experience.iter().flatten();
        let companies = roles
            .filter_map(|role| role.company.as_ref())
            .chain(&gold.companies);
        for name in companies.chain(gold.projects.iter().flatten()) {
            if !name
                .to_lowercase()
                .split_whitespace()
                .all(|word| text.contains(word))
            {
                problems.push(format!("{id}: `{name}` is not in the text"));
            }
        }
    }
    report(&problems);
}

#[test]
fn the_people_of_the_corpus_are_invented() {
    let mut problems = Vec::new();
    for Entry { id, text, .. } in entries() {
        let finder = linkify::LinkFinder::new();
        let emails = finder
            .links(&text)
            .filter(|link| *link.kind() == linkify::LinkKind::Email);
        for email in emails.map(|link| link.as_str().to_owned()) {
            if !email.ends_with("@example.com") && !email.ends_with("@example.org") {
                problems.push(format!("{id}: {email} may belong to somebody"));
            }
        }
    }
    report(&problems);
}

/// The scores of the whole corpus.
fn scores() -> Scores {
    let mut scores = Scores::default();
    for entry in entries() {
        scores.add(&entry.id, &entry.gold, &read(&entry));
    }
    scores
}

/// F1 by field, and the core figure.
fn figures(scores: &Scores) -> BTreeMap<&'static str, f64> {
    let fields = scores.fields();
    let mut figures: BTreeMap<_, _> = fields
        .map(|(field, tally)| (field.id(), tally.figures().f1))
        .collect();
    figures.extend(scores.core().map(|core| ("core", core)));
    figures
}

#[test]
fn the_corpus_is_read_as_well_as_ever() {
    let scores = scores();
    println!("{} documents\n{}", scores.documents(), scores.table());
    for (field, _) in scores.fields() {
        println!("\n{}", scores.misses(field));
    }

    let text = fs::read_to_string(folder().join("floor.toml")).unwrap();
    let floors: BTreeMap<String, f64> = toml::from_str(&text).unwrap();
    let mut problems = Vec::new();
    let mut raised = String::new();
    for (field, figure) in figures(&scores) {
        let floor = floors.get(field).copied().unwrap_or_default();
        if figure < floor {
            problems.push(format!("{field}: {figure:.4}, below the floor of {floor}"));
        } else if figure > floor + SLACK {
            problems.push(format!(
                "{field}: {figure:.4}, well above the floor of {floor}: raise it"
            ));
        }
        // Rounded down, so that a figure is never below the floor that it gives.
        let new = (figure * 1000.0).floor() / 1000.0;
        writeln!(raised, "{field} = {:.3}", new.max(floor)).unwrap();
    }
    if !problems.is_empty() {
        problems.push(format!(
            "\nThe floors of tests/corpus/floor.toml, raised:\n\n{raised}"
        ));
    }
    report(&problems);
}

#[test]
fn the_readme_promises_no_more_than_what_is_measured() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let section = readme
        .split("\n## ")
        .find(|part| part.starts_with("How well it reads"));
    let figures = figures(&scores());
    let mut promised = 0;
    let mut problems = Vec::new();
    for row in section.unwrap().lines() {
        let cells: Vec<_> = row.split('|').map(|cell| cell.trim().trim_matches('*')).collect();
        let Some((figure, told)) = cells
            .get(1)
            .and_then(|field| figures.get(field))
            .zip(cells.get(4))
        else {
            continue;
        };
        promised += 1;
        // The README rounds to three digits.
        if told.parse::<f64>().unwrap() > figure + 0.000_5 {
            problems.push(format!("{}: the README says {told}, it is {figure:.3}", cells[1]));
        }
    }
    assert!(promised > 10, "the README's table is not found");
    report(&problems);
}
