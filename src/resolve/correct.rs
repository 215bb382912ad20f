//! What somebody set by hand, over what the sources say.

use std::fmt;
use std::str::FromStr;

use crate::profile::{Location, Position, Profile, SUMMARY_CHARS};

/// The most characters of a value other than a summary.
const VALUE_CHARS: usize = 300;

/// What stands in a key for what is unknown of the position.
const UNKNOWN: &str = "-";

/// What can be corrected; written as a path (`name`, `skills/kafka`, `experience/acme/2019-03/engineer`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Correctable {
    Name,
    Headline,
    Summary,
    Location,
    /// A skill by its id, which can be taken away and not set.
    Skill(String),
    /// A position by its [`position_key`], which can be taken away and not set.
    Position(String),
}

/// One field as it was set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    field: Correctable,
    value: Option<String>,
}

/// Why something cannot be set; the message says what can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCorrection {
    #[error(
        "there is no such field; there are name, headline, summary, location, skills/ID and experience/KEY"
    )]
    UnknownField,
    #[error("a person needs a name: write one, or take the correction back")]
    NameMissing,
    #[error("a wrong skill or position can be taken away, not rewritten: leave the value out")]
    NotSettable,
    #[error("expected at most {limit} characters")]
    TooLong { limit: usize },
}

impl Correction {
    /// `None` as the value says that the sources are wrong and nothing is right.
    pub fn new(field: Correctable, value: Option<&str>) -> Result<Self, InvalidCorrection> {
        let value = value.map(tidy).filter(|value| !value.is_empty());
        let limit = match field {
            Correctable::Summary => SUMMARY_CHARS,
            _ => VALUE_CHARS,
        };
        match (&field, &value) {
            (Correctable::Name, None) => Err(InvalidCorrection::NameMissing),
            (Correctable::Skill(_) | Correctable::Position(_), Some(_)) => {
                Err(InvalidCorrection::NotSettable)
            }
            (_, Some(value)) if value.chars().count() > limit => Err(InvalidCorrection::TooLong { limit }),
            _ => Ok(Self { field, value }),
        }
    }

    #[must_use]
    pub const fn field(&self) -> &Correctable {
        &self.field
    }

    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }
}

/// Without what databases and lines of a page cannot hold.
fn tidy(value: &str) -> String {
    let kept: String = value
        .replace("\r\n", "\n")
        .chars()
        .filter(|letter| *letter == '\n' || !letter.is_control())
        .collect();
    kept.trim().to_owned()
}

/// Applies what was set by hand; `place` reads the words of a place.
#[must_use]
pub fn correct(
    mut profile: Profile,
    corrections: &[Correction],
    place: impl Fn(&str) -> Location,
) -> Profile {
    for Correction { field, value } in corrections {
        match field {
            Correctable::Name => profile.name.clone_from(value),
            Correctable::Headline => profile.headline.clone_from(value),
            Correctable::Summary => profile.summary.clone_from(value),
            Correctable::Location => profile.location = value.as_deref().map(&place),
            Correctable::Skill(id) => without_skill(&mut profile, id),
            Correctable::Position(key) => profile.experience.retain(|position| !is_of(key, position)),
        }
        let path = field.to_string();
        // What the sources say is no evidence of this.
        profile.evidence.remove(&path);
        profile.corrections.push(path);
    }
    profile.corrections.sort();
    profile.corrections.dedup();
    profile
}

fn without_skill(profile: &mut Profile, id: &str) {
    profile.skills.retain(|skill| skill.id != id);
    let of_positions = profile.experience.iter_mut().map(|position| &mut position.skills);
    let of_projects = profile.projects.iter_mut().map(|project| &mut project.skills);
    for skills in of_positions.chain(of_projects) {
        skills.retain(|skill| skill != id);
    }
}

/// By what a position is known: its employer's id, its start and its title, `-` for what is unknown.
#[must_use]
pub fn position_key(position: &Position) -> String {
    let company = position.company.as_ref().map_or(UNKNOWN, |company| &company.id);
    let start = position
        .start
        .map_or_else(|| UNKNOWN.to_owned(), |start| start.to_string());
    let title = position
        .title
        .as_deref()
        .map(slugged)
        .filter(|title| !title.is_empty());
    format!("{company}/{start}/{}", title.as_deref().unwrap_or(UNKNOWN))
}

/// Says whether a key is that of a position, whose start may be known more exactly by now.
fn is_of(key: &str, position: &Position) -> bool {
    let own = position_key(position);
    let (Some((company, start, title)), Some((own_company, own_start, own_title))) =
        (parts(key), parts(&own))
    else {
        return false;
    };
    let starts_agree = start.starts_with(own_start)
        || own_start.starts_with(start)
        || start == UNKNOWN
        || own_start == UNKNOWN;
    company == own_company && title == own_title && starts_agree
}

fn parts(key: &str) -> Option<(&str, &str, &str)> {
    let (rest, title) = key.rsplit_once('/')?;
    let (company, start) = rest.rsplit_once('/')?;
    Some((company, start, title))
}

fn slugged(text: &str) -> String {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

impl fmt::Display for Correctable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.write_str("name"),
            Self::Headline => f.write_str("headline"),
            Self::Summary => f.write_str("summary"),
            Self::Location => f.write_str("location"),
            Self::Skill(id) => write!(f, "skills/{id}"),
            Self::Position(key) => write!(f, "experience/{key}"),
        }
    }
}

impl FromStr for Correctable {
    type Err = InvalidCorrection;

    fn from_str(path: &str) -> Result<Self, InvalidCorrection> {
        let is_short = path.chars().count() <= VALUE_CHARS && !path.contains(char::is_control);
        match path.split_once('/') {
            Some(("skills", id)) if is_short && !id.is_empty() => Ok(Self::Skill(id.to_owned())),
            Some(("experience", key)) if is_short && !key.is_empty() => Ok(Self::Position(key.to_owned())),
            Some(_) => Err(InvalidCorrection::UnknownField),
            None => match path {
                "name" => Ok(Self::Name),
                "headline" => Ok(Self::Headline),
                "summary" => Ok(Self::Summary),
                "location" => Ok(Self::Location),
                _ => Err(InvalidCorrection::UnknownField),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Company, Evidence, PartialDate, Skill, SourceId, Via};

    fn nowhere(raw: &str) -> Location {
        Location {
            raw: raw.to_owned(),
            ..Location::default()
        }
    }

    fn corrected(profile: Profile, corrections: &[(&str, Option<&str>)]) -> Profile {
        let corrections: Vec<_> = corrections
            .iter()
            .map(|(path, value)| Correction::new(path.parse().unwrap(), *value).unwrap())
            .collect();
        correct(profile, &corrections, nowhere)
    }

    fn read() -> Profile {
        let evidence = Evidence {
            source: SourceId::new("s"),
            start: 0,
            end: 3,
            quote: "Ada".to_owned(),
            via: Via::Heading,
        };
        Profile {
            name: Some("Ada".to_owned()),
            headline: Some("Wizard".to_owned()),
            skills: vec![Skill {
                id: "go".to_owned(),
                name: "Go".to_owned(),
                category: None,
                level: None,
                years: None,
                last_used: None,
                weight: 1.0,
                evidence: Vec::new(),
            }],
            experience: vec![Position {
                company: Some(Company {
                    id: "acme".to_owned(),
                    name: "Acme".to_owned(),
                    raw: "Acme".to_owned(),
                }),
                title: Some("Senior Engineer".to_owned()),
                start: PartialDate::new(2019, Some(3)),
                skills: vec!["go".to_owned()],
                ..Position::default()
            }],
            evidence: [("name".to_owned(), vec![evidence])].into(),
            ..Profile::default()
        }
    }

    #[test]
    fn what_was_set_by_hand_stands_and_is_listed() {
        let profile = corrected(
            read(),
            &[
                ("name", Some(" Ada Quill ")),
                ("headline", None),
                ("location", Some("Pune")),
            ],
        );
        assert_eq!(profile.name.as_deref(), Some("Ada Quill"));
        assert_eq!(profile.headline, None);
        assert_eq!(profile.location, Some(nowhere("Pune")));
        assert_eq!(profile.corrections, ["headline", "location", "name"]);
        assert!(!profile.evidence.contains_key("name"), "no source says so");
    }

    #[test]
    fn a_wrong_fact_is_taken_away_wherever_it_is_told() {
        let profile = corrected(read(), &[("skills/go", None)]);
        assert!(profile.skills.is_empty() && profile.experience[0].skills.is_empty());
        let key = position_key(&read().experience[0]);
        assert_eq!(key, "acme/2019-03/senior-engineer");
        let profile = corrected(read(), &[(&format!("experience/{key}"), None)]);
        assert_eq!(profile.experience, []);
        let less_exact = corrected(read(), &[("experience/acme/2019/senior-engineer", None)]);
        assert_eq!(less_exact.experience, []);
        let another = corrected(read(), &[("experience/acme/2015/senior-engineer", None)]);
        assert_eq!(another.experience.len(), 1);
    }

    #[test]
    fn what_cannot_be_set_is_refused() {
        let refused = |path: &str, value| {
            path.parse()
                .and_then(|field| Correction::new(field, value))
                .unwrap_err()
        };
        assert_eq!(refused("names", Some("Ada")), InvalidCorrection::UnknownField);
        assert_eq!(refused("skills/", None), InvalidCorrection::UnknownField);
        assert_eq!(refused("name", Some(" ")), InvalidCorrection::NameMissing);
        assert_eq!(refused("skills/go", Some("Go")), InvalidCorrection::NotSettable);
        let long = "a".repeat(VALUE_CHARS + 1);
        assert_eq!(
            refused("headline", Some(&long)),
            InvalidCorrection::TooLong { limit: VALUE_CHARS }
        );
    }

    #[test]
    fn a_field_is_read_as_it_is_written() {
        for path in [
            "name",
            "location",
            "skills/c++",
            "experience/acme/2019-03/senior-engineer",
        ] {
            assert_eq!(path.parse::<Correctable>().unwrap().to_string(), path);
        }
    }
}
