//! Positions in the charts of Mermaid that are drawn along the time: `timeline`, `gantt` and `gitGraph`.

use super::employer::is_company_like;
use super::prose::title::is_whole_title;
use super::{Draft, Role, VIA, header};
use crate::extract::cues::Cues;
use crate::extract::dates;
use crate::extract::document::{Block, Kind};
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::{self, Section};
use crate::extract::titles;
use crate::profile::{DateEnd, PartialDate};

/// What a chart along the time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chart {
    /// `2019 : Engineer at Acme`
    Timeline,
    /// `Engineer at Acme :active, 2019-01, 2021-06`
    Gantt,
    /// `commit id: "2018 Engineer @ Acme"`
    Commits,
}

/// Reads the positions of every such chart.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    for (index, block) in reading.blocks() {
        let other = || matches!(reading.section(index), Section::Projects | Section::Education);
        let Some(chart) = chart(block).filter(|_| !other()) else {
            continue;
        };
        let lines = reading.lines_of(index);
        match chart {
            Chart::Timeline => timeline(reading, lines, &mut roles),
            Chart::Gantt => gantt(reading, lines, &mut roles),
            Chart::Commits => commits(reading, lines, &mut roles),
        }
    }
    roles
}

/// Says whether a block is such a chart.
pub(super) fn is_chart(block: &Block) -> bool {
    chart(block).is_some()
}

fn chart(block: &Block) -> Option<Chart> {
    if block.kind != Kind::Code {
        return None;
    }
    // A line of settings may stand before the kind: `%%{init: …}%%`.
    let mut lines = block.text.as_str().lines().map(str::trim).take(HEAD_LINES);
    match lines.find(|line| !line.is_empty() && !line.starts_with("%%"))? {
        "timeline" | "timeline LR" | "timeline TD" => Some(Chart::Timeline),
        "gantt" => Some(Chart::Gantt),
        "gitGraph" | "gitGraph:" | "gitGraph LR:" | "gitGraph TB:" => Some(Chart::Commits),
        _ => None,
    }
}

/// The kind of a chart stands in one of so many first lines.
const HEAD_LINES: usize = 4;

/// `2019 – 2021 : Engineer at Acme : Lead at Acme`: a time, and what happened then.
fn timeline(reading: &Reading<'_>, lines: &[Line<'_>], roles: &mut Vec<Role>) {
    let mut period = None;
    for line in lines {
        let mut events = line.text.split(':').map(str::trim);
        let time = events.next().unwrap_or_default();
        if !time.is_empty() {
            period = dates::first(time).filter(|period| period.range.start <= 2);
        }
        let Some(held) = period.as_ref().map(|period| (period.start, period.end)) else {
            continue;
        };
        let events: Vec<_> = events.collect();
        match events.as_slice() {
            [first, second] if pair(reading, first, second).is_some() => {
                let names = pair(reading, first, second);
                roles.extend(names.map(|(title, company)| role(reading, line, (Some(title), company), held)));
            }
            _ => roles.extend(
                events
                    .iter()
                    .filter_map(|event| position(reading, line, event, held)),
            ),
        }
    }
}

/// `2019 : Acme : Engineer`: a title and what can only be its employer.
fn pair<'t>(reading: &Reading<'_>, first: &'t str, second: &'t str) -> Option<(&'t str, &'t str)> {
    let titled = |words: &str| titles::is_title(words) && words.split(' ').count() <= PAIR_WORDS;
    let (title, name) = match (titled(first), titled(second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return None,
    };
    let named = name.starts_with(char::is_uppercase) && name.split(' ').count() <= PAIR_WORDS;
    let tool = reading.taxonomy.skill_named(name).is_some() && reading.taxonomy.company_named(name).is_none();
    (named && !tool && !title.contains([',', '.']) && is_company_like(reading.taxonomy, name))
        .then_some((title, name))
}

/// The most words of either.
const PAIR_WORDS: usize = 5;

/// `commit id: "2018 Engineer @ Acme"`: what is written on a commit of a drawn history.
fn commits(reading: &Reading<'_>, lines: &[Line<'_>], roles: &mut Vec<Role>) {
    for line in lines.iter().filter(|line| line.text.contains("commit")) {
        let Some(told) = line.text.split('"').nth(1) else {
            continue;
        };
        let period = dates::first(told);
        let held = period.map_or((None, None), |period| (period.start, period.end));
        if told.contains('@') || told.contains(" at ") {
            roles.extend(position(reading, line, told, held));
        }
    }
}

/// `section Acme` and `Engineer :done, 2019-01, 2021-06`: a task with its time, in the part of its employer.
fn gantt(reading: &Reading<'_>, lines: &[Line<'_>], roles: &mut Vec<Role>) {
    let mut employer = None;
    let mut career = lines
        .first()
        .is_some_and(|line| reading.section(line.block) == Section::Experience);
    for line in lines {
        if let Some(title) = line.text.strip_prefix("title ") {
            career |= CAREER.are_in(title);
        } else if let Some(name) = line.text.strip_prefix("section ") {
            employer = Some(name.trim()).filter(|name| {
                let named = name.starts_with(char::is_uppercase) && sections::named(name).is_none();
                named && is_company_like(reading.taxonomy, name) && !titles::is_title(name)
            });
        } else if let Some((task, about)) = line.text.split_once(':') {
            let (task, held) = (task.trim(), held(about));
            let at = position(reading, line, task, held);
            let within = || {
                let company = employer.filter(|_| career && held.0.is_some() && is_whole_title(task));
                Some(role(reading, line, (Some(task), company?), held))
            };
            roles.extend(at.or_else(within));
        }
    }
}

/// Words in the title of a chart that is about somebody's work.
static CAREER: Cues = Cues::caseless(&[
    "career",
    "experience",
    "work",
    "employment",
    "journey",
    "jobs",
    "my path",
    "resume",
    "professional",
    "history",
]);

/// `done, a1, 2019-01-15, 2021-06-30`: what goes on is `active`, whatever end was drawn.
fn held(about: &str) -> (Option<PartialDate>, Option<DateEnd>) {
    let mut found = about.split(',').map(str::trim).filter(|part| {
        part.len() >= YEAR_BYTES && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    });
    let mut date = || found.next().and_then(dates::first).and_then(|date| date.start);
    let (start, end) = (date(), date());
    let active = about.split(',').any(|part| part.trim() == "active");
    (
        start,
        if active {
            Some(DateEnd::Present)
        } else {
            end.map(DateEnd::On)
        },
    )
}

const YEAR_BYTES: usize = 4;

/// "Engineer at Acme": what names both.
fn position(
    reading: &Reading<'_>,
    line: &Line<'_>,
    event: &str,
    held: (Option<PartialDate>, Option<DateEnd>),
) -> Option<Role> {
    let joined = [" at ", " @ ", " @", ", ", " - ", " – ", " — ", " (", " | "]
        .iter()
        .any(|joint| event.contains(joint));
    if !joined || event.split(' ').count() > EVENT_WORDS {
        return None;
    }
    let header = header::read(event, reading.taxonomy);
    let (title, company) = (event.get(header.title?)?, event.get(header.company?)?);
    let named = company.starts_with(char::is_uppercase) && titles::is_title(title);
    named.then(|| role(reading, line, (Some(title), company), held))
}

/// The most words of an event that is a position.
const EVENT_WORDS: usize = 14;

fn role(
    reading: &Reading<'_>,
    line: &Line<'_>,
    (title, company): (Option<&str>, &str),
    (start, end): (Option<PartialDate>, Option<DateEnd>),
) -> Role {
    let draft = Draft {
        company: Some(company),
        title,
        start,
        end,
        ..Draft::default()
    };
    let whole = 0..line.text.len();
    Role {
        position: draft.position(reading, reading.evidence(line.block, &line.within(&whole), VIA)),
        account: vec![(line.block, line.range.clone())],
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::{held, read};

    #[track_caller]
    fn check(code: &str, expected: &[(&str, &str, Option<u16>)]) {
        let text = format!("```mermaid\n{code}\n```\n");
        let roles = read(&text, super::roles);
        let found = held(roles.iter().map(|role| &role.position));
        assert_eq!(found, expected, "{code}");
    }

    #[test]
    fn a_timeline_tells_when_a_position_began() {
        check(
            "timeline\n    title Looms\n    2016 : Engineer at Lumoraq\n    2019 : Lead Engineer at Vintrel\n         : CTO at Ossaban",
            &[
                ("Lumoraq", "Engineer", Some(2016)),
                ("Vintrel", "Lead Engineer", Some(2019)),
                ("Ossaban", "CTO", Some(2019)),
            ],
        );
        check(
            "timeline\n    2021 : 0.1\n    2022 : 1.0 with plugins, moved to Rust",
            &[],
        );
        check("flowchart LR\n    2021 : Engineer at Lumoraq", &[]);
    }

    #[test]
    fn the_parts_of_a_chart_of_a_career_are_employers() {
        let tasks = "section Lumoraq\n    Engineer :done, 2016-03, 2019-06\n    Staff Engineer :active, a2, 2019-07, 2026-01";
        check(
            &format!("gantt\n    title My career\n    dateFormat YYYY-MM\n    {tasks}"),
            &[
                ("Lumoraq", "Engineer", Some(2016)),
                ("Lumoraq", "Staff Engineer", Some(2019)),
            ],
        );
        check(&format!("gantt\n    title The plan\n    {tasks}"), &[]);
        check(
            "gantt\n    section Work\n    Architect at Vintrel :2018-09-01, 2024-05-01",
            &[("Vintrel", "Architect", Some(2018))],
        );
    }
}
