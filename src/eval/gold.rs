//! What did a careful reader write down from a text?

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::profile::{DateEnd, PartialDate};
use crate::taxonomy::Taxonomy;

/// The gold of one text, as `ID.gold.json` holds it.
///
/// A field that is left out is not measured; an empty list or `null` says that the text states nothing of the kind. What an
/// `…_optional` list names may be found and may be missed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    pub id: Option<String>,
    #[serde(default)]
    pub name: OneLine,
    #[serde(default)]
    pub name_optional: Vec<String>,
    #[serde(default)]
    pub headline: OneLine,
    #[serde(default)]
    pub headline_optional: Vec<String>,
    #[serde(default)]
    pub location: OneLine,
    #[serde(default)]
    pub location_optional: Vec<String>,
    pub emails: Option<Vec<String>>,
    #[serde(default)]
    pub emails_optional: Vec<String>,
    pub links: Option<Vec<String>>,
    #[serde(default)]
    pub links_optional: Vec<String>,
    pub skills: Option<Vec<String>>,
    #[serde(default)]
    pub skills_optional: Vec<String>,
    pub experience: Option<Vec<Role>>,
    #[serde(default)]
    pub experience_optional: Vec<Role>,
    /// Every employer and client; those of `experience` where it is left out or empty.
    #[serde(default)]
    pub companies: Vec<String>,
    #[serde(default)]
    pub companies_optional: Vec<String>,
    pub projects: Option<Vec<String>>,
    #[serde(default)]
    pub projects_optional: Vec<String>,
    pub education: Option<Vec<School>>,
    #[serde(default)]
    pub education_optional: Vec<School>,
    pub certifications: Option<Vec<String>>,
    #[serde(default)]
    pub certifications_optional: Vec<String>,
    pub industries: Option<Vec<String>>,
    #[serde(default)]
    pub industries_optional: Vec<String>,
    pub specialties: Option<Vec<String>>,
    #[serde(default)]
    pub specialties_optional: Vec<String>,
    pub writing: Option<Vec<String>>,
    #[serde(default)]
    pub writing_optional: Vec<String>,
    /// A number that the text states in words; not measured where it is `null`.
    pub years_experience: Option<f32>,
    #[serde(default, rename = "kind")]
    _kind: IgnoredAny,
    #[serde(default, rename = "source")]
    _source: IgnoredAny,
    #[serde(default, rename = "notes")]
    _notes: IgnoredAny,
}

/// A field of one value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Option<String>")]
pub enum OneLine {
    /// Not measured.
    #[default]
    LeftOut,
    /// The text does not say.
    Unstated,
    Stated(String),
}

impl From<Option<String>> for OneLine {
    fn from(value: Option<String>) -> Self {
        value.map_or(Self::Unstated, Self::Stated)
    }
}

/// A position as the gold has it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    #[serde(default)]
    pub company: Option<String>,
    /// Where it is not stated, every title is right.
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub start: Option<PartialDate>,
    #[serde(default)]
    pub end: Option<DateEnd>,
    /// Not measured.
    #[serde(default)]
    pub location: Option<String>,
}

/// A school as the gold has it; what is measured is that it was found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct School {
    #[serde(default)]
    pub institution: Option<String>,
    #[serde(default, rename = "degree")]
    _degree: IgnoredAny,
    #[serde(default, rename = "start")]
    _start: Option<PartialDate>,
    #[serde(default, rename = "end")]
    _end: Option<DateEnd>,
}

/// Why a gold file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadGold {
    #[error("it is not gold as `muster eval --help` describes it: {0}")]
    Malformed(#[from] serde_json::Error),
    #[error("`{id}` is none of the {list}; take an id of config/taxonomy")]
    UnknownDomain { list: &'static str, id: String },
}

impl Gold {
    /// Reads a gold file.
    ///
    /// # Errors
    /// Text that is no JSON of this form, and industries and specialties that no vocabulary knows.
    pub fn read(text: &str, taxonomy: &Taxonomy) -> Result<Self, BadGold> {
        let gold: Self = serde_json::from_str(text)?;
        let unknown = |list, ids: &[String], known: &dyn Fn(&str) -> bool| {
            ids.iter()
                .find(|id| !known(id))
                .map_or(Ok(()), |id| Err(BadGold::UnknownDomain { list, id: id.clone() }))
        };
        let industry = |id: &str| taxonomy.industry(id).is_some();
        let specialty = |id: &str| taxonomy.specialty(id).is_some();
        for ids in [gold.industries.as_ref(), Some(&gold.industries_optional)] {
            unknown("industries", ids.map_or(&[], Vec::as_slice), &industry)?;
        }
        for ids in [gold.specialties.as_ref(), Some(&gold.specialties_optional)] {
            unknown("specialties", ids.map_or(&[], Vec::as_slice), &specialty)?;
        }
        Ok(gold)
    }

    /// The employers and clients that are to be found.
    pub(super) fn employers(&self) -> Vec<&str> {
        let roles = self.experience.iter().flatten();
        let mut names: Vec<&str> = if self.companies.is_empty() {
            roles.filter_map(|role| role.company.as_deref()).collect()
        } else {
            self.companies.iter().map(String::as_str).collect()
        };
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        Gold::read(text, Taxonomy::embedded()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_left_out_is_not_what_is_null() {
        let gold = Gold::read(r#"{"name": null}"#, Taxonomy::embedded()).unwrap();
        assert_eq!(gold.name, OneLine::Unstated);
        assert_eq!(gold.location, OneLine::LeftOut);
    }

    #[test]
    fn a_misspelled_key_a_bad_date_and_an_unknown_domain_are_told() {
        assert!(told(r#"{"skils": []}"#).contains("unknown field `skils`"));
        assert!(told(r#"{"experience": [{"start": "May 2020"}]}"#).contains("`May 2020` is no date"));
        assert!(told(r#"{"industries": ["fintech"]}"#).starts_with("`fintech` is none of the industries"));
        assert!(told(r#"{"specialties_optional": ["wizardry"]}"#).starts_with("`wizardry` is none of"));
    }

    #[test]
    fn employers_are_those_of_the_roles_unless_they_are_listed() {
        let roles = r#""experience": [{"company": "Larkfen"}, {"company": "Larkfen"}, {"company": null}]"#;
        let gold = Gold::read(&format!("{{{roles}}}"), Taxonomy::embedded()).unwrap();
        assert_eq!(gold.employers(), ["Larkfen"]);
        let gold = Gold::read(
            &format!(r#"{{{roles}, "companies": ["Tarn"]}}"#),
            Taxonomy::embedded(),
        )
        .unwrap();
        assert_eq!(gold.employers(), ["Tarn"]);
    }
}
