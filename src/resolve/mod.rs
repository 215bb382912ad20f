//! Is this someone we know? Merging what several sources say of one person.

mod diff;
mod identity;
#[cfg(test)]
mod laws;
mod merge;
mod name;
mod unite;

pub use diff::{Change, Field, What, diff};
pub use identity::{IdentityKey, identity_keys};
pub use merge::merge;
pub use name::names_agree;
