//! Merging what the sources of one person say.

use std::collections::{BTreeMap, BTreeSet};

use super::unite::{Account, keep_greater, keep_longer, keep_more, unite_evidence, united, weight};
use crate::profile::{Domain, Domains, Evidence, Location, Profile, YearsExperience};

/// Merges what the sources of one person say; commutative, associative and idempotent.
///
/// One draft, however often it is given, comes back as it is. Of several, lists are united by what each entry is about,
/// with all the evidence; where a field holds one value, the one that says more is kept, with the evidence of all who say
/// the same.
#[must_use]
pub fn merge(drafts: &[Profile]) -> Profile {
    match drafts {
        [] => Profile::default(),
        [first, rest @ ..] if rest.iter().all(|draft| draft == first) => first.clone(),
        _ => merged(drafts),
    }
}

fn merged(drafts: &[Profile]) -> Profile {
    let mut merged = scalars(drafts);
    merged.evidence = scalar_evidence(&merged, drafts);
    merged.emails = all(drafts, |draft| &draft.emails);
    merged.links = all(drafts, |draft| &draft.links);
    merged.skills = all(drafts, |draft| &draft.skills);
    merged
        .skills
        .sort_by(|one, other| other.weight.total_cmp(&one.weight));
    merged.experience = all(drafts, |draft| &draft.experience);
    merged.projects = all(drafts, |draft| &draft.projects);
    merged.education = all(drafts, |draft| &draft.education);
    merged.certifications = all(drafts, |draft| &draft.certifications);
    merged.domains = Domains {
        industries: by_weight(all(drafts, |draft| &draft.domains.industries)),
        specialties: by_weight(all(drafts, |draft| &draft.domains.specialties)),
    };
    merged.writing = all(drafts, |draft| &draft.writing);
    merged.languages = all(drafts, |draft| &draft.languages);
    merged.open_source = united(drafts.iter().filter_map(|draft| draft.open_source.clone())).pop();
    merged.sources = all(drafts, |draft| &draft.sources);
    let corrections: BTreeSet<_> = drafts.iter().flat_map(|draft| &draft.corrections).collect();
    merged.corrections = corrections.into_iter().cloned().collect();
    merged
}

fn all<T: Account>(drafts: &[Profile], list: impl Fn(&Profile) -> &Vec<T>) -> Vec<T> {
    united(drafts.iter().flat_map(|draft| list(draft).iter().cloned()))
}

fn by_weight(mut domains: Vec<Domain>) -> Vec<Domain> {
    domains.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    domains
}

/// The fields that hold one value.
fn scalars(drafts: &[Profile]) -> Profile {
    let mut chosen = Profile::default();
    for draft in drafts {
        keep_greater(&mut chosen.id, draft.id);
        keep_longer(&mut chosen.slug, draft.slug.clone());
        keep_longer(&mut chosen.name, draft.name.clone());
        keep_longer(&mut chosen.headline, draft.headline.clone());
        keep_longer(&mut chosen.summary, draft.summary.clone());
        if chosen.location.as_ref().map(exactness) < draft.location.as_ref().map(exactness) {
            chosen.location.clone_from(&draft.location);
        }
        let YearsExperience { stated, computed } = draft.years_experience;
        keep_more(&mut chosen.years_experience.stated, stated);
        keep_more(&mut chosen.years_experience.computed, computed);
        keep_greater(&mut chosen.seniority, draft.seniority);
    }
    chosen
}

/// A place that is known exactly says more than a place in many words.
fn exactness(location: &Location) -> impl Ord + '_ {
    let Location {
        raw,
        city,
        region,
        country,
    } = location;
    let known = [city, region, country]
        .iter()
        .filter(|part| part.is_some())
        .count();
    (known, weight(raw), city, region, country)
}

/// The evidence of what was chosen, from all who say the same.
fn scalar_evidence(chosen: &Profile, drafts: &[Profile]) -> BTreeMap<String, Vec<Evidence>> {
    let mut evidence: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for draft in drafts {
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
