//! What was known before a turn.

use super::{github, now, record};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![what_was_known_counts_until_somebody_writes,];

async fn what_was_known_counts_until_somebody_writes(database: Database) {
    let store = database.store().await;
    let (locators, keys) = (["a".to_owned(), "b".to_owned()], [github("ada")]);
    let known = store.known(&locators, &keys).await.unwrap();
    let mut ada = record("Ada Example", "a");
    ada.keys = keys.to_vec();
    let first = store.record_many(&mut [ada], Some(&known), now()).await.unwrap();
    assert!(first[0].is_some(), "nothing was there, and nothing came");

    let mut same_key = record("Ada Sample", "b");
    same_key.keys = keys.to_vec();
    let mut late = [same_key, record("Bob Example", "a")];
    let written = store.record_many(&mut late, Some(&known), now()).await.unwrap();
    assert_eq!(written, [None, None], "it is known from before Ada");
    let known = store.known(&locators, &keys).await.unwrap();
    let written = store.record_many(&mut late, Some(&known), now()).await.unwrap();
    assert_eq!(written, [None, None]);
    assert_eq!(store.count_people().await.unwrap(), 1);
}
