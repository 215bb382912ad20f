//! The outbox: whatever happens between the database and the index, in the end they agree.

use std::collections::BTreeMap;

use muster::profile::PersonId;
use muster::store::{Pending, Store};
use proptest::prelude::*;

use super::{add, now, pending_people, record_of};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    what_changed_is_pending_oldest_first,
    a_change_after_the_claim_stays_pending,
    an_old_claim_that_comes_late_settles_nothing_newer,
    an_erased_person_stays_pending_until_the_index_has_heard,
    everybody_can_be_marked_again,
    a_write_that_ends_halfway_leaves_nothing,
];

async fn what_changed_is_pending_oldest_first(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let bob = add(&store, "Bob Example", "b").await;
    assert_eq!(pending_people(&store).await, [ada.id, bob.id]);
    store.record(record_of(&ada, "a"), now()).await.unwrap();
    assert_eq!(pending_people(&store).await, [bob.id, ada.id]);
    let first = store.pending(1).await.unwrap();
    store.settle(&first).await.unwrap();
    assert_eq!(pending_people(&store).await, [ada.id]);
}

async fn a_change_after_the_claim_stays_pending(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let claim = store.pending(9).await.unwrap();
    store.record(record_of(&ada, "a"), now()).await.unwrap();
    store.settle(&claim).await.unwrap();
    assert_eq!(pending_people(&store).await, [ada.id]);
}

async fn an_old_claim_that_comes_late_settles_nothing_newer(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let old = store.pending(9).await.unwrap();
    store.record(record_of(&ada, "a"), now()).await.unwrap();
    let new = store.pending(9).await.unwrap();
    store.settle(&new).await.unwrap();
    store.settle(&old).await.unwrap();
    assert_eq!(pending_people(&store).await, []);
    let changed = store.person(ada.id).await.unwrap().unwrap();
    store.record(record_of(&changed, "a"), now()).await.unwrap();
    store.settle(&new).await.unwrap();
    assert_eq!(pending_people(&store).await, [ada.id]);
}

async fn an_erased_person_stays_pending_until_the_index_has_heard(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let claim = store.pending(9).await.unwrap();
    store.erase(ada.id).await.unwrap();
    store.settle(&claim).await.unwrap();
    let claim = store.pending(9).await.unwrap();
    assert_eq!(claim.len(), 1);
    assert_eq!(claim[0].person, ada.id);
    store.settle(&claim).await.unwrap();
    assert_eq!(pending_people(&store).await, []);
    assert_eq!(
        store.mark_all_pending().await.unwrap(),
        0,
        "nothing is left of an erased person"
    );
}

async fn everybody_can_be_marked_again(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let bob = add(&store, "Bob Example", "b").await;
    let claim = store.pending(9).await.unwrap();
    store.settle(&claim).await.unwrap();
    assert_eq!(store.mark_all_pending().await.unwrap(), 2);
    store.settle(&claim).await.unwrap();
    let mut pending = pending_people(&store).await;
    pending.sort();
    let mut everybody = vec![ada.id, bob.id];
    everybody.sort();
    assert_eq!(pending, everybody);
}

async fn a_write_that_ends_halfway_leaves_nothing(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let mut taken = record_of(&ada, "b");
    // The source id of another document: refused by the database after the person was written.
    taken.document.source = record_of(&ada, "a").document.source;
    taken.profile.headline = Some("half".to_owned());
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
        assert!(!store.erase(PersonId::from_uuid(uuid::Uuid::nil())).await.unwrap());
        let person = store.person(ada.id).await.unwrap().unwrap();
        let written = person.revision != ada.revision;
        let document = store.document_by_locator("c").await.unwrap();
        let pending = store.pending(9).await.unwrap();
        assert_eq!(document.is_some(), written, "after {steps} steps");
        assert_eq!(pending.len(), 1);
        if written {
            return;
        }
    }
}

/// What can happen, in any order.
#[derive(Debug, Clone)]
enum Step {
    Add,
    Update(prop::sample::Index),
    Erase(prop::sample::Index),
    MarkAll,
    Claim(u64),
    /// The index gets what the last claim's people are now.
    Push,
    Settle,
    /// Whoever keeps the index dies: claims are forgotten, pushed or not.
    Die,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => Just(Step::Add),
        3 => any::<prop::sample::Index>().prop_map(Step::Update),
        2 => any::<prop::sample::Index>().prop_map(Step::Erase),
        1 => Just(Step::MarkAll),
        4 => (1_u64..4).prop_map(Step::Claim),
        4 => Just(Step::Push),
        4 => Just(Step::Settle),
        1 => Just(Step::Die),
    ];
    prop::collection::vec(step, 1..40)
}

/// One keeper of an index that holds nothing but revisions.
#[derive(Default)]
struct Keeper {
    index: BTreeMap<PersonId, i64>,
    claimed: Vec<Pending>,
    pushed: Vec<Pending>,
}

impl Keeper {
    async fn push(&mut self, store: &Store) {
        for pending in &self.claimed {
            match store.person(pending.person).await.unwrap() {
                Some(person) => self.index.insert(person.id, person.revision),
                None => self.index.remove(&pending.person),
            };
        }
        self.pushed = std::mem::take(&mut self.claimed);
    }

    async fn step(&mut self, store: &Store, step: &Step, number: usize) {
        let people = store.people_after(None, 100).await.unwrap();
        let chosen = |index: &prop::sample::Index| (!people.is_empty()).then(|| index.get(&people));
        match step {
            Step::Add => drop(add(store, "Ada Example", &format!("new {number}")).await),
            Step::Update(index) => {
                if let Some(person) = chosen(index) {
                    store
                        .record(record_of(person, &person.slug), now())
                        .await
                        .unwrap();
                }
            }
            Step::Erase(index) => {
                if let Some(person) = chosen(index) {
                    store.erase(person.id).await.unwrap();
                }
            }
            Step::MarkAll => drop(store.mark_all_pending().await.unwrap()),
            Step::Claim(limit) => self.claimed = store.pending(*limit).await.unwrap(),
            Step::Push => self.push(store).await,
            Step::Settle => store.settle(&self.pushed).await.unwrap(),
            Step::Die => {
                self.claimed.clear();
                self.pushed.clear();
            }
        }
    }

    async fn drain(&mut self, store: &Store) {
        loop {
            self.claimed = store.pending(3).await.unwrap();
            if self.claimed.is_empty() {
                return;
            }
            self.push(store).await;
            store.settle(&self.pushed).await.unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn after_any_interleaving_a_drain_makes_index_and_database_equal(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (index, truth) = runtime.block_on(async {
            let database = Database::sqlite();
            let store = database.store().await;
            let mut keeper = Keeper::default();
            for (number, step) in steps.iter().enumerate() {
                keeper.step(&store, step, number).await;
            }
            keeper.drain(&store).await;
            let people = store.people_after(None, 100).await.unwrap();
            let truth: BTreeMap<_, _> = people.into_iter().map(|person| (person.id, person.revision)).collect();
            (keeper.index, truth)
        });
        prop_assert_eq!(index, truth);
    }
}
