//! The store, on both databases.

mod contract;
mod files;
mod migrations;
mod outbox;

use chrono::{DateTime, Utc};
use muster::profile::{PersonId, Profile, SourceId};
use muster::resolve::IdentityKey;
use muster::store::{NewDocument, Person, Record, Store};

/// A day on which nothing else happens.
fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_760_000_000_123).unwrap()
}

/// What an ingestion of a text at `locator` about a new person writes.
fn record(name: &str, locator: &str) -> Record {
    Record {
        person: None,
        document: NewDocument {
            source: SourceId::new(format!("source of {locator}")),
            locator: locator.to_owned(),
            kind: "text".to_owned(),
            text: format!("{name}, as {locator} has it"),
            sha256: format!("hash of {locator}"),
        },
        profile: Profile {
            name: (!name.is_empty()).then(|| name.to_owned()),
            ..Profile::default()
        },
        keys: Vec::new(),
        replaces: Vec::new(),
    }
}

/// The same, about a person who is there.
fn record_of(person: &Person, locator: &str) -> Record {
    Record {
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
    let pending = store.pending(100).await.unwrap();
    pending.into_iter().map(|pending| pending.person).collect()
}
