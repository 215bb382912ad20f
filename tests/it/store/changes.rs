//! What the store tells of changes, and which earlier texts it keeps.

use std::sync::Arc;

use chrono::TimeDelta;
use muster::profile::{Profile, Skill, SourceId};
use muster::resolve::{Field, What};
use muster::store::{Cause, Cursor, Event, Person, Record, Store};

use super::{add, document_of, now, record, record_of};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    somebody_new_is_told_without_any_difference,
    what_is_different_is_told_with_the_cause_and_the_source,
    what_changes_nothing_that_is_told_is_not_told,
    a_stale_record_tells_nothing,
    everything_that_happened_is_walked_through_in_its_order,
    a_history_begins_with_the_newest,
    the_newest_are_of_people_who_are_there,
    an_earlier_text_is_kept_once,
    erasing_leaves_nothing_but_the_id,
    all_but_the_newest_versions_are_forgotten,
];

fn skilled(record: Record, skills: &[&str]) -> Record {
    let skill = |id: &&str| Skill {
        id: (*id).to_owned(),
        name: (*id).to_owned(),
        category: None,
        level: None,
        years: None,
        last_used: None,
        weight: 0.5,
        evidence: Vec::new(),
    };
    let profile = Profile {
        skills: skills.iter().map(skill).collect(),
        ..Arc::unwrap_or_clone(record.profile)
    };
    Record {
        profile: Arc::new(profile),
        ..record
    }
}

/// Another text at a place of theirs.
async fn retell(store: &Store, person: &Person, locator: &str, text: &str, skills: &[&str]) -> Person {
    let mut again = skilled(record_of(person, locator), skills);
    let document = document_of(&mut again);
    document.text = text.to_owned();
    document.sha256 = format!("hash of {text}");
    store.record(again, now() + TimeDelta::hours(1)).await.unwrap()
}

async fn somebody_new_is_told_without_any_difference(database: Database) {
    let store = database.store().await;
    let ada = skilled(record("Ada Example", "a"), &["rust"]);
    let ada = store.record(ada, now()).await.unwrap();
    let events = store.events_after(None, 9).await.unwrap();
    assert_eq!(events.len(), 1);
    let event = &events[0];
    assert_eq!(
        (event.person, event.cause, event.at),
        (ada.id, Cause::Added, now())
    );
    assert_eq!(event.source.as_ref().map(SourceId::as_str), Some("source of a"));
    assert_eq!(event.changes, []);
    assert_eq!(store.newest_event_at().await.unwrap(), Some(now()));
}

async fn what_is_different_is_told_with_the_cause_and_the_source(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let mut newer = skilled(record_of(&ada, "b"), &["rust"]);
    newer.cause = Cause::Refreshed;
    let later = now() + TimeDelta::hours(1);
    store.record(newer, later).await.unwrap();
    let events = store.history_of(ada.id, None, 9).await.unwrap();
    let event = &events[0];
    assert_eq!((event.cause, event.at), (Cause::Refreshed, later));
    assert_eq!(event.source.as_ref().map(SourceId::as_str), Some("source of b"));
    let changes: Vec<_> = event
        .changes
        .iter()
        .map(|change| (change.field, change.what(), change.after.as_deref()))
        .collect();
    assert_eq!(
        changes,
        [
            (Field::Skills, What::Added, Some("rust")),
            (Field::Sources, What::Added, Some("b")),
        ]
    );
}

async fn what_changes_nothing_that_is_told_is_not_told(database: Database) {
    let store = database.store().await;
    let ada = store
        .record(skilled(record("Ada Example", "a"), &["rust", "go"]), now())
        .await
        .unwrap();
    let ada = retell(&store, &ada, "a", "other words", &["go", "rust"]).await;
    assert_eq!(store.history_of(ada.id, None, 9).await.unwrap().len(), 1);
    assert_eq!(
        store.versions_of(ada.id).await.unwrap().len(),
        1,
        "the text is kept"
    );
}

async fn a_stale_record_tells_nothing(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    retell(&store, &ada, "a", "newer", &["rust"]).await;
    let mut late = skilled(record_of(&ada, "a"), &["perl"]);
    document_of(&mut late).sha256 = "hash of late".to_owned();
    assert_eq!(store.record_many(&mut [late], None, now()).await.unwrap(), [None]);
    assert_eq!(store.history_of(ada.id, None, 9).await.unwrap().len(), 2);
    assert_eq!(store.versions_of(ada.id).await.unwrap().len(), 1);
}

async fn everything_that_happened_is_walked_through_in_its_order(database: Database) {
    let store = database.store().await;
    let mut at_once: Vec<_> = (0..5)
        .map(|number| record("Ada Example", &number.to_string()))
        .collect();
    let people = store.record_many(&mut at_once, None, now()).await.unwrap();
    let first = people[0].clone().unwrap();
    retell(&store, &first, "0", "newer", &["rust"]).await;
    add(&store, "Bob Example", "b").await;
    let all = store.events_after(None, 99).await.unwrap();
    assert_eq!(all.len(), 7);
    assert!(all.is_sorted_by_key(Event::cursor));
    assert_eq!((all[5].person, all[5].cause), (first.id, Cause::Updated));

    let mut walked = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let page = store.events_after(after, 2).await.unwrap();
        let Some(last) = page.last() else {
            break;
        };
        after = Some(last.cursor().to_string().parse().unwrap());
        walked.extend(page);
    }
    assert_eq!(walked, all);
}

async fn a_history_begins_with_the_newest(database: Database) {
    let store = database.store().await;
    let mut ada = add(&store, "Ada Example", "a").await;
    add(&store, "Bob Example", "b").await;
    for skill in ["c", "d", "e"] {
        ada = retell(&store, &ada, "a", skill, &[skill]).await;
    }
    let first = store.history_of(ada.id, None, 2).await.unwrap();
    let rest = store.history_of(ada.id, Some(first[1].turn), 9).await.unwrap();
    let turns: Vec<_> = first.iter().chain(&rest).map(|event| event.turn).collect();
    assert_eq!(turns.len(), 4);
    assert!(turns.is_sorted_by(|newer, older| newer > older), "{turns:?}");
    assert_eq!(rest[1].cause, Cause::Added);
}

async fn the_newest_are_of_people_who_are_there(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let bob = add(&store, "Bob Example", "b").await;
    let later = now() + TimeDelta::hours(2);
    store.erase(bob.id, later).await.unwrap();
    let newest = store.newest_events(9).await.unwrap();
    let people: Vec<_> = newest.iter().map(|event| event.person).collect();
    assert_eq!(people, [ada.id]);
    assert_eq!(store.newest_event_at().await.unwrap(), Some(later));
}

async fn an_earlier_text_is_kept_once(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let ada = store.record(record_of(&ada, "a"), now()).await.unwrap();
    assert_eq!(
        store.versions_of(ada.id).await.unwrap(),
        [],
        "the same text is no other"
    );
    let ada = retell(&store, &ada, "a", "newer", &["rust"]).await;
    let versions = store.versions_of(ada.id).await.unwrap();
    assert_eq!(versions.len(), 1);
    let earlier = &versions[0];
    assert_eq!(earlier.text, "Ada Example, as a has it");
    assert_eq!(earlier.sha256, "hash of a");
    assert_eq!(
        (earlier.fetched_at, earlier.until),
        (now(), now() + TimeDelta::hours(1))
    );
    let kept = store.document_by_locator("a").await.unwrap().unwrap();
    assert_eq!(kept.text, "newer");
    assert_eq!(earlier.source, kept.source);
}

async fn erasing_leaves_nothing_but_the_id(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let bob = add(&store, "Bob Example", "b").await;
    let ada = retell(&store, &ada, "a", "newer", &["rust"]).await;
    let seen = store.events_after(None, 9).await.unwrap();
    store.erase(ada.id, now()).await.unwrap();
    assert_eq!(store.versions_of(ada.id).await.unwrap(), []);
    let history = store.history_of(ada.id, None, 9).await.unwrap();
    assert_eq!(history.len(), 1);
    let erased = &history[0];
    assert_eq!(
        (erased.cause, &erased.source, erased.changes.len()),
        (Cause::Erased, &None, 0)
    );
    let news = store.events_after(seen.last().map(Event::cursor), 9).await;
    assert_eq!(
        news.unwrap().as_slice(),
        std::slice::from_ref(erased),
        "whoever has a copy hears of it"
    );
    assert_eq!(store.history_of(bob.id, None, 9).await.unwrap().len(), 1);
}

async fn all_but_the_newest_versions_are_forgotten(database: Database) {
    let store = database.store().await;
    let (mut ada, mut bob) = (
        add(&store, "Ada Example", "a").await,
        add(&store, "Bob Example", "b").await,
    );
    for text in ["1", "2", "3", "4"] {
        ada = retell(&store, &ada, "a", text, &[text]).await;
    }
    bob = retell(&store, &bob, "b", "newer", &["rust"]).await;
    assert_eq!(store.prune_versions(2).await.unwrap(), 2);
    let texts: Vec<_> = store
        .versions_of(ada.id)
        .await
        .unwrap()
        .into_iter()
        .map(|version| version.text)
        .collect();
    assert_eq!(texts, ["3", "2"]);
    assert_eq!(store.versions_of(bob.id).await.unwrap().len(), 1);
    assert_eq!(store.prune_versions(2).await.unwrap(), 0);
    assert_eq!(store.prune_versions(0).await.unwrap(), 3);
    assert_eq!(store.versions_of(ada.id).await.unwrap(), []);
}
