//! The outbox: who has to be handed to which index, and what is known of what was handed to it.

use std::sync::Arc;

use chrono::TimeDelta;
use muster::profile::PersonId;
use muster::store::Part;
use uuid::Uuid;

use super::handing::{NODE, claim, ledger, nobody_waits, people, taken};
use super::{add, document_of, generation, now, pending_people, record_of, settle_all};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    what_changed_is_claimed_oldest_first,
    a_change_after_the_claim_stays_pending,
    only_a_greater_ticket_is_recorded_over_another,
    an_erased_person_is_taken_out_and_leaves_nothing,
    what_comes_late_of_an_erased_person_is_taken_out_again,
    who_is_refused_in_company_is_sent_in_smaller_numbers_and_at_last_set_aside,
    a_refusal_is_forgotten_when_the_person_changes_or_is_taken,
    what_the_engine_lost_is_sent_again,
    a_claim_of_which_nothing_was_heard_is_sent_again_after_the_grace,
    a_dead_process_s_claims_are_sent_again_by_its_successor,
    one_node_delivers_at_a_time,
    a_write_that_ends_halfway_leaves_nothing,
];

async fn what_changed_is_claimed_oldest_first(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    let bob = add(&store, "Bob Example", "b").await;
    assert_eq!(pending_people(&store).await, [ada.id, bob.id]);
    store.record(record_of(&ada, "a"), now()).await.unwrap();
    assert_eq!(people(&claim(&store, &[9]).await), [bob.id, ada.id]);
    let first = claim(&store, &[1]).await;
    assert_eq!(people(&first), [bob.id]);
    taken(&store, &first, 7, Some(1)).await;
    let backlog = store.backlog(generation).await.unwrap();
    assert_eq!((backlog.behind, backlog.in_flight), (1, 1));
    assert_eq!(backlog.oldest, Some(now()));
    assert_eq!(store.tickets_in_flight(generation).await.unwrap(), [7].into());
    assert_eq!(store.acknowledge(generation, &[7]).await.unwrap(), 1);
    assert_eq!(pending_people(&store).await, [ada.id]);
    settle_all(&store).await;
    assert!(store.backlog(generation).await.unwrap().is_empty());
}

async fn a_change_after_the_claim_stays_pending(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    let before = claim(&store, &[9]).await;
    store.record(record_of(&ada, "a"), now()).await.unwrap();
    taken(&store, &before, 1, Some(1)).await;
    store.acknowledge(generation, &[1]).await.unwrap();
    assert_eq!(people(&claim(&store, &[9]).await), [ada.id]);
}

async fn only_a_greater_ticket_is_recorded_over_another(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    let old = claim(&store, &[9]).await;
    store.record(record_of(&ada, "a"), now()).await.unwrap();
    let new = claim(&store, &[9]).await;

    taken(&store, &new, 5, Some(2)).await;
    taken(&store, &old, 4, Some(1)).await;
    store.acknowledge(generation, &[4, 5]).await.unwrap();
    let row = ledger(&store).await[0];
    assert!(row.is_settled, "what the engine got last is the newest");
    assert_eq!(row.version, Some(2));

    taken(&store, &old, 6, Some(1)).await;
    store.acknowledge(generation, &[6]).await.unwrap();
    assert_eq!(
        people(&claim(&store, &[9]).await),
        [ada.id],
        "the engine got the older one last"
    );
}

async fn an_erased_person_is_taken_out_and_leaves_nothing(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    settle_all(&store).await;
    store.erase(ada.id, now()).await.unwrap();
    let gone = claim(&store, &[9]).await;
    assert_eq!(people(&gone), [ada.id]);
    taken(&store, &gone, 99_999, None).await;
    assert_eq!(ledger(&store).await.len(), 1, "the engine may still fail");
    store.acknowledge(generation, &[99_999]).await.unwrap();
    assert_eq!(ledger(&store).await, []);
}

async fn what_comes_late_of_an_erased_person_is_taken_out_again(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    let old = claim(&store, &[9]).await;
    store.erase(ada.id, now()).await.unwrap();
    let gone = claim(&store, &[9]).await;
    taken(&store, &gone, 1, None).await;
    store.acknowledge(generation, &[1]).await.unwrap();
    assert_eq!(ledger(&store).await, []);

    taken(&store, &old, 2, Some(1)).await;
    store.acknowledge(generation, &[2]).await.unwrap();
    assert_eq!(people(&claim(&store, &[9]).await), [ada.id]);
}

async fn who_is_refused_in_company_is_sent_in_smaller_numbers_and_at_last_set_aside(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    for name in ["a", "b", "c", "d"] {
        add(&store, "Ada Example", name).await;
    }
    let sizes = [4, 2, 1];
    let mut ticket = 0;
    let mut lengths = Vec::new();
    let bad = people(&claim(&store, &sizes).await)[3];
    loop {
        let Some(claim) = store.claim(generation, NODE, &sizes, now()).await.unwrap() else {
            break;
        };
        lengths.push(claim.people.len());
        ticket += 1;
        taken(&store, &claim, ticket, Some(1)).await;
        if people(&claim).contains(&bad) {
            store.refuse(generation, ticket, "too green").await.unwrap();
        } else {
            store.acknowledge(generation, &[ticket]).await.unwrap();
        }
    }
    assert_eq!(
        lengths,
        [4, 2, 2, 1, 1, 1, 1],
        "all, halves, and each alone, the bad one three times"
    );
    let aside = store.set_aside(generation, 9).await.unwrap();
    assert_eq!(aside.len(), 1);
    assert_eq!((aside[0].person, aside[0].reason.as_str()), (bad, "too green"));
    let backlog = store.backlog(generation).await.unwrap();
    assert_eq!((backlog.behind, backlog.in_flight, backlog.set_aside), (0, 0, 1));
}

async fn a_refusal_is_forgotten_when_the_person_changes_or_is_taken(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    for _ in 0..5 {
        let claim = claim(&store, &[1]).await;
        let people = claim.people.iter().map(|pending| (*pending, Some(1))).collect();
        let refused = Part {
            people,
            outcome: Err("at once".to_owned()),
        };
        store.record_sent(&claim, &[refused], now()).await.unwrap();
    }
    assert!(nobody_waits(&store).await);
    store.record(record_of(&ada, "a"), now()).await.unwrap();
    let again = claim(&store, &[9]).await;
    assert_eq!(people(&again), [ada.id]);
    assert_eq!(store.set_aside(generation, 9).await.unwrap(), []);
    taken(&store, &again, 1, Some(2)).await;
    store.acknowledge(generation, &[1]).await.unwrap();
    assert!(ledger(&store).await[0].is_settled);
}

async fn what_the_engine_lost_is_sent_again(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    taken(&store, &claim(&store, &[9]).await, 1, Some(1)).await;
    assert!(nobody_waits(&store).await);
    store.lose(generation, 1, now()).await.unwrap();
    assert_eq!(people(&claim(&store, &[9]).await), [ada.id]);
    assert_eq!(store.tickets_in_flight(generation).await.unwrap(), [].into());
}

async fn a_claim_of_which_nothing_was_heard_is_sent_again_after_the_grace(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    let unheard = claim(&store, &[9]).await;
    taken(&store, &claim(&store, &[9]).await, 1, Some(1)).await;
    store.acknowledge(generation, &[1]).await.unwrap();
    let before = unheard.claimed_at;
    assert_eq!(store.recover(generation, before, now()).await.unwrap(), 0);
    assert!(nobody_waits(&store).await);
    let after = before + TimeDelta::seconds(1);
    assert_eq!(store.recover(generation, after, now()).await.unwrap(), 1);
    assert_eq!(store.recover(generation, after, now()).await.unwrap(), 0);
    assert_eq!(people(&claim(&store, &[9]).await), [ada.id]);
}

async fn a_dead_process_s_claims_are_sent_again_by_its_successor(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    let dead = claim(&store, &[9]).await;
    taken(&store, &claim(&store, &[9]).await, 1, Some(1)).await;
    store.resend(generation, Uuid::from_u128(2), now()).await.unwrap();
    assert!(nobody_waits(&store).await, "somebody else's");
    store.resend(generation, NODE, now()).await.unwrap();
    taken(&store, &claim(&store, &[9]).await, 2, Some(1)).await;
    let later = dead.claimed_at + TimeDelta::seconds(1);
    let recovered = store.recover(generation, later, now()).await.unwrap();
    assert_eq!(recovered, 1, "what the dead one sent may still come");
    assert_eq!(people(&claim(&store, &[9]).await), [ada.id]);

    // An engine that belongs to the process has forgotten what was not done.
    taken(&store, &claim(&store, &[9]).await, 3, Some(1)).await;
    store.resend_all(generation, now()).await.unwrap();
    let again = claim(&store, &[9]).await;
    assert_eq!(people(&again), [ada.id]);
    taken(&store, &again, 1, Some(1)).await;
    store.acknowledge(generation, &[1]).await.unwrap();
    assert!(ledger(&store).await[0].is_settled, "its tickets begin anew");
}

async fn one_node_delivers_at_a_time(database: Database) {
    let store = database.store().await;
    let generation = generation(&store).await;
    add(&store, "Ada Example", "a").await;
    claim(&store, &[9]).await;
    let other = Uuid::from_u128(2);
    let at = |seconds| now() + TimeDelta::seconds(seconds);
    assert_eq!(store.claim(generation, other, &[9], at(9)).await.unwrap(), None);
    assert!(
        store
            .claim(generation, other, &[9], at(11))
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(store.claim(generation, NODE, &[9], at(12)).await.unwrap(), None);
    store.release(generation, NODE).await.unwrap();
    assert_eq!(store.claim(generation, NODE, &[9], at(12)).await.unwrap(), None);
    store.release(generation, other).await.unwrap();
    assert!(
        store
            .claim(generation, NODE, &[9], at(12))
            .await
            .unwrap()
            .is_some()
    );
}

async fn a_write_that_ends_halfway_leaves_nothing(database: Database) {
    let store = database.store().await;
    generation(&store).await;
    let ada = add(&store, "Ada Example", "a").await;
    let mut taken = record_of(&ada, "b");
    // The source id of another document: refused by the database after the person was written.
    document_of(&mut taken).source = document_of(&mut record_of(&ada, "a")).source.clone();
    Arc::make_mut(&mut taken.profile).headline = Some("half".to_owned());
    store.record(taken, now()).await.unwrap_err();
    assert_eq!(store.person(ada.id).await.unwrap(), Some(ada.clone()));
    // Given up at every point: by dropping the write after so many steps.
    for steps in 0..40 {
        let mut writing = Box::pin(store.record(record_of(&ada, "c"), now()));
        for _ in 0..steps {
            let step = tokio::time::timeout(std::time::Duration::from_micros(50), &mut writing);
            if step.await.is_ok() {
                break;
            }
        }
        drop(writing);
        // Whoever writes next waits until the write that was dropped has ended.
        let nobody = PersonId::from_uuid(Uuid::nil());
        assert!(!store.erase(nobody, now()).await.unwrap());
        let person = store.person(ada.id).await.unwrap().unwrap();
        let written = person.revision != ada.revision;
        let document = store.document_by_locator("c").await.unwrap();
        assert_eq!(document.is_some(), written, "after {steps} steps");
        assert_eq!(pending_people(&store).await, [ada.id]);
        if written {
            return;
        }
    }
}
