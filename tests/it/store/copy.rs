//! Copying a directory from each kind of database into each.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::TimeDelta;
use muster::profile::{Profile, SourceId};
use muster::resolve::{Correctable, Correction};
use muster::store::{Contents, CopyError, NewOrigin, Person, Record, Store, Union};
use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use tokio::sync::Notify;

use super::{add, document_of, generation, github, now, pending_people, record, record_of, settle_all};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    everything_arrives_as_it_was,
    numbers_go_on_after_those_of_the_source,
    every_index_of_the_target_gets_everybody,
    an_empty_directory_can_be_copied,
    two_directories_are_not_mixed,
    what_is_written_meanwhile_is_noticed,
    an_interrupted_copy_leaves_nothing_and_is_done_again,
    a_target_that_changes_what_it_gets_is_noticed,
];

/// More people than a page holds.
const MANY: usize = 230;

/// A directory with everything that a directory can have; returns its people.
async fn fill(store: &Store) -> Vec<Person> {
    let mut records: Vec<_> = (0..MANY)
        .map(|number| record("Ada Example", &format!("https://example.com/{number}")))
        .collect();
    for (number, record) in records.iter_mut().enumerate() {
        record.keys = vec![github(&format!("ada{number}"))];
        Arc::make_mut(&mut record.profile).summary =
            Some("„Größe“ \\ \" ' \u{1f9d1}\u{200d}\u{1f4bb}\n\t".to_owned());
    }
    store.record_many(&mut records, None, now()).await.unwrap();
    let bob = add(store, "Bob Example", "first").await;
    let later = now() + TimeDelta::milliseconds(1_234);
    let newer = Record {
        replaces: vec![SourceId::new("source of first")],
        profile: Arc::new(Profile {
            name: Some("Bob Sample".to_owned()),
            ..Profile::default()
        }),
        ..record_of(&bob, "second")
    };
    store.record(newer, later).await.unwrap();
    let bob = store.people(&[bob.id]).await.unwrap().remove(0);
    let mut shorter = record_of(&bob, "second");
    document_of(&mut shorter).sha256 = "hash of fewer words".to_owned();
    store.record(shorter, later).await.unwrap();
    let place = NewOrigin {
        kind: "page".to_owned(),
        locator: "https://bob.example/".to_owned(),
        host: "bob.example".to_owned(),
        interval: TimeDelta::days(2),
        is_proven: true,
    };
    store.link(bob.id, &place, later).await.unwrap();
    Box::pin(decide(store)).await;
    everybody(store).await
}

/// Somebody says who is one, who is not, and what somebody is called.
async fn decide(store: &Store) {
    let called = async |login: &str| {
        let ids = store.people_with_keys(&[github(login)]).await.unwrap();
        store.person(ids[0]).await.unwrap().unwrap()
    };
    let (one, other, third) = (called("ada0").await, called("ada1").await, called("ada2").await);
    let union = Union {
        kept: Record {
            document: None,
            keys: vec![github("ada0"), github("ada1")],
            ..record_of(&one, "")
        },
        gone: (other.id, other.revision),
        reasons: vec!["somebody said so".to_owned()],
    };
    let (_, one) = store.merge(&union, now()).await.unwrap();
    store.dismiss(one.id, third.id, now()).await.unwrap();
    let name = Correction::new(Correctable::Name, Some("Ada Sample")).unwrap();
    let record = Record {
        document: None,
        keys: vec![github("ada0"), github("ada1")],
        ..record_of(&one, "")
    };
    store
        .correct(&record, &Correctable::Name, Some(&name), now())
        .await
        .unwrap();
}

async fn everybody(store: &Store) -> Vec<Person> {
    store.people_after(None, 1_000).await.unwrap()
}

async fn copied(source: &Store, target: &Store) -> Contents {
    source.copy_into(target, &|_done, _steps| ()).await.unwrap()
}

async fn everything_arrives_as_it_was(database: Database) {
    let source = database.store().await;
    let people = fill(&source).await;
    for target in Database::of_each_kind() {
        let steps = (AtomicU64::new(0), AtomicU64::new(0));
        let progress = |done, all| {
            assert!(steps.0.swap(done, Ordering::Relaxed) < done && done <= all);
            steps.1.store(all, Ordering::Relaxed);
        };
        let target = target.store().await;
        let contents = source.copy_into(&target, &progress).await.unwrap();
        let expected = Contents {
            people: 230,
            documents: 232,
            keys: 230,
            origins: 1,
            versions: 1,
            changes: 235,
            decisions: 3,
        };
        assert_eq!(contents, expected);
        assert_eq!(steps.0.into_inner(), steps.1.into_inner(), "to the end");

        assert_eq!(everybody(&target).await, people);
        for person in &people {
            let merges = source.merges_of(person.id).await.unwrap();
            assert_eq!(target.merges_of(person.id).await.unwrap(), merges);
            let corrections = source.corrections(person.id).await.unwrap();
            assert_eq!(target.corrections(person.id).await.unwrap(), corrections);
            let texts = source.documents_of(person.id).await.unwrap();
            assert_eq!(target.documents_of(person.id).await.unwrap(), texts);
            let versions = source.versions_of(person.id).await.unwrap();
            assert_eq!(target.versions_of(person.id).await.unwrap(), versions);
            let places = source.origins_of(person.id).await.unwrap();
            assert_eq!(target.origins_of(person.id).await.unwrap(), places);
        }
        let events = source.events_after(None, 1_000).await.unwrap();
        assert_eq!(target.events_after(None, 1_000).await.unwrap(), events);
        let replaced = source.document_by_locator("first").await.unwrap();
        assert!(replaced.as_ref().is_some_and(|text| text.replaced_at.is_some()));
        assert_eq!(target.document_by_locator("first").await.unwrap(), replaced);
        let keys: Vec<_> = (0..MANY).map(|number| github(&format!("ada{number}"))).collect();
        let owners = source.owners(&keys).await.unwrap();
        assert_eq!(owners.len(), MANY);
        assert_eq!(target.owners(&keys).await.unwrap(), owners);
    }
}

async fn numbers_go_on_after_those_of_the_source(database: Database) {
    let source = database.store().await;
    for number in 0..5 {
        add(&source, "Ada Example", &number.to_string()).await;
    }
    // A generation is called by the turn in which it began.
    let of_source = generation(&source).await;
    for target in Database::of_each_kind() {
        let target = target.store().await;
        copied(&source, &target).await;
        assert!(generation(&target).await > of_source);
    }
}

async fn every_index_of_the_target_gets_everybody(database: Database) {
    let source = database.store().await;
    let ada = add(&source, "Ada Example", "a").await;
    generation(&source).await;
    settle_all(&source).await;
    for target in Database::of_each_kind() {
        let target = target.store().await;
        copied(&source, &target).await;
        assert_eq!(target.generations().await.unwrap(), []);
        generation(&target).await;
        assert_eq!(pending_people(&target).await, [ada.id]);
    }
}

async fn an_empty_directory_can_be_copied(database: Database) {
    let source = database.store().await;
    for target in Database::of_each_kind() {
        let target = target.store().await;
        assert_eq!(copied(&source, &target).await.people, 0);
        add(&target, "Ada Example", "a").await;
    }
}

async fn two_directories_are_not_mixed(database: Database) {
    let source = database.store().await;
    add(&source, "Ada Example", "a").await;
    for target in Database::of_each_kind() {
        let target = target.store().await;
        let bob = add(&target, "Bob Example", "b").await;
        let refused = source.copy_into(&target, &|_, _| ()).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the database to copy into is not empty (people: 1, texts: 1): name an empty one"
        );
        assert_eq!(everybody(&target).await, [bob]);
    }
}

async fn what_is_written_meanwhile_is_noticed(database: Database) {
    let source = database.store().await;
    fill(&source).await;
    for target in Database::of_each_kind() {
        let into = target.url.clone();
        let target = target.store().await;
        let written = AtomicU64::new(0);
        let write = |done, _steps| {
            if written.swap(1, Ordering::Relaxed) == 0 {
                tokio::task::block_in_place(|| {
                    let locator = format!("meanwhile, at {done}, into {into}");
                    let write = add(&source, "Cyd Example", &locator);
                    tokio::runtime::Handle::current().block_on(write);
                });
            }
        };
        let refused = source.copy_into(&target, &write).await.unwrap_err();
        assert!(matches!(refused, CopyError::Changed), "{refused:?}");
        assert_eq!(target.count_people().await.unwrap(), 0);
        copied(&source, &target).await;
        assert_eq!(everybody(&target).await, everybody(&source).await);
    }
}

async fn an_interrupted_copy_leaves_nothing_and_is_done_again(database: Database) {
    let source = database.store().await;
    let people = fill(&source).await;
    for target in Database::of_each_kind() {
        let target = target.store().await;
        // In the middle of the texts, then while they are read back.
        for after in [300, 1_300] {
            let enough = Notify::new();
            let progress = |done, _steps| {
                if done >= after {
                    enough.notify_one();
                }
            };
            tokio::select! {
                biased;
                () = enough.notified() => (),
                done = source.copy_into(&target, &progress) => panic!("not interrupted: {done:?}"),
            }
            assert_eq!(target.count_people().await.unwrap(), 0);
        }
        copied(&source, &target).await;
        assert_eq!(everybody(&target).await, people);
    }
}

async fn a_target_that_changes_what_it_gets_is_noticed(database: Database) {
    let source = Database::sqlite();
    let source = source.store().await;
    fill(&source).await;
    let target = database.store().await;
    spoil_texts(&database.bare().await).await;
    let refused = source.copy_into(&target, &|_, _| ()).await.unwrap_err();
    assert!(
        matches!(refused, CopyError::Different { table: "documents" }),
        "{refused:?}"
    );
    assert_eq!(target.count_people().await.unwrap(), 0);
}

/// Has the database change one text when it is written.
async fn spoil_texts(db: &DatabaseConnection) {
    let spoil = match db.get_database_backend() {
        sea_orm::DatabaseBackend::Sqlite => {
            "CREATE TRIGGER spoil AFTER INSERT ON documents WHEN NEW.locator = 'second' BEGIN \
             UPDATE documents SET text = text || ' ' WHERE locator = NEW.locator; END"
        }
        _ => {
            "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN NEW.text := NEW.text || ' '; RETURN NEW; END $$; \
             CREATE TRIGGER spoil BEFORE INSERT ON documents FOR EACH ROW WHEN (NEW.locator = 'second') \
             EXECUTE FUNCTION spoil()"
        }
    };
    db.execute_unprepared(spoil).await.unwrap();
}
