//! Projects told in questions and answers, each under a heading that names the employer and the time:
//! "## 1. A loom for mills (Acme, Jan 2021 – Jun 2024)", and below it "What was your role?".

use std::ops::Range;

use super::dates::{self, Period};
use super::document::{Kind, slice, trim_by};
use super::reading::Reading;
use super::sections::{Section, fold, unnumbered};
use super::titles;

/// What a heading and the answers below it say.
#[derive(Debug)]
pub(super) struct Narrative<'t> {
    /// The heading's block.
    pub(super) block: usize,
    /// The project's name, in the heading.
    pub(super) name: Range<usize>,
    pub(super) company: &'t str,
    pub(super) title: &'t str,
    pub(super) period: Period,
}

/// Questions about the writer's part, folded.
const QUESTIONS: &[&str] = &[
    "what was your role",
    "what was my role",
    "your role",
    "my role",
    "role",
    "what did you do",
];

/// Words before whoever employed the writer, where the heading names whom the project was for.
const EMPLOYED: &[&str] = &["employed by ", "working for ", "on behalf of "];

/// The most blocks between a heading and the answer.
const APART: usize = 12;

/// Reads every narrative that tells the writer's part.
pub(super) fn narratives<'t>(reading: &Reading<'t>) -> Vec<Narrative<'t>> {
    let headings = reading.blocks().filter(|(index, block)| {
        let section = reading.section(*index);
        matches!(block.kind, Kind::Heading(_))
            && matches!(section, Section::Open | Section::About | Section::Projects)
    });
    headings
        .filter_map(|(index, _)| narrative(reading, index))
        .collect()
}

fn narrative<'t>(reading: &Reading<'t>, block: usize) -> Option<Narrative<'t>> {
    let text = reading.text(block);
    let (before, inside) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let period = dates::first(inside).filter(|period| period.end.is_some())?;
    let company = slice(inside, 0..period.range.start).trim_end_matches([' ', ',', ';', '·']);
    let name = unnumbered(before.trim()).unwrap_or(before.trim());
    let start = before.find(name)?;
    let (title, employer) = part(reading, block)?;
    let company = employer.unwrap_or(company);
    (!company.is_empty() && !name.is_empty()).then(|| Narrative {
        block,
        name: start..start + name.len(),
        company,
        title,
        period,
    })
}

/// Returns the title from the answer about the writer's part, and the employer if it names one.
fn part<'t>(reading: &Reading<'t>, heading: usize) -> Option<(&'t str, Option<&'t str>)> {
    let below = reading.blocks().skip(heading + 1).take(APART);
    let below = below.take_while(|(_, block)| !matches!(block.kind, Kind::Heading(_)));
    let mut asked = false;
    for line in below.flat_map(|(index, _)| reading.lines_of(index)) {
        if !asked {
            asked = QUESTIONS.contains(&fold(line.text).as_str());
            continue;
        }
        let end = line.text.find([',', '.', ';']).unwrap_or(line.text.len());
        // "Software Engineer, backend."
        let sentence = line.text.find(". ").unwrap_or(line.text.len());
        let rest = slice(line.text, end..sentence);
        let short = rest.split_ascii_whitespace().count() <= 2;
        let title = slice(line.text, 0..if short { sentence } else { end });
        let title = slice(
            title,
            trim_by(title, 0..title.len(), |letter| {
                !letter.is_alphanumeric() && letter != ')'
            }),
        );
        let employer = EMPLOYED.iter().find_map(|words| {
            let (_, after) = line.text.split_once(words)?;
            let first = after.find(char::is_uppercase)?;
            let name = slice(after, first..after.len());
            Some(name.split(['.', ',', ';']).next().unwrap_or(name))
        });
        return titles::is_title(title).then_some((title, employer));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    /// Name, company and title.
    fn found(text: &str) -> Vec<(String, String, String)> {
        read(text, |reading| {
            let told = narratives(reading).into_iter().map(|told| {
                let name = slice(reading.text(told.block), told.name.clone());
                (name.to_owned(), told.company.to_owned(), told.title.to_owned())
            });
            told.collect()
        })
    }

    fn expect(name: &str, company: &str, title: &str) -> Vec<(String, String, String)> {
        vec![(name.to_owned(), company.to_owned(), title.to_owned())]
    }

    #[test]
    fn the_heading_names_the_employer_and_an_answer_the_title() {
        assert_eq!(
            found(
                "# Ada\n\n## 1. A loom for mills (Lumoraq, Jan 2021 – Jun 2024)\n\n**What is it?**\nA loom.\n\n**What was your role?**\nLead Architect. Six of us.\n"
            ),
            expect("A loom for mills", "Lumoraq", "Lead Architect")
        );
        assert_eq!(
            found(
                "# Ada\n\n## A loom (City of Bremen, 2021 – 2024)\n\n**Your role**\n\nArchitect, employed by the consultancy Lumoraq.\n"
            ),
            expect("A loom", "Lumoraq", "Architect")
        );
    }

    #[test]
    fn other_headings_tell_nothing() {
        for text in [
            "## A loom (Lumoraq, 2021 – 2024)\n\nIt weaves.\n",
            "## A loom (Lumoraq)\n\n**Role**\n\nArchitect.\n",
            "## Education\n\n### Looms (Bremen, 2021 – 2024)\n\n**Role**\n\nArchitect.\n",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
