//! Who matches? The only door to the search engines.
//!
//! What a query means is defined here, over [`Entry`], and not by an engine; the contract suite holds every engine to it.

use std::collections::BTreeMap;
use std::ops::Range;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::profile::{PersonId, Profile};
use crate::taxonomy::Taxonomy;

/// What is indexed of one person. Holds no e-mail address and no phone number.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: PersonId,
    pub name: String,
    pub headline: String,
    /// Canonical ids.
    pub skills: Vec<String>,
    /// Names and aliases of the skills, one text each.
    pub skill_names: Vec<String>,
    pub companies: Vec<String>,
    pub company_names: Vec<String>,
    pub titles: Vec<String>,
    pub industries: Vec<String>,
    pub specialties: Vec<String>,
    /// Names of the industries and specialties.
    pub domain_names: Vec<String>,
    /// `None` where the sources do not say.
    pub seniority: Option<String>,
    /// Place ids: `in` (country), `in/mumbai` (city); empty where the sources do not say.
    pub places: Vec<String>,
    pub place_names: Vec<String>,
    pub years: Option<f32>,
    pub projects: Vec<String>,
    /// The person's own prose, at most [`PROSE_BYTES`].
    pub prose: String,
    pub updated_at: DateTime<Utc>,
}

/// The most prose that is indexed of one person.
pub const PROSE_BYTES: usize = 8 * 1024;

impl Entry {
    /// Returns what is indexed of `profile`.
    #[must_use]
    pub fn new(id: PersonId, profile: &Profile, updated_at: DateTime<Utc>, taxonomy: &Taxonomy) -> Self {
        todo!("{id} {profile:?} {updated_at} {taxonomy:?}")
    }
}

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
}

impl Facet {
    pub const ALL: [Self; 6] = [
        Self::Skill,
        Self::Company,
        Self::Industry,
        Self::Specialty,
        Self::Seniority,
        Self::Place,
    ];
}

/// The value of a facet for people whose sources do not say: unknown is not no.
pub const UNKNOWN: &str = "unknown";

/// How results are ordered; ties by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    #[default]
    Relevance,
    Name,
    /// Most recently changed first.
    Recent,
    /// Most years of experience first; unknown last.
    Years,
}

/// A part of the words of a query; all parts must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A word that names known things: matches who has any of them, or bears the word in their name.
    Known {
        text: String,
        things: Vec<(Facet, String)>,
    },
    /// A word: matches exactly, with a typo (1 from 5 letters, 2 from 9), or, when `prefix`, as the beginning of a word.
    Word { text: String, prefix: bool },
    /// Words that stand next to each other.
    Phrase { words: Vec<String> },
}

/// A search, free of any engine.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// What was typed.
    pub text: String,
    pub clauses: Vec<Clause>,
    /// Chosen values: any of one facet, all facets.
    pub filters: BTreeMap<Facet, Vec<String>>,
    pub sort: Sort,
    pub offset: usize,
    /// At most [`MAX_LIMIT`].
    pub limit: usize,
    /// The most values that are counted out for each facet.
    pub facet_limit: usize,
}

/// The most people that one page of results holds.
pub const MAX_LIMIT: usize = 100;

impl Query {
    /// Reads what a person typed; every text is a query.
    #[must_use]
    pub fn parse(text: &str, taxonomy: &Taxonomy) -> Self {
        todo!("{text} {taxonomy:?}")
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    pub people: Vec<PersonId>,
    pub total: u64,
    /// By descending count, then by id; a facet's own filter does not narrow its counts.
    pub facets: BTreeMap<Facet, Vec<FacetCount>>,
}

/// How many matches have one value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The value's id, or [`UNKNOWN`].
    pub value: String,
    pub count: u64,
}

/// Why a search or an update did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Try again later; the truth is safe in the database.
    #[error("the search index is not available")]
    Unavailable(#[source] anyhow::Error),
    /// The index on disk is broken or of another version: rebuild it.
    #[error("the search index cannot be read")]
    Broken(#[source] anyhow::Error),
}

/// A search engine.
#[async_trait]
pub trait Index: Send + Sync + std::fmt::Debug {
    /// Puts entries in, each in place of the one with the same id; seen after [`Index::flush`].
    async fn upsert(&self, entries: Vec<Entry>) -> Result<(), Error>;

    /// Takes people out; unknown ids are no error; seen after [`Index::flush`].
    async fn remove(&self, ids: &[PersonId]) -> Result<(), Error>;

    /// Takes everybody out; seen, together with what is put in meanwhile, after [`Index::flush`].
    async fn clear(&self) -> Result<(), Error>;

    /// Returns when everything before is durable and seen by searches.
    async fn flush(&self) -> Result<(), Error>;

    async fn search(&self, query: &Query) -> Result<Found, Error>;

    /// How many people it holds.
    async fn count(&self) -> Result<u64, Error>;
}

/// Finds where the words of `query` stand in `text`, in bytes, ascending and apart.
#[must_use]
pub fn highlight(query: &Query, text: &str) -> Vec<Range<usize>> {
    todo!("{query:?} {text}")
}

/// The embedded engine's place on disk.
#[derive(Debug, Clone)]
pub struct Config {
    pub folder: std::path::PathBuf,
    /// Memory for writing, in bytes.
    pub writer_memory: usize,
}

/// Opens the embedded index, making it where there is none.
pub fn open(config: &Config) -> Result<std::sync::Arc<dyn Index>, Error> {
    todo!("{config:?}")
}
