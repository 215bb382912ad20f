//! How near a profile comes to its gold: matches, misses and extras of every field, added up over all examples.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use muster::profile::{Domain, Position, Profile};
use muster::taxonomy::Taxonomy;

use super::gold::{Gold, Role};

/// Matches, misses and extras of one field.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    hits: usize,
    missed: Vec<String>,
    extra: Vec<String>,
}

impl Tally {
    /// The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found.
    pub(crate) fn f1(&self) -> f64 {
        let wrong = self.missed.len() + self.extra.len();
        if self.hits + wrong == 0 {
            return 1.0;
        }
        let count = |number: usize| f64::from(u32::try_from(number).unwrap());
        2.0 * count(self.hits) / (2.0 * count(self.hits) + count(wrong))
    }

    fn add(&mut self, stem: &str, keys: &Keys) {
        self.hits += keys.wanted.intersection(&keys.found).count();
        let told = |key: &String| format!("{stem}: {key}");
        self.missed.extend(keys.wanted.difference(&keys.found).map(told));
        let extra = keys.found.difference(&keys.wanted);
        self.extra
            .extend(extra.filter(|key| !keys.neutral.contains(*key)).map(told));
    }
}

/// What is compared of one field of one example: names so folded that a spelling is never what counts.
#[derive(Debug)]
struct Keys {
    wanted: BTreeSet<String>,
    found: BTreeSet<String>,
    /// May be found and may be missed.
    neutral: BTreeSet<String>,
}

impl Keys {
    fn new(
        key: impl Fn(&str) -> String,
        wanted: &[String],
        neutral: &[String],
        found: impl IntoIterator<Item = String>,
    ) -> Self {
        let set = |names: &[String]| names.iter().map(|name| key(name)).collect();
        Self {
            wanted: set(wanted),
            neutral: set(neutral),
            found: found.into_iter().map(|name| key(&name)).collect(),
        }
    }

    /// A field of one value, for which other values are as right; where none is wanted, none is wrong.
    fn one(wanted: Option<&String>, as_right: &[String], found: Option<&String>) -> Self {
        let right = |found: &&String| {
            as_right
                .iter()
                .chain(wanted)
                .any(|value| folded(value) == folded(found))
        };
        match found.filter(right) {
            Some(found) => Self::new(folded, slice::from_ref(found), &[], [found.clone()]),
            None if wanted.is_none() => Self::new(folded, &[], &[], []),
            None => Self::new(folded, wanted.cloned().as_slice(), &[], found.cloned()),
        }
    }
}

/// One tally a field, in the order of their names.
#[derive(Debug, Default)]
pub(crate) struct Scores(BTreeMap<&'static str, Tally>);

impl Scores {
    /// Compares what was read of one example with its gold.
    pub(crate) fn add(&mut self, gold: &Gold, profile: &Profile, taxonomy: &Taxonomy) {
        let skill = |name: &str| skill_key(taxonomy, name);
        let company = |name: &str| company_key(taxonomy, name);
        let place = profile.location.as_ref().map(|location| &location.raw);
        let links = profile.links.iter().map(|link| link.url.clone());
        let skills = profile.skills.iter().map(|known| known.name.clone());
        let companies = profile.experience.iter().filter_map(|role| role.company.as_ref());
        let companies = companies.map(|company| company.name.clone());
        let projects = profile.projects.iter().map(|project| project.name.clone());
        let writing = profile.writing.iter().map(|article| article.url.clone());
        let ids = |domains: &[Domain]| domains.iter().map(|domain| domain.id.clone()).collect::<Vec<_>>();
        let industries = ids(&profile.domains.industries);
        let specialties = ids(&profile.domains.specialties);

        let headlines = &gold.headline_optional;
        let fields = [
            ("name", Keys::one(gold.name.as_ref(), &[], profile.name.as_ref())),
            (
                "headline",
                Keys::one(gold.headline.as_ref(), headlines, profile.headline.as_ref()),
            ),
            ("location", Keys::one(gold.location.as_ref(), &[], place)),
            (
                "links",
                Keys::new(url_key, &gold.links, &gold.links_optional, links),
            ),
            (
                "skills",
                Keys::new(skill, &gold.skills, &gold.skills_optional, skills),
            ),
            (
                "companies",
                Keys::new(company, &gold.companies, &gold.companies_optional, companies),
            ),
            ("projects", Keys::new(folded, &gold.projects, &[], projects)),
            ("writing", Keys::new(url_key, &gold.writing, &[], writing)),
            (
                "industries",
                Keys::new(
                    str::to_owned,
                    &gold.industries,
                    &gold.industries_optional,
                    industries,
                ),
            ),
            (
                "specialties",
                Keys::new(
                    str::to_owned,
                    &gold.specialties,
                    &gold.specialties_optional,
                    specialties,
                ),
            ),
        ];
        for (field, keys) in fields {
            self.0.entry(field).or_default().add(&gold.id, &keys);
        }
        self.roles(gold, profile, taxonomy);
    }

    /// A role is matched by company and title; `dates` looks at the starts and ends of the matched ones.
    fn roles(&mut self, gold: &Gold, profile: &Profile, taxonomy: &Taxonomy) {
        let mut free: Vec<Role> = profile.experience.iter().map(plain).collect();
        let same = |wanted: &Role, found: &Role| {
            company_key(taxonomy, &wanted.company) == company_key(taxonomy, &found.company)
                && same_title(wanted.title.as_deref(), found.title.as_deref())
        };
        for wanted in &gold.experience {
            let told = || {
                format!(
                    "{}: {} at {}",
                    gold.id,
                    wanted.title.as_deref().unwrap_or("?"),
                    wanted.company
                )
            };
            let Some(at) = free
                .iter()
                .position(|found| same(wanted, found) && wanted.start == found.start)
                .or_else(|| free.iter().position(|found| same(wanted, found)))
            else {
                self.0.entry("roles").or_default().missed.push(told());
                continue;
            };
            let found = free.remove(at);
            self.0.entry("roles").or_default().hits += 1;
            let dates = self.0.entry("dates").or_default();
            for (wanted, found) in [(&wanted.start, &found.start), (&wanted.end, &found.end)] {
                if wanted == found {
                    dates.hits += usize::from(wanted.is_some());
                } else {
                    dates
                        .missed
                        .extend(wanted.as_ref().map(|date| format!("{} {date}", told())));
                    dates
                        .extra
                        .extend(found.as_ref().map(|date| format!("{} {date}", told())));
                }
            }
        }
        free.retain(|found| {
            !gold
                .experience_optional
                .iter()
                .any(|optional| same(optional, found))
        });
        let told = |found: Role| format!("{}: {:?} at {}", gold.id, found.title, found.company);
        self.0
            .entry("roles")
            .or_default()
            .extra
            .extend(free.into_iter().map(told));
    }

    /// The fields and their tallies.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&'static str, &Tally)> {
        self.0.iter().map(|(field, tally)| (*field, tally))
    }

    /// A table for people, and every miss below it.
    pub(crate) fn table(&self) -> String {
        let mut lines = vec![format!(
            "{:12}{:>8}{:>8}{:>8}{:>8}",
            "field", "F1", "hits", "missed", "extra"
        )];
        for (field, tally) in self.fields() {
            lines.push(format!(
                "{field:12}{:8.3}{:8}{:8}{:8}",
                tally.f1(),
                tally.hits,
                tally.missed.len(),
                tally.extra.len()
            ));
        }
        for (field, tally) in self.fields() {
            lines.extend(tally.missed.iter().map(|miss| format!("{field} missed  {miss}")));
            lines.extend(tally.extra.iter().map(|extra| format!("{field} extra   {extra}")));
        }
        lines.join("\n")
    }
}

fn plain(position: &Position) -> Role {
    Role {
        company: position
            .company
            .as_ref()
            .map_or_else(String::new, |company| company.name.clone()),
        title: position.title.clone(),
        start: position.start.map(|date| date.to_string()),
        end: position.end.map(|end| end.to_string()),
    }
}

/// Letters and digits in lower case without accents, and the signs that tell languages apart.
fn folded(text: &str) -> String {
    deunicode::deunicode(text)
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, '+' | '#'))
        .collect()
}

fn skill_key(taxonomy: &Taxonomy, name: &str) -> String {
    taxonomy
        .skill_named(name)
        .map_or_else(|| folded(name), |skill| skill.id.clone())
}

fn company_key(taxonomy: &Taxonomy, name: &str) -> String {
    taxonomy
        .company_named(name)
        .map_or_else(|| folded(name), |company| company.id.clone())
}

fn url_key(url: &str) -> String {
    let url = url.to_lowercase();
    let url = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let url = url
        .trim_start_matches("www.")
        .split(['?', '#'])
        .next()
        .unwrap_or_default();
    url.trim_end_matches('/').to_owned()
}

/// Titles agree when at least two thirds of their words do.
fn same_title(wanted: Option<&str>, found: Option<&str>) -> bool {
    let words = |title: &str| -> BTreeSet<String> {
        title
            .to_lowercase()
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    match (wanted.map(words), found.map(words)) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(wanted), Some(found)) => {
            3 * wanted.intersection(&found).count() >= 2 * wanted.union(&found).count()
        }
    }
}
