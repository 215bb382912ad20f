//! A person's skills by category, each with the lines that say so.

use serde::Serialize;

use super::evidence::{Context, Line};
use crate::profile::{PartialDate, Profile, Skill};
use crate::web::pages::names::Names;

#[derive(Debug, Serialize)]
pub(super) struct SkillGroup {
    name: String,
    skills: Vec<SkillView>,
}

#[derive(Debug, Serialize)]
struct SkillView {
    id: String,
    name: String,
    level: Option<String>,
    years: Option<f32>,
    last_used: Option<PartialDate>,
    strength: u8,
    lines: Vec<Line>,
}

/// Returns the skills by category, the category with the strongest skill first and what is in none last.
pub(super) fn by_category(profile: &Profile, names: &Names<'_>, context: &Context) -> Vec<SkillGroup> {
    let mut groups: Vec<(Option<&str>, SkillGroup)> = Vec::new();
    for skill in &profile.skills {
        let category = skill.category.as_deref();
        let view = SkillView::new(skill, context);
        match groups.iter_mut().find(|(known, _)| *known == category) {
            Some((_, group)) => group.skills.push(view),
            None => groups.push((
                category,
                SkillGroup {
                    name: names.category(category),
                    skills: vec![view],
                },
            )),
        }
    }
    groups.sort_by_key(|(category, _)| category.is_none());
    groups.into_iter().map(|(_, group)| group).collect()
}

impl SkillView {
    fn new(skill: &Skill, context: &Context) -> Self {
        Self {
            id: skill.id.clone(),
            name: skill.name.clone(),
            level: skill.level.clone(),
            years: skill.years,
            last_used: skill.last_used,
            strength: strength(skill.weight),
            lines: context.lines(&skill.evidence),
        }
    }
}

/// A weight as one, two or three bars: people compare thirds, not hundredths.
pub(super) fn strength(weight: f32) -> u8 {
    match weight {
        weight if weight >= 0.66 => 3,
        weight if weight >= 0.33 => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_shown_in_thirds() {
        for (weight, expected) in [(0.0, 1), (0.3, 1), (0.5, 2), (0.66, 3), (1.0, 3), (f32::NAN, 1)] {
            assert_eq!(strength(weight), expected, "{weight}");
        }
    }
}
