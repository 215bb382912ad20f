//! Two people become one and two again, who is called alike, and what is said by hand, as the database holds it.

use std::sync::Arc;

use chrono::TimeDelta;
use muster::profile::{Profile, SourceId};
use muster::resolve::{Correctable, Correction};
use muster::store::{Cause, Error, Parting, Person, Record, Store, Union};

use super::{add, github, now, pending_people, record, record_of, settle_all};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    everything_of_who_is_gone_is_the_others,
    parted_people_are_as_before,
    a_merge_of_people_who_changed_is_stale,
    the_addresses_of_who_is_gone_lead_to_whoever_has_everything,
    a_slug_of_somebody_who_is_gone_is_given_to_nobody,
    erasing_who_stays_erases_what_is_known_of_who_is_gone,
    erasing_who_was_parted_leaves_nothing_of_them,
    who_is_not_the_same_is_remembered_through_merges,
    people_of_one_name_are_found_by_their_slugs,
    a_correction_is_written_with_what_it_makes,
];

fn said(person: &Person, name: &str) -> Record {
    Record {
        document: None,
        profile: Arc::new(Profile {
            name: Some(name.to_owned()),
            ..Profile::default()
        }),
        ..record_of(person, "")
    }
}

fn union(kept: &Person, gone: &Person) -> Union {
    Union {
        kept: said(kept, "Ada Example"),
        gone: (gone.id, gone.revision),
        reasons: vec!["both are called so".to_owned()],
    }
}

async fn two(store: &Store) -> (Person, Person) {
    let (mut one, mut other) = (record("Ada Example", "a"), record("Ada Sample", "b"));
    one.keys = vec![github("one")];
    other.keys = vec![github("other")];
    let one = store.record(one, now()).await.unwrap();
    (one, store.record(other, now()).await.unwrap())
}

async fn everything_of_who_is_gone_is_the_others(database: Database) {
    let store = database.store().await;
    let (one, other) = two(&store).await;
    settle_all(&store).await;
    let mut union = union(&one, &other);
    union.kept.keys = vec![github("one"), github("other")];
    let (merge, kept) = store.merge(&union, now()).await.unwrap();
    assert_eq!((merge.kept, merge.gone, merge.holder), (one.id, other.id, one.id));
    assert_eq!((kept.id, &kept.slug), (one.id, &one.slug));
    assert!(kept.revision > one.revision && kept.updated_at > one.updated_at);
    assert_eq!(store.person(other.id).await.unwrap(), None);
    let texts = store.documents_of(one.id).await.unwrap();
    let sources: Vec<_> = texts.iter().map(|text| &text.source).collect();
    let of_profile: Vec<_> = kept.profile.sources.iter().map(|source| &source.id).collect();
    assert_eq!(sources, of_profile);
    assert_eq!(sources.len(), 2);
    let owners = store.owners(&[github("other")]).await.unwrap();
    assert_eq!(owners[&github("other")], [one.id]);
    let mut heard = pending_people(&store).await;
    heard.sort();
    assert_eq!(heard, [one.id.min(other.id), one.id.max(other.id)]);
    assert_eq!(store.merges_of(one.id).await.unwrap(), [merge]);
}

async fn parted_people_are_as_before(database: Database) {
    let store = database.store().await;
    let (one, other) = two(&store).await;
    let (merge, kept) = store.merge(&union(&one, &other), now()).await.unwrap();
    settle_all(&store).await;
    let mut back = said(&other, "Ada Sample");
    back.profile = Arc::new(merge.gone_before.profile.clone());
    back.keys = vec![github("other")];
    let mut stays = said(&kept, "Ada Example");
    stays.profile = Arc::new(merge.kept_before.profile.clone());
    stays.keys = vec![github("one")];
    let parting = Parting {
        merge: merge.id,
        kept: stays,
        gone: back,
        texts: vec![SourceId::new("source of b")],
        restored: Vec::new(),
    };
    let later = now() + TimeDelta::seconds(1);
    let (stayed, came_back) = store.part(&parting, later).await.unwrap();
    for (before, after) in [(&one, stayed), (&other, came_back)] {
        assert_eq!(store.person(before.id).await.unwrap().as_ref(), Some(&after));
        assert_eq!(after.profile, before.profile);
        assert_eq!((&after.slug, after.created_at), (&before.slug, before.created_at));
        assert!(after.revision > before.revision && after.updated_at > before.updated_at);
        assert_eq!(store.documents_of(before.id).await.unwrap().len(), 1);
    }
    let owners = store.owners(&[github("one"), github("other")]).await.unwrap();
    assert_eq!(
        (&owners[&github("one")], &owners[&github("other")]),
        (&vec![one.id], &vec![other.id])
    );
    let mut heard = pending_people(&store).await;
    heard.sort();
    assert_eq!(heard, [one.id.min(other.id), one.id.max(other.id)]);
    let apart = store.dismissed(&[one.id]).await.unwrap();
    assert_eq!(
        Vec::from_iter(apart),
        [(one.id.min(other.id), one.id.max(other.id))]
    );
    assert_eq!(store.merges_of(one.id).await.unwrap(), []);
    let again = store.part(&parting, later).await;
    assert!(matches!(again, Err(Error::Stale)), "{again:?}");
}

async fn a_merge_of_people_who_changed_is_stale(database: Database) {
    let store = database.store().await;
    let (one, other) = two(&store).await;
    let newer = store.record(record_of(&other, "c"), now()).await.unwrap();
    for stale in [union(&one, &other), union(&one, &one)] {
        let refused = store.merge(&stale, now()).await;
        assert!(matches!(refused, Err(Error::Stale)), "{refused:?}");
    }
    store.record(record_of(&one, "d"), now()).await.unwrap();
    let refused = store.merge(&union(&one, &newer), now()).await;
    assert!(matches!(refused, Err(Error::Stale)), "{refused:?}");
    assert_eq!(
        store.person(other.id).await.unwrap(),
        Some(newer),
        "nothing was written"
    );
    assert_eq!(store.documents_of(one.id).await.unwrap().len(), 2);
}

async fn the_addresses_of_who_is_gone_lead_to_whoever_has_everything(database: Database) {
    let store = database.store().await;
    let (one, other) = two(&store).await;
    let third = add(&store, "Ada Specimen", "c").await;
    let (first, one_now) = store.merge(&union(&one, &other), now()).await.unwrap();
    let (_, third) = store.merge(&union(&third, &one_now), now()).await.unwrap();
    for who in [
        other.slug.as_str(),
        &other.id.to_string(),
        &one.slug,
        &one.id.to_string(),
    ] {
        let moved = store.moved(who).await.unwrap();
        assert_eq!(moved.map(|person| person.id), Some(third.id), "{who}");
    }
    assert_eq!(store.moved("nobody").await.unwrap(), None);
    assert_eq!(
        store.moved(&third.slug).await.unwrap(),
        None,
        "who is here is not elsewhere"
    );
    let first = store.find_merge(first.id).await.unwrap().unwrap();
    assert_eq!((first.kept, first.holder), (one.id, third.id));
}

async fn a_slug_of_somebody_who_is_gone_is_given_to_nobody(database: Database) {
    let store = database.store().await;
    let (one, other) = two(&store).await;
    store.merge(&union(&one, &other), now()).await.unwrap();
    let namesake = add(&store, "Ada Sample", "c").await;
    assert_ne!(namesake.slug, other.slug);
}

async fn erasing_who_stays_erases_what_is_known_of_who_is_gone(database: Database) {
    let store = database.store().await;
    let (one, other) = two(&store).await;
    let (merge, _) = store.merge(&union(&one, &other), now()).await.unwrap();
    assert!(store.erase(one.id, now()).await.unwrap());
    assert_eq!(store.find_merge(merge.id).await.unwrap(), None);
    assert_eq!(store.moved(&other.slug).await.unwrap(), None);
    assert_eq!(store.document_by_locator("b").await.unwrap(), None);
    let told = store.history_of(other.id, None, 9).await.unwrap();
    assert!(told.iter().all(|event| event.cause == Cause::Erased), "{told:?}");
}

async fn erasing_who_was_parted_leaves_nothing_of_them(database: Database) {
    let store = database.store().await;
    let (one, other) = two(&store).await;
    let (merge, kept) = store.merge(&union(&one, &other), now()).await.unwrap();
    let parting = Parting {
        merge: merge.id,
        kept: said(&kept, "Ada Example"),
        gone: said(&other, "Ada Sample"),
        texts: vec![SourceId::new("source of b")],
        restored: Vec::new(),
    };
    store.part(&parting, now()).await.unwrap();
    assert!(store.erase(other.id, now()).await.unwrap());
    assert_eq!(store.find_merge(merge.id).await.unwrap(), None);
    assert!(store.person(one.id).await.unwrap().is_some());
}

async fn who_is_not_the_same_is_remembered_through_merges(database: Database) {
    let store = database.store().await;
    let (one, other) = two(&store).await;
    let third = add(&store, "Ada Specimen", "c").await;
    assert!(store.dismiss(third.id, other.id, now()).await.unwrap());
    assert!(store.dismiss(other.id, third.id, now()).await.unwrap(), "again");
    store.merge(&union(&one, &other), now()).await.unwrap();
    let apart = store.dismissed(&[third.id]).await.unwrap();
    assert_eq!(
        Vec::from_iter(apart),
        [(one.id.min(third.id), one.id.max(third.id))]
    );
    assert!(
        !store.dismiss(one.id, other.id, now()).await.unwrap(),
        "who is gone"
    );
}

async fn people_of_one_name_are_found_by_their_slugs(database: Database) {
    let store = database.store().await;
    let mut alike = Vec::new();
    for number in 0..4 {
        alike.push(add(&store, "Ada Example", &number.to_string()).await);
    }
    for (number, name) in ["Ada", "Ada Examples", "", "", "Bob Sample"].iter().enumerate() {
        add(&store, name, &format!("other {number}")).await;
    }
    let mut found = store.namesakes_of(&alike[1]).await.unwrap();
    found.sort();
    let mut others = [alike[0].id, alike[2].id, alike[3].id];
    others.sort();
    assert_eq!(found, others);

    // Every pair, once, however short the stretches are.
    for limit in [1, 2, 3, 100] {
        let mut pairs = Vec::new();
        let mut after = None;
        loop {
            let stretch = store.namesakes(after.as_deref(), limit).await.unwrap();
            for group in stretch.groups {
                for (place, one) in group.within.iter().enumerate() {
                    let others = group.before.iter().chain(group.within.iter().take(place));
                    pairs.extend(others.map(|other| (*one.min(other), *one.max(other))));
                }
            }
            after = stretch.next;
            if after.is_none() {
                break;
            }
        }
        pairs.sort();
        let mut ids: Vec<_> = alike.iter().map(|person| person.id).collect();
        ids.sort();
        let mut expected = Vec::new();
        for (place, one) in ids.iter().enumerate() {
            expected.extend(ids.iter().skip(place + 1).map(|other| (*one, *other)));
        }
        assert_eq!(pairs, expected, "{limit}");
    }
}

async fn a_correction_is_written_with_what_it_makes(database: Database) {
    let store = database.store().await;
    let ada = add(&store, "Ada Example", "a").await;
    let name = Correction::new(Correctable::Name, Some("Ada Sample")).unwrap();
    let hidden = Correction::new(Correctable::Skill("go".to_owned()), None).unwrap();
    let record = said(&ada, "Ada Sample");
    let corrected = store
        .correct(&record, &Correctable::Name, Some(&name), now())
        .await
        .unwrap();
    assert_eq!(corrected.profile.name.as_deref(), Some("Ada Sample"));
    assert_eq!(corrected.profile.sources.len(), 1);
    assert_eq!(
        store.corrections(ada.id).await.unwrap(),
        std::slice::from_ref(&name)
    );
    let stale = store.correct(&record, hidden.field(), Some(&hidden), now()).await;
    assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
    assert_eq!(store.corrections(ada.id).await.unwrap(), [name]);

    let again = said(&corrected, "Ada Example");
    let again = store
        .correct(&again, hidden.field(), Some(&hidden), now())
        .await
        .unwrap();
    let back = said(&again, "Ada Example");
    store
        .correct(&back, &Correctable::Name, None, now())
        .await
        .unwrap();
    assert_eq!(store.corrections(ada.id).await.unwrap(), [hidden]);
}
