//! What pages and API alike do with the places that a person is read from.

use super::Error;
use super::state::State;
use crate::profile::PersonId;
use crate::store::{Linked, Origin};

/// Lets a place be read for a person; whether that is new.
pub(super) async fn link(person: PersonId, address: &str, state: &State) -> Result<(Origin, bool), Error> {
    match state.directory.link(person, address).await? {
        Linked::Added(origin) => Ok((origin, true)),
        Linked::Known(origin) => Ok((origin, false)),
        Linked::Taken(_other) => Err(Error::Conflict(
            "this place is read for another person here already",
        )),
    }
}

/// Takes a place of a person away, and what it said.
pub(super) async fn unlink(person: PersonId, id: &str, state: &State) -> Result<(), Error> {
    let id = id.parse().map_err(|_invalid| Error::NotFound)?;
    if !state.directory.unlink(person, id).await? {
        return Err(Error::NotFound);
    }
    state.notify_written();
    Ok(())
}
