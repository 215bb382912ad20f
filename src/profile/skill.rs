//! What a person can do, and in which fields.

use serde::{Deserialize, Serialize};

use super::{Evidence, PartialDate};

/// A skill that the sources say the person has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Skill {
    /// The vocabulary's id, or one slugged from the text's own words.
    pub id: String,
    pub name: String,
    /// The vocabulary's category; `None` where the skill is unknown to it.
    pub category: Option<String>,
    /// As the person rates it, in their words.
    pub level: Option<String>,
    /// Stated, or the union of the dated roles that name it.
    pub years: Option<f32>,
    pub last_used: Option<PartialDate>,
    /// 0 to 1: how strongly the sources support it.
    pub weight: f32,
    pub evidence: Vec<Evidence>,
}

/// The business domains and kinds of engineering that a person works in.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Domains {
    pub industries: Vec<Domain>,
    pub specialties: Vec<Domain>,
}

/// One industry or specialty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Domain {
    pub id: String,
    pub name: String,
    /// 0 to 1: how strongly the sources support it.
    pub weight: f32,
    pub evidence: Vec<Evidence>,
}
