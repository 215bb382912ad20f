//! Is this someone we know? Merging what several sources say of one person.

use crate::profile::Profile;

/// A sign that two profiles are about the same person: the same key means the same person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IdentityKey {
    /// `email`, `github`, `linkedin`, …
    pub kind: &'static str,
    /// Folded to lower case.
    pub value: String,
}

/// Returns the keys that identify the person: own e-mail addresses and logins on sites where a login is one person.
#[must_use]
pub fn identity_keys(profile: &Profile) -> Vec<IdentityKey> {
    todo!("{profile:?}")
}

/// Merges what the sources of one person say; commutative, associative and idempotent.
#[must_use]
pub fn merge(drafts: &[Profile]) -> Profile {
    todo!("{drafts:?}")
}
