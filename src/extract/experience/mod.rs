//! Where has the person worked? Positions from headings, lines, tables and sentences.

mod assemble;
mod header;
mod prose;
mod table;

use std::ops::Range;

pub(super) use assemble::is_label;
pub(super) use table::columns as table_columns;

use super::reading::Reading;
use super::sections::Section;
use super::{names, titles};
use crate::profile::{Company, DateEnd, Evidence, PartialDate, Position, Via};

/// A position, and the blocks that tell of it.
#[derive(Debug, Default)]
pub(super) struct Role {
    pub(super) position: Position,
    /// Blocks whose skills were used here, and ranges of them.
    pub(super) account: Vec<(usize, Range<usize>)>,
}

/// The most positions of one person; what is more is a list of something else.
const MAX_ROLES: usize = 80;

/// The most highlights that a position keeps.
const MAX_HIGHLIGHTS: usize = 12;

/// Reads every position, in the order of the text; sentences last.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles = table::roles(reading);
    roles.extend(assemble::roles(reading));
    for role in prose::roles(reading) {
        let known = roles.iter().any(|known| is_same_employer(known, &role));
        if !known {
            roles.push(role);
        }
    }
    roles.truncate(MAX_ROLES);
    roles
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
#[derive(Debug, Default)]
struct Draft<'t> {
    company: Option<&'t str>,
    title: Option<&'t str>,
    place: Option<&'t str>,
    start: Option<PartialDate>,
    end: Option<DateEnd>,
}

/// Legal forms that are no part of a company's common name.
const FORMS: &[&str] = &[
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "llc",
    "l.l.c.",
    "gmbh",
    "pvt",
    "pvt.",
    "pte",
    "pte.",
    "limited",
    "private",
    "corp",
    "corp.",
    "corporation",
    "s.l.",
    "s.a.",
    "sa",
    "ag",
    "b.v.",
    "bv",
    "plc",
    "co.",
    "llp",
    "s.r.l.",
    "srl",
    "sarl",
    "sas",
    "oy",
    "ab",
    "s.p.a.",
    "spa",
    "kg",
    "e.v.",
    "ltda",
    "ltda.",
    "fze",
    "pty",
];

impl Draft<'_> {
    fn position(&self, reading: &Reading<'_>, evidence: Evidence) -> Position {
        let company = self.company.map(|raw| company(reading, raw));
        let industries = company
            .as_ref()
            .and_then(|company| reading.taxonomy.company(&company.id))
            .map(|company| company.industries.clone())
            .unwrap_or_default();
        let title = self.title.map(tidy_title);
        Position {
            seniority: title.as_deref().and_then(titles::seniority),
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

/// Writes a title on one line, without signs around it.
fn tidy_title(title: &str) -> String {
    let bare = names::bare(title);
    let unbalanced = bare.matches('(').count() != bare.matches(')').count();
    let tidy = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    if unbalanced {
        tidy.replace(['(', ')'], "")
    } else {
        tidy
    }
}

/// Names a company as the vocabulary does, else by its own words without the legal form.
fn company(reading: &Reading<'_>, raw: &str) -> Company {
    let raw = raw
        .trim()
        .trim_matches(['*', '_', '`', '"', '@', '[', ']'])
        .trim();
    if let Some(known) = reading.taxonomy.company_named(raw) {
        return Company {
            id: known.id.clone(),
            name: known.name.clone(),
            raw: raw.to_owned(),
        };
    }
    let mut words: Vec<&str> = raw.split_whitespace().collect();
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| FORMS.contains(&word.to_lowercase().trim_end_matches(',')))
    {
        let _form = words.pop();
    }
    let mut name = words.join(" ").trim_end_matches([',', '.']).to_owned();
    if name.is_empty() {
        raw.clone_into(&mut name);
    }
    Company {
        id: names::slug(&name),
        name,
        raw: raw.to_owned(),
    }
}

/// Says whether a part of the document tells of work.
const fn is_work(section: Section) -> bool {
    matches!(section, Section::Experience)
}

/// How a position was seen.
const VIA: Via = Via::Role;
