//! What is indexed of one person?

use chrono::{DateTime, Utc};
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::rank::Field;
use super::scrub::{holds_contacts, scrub};
use crate::profile::{Location, PersonId, Profile};
use crate::taxonomy::Taxonomy;

/// What is indexed of one person. Holds no e-mail address and no phone number.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: PersonId,
    pub name: String,
    pub headline: String,
    /// Canonical ids.
    pub skills: Vec<String>,
    /// Those of the skills that the sources support strongly: who has them there ranks before who only names them.
    pub core_skills: Vec<String>,
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
    /// How many bytes of the prose are the summary, at its beginning.
    pub summary_bytes: usize,
    /// Whether a place that the profile rests on cannot be read any more.
    pub is_stale: bool,
    pub updated_at: DateTime<Utc>,
}

/// The most prose that is indexed of one person.
pub const PROSE_BYTES: usize = 8 * 1024;

/// The least weight of a core skill: more than one mention in a list gives.
const CORE_WEIGHT: f32 = 0.6;

/// The country of a place whose country is not known, as CLDR has it.
const UNKNOWN_COUNTRY: &str = "zz";

impl Entry {
    /// Tells what is indexed of a person from what was before: greater with each change.
    pub fn version(&self) -> i64 {
        self.updated_at.timestamp_micros()
    }

    /// Returns what is indexed of `profile`.
    #[must_use]
    pub fn new(id: PersonId, profile: &Profile, updated_at: DateTime<Utc>, taxonomy: &Taxonomy) -> Self {
        let (companies, company_names) = companies(profile, taxonomy);
        let (prose, summary_bytes) = prose(profile);
        let domains = || {
            profile
                .domains
                .industries
                .iter()
                .chain(&profile.domains.specialties)
        };
        let (places, place_names) = profile
            .location
            .as_ref()
            .map(|location| places(location, taxonomy))
            .unwrap_or_default();
        Self {
            id,
            name: scrubbed(profile.name.as_deref()),
            headline: scrubbed(profile.headline.as_deref()),
            skill_names: skill_names(profile, taxonomy),
            skills: ids(profile.skills.iter().map(|skill| &skill.id)),
            core_skills: ids(profile
                .skills
                .iter()
                .filter(|skill| skill.weight >= CORE_WEIGHT)
                .map(|skill| &skill.id)),
            companies,
            company_names,
            titles: texts(
                profile
                    .experience
                    .iter()
                    .filter_map(|position| position.title.as_deref()),
            ),
            industries: ids(profile.domains.industries.iter().map(|domain| &domain.id)),
            specialties: ids(profile.domains.specialties.iter().map(|domain| &domain.id)),
            domain_names: texts(domains().map(|domain| domain.name.as_str())),
            seniority: profile.seniority.map(|seniority| seniority.id().to_owned()),
            places,
            place_names,
            years: profile.years_experience.best().filter(|years| years.is_finite()),
            projects: texts(profile.projects.iter().map(|project| project.name.as_str())),
            summary_bytes: prose.len().min(summary_bytes),
            prose,
            is_stale: false,
            updated_at,
        }
    }

    /// Leaves out the prose but for the summary.
    pub(super) fn abridge(&mut self) {
        self.prose
            .truncate(self.prose.floor_char_boundary(self.summary_bytes));
    }

    /// Returns the texts of a field.
    pub(super) fn texts(&self, field: Field) -> Vec<&str> {
        let many = match field {
            Field::Name => return vec![&self.name],
            Field::Headline => return vec![&self.headline],
            Field::Prose => return vec![&self.prose],
            Field::Skills => &self.skill_names,
            Field::Titles => &self.titles,
            Field::Companies => &self.company_names,
            Field::Domains => &self.domain_names,
            Field::Places => &self.place_names,
            Field::Projects => &self.projects,
        };
        many.iter().map(String::as_str).collect()
    }
}

fn skill_names(profile: &Profile, taxonomy: &Taxonomy) -> Vec<String> {
    let mut names = Vec::new();
    for skill in &profile.skills {
        names.push(scrub(&skill.name));
        if let Some(known) = taxonomy.skill(&skill.id) {
            names.push(known.name.clone());
            names.extend(known.aliases.iter().cloned());
        }
    }
    distinct(names.into_iter())
}

/// Returns the ids and names of every employer, present and past.
fn companies(profile: &Profile, taxonomy: &Taxonomy) -> (Vec<String>, Vec<String>) {
    let mut known = Vec::new();
    let mut names = Vec::new();
    for company in profile
        .experience
        .iter()
        .filter_map(|position| position.company.as_ref())
    {
        known.push(&company.id);
        names.push(scrub(&company.name));
        names.push(scrub(&company.raw));
        if let Some(known) = taxonomy.company(&company.id) {
            names.push(known.name.clone());
            names.extend(known.aliases.iter().cloned());
        }
    }
    (ids(known.into_iter()), distinct(names.into_iter()))
}

/// Returns the ids and names of the place where a person lives.
fn places(location: &Location, taxonomy: &Taxonomy) -> (Vec<String>, Vec<String>) {
    let country = location.country.as_ref().map(|code| code.to_lowercase());
    let mut ids: Vec<String> = country.iter().cloned().collect();
    if let Some(city) = &location.city {
        ids.extend(city_id(country.as_deref(), &scrub(city)));
    }
    let country_name = location
        .country
        .as_deref()
        .and_then(|code| taxonomy.country_name(code));
    let names = [
        Some(location.raw.as_str()),
        location.city.as_deref(),
        location.region.as_deref(),
        country_name,
    ];
    (ids, texts(names.into_iter().flatten()))
}

/// Returns the id of a city, `in/mumbai`; `None` where its name has no letters.
pub(super) fn city_id(country: Option<&str>, city: &str) -> Option<String> {
    let plain = deunicode::deunicode(city).to_ascii_lowercase();
    let words: Vec<&str> = plain
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| format!("{}/{}", country.unwrap_or(UNKNOWN_COUNTRY), words.join("-")))
}

/// Gathers the person's own prose: the summary, of which the bytes are counted, then the roles, then the projects.
fn prose(profile: &Profile) -> (String, usize) {
    let highlights = profile
        .experience
        .iter()
        .flat_map(|position| &position.highlights);
    let projects = profile
        .projects
        .iter()
        .filter_map(|project| project.summary.as_ref());
    let mut prose = scrubbed(profile.summary.as_deref());
    let summary_bytes = prose.len();
    for text in highlights.chain(projects) {
        if !prose.is_empty() {
            prose.push('\n');
        }
        prose.push_str(&scrub(text));
    }
    prose.truncate(prose.floor_char_boundary(PROSE_BYTES));
    (prose, summary_bytes)
}

fn scrubbed(text: Option<&str>) -> String {
    text.map(scrub).unwrap_or_default()
}

fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    distinct(texts.map(scrub))
}

/// Leaves out ids that were made of what may not get in.
fn ids<'i>(ids: impl Iterator<Item = &'i String>) -> Vec<String> {
    distinct(ids.filter(|id| !holds_contacts(id)).cloned())
}

/// Leaves out what is empty or was there before.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
    let mut seen = FxHashSet::with_capacity_and_hasher(texts.len(), FxBuildHasher);
    let is_new: Vec<bool> = texts.iter().map(|text| seen.insert(text.as_str())).collect();
    let mut is_new = is_new.into_iter();
    texts.retain(|_text| is_new.next().unwrap_or_default());
    texts
}
