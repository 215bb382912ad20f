//! Whom a text touches, and which texts can be written together.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::ingest::{Item, Results};
use super::{Directory, Error, Rejected};
use crate::profile::PersonId;
use crate::resolve::{self, IdentityKey};
use crate::store::{self, Person};

/// What the directory holds of everything that some items touch.
pub(super) struct Known {
    pub(super) stored: store::Known,
    /// All who may be touched.
    pub(super) people: HashMap<PersonId, Person>,
    /// Who is known not to be whom; each pair with the lesser id first.
    pub(super) dismissed: BTreeSet<(PersonId, PersonId)>,
}

/// The people whom an item touches.
pub(super) struct Touched {
    /// Whom it is about: whose locator it is, else who has most of its keys.
    pub(super) about: Option<PersonId>,
    /// Who is the same person, by what the text says.
    pub(super) same: Vec<PersonId>,
    /// Who has one of its keys and is somebody else: the text mentions them, or somebody said so.
    pub(super) apart: Vec<PersonId>,
}

/// Whom and what the items of one transaction touch: of two that touch the same, the second waits for the first.
#[derive(Default)]
pub(super) struct Claims {
    locators: HashSet<String>,
    keys: HashSet<IdentityKey>,
    people: HashSet<PersonId>,
}

impl Known {
    /// Says whether two people who share a key can be one.
    pub(super) fn may_be_one(&self, one: PersonId, other: PersonId) -> bool {
        !self.dismissed.contains(&(one.min(other), one.max(other)))
            && resolve::names_agree(self.name(one), self.name(other))
    }

    /// `None` where it is not known.
    fn name(&self, person: PersonId) -> Option<&str> {
        self.people.get(&person)?.profile.name.as_deref()
    }

    fn by_locator(&self, item: &Item) -> Option<PersonId> {
        let document = self.stored.documents.get(&item.admitted.document.locator);
        document.map(|document| document.person).or(item.admitted.person)
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

impl Directory {
    /// Notes whose the places are at the moment that items were read from; what a place says that is nobody's any more is
    /// dropped.
    pub(super) async fn placed(&self, items: Vec<Item>, results: &mut Results) -> Result<Vec<Item>, Error> {
        let origins: Vec<_> = items
            .iter()
            .filter_map(|item| item.admitted.document.origin)
            .collect();
        let people = self.store.people_of_origins(&origins).await?;
        let mut placed = Vec::with_capacity(items.len());
        for mut item in items {
            if let Some(origin) = item.admitted.document.origin {
                item.admitted.person = people.get(&origin).copied();
                if item.admitted.person.is_none() {
                    results[item.place] = Some(Err(Rejected::TakenAway.into()));
                    continue;
                }
            }
            placed.push(item);
        }
        Ok(placed)
    }
}

/// Finds the people whom an item touches. Whose locator it is, it is about, whatever they are called now; a shared key
/// counts only where the names can be one person's. Who else has a key of the text is the same person as the one whom it is
/// about, where their names agree too.
pub(super) fn touched(item: &Item, known: &Known) -> Touched {
    let by_locator = known.by_locator(item);
    let mut matches: HashMap<PersonId, usize> = HashMap::new();
    for owner in item
        .keys
        .iter()
        .filter_map(|key| known.stored.owners.get(key))
        .flatten()
    {
        *matches.entry(*owner).or_default() += 1;
    }
    let mut by_keys: Vec<_> = matches.into_iter().collect();
    by_keys.sort_by_key(|&(person, count)| (Reverse(count), person));
    let name = item.draft.name.as_deref();
    let (agreeing, mut apart): (Vec<_>, Vec<_>) = by_keys
        .into_iter()
        .map(|(person, _)| person)
        .filter(|person| by_locator != Some(*person))
        .partition(|person| resolve::names_agree(name, known.name(*person)));
    let mut agreeing = agreeing.into_iter();
    let about = by_locator.or_else(|| agreeing.next());
    let (same, others): (Vec<_>, Vec<_>) =
        agreeing.partition(|person| about.is_some_and(|about| known.may_be_one(about, *person)));
    apart.extend(others);
    Touched { about, same, apart }
}

impl Touched {
    pub(super) fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.about.iter().chain(&self.same).chain(&self.apart).copied()
    }
}
