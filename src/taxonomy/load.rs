//! Reading the vocabularies' files, with everything that is wrong said at once.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;

use super::Taxonomy;
use super::check::{CATEGORIES, COMPANIES, INDUSTRIES, PLACES, SKILLS, SPECIALTIES, TITLES, check};
use super::cities::Cities;
use super::entries::{
    Category, CategoryEntry, Company, CompanyEntry, Domain, DomainEntry, Prose, Skill, SkillEntry,
};
use super::fold::key;
use super::implying::Implying;
use super::names::{Claims, Clash, company_names, domain_names, skill_names};
use super::places::{CountryEntry, Places};
use super::titles::{TitleEntries, Titles};
use super::vocabulary::{Entry, Vocabulary};

/// An entry with its id.
pub(super) type Row<E> = (String, E);

/// The files' texts.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'t> {
    pub skills: &'t str,
    pub companies: &'t str,
    pub industries: &'t str,
    pub specialties: &'t str,
    pub categories: &'t str,
    pub titles: &'t str,
    pub places: &'t str,
    /// Searched in place, never copied.
    pub cities: &'static str,
}

impl Texts<'static> {
    /// What the binary carries.
    pub const EMBEDDED: Self = Self {
        skills: include_str!("../../config/taxonomy/skills.toml"),
        companies: include_str!("../../config/taxonomy/companies.toml"),
        industries: include_str!("../../config/taxonomy/industries.toml"),
        specialties: include_str!("../../config/taxonomy/specialties.toml"),
        categories: include_str!("../../config/taxonomy/categories.toml"),
        titles: include_str!("../../config/taxonomy/titles.toml"),
        places: include_str!("../../config/taxonomy/places.toml"),
        cities: include_str!("../../config/taxonomy/cities.tsv"),
    };
}

/// One thing that is wrong with the vocabularies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: &'static str,
    /// The entry's id; `None` where the whole file is meant.
    pub entry: Option<String>,
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.entry {
            Some(entry) => write!(f, "{} [{entry}]: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

/// Everything that is wrong with the vocabularies.
#[derive(Debug, thiserror::Error)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the vocabularies cannot be used:")?;
        self.0.iter().try_for_each(|problem| write!(f, "\n- {problem}"))
    }
}

/// What the files say, before it is checked.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) skills: Vec<Row<SkillEntry>>,
    pub(super) companies: Vec<Row<CompanyEntry>>,
    pub(super) industries: Vec<Row<DomainEntry>>,
    pub(super) specialties: Vec<Row<DomainEntry>>,
    pub(super) categories: Vec<Row<CategoryEntry>>,
    pub(super) titles: TitleEntries,
    pub(super) places: Vec<Row<CountryEntry>>,
}

/// Builds the taxonomy.
pub(super) fn load(texts: &Texts<'_>) -> Result<Taxonomy, Problems> {
    let mut problems = Vec::new();
    let tables = read(texts, &mut problems);
    check(&tables, &mut problems);
    let categories: FxHashMap<&str, Prose> = tables
        .categories
        .iter()
        .map(|(id, category)| (id.as_str(), category.prose))
        .collect();
    let skills = vocabulary(
        &tables.skills,
        skill_names(&tables),
        SKILLS,
        &mut problems,
        |row| skill(row, &categories),
    );
    let companies = vocabulary(
        &tables.companies,
        company_names(&tables),
        COMPANIES,
        &mut problems,
        company,
    );
    let industries = vocabulary(
        &tables.industries,
        domain_names(&tables.industries),
        INDUSTRIES,
        &mut problems,
        domain,
    );
    let specialties = vocabulary(
        &tables.specialties,
        domain_names(&tables.specialties),
        SPECIALTIES,
        &mut problems,
        domain,
    );
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    Ok(Taxonomy {
        icons: icons(&tables.skills),
        implying: Implying::new(&skills),
        supported: supported(&tables.specialties),
        employers: employers(&tables.industries),
        skills,
        companies,
        industries,
        specialties,
        categories: tables.categories.into_iter().map(category).collect(),
        titles: Titles::new(&tables.titles),
        places: Places::new(tables.places, Cities::new(texts.cities)),
    })
}

fn read(texts: &Texts<'_>, problems: &mut Vec<Problem>) -> Tables {
    let mut categories: Vec<Row<CategoryEntry>> = rows(CATEGORIES, texts.categories, problems);
    categories.sort_by_key(|(_, category)| category.order);
    Tables {
        skills: rows(SKILLS, texts.skills, problems),
        companies: rows(COMPANIES, texts.companies, problems),
        industries: rows(INDUSTRIES, texts.industries, problems),
        specialties: rows(SPECIALTIES, texts.specialties, problems),
        categories,
        titles: whole(TITLES, texts.titles, problems),
        places: rows(PLACES, texts.places, problems),
    }
}

/// Reads a file as one value.
fn whole<T: DeserializeOwned + Default>(file: &'static str, text: &str, problems: &mut Vec<Problem>) -> T {
    toml::from_str(text).unwrap_or_else(|error| {
        problems.push(Problem {
            file,
            entry: None,
            message: error.to_string(),
        });
        T::default()
    })
}

/// Reads a file of one table an entry.
fn rows<E: DeserializeOwned>(file: &'static str, text: &str, problems: &mut Vec<Problem>) -> Vec<Row<E>> {
    let entries: Result<BTreeMap<String, E>, _> = toml::from_str(text);
    match entries {
        Ok(entries) => entries.into_iter().collect(),
        Err(_) => sound_rows(file, text, problems),
    }
}

/// Reads the sound entries of a file that is wrong somewhere, each on its own, to say of each what is wrong.
fn sound_rows<E: DeserializeOwned>(
    file: &'static str,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Vec<Row<E>> {
    let tables: BTreeMap<String, toml::Value> = whole(file, text, problems);
    let mut rows = Vec::with_capacity(tables.len());
    for (id, table) in tables {
        match table.try_into() {
            Ok(entry) => rows.push((id, entry)),
            Err(error) => problems.push(Problem {
                file,
                entry: Some(id),
                message: error.message().to_owned(),
            }),
        }
    }
    rows
}

/// Builds the entries of one file with the scanner of their names.
fn vocabulary<R, E: Entry>(
    rows: &[Row<R>],
    claims: Claims,
    file: &'static str,
    problems: &mut Vec<Problem>,
    entry: impl Fn(&Row<R>) -> E,
) -> Vocabulary<E> {
    for clash in claims.clashes {
        let id_of = |at: usize| rows.get(at).map_or("", |(id, _)| id);
        problems.push(Problem {
            file,
            entry: Some(id_of(clash.entry).to_owned()),
            message: told(&clash, id_of(clash.owner.entry)),
        });
    }
    Vocabulary::new(rows.iter().map(entry).collect(), claims.names.build())
}

/// Says of a name that two entries list what to do about it.
fn told(clash: &Clash, owner: &str) -> String {
    let name = &clash.name;
    match (clash.never, clash.owner.never) {
        (false, false) => format!("`{name}` is a name of [{owner}] already"),
        (false, true) => {
            format!("`{name}` is listed under `never` of [{owner}]: take it out there, or it is no name here")
        }
        (true, false) => {
            format!(
                "`{name}` under `never` is a name of [{owner}]: take it out, a name that is listed goes first anyway"
            )
        }
        (true, true) => {
            format!("`{name}` is listed under `never` of [{owner}] already: one of them is enough")
        }
    }
}

fn skill((id, entry): &Row<SkillEntry>, categories: &FxHashMap<&str, Prose>) -> Skill {
    let usual = categories.get(entry.category.as_str()).copied();
    Skill {
        prose: entry.prose.or(usual).unwrap_or_default(),
        id: id.clone(),
        name: entry.name.clone(),
        category: entry.category.clone(),
        aliases: entry.aliases.iter().map(|alias| alias.to_lowercase()).collect(),
        implies: entry.implies.clone(),
        icons: entry.icons.clone(),
        ambiguous: entry.ambiguous.clone(),
    }
}

fn company((id, entry): &Row<CompanyEntry>) -> Company {
    Company {
        id: id.clone(),
        name: entry.name.clone(),
        aliases: entry.aliases.clone(),
        industries: entry.industries.clone(),
    }
}

fn domain((id, entry): &Row<DomainEntry>) -> Domain {
    Domain {
        id: id.clone(),
        name: entry.name.clone(),
    }
}

fn category((id, entry): Row<CategoryEntry>) -> Category {
    Category { id, name: entry.name }
}

/// The specialties by the skills that support them.
fn supported(specialties: &[Row<DomainEntry>]) -> FxHashMap<String, Vec<String>> {
    let mut supported: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for (id, entry) in specialties {
        for skill in &entry.skills {
            supported.entry(skill.clone()).or_default().push(id.clone());
        }
    }
    supported
}

/// The industries by the words of employers' names that speak of them.
fn employers(industries: &[Row<DomainEntry>]) -> FxHashMap<String, Vec<String>> {
    let mut employers: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for (id, entry) in industries {
        for word in &entry.employers {
            employers.entry(key(word)).or_default().push(id.clone());
        }
    }
    employers
}

/// The skills by what icon services call them: the listed keys first, then the names spelled in their manner.
fn icons(skills: &[Row<SkillEntry>]) -> FxHashMap<String, usize> {
    let mut icons = FxHashMap::default();
    for (at, (_, skill)) in skills.iter().enumerate() {
        for icon in &skill.icons {
            icons.entry(icon.to_lowercase()).or_insert(at);
        }
    }
    for (at, (_, skill)) in skills.iter().enumerate() {
        icons.entry(icon_key(&skill.name)).or_insert(at);
        for alias in &skill.aliases {
            icons.entry(icon_key(alias)).or_insert(at);
        }
    }
    icons
}

/// Spells a name as the keys of brand icons do: `Node.js` is `nodedotjs`, `C++` is `cplusplus`.
fn icon_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '+' => key.push_str("plus"),
            '.' => key.push_str("dot"),
            '&' => key.push_str("and"),
            other => key.extend(other.to_lowercase().filter(|letter| letter.is_alphanumeric())),
        }
    }
    key
}
