//! What speaks for two people being one, short of proof?

use std::collections::BTreeSet;
use std::fmt;

use url::Url;

use super::conflicts::touch;
use super::name::{same_name, spelling};
use super::unite::folded;
use crate::profile::{LinkKind, Location, Profile};

/// A sign that two people may be one; alone none proves it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Both are called so.
    Name(String),
    /// Both worked there at the same time.
    Employer(String),
    /// Both learned there.
    School(String),
    /// Both live there and do the same kind of work.
    Place { city: String, specialty: String },
    /// Both link the same site, which bears neither's name.
    Website(String),
}

/// The fewest whole words of a name that few others have: everybody knows two called Ada.
const NAME_WORDS: usize = 2;

/// Hosts of sites that say nothing of who links them: many people's pages stand there.
const SHARED_SITES: &[&str] = &["bit.ly", "linktr.ee", "goo.gl", "t.co"];

/// Returns what speaks for two people being one: the same name, and something else that namesakes rarely share. `None` where
/// there is not enough to suggest it.
#[must_use]
pub fn likeness(one: &Profile, other: &Profile) -> Option<Vec<Reason>> {
    let (name, other_name) = (one.name.as_deref()?, other.name.as_deref()?);
    let (words, other_words) = (spelling(name), spelling(other_name));
    let shared = words.iter().filter(|word| other_words.contains(word)).count();
    if shared < NAME_WORDS || !same_name(name, other_name) {
        return None;
    }
    let signs: BTreeSet<Reason> = employers(one, other)
        .chain(schools(one, other))
        .chain(place(one, other))
        .chain(websites(one, other))
        .collect();
    let fuller = if words.len() < other_words.len() {
        other_name
    } else {
        name
    };
    let named = Reason::Name(fuller.to_owned());
    (!signs.is_empty()).then(|| std::iter::once(named).chain(signs).collect())
}

fn employers<'p>(one: &'p Profile, other: &'p Profile) -> impl Iterator<Item = Reason> + 'p {
    let pairs = one
        .experience
        .iter()
        .flat_map(|mine| other.experience.iter().map(move |theirs| (mine, theirs)));
    pairs.filter_map(|(mine, theirs)| {
        let (company, their_company) = (mine.company.as_ref()?, theirs.company.as_ref()?);
        let undated = mine.start.is_none() && theirs.start.is_none() && mine.title == theirs.title;
        let same = company.id == their_company.id && (undated || touch(mine, theirs));
        same.then(|| Reason::Employer(company.name.clone()))
    })
}

fn schools<'p>(one: &'p Profile, other: &'p Profile) -> impl Iterator<Item = Reason> + 'p {
    let pairs = one
        .education
        .iter()
        .flat_map(|mine| other.education.iter().map(move |theirs| (mine, theirs)));
    let same = pairs.filter(|(mine, theirs)| folded(&mine.institution) == folded(&theirs.institution));
    same.map(|(mine, _)| Reason::School(mine.institution.clone()))
}

fn place(one: &Profile, other: &Profile) -> Option<Reason> {
    fn home(profile: &Profile) -> Option<(&str, Option<&str>)> {
        let Location { city, country, .. } = profile.location.as_ref()?;
        Some((city.as_deref()?, country.as_deref()))
    }
    let (city, _) = home(one).filter(|home_of_one| Some(*home_of_one) == home(other))?;
    let specialty = one.domains.specialties.iter().find(|mine| {
        other
            .domains
            .specialties
            .iter()
            .any(|theirs| mine.id == theirs.id)
    })?;
    Some(Reason::Place {
        city: city.to_owned(),
        specialty: specialty.name.clone(),
    })
}

fn websites(one: &Profile, other: &Profile) -> impl Iterator<Item = Reason> {
    let theirs = sites(other);
    sites(one)
        .into_iter()
        .filter(move |site| theirs.contains(site))
        .map(Reason::Website)
}

fn sites(profile: &Profile) -> BTreeSet<String> {
    let links = profile.links.iter().filter(|link| link.kind == LinkKind::Website);
    let sites = links.filter_map(|link| {
        let url = Url::parse(&link.url).ok()?;
        let host = url.host_str()?.trim_start_matches("www.").to_owned();
        let path = url.path().trim_end_matches('/');
        (!SHARED_SITES.contains(&host.as_str())).then(|| format!("{host}{path}"))
    });
    sites.collect()
}

impl Reason {
    /// For machines: `name`, `employer`, `school`, `place` or `website`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Employer(_) => "employer",
            Self::School(_) => "school",
            Self::Place { .. } => "place",
            Self::Website(_) => "website",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "both are called {name}"),
            Self::Employer(company) => write!(f, "both worked at {company} at the same time"),
            Self::School(school) => write!(f, "both went to {school}"),
            Self::Place { city, specialty } => write!(f, "both live in {city} and work in {specialty}"),
            Self::Website(site) => write!(f, "both link {site}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Company, DateEnd, Education, Link, PartialDate, Position};

    fn named(name: &str) -> Profile {
        Profile {
            name: Some(name.to_owned()),
            ..Profile::default()
        }
    }

    fn worked(name: &str, from: u16, to: u16) -> Profile {
        Profile {
            experience: vec![Position {
                company: Some(Company {
                    id: "acme".to_owned(),
                    name: "Acme".to_owned(),
                    raw: "Acme".to_owned(),
                }),
                start: PartialDate::new(from, None),
                end: PartialDate::new(to, None).map(DateEnd::On),
                ..Position::default()
            }],
            ..named(name)
        }
    }

    #[track_caller]
    fn check(one: &Profile, other: &Profile, expected: &[&str]) {
        let told = |one, other| -> Vec<String> {
            let reasons = likeness(one, other).unwrap_or_default();
            reasons.iter().map(ToString::to_string).collect()
        };
        assert_eq!(told(one, other), expected);
        assert_eq!(told(other, one), expected);
    }

    #[test]
    fn a_name_alone_is_not_enough() {
        check(&named("Ada Quill"), &named("Ada Quill"), &[]);
    }

    #[test]
    fn namesakes_who_worked_together_may_be_one() {
        let reasons = [
            "both are called Ada Quill",
            "both worked at Acme at the same time",
        ];
        check(
            &worked("Ada Quill", 2015, 2019),
            &worked("Ada Quill", 2018, 2021),
            &reasons,
        );
        check(
            &worked("Ada Quill", 2015, 2016),
            &worked("Ada Quill", 2018, 2021),
            &[],
        );
        check(&worked("Ada", 2015, 2019), &worked("Ada", 2015, 2019), &[]);
        check(
            &worked("Ada Quill", 2015, 2019),
            &worked("Bea Quill", 2015, 2019),
            &[],
        );
    }

    #[test]
    fn a_school_or_a_site_speaks_for_it_too() {
        let person = || {
            let mut person = named("Ada Quill");
            person.education.push(Education {
                institution: "University of Example".to_owned(),
                degree: None,
                field: None,
                start: None,
                end: None,
                evidence: Vec::new(),
            });
            person.links.push(Link {
                kind: LinkKind::Website,
                url: "https://lab.example.org/".to_owned(),
                handle: None,
                evidence: Vec::new(),
            });
            person
        };
        let reasons = [
            "both are called Ada Quill",
            "both went to University of Example",
            "both link lab.example.org",
        ];
        check(&person(), &person(), &reasons);
    }
}
