//! What invented people are made of: the files beside this one, and the vocabularies.

use serde::Deserialize;

use super::draw::{Draw, Lots};
use crate::taxonomy::{Company, Skill, Taxonomy};

const KINDS: &str = include_str!("kinds.toml");
const PEOPLE: &str = include_str!("people.toml");
const WORDING: &str = include_str!("wording.toml");

/// How many places the most usual employer and skill are ahead of one that is half as usual.
const FLAT: u64 = 12;

/// Everything that people are drawn from.
#[derive(Debug)]
pub(super) struct World<'t> {
    pub(super) people: People,
    pub(super) wording: Wording,
    kinds: Vec<Kind<'t>>,
    kind_lots: Lots,
    city_lots: Lots,
    heading_lots: Lots,
    industry_lots: Lots,
    /// Known employers, the most usual first.
    employers: Vec<&'t Company>,
    employer_lots: Lots,
    /// Skills that anybody may have besides those of their kind.
    rare: Vec<&'t Skill>,
    rare_lots: Lots,
}

/// A kind of engineer.
#[derive(Debug)]
pub(super) struct Kind<'t> {
    pub(super) specialty: String,
    pub(super) near: Vec<String>,
    pub(super) titles: Vec<String>,
    pub(super) core: Vec<&'t Skill>,
    pub(super) often: Vec<&'t Skill>,
    pub(super) some: Vec<&'t Skill>,
}

#[derive(Debug, Deserialize)]
struct Kinds {
    kind: Vec<KindEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindEntry {
    weight: u64,
    specialty: String,
    near: Vec<String>,
    titles: Vec<String>,
    core: Vec<String>,
    often: Vec<String>,
    some: Vec<String>,
}

/// Names of people, employers, places, schools and projects.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) given: Vec<String>,
    pub(super) family: Vec<String>,
    pub(super) family_ends: Vec<String>,
    pub(super) employer: Vec<String>,
    pub(super) employer_ends: Vec<String>,
    prominent: Vec<String>,
    /// Cities with their countries, the codes of these, and their weights.
    cities: Vec<(String, String, String, u64)>,
    pub(super) schools: Vec<String>,
    pub(super) degrees: Vec<String>,
    pub(super) fields: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) fluencies: Vec<String>,
    pub(super) project: Vec<String>,
    pub(super) project_ends: Vec<String>,
}

/// What people write.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wording {
    pub(super) summary: Vec<String>,
    pub(super) opening: Vec<String>,
    pub(super) opening_short: Vec<String>,
    any: Vec<String>,
    backend: Vec<String>,
    web: Vec<String>,
    mobile: Vec<String>,
    data: Vec<String>,
    learning: Vec<String>,
    operations: Vec<String>,
    machine: Vec<String>,
    guard: Vec<String>,
    quality: Vec<String>,
    pub(super) project: Vec<String>,
    pub(super) concepts: Vec<String>,
    industry: Vec<Industry>,
    headings: Vec<Headings>,
}

/// What employers of an industry are called and deal with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Industry {
    pub(super) id: String,
    weight: u64,
    pub(super) names: Vec<String>,
    pub(super) things: Vec<String>,
}

/// How the parts of a text are headed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Headings {
    weight: u64,
    pub(super) summary: String,
    pub(super) experience: String,
    pub(super) skills: String,
    pub(super) projects: String,
    pub(super) education: String,
    pub(super) languages: String,
    /// The end of a position that goes on.
    pub(super) present: String,
}

impl<'t> World<'t> {
    pub(super) fn new(taxonomy: &'t Taxonomy) -> Self {
        let people: People = toml::from_str(PEOPLE).expect("a test reads what is embedded");
        let wording: Wording = toml::from_str(WORDING).expect("a test reads what is embedded");
        let kinds: Kinds = toml::from_str(KINDS).expect("a test reads what is embedded");
        let employers = by_prominence(taxonomy, &people.prominent);
        let rare = shuffled(
            taxonomy.skills().filter(|skill| skill.ambiguous.is_empty()),
            |skill| &skill.id,
        );
        Self {
            kind_lots: Lots::new(kinds.kind.iter().map(|kind| kind.weight)),
            city_lots: Lots::new(people.cities.iter().map(|(.., weight)| *weight)),
            heading_lots: Lots::new(wording.headings.iter().map(|headings| headings.weight)),
            industry_lots: Lots::new(wording.industry.iter().map(|industry| industry.weight)),
            employer_lots: Lots::zipf(employers.len(), FLAT),
            rare_lots: Lots::zipf(rare.len(), FLAT),
            kinds: kinds
                .kind
                .into_iter()
                .map(|kind| Kind::new(kind, taxonomy))
                .collect(),
            employers,
            rare,
            people,
            wording,
        }
    }

    pub(super) fn kind(&self, draw: &mut Draw) -> &Kind<'t> {
        &self.kinds[self.kind_lots.draw(draw)]
    }

    /// Draws a city with its country and the country's code.
    pub(super) fn city(&self, draw: &mut Draw) -> (&str, &str, &str) {
        let (city, country, code, _) = &self.people.cities[self.city_lots.draw(draw)];
        (city, country, code)
    }

    pub(super) fn headings(&self, draw: &mut Draw) -> &Headings {
        &self.wording.headings[self.heading_lots.draw(draw)]
    }

    /// Draws a known employer; of several draws the most usual counts.
    pub(super) fn employer(&self, draws: u32, draw: &mut Draw) -> &'t Company {
        let place = (0..draws.max(1)).map(|_| self.employer_lots.draw(draw)).min();
        self.employers[place.unwrap_or_default()]
    }

    pub(super) fn rare_skill(&self, draw: &mut Draw) -> &'t Skill {
        self.rare[self.rare_lots.draw(draw)]
    }

    pub(super) fn any_industry(&self, draw: &mut Draw) -> &Industry {
        &self.wording.industry[self.industry_lots.draw(draw)]
    }

    pub(super) fn industry(&self, id: &str) -> Option<&Industry> {
        self.wording.industry.iter().find(|industry| industry.id == id)
    }
}

impl Wording {
    /// Draws what somebody of a specialty did.
    pub(super) fn deed(&self, specialty: &str, draw: &mut Draw) -> &str {
        let own = match specialty {
            "frontend" => &self.web,
            "full-stack" if draw.chance(50) => &self.web,
            "mobile" => &self.mobile,
            "data-engineering" | "data-science-analytics" => &self.data,
            "machine-learning-ai" => &self.learning,
            "devops-sre" | "cloud-architecture" => &self.operations,
            "systems-programming" | "embedded-iot" | "game-development" => &self.machine,
            "security" => &self.guard,
            "qa-testing" => &self.quality,
            _ => &self.backend,
        };
        let deeds = if draw.chance(60) { own } else { &self.any };
        draw.text(deeds)
    }
}

impl<'t> Kind<'t> {
    fn new(entry: KindEntry, taxonomy: &'t Taxonomy) -> Self {
        let known = |ids: Vec<String>| ids.iter().filter_map(|id| taxonomy.skill(id)).collect();
        Self {
            specialty: entry.specialty,
            near: entry.near,
            titles: entry.titles,
            core: known(entry.core),
            often: known(entry.often),
            some: known(entry.some),
        }
    }
}

/// Puts the prominent employers first and the others in an order of no meaning.
fn by_prominence<'t>(taxonomy: &'t Taxonomy, prominent: &[String]) -> Vec<&'t Company> {
    let first = prominent.iter().filter_map(|id| taxonomy.company(id));
    let rest = taxonomy
        .companies()
        .filter(|company| !prominent.contains(&company.id));
    first.chain(shuffled(rest, |company| &company.id)).collect()
}

/// An order that has nothing to do with names, and is always the same.
fn shuffled<'t, T>(things: impl Iterator<Item = &'t T>, id: impl Fn(&T) -> &str) -> Vec<&'t T> {
    let mut things: Vec<_> = things.collect();
    things.sort_by_cached_key(|thing| {
        let id = id(thing);
        // FNV-1a
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        (hash, id.to_owned())
    });
    things
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_name_only_what_the_vocabularies_know() {
        let taxonomy = Taxonomy::embedded();
        let kinds: Kinds = toml::from_str(KINDS).unwrap();
        for kind in &kinds.kind {
            for id in [&kind.core, &kind.often, &kind.some].into_iter().flatten() {
                assert!(taxonomy.skill(id).is_some(), "skill {id}");
            }
            for id in kind.near.iter().chain([&kind.specialty]) {
                assert!(taxonomy.specialty(id).is_some(), "specialty {id}");
            }
            for title in &kind.titles {
                assert!(taxonomy.is_title(title), "title {title}");
            }
        }
        let world = World::new(taxonomy);
        for id in &world.people.prominent {
            assert!(taxonomy.company(id).is_some(), "company {id}");
        }
        for industry in taxonomy.industries() {
            assert!(world.industry(&industry.id).is_some(), "industry {}", industry.id);
        }
        for (city, country, code, _) in &world.people.cities {
            let place = taxonomy.place(&format!("{city}, {country}")).unwrap();
            assert!(place.city.is_some(), "{city}, {country}");
            assert_eq!(place.country.as_ref(), Some(code), "{city}, {country}");
        }
    }
}
