//! Positions in a box that is drawn in a block of code: "│ Acme   Senior Engineer   2021 – now │".

use std::ops::Range;

use super::line::is_period;
use super::{Draft, Role, VIA, header, is_of_other};
use crate::extract::dates::{self, Period};
use crate::extract::document::{Block, Kind};
use crate::extract::reading::Reading;
use crate::extract::titles;
use crate::profile::DateEnd;

/// Signs of which the sides of a box are drawn.
const SIDES: &[char] = &['│', '║', '┃', '|'];

/// Reads the rows that name a title and an employer, with a time there or on the next row.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    for (index, block) in reading.blocks() {
        if !is_boxed(block) || is_of_other(reading.section(index)) {
            continue;
        }
        let rows: Vec<_> = reading
            .lines_of(index)
            .iter()
            .filter_map(|line| Some((line, inside(line.text)?)))
            .collect();
        for (at, (line, row)) in rows.iter().enumerate() {
            let next = rows.get(at + 1).map(|(_, next)| *next);
            let below = next.filter(|next| is_period(next)).and_then(dates::first);
            if let Some(draft) = draft(reading, row, below.as_ref()) {
                let evidence = reading.evidence(line.block, &line.range, VIA);
                roles.push(Role {
                    position: draft.position(reading, evidence),
                    account: vec![(line.block, line.range.clone())],
                });
            }
        }
    }
    roles
}

/// Says whether several lines of a block of code stand between the sides of a box.
pub(super) fn is_boxed(block: &Block) -> bool {
    let text = block.text.as_str();
    block.kind == Kind::Code
        && text.contains(SIDES)
        && text
            .lines()
            .filter(|line| inside(line).is_some())
            .nth(1)
            .is_some()
}

/// The words between the sides, without the signs of an item.
fn inside(line: &str) -> Option<&str> {
    let row = line.trim().strip_prefix(SIDES)?.strip_suffix(SIDES)?;
    let row =
        row.trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '(' | ')' | '.'));
    (!row.is_empty()).then_some(row)
}

fn draft<'t>(reading: &Reading<'_>, row: &'t str, below: Option<&Period>) -> Option<Draft<'t>> {
    let header = header::read(row, reading.taxonomy);
    let words = |range: Option<Range<usize>>| range.and_then(|range| row.get(range));
    let (title, company) = (words(header.title)?, words(header.company)?);
    let period = header.period.as_ref().or(below)?;
    let draft = Draft {
        company: Some(company),
        title: Some(title),
        place: words(header.place),
        start: period.start,
        end: period.end.or(period.start.map(DateEnd::On)),
    };
    (titles::is_title(title) && company.starts_with(char::is_uppercase)).then_some(draft)
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::{held, read};

    #[track_caller]
    fn check(code: &str, expected: &[(&str, &str, Option<u16>)]) {
        let text = format!("```\n{code}\n```\n");
        let roles = read(&text, super::roles);
        let found = held(roles.iter().map(|role| &role.position));
        assert_eq!(found, expected, "{code}");
    }

    #[test]
    fn rows_of_a_box_are_positions() {
        let expected = [
            ("Lumoraq", "Senior Engineer", Some(2021)),
            ("Vintrel", "Weaving Engineer", Some(2018)),
        ];
        check(
            "+---------------------------------------+\n\
             | Lumoraq   Senior Engineer  2021 - now |\n\
             | Vintrel   Weaving Engineer 2018 - 2021|\n\
             +---------------------------------------+",
            &expected,
        );
        check(
            "╭──────────────────────────────╮\n│ Work                         │\n│ • Senior Engineer @ Lumoraq  │\n\
             │   2021 – present             │\n│ • Weaving Engineer @ Vintrel │\n│   2018 – 2021                │\n\
             ╰──────────────────────────────╯",
            &expected,
        );
    }

    #[test]
    fn other_boxes_hold_no_positions() {
        check(
            "┌──────────────┐\n│ Weaver       │\n│ looms since 2019 │\n│ Lumoraq v2   │\n└──────────────┘",
            &[],
        );
        check("Lumoraq | Senior Engineer | 2021 - now", &[]);
    }
}
