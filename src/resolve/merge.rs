//! Merging what the sources of one person say.

use std::collections::{BTreeMap, BTreeSet};

use super::name::{same_name, word_count};
use super::place::{exactness, may_be_one};
use super::positions;
use super::rank::{Rank, Ranked, foremost, ranked};
use super::unite::{Account, keep_greater, keep_longer, keep_more, unite_evidence, united, weight};
use crate::profile::{Domain, Domains, Evidence, Location, Profile, YearsExperience};

/// Merges what the sources of one person say. The order of the drafts does not matter, nor does a draft that is given again.
///
/// One draft, however often it is given, comes back as it is. Of several, lists are united by what each entry is about,
/// with all the evidence. A field that holds one value is as the newest first-hand source has it that states it (a draft
/// says of what kind and age it is by its `sources`); what is stated by a service counts where nothing else is said, and
/// between equals the one that says more. The same name or place told more fully by another source is no contradiction:
/// the fuller form is kept.
///
/// All drafts have to be given at once: a merged profile no longer knows which source each of its fields is from.
#[must_use]
pub fn merge(drafts: &[Profile]) -> Profile {
    match drafts {
        [] => Profile::default(),
        [first, rest @ ..] if rest.iter().all(|draft| draft == first) => first.clone(),
        _ => merged(&ranked(drafts)),
    }
}

fn merged(drafts: &[Ranked<'_>]) -> Profile {
    let mut merged = scalars(drafts);
    merged.evidence = scalar_evidence(&merged, drafts);
    merged.emails = all(drafts, |draft| &draft.emails);
    merged.links = all(drafts, |draft| &draft.links);
    merged.skills = all(drafts, |draft| &draft.skills);
    merged
        .skills
        .sort_by(|one, other| other.weight.total_cmp(&one.weight));
    merged.experience = positions::united(drafts);
    merged.projects = all(drafts, |draft| &draft.projects);
    merged.education = all(drafts, |draft| &draft.education);
    merged.certifications = all(drafts, |draft| &draft.certifications);
    merged.domains = Domains {
        industries: by_weight(all(drafts, |draft| &draft.domains.industries)),
        specialties: by_weight(all(drafts, |draft| &draft.domains.specialties)),
    };
    merged.writing = all(drafts, |draft| &draft.writing);
    merged.languages = all(drafts, |draft| &draft.languages);
    merged.open_source = united(drafts.iter().filter_map(|it| it.draft.open_source.clone())).pop();
    merged.sources = all(drafts, |draft| &draft.sources);
    let corrections: BTreeSet<_> = drafts.iter().flat_map(|it| &it.draft.corrections).collect();
    merged.corrections = corrections.into_iter().cloned().collect();
    merged
}

fn all<T: Account>(drafts: &[Ranked<'_>], list: impl Fn(&Profile) -> &Vec<T>) -> Vec<T> {
    united(drafts.iter().flat_map(|it| list(it.draft).iter().cloned()))
}

fn by_weight(mut domains: Vec<Domain>) -> Vec<Domain> {
    domains.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    domains
}

/// The fields that hold one value.
fn scalars(drafts: &[Ranked<'_>]) -> Profile {
    let text =
        |says: fn(&Profile) -> Option<&str>| foremost(drafts, says, |text| weight(text)).map(str::to_owned);
    let mut chosen = Profile {
        name: name(drafts).map(str::to_owned),
        headline: text(|draft| draft.headline.as_deref()),
        summary: text(|draft| draft.summary.as_deref()),
        location: location(drafts).cloned(),
        seniority: foremost(drafts, |draft| draft.seniority, |seniority| *seniority),
        ..Profile::default()
    };
    let stated = |draft: &Profile| draft.years_experience.stated;
    chosen.years_experience = YearsExperience {
        stated: foremost(drafts, stated, |years| years.to_bits()),
        computed: None,
    };
    for Ranked { draft, .. } in drafts {
        keep_greater(&mut chosen.id, draft.id);
        keep_longer(&mut chosen.slug, draft.slug.clone());
        keep_more(
            &mut chosen.years_experience.computed,
            draft.years_experience.computed,
        );
    }
    chosen
}

/// The name as the foremost source has it, in its fullest form: who is "Ada" there may be "Ada Quill" elsewhere.
pub(super) fn name<'p>(drafts: &[Ranked<'p>]) -> Option<&'p str> {
    let foremost = foremost(drafts, |draft| draft.name.as_deref(), |name| weight(name))?;
    drafts
        .iter()
        .filter_map(|it| Some((it.rank, it.draft.name.as_deref()?)))
        .filter(|(_, name)| same_name(foremost, name))
        .max_by_key(|&(rank, name)| (word_count(name), rank, weight(name)))
        .map_or(Some(foremost), |(_, name)| Some(name))
}

/// The place as the foremost source has it, as exactly as any source knows it.
pub(super) fn location<'p>(drafts: &[Ranked<'p>]) -> Option<&'p Location> {
    let foremost = foremost(drafts, |draft| draft.location.as_ref(), |place| exactness(place))?;
    let fuller = |&(rank, place): &(Rank<'p>, &'p Location)| {
        let (known, rest) = exactness(place);
        (known, rank, rest)
    };
    drafts
        .iter()
        .filter_map(|it| Some((it.rank, it.draft.location.as_ref()?)))
        .filter(|(_, place)| may_be_one(foremost, place))
        .max_by(|one, other| fuller(one).cmp(&fuller(other)))
        .map_or(Some(foremost), |(_, place)| Some(place))
}

/// The evidence of what was chosen, from all who say the same.
fn scalar_evidence(chosen: &Profile, drafts: &[Ranked<'_>]) -> BTreeMap<String, Vec<Evidence>> {
    let mut evidence: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for Ranked { draft, .. } in drafts {
        for (field, found) in &draft.evidence {
            if agree(field, chosen, draft) {
                let known = evidence.entry(field.clone()).or_default();
                unite_evidence(known, found.clone());
            }
        }
    }
    evidence
}

fn agree(field: &str, one: &Profile, other: &Profile) -> bool {
    match field {
        "name" => one.name == other.name,
        "headline" => one.headline == other.headline,
        "summary" => one.summary == other.summary,
        "location" => one.location == other.location,
        "years_experience" => one.years_experience.stated == other.years_experience.stated,
        "seniority" => one.seniority == other.seniority,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Company, DateEnd, PartialDate, Position, Source, SourceId};

    fn named(name: &str) -> Profile {
        Profile {
            name: Some(name.to_owned()),
            ..Profile::default()
        }
    }

    fn with_position(start: u16, end: Option<DateEnd>) -> Profile {
        let position = Position {
            title: Some("Engineer".to_owned()),
            start: PartialDate::new(start, None),
            end,
            ..Position::default()
        };
        Profile {
            experience: vec![position],
            ..Profile::default()
        }
    }

    #[test]
    fn nothing_merged_is_nothing() {
        assert_eq!(merge(&[]), Profile::default());
    }

    #[test]
    fn the_name_that_says_more_is_kept() {
        let merged = merge(&[named("Ada Example"), named("Ada")]);
        assert_eq!(merged.name.as_deref(), Some("Ada Example"));
    }

    #[test]
    fn a_position_that_one_source_knows_to_have_ended_has_ended() {
        let ended = Some(DateEnd::On(PartialDate::new(2021, None).unwrap()));
        let merged = merge(&[
            with_position(2019, Some(DateEnd::Present)),
            with_position(2019, ended),
        ]);
        assert_eq!(merged.experience.len(), 1);
        assert_eq!(merged.experience[0].end, ended);
    }

    #[test]
    fn the_latest_position_comes_first() {
        let merged = merge(&[with_position(2015, None), with_position(2019, None)]);
        let starts: Vec<_> = merged
            .experience
            .iter()
            .filter_map(|position| position.start.map(|start| start.year()))
            .collect();
        assert_eq!(starts, [2019, 2015]);
    }

    /// A draft read of a text of this kind on this day of 2025.
    fn of(kind: &str, month: u8, profile: Profile) -> Profile {
        let source = Source {
            id: SourceId::new(format!("{kind} of month {month}")),
            kind: kind.to_owned(),
            locator: String::new(),
            fetched_at: Some(format!("2025-{month:02}-01T00:00:00Z")),
            sha256: String::new(),
        };
        Profile {
            sources: vec![source],
            ..profile
        }
    }

    fn headed(headline: &str) -> Profile {
        Profile {
            headline: Some(headline.to_owned()),
            ..Profile::default()
        }
    }

    #[test]
    fn the_newest_first_hand_source_says_what_is_true() {
        let merged = merge(&[
            of("markdown", 1, headed("Backend engineer at a large company")),
            of("text", 3, headed("Platform engineer")),
            of("account", 6, headed("Making things")),
        ]);
        assert_eq!(merged.headline.as_deref(), Some("Platform engineer"));
    }

    #[test]
    fn what_only_a_service_states_is_kept() {
        let merged = merge(&[
            of("markdown", 1, named("Ada Quill")),
            of("account", 1, headed("Engineer")),
        ]);
        assert_eq!(merged.headline.as_deref(), Some("Engineer"));
        assert_eq!(merged.name.as_deref(), Some("Ada Quill"));
    }

    #[test]
    fn a_name_is_told_as_fully_as_any_source_has_it() {
        let merged = merge(&[
            of("markdown", 6, named("Ada")),
            of("account", 1, named("Ada Quill")),
        ]);
        assert_eq!(merged.name.as_deref(), Some("Ada Quill"));
        let merged = merge(&[
            of("markdown", 6, named("Bea")),
            of("account", 1, named("Ada Quill")),
        ]);
        assert_eq!(merged.name.as_deref(), Some("Bea"));
    }

    fn living(city: Option<&str>, country: &str) -> Profile {
        Profile {
            location: Some(Location {
                raw: city.unwrap_or(country).to_owned(),
                city: city.map(str::to_owned),
                region: None,
                country: Some(country.to_owned()),
            }),
            ..Profile::default()
        }
    }

    #[test]
    fn a_place_is_the_newest_as_exactly_as_it_is_known() {
        let (pune, delhi, india) = (
            living(Some("Pune"), "IN"),
            living(Some("Delhi"), "IN"),
            living(None, "IN"),
        );
        let city = |drafts: &[Profile]| merge(drafts).location.and_then(|place| place.city);
        let moved = [of("text", 1, pune.clone()), of("text", 2, delhi)];
        assert_eq!(city(&moved).as_deref(), Some("Delhi"));
        let vague = [of("text", 1, pune), of("text", 2, india)];
        assert_eq!(city(&vague).as_deref(), Some("Pune"));
    }

    fn working(title: Option<&str>, start: Option<(u16, Option<u8>)>, end: Option<DateEnd>) -> Profile {
        let position = Position {
            company: Some(Company {
                id: "acme".to_owned(),
                name: "Acme".to_owned(),
                raw: "Acme".to_owned(),
            }),
            title: title.map(str::to_owned),
            start: start.and_then(|(year, month)| PartialDate::new(year, month)),
            end,
            ..Position::default()
        };
        Profile {
            experience: vec![position],
            ..Profile::default()
        }
    }

    #[test]
    fn one_position_told_more_and_less_exactly_is_one() {
        let merged = merge(&[
            working(Some("Engineer"), Some((2019, Some(3))), Some(DateEnd::Present)),
            working(Some("Senior Engineer"), Some((2019, None)), None),
            working(None, None, Some(DateEnd::Present)),
        ]);
        assert_eq!(merged.experience.len(), 1, "{:?}", merged.experience);
        assert_eq!(merged.experience[0].start, PartialDate::new(2019, Some(3)));
        assert_eq!(merged.experience[0].title.as_deref(), Some("Senior Engineer"));
    }

    #[test]
    fn two_positions_at_one_company_stay_two() {
        let junior = working(
            Some("Engineer"),
            Some((2015, None)),
            Some(DateEnd::On(PartialDate::new(2019, None).unwrap())),
        );
        let lead = working(Some("Team Lead"), Some((2019, None)), Some(DateEnd::Present));
        assert_eq!(merge(&[junior.clone(), lead.clone()]).experience.len(), 2);
        let mut both = junior;
        both.experience.extend(lead.experience.clone());
        let undated = working(None, None, Some(DateEnd::Present));
        let merged = merge(&[both, undated]);
        assert_eq!(
            merged.experience.len(),
            2,
            "a company without dates is the position that goes on"
        );
    }

    #[test]
    fn the_newer_source_knows_whether_a_position_goes_on() {
        let ended = Some(DateEnd::On(PartialDate::new(2021, None).unwrap()));
        let start = Some((2019, None));
        let older = of("text", 1, working(Some("Engineer"), start, ended));
        let newer = of(
            "text",
            2,
            working(Some("Engineer"), start, Some(DateEnd::Present)),
        );
        assert_eq!(merge(&[newer, older]).experience[0].end, Some(DateEnd::Present));
    }
}
