//! Were the positions found, under the right company and title, with the right dates?

use super::compare::paired;
use super::same::{same_company, same_title};
use super::score::Outcome;
use super::{Gold, Role};
use crate::profile::{DateEnd, Position, Profile};

/// What the positions of one document came to.
#[derive(Debug, Default)]
pub(super) struct Career {
    pub(super) companies: Outcome,
    pub(super) roles: Outcome,
    pub(super) dates: Outcome,
    /// Hits, misses and extras of the dates of all roles.
    pub(super) all_dates: [usize; 3],
}

pub(super) fn compare(gold: &Gold, wanted: &[Role], profile: &Profile) -> Career {
    let found: Vec<Role> = profile.experience.iter().map(Role::from).collect();
    let pairs = pairs(wanted, &found);
    let mut career = Career {
        companies: companies(gold, wanted, &found),
        ..Career::default()
    };
    for (at, role) in wanted.iter().enumerate() {
        let Some((_, partner)) = pairs.iter().find(|(first, _)| *first == at) else {
            career.roles.missed.push(role.told());
            continue;
        };
        career.roles.hits += 1;
        if let Some(partner) = found.get(*partner) {
            career.dates(role, partner);
        }
    }
    let unpaired = found
        .iter()
        .enumerate()
        .filter(|(at, _)| !pairs.iter().any(|(_, second)| second == at));
    let neutral = |role: &Role| gold.experience_optional.iter().any(|other| other.is_also(role));
    career.roles.extra = unpaired
        .filter(|(_, role)| !neutral(role))
        .map(|(_, role)| role.told())
        .collect();

    let stated: usize = wanted.iter().map(Role::dates_stated).sum();
    let given: usize = found.iter().map(Role::dates_stated).sum();
    let right = career.dates.hits;
    career.all_dates = [right, stated - right, given.saturating_sub(right)];
    career
}

impl Career {
    fn dates(&mut self, wanted: &Role, found: &Role) {
        let dates = [
            (
                "from",
                wanted.start.map(DateEnd::On),
                found.start.map(DateEnd::On),
            ),
            ("until", wanted.end, found.end),
        ];
        for (word, wanted_date, found_date) in dates {
            if wanted_date.is_some_and(|wanted| found_date.is_some_and(|found| agree(wanted, found))) {
                self.dates.hits += 1;
                continue;
            }
            let told = |date: DateEnd| format!("{} {word} {date}", wanted.told());
            self.dates.missed.extend(wanted_date.map(told));
            self.dates.extra.extend(found_date.map(told));
        }
    }
}

/// Gold that knows only the year is content with any month of it.
fn agree(wanted: DateEnd, found: DateEnd) -> bool {
    match (wanted, found) {
        (DateEnd::On(wanted), DateEnd::On(found)) if wanted.month().is_none() => {
            wanted.year() == found.year()
        }
        _ => wanted == found,
    }
}

/// Pairs roles, those first that start at the same time: somebody may hold a title twice.
fn pairs(wanted: &[Role], found: &[Role]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for exactly in [true, false] {
        for (at, role) in wanted.iter().enumerate() {
            if pairs.iter().any(|(first, _)| *first == at) {
                continue;
            }
            let partner = found.iter().enumerate().position(|(other, candidate)| {
                !pairs.iter().any(|(_, second)| *second == other)
                    && role.is_also(candidate)
                    && (!exactly || role.start == candidate.start)
            });
            pairs.extend(partner.map(|partner| (at, partner)));
        }
    }
    pairs
}

fn companies(gold: &Gold, wanted: &[Role], found: &[Role]) -> Outcome {
    let mut names: Vec<&str> = Vec::new();
    for name in found.iter().filter_map(|role| role.company.as_deref()) {
        if !names.iter().any(|known| same_company(name, known)) {
            names.push(name);
        }
    }
    // An organization of which the gold only has a position is no employer, but no mistake either.
    let roles = gold.experience_optional.iter().chain(wanted);
    let neutral: Vec<&str> = roles
        .filter_map(|role| role.company.as_deref())
        .chain(gold.companies_optional.iter().map(String::as_str))
        .collect();
    paired(&gold.employers(), &neutral, &names, same_company)
}

impl Role {
    /// Says whether a found role is this one; any title will do where the gold states none.
    fn is_also(&self, found: &Self) -> bool {
        let same_employer = match (self.employer(), found.employer()) {
            (Some(wanted), Some(found)) => same_company(wanted, found),
            (wanted, found) => wanted == found,
        };
        let title = self.title.as_deref().filter(|title| !title.is_empty());
        same_employer
            && title.is_none_or(|title| {
                found
                    .title
                    .as_deref()
                    .is_some_and(|found| same_title(title, found))
            })
    }

    fn employer(&self) -> Option<&str> {
        self.company.as_deref().filter(|name| !name.is_empty())
    }

    fn dates_stated(&self) -> usize {
        usize::from(self.start.is_some()) + usize::from(self.end.is_some())
    }

    fn told(&self) -> String {
        let title = self.title.as_deref().unwrap_or("?");
        format!("{title} at {}", self.company.as_deref().unwrap_or("?"))
    }
}

impl From<&Position> for Role {
    fn from(position: &Position) -> Self {
        Self {
            company: position.company.as_ref().map(|company| company.name.clone()),
            title: position.title.clone(),
            start: position.start,
            end: position.end,
            location: position.location.clone(),
        }
    }
}
