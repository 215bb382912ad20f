//! What is kept in memory of people is what the database has.

use std::sync::Arc;

use super::{add, now, record_of};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![whatever_another_process_wrote_is_read,];

async fn whatever_another_process_wrote_is_read(database: Database) {
    let (store, other) = (database.store().await, database.connect().await);
    let ada = add(&store, "Ada Example", "a").await;
    let read = other.people(&[ada.id]).await.unwrap();
    assert_eq!(read.as_slice(), std::slice::from_ref(&ada));

    let mut newer = record_of(&ada, "a");
    Arc::make_mut(&mut newer.profile).headline = Some("Keeper of the archive".to_owned());
    let ada = other.record(newer, now()).await.unwrap();
    let id = ada.id;
    assert_eq!(store.people(&[ada.id]).await.unwrap(), [ada]);

    store.erase(id, now()).await.unwrap();
    assert_eq!(other.people(&[id]).await.unwrap(), []);
}
