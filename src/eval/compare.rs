//! How near does one profile come to its gold?

use std::collections::{BTreeMap, BTreeSet};

use super::career;
use super::same::{same_company, same_name, same_text, url_key};
use super::score::Outcome;
use super::spelling::skill_key;
use super::{Field, Gold, OneLine, School};
use crate::profile::{Domain, Profile};

/// What one document came to; fields that the gold leaves out are not there.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub(super) outcomes: Vec<(Field, Outcome)>,
    /// Hits, misses and extras of the dates of all roles.
    pub(super) all_dates: Option<[usize; 3]>,
}

pub(super) fn compare(gold: &Gold, profile: &Profile) -> Compared {
    let mut compared = Compared::default();
    compared.scalars(gold, profile);
    compared.sets(gold, profile);
    compared.domains(gold, profile);
    compared.phrases(gold, profile);
    if let Some(roles) = &gold.experience {
        let career = career::compare(gold, roles, profile);
        compared.all_dates = Some(career.all_dates);
        compared.outcomes.extend([
            (Field::Companies, career.companies),
            (Field::Roles, career.roles),
            (Field::Dates, career.dates),
        ]);
    }
    compared
}

impl Compared {
    fn scalars(&mut self, gold: &Gold, profile: &Profile) {
        let place = profile.location.as_ref().map(|location| location.raw.as_str());
        let as_right = &gold.name_optional;
        self.scalar(
            Field::Name,
            (&gold.name, as_right),
            profile.name.as_deref(),
            same_name,
        );
        // What a short title of one's own is, is a matter of taste: a headline is only measured where there is a clear one.
        if matches!(gold.headline, OneLine::Stated(_)) {
            let wanted = (&gold.headline, gold.headline_optional.as_slice());
            self.scalar(Field::Headline, wanted, profile.headline.as_deref(), same_text);
        }
        let as_right = &gold.location_optional;
        self.scalar(Field::Location, (&gold.location, as_right), place, same_text);
        if let Some(years) = gold.years_experience {
            let found = profile.years_experience.stated;
            let hit = found.is_some_and(|found| (found - years).abs() < 0.01);
            let outcome = if hit {
                found_one()
            } else {
                Outcome {
                    hits: 0,
                    missed: vec![years.to_string()],
                    extra: found.iter().map(ToString::to_string).collect(),
                }
            };
            self.outcomes.push((Field::YearsStated, outcome));
        }
    }

    /// A field of one value, for which other values may be as right; where none is wanted, one of those is not wrong.
    fn scalar(
        &mut self,
        field: Field,
        (wanted, as_right): (&OneLine, &[String]),
        found: Option<&str>,
        same: fn(&str, &str) -> bool,
    ) {
        let wanted = match wanted {
            OneLine::LeftOut => return,
            OneLine::Unstated => None,
            OneLine::Stated(value) => Some(value),
        };
        let right = |found: &str| as_right.iter().chain(wanted).any(|value| same(value, found));
        let outcome = match (wanted, found) {
            (Some(_), Some(found)) if right(found) => found_one(),
            (None, Some(found)) if right(found) => Outcome::default(),
            _ => Outcome {
                hits: 0,
                missed: wanted.into_iter().cloned().collect(),
                extra: found.iter().map(ToString::to_string).collect(),
            },
        };
        self.outcomes.push((field, outcome));
    }

    /// Fields of which each item is known by a key.
    fn sets(&mut self, gold: &Gold, profile: &Profile) {
        let found = profile.skills.iter().map(|known| known.name.as_str());
        self.set(
            Field::Skills,
            (&gold.skills, &gold.skills_optional),
            found,
            &skill_key,
        );

        let found = profile.emails.iter().map(|email| email.address.as_str());
        self.set(
            Field::Emails,
            (&gold.emails, &gold.emails_optional),
            found,
            &url_key,
        );

        // A post may well be listed among the person's links.
        let posts: BTreeSet<String> = gold.writing.iter().flatten().map(|url| url_key(url)).collect();
        let urls = profile.links.iter().map(|link| link.url.as_str());
        let found = urls.filter(|url| !posts.contains(&url_key(url)));
        self.set(Field::Links, (&gold.links, &gold.links_optional), found, &url_key);

        let found = profile.writing.iter().map(|article| article.url.as_str());
        self.set(
            Field::Writing,
            (&gold.writing, &gold.writing_optional),
            found,
            &url_key,
        );
    }

    fn domains(&mut self, gold: &Gold, profile: &Profile) {
        let id = |id: &str| id.to_owned();
        let wanted = (&gold.industries, gold.industries_optional.as_slice());
        self.set(Field::Industries, wanted, ids(&profile.domains.industries), &id);
        let wanted = (&gold.specialties, gold.specialties_optional.as_slice());
        self.set(Field::Specialties, wanted, ids(&profile.domains.specialties), &id);
    }

    fn set<'a>(
        &mut self,
        field: Field,
        (wanted, neutral): (&Option<Vec<String>>, &[String]),
        found: impl Iterator<Item = &'a str>,
        key: &dyn Fn(&str) -> String,
    ) {
        let Some(wanted) = wanted else { return };
        let wanted: BTreeMap<String, &str> = wanted.iter().map(|name| (key(name), name.as_str())).collect();
        let neutral: BTreeSet<String> = neutral.iter().map(|name| key(name)).collect();
        let found: BTreeMap<String, &str> = found.map(|name| (key(name), name)).collect();
        let told = |(_, name): (&String, &&str)| (*name).to_owned();
        let outcome = Outcome {
            hits: wanted.keys().filter(|key| found.contains_key(*key)).count(),
            missed: wanted
                .iter()
                .filter(|(key, _)| !found.contains_key(*key))
                .map(told)
                .collect(),
            extra: found
                .iter()
                .filter(|(key, _)| !wanted.contains_key(*key) && !neutral.contains(*key))
                .map(told)
                .collect(),
        };
        self.outcomes.push((field, outcome));
    }

    /// Fields whose items are the same when they are mostly the same.
    fn phrases(&mut self, gold: &Gold, profile: &Profile) {
        let found: Vec<&str> = profile
            .projects
            .iter()
            .map(|project| project.name.as_str())
            .collect();
        if let Some(wanted) = &gold.projects {
            let neutral = texts(&gold.projects_optional);
            let outcome = paired(&texts(wanted), &neutral, &found, same_text);
            self.outcomes.push((Field::Projects, outcome));
        }
        let found: Vec<&str> = profile
            .certifications
            .iter()
            .map(|held| held.name.as_str())
            .collect();
        if let Some(wanted) = &gold.certifications {
            let neutral = texts(&gold.certifications_optional);
            let outcome = paired(&texts(wanted), &neutral, &found, same_text);
            self.outcomes.push((Field::Certifications, outcome));
        }
        let found: Vec<&str> = profile
            .education
            .iter()
            .map(|school| school.institution.as_str())
            .collect();
        if let Some(wanted) = &gold.education {
            let (wanted, neutral) = (institutions(wanted), institutions(&gold.education_optional));
            let mut outcome = paired(&wanted, &neutral, &found, same_company);
            if outcome.hits == 0 {
                let loosely = paired(&wanted, &[], &found, same_text);
                if loosely.hits > 0 {
                    outcome.missed = loosely.missed;
                    outcome.extra.retain(|name| loosely.extra.contains(name));
                    outcome.hits = loosely.hits;
                }
            }
            self.outcomes.push((Field::Education, outcome));
        }
    }
}

/// Pairs each wanted item with the first free one that is the same; what is left of the found ones is extra unless neutral.
pub(super) fn paired(
    wanted: &[&str],
    neutral: &[&str],
    found: &[&str],
    same: fn(&str, &str) -> bool,
) -> Outcome {
    let mut free = found.to_vec();
    let mut outcome = Outcome::default();
    for name in wanted {
        if let Some(at) = free.iter().position(|other| same(name, other)) {
            free.remove(at);
            outcome.hits += 1;
        } else {
            outcome.missed.push((*name).to_owned());
        }
    }
    free.retain(|name| !neutral.iter().any(|other| same(other, name)));
    outcome.extra = free.into_iter().map(str::to_owned).collect();
    outcome
}

fn found_one() -> Outcome {
    Outcome {
        hits: 1,
        ..Outcome::default()
    }
}

fn texts(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

fn institutions(schools: &[School]) -> Vec<&str> {
    schools
        .iter()
        .filter_map(|school| school.institution.as_deref())
        .collect()
}

fn ids(domains: &[Domain]) -> impl Iterator<Item = &str> {
    domains.iter().map(|domain| domain.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Company, Education, Location, Position, Project};
    use crate::taxonomy::Taxonomy;

    fn outcome(gold: &str, profile: &Profile, field: Field) -> Option<Outcome> {
        let gold = Gold::read(gold, Taxonomy::embedded()).unwrap();
        let outcomes = compare(&gold, profile).outcomes;
        outcomes
            .into_iter()
            .find(|(other, _)| *other == field)
            .map(|(_, outcome)| outcome)
    }

    fn counts(gold: &str, profile: &Profile, field: Field) -> Option<[usize; 3]> {
        outcome(gold, profile, field).map(|outcome| [outcome.hits, outcome.missed.len(), outcome.extra.len()])
    }

    fn position(company: &str, title: &str, start: &str) -> Position {
        Position {
            company: Some(Company {
                id: company.to_lowercase(),
                name: company.to_owned(),
                raw: company.to_owned(),
            }),
            title: Some(title.to_owned()),
            start: start.parse().ok(),
            ..Position::default()
        }
    }

    #[test]
    fn what_is_left_out_is_not_measured_and_null_makes_a_find_wrong() {
        let profile = Profile {
            location: Some(Location {
                raw: "Porto".to_owned(),
                ..Location::default()
            }),
            ..Profile::default()
        };
        assert_eq!(counts("{}", &profile, Field::Location), None);
        assert_eq!(
            counts(r#"{"location": null}"#, &profile, Field::Location),
            Some([0, 0, 1])
        );
        let optional = r#"{"location": null, "location_optional": ["Porto"]}"#;
        assert_eq!(counts(optional, &profile, Field::Location), Some([0, 0, 0]));
        assert_eq!(
            counts(r#"{"location": "porto"}"#, &profile, Field::Location),
            Some([1, 0, 0])
        );
    }

    #[test]
    fn optional_items_are_neither_rewarded_nor_punished() {
        let profile = Profile {
            projects: ["Queuelet", "Dotfiles", "Fern"]
                .map(|name| Project {
                    name: name.to_owned(),
                    ..Project::default()
                })
                .into(),
            ..Profile::default()
        };
        let gold = r#"{"projects": ["queuelet", "tarn"], "projects_optional": ["dotfiles"]}"#;
        assert_eq!(counts(gold, &profile, Field::Projects), Some([1, 1, 1]));
    }

    #[test]
    fn schools_are_compared_loosely_only_where_none_is_found_strictly() {
        let school = |name: &str| Education {
            institution: name.to_owned(),
            degree: None,
            field: None,
            start: None,
            end: None,
            evidence: Vec::new(),
        };
        let profile = Profile {
            education: vec![school("The Larkfen University of Technology")],
            ..Profile::default()
        };
        let gold = r#"{"education": [{"institution": "Technology University Larkfen"}]}"#;
        assert_eq!(counts(gold, &profile, Field::Education), Some([1, 0, 0]));
    }

    #[test]
    fn a_title_held_twice_is_paired_by_its_start() {
        let profile = Profile {
            experience: vec![
                position("Larkfen", "Engineer", "2021-03"),
                position("Larkfen", "Engineer", "2015"),
            ],
            ..Profile::default()
        };
        let gold = r#"{"experience": [
            {"company": "Larkfen", "title": "Engineer", "start": "2015"},
            {"company": "Larkfen", "title": "Engineer", "start": "2021"}
        ]}"#;
        assert_eq!(counts(gold, &profile, Field::Roles), Some([2, 0, 0]));
        assert_eq!(counts(gold, &profile, Field::Dates), Some([2, 0, 0]));
        assert_eq!(counts(gold, &profile, Field::Companies), Some([1, 0, 0]));
    }

    #[test]
    fn dates_of_missed_roles_count_only_among_all_dates() {
        let gold = r#"{"experience": [
            {"company": "Larkfen", "title": "Engineer", "start": "2015", "end": "2017-02"},
            {"company": "Tarn", "start": "2018"}
        ]}"#;
        let profile = Profile {
            experience: vec![position("Tarn", "Anything", "2018-05")],
            ..Profile::default()
        };
        assert_eq!(counts(gold, &profile, Field::Dates), Some([1, 0, 0]));
        let gold = Gold::read(gold, Taxonomy::embedded()).unwrap();
        assert_eq!(compare(&gold, &profile).all_dates, Some([1, 2, 0]));
    }
}
