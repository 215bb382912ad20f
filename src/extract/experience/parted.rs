//! Which of the parts beside a title is the company, and which the place.

use std::ops::Range;

use super::employer::reads_as_company;
use super::joined::ends_with_form;
use super::parts::Part;
use super::settle::TEAM_WORDS;
use super::technologies::is_written_in;
use super::title::is_part_of_employer;
use crate::extract::document::slice;
use crate::extract::{dates, education, places};
use crate::taxonomy::Taxonomy;

/// Says whether a part can only be the employer.
pub(super) fn names_employer(line: &str, part: &Part, taxonomy: &Taxonomy) -> bool {
    part.employer || taxonomy.company_named(slice(line, part.range.clone())).is_some()
}

/// Which of the parts beside the company is a place.
pub(super) fn place_beside<'p>(
    line: &str,
    parts: &'p [Part],
    company: Option<usize>,
    taxonomy: &Taxonomy,
) -> Option<&'p Part> {
    parts
        .iter()
        .enumerate()
        .filter(|(index, _)| Some(*index) != company)
        .map(|(_, part)| part)
        .find(|part| part.is_place(taxonomy, line))
}

/// "Engineer, Looms Team 2": says whether what stands beside a title is a team.
pub(super) fn is_team(text: &str) -> bool {
    let name = text.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    [" Team", " team", " Squad", " squad"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// "Engineer, Search Infrastructure, Acme": last words of what teams are called and companies hardly ever.
const TEAM_ENDS: &[&str] = &[
    " APIs",
    " Apps",
    " Department",
    " Development",
    " Engineering",
    " Experience",
    " Growth",
    " Infrastructure",
    " Operations",
    " Payments",
    " Platform",
    " Reliability",
    " Search",
    " Tooling",
    " Tools",
];

/// Says whether words between a title and an employer name the team.
pub(super) fn is_team_before(team: &str, employer: &str, taxonomy: &Taxonomy) -> bool {
    let few = team.split(' ').count() <= TEAM_WORDS && !ends_with_form(team);
    let named = || TEAM_ENDS.iter().any(|end| team.ends_with(end)) && reads_as_company(employer);
    let known = |name: &str| taxonomy.company_named(name.trim_end_matches('.')).is_some();
    is_team(team)
        || few
            && !known(team)
            && (named() || known(employer) && !education::is_school(employer))
            && !places::is_place(taxonomy, team)
}

/// Which part is the company: "Engineer (Looms) - Acme" has it in brackets only where nothing else is one.
pub(super) fn company_at(line: &str, parts: &[Part], titled: bool, taxonomy: &Taxonomy) -> Option<usize> {
    let is_aside = |part: &Part| slice(line, 0..part.range.start).ends_with('(');
    let first = |aside: bool| {
        parts.iter().position(|part| {
            let text = slice(line, part.range.clone());
            is_aside(part) == aside
                && reads_as_company(text)
                && !part.is_place(taxonomy, line)
                && !(titled && is_written_in(text, taxonomy))
                && !is_whole_date(text)
        })
    };
    let employer = parts.iter().position(|part| part.employer);
    // "Acme Ltd @ Bolt": without a title, the one with the form of a company sent the person to the other.
    let sender = parts.iter().position(|part| {
        let text = slice(line, part.range.clone());
        !titled && employer.is_some() && !part.employer && ends_with_form(text) && reads_as_company(text)
    });
    let employer = sender.filter(|at| Some(*at) < employer).or(employer);
    let beside = first(false);
    // "Engineer, Looms Dept (Acme)": a part of an employer gives way to a known one.
    let text = |at: usize| parts.get(at).map(|part| slice(line, part.range.clone()));
    let part = beside.and_then(text).is_some_and(is_part_of_employer);
    let known = |at: &usize| text(*at).is_some_and(|name| taxonomy.company_named(name).is_some());
    let aside = || first(true).filter(|at| beside.is_none() || part && known(at));
    let beside = beside.filter(|_| !part || aside().is_none());
    employer.or(beside).or_else(aside)
}

/// "Sept 2019": says whether a part is a date, and no name.
fn is_whole_date(text: &str) -> bool {
    let whole = |rest: &str| !rest.contains(char::is_alphabetic);
    text.ends_with(|letter: char| letter.is_ascii_digit())
        && dates::first(text)
            .is_some_and(|date| date.range.start == 0 && whole(slice(text, date.range.end..text.len())))
}

/// "Acme, makers of looms for the mills of the north": the name before what is told of it.
pub(super) fn described(line: &str, part: &Part, taxonomy: &Taxonomy) -> Option<Range<usize>> {
    let (name, told) = slice(line, part.range.clone()).split_once(", ")?;
    let telling =
        told.split_ascii_whitespace().count() >= 3 && told.contains(' ') && !part.is_place(taxonomy, line);
    (telling && name.starts_with(char::is_uppercase) && reads_as_company(name))
        .then(|| part.range.start..part.range.start + name.len())
}

/// "Planner, Odd and Even Looms, Google": words between a title and a company that everybody knows name a part of it.
pub(super) fn is_before_known(field: &str, last: &str, taxonomy: &Taxonomy) -> bool {
    let known = |name: &str| taxonomy.company_named(name.trim_end_matches('.')).is_some();
    let joined = [" and ", " & "].iter().any(|joint| field.contains(joint));
    joined && known(last) && !known(field) && !ends_with_form(field)
}

/// Last words of places' names.
const LANDSCAPES: &[&str] = &[
    "Island", "Beach", "Hills", "Springs", "Park", "Heights", "Falls", "Valley", "Lake", "Creek", "Bay",
];

/// "North Head Island, ME": a place with a word of titles in its name.
pub(super) fn is_titled_place(text: &str, taxonomy: &Taxonomy) -> bool {
    let name = text.split(',').next().unwrap_or(text);
    let last = name.split_ascii_whitespace().next_back();
    last.is_some_and(|word| LANDSCAPES.contains(&word)) && places::is_place(taxonomy, text)
}
