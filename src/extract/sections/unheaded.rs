//! Positions that no heading announces: paragraphs with a title on one line and a period on the next.

use std::ops::Range;

use super::Section;
use crate::extract::document::{Block, Document, Kind, slice};
use crate::extract::{dates, education, titles};

/// So many positions make a part about work.
const POSITIONS: usize = 2;

/// So many lines that each name a title first and a period last make one as well.
const ENTRIES: usize = 3;

/// The most bytes of such a line.
const ENTRY_BYTES: usize = 140;

/// The most words of a title.
const TITLE_WORDS: usize = 10;

/// The most bytes of a line beside its period.
const PERIOD_SIGNS: usize = 4;

/// Returns the blocks from the first position on that no heading says anything of, if there are some; below a heading of
/// skills they stand where a page has its own headings drawn and not written.
pub(super) fn positions(blocks: &[Block], sections: &[Section]) -> Option<Range<usize>> {
    positions_in(blocks, sections, &[Section::Open, Section::About])
        .or_else(|| positions_in(blocks, sections, &[Section::Skills]))
}

fn positions_in(blocks: &[Block], sections: &[Section], free: &[Section]) -> Option<Range<usize>> {
    let free = |index: usize| sections.get(index).is_some_and(|section| free.contains(section));
    let mut lines = Vec::new();
    for (index, block) in blocks.iter().enumerate().filter(|(index, _)| free(*index)) {
        if block.kind == Kind::Paragraph {
            let text = block.text.as_str();
            let own = block.text.lines().enumerate();
            lines.extend(own.map(|(number, line)| (index, slice(text, line), number == 0 && block.apart)));
        }
    }
    let beside = |pair: &&[(usize, &str, bool)]| match pair {
        [(_, upper, _), (_, lower, apart)] => {
            !apart && (is_title(upper) && is_period(lower) || is_period(upper) && is_title(lower))
        }
        _ => false,
    };
    let mut found = lines.windows(2).filter(beside).filter_map(|pair| pair.first());
    let mut entries = lines.iter().filter(|(_, line, apart)| *apart && is_entry(line));
    let first = match found.next() {
        Some((first, ..)) if found.count() + 1 >= POSITIONS => first,
        _ => {
            let (first, ..) = entries.next()?;
            (entries.count() + 1 >= ENTRIES).then_some(first)?
        }
    };
    let end = (*first..blocks.len()).find(|index| sections.get(*index) != sections.get(*first));
    Some(*first..end.unwrap_or(blocks.len()))
}

fn is_title(line: &str) -> bool {
    line.split_ascii_whitespace().count() <= TITLE_WORDS && titles::is_title(line)
}

/// "Engineer, Acme, Oslo, 2018 - 2020".
fn is_entry(line: &str) -> bool {
    let title = line.split([',', '|']).next().unwrap_or(line);
    let ends = |period: &dates::Period| period.range.end + PERIOD_SIGNS >= line.len();
    line.len() <= ENTRY_BYTES
        && title.len() < line.len()
        && is_title(title)
        && dates::first(line).is_some_and(|period| ends(&period))
}

/// "September 2018 - Current", and nothing else.
fn is_period(line: &str) -> bool {
    dates::first(line).is_some_and(|period| {
        period.end.is_some() && line.len().saturating_sub(period.range.len()) <= PERIOD_SIGNS
    })
}

/// "# Acme" behind "# Work Experience": below a heading of the same level that names no part, a position or a degree
/// tells that the part goes on.
pub(super) fn goes_on(beside: Section, document: &Document<'_>, heading: usize) -> bool {
    let blocks = document.blocks.iter().skip(heading);
    let level = document.blocks.get(heading).map(|block| block.kind);
    // "# Acme (2019 – 2021)" and below it "## Engineer" are one position.
    let deeper = |block: &Block| match (level, block.kind) {
        (Some(Kind::Heading(own)), Kind::Heading(inner)) => beside == Section::Experience && inner > own,
        (_, kind) => !matches!(kind, Kind::Heading(_) | Kind::Cell(_)),
    };
    let mut own = blocks
        .enumerate()
        .take_while(|(at, block)| *at == 0 || *at <= OWN_BLOCKS && deeper(block));
    let text = document
        .blocks
        .get(heading)
        .map_or("", |block| block.text.as_str());
    match beside {
        Section::Experience => {
            let (mut titled, mut dated) = (false, false);
            own.flat_map(|(_, block)| block.text.as_str().lines().take(2))
                .any(|line| {
                    let short = line.len() <= ENTRY_BYTES;
                    let period = || dates::first(line).is_some_and(|period| period.end.is_some());
                    titled = titled || short && titles::is_title(line);
                    dated = dated || short && period();
                    titled && dated
                })
        }
        Section::Education => {
            education::is_school(text) && own.any(|(_, block)| education::is_degree(block.text.as_str()))
        }
        _ => false,
    }
}

/// So many blocks below its heading say what an entry is.
const OWN_BLOCKS: usize = 2;

#[cfg(test)]
mod tests {
    use crate::extract::sections::Section;
    use crate::extract::testing::section;

    const POSITIONS: &str = "I weave.\n\nHead Weaver and Engineer\nMay 2018 - Current\nLumoraq, Oslo\n\n- wove\n\n\
                             Engineer\nMay 2016 - June 2018\nVintrel\n";

    #[test]
    fn positions_need_no_heading() {
        assert_eq!(section(POSITIONS, "Lumoraq"), Section::Experience);
        assert_eq!(section(POSITIONS, "Vintrel"), Section::Experience);
        assert_eq!(section(POSITIONS, "I weave"), Section::Open);
        let schools = format!("{POSITIONS}\n## Education\n\nOrvik College\n");
        assert_eq!(section(&schools, "Orvik"), Section::Education);
    }

    #[test]
    fn positions_on_lines_of_their_own_need_none_either() {
        let text = "**Engineer**, Lumoraq, Oslo, _2018 - 2020_\n\n* wove\n\n**Intern**, Vintrel, _Fall 2016 - Summer 2017_\n\n\
                    * dyed\n\n**Analyst**, Orvik, _2015_\n\n* spun\n";
        assert_eq!(section(text, "Vintrel"), Section::Experience);
        assert_eq!(
            section("**Engineer**, Lumoraq, Oslo, _2018 - 2020_\n", "Lumoraq"),
            Section::Open
        );
    }

    #[test]
    fn positions_can_follow_skills_on_a_page_without_headings() {
        let skills = format!("## Skills\n\n- weaving\n\n{POSITIONS}");
        assert_eq!(section(&skills, "Vintrel"), Section::Experience);
        assert_eq!(section(&skills, "weaving"), Section::Skills);
        let led = format!("{skills}\n## Experience\n\n## Projects\n\nA loom\n");
        assert_eq!(section(&led, "Vintrel"), Section::Experience);
        let elsewhere = format!("{skills}\n## Experience\n\nEngineer at Orvik\n");
        assert_eq!(section(&elsewhere, "Vintrel"), Section::Skills);
    }

    #[test]
    fn a_single_one_or_those_of_another_part_make_none() {
        let single = "Engineer\nMay 2016 - June 2018\nVintrel\n";
        assert_eq!(section(single, "Vintrel"), Section::Open);
        let projects = format!("## Projects\n\n{POSITIONS}");
        assert_eq!(section(&projects, "Vintrel"), Section::Projects);
    }
}
