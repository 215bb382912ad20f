//! What the store promises, as one list of small cases for both databases.

use std::sync::Arc;

use chrono::TimeDelta;
use muster::profile::{PersonId, Profile};
use muster::store::Error;

use super::{add, document_of, github, now, pending_people, record, record_of, settle_all};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    a_new_person_can_be_read_by_id_and_by_slug,
    a_profile_says_who_it_is_about_and_where_it_is_from,
    a_text_is_kept_as_it_was_received,
    people_of_one_name_get_slugs_of_their_own,
    an_update_keeps_the_slug_and_the_birthday,
    a_revision_grows_even_when_the_clock_goes_back,
    a_revision_that_was_not_the_last_is_stale_and_writes_nothing,
    a_person_who_is_gone_is_stale,
    a_locator_of_somebody_else_is_stale,
    a_new_person_with_a_key_of_somebody_is_stale,
    a_key_may_be_named_by_several_people,
    keys_that_are_not_in_the_newest_profile_are_forgotten,
    keys_are_told_apart_by_kind,
    whoever_has_most_of_the_keys_comes_first,
    a_replaced_text_is_kept_and_no_longer_read,
    a_text_that_comes_back_is_read_again,
    people_come_in_the_order_that_was_asked_for,
    people_can_be_walked_through,
    erasing_takes_texts_and_keys_along,
    erasing_nobody_changes_nothing,
    many_records_are_written_at_once_and_stale_ones_left_out,
    more_records_than_a_statement_names_are_written,
    no_update_is_lost_between_writers,
    writers_on_two_connections_do_not_fail_each_other,
];

async fn a_new_person_can_be_read_by_id_and_by_slug(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    assert_eq!(ada.slug, "ada-example");
    assert_eq!(store.person(ada.id).await.unwrap(), Some(ada.clone()));
    assert_eq!(store.person_by_slug("ada-example").await.unwrap(), Some(ada));
    assert_eq!(store.person_by_slug("bob").await.unwrap(), None);
    assert_eq!(store.count_people().await.unwrap(), 1);
}

async fn a_profile_says_who_it_is_about_and_where_it_is_from(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let ada = store.record(record_of(&ada, "b"), now()).await.unwrap();
    assert_eq!(ada.profile.id, Some(ada.id));
    assert_eq!(ada.profile.slug, Some(ada.slug));
    let locators: Vec<_> = ada
        .profile
        .sources
        .iter()
        .map(|source| source.locator.as_str())
        .collect();
    assert_eq!(locators, ["a", "b"]);
    let fetched_at = ada.profile.sources[0].fetched_at.as_deref();
    assert_eq!(fetched_at, Some("2025-10-09T08:53:20Z"));
}

async fn a_text_is_kept_as_it_was_received(database: Database) {
    let store = database.store().await;
    let mut odd = record("Ada Example", "file:///a%20b?c.md");
    document_of(&mut odd).text =
        "\u{feff}Zeile\r\n\u{1f9d1}\u{200d}\u{1f4bb}\t' \" \\ \0x0".replace('\0', "");
    let ada = store.record(odd.clone(), now()).await.unwrap();
    let kept = store
        .document_by_locator("file:///a%20b?c.md")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.text, document_of(&mut odd).text);
    assert_eq!(kept.fetched_at, now());
    assert_eq!(store.documents_of(ada.id).await.unwrap(), [kept]);
    assert_eq!(store.document_by_locator("b").await.unwrap(), None);
}

async fn people_of_one_name_get_slugs_of_their_own(database: Database) {
    let store = database.store().await;
    let one = add(&store, "Ada Example", "a").await;
    let two = add(&store, "Ada Example", "b").await;
    let nameless = add(&store, "", "c").await;
    assert!(two.slug.starts_with("ada-example-"), "{}", two.slug);
    assert_ne!(one.slug, two.slug);
    assert!(nameless.slug.starts_with("p-"), "{}", nameless.slug);
}

async fn an_update_keeps_the_slug_and_the_birthday(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let mut renamed = record_of(&ada, "a");
    Arc::make_mut(&mut renamed.profile).name = Some("Ada Sample".to_owned());
    let later = now() + TimeDelta::hours(1);
    let updated = store.record(renamed, later).await.unwrap();
    assert_eq!(updated.slug, ada.slug);
    assert_eq!((updated.created_at, updated.updated_at), (now(), later));
    assert_eq!(updated.profile.name.as_deref(), Some("Ada Sample"));
    assert_eq!(store.person(ada.id).await.unwrap(), Some(updated));
}

async fn a_revision_grows_even_when_the_clock_goes_back(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let earlier = now() - TimeDelta::hours(1);
    let updated = store.record(record_of(&ada, "a"), earlier).await.unwrap();
    assert_eq!(updated.revision, ada.revision + 1);
}

async fn a_revision_that_was_not_the_last_is_stale_and_writes_nothing(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let updated = store.record(record_of(&ada, "a"), now()).await.unwrap();
    let pending = pending_people(&store).await;
    let late = store.record(record_of(&ada, "b"), now()).await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
    assert_eq!(store.person(ada.id).await.unwrap(), Some(updated));
    assert_eq!(store.document_by_locator("b").await.unwrap(), None);
    assert_eq!(pending_people(&store).await, pending);
}

async fn a_person_who_is_gone_is_stale(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    store.erase(ada.id, now()).await.unwrap();
    let late = store.record(record_of(&ada, "a"), now()).await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
    assert_eq!(store.count_people().await.unwrap(), 0);
}

async fn a_locator_of_somebody_else_is_stale(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let bob = add(&store, "Bob Example", "b").await;
    for late in [record("Cyd Example", "a"), record_of(&bob, "a")] {
        let late = store.record(late, now()).await;
        assert!(matches!(late, Err(Error::Stale)), "{late:?}");
    }
    let kept = store.document_by_locator("a").await.unwrap().unwrap();
    assert_eq!(kept.person, ada.id);
}

async fn a_new_person_with_a_key_of_somebody_is_stale(database: Database) {
    let store = database.store().await;
    let mut ada = record("Ada Example", "a");
    ada.keys = vec![github("ada")];
    store.record(ada.clone(), now()).await.unwrap();
    document_of(&mut ada).locator = "b".to_owned();
    let late = store.record(ada, now()).await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
}

async fn a_key_may_be_named_by_several_people(database: Database) {
    let store = database.store().await;
    let mut ada = record("Ada Example", "a");
    ada.keys = vec![github("ada")];
    let ada = store.record(ada, now()).await.unwrap();
    let bob = add(&store, "Bob Example", "b").await;
    let mut claims = record_of(&bob, "b");
    claims.keys = vec![github("ada"), github("bob")];
    store.record(claims, now()).await.unwrap();
    let owners = store.owners(&[github("ada"), github("bob")]).await.unwrap();
    let mut both = [ada.id, bob.id];
    both.sort();
    assert_eq!(owners[&github("ada")], both);
    assert_eq!(owners[&github("bob")], [bob.id]);

    let mut third = record("Eve Example", "e");
    third.keys = vec![github("ada")];
    third.apart = vec![ada.id];
    let unaware = store.record(third.clone(), now()).await;
    assert!(
        matches!(unaware, Err(Error::Stale)),
        "of Bob it knows nothing: {unaware:?}"
    );
    third.apart.push(bob.id);
    let eve = store.record(third, now()).await.unwrap();
    let owners = store.owners(&[github("ada")]).await.unwrap();
    let mut all = [ada.id, bob.id, eve.id];
    all.sort();
    assert_eq!(owners[&github("ada")], all);
}

async fn keys_that_are_not_in_the_newest_profile_are_forgotten(database: Database) {
    let store = database.store().await;
    let mut ada = record("Ada Example", "a");
    ada.keys = vec![github("ada"), github("old")];
    let ada = store.record(ada, now()).await.unwrap();
    let mut newest = record_of(&ada, "a");
    newest.keys = vec![github("ada")];
    store.record(newest, now()).await.unwrap();
    assert_eq!(store.people_with_keys(&[github("ada")]).await.unwrap(), [ada.id]);
    assert_eq!(store.people_with_keys(&[github("old")]).await.unwrap(), []);
}

async fn keys_are_told_apart_by_kind(database: Database) {
    let store = database.store().await;
    let mut ada = record("Ada Example", "a");
    ada.keys = vec![github("ada")];
    store.record(ada, now()).await.unwrap();
    let mut elsewhere = github("ada");
    elsewhere.kind = "gitlab";
    assert_eq!(store.people_with_keys(&[elsewhere]).await.unwrap(), []);
    assert_eq!(store.people_with_keys(&[]).await.unwrap(), []);
}

async fn whoever_has_most_of_the_keys_comes_first(database: Database) {
    let store = database.store().await;
    let (mut one, mut two) = (record("One Example", "1"), record("Two Example", "2"));
    one.keys = vec![github("a")];
    two.keys = vec![github("b"), github("c")];
    let one = store.record(one, now()).await.unwrap();
    let two = store.record(two, now()).await.unwrap();
    let keys = [github("a"), github("b"), github("c"), github("d")];
    assert_eq!(store.people_with_keys(&keys).await.unwrap(), [two.id, one.id]);
}

async fn a_replaced_text_is_kept_and_no_longer_read(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let mut newer = record_of(&ada, "b");
    newer.replaces = vec![document_of(&mut record("", "a")).source.clone()];
    let ada = store.record(newer, now()).await.unwrap();
    let read = store.documents_of(ada.id).await.unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].locator, "b");
    assert_eq!(ada.profile.sources.len(), 1);
    let kept = store.document_by_locator("a").await.unwrap().unwrap();
    assert_eq!(kept.text, "Ada Example, as a has it");
    assert_eq!(kept.replaced_at, Some(now()));
}

async fn a_text_that_comes_back_is_read_again(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let mut newer = record_of(&ada, "b");
    newer.replaces = vec![document_of(&mut record("", "a")).source.clone()];
    let ada = store.record(newer, now()).await.unwrap();
    let ada = store.record(record_of(&ada, "a"), now()).await.unwrap();
    assert_eq!(store.documents_of(ada.id).await.unwrap().len(), 2);
    let known = store.known_documents(&["a".to_owned()]).await.unwrap();
    assert!(!known["a"].replaced);
}

async fn people_come_in_the_order_that_was_asked_for(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let bob = add(&store, "Bob Example", "b").await;
    let nobody = PersonId::from_uuid(uuid::Uuid::from_u128(1));
    let people = store.people(&[bob.id, nobody, ada.id]).await.unwrap();
    assert_eq!(people, [bob, ada]);
}

async fn people_can_be_walked_through(database: Database) {
    let store = database.store().await;
    let mut expected = Vec::new();
    for locator in ["a", "b", "c", "d", "e"] {
        expected.push(add(&store, "Ada Example", locator).await.id);
    }
    expected.sort();
    let mut walked = Vec::new();
    loop {
        let page = store.people_after(walked.last().copied(), 2).await.unwrap();
        if page.is_empty() {
            break;
        }
        walked.extend(page.into_iter().map(|person| person.id));
    }
    assert_eq!(walked, expected);
}

async fn erasing_takes_texts_and_keys_along(database: Database) {
    let store = database.store().await;
    let mut ada = record("Ada Example", "a");
    ada.keys = vec![github("ada")];
    let ada = store.record(ada, now()).await.unwrap();
    let bob = add(&store, "Bob Example", "b").await;
    assert!(store.erase(ada.id, now()).await.unwrap());
    assert_eq!(store.person(ada.id).await.unwrap(), None);
    assert_eq!(store.documents_of(ada.id).await.unwrap(), []);
    assert_eq!(store.document_by_locator("a").await.unwrap(), None);
    assert_eq!(store.people_with_keys(&[github("ada")]).await.unwrap(), []);
    assert_eq!(store.people_after(None, 9).await.unwrap(), [bob]);
}

async fn erasing_nobody_changes_nothing(database: Database) {
    let store = database.store().await;
    let nobody = PersonId::from_uuid(uuid::Uuid::from_u128(1));
    assert!(!store.erase(nobody, now()).await.unwrap());
    assert_eq!(pending_people(&store).await, []);
}

async fn many_records_are_written_at_once_and_stale_ones_left_out(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let (mut bob, mut twin) = (record("Bob Example", "b"), record("Bob Example", "c"));
    bob.keys = vec![github("bob")];
    twin.keys = vec![github("bob")];
    let mut records = [
        record_of(&ada, "a"),
        record_of(&ada, "d"),
        bob,
        twin,
        record("Cyd Example", "b"),
        record("Bob Example", "e"),
    ];
    let people = store.record_many(&mut records, None, now()).await.unwrap();
    let written: Vec<_> = people.iter().map(Option::is_some).collect();
    assert_eq!(written, [true, false, true, false, false, true]);
    assert_eq!(store.count_people().await.unwrap(), 3);
    assert_eq!(store.document_by_locator("d").await.unwrap(), None);
    let slugs: Vec<_> = people.into_iter().flatten().map(|person| person.slug).collect();
    assert_eq!(slugs[..2], ["ada-example", "bob-example"]);
    assert!(slugs[2].starts_with("bob-example-"), "{slugs:?}");
}

async fn more_records_than_a_statement_names_are_written(database: Database) {
    let store = database.store().await;
    let mut records: Vec<_> = (0..1_100)
        .map(|number| {
            let mut record = record("Ada Example", &number.to_string());
            record.keys = vec![github(&format!("a{number}")), github(&format!("b{number}"))];
            record
        })
        .collect();
    let people = store.record_many(&mut records, None, now()).await.unwrap();
    assert_eq!(people.iter().flatten().count(), records.len());
    assert_eq!(store.count_people().await.unwrap(), 1_100);
    assert_eq!(pending_people(&store).await.len(), 1_100);
    settle_all(&store).await;
    assert_eq!(pending_people(&store).await, []);
}

async fn no_update_is_lost_between_writers(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let other = database.connect().await;
    let mut writers = tokio::task::JoinSet::new();
    for (number, store) in [&store, &other, &store, &other].into_iter().enumerate() {
        let (store, id) = (store.clone(), ada.id);
        writers.spawn(async move {
            for round in 0..5 {
                loop {
                    let seen = store.person(id).await.unwrap().unwrap();
                    let mut count = record_of(&seen, &format!("{number}/{round}"));
                    let so_far = seen.profile.headline.clone().unwrap_or_default();
                    count.profile = Arc::new(Profile {
                        headline: Some(format!("{so_far}x")),
                        ..Profile::default()
                    });
                    match store.record(count, now()).await {
                        Err(Error::Stale) => (),
                        written => break drop(written.unwrap()),
                    }
                }
            }
        });
    }
    while let Some(ended) = writers.join_next().await {
        ended.unwrap();
    }
    let counted = store.person(ada.id).await.unwrap().unwrap();
    assert_eq!(counted.profile.headline.as_ref().map(String::len), Some(20));
    assert_eq!(store.documents_of(ada.id).await.unwrap().len(), 21);
}

async fn writers_on_two_connections_do_not_fail_each_other(database: Database) {
    let stores = [database.store().await, database.connect().await];
    let mut writers = tokio::task::JoinSet::new();
    for number in 0..8 {
        let store = stores[number % 2].clone();
        writers.spawn(async move {
            for round in 0..5 {
                add(&store, "Ada Example", &format!("{number}/{round}")).await;
                settle_all(&store).await;
            }
        });
    }
    while let Some(ended) = writers.join_next().await {
        ended.unwrap();
    }
    assert_eq!(stores[0].count_people().await.unwrap(), 40);
    assert_eq!(pending_people(&stores[0]).await, []);
}
