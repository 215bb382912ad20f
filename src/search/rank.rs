//! What makes one match better than another?
//!
//! A match without typos beats one with; then the field counts; then whether the whole word was typed.

use super::word::Fit;
use serde::{Deserialize, Serialize};

/// The texts of a person that words are looked for in, from the weightiest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Name,
    Headline,
    Skills,
    Titles,
    Companies,
    Domains,
    Places,
    Projects,
    Prose,
}

impl Field {
    /// Every field, from the weightiest.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Headline,
        Self::Skills,
        Self::Titles,
        Self::Companies,
        Self::Domains,
        Self::Places,
        Self::Projects,
        Self::Prose,
    ];

    const fn weight(self) -> u16 {
        match self {
            Self::Name => 7,
            Self::Headline => 6,
            Self::Skills => 5,
            Self::Titles | Self::Companies => 4,
            Self::Domains | Self::Places => 3,
            Self::Projects => 2,
            Self::Prose => 1,
        }
    }
}

/// Returns what a match in `field` is worth; more than zero.
pub(super) const fn score(field: Field, fit: Fit) -> u16 {
    match fit {
        Fit::Typo => field.weight(),
        Fit::Prefix => 8 + 2 * field.weight(),
        Fit::Exact => 9 + 2 * field.weight(),
    }
}

/// What a skill that somebody has at the core of their work is worth: more than any skill, less than a headline.
pub(super) const CORE_SKILL: u16 = score(Field::Skills, Fit::Exact) + 1;
