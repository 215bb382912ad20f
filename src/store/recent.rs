//! Profiles that were written or read a moment ago: what an import writes is indexed next, and the same people stand on many pages.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lru::LruCache;
use uuid::Uuid;

use super::entity::person;
use super::{Error, Person};
use crate::profile::Profile;

/// How many bytes of profiles are kept, as they are stored; in memory they take about three times as much. Two thousand
/// people.
const MOST_BYTES: usize = 24 << 20;

/// Profiles by who has them. Whoever asks has to know from the database which revision it has. Cheap to clone.
#[derive(Clone)]
pub(super) struct Recent(Arc<Mutex<Profiles>>);

struct Profiles {
    kept: LruCache<Uuid, Kept>,
    bytes: usize,
    most_bytes: usize,
}

struct Kept {
    revision: i64,
    profile: Arc<Profile>,
    bytes: usize,
}

impl Default for Recent {
    fn default() -> Self {
        let kept = LruCache::unbounded();
        let profiles = Profiles {
            kept,
            bytes: 0,
            most_bytes: MOST_BYTES,
        };
        Self(Arc::new(Mutex::new(profiles)))
    }
}

impl fmt::Debug for Recent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recent").finish_non_exhaustive()
    }
}

impl Recent {
    /// Returns the profiles that people have at the revision that the database gives them now, where they are here.
    ///
    /// Whoever has none is gone, perhaps erased by another process, and is forgotten.
    pub(super) fn of(
        &self,
        people: &[Uuid],
        revision: impl Fn(Uuid) -> Option<i64>,
    ) -> HashMap<Uuid, Arc<Profile>> {
        let mut profiles = self.profiles();
        let mut found = HashMap::with_capacity(people.len());
        for id in people {
            let Some(revision) = revision(*id) else {
                profiles.take(*id);
                continue;
            };
            if let Some(kept) = profiles.kept.get(id).filter(|kept| kept.revision == revision) {
                found.insert(*id, Arc::clone(&kept.profile));
            }
        }
        found
    }

    /// Keeps the profile of a person whose row has been committed and holds it in `bytes` bytes.
    pub(super) fn keep(&self, person: &Person, bytes: usize) {
        let kept = Kept {
            revision: person.revision,
            profile: Arc::clone(&person.profile),
            bytes,
        };
        self.profiles().put(person.id.as_uuid(), kept);
    }

    /// Makes a person of a row, and keeps the profile.
    pub(super) fn read(&self, row: person::Model) -> Result<Person, Error> {
        let bytes = row.profile.len();
        let person = Person::try_from(row)?;
        self.keep(&person, bytes);
        Ok(person)
    }

    /// Sets how many bytes of profiles are kept from now on.
    pub(super) fn make_room(&self, most_bytes: usize) {
        self.profiles().most_bytes = most_bytes;
    }

    /// Forgets somebody who is gone.
    pub(super) fn forget(&self, id: Uuid) {
        self.profiles().take(id);
    }

    fn profiles(&self) -> MutexGuard<'_, Profiles> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Profiles {
    fn put(&mut self, id: Uuid, kept: Kept) {
        self.take(id);
        self.bytes += kept.bytes;
        self.kept.put(id, kept);
        while self.bytes > self.most_bytes
            && let Some((_, oldest)) = self.kept.pop_lru()
        {
            self.bytes -= oldest.bytes;
        }
    }

    fn take(&mut self, id: Uuid) {
        if let Some(before) = self.kept.pop(&id) {
            self.bytes -= before.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::profile::PersonId;

    fn person(number: u128, revision: i64) -> Person {
        Person {
            id: PersonId::from_uuid(Uuid::from_u128(number)),
            slug: "ada".to_owned(),
            revision,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
            stale_since: None,
            profile: Arc::new(Profile::default()),
        }
    }

    /// The numbers of those whose profile is returned.
    fn returned(recent: &Recent, asked: &[(u128, Option<i64>)]) -> Vec<u128> {
        let people: Vec<_> = asked.iter().map(|(number, _)| Uuid::from_u128(*number)).collect();
        let revisions: HashMap<_, _> = people
            .iter()
            .copied()
            .zip(asked.iter().map(|(_, now)| *now))
            .collect();
        let found = recent.of(&people, |id| revisions.get(&id).copied().flatten());
        let mut numbers: Vec<_> = found.into_keys().map(|id| id.as_u128()).collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn only_the_profile_of_the_revision_is_returned() {
        let recent = Recent::default();
        recent.keep(&person(1, 7), 10);
        assert_eq!(returned(&recent, &[(1, Some(7))]), [1]);
        assert_eq!(returned(&recent, &[(1, Some(8))]), [0; 0]);

        recent.keep(&person(1, 8), 10);
        assert_eq!(returned(&recent, &[(1, Some(7))]), [0; 0]);
        recent.forget(Uuid::from_u128(1));
        assert_eq!(returned(&recent, &[(1, Some(8))]), [0; 0]);
    }

    #[test]
    fn whoever_is_gone_from_the_database_is_forgotten() {
        let recent = Recent::default();
        recent.keep(&person(1, 7), 10);
        recent.keep(&person(2, 7), 10);
        assert_eq!(returned(&recent, &[(1, None), (2, Some(7))]), [2]);
        assert_eq!(recent.profiles().kept.len(), 1);
        assert_eq!(recent.profiles().bytes, 10);
    }

    #[test]
    fn whoever_was_asked_for_least_lately_makes_room() {
        let recent = Recent::default();
        for number in 1..=2 {
            recent.keep(&person(number, 1), MOST_BYTES / 2);
        }
        assert_eq!(returned(&recent, &[(1, Some(1))]), [1]);
        recent.keep(&person(3, 1), MOST_BYTES / 2);
        assert_eq!(
            returned(&recent, &[1, 2, 3].map(|number| (number, Some(1)))),
            [1, 3]
        );
    }

    #[test]
    fn more_room_keeps_more() {
        let recent = Recent::default();
        recent.make_room(3 * MOST_BYTES);
        for number in 1..=3 {
            recent.keep(&person(number, 1), MOST_BYTES);
        }
        assert_eq!(
            returned(&recent, &[1, 2, 3].map(|number| (number, Some(1)))),
            [1, 2, 3]
        );
    }

    #[test]
    fn one_that_is_too_large_is_not_kept() {
        let recent = Recent::default();
        recent.keep(&person(1, 1), MOST_BYTES + 1);
        assert_eq!(returned(&recent, &[(1, Some(1))]), [0; 0]);
        assert_eq!(recent.profiles().bytes, 0);
    }
}
