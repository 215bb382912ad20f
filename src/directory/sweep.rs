//! Comparing what an index holds with what it should hold, person by person.

use std::collections::HashMap;
use std::fmt;

use super::{Directory, Error};
use crate::profile::PersonId;
use crate::store::{Generation, LedgerRow};

/// How an index differs from the database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// People who are not in the index.
    pub missing: Vec<PersonId>,
    /// People whom the index holds in another version.
    pub outdated: Vec<PersonId>,
    /// Whom the index holds and should not.
    pub strangers: Vec<PersonId>,
    /// People whom nobody was told to bring to the index.
    pub unlisted: u64,
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} people are missing, {} are outdated, {} should not be there, {} were forgotten",
            self.missing.len(),
            self.outdated.len(),
            self.strangers.len(),
            self.unlisted
        )
    }
}

impl Differences {
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.outdated.is_empty() && self.strangers.is_empty() && self.unlisted == 0
    }
}

impl Directory {
    /// Compares a generation with the database. Who waits or is on the way is not judged.
    pub(super) async fn compare(&self, generation: &Generation) -> Result<Differences, Error> {
        let index = self.index_of(generation.number)?;
        let before: HashMap<PersonId, i64> = self
            .store
            .ledger(generation.number)
            .await?
            .into_iter()
            .filter(|row| row.is_settled)
            .map(|row| (row.person, row.want_seq))
            .collect();
        let mut held = index.versions().await?;
        let after = self.store.ledger(generation.number).await?;
        let mut differences = Differences {
            unlisted: self.store.count_unlisted(generation.number).await?,
            ..Differences::default()
        };
        for row in after {
            let holds = held.remove(&row.person);
            // Only of whom nothing was written while the index was read.
            if row.is_settled && before.get(&row.person) == Some(&row.want_seq) {
                differences.judge(&row, holds);
            }
        }
        differences.strangers.extend(held.into_keys());
        Ok(differences)
    }

    /// Hands everybody over once more whom the index has wrong.
    pub(super) async fn repair(
        &self,
        generation: &Generation,
        differences: &Differences,
    ) -> Result<(), Error> {
        let now = self.clock.now();
        if differences.unlisted > 0 {
            self.store.complete_outbox(generation.number, now).await?;
        }
        let wrong = [
            &differences.missing,
            &differences.outdated,
            &differences.strangers,
        ];
        let wrong: Vec<PersonId> = wrong.into_iter().flatten().copied().collect();
        if !wrong.is_empty() {
            self.store.redeliver(generation.number, &wrong, now).await?;
        }
        Ok(())
    }
}

impl Differences {
    fn judge(&mut self, row: &LedgerRow, holds: Option<i64>) {
        match (row.version, holds) {
            (Some(_), None) => self.missing.push(row.person),
            (Some(version), Some(held)) if version != held => self.outdated.push(row.person),
            (None, Some(_)) => self.strangers.push(row.person),
            _ => {}
        }
    }
}
