//! Where has the person worked? Positions from headings, lines, tables and sentences.

mod agent;
mod assemble;
mod badges;
mod boxed;
mod breaks;
mod cards;
mod chart;
mod clients;
mod employer;
mod ends;
mod field;
mod fields;
mod header;
mod headers;
mod joined;
mod labels;
mod ladder;
mod line;
mod listed;
mod noise;
mod open;
mod parted;
mod parts;
mod prose;
mod settle;
mod stated;
mod table;
mod technologies;
mod terms;
mod title;
mod told;
mod tree;
mod within;

use std::ops::Range;

pub(super) use badges::facts as badge_facts;
pub(super) use line::is_label;
pub(super) use listed::strings_under;

use super::cues::Cues;
use super::narratives::narratives;
use super::reading::Reading;
use super::sections::Section;
use super::{names, places, titles};
use crate::profile::{Company, DateEnd, Evidence, PartialDate, Position, Via};
use crate::taxonomy::{self, company_name};

/// A position, and the blocks that tell of it.
#[derive(Debug, Default)]
pub(super) struct Role {
    pub(super) position: Position,
    /// Blocks whose skills were used here, and ranges of them.
    pub(super) account: Vec<(usize, Range<usize>)>,
}

/// The most positions of one person; what is more is a list of something else.
pub(super) const MAX_ROLES: usize = 80;

/// The most highlights that a position keeps.
pub(super) const MAX_HIGHLIGHTS: usize = 12;

/// Reads every position, in the order of the text; sentences last.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles = table::roles(reading);
    let coded = fields::roles(reading).into_iter().chain(listed::roles(reading));
    let coded = coded.chain(chart::roles(reading)).chain(boxed::roles(reading));
    let (dated, mut undated): (Vec<_>, Vec<_>) = coded.partition(|role| role.position.start.is_some());
    roles.extend(dated);
    roles.extend(narrated(reading));
    roles.extend(assemble::roles(reading));
    undated.extend(labels::roles(reading));
    undated.extend(badges::roles(reading));
    undated.extend(tree::roles(reading));
    undated.extend(clients::headed(reading));
    undated.extend(prose::roles(reading, roles.is_empty()));
    for role in undated {
        match roles.iter_mut().find(|known| is_same_employer(known, &role)) {
            Some(known) => complete(known, role),
            None => roles.push(role),
        }
    }
    roles.truncate(MAX_ROLES);
    roles
}

/// The positions of projects that questions and answers tell.
fn narrated(reading: &Reading<'_>) -> Vec<Role> {
    let told = narratives(reading).into_iter().map(|told| {
        let whole = 0..reading.text(told.block).len();
        let draft = Draft {
            company: Some(told.company),
            title: Some(told.title),
            place: None,
            start: told.period.start,
            end: told.period.end,
        };
        Role {
            position: draft.position(reading, reading.evidence(told.block, &whole, VIA)),
            account: vec![(told.block, whole)],
        }
    });
    told.collect()
}

/// A table of employers may leave the titles to what else the person says.
fn complete(known: &mut Role, role: Role) {
    if known.position.title.is_none() && role.position.start.is_none() {
        known.position.title = role.position.title;
        known.position.seniority = role.position.seniority;
        known.position.function = role.position.function;
    }
}

fn is_same_employer(left: &Role, right: &Role) -> bool {
    match (&left.position.company, &right.position.company) {
        (Some(left), Some(right)) => {
            let (shorter, longer) = if left.id.len() <= right.id.len() {
                (left, right)
            } else {
                (right, left)
            };
            longer.id == shorter.id
                || longer
                    .id
                    .strip_prefix(&shorter.id)
                    .is_some_and(|rest| rest.starts_with('-'))
        }
        (None, None) => left.position.title == right.position.title,
        _ => false,
    }
}

/// What a rule found before it becomes a position.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Draft<'t> {
    pub(super) company: Option<&'t str>,
    pub(super) title: Option<&'t str>,
    pub(super) place: Option<&'t str>,
    pub(super) start: Option<PartialDate>,
    pub(super) end: Option<DateEnd>,
}

impl Draft<'_> {
    pub(super) fn position(&self, reading: &Reading<'_>, evidence: Evidence) -> Position {
        let company = self.company.map(|raw| company(reading, raw));
        let known = company
            .as_ref()
            .and_then(|company| reading.taxonomy.company(&company.id));
        let known = known.or_else(|| whole_of(reading, &company.as_ref()?.raw));
        let industries = known
            .map(|company| company.industries.clone())
            .unwrap_or_default();
        let title = self.title.map(tidy_title);
        Position {
            seniority: title
                .as_deref()
                .and_then(|title| titles::seniority(reading.taxonomy, title)),
            function: title
                .as_deref()
                .and_then(|title| titles::functions(title).next())
                .map(str::to_owned),
            employment: title.as_deref().and_then(titles::employment),
            company,
            title,
            start: self.start,
            end: self.end,
            location: self.place.map(str::to_owned),
            industries,
            evidence: vec![evidence],
            ..Position::default()
        }
    }
}

/// Words before a title that say when it was held, or that it was.
const TIMES: &[&str] = &[
    "As an ",
    "As a ",
    "As ",
    "as ",
    "Assigned as ",
    "Employed as ",
    "Hired as ",
    "Started as a ",
    "Started as an ",
    "Started as ",
    "Began as a ",
    "Began as an ",
    "Joined as a ",
    "Joined as an ",
    "Joined as ",
    "Most recently ",
    "Now ",
    "now ",
    "most recently ",
    "Served as ",
    "Serving as ",
    "Worked as ",
    "Working as ",
    "Former ",
    "former ",
    "Ex-",
    "ex-",
    "Current ",
    "current ",
    "Currently ",
    "currently ",
    "Past ",
    "past ",
    "Previous ",
    "previous ",
    "Previously ",
    "previously ",
];

/// Words between a title and the client at whom it was held.
static SENT: Cues = Cues::caseless(&[
    " outsourced to ",
    " seconded to ",
    " assigned to ",
    " deployed at ",
    " placed at ",
]);

/// Writes a title on one line, without signs around it.
fn tidy_title(title: &str) -> String {
    let bare = names::bare(title);
    let timeless = TIMES.iter().find_map(|word| bare.strip_prefix(word));
    let bare = timeless.filter(|rest| titles::is_title(rest)).unwrap_or(bare);
    let article = ["a ", "an "]
        .iter()
        .find_map(|article| bare.strip_prefix(article));
    let bare = article.unwrap_or(bare);
    // "Engineer. Built looms"
    let ended = bare.split_once(". ").map(|(title, _)| title);
    let ended = ended.filter(|title| {
        let last = title.rsplit(' ').next().unwrap_or(title);
        last.len() > 3 && !ends::is_abbreviation(last) && titles::is_title(last)
    });
    let bare = ended.unwrap_or(bare);
    let sent = SENT.all_in(bare).next().and_then(|(at, _)| bare.get(..at));
    let bare = sent.filter(|title| titles::is_title(title)).unwrap_or(bare);
    let unbalanced = |open: char, close: char| bare.matches(open).count() != bare.matches(close).count();
    let mut tidy = String::with_capacity(bare.len());
    for word in bare.split_ascii_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    // Most titles stand without brackets.
    if !tidy.contains(['(', ')', '[', ']']) {
        return tidy;
    }
    for pair in [['(', ')'], ['[', ']']] {
        let [open, close] = pair;
        if unbalanced(open, close) {
            tidy = tidy.replace(pair, "");
        }
    }
    tidy
}

/// Names a company as the vocabulary does, else by its own words without the legal form.
fn company(reading: &Reading<'_>, raw: &str) -> Company {
    let raw = raw
        .trim()
        .trim_matches(['*', '_', '`', '"', '@', '[', ']'])
        .trim();
    let raw = without_terms(raw.strip_prefix("the ").unwrap_or(raw));
    // "a small studio called Acme"
    let called = raw.starts_with("a ") || raw.starts_with("an ");
    let raw = called
        .then(|| raw.split_once(" called "))
        .flatten()
        .map_or(raw, |(_, name)| name);
    // "Acme via Bolt Staffing"
    let sent = raw
        .split_once(" via ")
        .filter(|(_, by)| by.starts_with(char::is_uppercase));
    let raw = sent.map_or(raw, |(employer, _)| employer);
    let own = company_name(raw);
    match reading.taxonomy.company_named(raw) {
        Some(known) => Company {
            id: known.id.clone(),
            name: if is_respelling(&known.name, &own.display) {
                known.name.clone()
            } else {
                own.display
            },
            raw: raw.to_owned(),
        },
        None => Company {
            id: own.slug,
            name: own.display,
            raw: raw.to_owned(),
        },
    }
}

/// "Acme Full-time": pages set the terms behind an employer, and copies lose the sign between them.
fn without_terms(name: &str) -> &str {
    const TERMS: [&str; 8] = [
        " Full-time",
        " Part-time",
        " Full time",
        " Part time",
        " Fulltime",
        " Self-employed",
        " Internship",
        " Permanent",
    ];
    let bare = TERMS.iter().find_map(|term| name.strip_suffix(term));
    bare.map_or(name, |bare| bare.trim_end_matches([' ', ',', '-', '·']))
}

/// What parts of a company are called behind its name, where none is a place.
const PARTS: &[&str] = &["AI", "Digital", "Research", "Health", "(contract)"];

/// The most words of a name that are the part's and not the company's.
const PART_WORDS: usize = 2;

/// "Ericsson Hungary", "Vodafone (Egypt)", "Red Hat AI": the known company of which a part bears the name.
fn whole_of<'t>(reading: &Reading<'t>, raw: &str) -> Option<&'t taxonomy::Company> {
    let mut name = raw;
    for _ in 0..PART_WORDS {
        let (whole, _) = name.rsplit_once(' ')?;
        name = whole;
        let part = raw.get(whole.len()..)?.trim_matches([' ', '(', ')', ',']);
        if !PARTS.contains(&part) && !places::is_place(reading.taxonomy, part) {
            continue;
        }
        let known = reading
            .taxonomy
            .company_named(whole.trim_end_matches([',', ' ', '-', '–']));
        if known.is_some() {
            return known;
        }
    }
    None
}

/// A former name is what the text says; a short form or another spelling gives way to the common name.
fn is_respelling(known: &str, own: &str) -> bool {
    let short = own.chars().count() <= 5 && own.chars().all(char::is_uppercase);
    if short || known == own {
        return true;
    }
    let (known, own_slug) = (names::slug(known), names::slug(own));
    known
        .split('-')
        .any(|word| word.len() >= 3 && own_slug.contains(word))
        || known.replace('-', "").contains(&own_slug.replace('-', ""))
}

/// Says whether a part of the document tells of work.
const fn is_work(section: Section) -> bool {
    matches!(section, Section::Experience)
}

/// Says whether what is drawn in a part of the document is no work: a tree of files, a box of tools.
const fn is_of_other(section: Section) -> bool {
    matches!(section, Section::Projects | Section::Education | Section::Skills)
}

/// How a position was seen.
const VIA: Via = Via::Role;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_paragraph_that_begin_with_one_sign_are_positions() {
        let text = "## Experience\n\n🔹 **Senior Engineer** – Lumoraq (Jan 2022 – Present)  \n\
                    🔹 **Intern** – Vintrel (May 2021 – Dec 2021)\n";
        let roles = crate::extract::testing::read(text, read);
        let titles = roles.iter().map(|role| role.position.title.as_deref());
        assert_eq!(
            titles.collect::<Vec<_>>(),
            [Some("Senior Engineer"), Some("Intern")]
        );
    }

    #[test]
    fn terms_behind_a_name_are_none_of_it() {
        assert_eq!(without_terms("Bluewren Energy Full-time"), "Bluewren Energy");
        assert_eq!(without_terms("Lumoraq Looms"), "Lumoraq Looms");
    }

    #[test]
    fn what_an_employer_is_stands_before_what_it_is_called() {
        let name = |raw: &str| crate::extract::testing::read("", |reading| company(reading, raw).name);
        assert_eq!(name("a small agency called Odd & Even"), "Odd & Even");
        assert_eq!(name("Lumoraq called Home"), "Lumoraq called Home");
    }

    #[test]
    fn a_part_of_a_company_is_in_its_business() {
        let of = |name: &str| {
            crate::extract::testing::read("", |reading| {
                whole_of(reading, name).map(|company| company.name.clone())
            })
        };
        assert_eq!(of("Ericsson Hungary").as_deref(), Some("Ericsson"));
        assert_eq!(of("Vodafone (Egypt)").as_deref(), Some("Vodafone"));
        assert_eq!(of("Ericsson, Budapest, Hungary").as_deref(), Some("Ericsson"));
        assert_eq!(of("Ericsson Looms"), None);
        assert_eq!(of("Hungary"), None);
    }

    #[test]
    fn a_title_does_not_say_when_it_was_held() {
        for (title, expected) in [
            ("Former Weaving Engineer", "Weaving Engineer"),
            ("ex-CTO", "CTO"),
            ("Past Lives", "Past Lives"),
            ("Most recently weaving engineer", "weaving engineer"),
            ("Started as a Weaving Engineer", "Weaving Engineer"),
            ("Weaving engineer. Odd looms", "Weaving engineer"),
            ("Sr. Weaving Engineer", "Sr. Weaving Engineer"),
            ("[Intern] Weaving Engineer", "Intern Weaving Engineer"),
        ] {
            assert_eq!(tidy_title(title), expected);
        }
    }
}
