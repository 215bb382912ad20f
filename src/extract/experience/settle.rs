//! What stands beside a title belongs to it where the line names the employer elsewhere.

use std::ops::Range;

use super::employer::reads_as_company;
use super::field::{is_field, is_field_of_work};
use super::header::Header;
use super::joined::ends_with_form;
use super::parts::Part;
use super::technologies::is_written_in;
use super::title::{before_employer, is_part_of_employer, with_bracket};
use crate::extract::document::slice;
use crate::extract::{dates, education, places};
use crate::taxonomy::Taxonomy;

/// "Senior Engineer, Frontend" on a line that names no employer: what follows the comma is a field of work.
pub(super) fn settle_field(line: &str, header: &mut Header, taxonomy: &Taxonomy) {
    let (Some(title), Some(company)) = (&mut header.title, &header.company) else {
        return;
    };
    let field = slice(line, company.clone());
    let known = || taxonomy.company_named(field).is_some();
    let of_work = || {
        is_field_of_work(field, taxonomy)
            || is_field(field, taxonomy) && taxonomy.skill_named(field).is_none()
    };
    if title.start <= 2 && slice(line, title.end..company.start) == ", " && !known() && of_work() {
        title.end = company.end;
        header.company = None;
    }
}

/// "Engineer - Python/PHP", "Engineer – Go / Rust": what a dash adds to a title and names what the work is done in.
pub(super) fn with_technologies(
    line: &str,
    title: &mut Range<usize>,
    rest: &mut Vec<Part>,
    taxonomy: &Taxonomy,
) {
    let mut joints: &[&str] = &[" - ", " – ", " — "];
    while let Some((at, part)) = rest
        .iter()
        .enumerate()
        .find(|(_, part)| part.range.start > title.end)
    {
        let text = slice(line, part.range.clone());
        let joined = joints.contains(&slice(line, title.end..part.range.start));
        if !joined || text.contains([',', '(']) || !is_written_in(text, taxonomy) {
            return;
        }
        title.end = part.range.end;
        joints = &[" / "];
        let _technologies = rest.remove(at);
    }
}

/// "Data Engineer / Pricing – Acme", "Engineer / Payments, Acme": what a slash adds to a title is its team, where another sign
/// leads to the employer.
pub(super) fn without_slashed_team(
    line: &str,
    title: &Range<usize>,
    rest: &mut Vec<Part>,
    taxonomy: &Taxonomy,
) {
    let slashed =
        |part: &Part| part.range.start > title.end && slice(line, title.end..part.range.start) == " / ";
    let Some(at) = line
        .contains(" / ")
        .then(|| rest.iter().position(slashed))
        .flatten()
    else {
        return;
    };
    let Some(team) = rest.get(at).map(|part| part.range.clone()) else {
        return;
    };
    let is_named = |name: &str| {
        taxonomy.company_named(name).is_none()
            && name.split(' ').count() <= TEAM_WORDS
            && !ends_with_form(name)
    };
    let employs = |name: &str| {
        reads_as_company(name) && !places::is_place(taxonomy, name) && dates::first(name).is_none()
    };
    let next = rest.get(at + 1).map(|part| part.range.clone());
    if let Some(next) = next {
        let other = slice(line, team.end..next.start) != " / ";
        if other && is_named(slice(line, team)) && employs(slice(line, next)) {
            let _team = rest.remove(at);
        }
    } else if let Some((inner, name)) = slice(line, team.clone()).split_once(", ")
        && is_named(inner)
        && employs(name)
        && !ends_with_form(slice(line, team.clone()))
        && let Some(part) = rest.get_mut(at)
    {
        *part = Part::named(team.end - name.len()..team.end, false);
    }
}

/// Gives the title what stands beside it and is no employer.
pub(super) fn settle_title(line: &str, parts: &[Part], header: &mut Header, taxonomy: &Taxonomy) {
    let (Some(title), Some(company)) = (&mut header.title, &mut header.company) else {
        return;
    };
    let told = parts
        .iter()
        .find(|part| part.employer)
        .map(|part| part.range.clone());
    if let Some(employer) = told.filter(|employer| employer.start > title.end) {
        title.end = before_employer(line, title, &employer, taxonomy).unwrap_or(title.end);
        // "Engineer at Acme, Berlin": the employer is known without its place.
        if company.start != employer.start || company.end > employer.end {
            *company = employer;
        }
    } else if matches!(slice(line, title.end..company.start), " - " | " – " | " — ")
        && let Some((field, name)) = slice(line, company.clone()).split_once(", ")
        && (is_field_of_work(field, taxonomy) || is_team_of(field, name, taxonomy))
    {
        // "Engineer - Data, Acme"
        title.end = company.start + field.len();
        company.start = title.end + ", ".len();
    }
    // "Acme – Director, Information Technology"
    if company.end <= title.start
        && let Some(field) = slice(line, title.end..line.len()).strip_prefix(", ")
    {
        let field = field
            .split([',', '|', '(', '*', '\t', '·'])
            .next()
            .unwrap_or_default()
            .trim_end();
        if is_field_of_work(field, taxonomy) {
            title.end += ", ".len() + field.len();
        }
    }
    title.end = with_bracket(line, title, company, taxonomy).unwrap_or(title.end);
}

/// "Engineer - Odd Looms, Acme": a few words before the name of a company that is known.
fn is_team_of(team: &str, name: &str, taxonomy: &Taxonomy) -> bool {
    let known = |name: &str| taxonomy.company_named(name).is_some();
    team.split(' ').count() <= TEAM_WORDS && known(name) && !known(team)
}

/// The most words of a team's name.
pub(super) const TEAM_WORDS: usize = 3;

/// "Keeper of Clocks at Acme (2019 – 2021)": a title that no list of titles knows.
pub(super) fn unlisted_title(line: &str, parts: &[Part]) -> Option<Range<usize>> {
    let at = parts.iter().position(|part| part.employer)?;
    let before = parts.get(at.checked_sub(1)?)?;
    let text = slice(line, before.range.clone());
    let named = text.starts_with(char::is_uppercase)
        && text.split_ascii_whitespace().count() <= 6
        && !text.contains(',')
        && reads_as_company(text)
        && !education::is_school(text)
        && !is_part_of_employer(text)
        && !TOLD.iter().any(|word| text.starts_with(word));
    named.then(|| before.range.clone())
}

/// "Weaving Analysis": says whether words are a kind of work.
pub(super) fn is_work(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text).to_lowercase();
    text.contains(' ') && WORKS.contains(&last.as_str())
}

/// Last words of what is done at work, lower case.
const WORKS: &[&str] = &[
    "administration",
    "analysis",
    "analytics",
    "architecture",
    "automation",
    "consulting",
    "coordination",
    "design",
    "development",
    "engineering",
    "integration",
    "internship",
    "leadership",
    "maintenance",
    "management",
    "marketing",
    "migration",
    "operations",
    "planning",
    "programming",
    "research",
    "sales",
    "strategy",
    "support",
    "teaching",
    "testing",
    "training",
    "tutoring",
];

/// Beginnings of what is told of a place and is no title.
const TOLD: &[&str] = &[
    "My ",
    "The ",
    "Time",
    "Life",
    "Work ",
    "Worked",
    "Working",
    "Works",
    "I ",
    "We ",
    "Interned",
    "Served",
    "Started",
    "Hired",
    "Employed",
    "Studied",
    "Joined",
    "Since",
    "Experience",
    "Currently",
    "Previously",
    "Now",
];
