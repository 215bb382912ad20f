//! How people are named on the command line.

use crate::directory::Directory;
use crate::profile::PersonId;
use crate::store;

/// Finds a person by id or by their name in URLs.
pub(super) async fn find(directory: &Directory, who: &str) -> Result<Option<PersonId>, store::Error> {
    let person = directory.store.person_called(who).await?;
    Ok(person.map(|person| person.id))
}
