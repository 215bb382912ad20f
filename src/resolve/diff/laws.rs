//! What a difference must hold, whatever the profiles are.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Change, Field, What, diff};
use crate::profile::{Profile, Source, SourceId};
use crate::resolve::laws::draft;
use crate::resolve::unite::Account;

/// The same change, seen from the other side.
fn mirrored(change: Change) -> Change {
    Change {
        before: change.after,
        after: change.before,
        ..change
    }
}

fn sorted(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by_key(|change| {
        (
            change.field,
            change.entry.clone(),
            change.before.clone(),
            change.after.clone(),
        )
    });
    changes
}

fn keys<T: Account>(list: &[T]) -> BTreeSet<T::Key> {
    list.iter().map(Account::key).collect()
}

/// How many more entries a list has afterwards, as it is and as the changes tell.
fn growth<T: Account>(field: Field, before: &[T], after: &[T], changes: &[Change]) -> (isize, isize) {
    let told = |what| {
        let such = changes
            .iter()
            .filter(|change| change.field == field && change.what() == what);
        isize::try_from(such.count()).unwrap()
    };
    let size = |list: &[T]| isize::try_from(keys(list).len()).unwrap();
    (size(after) - size(before), told(What::Added) - told(What::Gone))
}

/// Whether each skill that came or went, and no other, is told.
fn skills_are_told(before: &Profile, after: &Profile, changes: &[Change]) -> bool {
    let (old, new) = (keys(&before.skills), keys(&after.skills));
    let told = |what| -> BTreeSet<String> {
        let such = changes
            .iter()
            .filter(|change| change.field == Field::Skills && change.what() == what);
        such.filter_map(|change| change.entry.clone()).collect()
    };
    told(What::Added) == &new - &old && told(What::Gone) == &old - &new
}

/// What says the same otherwise: other order, weights, evidence and reading.
fn retold(mut profile: Profile) -> Profile {
    profile.skills.reverse();
    profile.experience.reverse();
    profile.projects.reverse();
    profile.domains.industries.reverse();
    profile.links.reverse();
    for skill in &mut profile.skills {
        skill.weight /= 2.0;
        skill.evidence.reverse();
        for evidence in &mut skill.evidence {
            evidence.start += 7;
            evidence.end += 7;
        }
    }
    for position in &mut profile.experience {
        position.evidence.clear();
    }
    profile.evidence.clear();
    profile
}

proptest! {
    #[test]
    fn nothing_differs_from_itself(a in draft()) {
        prop_assert_eq!(diff(&a, &a), []);
    }

    #[test]
    fn order_weights_and_evidence_are_no_difference(a in draft()) {
        prop_assert_eq!(diff(&a, &retold(a.clone())), []);
    }

    #[test]
    fn what_came_has_gone_from_the_other_side(a in draft(), b in draft()) {
        let there = diff(&a, &b).into_iter().map(mirrored).collect();
        prop_assert_eq!(sorted(there), sorted(diff(&b, &a)));
    }

    #[test]
    fn every_change_is_one(a in draft(), b in draft()) {
        for change in diff(&a, &b) {
            prop_assert_ne!(&change.before, &change.after);
        }
    }

    #[test]
    fn every_entry_that_comes_or_goes_is_told(a in draft(), b in draft()) {
        let changes = diff(&a, &b);
        prop_assert!(skills_are_told(&a, &b, &changes), "{:?}", changes);
        for (is, told) in [
            growth(Field::Experience, &a.experience, &b.experience, &changes),
            growth(Field::Projects, &a.projects, &b.projects, &changes),
            growth(Field::Links, &a.links, &b.links, &changes),
            growth(Field::Emails, &a.emails, &b.emails, &changes),
            growth(Field::Industries, &a.domains.industries, &b.domains.industries, &changes),
        ] {
            prop_assert_eq!(is, told, "{:?}", changes);
        }
    }

    #[test]
    fn whoever_differs_in_nothing_says_the_same(a in draft(), b in draft()) {
        if diff(&a, &b).is_empty() {
            prop_assert_eq!(&a.name, &b.name);
            prop_assert_eq!(&a.headline, &b.headline);
            prop_assert_eq!(keys(&a.skills), keys(&b.skills));
            prop_assert_eq!(keys(&a.projects), keys(&b.projects));
        }
    }
}

#[test]
fn a_source_is_the_same_however_often_it_is_read() {
    let read = |at: &str, sha256: &str| Profile {
        sources: vec![Source {
            id: SourceId::new("s"),
            kind: "markdown".to_owned(),
            locator: "https://example.com/ada".to_owned(),
            fetched_at: Some(at.to_owned()),
            sha256: sha256.to_owned(),
        }],
        ..Profile::default()
    };
    let (first, second) = (
        read("2026-01-01T00:00:00Z", "a"),
        read("2026-02-01T00:00:00Z", "b"),
    );
    assert_eq!(diff(&first, &second), []);
    let added = diff(&Profile::default(), &second);
    assert_eq!(added[0].after.as_deref(), Some("https://example.com/ada"));
}
