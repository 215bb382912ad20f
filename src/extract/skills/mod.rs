//! What can the person do? Skills from lists, badges, tables, code, roles, projects and prose.

mod around;
mod claims;
mod families;
mod icons;
mod images;
mod labels;
mod levels;
mod lists;
mod mentions;
mod networks;
mod stacks;
mod weigh;
mod wrapped;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::certifications;
use super::document::{Block, Cell, Kind};
use super::experience::Role;
use super::names;
use super::reading::Reading;
use super::sections::{Section, named};
use crate::profile::{Evidence, Via};
use crate::taxonomy;

use levels::Stated;
pub(super) use weigh::attach;

/// The most evidence that a skill keeps.
const MAX_EVIDENCE: usize = 12;

/// Every skill that a document shows, in the order of first sight.
#[derive(Debug, Default)]
pub(super) struct Seen<'t> {
    skills: Vec<Sighting>,
    /// Where the vocabulary's skills are among them, by id.
    known: FxHashMap<&'t str, usize>,
    /// The same of those that it does not know.
    unknown: HashMap<String, usize>,
    /// Where members of a family stand that have another name with it.
    members: Vec<Range<usize>>,
}

/// One skill and where it was seen.
#[derive(Debug)]
struct Sighting {
    id: String,
    name: String,
    category: Option<String>,
    evidence: Vec<Evidence>,
    /// What the person says of it, first words first.
    stated: Stated,
    /// How often each way of seeing it occurred.
    counts: Vec<(Via, usize)>,
}

/// A place of the source that may show a skill: quoted only where it does.
#[derive(Debug, Clone)]
struct Sight {
    span: Range<usize>,
    via: Via,
}

impl<'t> Seen<'t> {
    /// Notes a skill of the vocabulary.
    fn known(
        &mut self,
        reading: &Reading<'_>,
        skill: &'t taxonomy::Skill,
        sight: Sight,
    ) -> Option<&mut Sighting> {
        let at = self.place(&skill.id).unwrap_or_else(|| {
            let first = Sighting::of(&skill.id, &skill.name, Some(&skill.category));
            self.skills.push(first);
            self.known.insert(&skill.id, self.skills.len() - 1);
            self.skills.len() - 1
        });
        let sighting = self.skills.get_mut(at)?;
        sighting.add(reading, sight);
        Some(sighting)
    }

    /// Notes a technology that the vocabulary does not know, by its own words.
    fn unknown(&mut self, reading: &Reading<'_>, name: &str, sight: Sight) {
        let id = names::slug(name);
        if id.is_empty() {
            return;
        }
        let at = self.place(&id).unwrap_or_else(|| {
            self.skills.push(Sighting::of(&id, name, None));
            self.unknown.insert(id, self.skills.len() - 1);
            self.skills.len() - 1
        });
        if let Some(sighting) = self.skills.get_mut(at) {
            sighting.add(reading, sight);
        }
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.known.get(id).or_else(|| self.unknown.get(id)).copied()
    }

    /// Leaves out what only sentences name and the person works for: an engineer at Stripe need not know its products.
    fn leave_out_employers(&mut self, reading: &Reading<'_>, roles: &[Role]) {
        let employers = roles.iter().filter_map(|role| role.position.company.as_ref());
        let known = employers.filter(|company| reading.taxonomy.company(&company.id).is_some());
        let ids: HashSet<&str> = known.map(|company| company.id.as_str()).collect();
        let said = |via: &Via| matches!(via, Via::Prose | Via::Role | Via::Heading | Via::Project);
        // "Acme" is short for Acme Loom where one does not work for the company.
        let called = |seen: &Evidence| ids.contains(names::slug(&seen.quote).as_str());
        let quoted = employers_names(roles);
        self.skills.retain(|skill| {
            let only_said = skill.counts.iter().all(|(via, _)| said(via));
            let of_name = |seen: &Evidence| called(seen) || is_part_of(seen, &quoted);
            let own = || ids.contains(skill.id.as_str()) || skill.evidence.iter().all(of_name);
            !(only_said && own())
        });
    }
}

/// Where the names of employers stand, where they are quoted alone.
fn employers_names(roles: &[Role]) -> Vec<&Evidence> {
    let quoted = roles.iter().filter_map(|role| {
        let company = role.position.company.as_ref()?;
        role.position
            .evidence
            .iter()
            .find(|seen| seen.quote == company.raw)
    });
    quoted.collect()
}

/// The "Looms" of "Looms & Sons": says whether a word is a part of one of some names.
fn is_part_of(word: &Evidence, names: &[&Evidence]) -> bool {
    names.iter().any(|name| {
        name.start <= word.start && word.end <= name.end && word.end - word.start < name.end - name.start
    })
}

impl Sighting {
    fn of(id: &str, name: &str, category: Option<&String>) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            category: category.cloned(),
            evidence: Vec::new(),
            stated: Stated::default(),
            counts: Vec::new(),
        }
    }

    /// Notes what is stated of the skill.
    fn state(&mut self, stated: Stated) {
        self.stated.level = self.stated.level.take().or(stated.level);
        self.stated.years = self.stated.years.or(stated.years);
    }

    fn add(&mut self, reading: &Reading<'_>, Sight { span, via }: Sight) {
        let span = reading.quotable(span);
        // The same words may be found by two rules.
        if self
            .evidence
            .iter()
            .any(|known| known.start < span.end && span.start < known.end)
        {
            return;
        }
        match self.counts.iter_mut().find(|(known, _)| *known == via) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((via, 1)),
        }
        if self.evidence.len() < MAX_EVIDENCE {
            self.evidence.push(reading.quote(span, via));
        }
    }
}

/// Looks at every block once, with the rule that its kind and its part call for.
pub(super) fn read<'t>(reading: &Reading<'t>, roles: &[Role]) -> Seen<'t> {
    let mut seen = Seen::default();
    let headers = headers(reading);
    let mut in_role = vec![false; reading.document.blocks.len()];
    for (block, _) in roles.iter().flat_map(|role| &role.account) {
        if let Some(in_role) = in_role.get_mut(*block) {
            *in_role = true;
        }
    }
    for (index, block) in reading.blocks() {
        let section = reading.section(index);
        images::read(reading, index, &mut seen);
        let header = matches!(block.kind, Kind::Cell(Cell { header: true, .. }));
        if matches!(
            section,
            Section::Statistics | Section::Leisure | Section::Languages | Section::Writing
        ) || section == Section::Education && certifications::part(reading, index).is_none()
            || block.text.as_str().is_empty()
        {
            continue;
        }
        if section == Section::Skills && !header && !matches!(block.kind, Kind::Heading(_)) {
            lists::read(reading, index, lists_terms(block.kind, &headers), &mut seen);
            wrapped::read(reading, index, &mut seen);
        }
        let via = if in_role.get(index).is_some_and(|in_role| *in_role) {
            Via::Role
        } else {
            via(section, block.kind)
        };
        if section != Section::Skills {
            stacks::read(reading, index, via, &mut seen);
        }
        mentions::read(reading, index, via, &mut seen);
    }
    seen.leave_out_employers(reading, roles);
    seen
}

/// Says of all tables' columns with a header whether it names technologies, or nothing.
fn headers(reading: &Reading<'_>) -> BTreeMap<(u32, u32), bool> {
    let of_terms = |header: &str| header.trim().is_empty() || named(header) == Some(Section::Skills);
    let header = |block: &Block| match block.kind {
        Kind::Cell(cell) if cell.header => Some(((cell.table, cell.column), of_terms(block.text.as_str()))),
        _ => None,
    };
    reading.blocks().filter_map(|(_, block)| header(block)).collect()
}

/// Says whether unknown words of a block can be technologies: not where a table's header says that they are something else.
fn lists_terms(kind: Kind, headers: &BTreeMap<(u32, u32), bool>) -> bool {
    let Kind::Cell(cell) = kind else {
        return true;
    };
    headers
        .get(&(cell.table, cell.column))
        .is_none_or(|of_terms| *of_terms)
}

const fn via(section: Section, kind: Kind) -> Via {
    match (section, kind) {
        (Section::Learning, _) => Via::Learning,
        (_, Kind::Code) => Via::Code,
        (_, Kind::Heading(_)) => Via::Heading,
        (Section::Experience, _) => Via::Role,
        (Section::Projects, _) => Via::Project,
        (_, Kind::Cell(_)) => Via::Table,
        (Section::Skills, _) => Via::List,
        _ => Via::Prose,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::{Document, extract, testing};
    use crate::profile::SourceId;
    use crate::taxonomy::Taxonomy;

    /// Checks the names of the skills of a text.
    #[track_caller]
    pub(super) fn check_names(text: &str, expected: &[&str]) {
        let seen = testing::read(text, |reading| super::read(reading, &[]).skills);
        let found: Vec<_> = seen.iter().map(|skill| &skill.name).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn read(text: &str) -> Vec<String> {
        let source = SourceId::new("test");
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let document = Document {
            source: &source,
            text,
        };
        let skills = extract(document, Taxonomy::embedded(), today).skills;
        skills.into_iter().map(|skill| skill.id).collect()
    }

    #[test]
    fn an_employer_is_a_skill_only_where_it_is_listed() {
        let work = "# Ada Quill\n\n## Experience\n\n### Engineer, Stripe (2019 – 2021)\n\n- Tuned PostgreSQL at Stripe\n";
        assert_eq!(read(work), ["postgresql"]);
        let listed = format!("{work}\n## Skills\n\n- Stripe, Kafka\n");
        assert!(read(&listed).contains(&"stripe".to_owned()));
        let named = "# Ada Quill\n\n## Experience\n\n### Engineer, CrowdStrike (2019 – 2021)\n\n- Tuned PostgreSQL across the CrowdStrike platform\n";
        assert_eq!(read(named), ["postgresql"]);
    }

    #[test]
    fn a_word_of_an_employers_name_is_no_skill() {
        let text = "# Ada Quill\n\n- 🧶 **Senior Engineer** at [Agile Looms](https://looms.example)\n- I write Kotlin\n";
        assert_eq!(read(text), ["kotlin"]);
        let text = format!("{text}- I like Agile work\n");
        assert_eq!(
            read(&text).len(),
            read(&text.replace("Agile Looms", "Quill Looms")).len()
        );
    }

    #[test]
    fn networks_where_somebody_is_found_are_no_skills() {
        let text = "# Ada Quill\n\nI write Kotlin.\n\n- Mastodon: <a rel=\"me\" href=\"https://loom.example/@ada\">@ada</a>\n\
                    - Discord: https://discord.example/ada\n- Ask me on [Discord](https://discord.gg/looms)\n";
        assert_eq!(read(text), ["kotlin"]);
    }

    #[test]
    fn nodes_of_a_drawn_graph_are_no_languages() {
        let text = "# Ada Quill\n\n```\ngraph LR\n A[MQTT] -->|wool| C[Kafka]\n C -->|plan| D[Redis]\n R(Kotlin)\n```\n";
        let mut found = read(text);
        found.sort();
        assert_eq!(found, ["apache-kafka", "kotlin", "mqtt", "redis"]);
    }

    #[test]
    fn smiles_remarks_and_names_of_pages_are_no_skills() {
        let text = "# Ada Quill\n\nI write Rust, Kotlin, Python :D and do it (safe). Find me on [Telegram](https://t.me/adaq).\n";
        let mut found = read(text);
        found.sort();
        assert_eq!(found, ["kotlin", "python", "rust"]);
    }

    #[test]
    fn what_stands_beside_an_everyday_word_can_show_what_it_means() {
        let text = "# Ada Quill\n\n## Experience\n\n### Weaver, Lumoraq (2019 – 2021)\n\n";
        for (told, skill) in [
            ("- Worked with Kubernetes and Helm to build looms\n", "helm"),
            (
                "- Developed the [loom](https://loom.example) package in R for weavers\n",
                "r",
            ),
            ("- Held the rudder and Helm of Kubernetes\n", ""),
            ("- Kept the looms in R\n", ""),
        ] {
            let found = read(&format!("{text}{told}"));
            let known = ["helm", "r"]
                .iter()
                .find(|known| found.iter().any(|id| id == *known));
            assert_eq!(known.copied().unwrap_or_default(), skill, "{told}");
        }
    }

    #[test]
    fn a_city_is_no_language() {
        let text = "# Ada Quill\n\nRust and Python engineer. Cairo, Egypt. Also Kotlin.\n";
        assert!(!read(text).contains(&"cairo".to_owned()));
    }

    #[test]
    fn an_everyday_word_alone_between_signs_of_a_project_is_what_it_is_made_with() {
        for (project, expected) in [
            ("**Odd loom**: weaves plans (Rust)", true),
            ("Odd Loom | weaves plans | Rust", true),
            ("**Odd loom**: weaves plans (rust)", false),
            ("**Odd loom**: takes Rust off needles", false),
        ] {
            let text = format!("# Ada Quill\n\n## Projects\n\n- {project}\n");
            assert_eq!(read(&text).contains(&"rust".to_owned()), expected, "{project}");
        }
    }
}
