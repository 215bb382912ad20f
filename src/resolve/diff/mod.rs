//! What is different between two profiles of one person: field by field, entry by entry.

#[cfg(test)]
mod laws;
mod listed;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use self::listed::{Listed, bounded, opened, place};
use super::unite::united;
use crate::profile::{Profile, Seniority};

/// One thing that is different.
///
/// Of `before` and `after` one at least is there: where one is missing, the entry came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: Field,
    /// What the entry of a list is about (`rust`, `examplesoft · engineer · 2021`); `None` in a field of one value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// What was said, in at most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What is said now, in as many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A field of the schema in which profiles are compared, in the order in which people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Headline,
    Summary,
    Location,
    YearsExperience,
    Seniority,
    Experience,
    Skills,
    Projects,
    Education,
    Certifications,
    #[serde(rename = "domains.industries")]
    Industries,
    #[serde(rename = "domains.specialties")]
    Specialties,
    Writing,
    Languages,
    OpenSource,
    Links,
    Emails,
    Sources,
}

/// What became of an entry or a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    Added,
    Changed,
    Gone,
}

impl Field {
    /// Where it is in the schema; the serialized form.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Headline => "headline",
            Self::Summary => "summary",
            Self::Location => "location",
            Self::YearsExperience => "years_experience",
            Self::Seniority => "seniority",
            Self::Experience => "experience",
            Self::Skills => "skills",
            Self::Projects => "projects",
            Self::Education => "education",
            Self::Certifications => "certifications",
            Self::Industries => "domains.industries",
            Self::Specialties => "domains.specialties",
            Self::Writing => "writing",
            Self::Languages => "languages",
            Self::OpenSource => "open_source",
            Self::Links => "links",
            Self::Emails => "emails",
            Self::Sources => "sources",
        }
    }
}

impl What {
    /// The serialized form.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

impl Change {
    #[must_use]
    pub fn what(&self) -> What {
        match (&self.before, &self.after) {
            (None, _) => What::Added,
            (Some(_), Some(_)) => What::Changed,
            (Some(_), None) => What::Gone,
        }
    }
}

/// Compares two profiles of one person by what they say.
///
/// Entries of lists are told apart as [`merge`](super::merge()) tells them apart. A position, a school or a certificate of which one
/// part was corrected is one that changed, where nothing else could be meant. Order, evidence and weights are no difference,
/// nor is what grows with the calendar (years that roles add up to) or by other people's doing (followers, stars).
#[must_use]
pub fn diff(before: &Profile, after: &Profile) -> Vec<Change> {
    let mut changes = Vec::new();
    for (field, value) in VALUES {
        changes.extend(change(*field, None, value(before), value(after)));
    }
    let mut list = Lists {
        before,
        after,
        changes: &mut changes,
    };
    list.compare(Field::Experience, |profile| &profile.experience);
    list.compare(Field::Skills, |profile| &profile.skills);
    list.compare(Field::Projects, |profile| &profile.projects);
    list.compare(Field::Education, |profile| &profile.education);
    list.compare(Field::Certifications, |profile| &profile.certifications);
    list.compare(Field::Industries, |profile| &profile.domains.industries);
    list.compare(Field::Specialties, |profile| &profile.domains.specialties);
    list.compare(Field::Writing, |profile| &profile.writing);
    list.compare(Field::Languages, |profile| &profile.languages);
    list.compare(Field::Links, |profile| &profile.links);
    list.compare(Field::Emails, |profile| &profile.emails);
    list.compare(Field::Sources, |profile| &profile.sources);
    changes.sort_by_key(|change| (change.field, change.what()));
    changes
}

/// The value of a field in words; `None` where it says nothing.
type Value = fn(&Profile) -> Option<String>;

/// The fields that hold one value.
const VALUES: &[(Field, Value)] = &[
    (Field::Name, |profile| profile.name.clone()),
    (Field::Headline, |profile| profile.headline.clone()),
    (Field::Summary, |profile| profile.summary.clone()),
    (Field::Location, |profile| profile.location.as_ref().map(place)),
    (Field::YearsExperience, |profile| {
        let stated = profile.years_experience.stated?;
        Some(format!("{stated} years"))
    }),
    (Field::Seniority, |profile| {
        profile.seniority.map(Seniority::id).map(str::to_owned)
    }),
    (Field::OpenSource, |profile| {
        profile.open_source.as_ref().and_then(opened)
    }),
];

/// Two profiles whose lists are compared.
struct Lists<'p> {
    before: &'p Profile,
    after: &'p Profile,
    changes: &'p mut Vec<Change>,
}

impl Lists<'_> {
    fn compare<T: Listed>(&mut self, field: Field, list: impl Fn(&Profile) -> &Vec<T>) {
        let mut came = by_key(list(self.after));
        let mut went = Vec::new();
        for (key, old) in by_key(list(self.before)) {
            match came.remove(&key) {
                Some(new) => self.tell(field, old.about(), Some(&old), Some(&new)),
                None => went.push(old),
            }
        }
        let mut came: Vec<T> = came.into_values().collect();
        for likeness in T::LIKENESSES {
            for (about, old, new) in alike(&mut went, &mut came, *likeness) {
                self.tell(field, about, Some(&old), Some(&new));
            }
        }
        for old in went {
            self.tell(field, old.about(), Some(&old), None);
        }
        for new in came {
            self.tell(field, new.about(), None, Some(&new));
        }
    }

    fn tell<T: Listed>(&mut self, field: Field, about: String, before: Option<&T>, after: Option<&T>) {
        let change = change(field, Some(about), before.map(T::words), after.map(T::words));
        self.changes.extend(change);
    }
}

fn change(
    field: Field,
    entry: Option<String>,
    before: Option<String>,
    after: Option<String>,
) -> Option<Change> {
    (before != after).then(|| Change {
        field,
        entry,
        before: before.map(bounded),
        after: after.map(bounded),
    })
}

fn by_key<T: Listed>(list: &[T]) -> BTreeMap<T::Key, T> {
    let entries = united(list.iter().cloned());
    entries.into_iter().map(|entry| (entry.key(), entry)).collect()
}

/// Takes out the pairs that are alike, and like no others.
fn alike<T>(went: &mut Vec<T>, came: &mut Vec<T>, likeness: fn(&T) -> Option<String>) -> Vec<(String, T, T)> {
    let only = |entries: &[T], about: &str| {
        let is_alike = |entry: &T| likeness(entry).as_deref() == Some(about);
        let at = entries.iter().position(is_alike)?;
        (entries.iter().filter(|entry| is_alike(entry)).count() == 1).then_some(at)
    };
    let abouts: BTreeSet<_> = went.iter().filter_map(likeness).collect();
    let pairs = abouts.into_iter().filter_map(|about| {
        let (old, new) = (only(went, &about)?, only(came, &about)?);
        Some((about, went.remove(old), came.remove(new)))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Company, DateEnd, PartialDate, Position, Skill, YearsExperience};

    fn year(year: u16) -> Option<PartialDate> {
        PartialDate::new(year, None)
    }

    fn position(company: &str, title: &str, start: u16, end: Option<DateEnd>) -> Position {
        Position {
            company: Some(Company {
                id: company.to_lowercase(),
                name: company.to_owned(),
                raw: company.to_owned(),
            }),
            title: Some(title.to_owned()),
            start: year(start),
            end,
            ..Position::default()
        }
    }

    fn worked(experience: Vec<Position>) -> Profile {
        Profile {
            experience,
            ..Profile::default()
        }
    }

    fn skilled(ids: &[&str]) -> Profile {
        let skill = |id: &&str| Skill {
            id: (*id).to_owned(),
            name: id.to_uppercase(),
            category: None,
            level: None,
            years: Some(2.5),
            last_used: year(2024),
            weight: 0.5,
            evidence: Vec::new(),
        };
        Profile {
            skills: ids.iter().map(skill).collect(),
            ..Profile::default()
        }
    }

    /// Changes as `what field entry: before -> after`.
    fn told(before: &Profile, after: &Profile) -> Vec<String> {
        diff(before, after)
            .into_iter()
            .map(|change| {
                format!(
                    "{} {} {}: {} -> {}",
                    change.what().id(),
                    change.field.path(),
                    change.entry.as_deref().unwrap_or("-"),
                    change.before.as_deref().unwrap_or("-"),
                    change.after.as_deref().unwrap_or("-")
                )
            })
            .collect()
    }

    #[test]
    fn skills_come_and_go_whatever_their_order() {
        let told = told(
            &skilled(&["go", "rust", "perl"]),
            &skilled(&["rust", "zig", "go"]),
        );
        assert_eq!(
            told,
            ["added skills zig: - -> ZIG", "gone skills perl: PERL -> -"]
        );
    }

    #[test]
    fn what_only_grows_with_the_calendar_is_no_change() {
        let mut later = skilled(&["rust"]);
        later.skills[0].years = Some(3.5);
        later.skills[0].last_used = year(2025);
        later.years_experience.computed = Some(9.5);
        assert_eq!(told(&skilled(&["rust"]), &later), [""; 0]);
        let stated = Profile {
            years_experience: YearsExperience {
                stated: Some(9.5),
                computed: None,
            },
            ..later.clone()
        };
        assert_eq!(
            told(&later, &stated),
            ["added years_experience -: - -> 9.5 years"]
        );
    }

    #[test]
    fn a_position_that_ended_has_changed() {
        let before = worked(vec![position(
            "Contoso",
            "Engineer",
            2019,
            Some(DateEnd::Present),
        )]);
        let ended = year(2021).map(DateEnd::On);
        let after = worked(vec![position("Contoso", "Engineer", 2019, ended)]);
        assert_eq!(
            told(&before, &after),
            [
                "changed experience contoso · engineer · 2019: Engineer, Contoso, 2019 – present -> \
             Engineer, Contoso, 2019 – 2021"
            ]
        );
    }

    #[test]
    fn a_position_of_which_one_part_was_corrected_has_changed() {
        let before = worked(vec![
            position("Contoso", "Engineer", 2019, None),
            position("Fabrikam", "Tester", 2015, None),
        ]);
        for (after, about) in [
            (position("Contoso", "Engineer", 2018, None), "contoso · engineer"),
            (position("Contoso", "Lead Engineer", 2019, None), "contoso · 2019"),
            (position("Contoso Ltd", "Engineer", 2019, None), "engineer · 2019"),
        ] {
            let after = worked(vec![after, position("Fabrikam", "Tester", 2015, None)]);
            let changes = diff(&before, &after);
            assert_eq!(changes.len(), 1, "{changes:?}");
            assert_eq!(changes[0].entry.as_deref(), Some(about));
            assert_eq!(changes[0].what(), What::Changed);
        }
    }

    #[test]
    fn another_position_at_the_same_company_is_no_correction() {
        let before = worked(vec![position("Contoso", "Engineer", 2019, None)]);
        let after = worked(vec![position("Contoso", "Manager", 2022, None)]);
        let what: Vec<_> = diff(&before, &after).iter().map(Change::what).collect();
        assert_eq!(what, [What::Added, What::Gone]);
    }

    #[test]
    fn two_that_could_be_meant_are_not_guessed_between() {
        let before = worked(vec![position("Contoso", "Engineer", 2019, None)]);
        let after = worked(vec![
            position("Contoso", "Lead", 2019, None),
            position("Contoso", "Manager", 2019, None),
        ]);
        let what: Vec<_> = diff(&before, &after).iter().map(Change::what).collect();
        assert_eq!(what, [What::Added, What::Added, What::Gone]);
    }

    #[test]
    fn a_path_is_the_serialized_form() {
        for (field, _) in VALUES {
            assert_eq!(serde_json::to_value(field).unwrap(), field.path());
        }
        for field in [Field::Industries, Field::Specialties, Field::Sources] {
            assert_eq!(serde_json::to_value(field).unwrap(), field.path());
        }
    }
}
