//! Which business domains and which kinds of engineering? From employers, titles, cues in the text and the weight of skills.

mod sentences;
mod unspaced;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::cues::Cues as Words;
use super::document::{Block, Kind, slice};
use super::reading::Reading;
use super::sections::Section;
use super::titles;
use crate::profile::{Company, Domain, Education, Evidence, Position, Profile, Via};
use crate::taxonomy::{self, Mention};

/// The most industries and specialties of one person.
const MAX_INDUSTRIES: usize = 6;
const MAX_SPECIALTIES: usize = 5;

/// The support that an industry needs.
const ENOUGH_OF_INDUSTRY: f32 = 0.75;
/// The support that a specialty needs.
const ENOUGH_OF_SPECIALTY: f32 = 1.0;
/// The support of the one specialty of somebody of whom no other is better supported.
const SOME_OF_SPECIALTY: f32 = 0.6;

/// The support of an employer whose industries are known.
const KNOWN_EMPLOYER: f32 = 1.2;
/// The support of a word in an unknown employer's name: "Bank", "University".
const NAMED_EMPLOYER: f32 = 1.0;

/// The support of a cue, of the same cue elsewhere, and of a word that proves little.
const SURE: f32 = 1.0;
const SURE_AGAIN: f32 = 0.3;
const WEAK: f32 = 0.35;
/// The support of a word in a text without spaces, where it may be a part of another.
const UNSPACED: f32 = 0.3;
/// So many words that prove little count: alone they are not enough for an industry.
const MOST_WEAK: usize = 2;

/// What projects are that are made for developers, and how many of them make that a person's business.
static FOR_DEVELOPERS: Words = Words::new(&[
    "CLI",
    "library",
    "libraries",
    "SDK",
    "plugin",
    "npm package",
    "GitHub Action",
    "GitHub action",
    "developers",
    "README",
    "linter",
    "command line",
    "command-line",
    "VS Code",
    "compiler",
]);
const MANY_PROJECTS: usize = 3;
const DEVELOPER_TOOLS: &str = "developer-tools";

/// Supports of domains, by id.
#[derive(Debug, Default)]
struct Tally<'a> {
    domains: BTreeMap<&'a str, (f32, Vec<Cow<'a, Evidence>>)>,
}

impl<'a> Tally<'a> {
    fn add(&mut self, id: &'a str, support: f32, evidence: Option<Cow<'a, Evidence>>) {
        let (total, known) = self.domains.entry(id).or_default();
        *total += support;
        if let Some(evidence) = evidence
            && known.len() < 6
            && !known.contains(&evidence)
        {
            known.push(evidence);
        }
    }

    /// Returns the domains with enough support, the strongest first; where none has it, the strongest that has some.
    fn best(self, most: usize, enough: f32, some: f32, name: impl Fn(&str) -> String) -> Vec<Domain> {
        let mut domains: Vec<_> = self
            .domains
            .into_iter()
            .filter(|(_, (support, _))| *support >= some)
            .collect();
        domains.sort_by(|(left, (a, _)), (right, (b, _))| b.total_cmp(a).then_with(|| left.cmp(right)));
        let supported = domains.partition_point(|(_, (support, _))| *support >= enough);
        domains
            .into_iter()
            .take(supported.clamp(1, most))
            .map(|(id, (support, evidence))| Domain {
                name: name(id),
                weight: (support / (support + 1.5) * 1000.0).round() / 1000.0,
                evidence: evidence.into_iter().map(Cow::into_owned).collect(),
                id: id.to_owned(),
            })
            .collect()
    }
}

/// Reads both kinds of domains into a profile whose roles and skills are known.
pub(super) fn read(reading: &Reading<'_>, profile: &mut Profile) {
    let taxonomy = reading.taxonomy;
    let name_of = |id: &str, known: Option<&taxonomy::Domain>| {
        known.map_or_else(|| id.to_owned(), |domain| domain.name.clone())
    };
    profile.domains.industries =
        industries(reading, profile).best(MAX_INDUSTRIES, ENOUGH_OF_INDUSTRY, ENOUGH_OF_INDUSTRY, |id| {
            name_of(id, taxonomy.industry(id))
        });
    profile.domains.specialties =
        specialties(reading, profile).best(MAX_SPECIALTIES, ENOUGH_OF_SPECIALTY, SOME_OF_SPECIALTY, |id| {
            name_of(id, taxonomy.specialty(id))
        });
}

fn industries<'p>(reading: &'p Reading<'_>, profile: &'p Profile) -> Tally<'p> {
    let mut tally = Tally::default();
    for role in &profile.experience {
        let evidence = role.evidence.first().map(Cow::Borrowed);
        for industry in &role.industries {
            tally.add(industry, KNOWN_EMPLOYER, evidence.clone());
        }
        let company = role.company.as_ref().filter(|_| role.industries.is_empty());
        for industry in company
            .into_iter()
            .flat_map(|company| reading.taxonomy.industries_of_employer(&company.raw))
        {
            tally.add(of_school(industry, role), NAMED_EMPLOYER, evidence.clone());
        }
    }
    let made = profile.projects.iter().filter(|project| {
        let summary = project.summary.as_deref().unwrap_or_default();
        FOR_DEVELOPERS.are_in(summary) || FOR_DEVELOPERS.are_in(&project.name)
    });
    if let Some(third) = made.take(MANY_PROJECTS).nth(MANY_PROJECTS - 1) {
        tally.add(DEVELOPER_TOOLS, SURE, third.evidence.first().map(Cow::Borrowed));
    }
    if let Some(doctorate) = doctorate(profile) {
        tally.add(
            "research-academia",
            ENOUGH_OF_INDUSTRY,
            doctorate.evidence.first().map(Cow::Borrowed),
        );
    }
    for (index, block) in reading.blocks() {
        if matches!(reading.section(index), Section::Experience | Section::Projects) {
            for business in unspaced::businesses(block.text.as_str()) {
                tally.add(business, UNSPACED, None);
            }
        }
    }
    let mut cues = Cues::new(reading, tally, MOST_WEAK);
    for (index, block) in reading.blocks() {
        let section = reading.section(index);
        let strength = match section {
            Section::Open if block.kind == Kind::Code => continue,
            // One word of one project is not yet a business.
            Section::Projects => 0.7,
            Section::Experience | Section::Open | Section::About => 0.8,
            _ => continue,
        };
        let mut mentions = reading.taxonomy.industry_cues_among(reading.folded(index));
        sentences::weigh(block.text.as_str(), &mut mentions);
        cues.read(index, mentions, strength);
    }
    cues.tally
}

/// Degrees for which people do research, as they are written.
static DOCTORATES: Words = Words::caseless(&[
    "phd",
    "ph.d",
    "ph. d",
    "d.phil",
    "dphil",
    "doctorate",
    "doctoral",
    "doctor of philosophy",
    "doctor of science",
    "doctorat",
    "doctorado",
    "doutorado",
    "doutoramento",
    "dottorato",
    "dr. rer. nat",
    "dr.-ing",
]);

/// Returns the doctorate that the person lists, or works for; what a sentence says of one was long ago as often as not.
fn doctorate(profile: &Profile) -> Option<&Education> {
    let is_one = |degree: &String| DOCTORATES.are_in(degree);
    let mut schools = profile.education.iter();
    let listed = |school: &Education| school.evidence.iter().all(|seen| seen.via != Via::Prose);
    schools.find(|school| listed(school) && school.degree.as_ref().is_some_and(is_one))
}

/// Names of schools where people teach.
static SCHOOLS: Words = Words::caseless(&["universi", "college", "hochschule", "politec", "polytech"]);

/// "Web Developer" at a university is no researcher: the business there is teaching.
fn of_school<'p>(industry: &'p str, role: &Position) -> &'p str {
    let named = |company: &Company| SCHOOLS.are_in(&company.raw);
    let research = |title: &String| titles::functions(title).any(|function| function == "research");
    let works = role.title.as_ref().is_some_and(|title| !research(title));
    if industry == "research-academia" && works && role.company.as_ref().is_some_and(named) {
        "education"
    } else {
        industry
    }
}

/// Counts cues. A word that comes again says little more, however often it does.
struct Cues<'r, 't> {
    reading: &'r Reading<'t>,
    tally: Tally<'r>,
    /// In how many blocks each domain's words were, and in which last.
    seen: BTreeMap<(&'r str, Cow<'r, str>), (usize, usize)>,
    /// How many words that prove little each domain has.
    weak: BTreeMap<&'r str, usize>,
    /// How many of them count.
    most_weak: usize,
}

impl<'r, 't> Cues<'r, 't> {
    fn new(reading: &'r Reading<'t>, tally: Tally<'r>, most_weak: usize) -> Self {
        Self {
            reading,
            tally,
            seen: BTreeMap::new(),
            weak: BTreeMap::new(),
            most_weak,
        }
    }

    /// Counts the cues of a block.
    fn read(&mut self, block: usize, mentions: Vec<Mention<'r, taxonomy::Domain>>, strength: f32) {
        for mention in mentions {
            let id = mention.entry.id.as_str();
            let span = self.reading.quotable(self.reading.span(block, &mention.span));
            let words = slice(self.reading.document.source, span.clone());
            if is_shortcode(self.reading.document.source, &span) {
                continue;
            }
            let (times, last) = self
                .seen
                .entry((id, lower_case(words)))
                .or_insert((0, usize::MAX));
            if *last == block {
                continue;
            }
            *last = block;
            *times += 1;
            let support = match (mention.ambiguous, *times) {
                (false, 1) => SURE,
                (false, 2..=3) => SURE_AGAIN,
                (true, 1) => {
                    let weak = self.weak.entry(id).or_default();
                    *weak += 1;
                    if *weak > self.most_weak {
                        continue;
                    }
                    WEAK
                }
                _ => continue,
            };
            let evidence = self.reading.quote(span, Via::Prose);
            self.tally.add(id, strength * support, Some(Cow::Owned(evidence)));
        }
    }
}

/// ":telescope:" is a sign.
fn is_shortcode(text: &str, word: &Range<usize>) -> bool {
    slice(text, 0..word.start).ends_with(':') && slice(text, word.end..text.len()).starts_with(':')
}

/// Most words of a text are in lower case already.
fn lower_case(words: &str) -> Cow<'_, str> {
    if words
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(words.to_lowercase())
    }
}

fn specialties<'p>(reading: &'p Reading<'_>, profile: &'p Profile) -> Tally<'p> {
    let mut tally = Tally::default();
    let headline = profile.headline.iter().map(|headline| {
        (
            without_employer(headline),
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
            tally.add(function, support, evidence.map(Cow::Borrowed));
        }
    }
    if let Some(doctorate) = doctorate(profile) {
        let evidence = doctorate.evidence.first();
        tally.add("research", ENOUGH_OF_SPECIALTY, evidence.map(Cow::Borrowed));
    }
    let mut cues = Cues::new(reading, tally, usize::MAX);
    for (index, block) in reading.blocks() {
        let section = reading.section(index);
        if is_kind_of_skills(block, section) {
            continue;
        }
        let strength = match section {
            Section::Open | Section::About => 0.8,
            Section::Skills | Section::Experience | Section::Projects => 0.35,
            _ => continue,
        };
        let mut mentions = reading.taxonomy.specialty_cues_among(reading.folded(index));
        sentences::without_denied(block.text.as_str(), &mut mentions);
        cues.read(index, mentions, strength);
    }
    let mut tally = cues.tally;
    by_skills(reading, profile, &mut tally);
    tally
}

/// "Weaving Engineer at Game Looms": the name of an employer is no kind of engineering.
fn without_employer(headline: &str) -> &str {
    let ends = [" at ", " @"].into_iter().filter_map(|sign| headline.find(sign));
    slice(headline, 0..ends.min().unwrap_or(headline.len()))
}

/// "### Cloud & DevOps" above some tools, "| DevOps | Docker |": what skills are sorted by is no kind of engineer.
fn is_kind_of_skills(block: &Block, section: Section) -> bool {
    let text = block.text.as_str();
    match block.kind {
        Kind::Heading(_) => text.split_ascii_whitespace().count() <= LABEL_WORDS && !titles::is_title(text),
        Kind::Cell(cell) => section == Section::Skills && (cell.header || cell.column == 1),
        _ => false,
    }
}

/// The most words of a heading that is a label.
const LABEL_WORDS: usize = 4;

/// The share of a person's skills that speaks for a specialty, as support; the lesser of the two sides of the web
/// speaks for the whole stack.
fn by_skills<'p>(reading: &'p Reading<'_>, profile: &'p Profile, tally: &mut Tally<'p>) {
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
    if let [Some((front, evidence)), Some((back, _))] =
        ["frontend", "backend"].map(|side| mass.get(side).copied())
    {
        let (sum, known) = mass.entry("full-stack").or_default();
        *sum += 2.0 * front.min(back);
        *known = known.or(evidence);
    }
    for (specialty, (sum, evidence)) in mass {
        let share = sum / total.max(2.0);
        let support = (share * 2.0).min(0.8) + (sum / 10.0).min(0.4);
        tally.add(specialty, support, evidence.map(Cow::Borrowed));
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::extract::{Document, extract};
    use crate::profile::{Domain, Profile, SourceId};
    use crate::taxonomy::Taxonomy;

    fn read(text: &str) -> Profile {
        let source = SourceId::new("test");
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let document = Document {
            source: &source,
            text,
        };
        extract(document, Taxonomy::embedded(), today)
    }

    fn ids(domains: &[Domain]) -> Vec<&str> {
        domains.iter().map(|domain| domain.id.as_str()).collect()
    }

    #[test]
    fn a_weak_word_says_no_more_when_it_comes_again() {
        let once = "# Lena Orvik\n\n## About\n\nI like the building where our production runs.\n\n";
        let again = once.to_owned() + &"We saw the production of the building.\n\n".repeat(9);
        assert_eq!(ids(&read(&again).domains.industries), Vec::<&str>::new());
    }

    #[test]
    fn words_that_prove_little_prove_nothing_together() {
        let text = "# Lena Orvik\n\n## About\n\nI wrote a CLI, a library, a plugin and a template for the compiler.\n";
        assert_eq!(ids(&read(text).domains.industries), Vec::<&str>::new());
    }

    #[test]
    fn schools_teach_where_nobody_is_a_researcher() {
        for (title, industry) in [
            ("Web Developer", "education"),
            ("Research Fellow", "research-academia"),
        ] {
            let text = format!(
                "# Lena Orvik\n\n## Experience\n\n### University of Orvik — {title} (2019 – 2023)\n\n- Kept things going\n"
            );
            assert_eq!(ids(&read(&text).domains.industries), [industry], "{title}");
        }
    }

    #[test]
    fn whoever_has_a_doctorate_does_research() {
        let degree = |degree: &str| {
            let text = format!(
                "# Lena Orvik\n\n## Education\n\n### Orvik College\n\n{degree}, Looms, 2012 - 2017\n"
            );
            let domains = read(&text).domains;
            (
                ids(&domains.industries).join(" "),
                ids(&domains.specialties).join(" "),
            )
        };
        let research = ("research-academia".to_owned(), "research".to_owned());
        assert_eq!(degree("PhD"), research);
        assert_eq!(degree("BSc"), Default::default());
    }

    #[test]
    fn somebody_has_one_specialty_at_least() {
        let text = "# Lena Orvik\n\n## About\n\nI keep servers alive with Docker and Terraform, and I know Go, C, Lua, Perl, SQL.\n";
        assert_eq!(ids(&read(text).domains.specialties), ["devops-sre"]);
        assert_eq!(
            ids(&read("# Lena Orvik\n\n## About\n\nI like looms.\n")
                .domains
                .specialties),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn an_unknown_employer_tells_its_industry_by_its_name() {
        let text = "# Lena Orvik\n\n## Experience\n\n### Lumora Insurance — Backend Engineer (2019 – 2023)\n\n- Kept things going\n";
        let profile = read(text);
        assert_eq!(ids(&profile.domains.industries), ["insurance"]);
        assert!(!profile.domains.industries[0].evidence.is_empty());
    }

    #[test]
    fn one_word_of_a_project_is_no_business() {
        let project = "# Lena Orvik\n\n## Projects\n\n- **Loom** - pays weavers, with a payment gateway\n";
        assert_eq!(ids(&read(project).domains.industries), Vec::<&str>::new());
        let more = format!("{project}- **Spindle** - a digital wallet\n");
        assert_eq!(ids(&read(&more).domains.industries), ["fintech-payments"]);
    }

    #[test]
    fn an_employers_name_is_no_kind_of_engineering() {
        let text = |employer: &str| {
            format!("# Lena Orvik\n\n## Backend Engineer at {employer}\n\nI keep things going.\n")
        };
        let of = |employer: &str| ids(&read(&text(employer)).domains.specialties).join(" ");
        assert_eq!(of("Odd Robotics"), of("Odd Mills"));
    }

    #[test]
    fn labels_of_skills_are_no_kind_of_engineer() {
        let text = "# Lena Orvik\n\n## Tools\n\n### Security & Cloud\n\n- Git\n\n| Security | Git |\n|---|---|\n| Robotics | Vim |\n";
        assert_eq!(ids(&read(text).domains.specialties), Vec::<&str>::new());
    }

    #[test]
    fn the_name_of_a_sign_is_no_cue() {
        let profile = read("- :telescope: I weave plans in Bergen, and I like it.\n");
        assert_eq!(ids(&profile.domains.industries), Vec::<&str>::new());
    }

    #[test]
    fn many_projects_for_developers_are_a_business() {
        let projects = |count: usize| {
            let items = (0..count).map(|number| format!("- **Loom{number}** - a CLI that weaves plans\n"));
            format!("# Ada Quill\n\n## Projects\n\n{}", items.collect::<String>())
        };
        assert_eq!(ids(&read(&projects(2)).domains.industries), Vec::<&str>::new());
        assert_eq!(ids(&read(&projects(3)).domains.industries), ["developer-tools"]);
    }

    #[test]
    fn both_sides_of_the_web_are_the_whole_stack() {
        let text = "# Lena Orvik\n\n## Skills\n\n- React, Vue.js, TypeScript, CSS, HTML\n- Django, PostgreSQL, Redis, Spring Boot, Java\n";
        let specialties = read(text).domains.specialties;
        let whole = specialties.iter().find(|domain| domain.id == "full-stack");
        assert!(
            whole.is_some_and(|domain| !domain.evidence.is_empty()),
            "{specialties:?}"
        );
    }
}
