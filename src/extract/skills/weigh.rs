//! How much a skill weighs, how long it was used and when last; and which roles and projects show it.

use std::cmp::Reverse;

use chrono::{Datelike as _, NaiveDate};

use super::{Seen, Sighting};
use crate::extract::years;
use crate::profile::{DateEnd, Evidence, PartialDate, Position, Profile, Skill, Via};

/// How strongly one sight of a skill supports it.
const fn support(via: Via) -> f32 {
    match via {
        Via::Role => 0.45,
        Via::Project | Via::Api | Via::List | Via::Table | Via::Heading => 0.4,
        Via::Badge | Via::Code => 0.35,
        Via::Prose => 0.3,
        Via::Learning => 0.1,
    }
}

/// The most sights of one kind that add to a weight.
const COUNTED: usize = 4;

/// Writes skills into a profile, and their ids into the roles and projects that show them.
pub(in crate::extract) fn attach(seen: Seen<'_>, profile: &mut Profile, today: NaiveDate) {
    let roles: Vec<(usize, usize)> = spans(profile.experience.iter().map(|role| &role.evidence));
    let projects: Vec<(usize, usize)> = spans(profile.projects.iter().map(|project| &project.evidence));
    profile.skills.reserve(seen.skills.len());
    for sighting in seen.skills {
        let shown = owners(&roles, &sighting, Via::Role);
        for role in &shown {
            if let Some(role) = profile.experience.get_mut(*role) {
                role.skills.push(sighting.id.clone());
            }
        }
        for project in owners(&projects, &sighting, Via::Project) {
            if let Some(project) = profile.projects.get_mut(project) {
                project.skills.push(sighting.id.clone());
            }
        }
        let used: Vec<&Position> = shown
            .iter()
            .filter_map(|role| profile.experience.get(*role))
            .collect();
        let skill = skill(sighting, &used, today);
        profile.skills.push(skill);
    }
    // No weight is negative, so that its bits have its order.
    profile
        .skills
        .sort_by_cached_key(|skill| Reverse(skill.weight.to_bits()));
}

/// Where each account begins in the source, with its index, in the order of the text.
fn spans<'e>(evidence: impl Iterator<Item = &'e Vec<Evidence>>) -> Vec<(usize, usize)> {
    let mut starts: Vec<(usize, usize)> = evidence
        .enumerate()
        .filter_map(|(index, evidence)| evidence.first().map(|first| (first.start, index)))
        .collect();
    starts.sort_unstable();
    starts
}

/// Returns the accounts that show a skill, each once, in their own order.
fn owners(starts: &[(usize, usize)], sighting: &Sighting, via: Via) -> Vec<usize> {
    let shown = sighting.evidence.iter().filter(|evidence| evidence.via == via);
    let mut owners: Vec<usize> = shown
        .filter_map(|evidence| owner(starts, evidence.start))
        .collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// Returns the account that a place belongs to: the last that begins before it.
fn owner(starts: &[(usize, usize)], at: usize) -> Option<usize> {
    let next = starts.partition_point(|(start, _)| *start <= at);
    starts.get(next.checked_sub(1)?).map(|(_, index)| *index)
}

fn skill(sighting: Sighting, used: &[&Position], today: NaiveDate) -> Skill {
    Skill {
        weight: weight(&sighting),
        id: sighting.id,
        name: sighting.name,
        category: sighting.category,
        level: sighting.stated.level,
        years: sighting
            .stated
            .years
            .or_else(|| years::union(used.iter().filter_map(|role| years::months(role, today)))),
        last_used: used
            .iter()
            .filter_map(|role| last_used(role, today))
            .max_by_key(PartialDate::first_month),
        evidence: sighting.evidence,
    }
}

/// Every sight leaves less doubt; the third of a kind adds less than the first.
fn weight(sighting: &Sighting) -> f32 {
    let mut doubt = 1.0_f32;
    for (via, count) in &sighting.counts {
        let mut support = support(*via);
        for _ in 0..(*count).min(COUNTED) {
            doubt *= 1.0 - support;
            support *= 0.6;
        }
    }
    ((1.0 - doubt) * 1000.0).round() / 1000.0
}

fn last_used(role: &Position, today: NaiveDate) -> Option<PartialDate> {
    match role.end? {
        DateEnd::On(date) => Some(date),
        DateEnd::Present => PartialDate::new(
            u16::try_from(today.year()).ok()?,
            u8::try_from(today.month()).ok(),
        ),
    }
}
