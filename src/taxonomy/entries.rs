//! What does a vocabulary hold? Its entries, and how the files write them.

use serde::Deserialize;

/// What a mention in running text says of its writer; in a list, each one is a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Prose {
    /// The writer has the skill.
    #[default]
    Claim,
    /// Nothing: it names a field of work as often as a skill.
    Talk,
    /// The writer has it, but only in an account of work: people are found there as well.
    Work,
}

/// A technology, method or tool.
#[derive(Debug)]
pub struct Skill {
    pub id: String,
    pub name: String,
    /// Id of a category; see [`super::Taxonomy::categories`].
    pub category: String,
    /// Other names, lower case.
    pub aliases: Vec<String>,
    /// Ids of skills that having this one implies; for search, never printed as claimed.
    pub implies: Vec<String>,
    /// The keys of icon services, besides those that its names spell.
    pub icons: Vec<String>,
    /// Names that have everyday meanings.
    pub ambiguous: Vec<String>,
    pub prose: Prose,
}

/// A kind of skill.
#[derive(Debug)]
pub struct Category {
    pub id: String,
    pub name: String,
}

/// A known employer.
#[derive(Debug)]
pub struct Company {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    /// Ids.
    pub industries: Vec<String>,
}

/// An industry or a specialty.
#[derive(Debug)]
pub struct Domain {
    pub id: String,
    pub name: String,
}

/// An entry of `skills.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SkillEntry {
    pub(super) name: String,
    pub(super) category: String,
    /// Where it differs from the category's.
    #[serde(default)]
    pub(super) prose: Option<Prose>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) implies: Vec<String>,
    #[serde(default)]
    pub(super) icons: Vec<String>,
    /// Names of this entry that are everyday words: found only where they are spelled so.
    #[serde(default)]
    pub(super) ambiguous: Vec<String>,
    /// Phrases that only look like the name.
    #[serde(default)]
    pub(super) never: Vec<String>,
}

/// An entry of `companies.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CompanyEntry {
    pub(super) name: String,
    pub(super) industries: Vec<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) ambiguous: Vec<String>,
    #[serde(default)]
    pub(super) never: Vec<String>,
}

/// An entry of `industries.toml` or `specialties.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DomainEntry {
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    /// Words that speak of it.
    #[serde(default)]
    pub(super) cues: Vec<String>,
    /// Words that speak of it only together with others.
    #[serde(default)]
    pub(super) weak: Vec<String>,
    /// Ids of skills that support it.
    #[serde(default)]
    pub(super) skills: Vec<String>,
    /// Words that speak of it in an employer's name.
    #[serde(default)]
    pub(super) employers: Vec<String>,
}

/// An entry of `categories.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CategoryEntry {
    pub(super) name: String,
    /// Its place among the categories.
    pub(super) order: u32,
    /// Its skills' names have plurals: `web socket`, `chatbot`.
    #[serde(default)]
    pub(super) countable: bool,
    #[serde(default)]
    pub(super) prose: Prose,
}
