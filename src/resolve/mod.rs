//! Is this someone we know? Merging what several sources say of one person.

mod conflicts;
mod correct;
mod current;
mod diff;
mod identity;
#[cfg(test)]
mod laws;
mod likeness;
mod merge;
mod name;
mod place;
mod positions;
mod rank;
mod unite;

pub use conflicts::{Alternative, Conflict, conflicts};
pub use correct::{Correctable, Correction, InvalidCorrection, correct, position_key};
pub use current::current_positions;
pub use diff::{Change, Field, What, diff};
pub use identity::{IdentityKey, identity_keys};
pub use likeness::{Reason, likeness};
pub use merge::merge;
pub use name::{names_agree, same_name};
