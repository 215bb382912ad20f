//! Is this someone we know? Merging what several sources say of one person.

mod identity;
#[cfg(test)]
mod laws;
mod merge;
mod unite;

pub use identity::{IdentityKey, identity_keys};
pub use merge::merge;
