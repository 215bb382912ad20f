//! Parts about projects: how a document sets their names there, and what it tells below each.

use std::collections::BTreeMap;
use std::ops::Range;

use super::labels::{is_label, labeled};
use super::name::{behind_year, is_date, leading};
use super::{cells, items, shelves, titles};
use crate::extract::cues::Cues;
use crate::extract::document::{Block, Cell, Kind, Link, slice};
use crate::extract::names;
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::Section;
use crate::profile::{Project, Via};

/// A line of a part about projects, and what a rule may see around it.
#[derive(Debug)]
pub(super) struct Place<'r, 't> {
    pub(super) block: &'t Block,
    pub(super) line: &'r Line<'t>,
    /// The block begins with the line.
    pub(super) first: bool,
    /// Each line of the block is a project of its own.
    pub(super) row: bool,
    /// It is the heading of the part itself.
    pub(super) opens: bool,
    /// The line that follows among projects.
    pub(super) next: Option<&'r Line<'t>>,
}

/// The fewest words behind a name, or in the cell beside it, that tell of the project.
const TOLD_WORDS: usize = 3;

/// How far into a line, in bytes, the words begin that are set as its name: "🧵 [Loom](…)".
const SET_BYTES: usize = 12;

impl<'t> Place<'_, 't> {
    /// Returns the name with which a block's first line begins: "Loom" of "**Loom**, weaves plans".
    pub(super) fn name(&self) -> &'t str {
        let leading = leading(self.line.text);
        self.set()
            .map(self::leading)
            .filter(|set| set.contains(char::is_alphabetic) && behind_year(leading).starts_with(set))
            .unwrap_or(leading)
    }

    /// Returns the bold or linked words with which it begins.
    pub(super) fn set(&self) -> Option<&'t str> {
        set_words(self.block, &self.line.range)
    }
}

/// Returns the bold or linked words with which a line of a block begins.
pub(super) fn set_words<'t>(block: &'t Block, line: &Range<usize>) -> Option<&'t str> {
    let is_near = |range: &&Range<usize>| {
        !range.is_empty() && (line.start..=line.start + SET_BYTES).contains(&range.start)
    };
    // Both are ordered; of all the block's, those of this line alone are looked at.
    let first_bold = block.bold.partition_point(|range| range.start < line.start);
    let first_link = block.links.partition_point(|link| link.range.start < line.start);
    let bold = block.bold.get(first_bold).filter(is_near);
    let mut links = block.links.iter().skip(first_link).map(|link| &link.range);
    let range = bold.or_else(|| links.find(|range| !range.is_empty()).filter(is_near))?;
    Some(slice(block.text.as_str(), range.clone()))
}

/// How a part sets the names of its projects: one manner for all of them.
#[derive(Debug)]
enum Style {
    Headings,
    /// Bold lines of their own, with paragraphs or items below each.
    Titles,
    /// Cells of tables, with the columns that headers call those of projects.
    Cells(BTreeMap<u32, u32>),
    Items,
    /// Lines that call a name so: "Project: Loom".
    Labels,
    /// Lines of a name and what it is, one below the other.
    Rows,
    Lines,
}

impl Style {
    fn of(reading: &Reading<'_>, part: &[(usize, &Block)]) -> Self {
        let mut seen = Seen::default();
        for (index, block) in part.iter().copied() {
            seen.note(reading, index, block);
        }
        seen.style(reading)
    }

    /// Returns the name of the project that a line begins.
    fn name<'t>(&self, place: &Place<'_, 't>) -> Option<&'t str> {
        match self {
            Self::Headings => titles::heading(place),
            Self::Titles => titles::title(place),
            Self::Cells(columns) => cells::name(place, columns),
            Self::Items => items::item(place),
            Self::Labels => labeled(place.line.text).map(leading),
            Self::Rows => items::row(place),
            Self::Lines => items::line(place),
        }
    }
}

/// How many blocks of each manner a part has.
#[derive(Debug, Default)]
struct Seen {
    headings: usize,
    titles: usize,
    /// Titles, and items, that are links with words behind them.
    linked_titles: usize,
    linked_items: usize,
    cells: usize,
    items: usize,
    /// Items that begin with a link, whether something is told of it or not.
    begun_items: usize,
    labels: usize,
    rows: usize,
    lines: usize,
}

impl Seen {
    fn note(&mut self, reading: &Reading<'_>, index: usize, block: &Block) {
        if matches!(block.kind, Kind::Paragraph | Kind::Item(_)) && block.text.as_str().contains(':') {
            let lines = reading.lines_of(index).iter();
            self.labels += lines.filter(|line| labeled(line.text).is_some()).count();
        }
        match block.kind {
            _ if reading.outline.opens(index) => {}
            Kind::Heading(_) => self.headings += usize::from(titles::is_project(reading, index, block)),
            Kind::Cell(Cell { header: false, .. }) => self.cells += 1,
            Kind::Item(0) => {
                self.items += 1;
                self.linked_items += usize::from(titles::is_linked(block));
                self.begun_items += usize::from(titles::begins_with_link(block));
            }
            Kind::Paragraph if titles::is_rows(reading, index, block) => {
                self.titles += reading.lines_of(index).len();
            }
            // What is bold behind a list is something else.
            Kind::Paragraph
                if (titles::is_bold(block) || titles::is_link_line(block) || titles::is_piped(block))
                    && (self.titles > 0 || self.items == 0) =>
            {
                self.titles += 1;
                self.linked_titles += usize::from(titles::is_linked(block));
            }
            Kind::Paragraph => {
                let found = reading.lines_of(index);
                self.lines += found.len();
                self.rows += found.iter().filter(|line| items::is_row(line.text)).count();
            }
            _ => {}
        }
    }

    /// Headings and bold lines may only name groups: "### Looms" above links to several.
    fn style(&self, reading: &Reading<'_>) -> Style {
        let groups = self.headings.max(self.titles);
        let listed = self.linked_items >= 2 && self.linked_items > groups && self.begun_items == self.items;
        if self.labels > 0 && self.headings == 0 {
            Style::Labels
        } else if self.headings > 0 && self.linked_titles > self.headings {
            Style::Titles
        } else if groups > 0 && listed && self.linked_titles == 0 {
            Style::Items
        } else if self.headings > 0 {
            Style::Headings
        } else if self.titles >= 2 || self.titles == 1 && self.items >= 1 {
            Style::Titles
        } else if self.cells >= 2 {
            Style::Cells(cells::named_columns(reading))
        } else if self.items >= 1 {
            Style::Items
        } else if self.rows >= 2 && self.rows * 2 >= self.lines {
            Style::Rows
        } else {
            Style::Lines
        }
    }
}

/// Reads the projects of the parts about projects, in order.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let parts = parts(reading);
    parts.iter().flat_map(|part| of_part(reading, part)).collect()
}

/// Returns the blocks of each part about projects.
fn parts<'t>(reading: &Reading<'t>) -> Vec<Vec<(usize, &'t Block)>> {
    let mut parts: Vec<Vec<(usize, &Block)>> = Vec::new();
    let mut last = None;
    let blocks = reading.blocks();
    for (index, block) in blocks.filter(|(index, _)| reading.section(*index) == Section::Projects) {
        let goes_on = index.checked_sub(1) == last && !reading.outline.opens(index);
        last = Some(index);
        match parts.last_mut() {
            Some(part) if goes_on => part.push((index, block)),
            _ => parts.push(vec![(index, block)]),
        }
    }
    parts
}

fn of_part(reading: &Reading<'_>, part: &[(usize, &Block)]) -> Vec<Project> {
    let style = Style::of(reading, part);
    let lines: Vec<_> = part
        .iter()
        .flat_map(|(index, block)| {
            let row = block.kind == Kind::Paragraph && titles::is_rows(reading, *index, block);
            let lines = reading.lines_of(*index).iter().enumerate();
            lines.map(move |(number, line)| (*block, (number == 0, row), line))
        })
        .collect();
    let nexts = lines.iter().skip(1).map(|(.., next)| Some(*next)).chain([None]);
    let first = lines
        .first()
        .filter(|(.., line)| reading.outline.opens(line.block));
    let alone = first.is_some_and(|(.., line)| titles::of_part(line.text).is_some());
    let places = lines
        .iter()
        .zip(nexts)
        .map(|((block, (first, row), line), next)| Place {
            block,
            line,
            first: *first,
            row: *row,
            opens: reading.outline.opens(line.block),
            next,
        });
    if alone {
        let headed = places.filter(|place| place.line.heading().is_some());
        return headed
            .filter_map(|place| Some(project(reading, &place, titles::of_part(place.line.text)?)))
            .collect();
    }
    let places: Vec<_> = places
        .filter(|place| !is_date(place.line.text) && !is_template(place.line.text))
        .collect();
    let in_rows = places.iter().any(|place| shelves::is_shelf(reading, place));
    let mut found: Vec<Project> = Vec::new();
    for place in &places {
        if let Some(row) = shelves::links(place).filter(|_| in_rows) {
            found.extend(row.into_iter().map(|link| linked(reading, place, link)));
        } else if let Some(name) = style.name(place) {
            found.push(project(reading, place, name));
        } else if let Some(open) = found.last_mut().filter(|open| open.url.is_none() && place.first) {
            open.url = told_link(place.block);
        }
    }
    found
}

/// "[Code](…)" below a project leads to it.
fn told_link(block: &Block) -> Option<String> {
    let text = block.text.as_str();
    let told = |link: &&Link| {
        link.href.starts_with("http") && (1..=LINK_BYTES).contains(&link.range.len()) && {
            let words = names::bare(slice(text, link.range.clone())).to_lowercase();
            is_label(&words)
        }
    };
    block.links.iter().find(told).map(|link| link.href.clone())
}

/// The most bytes of the words of such a link.
const LINK_BYTES: usize = 24;

/// A project of which nothing is told but its link.
fn linked(reading: &Reading<'_>, place: &Place<'_, '_>, link: &Link) -> Project {
    Project {
        name: names::bare(slice(place.block.text.as_str(), link.range.clone())).to_owned(),
        url: Some(link.href.clone()).filter(|href| href.starts_with("http")),
        evidence: vec![reading.evidence(place.line.block, &link.range, Via::Project)],
        ..Project::default()
    }
}

/// `{% for project in site.projects %}`: what a site's generator is told.
fn is_template(line: &str) -> bool {
    line.starts_with("{%") || line.starts_with("{{")
}

/// Takes what is told behind a name, or else below it, for the project's summary.
fn project(reading: &Reading<'_>, place: &Place<'_, '_>, name: &str) -> Project {
    let line = place.line;
    let behind = line
        .text
        .split_once(name)
        .map(|(_, rest)| names::bare(rest))
        .filter(|rest| rest.split_ascii_whitespace().count() >= TOLD_WORDS);
    let below = place.next.filter(|next| !place.row && is_account(line, next));
    let told = behind.or(below.map(|below| below.text));
    let (status, summary) = told.map(without_status).unzip();
    let target = place.block.links.first().map(|link| link.href.clone());
    Project {
        name: name.to_owned(),
        url: target.filter(|href| href.starts_with("http")),
        summary: summary.map(str::to_owned),
        status: status.flatten().map(str::to_owned),
        skills: Vec::new(),
        evidence: vec![reading.evidence(line.block, &line.range, Via::Project)],
    }
}

/// Says whether the line below a name tells of it: no heading, no item beside it, and no cell of another row or of a few words.
fn is_account(name: &Line<'_>, next: &Line<'_>) -> bool {
    match (name.kind, next.kind) {
        (_, Kind::Heading(_)) => false,
        (Kind::Item(own), Kind::Item(other)) if name.block != next.block && other <= own => false,
        (Kind::Cell(own), Kind::Cell(other)) if own != other => {
            (own.table, own.row) == (other.table, other.row)
                && next.text.split_ascii_whitespace().count() >= TOLD_WORDS
        }
        _ => true,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    /// The names, and what is told of them.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let found = read(&format!("# Ada Quill\n\n## Projects\n\n{text}"), projects);
        let found: Vec<_> = found
            .iter()
            .map(|project| (project.name.as_str(), project.summary.as_deref()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dated_lines_between_bars_name_projects() {
        check(
            "Loom | Weaving, Rust | 2021 – 2022\n\n- weaves the plans of three mills\n\nDye | Colours | 2019\n\n- mixes blue and red\n",
            &[
                ("Loom", Some("Weaving, Rust | 2021 – 2022")),
                ("Dye", Some("Colours | 2019")),
            ],
        );
    }

    #[test]
    fn headings_name_projects_before_all_else() {
        check(
            "### Loom — weaves plans for mills\n\n**Stack**\n\n- [Gear](https://gear.example) turns it\n\n### Dye\n\nColours.\n",
            &[
                ("Loom", Some("weaves plans for mills")),
                ("Dye", Some("Colours.")),
            ],
        );
        // A heading that opens a part is none's.
        check(
            "### Open Source Projects\n\n- **Loom**: weaves plans\n",
            &[("Loom", None)],
        );
    }

    #[test]
    fn bold_lines_name_projects_where_something_stands_below() {
        check(
            "**Loom**\n\n- weaves plans\n\n**Dye**\n\n- gives colour\n",
            &[("Loom", Some("weaves plans")), ("Dye", Some("gives colour"))],
        );
        check("**Note:**\n\n- Loom — weaves plans\n", &[("Loom", None)]);
    }

    #[test]
    fn linked_lines_name_what_the_lines_below_tell_of() {
        check(
            "[Loom](https://loom.example)\n**Weaves plans for mills.**\nRust, MQTT\n\n[Dye](https://dye.example)\n**Gives colour.**\nGo\n",
            &[
                ("Loom", Some("Weaves plans for mills.")),
                ("Dye", Some("Gives colour.")),
            ],
        );
    }

    #[test]
    fn headings_and_bold_lines_may_name_groups() {
        let (loom, dye) = (
            "[Loom](https://loom.example) – weaves plans for mills",
            "[Dye](https://dye.example) – gives wool its colour",
        );
        let expected = [
            ("Loom", Some("weaves plans for mills")),
            ("Dye", Some("gives wool its colour")),
        ];
        check(&format!("**Mills**\n\n- {loom}\n- {dye}\n"), &expected);
        check(&format!("### Mills\n\n- {loom}\n- {dye}\n"), &expected);
        check(
            "### Mills\n\n**[Loom](https://loom.example)**\nWeaves plans.\n\n\
             **[Dye](https://dye.example)**\nGives colour.\n",
            &[("Loom", Some("Weaves plans.")), ("Dye", Some("Gives colour."))],
        );
        // Links below a project lead to what belongs to it.
        check(
            "### Loom\n\n- [Site](https://loom.example)\n- [Code](https://loom.example/code)\n",
            &[("Loom", Some("Site"))],
        );
    }

    #[test]
    fn cells_name_projects_in_the_column_that_the_header_says() {
        check(
            "| Year | Project | About |\n|---|---|---|\n| 2020 | Loom | 12 |\n| 2021 | Dye | gives wool its colour |\n",
            &[("Loom", None), ("Dye", Some("gives wool its colour"))],
        );
    }

    #[test]
    fn a_card_says_how_far_a_project_is() {
        for (text, expected) in [
            (
                "ProductionReal-time alarms",
                (Some("Production"), "Real-time alarms"),
            ),
            ("Live24 sensors", (Some("Live"), "24 sensors")),
            (
                "Production lines are planned",
                (None, "Production lines are planned"),
            ),
            ("Liveness of looms", (None, "Liveness of looms")),
        ] {
            assert_eq!(without_status(text), expected, "{text}");
        }
    }

    #[test]
    fn a_project_has_the_address_and_the_words_that_stand_with_it() {
        let found = read(
            "## Projects\n\n- [Loom](https://loom.example) - weaves plans for mills\n- [Dye](#dye), in short\n",
            projects,
        );
        let facts = found.iter().map(|project| {
            let quote = project.evidence.first().unwrap().quote.as_str();
            (project.url.as_deref(), project.summary.as_deref(), quote)
        });
        assert_eq!(
            facts.collect::<Vec<_>>(),
            [
                (
                    Some("https://loom.example"),
                    Some("weaves plans for mills"),
                    "Loom](https://loom.example) - weaves plans for mills"
                ),
                (None, None, "Dye](#dye), in short"),
            ]
        );
    }

    #[test]
    fn other_parts_name_no_projects() {
        assert!(
            read(
                "## Experience\n\n### Loom — weaves\n\n- **Dye**: colours\n",
                projects
            )
            .is_empty()
        );
    }

    #[test]
    fn links_behind_a_word_for_what_they_are_are_projects() {
        let text = "- **Linux:** [odd-linux](https://github.com/mira/odd-linux)\n\
                    - **Packages:** [loom](https://github.com/mira/loom) | [Odd Dye](https://github.com/mira/odd-dye)\n";
        check(text, &[("odd-linux", None), ("loom", None), ("Odd Dye", None)]);
        check(
            "- **Loom:** [GitHub](https://github.com/mira/loom) | [Demo](https://loom.example)\n",
            &[("Loom", Some("GitHub | Demo"))],
        );
        check(
            "- **Loom:** [Weaves](https://mira.example/a) | [plans](https://mira.example/b)\n",
            &[("Loom", Some("Weaves | plans"))],
        );
    }

    #[test]
    fn each_line_of_a_paragraph_may_be_a_project() {
        check(
            "**Loom** – weaves plans\n**Dye** – gives colour\n",
            &[("Loom", None), ("Dye", None)],
        );
        check(
            "🧵 [Loom](https://loom.example) weaves plans for mills\n🎨 [Dye](https://dye.example) gives them colour\n",
            &[
                ("Loom", Some("weaves plans for mills")),
                ("Dye", Some("gives them colour")),
            ],
        );
        check(
            "**Loom** weaves plans\n**Stack:** Go\n\n**Dye** gives colour\n**Stack:** Rust\n",
            &[("Loom", Some("Stack: Go")), ("Dye", Some("Stack: Rust"))],
        );
    }

    #[test]
    fn lines_may_say_which_of_their_words_are_a_name() {
        check(
            "Project Name: Loom Planner\nRole: Weaver\n\nProject Name: Dye\nRole: Dyer\n",
            &[
                ("Loom Planner", Some("Role: Weaver")),
                ("Dye", Some("Role: Dyer")),
            ],
        );
        check(
            "1. Title: Loom Planner\n   Tools: Rust\n2. Title: Dye\n",
            &[("Loom Planner", Some("Tools: Rust")), ("Dye", None)],
        );
    }

    #[test]
    fn a_line_with_bars_may_end_with_its_date_in_a_column() {
        check(
            "Odd Loom | Rust, Go        Jan. 2024\n\n- weaves the plans of three mills\n",
            &[("Odd Loom", Some("Rust, Go        Jan. 2024"))],
        );
    }

    #[test]
    fn a_labeled_link_below_a_project_leads_to_it() {
        let text = "## Projects\n\n### Loom\n\nWeaves plans with [Weft](https://weft.example).\n\n[Code](https://github.com/ada/loom)\n\n### Dye\n\nColours.\n";
        let found = read(text, projects);
        let urls: Vec<_> = found.iter().map(|project| project.url.as_deref()).collect();
        assert_eq!(urls, [Some("https://github.com/ada/loom"), None]);
    }

    #[test]
    fn groups_of_projects_are_none() {
        check(
            "### Current\n\n- **Loom**: weaves plans\n\n### Past\n\n- **Dye**: gives colour\n",
            &[("Loom", None), ("Dye", None)],
        );
        check(
            "### Public\n\n- [Loom](https://loom.example) weaves plans\n- [Dye](https://dye.example) gives colour\n\n### Forks I maintain\n\n- [Weft](https://weft.example)\n",
            &[("Loom", None), ("Dye", None), ("Weft", None)],
        );
    }
}
