//! What is the canonical name of this? The vocabularies, and finding their words in a text.
//!
//! Data, not code, decides: the vocabularies are TOML files in `config/taxonomy`, embedded in the binary.

mod check;
mod cities;
mod entries;
mod fold;
mod implying;
mod legal;
mod letter;
mod letters;
mod lexicon;
mod load;
mod names;
mod places;
mod scan;
mod titles;
mod variants;
mod vocabulary;

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

pub use entries::{Category, Company, Domain, Prose, Skill};
pub use fold::{Folded, fold};
use implying::Implying;
pub use legal::{CompanyName, company_name};
pub use load::{Problem, Problems, Texts};
pub use places::Place;
use places::Places;
use titles::Titles;
use vocabulary::Vocabulary;

use crate::profile::Seniority;

/// Every vocabulary, built once and then only read.
#[derive(Debug)]
pub struct Taxonomy {
    skills: Vocabulary<Skill>,
    companies: Vocabulary<Company>,
    industries: Vocabulary<Domain>,
    specialties: Vocabulary<Domain>,
    categories: Vec<Category>,
    /// Skills by the keys of icon services.
    icons: FxHashMap<String, usize>,
    /// Ids of the specialties that a skill's id supports.
    supported: FxHashMap<String, Vec<String>>,
    /// Ids of the industries that a word of an employer's name speaks of, by the folded word.
    employers: FxHashMap<String, Vec<String>>,
    implying: Implying,
    titles: Titles,
    places: Places,
}

/// A vocabulary's word found in a text.
#[derive(Debug, Clone)]
pub struct Mention<'t, E> {
    pub entry: &'t E,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// The word has everyday meanings ("go", "spring"): believe it only where the context speaks of technology.
    pub ambiguous: bool,
}

impl Taxonomy {
    /// Returns the vocabularies that the binary carries.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Taxonomy> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            Self::from_texts(&Texts::EMBEDDED).expect("a test reads the embedded vocabularies")
        })
    }

    /// Builds the vocabularies from the given texts, or says everything that is wrong with them.
    pub fn from_texts(texts: &Texts<'_>) -> Result<Self, Problems> {
        load::load(texts)
    }

    #[must_use]
    pub fn skill(&self, id: &str) -> Option<&Skill> {
        self.skills.get(id)
    }

    /// Every skill, by id.
    pub fn skills(&self) -> impl Iterator<Item = &Skill> {
        self.skills.entries()
    }

    /// Looks up a whole name or alias (`k8s`, `Golang`, `C++ 17`), however ambiguous it is in running text.
    #[must_use]
    pub fn skill_named(&self, name: &str) -> Option<&Skill> {
        self.skills.named(name)
    }

    /// Returns the ids of the skills that imply the skill `id`, directly or by way of others: the nearest first.
    #[must_use]
    pub fn skills_implying<'t>(&'t self, id: &'t str) -> Vec<&'t str> {
        self.implying.of(id, &self.skills)
    }

    /// Looks up the key under which a badge or icon service knows a skill (`nodedotjs`, `ts`, `amazonwebservices`).
    #[must_use]
    pub fn skill_of_icon(&self, key: &str) -> Option<&Skill> {
        let known = self.icons.get(&key.trim().to_lowercase());
        known
            .and_then(|&at| self.skills.at(at))
            .or_else(|| self.skill_named(key))
    }

    /// Finds every skill's names in running text: leftmost, longest, whole words; linear in the text.
    #[must_use]
    pub fn skills_in(&self, text: &str) -> Vec<Mention<'_, Skill>> {
        self.skills_among(&fold(text))
    }

    /// As [`Self::skills_in`], in a text that other vocabularies are looked for in too.
    #[must_use]
    pub fn skills_among(&self, text: &Folded<'_>) -> Vec<Mention<'_, Skill>> {
        self.skills.mentions(text)
    }

    #[must_use]
    pub fn company(&self, id: &str) -> Option<&Company> {
        self.companies.get(id)
    }

    /// Every company, by id.
    pub fn companies(&self) -> impl Iterator<Item = &Company> {
        self.companies.entries()
    }

    /// Looks up a whole name, legal forms folded (`Google LLC` is `Google`).
    #[must_use]
    pub fn company_named(&self, name: &str) -> Option<&Company> {
        self.companies.named_exactly(name).or_else(|| {
            let bare = legal::without_form(name);
            (bare != name).then(|| self.companies.named_exactly(&bare))?
        })
    }

    /// Finds known companies' names in running text.
    #[must_use]
    pub fn companies_in(&self, text: &str) -> Vec<Mention<'_, Company>> {
        self.companies.mentions(&fold(text))
    }

    #[must_use]
    pub fn industry(&self, id: &str) -> Option<&Domain> {
        self.industries.get(id)
    }

    /// Every industry, by id.
    pub fn industries(&self) -> impl Iterator<Item = &Domain> {
        self.industries.entries()
    }

    #[must_use]
    pub fn specialty(&self, id: &str) -> Option<&Domain> {
        self.specialties.get(id)
    }

    /// Every specialty, by id.
    pub fn specialties(&self) -> impl Iterator<Item = &Domain> {
        self.specialties.entries()
    }

    /// Looks up the whole name or an alias of an industry (`fintech`).
    #[must_use]
    pub fn industry_named(&self, name: &str) -> Option<&Domain> {
        self.industries.named(name)
    }

    /// Looks up the whole name or an alias of a specialty (`devops`).
    #[must_use]
    pub fn specialty_named(&self, name: &str) -> Option<&Domain> {
        self.specialties.named(name)
    }

    /// Returns the ids of the industries that the words of an unknown employer's name speak of (`Acme Bank`).
    pub fn industries_of_employer(&self, name: &str) -> impl Iterator<Item = &str> + use<'_> {
        let folded = fold(name);
        let words = (0..folded.words.len()).flat_map(|at| [at..at + 1, at..at + 2]);
        let named: Vec<&String> = words
            .filter_map(|words| self.employers.get(folded.form_of(words)))
            .flatten()
            .collect();
        named.into_iter().map(String::as_str)
    }

    /// Finds the cues of industries in running text; those that alone prove little are ambiguous.
    #[must_use]
    pub fn industry_cues_among(&self, text: &Folded<'_>) -> Vec<Mention<'_, Domain>> {
        self.industries.mentions(text)
    }

    /// Finds the cues of specialties in running text; those that alone prove little are ambiguous.
    #[must_use]
    pub fn specialty_cues_among(&self, text: &Folded<'_>) -> Vec<Mention<'_, Domain>> {
        self.specialties.mentions(text)
    }

    /// Returns the ids of the specialties that having a skill supports.
    #[must_use]
    pub fn specialties_of_skill(&self, id: &str) -> &[String] {
        self.supported.get(id).map_or(&[], Vec::as_slice)
    }

    /// Every category of skills, in the order to show them.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Returns the display name of a category of skills.
    #[must_use]
    pub fn category_name<'a>(&'a self, id: &'a str) -> &'a str {
        let known = self.categories.iter().find(|category| category.id == id);
        known.map_or(id, |category| &category.name)
    }

    /// Returns the English name of a country by its ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country_name(&self, code: &str) -> Option<&str> {
        self.places.country_name(code)
    }

    /// Reads a place as people write it: `Mumbai, India`, `Berlin`, `San Francisco, CA`, `Remote (Poland)`.
    #[must_use]
    pub fn place(&self, text: &str) -> Option<Place> {
        self.places.read(text)
    }

    /// Says whether [`Self::place`] may know a text, from its letters alone; only "no" is sure.
    #[must_use]
    pub(crate) fn may_be_place(&self, text: &str) -> bool {
        self.places.may_know(text)
    }

    /// Reads what is known to be a place, behind "Location:" or "based in": less known cities need no country there.
    #[must_use]
    pub fn stated_place(&self, text: &str) -> Option<Place> {
        self.places.read_stated(text)
    }

    /// Returns the code of the country whose people are called so (`Polish`).
    #[must_use]
    pub fn country_of_demonym(&self, word: &str) -> Option<&str> {
        self.places.country_of_demonym(word)
    }

    /// Says how much of a text is the words of a job title, 0 to 1; 0 where no word names a profession.
    #[must_use]
    pub fn title_score(&self, text: &str) -> f32 {
        self.titles.score(text)
    }

    /// Says whether a short text reads as a job title (`Senior Software Engineer`, `CTO`).
    #[must_use]
    pub fn is_title(&self, text: &str) -> bool {
        self.titles.is_title(text)
    }

    /// Reads the level that a title names; `None` for a plain one (`Software Engineer`).
    #[must_use]
    pub fn seniority_of(&self, title: &str) -> Option<Seniority> {
        self.titles.seniority(title)
    }

    /// Returns the id of the specialty that a title names (`Backend Developer` is `backend`).
    #[must_use]
    pub fn function_of(&self, title: &str) -> Option<&str> {
        self.titles.function(title)
    }
}

#[cfg(test)]
mod tests;
