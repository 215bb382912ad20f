//! Where do the sources of one person disagree?

use super::correct::{Correctable, Correction, position_key};
use super::name::same_name;
use super::place::may_be_one;
use super::positions::{self, Account, same_text};
use super::rank::{Rank, Ranked, ranked};
use crate::profile::{DateEnd, Location, PartialDate, Position, Profile, SourceId};

/// Something that sources tell differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// `name`, `location`, `employer` (two current ones), or a position's path with `/title` or `/dates` behind it.
    pub field: String,
    /// What it is said of, where the field alone does not tell: "Engineer at Acme".
    pub about: Option<String>,
    /// What counts comes first, then the newest.
    pub alternatives: Vec<Alternative>,
}

/// What one source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    pub value: String,
    /// The newest that says so; `None` where somebody set it by hand.
    pub source: Option<SourceId>,
    /// Whether the profile has it so.
    pub counts: bool,
}

/// Something that a draft says, with the weight of its word.
struct Said<'p, T> {
    rank: Rank<'p>,
    source: Option<SourceId>,
    value: T,
}

/// Returns where the drafts of one person, one a source, contradict each other or what was set by hand. More and less exact
/// accounts of one thing are no contradiction.
///
/// The headline is left out: everybody writes another one everywhere.
#[must_use]
pub fn conflicts(drafts: &[Profile], corrections: &[Correction]) -> Vec<Conflict> {
    let drafts = &ranked(drafts);
    let by_hand = |field: &Correctable| corrections.iter().find(|correction| correction.field() == field);
    let name = differing(said(drafts, |draft| draft.name.clone()), |one, other| {
        same_name(one, other)
    });
    let location = differing(said(drafts, |draft| draft.location.clone()), may_be_one);
    let mut found: Vec<Conflict> = [
        ("name", texts(name, Clone::clone), by_hand(&Correctable::Name)),
        (
            "location",
            texts(location, |place: &Location| place.raw.clone()),
            by_hand(&Correctable::Location),
        ),
        ("headline", headline(drafts), by_hand(&Correctable::Headline)),
    ]
    .into_iter()
    .filter_map(|(field, said, by_hand)| scalar(field, said, by_hand))
    .collect();
    found.extend(employers(drafts));
    found.extend(of_positions(drafts));
    found
}

/// What the drafts say of one thing, the foremost first.
fn said<'p, T>(drafts: &[Ranked<'p>], says: impl Fn(&'p Profile) -> Option<T>) -> Vec<Said<'p, T>> {
    let mut all: Vec<_> = drafts
        .iter()
        .filter_map(|it| {
            Some(Said {
                rank: it.rank,
                source: it.draft.sources.first().map(|source| source.id.clone()),
                value: says(it.draft)?,
            })
        })
        .collect();
    all.sort_by(|one, other| (other.rank, &other.source).cmp(&(one.rank, &one.source)));
    all
}

/// Those that differ from all before them.
fn differing<T>(said: Vec<Said<'_, T>>, agree: impl Fn(&T, &T) -> bool) -> Vec<Said<'_, T>> {
    let mut differing: Vec<Said<'_, T>> = Vec::new();
    for it in said {
        if differing.iter().all(|known| !agree(&known.value, &it.value)) {
            differing.push(it);
        }
    }
    differing
}

fn texts<T>(said: Vec<Said<'_, T>>, text: impl Fn(&T) -> String) -> Vec<Alternative> {
    let alternatives = said.into_iter().enumerate().map(|(place, it)| Alternative {
        value: text(&it.value),
        source: it.source,
        counts: place == 0,
    });
    alternatives.collect()
}

/// What the foremost source has as its headline: of interest only beside one that was set by hand.
fn headline(drafts: &[Ranked<'_>]) -> Vec<Alternative> {
    let mut said = said(drafts, |draft| draft.headline.clone());
    said.truncate(1);
    texts(said, Clone::clone)
}

/// A field that holds one value, which may be set by hand.
fn scalar(field: &str, said: Vec<Alternative>, by_hand: Option<&Correction>) -> Option<Conflict> {
    let mut alternatives = said;
    if let Some(correction) = by_hand {
        let value = correction.value().unwrap_or_default();
        alternatives.retain(|it| !it.value.eq_ignore_ascii_case(value));
        for alternative in &mut alternatives {
            alternative.counts = false;
        }
        let set = Alternative {
            value: value.to_owned(),
            source: None,
            counts: true,
        };
        alternatives.insert(0, set);
    }
    conflict(field.to_owned(), None, alternatives)
}

fn conflict(field: String, about: Option<String>, alternatives: Vec<Alternative>) -> Option<Conflict> {
    (alternatives.len() > 1).then_some(Conflict {
        field,
        about,
        alternatives,
    })
}

/// Sources that each name current employers, and none that the other names. All of them stay in the profile, for somebody
/// may well work for two.
fn employers(drafts: &[Ranked<'_>]) -> Option<Conflict> {
    let current = said(drafts, |draft| {
        let mut names: Vec<(String, String)> = draft
            .experience
            .iter()
            .filter(|position| position.is_current())
            .filter_map(|position| position.company.as_ref())
            .map(|company| (company.id.clone(), company.name.clone()))
            .collect();
        names.sort();
        names.dedup();
        (!names.is_empty()).then_some(names)
    });
    let share_one = |one: &Vec<(String, String)>, other: &Vec<(String, String)>| {
        one.iter()
            .any(|(id, _)| other.iter().any(|(theirs, _)| id == theirs))
    };
    let names = |employers: &Vec<(String, String)>| {
        let names: Vec<_> = employers.iter().map(|(_, name)| name.as_str()).collect();
        names.join(", ")
    };
    let alternatives = texts(differing(current, share_one), names);
    conflict("employer".to_owned(), None, alternatives)
}

fn of_positions(drafts: &[Ranked<'_>]) -> Vec<Conflict> {
    let groups = positions::groups(drafts);
    let mut found = Vec::new();
    for (place, group) in groups.iter().enumerate() {
        let (Some(head), Some(position)) = (group.first(), positions::unite(group)) else {
            continue;
        };
        let key = format!("experience/{}", position_key(&position));
        let about = Some(called(&position));
        let titles = alternatives(
            drafts,
            group,
            |position| position.title.clone(),
            |one, other| same_text(Some(one), Some(other)),
        );
        found.extend(conflict(format!("{key}/title"), about.clone(), titles));
        let mut told: Vec<Account<'_>> = group.clone();
        let later = groups.get(place + 1..).unwrap_or_default();
        told.extend(
            later
                .iter()
                .flatten()
                .filter(|other| is_told_of(head, other))
                .cloned(),
        );
        let dates = alternatives(drafts, &told, dates, |one, other| {
            one == other || one.agrees(other)
        });
        found.extend(conflict(format!("{key}/dates"), about, dates));
    }
    found
}

/// Says whether an account of another source is of the same title at the same company, at a time that touches this one.
fn is_told_of(head: &Account<'_>, other: &Account<'_>) -> bool {
    let company = |account: &Account<'_>| {
        account
            .position
            .company
            .as_ref()
            .map(|company| company.id.clone())
    };
    head.draft != other.draft
        && company(head).is_some()
        && company(head) == company(other)
        && head.position.title.is_some()
        && same_text(head.position.title.as_deref(), other.position.title.as_deref())
        && touch(&head.position, &other.position)
}

/// Says whether two periods have more than one day in common, or begin alike; one without a start has nothing in common.
pub(super) fn touch(one: &Position, other: &Position) -> bool {
    let end = |position: &Position| match position.end {
        Some(DateEnd::On(date)) => date.first_month(),
        Some(DateEnd::Present) => u32::MAX,
        None => 0,
    };
    match (one.start, other.start) {
        (Some(start), Some(other_start)) => {
            let (start, other_start) = (start.first_month(), other_start.first_month());
            start == other_start || start < end(other) && other_start < end(one)
        }
        _ => false,
    }
}

fn alternatives<T>(
    drafts: &[Ranked<'_>],
    accounts: &[Account<'_>],
    says: impl Fn(&Position) -> Option<T>,
    agree: impl Fn(&T, &T) -> bool,
) -> Vec<Alternative>
where
    T: ToString,
{
    let mut said: Vec<_> = accounts
        .iter()
        .filter_map(|account| {
            let source = drafts.get(account.draft)?.draft.sources.first();
            Some(Said {
                rank: account.rank,
                source: source.map(|source| source.id.clone()),
                value: says(&account.position)?,
            })
        })
        .collect();
    said.sort_by(|one, other| (other.rank, &other.source).cmp(&(one.rank, &one.source)));
    texts(differing(said, agree), ToString::to_string)
}

/// A period as a source has it.
#[derive(Debug, PartialEq, Eq)]
struct Dates {
    start: Option<PartialDate>,
    end: Option<DateEnd>,
}

fn dates(position: &Position) -> Option<Dates> {
    let Position { start, end, .. } = *position;
    (start.is_some() || end.is_some()).then_some(Dates { start, end })
}

impl Dates {
    /// Says whether two accounts of a period are one, more and less exact.
    fn agrees(&self, other: &Self) -> bool {
        let starts = match (self.start, other.start) {
            (Some(one), Some(other)) => positions::agree(one, other),
            _ => true,
        };
        let ends = match (self.end, other.end) {
            (Some(DateEnd::On(one)), Some(DateEnd::On(other))) => positions::agree(one, other),
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        starts && ends
    }
}

impl std::fmt::Display for Dates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.start, self.end) {
            (Some(start), Some(end)) => write!(f, "{start} to {end}"),
            (Some(start), None) => write!(f, "from {start}"),
            (None, Some(end)) => write!(f, "until {end}"),
            (None, None) => Ok(()),
        }
    }
}

fn called(position: &Position) -> String {
    let title = position.title.as_deref().unwrap_or("A role");
    match &position.company {
        Some(company) => format!("{title} at {}", company.name),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Company, Source};

    fn draft(source: &str, read_at: &str, name: &str) -> Profile {
        Profile {
            name: Some(name.to_owned()),
            sources: vec![Source {
                id: SourceId::new(source),
                kind: "markdown".to_owned(),
                locator: source.to_owned(),
                fetched_at: Some(read_at.to_owned()),
                sha256: String::new(),
            }],
            ..Profile::default()
        }
    }

    fn old(name: &str) -> Profile {
        draft("old", "2024-01-01T00:00:00Z", name)
    }

    fn new(name: &str) -> Profile {
        draft("new", "2026-01-01T00:00:00Z", name)
    }

    fn at(mut draft: Profile, company: &str, title: &str, start: u16, end: Option<&str>) -> Profile {
        draft.experience.push(Position {
            company: Some(Company {
                id: company.to_lowercase(),
                name: company.to_owned(),
                raw: company.to_owned(),
            }),
            title: Some(title.to_owned()),
            start: PartialDate::new(start, None),
            end: end.map(|end| end.parse().unwrap()),
            ..Position::default()
        });
        draft
    }

    /// The conflicts as `field: value <- source | …`, what counts with a star.
    #[track_caller]
    fn check(drafts: &[Profile], corrections: &[Correction], expected: &[&str]) {
        let told: Vec<String> = conflicts(drafts, corrections)
            .into_iter()
            .map(|conflict| {
                let values: Vec<_> = conflict
                    .alternatives
                    .iter()
                    .map(|it| {
                        let source = it.source.as_ref().map_or("hand", SourceId::as_str);
                        format!("{}{} <- {source}", if it.counts { "*" } else { "" }, it.value)
                    })
                    .collect();
                format!("{}: {}", conflict.field, values.join(" | "))
            })
            .collect();
        assert_eq!(told, expected);
        let mut turned = drafts.to_vec();
        turned.reverse();
        assert_eq!(
            conflicts(&turned, corrections),
            conflicts(drafts, corrections),
            "order"
        );
    }

    #[test]
    fn other_spellings_are_no_conflict() {
        check(&[old("José Muñoz"), new("jose munoz")], &[], &[]);
        check(&[old("A. Quill"), new("Ada B. Quill")], &[], &[]);
        check(
            &[old("Ada Quill"), new("Ada Fenwick")],
            &[],
            &["name: *Ada Fenwick <- new | Ada Quill <- old"],
        );
    }

    #[test]
    fn two_places_are_a_conflict_and_a_less_exact_one_is_not() {
        let living = |mut draft: Profile, city: Option<&str>, country: &str| {
            draft.location = Some(Location {
                raw: city.unwrap_or(country).to_owned(),
                city: city.map(str::to_owned),
                region: None,
                country: Some(country.to_owned()),
            });
            draft
        };
        let pune = living(old("Ada"), Some("Pune"), "IN");
        check(&[pune.clone(), living(new("Ada"), None, "IN")], &[], &[]);
        check(
            &[pune, living(new("Ada"), Some("Berlin"), "DE")],
            &[],
            &["location: *Berlin <- new | Pune <- old"],
        );
    }

    #[test]
    fn two_current_employers_in_two_sources_are_a_conflict() {
        let acme = at(old("Ada"), "Acme", "Engineer", 2019, Some("present"));
        let globex = at(new("Ada"), "Globex", "Engineer", 2024, Some("present"));
        check(
            &[acme.clone(), globex.clone()],
            &[],
            &["employer: *Globex <- new | Acme <- old"],
        );
        let both = at(globex, "Acme", "Engineer", 2019, Some("present"));
        check(&[acme, both], &[], &[]);
    }

    #[test]
    fn dates_of_one_position_that_differ_are_a_conflict() {
        let ended = at(old("Ada"), "Acme", "Engineer", 2019, Some("2021"));
        let moved = at(new("Ada"), "Acme", "Engineer", 2020, Some("2021"));
        check(
            &[ended.clone(), moved],
            &[],
            &["experience/acme/2020/engineer/dates: *2020 to 2021 <- new | 2019 to 2021 <- old"],
        );
        let exact = at(new("Ada"), "Acme", "Engineer", 2019, Some("2021-05"));
        check(&[ended.clone(), exact], &[], &[]);
        let again = at(new("Ada"), "Acme", "Engineer", 2023, Some("present"));
        check(&[ended, again], &[], &[]);
    }

    #[test]
    fn titles_of_one_position_that_differ_are_a_conflict() {
        let engineer = at(old("Ada"), "Acme", "Engineer", 2019, None);
        let senior = at(new("Ada"), "Acme", "Senior Engineer", 2019, None);
        check(
            &[engineer, senior],
            &[],
            &["experience/acme/2019/senior-engineer/title: *Senior Engineer <- new | Engineer <- old"],
        );
    }

    #[test]
    fn what_was_set_by_hand_counts_and_the_source_is_still_told() {
        let by_hand = Correction::new(Correctable::Name, Some("Ada Lovage")).unwrap();
        check(
            &[old("Ada Quill")],
            std::slice::from_ref(&by_hand),
            &["name: *Ada Lovage <- hand | Ada Quill <- old"],
        );
        check(&[old("Ada Lovage")], &[by_hand], &[]);
    }
}
