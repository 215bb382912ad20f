//! Handing people to an engine that is not there, step by step.

use muster::profile::PersonId;
use muster::store::{Claim, LedgerRow, Part, Store};
use uuid::Uuid;

use super::{generation, now};

pub(super) const NODE: Uuid = Uuid::from_u128(1);

pub(super) async fn claim(store: &Store, sizes: &[usize]) -> Claim {
    let generation = generation(store).await;
    store
        .claim(generation, NODE, sizes, now())
        .await
        .unwrap()
        .unwrap()
}

pub(super) async fn nobody_waits(store: &Store) -> bool {
    let generation = generation(store).await;
    store
        .claim(generation, NODE, &[9], now())
        .await
        .unwrap()
        .is_none()
}

/// Says that an engine took everybody of a claim, in a version.
pub(super) async fn taken(store: &Store, claim: &Claim, ticket: i64, version: Option<i64>) {
    let people = claim.people.iter().map(|pending| (*pending, version)).collect();
    let part = Part {
        people,
        outcome: Ok(ticket),
    };
    store.record_sent(claim, &[part], now()).await.unwrap();
}

pub(super) fn people(claim: &Claim) -> Vec<PersonId> {
    claim.people.iter().map(|pending| pending.person).collect()
}

pub(super) async fn ledger(store: &Store) -> Vec<LedgerRow> {
    store.ledger(generation(store).await).await.unwrap()
}
