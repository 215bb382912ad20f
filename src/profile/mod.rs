//! What do we know of a person? The shared schema, as values.
//!
//! Knows nothing of where a profile comes from, where it is kept or who asks for it.
//! The serialized form is the contract that `muster parse` prints, the database keeps and the API serves.

mod career;
mod contact;
mod date;
mod evidence;
mod id;
mod skill;
mod stated;
mod texts;
mod work;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use career::{Certification, Company, Education, Employment, Position, Seniority};
pub use contact::{Email, Link, LinkKind, Location};
pub use date::{DateEnd, InvalidDate, PartialDate};
pub use evidence::{Evidence, Via};
pub use id::{InvalidId, PersonId, SourceId};
pub use skill::{Domain, Domains, Skill};
pub use stated::{Account, Feed, Post, Repository};
pub use texts::Texts;
pub use work::{Article, Language, OpenSource, Project};

/// The version of the serialized form, written as `schema` in every profile.
pub const SCHEMA: u32 = 1;

/// Everything that is known of one person, in the shared schema.
///
/// Absent scalars are `null` and absent lists `[]`; no field is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// `None` where the profile is not stored.
    pub id: Option<PersonId>,
    /// The person's place in URLs; `None` where the profile is not stored.
    pub slug: Option<String>,
    pub name: Option<String>,
    pub headline: Option<String>,
    /// Plain text, at most [`SUMMARY_CHARS`] characters.
    pub summary: Option<String>,
    pub location: Option<Location>,
    /// Never in the search index and never shown to anonymous visitors.
    pub emails: Vec<Email>,
    pub links: Vec<Link>,
    /// By descending weight.
    pub skills: Vec<Skill>,
    /// As the source orders them.
    pub experience: Vec<Position>,
    pub projects: Vec<Project>,
    pub education: Vec<Education>,
    pub certifications: Vec<Certification>,
    pub domains: Domains,
    pub writing: Vec<Article>,
    /// Human languages.
    pub languages: Vec<Language>,
    pub open_source: Option<OpenSource>,
    pub years_experience: YearsExperience,
    pub seniority: Option<Seniority>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// Paths of the fields that the person set by hand.
    pub corrections: Vec<String>,
    /// Evidence of the scalar fields, by field name (`name`, `headline`, `summary`, `location`, `years_experience`).
    #[serde(default)]
    pub evidence: BTreeMap<String, Vec<Evidence>>,
}

/// The most characters that [`Profile::summary`] holds.
pub const SUMMARY_CHARS: usize = 2_000;

impl Default for Profile {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            id: None,
            slug: None,
            name: None,
            headline: None,
            summary: None,
            location: None,
            emails: Vec::new(),
            links: Vec::new(),
            skills: Vec::new(),
            experience: Vec::new(),
            projects: Vec::new(),
            education: Vec::new(),
            certifications: Vec::new(),
            domains: Domains::default(),
            writing: Vec::new(),
            languages: Vec::new(),
            open_source: None,
            years_experience: YearsExperience::default(),
            seniority: None,
            sources: Vec::new(),
            corrections: Vec::new(),
            evidence: BTreeMap::new(),
        }
    }
}

/// How long a person has worked, as they say and as their dated roles add up.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct YearsExperience {
    /// The number that the text states ("3+ years" is 3).
    pub stated: Option<f32>,
    /// The union of all dated roles, overlaps counted once.
    pub computed: Option<f32>,
}

impl YearsExperience {
    /// The number to sort and filter by: what is stated, else what is computed.
    #[must_use]
    pub fn best(&self) -> Option<f32> {
        self.stated.or(self.computed)
    }
}

/// One text that a profile was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What [`Evidence::source`] names.
    pub id: SourceId,
    /// The kind of text: `markdown`, `text`, …
    pub kind: String,
    /// Where it stands: a URL, a file's path, or `paste:` and a hash.
    pub locator: String,
    /// RFC 3339; `None` where the text was not stored.
    pub fetched_at: Option<String>,
    /// Of the stored text, in lower-case hex.
    pub sha256: String,
}
