//! The store, on both databases.

mod changes;
mod contention;
mod contract;
mod copy;
mod files;
mod generations;
mod handing;
mod known;
mod merges;
mod migrations;
mod outbox;
mod recent;
mod servers;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use muster::profile::{PersonId, Profile, SourceId};
use muster::resolve::IdentityKey;
use muster::store::{Cause, NewDocument, Part, Person, Record, Store};
use uuid::Uuid;

/// A day on which nothing else happens.
fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_760_000_000_123).unwrap()
}

fn document_of(record: &mut Record) -> &mut NewDocument {
    record.document.as_mut().unwrap()
}

/// What an ingestion of a text at `locator` about a new person writes.
fn record(name: &str, locator: &str) -> Record {
    Record {
        cause: Cause::Added,
        person: None,
        document: Some(NewDocument {
            source: SourceId::new(format!("source of {locator}")),
            locator: locator.to_owned(),
            kind: "text".to_owned(),
            text: format!("{name}, as {locator} has it"),
            sha256: format!("hash of {locator}"),
            origin: None,
        }),
        profile: Arc::new(Profile {
            name: (!name.is_empty()).then(|| name.to_owned()),
            ..Profile::default()
        }),
        keys: Vec::new(),
        replaces: Vec::new(),
        apart: Vec::new(),
    }
}

/// The same, about a person who is there.
fn record_of(person: &Person, locator: &str) -> Record {
    Record {
        cause: Cause::Updated,
        person: Some((person.id, person.revision)),
        ..record("Ada Example", locator)
    }
}

fn github(login: &str) -> IdentityKey {
    IdentityKey {
        kind: "github",
        value: login.to_owned(),
    }
}

async fn add(store: &Store, name: &str, locator: &str) -> Person {
    store.record(record(name, locator), now()).await.unwrap()
}

async fn pending_people(store: &Store) -> Vec<PersonId> {
    let mut ledger = store.ledger(generation(store).await).await.unwrap();
    ledger.retain(|row| !row.is_settled);
    ledger.sort_by_key(|row| (row.want_seq, row.person));
    ledger.into_iter().map(|row| row.person).collect()
}

/// The only generation of an engine, begun where there is none.
async fn generation(store: &Store) -> i64 {
    match store.generations().await.unwrap().last() {
        Some(generation) => generation.number,
        None => store.begin_generation("test", now()).await.unwrap().number,
    }
}

/// Hands everybody to an engine that does everything at once.
async fn settle_all(store: &Store) {
    static TICKETS: AtomicI64 = AtomicI64::new(1);
    let generation = generation(store).await;
    while let Some(claim) = store
        .claim(generation, Uuid::from_u128(1), &[500], now())
        .await
        .unwrap()
    {
        let ticket = TICKETS.fetch_add(1, Ordering::Relaxed);
        let people = claim.people.iter().map(|pending| (*pending, Some(1))).collect();
        let part = Part {
            people,
            outcome: Ok(ticket),
        };
        store.record_sent(&claim, &[part], now()).await.unwrap();
        store.acknowledge(generation, &[ticket]).await.unwrap();
    }
}
