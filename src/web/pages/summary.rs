//! A person in a few lines: what cards in lists of people show.

use serde::Serialize;

use super::format;
use super::names::Names;
use crate::profile::{Position, Profile};
use crate::resolve;
use crate::store::Person;

/// What every list of people shows of one.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) monogram: Monogram,
    pub(super) headline: Option<String>,
    /// What the person does now, where the sources say so.
    pub(super) role: Option<Role>,
    pub(super) place: Option<String>,
    pub(super) years: Option<f32>,
    /// Whether a place that the profile rests on cannot be read any more.
    pub(super) is_stale: bool,
}

/// A current position.
#[derive(Debug, Serialize)]
pub(super) struct Role {
    title: Option<String>,
    company: Option<String>,
}

/// The letters and the tint that stand for a person where there is no picture.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Monogram {
    letters: String,
    /// One of [`TINTS`], always the same for the same name.
    tint: u32,
}

/// How many tints the style sheet has.
const TINTS: u32 = 6;

impl Monogram {
    pub(super) fn new(name: &str) -> Self {
        let mut initials = name
            .split_whitespace()
            .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
        let letters: String = initials.next().into_iter().chain(initials.next_back()).collect();
        let tint = name.chars().fold(7_u32, |sum, letter| {
            sum.wrapping_mul(31).wrapping_add(letter.into())
        }) % TINTS;
        Self {
            letters: if letters.is_empty() {
                "?".to_owned()
            } else {
                letters.to_uppercase()
            },
            tint,
        }
    }
}

/// What a person without a name is called.
pub(super) const NAMELESS: &str = "Name not given";

impl Summary {
    pub(super) fn new(person: &Person, names: &Names<'_>) -> Self {
        let profile = &person.profile;
        let name = profile.name.clone().unwrap_or_else(|| NAMELESS.to_owned());
        Self {
            slug: person.slug.clone(),
            monogram: Monogram::new(profile.name.as_deref().unwrap_or_default()),
            name,
            headline: profile.headline.clone(),
            role: current_role(profile),
            place: profile.location.as_ref().map(|location| names.location(location)),
            years: profile.years_experience.best(),
            is_stale: person.stale_since.is_some(),
        }
    }
}

/// A position in one line: "Engineer at Acme, 2019 – now".
pub(super) fn told(position: &Position) -> String {
    let title = position.title.as_deref().unwrap_or("A role");
    let start = position.start.map(|start| start.to_string());
    let end = position.end.map(|end| end.to_string());
    let company = position.company.as_ref();
    let at = company
        .map(|company| format!(" at {}", company.name))
        .unwrap_or_default();
    match format::period(start.as_deref(), end.as_deref()) {
        when if when.is_empty() => format!("{title}{at}"),
        when => format!("{title}{at}, {when}"),
    }
}

/// Returns the position that counts where sources name several; nothing where nothing goes on.
fn current_role(profile: &Profile) -> Option<Role> {
    let position = *resolve::current_positions(profile).first()?;
    Some(Role {
        title: position.title.clone(),
        company: position.company.as_ref().map(|company| company.name.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::DateEnd;

    fn letters(name: &str) -> String {
        Monogram::new(name).letters
    }

    #[test]
    fn a_monogram_has_the_first_and_the_last_initial() {
        assert_eq!(letters("Ira Okafor"), "IO");
        assert_eq!(letters("ana de la cruz"), "AC");
        assert_eq!(letters("Prince"), "P");
        assert_eq!(letters("\"Q\" (dev)"), "QD");
        assert_eq!(letters("…"), "?");
    }

    #[test]
    fn a_role_that_has_ended_is_not_shown_as_current() {
        let role = |title: &str, end| Position {
            title: Some(title.to_owned()),
            end,
            ..Position::default()
        };
        let profile = Profile {
            experience: vec![role("Student", None), role("Engineer", Some(DateEnd::Present))],
            ..Profile::default()
        };
        assert_eq!(current_role(&profile).unwrap().title.as_deref(), Some("Engineer"));
    }
}
