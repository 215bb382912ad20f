//! Which business domains and which kinds of engineering? From employers, titles, cues in the text and the weight of skills.

use std::collections::BTreeMap;

use super::document::Kind;
use super::reading::Reading;
use super::sections::Section;
use super::titles;
use crate::profile::{Domain, Evidence, Profile, Via};

/// The most industries and specialties of one person.
const MAX_INDUSTRIES: usize = 6;
const MAX_SPECIALTIES: usize = 5;

/// The support that an industry or a specialty needs.
const ENOUGH: f32 = 1.0;

/// Supports of domains, by id.
#[derive(Debug, Default)]
struct Tally {
    domains: BTreeMap<String, (f32, Vec<Evidence>)>,
}

impl Tally {
    fn add(&mut self, id: &str, support: f32, evidence: Option<&Evidence>) {
        let (total, known) = self.domains.entry(id.to_owned()).or_default();
        *total += support;
        if let Some(evidence) = evidence
            && known.len() < 6
            && !known.contains(evidence)
        {
            known.push(evidence.clone());
        }
    }

    /// Returns the domains with enough support, the strongest first.
    fn best(self, most: usize, name: impl Fn(&str) -> String) -> Vec<Domain> {
        let mut domains: Vec<_> = self
            .domains
            .into_iter()
            .filter(|(_, (support, _))| *support >= ENOUGH)
            .collect();
        domains.sort_by(|(left, (a, _)), (right, (b, _))| b.total_cmp(a).then_with(|| left.cmp(right)));
        domains
            .into_iter()
            .take(most)
            .map(|(id, (support, evidence))| Domain {
                name: name(&id),
                weight: (support / (support + 1.5) * 1000.0).round() / 1000.0,
                evidence,
                id,
            })
            .collect()
    }
}

/// Reads both kinds of domains into a profile whose roles and skills are known.
pub(super) fn read(reading: &Reading<'_>, profile: &mut Profile) {
    let taxonomy = reading.taxonomy;
    let name_of = |id: &str, known: Option<&crate::taxonomy::Domain>| {
        known.map_or_else(|| id.to_owned(), |domain| domain.name.clone())
    };
    profile.domains.industries =
        industries(reading, profile).best(MAX_INDUSTRIES, |id| name_of(id, taxonomy.industry(id)));
    profile.domains.specialties =
        specialties(reading, profile).best(MAX_SPECIALTIES, |id| name_of(id, taxonomy.specialty(id)));
}

fn industries(reading: &Reading<'_>, profile: &Profile) -> Tally {
    let mut tally = Tally::default();
    for role in &profile.experience {
        for industry in &role.industries {
            tally.add(industry, 1.2, role.evidence.first());
        }
    }
    for (index, block) in reading.blocks() {
        let section = reading.section(index);
        let strength = match section {
            Section::Experience | Section::Projects | Section::Open | Section::About => 0.8,
            _ => continue,
        };
        if block.kind == Kind::Code && section == Section::Open {
            continue;
        }
        let mut seen: Vec<&str> = Vec::new();
        for mention in reading.taxonomy.industry_cues_in(block.text.as_str()) {
            if seen.contains(&mention.id) {
                continue;
            }
            seen.push(mention.id);
            let evidence = reading.evidence(index, &mention.span, Via::Prose);
            let support = if mention.ambiguous { 0.3 } else { 1.0 };
            tally.add(mention.id, strength * support, Some(&evidence));
        }
    }
    tally
}

fn specialties(reading: &Reading<'_>, profile: &Profile) -> Tally {
    let mut tally = Tally::default();
    let headline = profile.headline.iter().map(|headline| {
        (
            headline.as_str(),
            profile
                .evidence
                .get("headline")
                .and_then(|evidence| evidence.first()),
            2.0,
        )
    });
    let titles = profile
        .experience
        .iter()
        .filter_map(|role| Some((role.title.as_deref()?, role.evidence.first(), 0.9)));
    for (title, evidence, support) in headline.chain(titles) {
        for function in titles::functions(title) {
            tally.add(function, support, evidence);
        }
    }
    for (index, block) in reading.blocks() {
        let section = reading.section(index);
        let strength = match section {
            Section::Open | Section::About => 0.8,
            Section::Skills | Section::Experience | Section::Projects => 0.35,
            _ => continue,
        };
        let mut seen: Vec<&str> = Vec::new();
        for mention in reading.taxonomy.specialty_cues_in(block.text.as_str()) {
            if seen.contains(&mention.id) {
                continue;
            }
            seen.push(mention.id);
            let evidence = reading.evidence(index, &mention.span, Via::Prose);
            let support = if mention.ambiguous { 0.4 } else { 1.0 };
            tally.add(mention.id, strength * support, Some(&evidence));
        }
    }
    by_skills(reading, profile, &mut tally);
    tally
}

/// The share of a person's skills that speaks for a specialty, as support.
fn by_skills(reading: &Reading<'_>, profile: &Profile, tally: &mut Tally) {
    let mut mass: BTreeMap<&str, (f32, Option<&Evidence>)> = BTreeMap::new();
    let mut total = 0.0;
    for skill in &profile.skills {
        total += skill.weight;
        for specialty in reading.taxonomy.specialties_of_skill(&skill.id) {
            let (sum, evidence) = mass.entry(specialty.as_str()).or_default();
            *sum += skill.weight;
            *evidence = evidence.or(skill.evidence.first());
        }
    }
    for (specialty, (sum, evidence)) in mass {
        let share = sum / total.max(2.0);
        let support = (share * 2.0).min(0.8) + (sum / 10.0).min(0.4);
        tally.add(specialty, support, evidence);
    }
}
