//! What is found where only the summaries of people's prose are in the index.

use chrono::DateTime;
use muster::profile::{Position, Profile, Skill};
use muster::search::Entry;
use muster::taxonomy::Taxonomy;

use super::super::engines::{abridged, engines};
use super::super::people::id;

/// Somebody whose summary, positions and skills each say something of their own.
fn talkative() -> Entry {
    let profile = Profile {
        name: Some("Ada Example".to_owned()),
        summary: Some("Keeps lighthouses lit.".to_owned()),
        experience: vec![Position {
            title: Some("Wharf Engineer".to_owned()),
            highlights: vec!["Mended the lanterns of harbours.".to_owned()],
            ..Position::default()
        }],
        skills: vec![Skill {
            id: "rust".to_owned(),
            name: "Rust".to_owned(),
            category: None,
            level: None,
            years: None,
            last_used: None,
            weight: 0.9,
            evidence: Vec::new(),
        }],
        ..Profile::default()
    };
    Entry::new(id(1), &profile, DateTime::UNIX_EPOCH, Taxonomy::embedded())
}

#[tokio::test]
async fn summaries_titles_and_skills_are_found_and_what_was_done_is_not() {
    for engine in abridged() {
        engine.put([talkative()]).await;
        for found in ["lighthouses", "\"lighthouses lit\"", "wharf", "rust", "ada"] {
            engine.check(found, &[1]).await;
        }
        engine.check("lanterns", &[]).await;
        engine.check("\"lanterns of harbours\"", &[]).await;
    }
}

#[tokio::test]
async fn all_of_it_is_found_where_nothing_is_left_out() {
    for engine in engines() {
        engine.put([talkative()]).await;
        engine.check("lanterns", &[1]).await;
        engine.check("\"lanterns of harbours\"", &[1]).await;
    }
}
