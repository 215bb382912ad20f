//! Who may be the same person, short of proof: suggested with the reasons, and never joined without somebody's word.

use std::collections::{BTreeSet, HashMap};

use super::{Directory, Error, MergeError};
use crate::profile::PersonId;
use crate::resolve::{self, Reason};
use crate::store::{Group, Person};

/// How many people a list of suggestions walks through at a time.
const STRETCH: u64 = 400;

/// The most namesakes of whom each is compared with each.
const MOST_OF_A_NAME: usize = 60;

/// Two people who may be one.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Who was here first.
    pub one: Person,
    pub other: Person,
    pub reasons: Vec<Reason>,
}

/// Suggestions found on a stretch of all people.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    pub pairs: Vec<Pair>,
    /// Where to look on; `None` at the end.
    pub next: Option<String>,
}

impl Directory {
    /// Walks through the people in the order of their addresses, on from `after`, until some are found who may be one, or a
    /// stretch of people is at its end.
    pub async fn duplicates(&self, after: Option<&str>) -> Result<Pairs, Error> {
        let found = self.store.namesakes(after, STRETCH).await?;
        let mut pairs = Vec::new();
        for group in found.groups {
            pairs.extend(self.alike_in(&group).await?);
        }
        Ok(Pairs {
            pairs,
            next: found.next,
        })
    }

    /// Returns who may be the same as a person.
    pub async fn duplicates_of(&self, person: &Person) -> Result<Vec<Pair>, Error> {
        let group = Group {
            before: self.store.namesakes_of(person).await?,
            within: vec![person.id],
        };
        self.alike_in(&group).await
    }

    async fn alike_in(&self, group: &Group) -> Result<Vec<Pair>, Error> {
        let ids: Vec<_> = group.within.iter().chain(&group.before).copied().collect();
        let ids: Vec<_> = ids.into_iter().take(MOST_OF_A_NAME).collect();
        let people = self.store.people(&ids).await?;
        if people.len() < 2 {
            return Ok(Vec::new());
        }
        let dismissed = self.store.dismissed(&ids).await?;
        let within: BTreeSet<_> = group.within.iter().copied().collect();
        let judge = move || {
            let people: HashMap<PersonId, Person> =
                people.into_iter().map(|person| (person.id, person)).collect();
            let ids: BTreeSet<_> = people.keys().copied().collect();
            let pairs = ids
                .iter()
                .flat_map(|one| ids.range(..*one).map(move |other| (*other, *one)))
                .filter(|pair| !dismissed.contains(pair))
                .filter(|(one, other)| within.contains(one) || within.contains(other));
            pairs
                .filter_map(|(one, other)| {
                    let (one, other) = (people.get(&one)?, people.get(&other)?);
                    let reasons = resolve::likeness(&one.profile, &other.profile)?;
                    Some(Pair {
                        one: one.clone(),
                        other: other.clone(),
                        reasons,
                    })
                })
                .collect()
        };
        Ok(self.cpu.run(judge).await?)
    }

    /// Remembers that two people are not one: they are not suggested again, and no text joins them.
    pub async fn dismiss(&self, one: PersonId, other: PersonId) -> Result<(), Error> {
        if one == other {
            return Err(MergeError::SamePerson.into());
        }
        if self.store.dismiss(one, other, self.clock.now()).await? {
            Ok(())
        } else {
            Err(MergeError::NoSuchPerson.into())
        }
    }
}
