//! Who has a skill without saying so: which skills imply another.

use std::collections::{BTreeSet, HashSet};

use rustc_hash::FxHashMap;

use super::entries::Skill;
use super::vocabulary::Vocabulary;

/// The skills that imply each skill directly, by their places in the vocabulary.
#[derive(Debug)]
pub(super) struct Implying(FxHashMap<String, Vec<usize>>);

impl Implying {
    pub(super) fn new(skills: &Vocabulary<Skill>) -> Self {
        let mut direct: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, skill) in skills.entries().enumerate() {
            for implied in &skill.implies {
                direct.entry(implied.clone()).or_default().push(at);
            }
        }
        Self(direct)
    }

    /// Returns those that imply the skill `id`, directly or by way of others: the nearest first.
    pub(super) fn of<'t>(&self, id: &'t str, skills: &'t Vocabulary<Skill>) -> Vec<&'t str> {
        let mut seen = HashSet::from([id]);
        let mut all = Vec::new();
        let mut last = vec![id];
        while !last.is_empty() {
            let direct = last.iter().filter_map(|id| self.0.get(*id)).flatten();
            let next: BTreeSet<usize> = direct.copied().collect();
            last = next
                .into_iter()
                .filter_map(|at| Some(skills.at(at)?.id.as_str()))
                .filter(|id| seen.insert(*id))
                .collect();
            all.extend(&last);
        }
        all
    }
}
