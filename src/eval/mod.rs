//! How well are texts read? Profiles measured against gold: what a careful reader wrote down from the same text.
//!
//! Pure: values in, figures out. `docs/evaluation.md` describes the gold and says what counts as the same.

mod career;
mod compare;
mod field;
mod gold;
mod same;
mod score;
mod spelling;
mod table;

pub use field::Field;
pub use gold::{BadGold, Gold, OneLine, Role, School};
pub use score::{Figures, Miss, Scores, Summary, Tally};
