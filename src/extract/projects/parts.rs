//! Parts about projects: how a document sets their names there, and what it tells below each.

use std::collections::BTreeMap;

use super::{cells, items, titles};
use crate::extract::cues::Cues;
use crate::extract::document::{Block, Cell, Kind};
use crate::extract::names;
use crate::extract::reading::{Line, Reading, lines_of};
use crate::extract::sections::Section;
use crate::profile::{Project, Via};

/// A line of a part about projects, and what a rule may see around it.
#[derive(Debug)]
pub(super) struct Place<'r, 't> {
    pub(super) block: &'t Block,
    pub(super) line: &'r Line<'t>,
    /// The block begins with the line.
    pub(super) first: bool,
    /// The line that follows among projects.
    pub(super) next: Option<&'r Line<'t>>,
}

/// How a document sets the names of its projects: one manner for all of them.
#[derive(Debug)]
enum Style {
    Headings,
    /// Bold lines of their own, with paragraphs or items below each.
    Titles,
    /// Cells of tables, with the columns that headers call those of projects.
    Cells(BTreeMap<u32, u32>),
    Items,
    Lines,
}

impl Style {
    fn of(reading: &Reading<'_>) -> Self {
        let (mut titles, mut cells, mut items) = (0, 0, 0);
        for (index, block) in blocks(reading) {
            match block.kind {
                Kind::Heading(_) if titles::is_project(reading, index, block) => return Self::Headings,
                Kind::Cell(Cell { header: false, .. }) => cells += 1,
                Kind::Item(0) => items += 1,
                Kind::Paragraph if titles::is_bold(block) => titles += 1,
                _ => {}
            }
        }
        if titles >= 2 || titles == 1 && items >= 1 {
            Self::Titles
        } else if cells >= 2 {
            Self::Cells(cells::named_columns(reading))
        } else if items >= 1 {
            Self::Items
        } else {
            Self::Lines
        }
    }

    /// Returns the name of the project that a line begins.
    fn name<'t>(&self, place: &Place<'_, 't>) -> Option<&'t str> {
        match self {
            Self::Headings => titles::heading(place),
            Self::Titles => titles::title(place),
            Self::Cells(columns) => cells::name(place, columns),
            Self::Items => items::item(place),
            Self::Lines => items::line(place),
        }
    }
}

/// Reads the projects of the parts about projects, in order.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let style = Style::of(reading);
    let lines: Vec<_> = blocks(reading)
        .flat_map(|(index, block)| {
            let lines = lines_of(index, block).into_iter().enumerate();
            lines.map(move |(number, line)| (block, number == 0, line))
        })
        .collect();
    let nexts = lines.iter().skip(1).map(|(.., next)| Some(next)).chain([None]);
    let places = lines.iter().zip(nexts).map(|((block, first, line), next)| Place {
        block,
        line,
        first: *first,
        next,
    });
    places
        .filter_map(|place| Some(project(reading, &place, style.name(&place)?)))
        .collect()
}

fn blocks<'t>(reading: &Reading<'t>) -> impl Iterator<Item = (usize, &'t Block)> {
    reading
        .blocks()
        .filter(|(index, _)| reading.section(*index) == Section::Projects)
}

/// Takes what is told behind a name, or else below it, for the project's summary.
fn project(reading: &Reading<'_>, place: &Place<'_, '_>, name: &str) -> Project {
    let line = place.line;
    let behind = line
        .text
        .split_once(name)
        .map(|(_, rest)| names::bare(rest))
        .filter(|rest| rest.split_whitespace().count() >= 3);
    let below = place.next.filter(|next| next.heading().is_none());
    let told = behind.or(below.map(|below| below.text));
    let (status, summary) = told.map(without_status).unzip();
    let link = place
        .block
        .links
        .first()
        .filter(|link| link.href.starts_with("http"));
    Project {
        name: name.to_owned(),
        url: link.map(|link| link.href.clone()),
        summary: summary.map(str::to_owned),
        status: status.flatten().map(str::to_owned),
        skills: Vec::new(),
        evidence: vec![reading.evidence(line.block, &line.range, Via::Project)],
    }
}

/// Words on cards that say how far a project is.
pub(super) static STATUSES: Cues = Cues::new(&[
    "Production",
    "Shipped",
    "Experiment",
    "Archived",
    "Live",
    "Beta",
    "Alpha",
    "WIP",
    "In Progress",
    "Completed",
    "Active",
    "Prototype",
    "Deprecated",
    "Ongoing",
    "In Development",
    "Released",
]);

/// Parts the status that is glued to a card's text: "ProductionReal-time alarms".
fn without_status(text: &str) -> (Option<&'static str>, &str) {
    STATUSES
        .begin(text)
        .and_then(|status| Some((status, text.strip_prefix(status)?)))
        .filter(|(_, rest)| rest.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit()))
        .map_or((None, text), |(status, rest)| (Some(status), rest))
}
