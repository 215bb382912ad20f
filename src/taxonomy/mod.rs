//! What is the canonical name of this? The vocabularies, and finding their words in a text.
//!
//! Data, not code, decides: the vocabularies are TOML files in `config/taxonomy`, embedded in the binary.

use std::ops::Range;

/// Every vocabulary, built once and then only read.
#[derive(Debug)]
pub struct Taxonomy {}

/// A technology, method or tool.
#[derive(Debug)]
pub struct Skill {
    pub id: String,
    pub name: String,
    /// Id of a category; see [`Taxonomy::categories`].
    pub category: String,
    /// Other names, lower case.
    pub aliases: Vec<String>,
    /// Ids of skills that having this one implies; for search, never printed as claimed.
    pub implies: Vec<String>,
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

/// A vocabulary's word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'t> {
    /// Of the vocabulary's entry.
    pub id: &'t str,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// The word has everyday meanings ("go", "spring"): believe it only where the context speaks of technology.
    pub ambiguous: bool,
}

impl Taxonomy {
    /// Returns the vocabularies that the binary carries.
    #[must_use]
    pub fn embedded() -> &'static Self {
        todo!()
    }

    #[must_use]
    pub fn skill(&self, id: &str) -> Option<&Skill> {
        todo!("{id}")
    }

    /// Looks up a whole name or alias (`k8s`, `Golang`, `C++ 17`), however ambiguous it is in running text.
    #[must_use]
    pub fn skill_named(&self, name: &str) -> Option<&Skill> {
        todo!("{name}")
    }

    /// Looks up the key under which a badge or icon service knows a skill (`nodedotjs`, `ts`, `amazonwebservices`).
    #[must_use]
    pub fn skill_of_icon(&self, key: &str) -> Option<&Skill> {
        todo!("{key}")
    }

    /// Finds every skill's names in running text: leftmost, longest, whole words; linear in the text.
    #[must_use]
    pub fn skills_in(&self, text: &str) -> Vec<Mention<'_>> {
        todo!("{text}")
    }

    #[must_use]
    pub fn company(&self, id: &str) -> Option<&Company> {
        todo!("{id}")
    }

    /// Looks up a whole name, legal forms folded (`Google LLC` is `Google`).
    #[must_use]
    pub fn company_named(&self, name: &str) -> Option<&Company> {
        todo!("{name}")
    }

    /// Finds known companies' names in running text.
    #[must_use]
    pub fn companies_in(&self, text: &str) -> Vec<Mention<'_>> {
        todo!("{text}")
    }

    #[must_use]
    pub fn industry(&self, id: &str) -> Option<&Domain> {
        todo!("{id}")
    }

    #[must_use]
    pub fn specialty(&self, id: &str) -> Option<&Domain> {
        todo!("{id}")
    }

    /// Looks up the whole name or an alias of an industry (`fintech`).
    #[must_use]
    pub fn industry_named(&self, name: &str) -> Option<&Domain> {
        todo!("{name}")
    }

    /// Looks up the whole name or an alias of a specialty (`devops`).
    #[must_use]
    pub fn specialty_named(&self, name: &str) -> Option<&Domain> {
        todo!("{name}")
    }

    /// Finds the cues of industries in running text.
    #[must_use]
    pub fn industry_cues_in(&self, text: &str) -> Vec<Mention<'_>> {
        todo!("{text}")
    }

    /// Finds the cues of specialties in running text.
    #[must_use]
    pub fn specialty_cues_in(&self, text: &str) -> Vec<Mention<'_>> {
        todo!("{text}")
    }

    /// Returns the display name of a category of skills.
    #[must_use]
    pub fn category_name<'a>(&'a self, id: &'a str) -> &'a str {
        id
    }

    /// Returns the English name of a country by its ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country_name(&self, code: &str) -> Option<&str> {
        todo!("{code}")
    }
}
