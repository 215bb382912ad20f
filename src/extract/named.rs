//! What do services name? Skills behind languages, topics and tags, and the line of JSON that says so.

use std::collections::HashMap;
use std::ops::Range;

use super::document::slice;
use super::reading::Reading;
use crate::profile::{Evidence, PartialDate, Profile, Skill, Via};
use crate::taxonomy;

/// How strongly the main language of a repository supports a skill, a topic of one, and a tag of an article: what
/// somebody writes about is not what they work with.
pub(super) const LANGUAGE: f32 = 0.35;
pub(super) const TOPIC: f32 = 0.2;
pub(super) const TAG: f32 = 0.06;

/// The most evidence that a skill keeps.
const MAX_EVIDENCE: usize = 12;

/// The most bytes of a line that is quoted whole.
const LINE_BYTES: usize = 200;

/// A name that may be a skill's, as a service gives it.
#[derive(Debug)]
pub(super) struct Sight {
    pub(super) name: String,
    pub(super) span: Range<usize>,
    /// How strongly it supports the skill, 0 to 1.
    pub(super) support: f32,
    pub(super) used: Option<PartialDate>,
}

/// Skills that a service names, in the order of first sight.
#[derive(Debug, Default)]
pub(super) struct Named<'x> {
    skills: Vec<Sighting<'x>>,
    by_id: HashMap<&'x str, usize>,
}

#[derive(Debug)]
struct Sighting<'x> {
    skill: &'x taxonomy::Skill,
    /// What is left of it after all sights.
    doubt: f32,
    /// By how much the next sight counts: the third says less than the first.
    next: f32,
    last_used: Option<PartialDate>,
    evidence: Vec<Evidence>,
}

impl<'x> Named<'x> {
    /// Notes where a skill is named.
    pub(super) fn note(&mut self, reading: &Reading<'_>, skill: &'x taxonomy::Skill, sight: Sight) {
        let at = *self.by_id.entry(&skill.id).or_insert(self.skills.len());
        if at == self.skills.len() {
            self.skills.push(Sighting {
                skill,
                doubt: 1.0,
                next: 1.0,
                last_used: None,
                evidence: Vec::new(),
            });
        }
        let Some(sighting) = self.skills.get_mut(at) else {
            return;
        };
        sighting.doubt *= 1.0 - sight.support * sighting.next;
        sighting.next *= 0.6;
        sighting.last_used = sighting.last_used.max(sight.used);
        if sighting.evidence.len() < MAX_EVIDENCE {
            sighting.evidence.push(quote(reading, sight.span));
        }
    }

    /// Writes the skills into a profile that may have some of them already.
    pub(super) fn write(self, profile: &mut Profile) {
        for sighting in self.skills {
            let known = profile
                .skills
                .iter_mut()
                .find(|skill| skill.id == sighting.skill.id);
            match known {
                Some(skill) => sighting.add_to(skill),
                None => profile.skills.push(sighting.into_skill()),
            }
        }
        profile
            .skills
            .sort_by(|one, other| other.weight.total_cmp(&one.weight));
    }
}

impl Sighting<'_> {
    fn add_to(self, skill: &mut Skill) {
        skill.weight = rounded(1.0 - (1.0 - skill.weight) * self.doubt);
        skill.last_used = skill.last_used.max(self.last_used);
        let room = MAX_EVIDENCE.saturating_sub(skill.evidence.len());
        skill.evidence.extend(self.evidence.into_iter().take(room));
    }

    fn into_skill(self) -> Skill {
        Skill {
            id: self.skill.id.clone(),
            name: self.skill.name.clone(),
            category: Some(self.skill.category.clone()),
            level: None,
            years: None,
            last_used: self.last_used,
            weight: rounded(1.0 - self.doubt),
            evidence: self.evidence,
        }
    }
}

fn rounded(weight: f32) -> f32 {
    (weight * 1000.0).round() / 1000.0
}

/// Quotes the line on which a value stands, with its key: `"language": "Rust"`; of a long line the value only.
pub(super) fn quote(reading: &Reading<'_>, span: Range<usize>) -> Evidence {
    let source = reading.document.source;
    let before = slice(source, 0..span.start);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let start = start
        + (slice(source, start..span.start).len() - slice(source, start..span.start).trim_start().len());
    let rest = slice(source, span.end..source.len());
    let end = span.end + rest.find('\n').unwrap_or(rest.len());
    let line = slice(source, start..end)
        .trim_end_matches([',', ' ', '\r', '\t'])
        .len();
    let whole = start..start + line;
    let fits = whole.len() <= LINE_BYTES && whole.end >= span.end;
    reading.quote(if fits { whole } else { span }, Via::Api)
}
