//! Very many places, two processes: each is read once, and its host is left in peace between.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use muster::directory::{Clock, Directory, Outcome, Reading, Refreshed, Rhythm, Submission};
use tokio_util::sync::CancellationToken;

use super::whole::directory;
use crate::support::databases::{Database, on_both_databases};
use crate::support::internet::{Internet, Page};

on_both_databases![every_place_that_is_due_is_read_once_and_politely,];

/// Reads what is due, and waits where a host has to be left in peace.
async fn refresh(directory: &Directory, clock: &Clock, report: &(dyn Fn(Refreshed) + Send + Sync)) {
    let goes_on = CancellationToken::new();
    while let Some(next) = directory.refresh_due(report, &goes_on).await.unwrap() {
        let pause = (next - clock.now()).to_std().unwrap_or_default();
        tokio::time::sleep(pause.min(Duration::from_millis(50))).await;
    }
}

/// How many places are read; `MUSTER_TEST_PLACES` says otherwise.
#[expect(clippy::disallowed_methods, reason = "the tests' own switch")]
fn places() -> usize {
    let wanted = std::env::var("MUSTER_TEST_PLACES").ok();
    wanted.map_or(200, |wanted| wanted.parse().unwrap())
}

/// The least time between two readings of one host.
const PAUSE: Duration = Duration::from_millis(50);

const A_HOST: usize = 25;

fn address(place: usize) -> String {
    format!("https://host{}.example/{place}", place / A_HOST)
}

/// As many people as places, each read from a page of their own.
async fn crowd(directory: &Directory, internet: &Internet, places: usize) {
    internet.change(|world| {
        for place in 0..places {
            let page = Page::html(
                "<html><body><main><h1>About me</h1><h2>Skills</h2><p>Rust</p></main></body></html>",
            );
            world.pages.insert(address(place), page);
        }
    });
    let texts = (0..places).map(|place| Submission {
        locator: Some(format!("file:///people/{place}.md")),
        bytes: format!("# Person {place}\n\n## Skills\n\nGo\n").into_bytes(),
    });
    let outcomes = directory.ingest_many(texts.collect()).await.unwrap();
    for (place, outcome) in outcomes.into_iter().enumerate() {
        let Ok(Outcome::Added(receipt)) = outcome else {
            panic!("{outcome:?}")
        };
        directory.link(receipt.id, &address(place)).await.unwrap();
    }
}

async fn every_place_that_is_due_is_read_once_and_politely(database: Database) {
    let places = places();
    let internet = Internet::start().await;
    let hosts: Vec<_> = (0..=places / A_HOST)
        .map(|host| format!("host{host}.example"))
        .collect();
    let hosts: Vec<_> = hosts.iter().map(String::as_str).collect();
    let rhythm = Rhythm {
        at_once: 16,
        pause: TimeDelta::from_std(PAUSE).unwrap(),
        ..Rhythm::default()
    };
    let config = internet.config(&hosts);
    let (one, other) = (internet.sources(&config), internet.sources(&config));
    let one = directory(database.store().await, one, rhythm, Clock::system());
    let other = directory(database.connect().await, other, rhythm, Clock::system());
    crowd(&one, &internet, places).await;

    let (done, begun, clock) = (AtomicUsize::new(0), Instant::now(), Clock::system());
    let report = |refreshed: Refreshed| {
        assert_eq!(refreshed.reading, Reading::Changed, "{}", refreshed.locator);
        done.fetch_add(1, Ordering::Relaxed);
    };
    tokio::join!(refresh(&one, &clock, &report), refresh(&other, &clock, &report));
    eprintln!(
        "{places} places of {} hosts were read in {:.1?}",
        hosts.len(),
        begun.elapsed()
    );

    assert_eq!(done.into_inner(), places);
    assert_eq!(one.places().await.unwrap().due, 0);
    let mut last: BTreeMap<String, Instant> = BTreeMap::new();
    let mut pages = internet.visits();
    pages.retain(|visit| visit.path != "/robots.txt");
    assert_eq!(pages.len(), places, "each is asked for once");
    pages.sort_by_key(|visit| visit.at);
    for visit in pages {
        if let Some(before) = last.insert(visit.host.clone(), visit.at) {
            assert!(visit.at - before >= PAUSE, "{} was not left in peace", visit.host);
        }
    }
    assert!(hosts.iter().all(|host| internet.most_at_once(host) <= 1));
}
