//! Whom a text touches, and which texts can be written together.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::ingest::Item;
use crate::profile::PersonId;
use crate::resolve::{self, IdentityKey};
use crate::store::KnownDocument;

/// What the directory holds of everything that some items touch.
pub(super) struct Known {
    pub(super) documents: HashMap<String, KnownDocument>,
    pub(super) owners: HashMap<IdentityKey, PersonId>,
    /// Of the owners, where they have one.
    pub(super) names: HashMap<PersonId, String>,
}

/// The people whom an item touches.
pub(super) struct Touched {
    /// Whom it may be about: whose locator it is, then who has most of its keys.
    pub(super) candidates: Vec<PersonId>,
    /// Who has one of its keys under quite another name: the text mentions them and is not about them.
    pub(super) mentioned: Vec<PersonId>,
}

/// Whom and what the items of one transaction touch: of two that touch the same, the second waits for the first.
#[derive(Default)]
pub(super) struct Claims {
    locators: HashSet<String>,
    keys: HashSet<IdentityKey>,
    people: HashSet<PersonId>,
}

impl Known {
    pub(super) fn is_of_any(&self, key: &IdentityKey, people: &[PersonId]) -> bool {
        self.owners.get(key).is_some_and(|owner| people.contains(owner))
    }
}

impl Claims {
    /// `false`, and nothing claimed, where an earlier item touches the same.
    pub(super) fn claim(&mut self, item: &Item, touched: &Touched) -> bool {
        let locator = &item.admitted.document.locator;
        let taken = self.locators.contains(locator)
            || item.keys.iter().any(|key| self.keys.contains(key))
            || touched.people().any(|person| self.people.contains(&person));
        if !taken {
            self.locators.insert(locator.clone());
            self.keys.extend(item.keys.iter().cloned());
            self.people.extend(touched.people());
        }
        !taken
    }
}

/// Finds the people whom an item touches. Whose locator it is, it is about, whatever they are called now; a shared key
/// counts only where the names can be one person's.
pub(super) fn touched(item: &Item, known: &Known) -> Touched {
    let by_locator = known
        .documents
        .get(&item.admitted.document.locator)
        .map(|document| document.person)
        .or(item.admitted.person);
    let mut matches: HashMap<PersonId, usize> = HashMap::new();
    for owner in item.keys.iter().filter_map(|key| known.owners.get(key)) {
        *matches.entry(*owner).or_default() += 1;
    }
    let mut by_keys: Vec<_> = matches.into_iter().collect();
    by_keys.sort_by_key(|&(person, count)| (Reverse(count), person));
    let name = item.draft.name.as_deref();
    let (same, mentioned): (Vec<_>, Vec<_>) = by_keys
        .into_iter()
        .map(|(person, _)| person)
        .filter(|person| by_locator != Some(*person))
        .partition(|person| resolve::names_agree(name, known.names.get(person).map(String::as_str)));
    Touched {
        candidates: by_locator.into_iter().chain(same).collect(),
        mentioned,
    }
}

impl Touched {
    pub(super) fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.candidates.iter().chain(&self.mentioned).copied()
    }
}
