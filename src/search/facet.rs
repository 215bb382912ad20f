//! By which groups can results be narrowed?

use serde::{Deserialize, Serialize};

use super::Entry;
use super::rank::Field;

/// The groups by which results can be narrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    Skill,
    Company,
    Industry,
    Specialty,
    Seniority,
    Place,
    /// Whether everything that the profile rests on can still be read.
    Freshness,
}

impl Facet {
    pub const ALL: [Self; 7] = [
        Self::Skill,
        Self::Company,
        Self::Industry,
        Self::Specialty,
        Self::Seniority,
        Self::Place,
        Self::Freshness,
    ];

    /// Returns the values under which `entry` is counted; [`UNKNOWN`] alone where its sources do not say.
    pub(super) fn values(self, entry: &Entry) -> Vec<&str> {
        let mut values: Vec<&str> = match self {
            Self::Skill => entry.skills.iter().map(String::as_str).collect(),
            Self::Company => entry.companies.iter().map(String::as_str).collect(),
            Self::Industry => entry.industries.iter().map(String::as_str).collect(),
            Self::Specialty => entry.specialties.iter().map(String::as_str).collect(),
            Self::Seniority => entry.seniority.as_deref().into_iter().collect(),
            Self::Place => entry.places.iter().map(String::as_str).collect(),
            Self::Freshness => vec![if entry.is_stale { STALE } else { FRESH }],
        };
        values.sort_unstable();
        values.dedup();
        if values.is_empty() {
            values.push(UNKNOWN);
        }
        values
    }

    /// Returns the texts that tell of a facet's values.
    pub(super) const fn field(self) -> Field {
        match self {
            Self::Skill => Field::Skills,
            Self::Company => Field::Companies,
            Self::Industry | Self::Specialty => Field::Domains,
            Self::Seniority => Field::Titles,
            Self::Place => Field::Places,
            // Nobody searches for it by words.
            Self::Freshness => Field::Prose,
        }
    }
}

/// The value of a facet for people whose sources do not say: unknown is not no.
pub const UNKNOWN: &str = "unknown";

/// The values of [`Facet::Freshness`].
pub const FRESH: &str = "fresh";
pub const STALE: &str = "stale";

/// How many matches have one value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The value's id, or [`UNKNOWN`].
    pub value: String,
    pub count: u64,
}
