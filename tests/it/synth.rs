//! Invented people: nobody's addresses, texts that the directory takes, and gold that the reader finds.

use std::sync::Arc;

use chrono::NaiveDate;
use muster::cpu;
use muster::directory::{Directory, Outcome, Submission};
use muster::synth::{Generator, Text};
use muster::taxonomy::Taxonomy;

use crate::support::databases::Database;
use crate::support::memory_index::MemoryIndexes;
use crate::support::program::Desk;

fn texts(seed: u64, count: u64) -> Vec<Text> {
    Generator::new(Taxonomy::embedded(), seed)
        .texts(count, true)
        .collect()
}

#[test]
fn every_address_is_of_a_domain_kept_for_examples() {
    let finder = linkify::LinkFinder::new();
    for text in texts(1, 500) {
        for link in finder.links(&text.content) {
            let address = link.as_str();
            let is_kept = if *link.kind() == linkify::LinkKind::Email {
                ["@example.com", "@example.org", "@example.net"]
                    .iter()
                    .any(|domain| address.ends_with(domain))
            } else {
                address.contains(&text.id.replace("-again", ""))
                    || address.starts_with("https://img.shields.io/badge/")
            };
            assert!(is_kept, "{address} in {}", text.id);
        }
    }
}

#[test]
fn the_reader_finds_what_was_written() {
    let taxonomy = Taxonomy::embedded();
    let today = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
    let mut scores = muster::eval::Scores::default();
    for text in texts(1, 200) {
        let source = muster::profile::SourceId::new(&text.id);
        let document = muster::extract::Document {
            source: &source,
            text: &text.content,
        };
        let profile = muster::extract::extract(document, taxonomy, today);
        let gold = muster::eval::Gold::read(&text.gold.unwrap().to_string(), taxonomy).unwrap();
        scores.add(&text.id, &gold, &profile);
    }
    let table = scores.table();
    for (field, floor) in FLOORS {
        let (_, tally) = scores.fields().find(|(known, _)| known.id() == field).unwrap();
        let found = tally.figures().f1;
        assert!(
            found >= floor,
            "{field} is {found:.3} and should be {floor}\n{table}"
        );
    }
}

/// How well each field of invented people has to be read: below it, either the reader or the writer is wrong.
const FLOORS: [(&str, f64); 10] = [
    ("name", 0.97),
    ("links", 0.97),
    ("skills", 0.95),
    ("companies", 0.95),
    ("roles", 0.94),
    ("dates", 0.95),
    ("education", 0.94),
    ("projects", 0.90),
    ("industries", 0.88),
    ("specialties", 0.82),
];

#[tokio::test]
async fn a_directory_takes_every_text_and_knows_who_has_two() {
    const PEOPLE: u64 = 150;
    let database = Database::sqlite();
    let indexes = Arc::new(MemoryIndexes::default());
    let directory = Directory::new(
        database.store().await,
        indexes,
        Taxonomy::embedded(),
        cpu::Pool::new(2),
    );
    let submissions: Vec<_> = texts(3, PEOPLE)
        .into_iter()
        .map(|text| Submission {
            locator: Some(format!("synth:{}", text.id)),
            bytes: text.content.into_bytes(),
        })
        .collect();
    let texts = submissions.len() as u64;
    assert!(texts > PEOPLE, "somebody has two texts");
    for outcome in directory.ingest_many(submissions).await.unwrap() {
        assert!(
            matches!(outcome, Ok(Outcome::Added(_) | Outcome::Updated(_))),
            "{outcome:?}"
        );
    }
    assert_eq!(directory.store.count_people().await.unwrap(), PEOPLE);
}

#[test]
fn the_command_writes_files_that_can_be_added_and_measured() {
    let desk = Desk::new();
    let made = desk.run(&["synth", "--count", "12", "--gold", "--out", "people"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let measured = desk.run(&["eval", "people"]);
    assert_eq!(measured.code, Some(0), "{measured:?}");
    let lines = desk.run(&["synth", "--count", "12"]);
    for line in lines.out.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let file = desk.path("people").join(line["file"].as_str().unwrap());
        assert_eq!(
            std::fs::read_to_string(file).unwrap(),
            line["text"].as_str().unwrap()
        );
    }
}
