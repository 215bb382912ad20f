//! Forgetting a person.

use super::{Directory, Error};
use crate::profile::PersonId;

impl Directory {
    /// Forgets a person: texts, profile and index entry. `false` where there is no such person.
    ///
    /// The person is gone when this returns, and from the index at the latest after [`Self::drain`].
    pub async fn erase(&self, id: PersonId) -> Result<bool, Error> {
        let erased = self.store.erase(id, self.clock.now()).await?;
        if erased {
            tracing::info!(person.id = %id, "erased a person");
        }
        Ok(erased)
    }
}
