//! Positions in a tree that is drawn in a block of code: "├── Engineer @ Acme (2019 – 2021)".

use super::assemble::settle_beginnings;
use super::{Draft, Role, VIA, header, is_of_other};
use crate::extract::document::{Kind, slice};
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::fold;
use crate::extract::{dates, titles};
use crate::profile::DateEnd;

/// What stands before each name in a tree.
const BRANCH: &str = "── ";

/// Reads the branches that name a title and an employer.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    for (index, block) in reading.blocks() {
        if block.kind != Kind::Code
            || !block.text.as_str().contains(BRANCH)
            || is_of_other(reading.section(index))
        {
            continue;
        }
        let mut current = false;
        let mut chronicle = Vec::new();
        for line in reading.lines_of(index) {
            let Some(at) = line.text.find(BRANCH).map(|at| at + BRANCH.len()) else {
                continue;
            };
            if let Some(role) = dated(reading, line, at) {
                chronicle.push(role);
                continue;
            }
            match branch(reading, line, at, current) {
                Some(role) => roles.push(role),
                None => current = is_now(slice(line.text, at..line.text.len())),
            }
        }
        settle_beginnings(&mut chronicle);
        // Of too few entries nobody knows how long they were.
        for role in &mut chronicle {
            let position = &mut role.position;
            position.end = position
                .end
                .filter(|end| Some(*end) != position.start.map(DateEnd::On));
        }
        roles.append(&mut chronicle);
    }
    roles
}

/// "2017 ──●── Acme, Engineer": a branch of a line that is drawn along the time.
fn dated(reading: &Reading<'_>, line: &Line<'_>, at: usize) -> Option<Role> {
    let led = slice(line.text, 0..at);
    let period = dates::first(led).filter(|_| led.starts_with(|letter: char| letter.is_ascii_digit()))?;
    let text = slice(line.text, at..line.text.len());
    let header = header::read(text, reading.taxonomy);
    let (title, company) = (text.get(header.title?)?, header.company?);
    let draft = Draft {
        company: text.get(company.clone()),
        title: Some(title),
        start: period.start,
        end: period.end.or(period.start.map(DateEnd::On)),
        ..Draft::default()
    };
    let named = at + company.start..at + company.end;
    let employs = draft
        .company
        .is_some_and(|name| name.starts_with(char::is_uppercase));
    (employs && titles::is_title(title)).then(|| Role {
        position: draft.position(reading, reading.evidence(line.block, &line.within(&named), VIA)),
        account: vec![(line.block, line.range.clone())],
    })
}

/// "now", "current": the branch of what goes on.
fn is_now(name: &str) -> bool {
    matches!(
        fold(name).as_str(),
        "now" | "current" | "currently" | "present" | "today"
    )
}

fn branch(reading: &Reading<'_>, line: &Line<'_>, at: usize, current: bool) -> Option<Role> {
    let text = slice(line.text, at..line.text.len());
    if !text.contains(" @ ") && !text.contains(" at ") {
        return None;
    }
    let header = header::read(text, reading.taxonomy);
    let (title, company) = (text.get(header.title?)?, header.company?);
    let period = header.period;
    let now = || current.then_some(DateEnd::Present);
    let draft = Draft {
        company: text.get(company.clone()),
        title: Some(title),
        place: header.place.and_then(|place| text.get(place)),
        start: period.as_ref().and_then(|period| period.start),
        end: period.map_or_else(now, |period| period.end),
    };
    let named = at + company.start..at + company.end;
    // "tester @ home.toml" is a file.
    let employs = draft
        .company
        .is_some_and(|name| name.starts_with(char::is_uppercase));
    (employs && titles::is_title(title)).then(|| Role {
        position: draft.position(reading, reading.evidence(line.block, &line.within(&named), VIA)),
        account: vec![(line.block, line.range.clone())],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{company, read};

    #[test]
    fn branches_name_a_title_and_an_employer() {
        let text = "```\nada\n├── now\n│   └── Weaving Engineer @ Lumoraq\n└── before\n    ├── Engineer @ Nordvik (2017-2019)\n    └── notes at home\n```\n";
        let roles = read(text, roles);
        let told: Vec<_> = roles
            .iter()
            .map(|role| (company(&role.position), role.position.is_current()))
            .collect();
        assert_eq!(told, [("Lumoraq", true), ("Nordvik", false)]);
    }

    #[test]
    fn a_line_along_the_time_has_branches() {
        let text = "```\n2013 ──●── Lumoraq, Technician\n       │\n2017 ──●── Vintrel, Weaving Engineer\n       │\n2021 ──●── Ossaban, Tech Lead\n2022 ── looms\n```\n";
        let told = read(text, |reading| {
            let held = |role: &Role| {
                let position = &role.position;
                (
                    company(position).to_owned(),
                    position.start.map(|date| date.year()),
                    position.is_current(),
                )
            };
            roles(reading).iter().map(held).collect::<Vec<_>>()
        });
        let held = |name: &str, year, now| (name.to_owned(), Some(year), now);
        assert_eq!(
            told,
            [
                held("Lumoraq", 2013, false),
                held("Vintrel", 2017, false),
                held("Ossaban", 2021, true)
            ]
        );
    }

    #[test]
    fn files_are_no_positions() {
        let text = "```\nlooms\n├── developer\n│   └── guide.md\n└── tester @ home.toml\n```\n";
        assert_eq!(read(text, roles).len(), 0);
    }
}
