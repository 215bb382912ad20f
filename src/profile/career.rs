//! Where a person has worked and learned.

use serde::{Deserialize, Serialize};

use super::{DateEnd, Evidence, PartialDate};

/// One position; two titles at one company are two positions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Position {
    pub company: Option<Company>,
    pub title: Option<String>,
    pub seniority: Option<Seniority>,
    /// The specialty that the title names (`backend`, `data-engineering`, …).
    pub function: Option<String>,
    pub start: Option<PartialDate>,
    pub end: Option<DateEnd>,
    pub location: Option<String>,
    pub employment: Option<Employment>,
    pub highlights: Vec<String>,
    /// Ids of the skills that this position's account names.
    pub skills: Vec<String>,
    /// Ids of industries.
    pub industries: Vec<String>,
    pub evidence: Vec<Evidence>,
}

impl Position {
    /// Says whether the person is known to hold it still.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.end == Some(DateEnd::Present)
    }
}

/// An employer or a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// The vocabulary's id, or one slugged from the folded name.
    pub id: String,
    pub name: String,
    /// The text's own words.
    pub raw: String,
}

/// How far along a career is, as titles say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seniority {
    Intern,
    Junior,
    Mid,
    Senior,
    Lead,
    Staff,
    Principal,
    Manager,
    Director,
    Executive,
}

impl Seniority {
    /// Every level, from the first to the last.
    pub const ALL: [Self; 10] = [
        Self::Intern,
        Self::Junior,
        Self::Mid,
        Self::Senior,
        Self::Lead,
        Self::Staff,
        Self::Principal,
        Self::Manager,
        Self::Director,
        Self::Executive,
    ];

    /// The serialized form, which facets and filters use too.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Intern => "intern",
            Self::Junior => "junior",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Lead => "lead",
            Self::Staff => "staff",
            Self::Principal => "principal",
            Self::Manager => "manager",
            Self::Director => "director",
            Self::Executive => "executive",
        }
    }
}

/// The terms on which a position is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Employment {
    FullTime,
    PartTime,
    Contract,
    Freelance,
    Internship,
    Volunteer,
}

/// A school or university that the person went to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Education {
    pub institution: String,
    pub degree: Option<String>,
    pub field: Option<String>,
    pub start: Option<PartialDate>,
    pub end: Option<DateEnd>,
    pub evidence: Vec<Evidence>,
}

/// A certificate that the person holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certification {
    pub name: String,
    pub issuer: Option<String>,
    pub date: Option<PartialDate>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}
