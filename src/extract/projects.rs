//! What has the person made? Projects from the headings, items, rows and cards of the parts about projects.

use super::dates;
use super::document::{Block, Cell, Kind, slice};
use super::reading::{Line, Reading, lines_of};
use super::records::{Record, records};
use super::sections::{Section, fold, is_exact, named};
use super::{names, web};
use crate::profile::{Project, Via};

/// The most projects of one person.
const MAX_PROJECTS: usize = 200;

/// Words on cards that say how far a project is.
const STATUSES: &[&str] = &[
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
];

/// Reads the projects of a document, each name once.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Project> {
    let mut projects: Vec<Project> = Vec::new();
    let style = Style::of(reading);
    let mut lines = Vec::new();
    for (index, block) in reading.blocks() {
        if reading.section(index) == Section::Projects {
            lines.extend(lines_of(index, block).into_iter().enumerate());
        }
    }
    for (at, (number, line)) in lines.iter().enumerate() {
        if projects.len() == MAX_PROJECTS {
            break;
        }
        let next = lines.get(at + 1).map(|(_, next)| next);
        let Some(name) = style.name(reading, line, *number, next) else {
            continue;
        };
        let key = names::slug(name);
        if key.len() < 2 || projects.iter().any(|known| names::slug(&known.name) == key) || !is_name(name) {
            continue;
        }
        let below = lines
            .get(at + 1)
            .map(|(_, next)| next)
            .filter(|next| next.heading().is_none());
        projects.push(project(reading, line, name, below));
    }
    let mut more = |project: Project| {
        let key = names::slug(&project.name);
        let known = projects.iter().any(|known| names::slug(&known.name) == key);
        if projects.len() < MAX_PROJECTS && !known && key.len() >= 2 && is_name(&project.name) {
            projects.push(project);
        }
    };
    pictured(reading).into_iter().for_each(&mut more);
    stated(reading).into_iter().for_each(&mut more);
    told(reading).into_iter().for_each(&mut more);
    projects
}

/// Projects that pictures show: cards of pinned repositories, and among projects, pictures that lead to one.
fn pictured(reading: &Reading<'_>) -> Vec<Project> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks() {
        let section = reading.section(index) == Section::Projects;
        let wordless = block.text.as_str().trim().is_empty();
        for image in &block.images {
            let shown = || {
                let href = image.href.as_deref().filter(|_| section && wordless)?;
                let badge = web::parse(&image.src)
                    .and_then(|url| web::host(&url))
                    .is_some_and(|host| web::is_image_service(&host));
                (!badge && href.starts_with("http") && image.alt.chars().count() >= 3)
                    .then(|| image.alt.clone())
            };
            let Some(name) = pinned(&image.src).or_else(shown) else {
                continue;
            };
            let link = block.links.iter().find(|link| link.href.ends_with(&name));
            found.push(Project {
                url: link.map(|link| link.href.clone()).or_else(|| image.href.clone()),
                evidence: vec![reading.quote(image.span.clone(), Via::Project)],
                name,
                ..Project::default()
            });
        }
    }
    found
}

/// Projects that objects and lists name, with an address or among what is called projects.
fn stated(reading: &Reading<'_>) -> Vec<Project> {
    let project = |record: &Record| {
        let field = record.field(&["name", "title", "project"])?;
        let url = record.value(
            reading,
            &["url", "link", "repo", "github", "website", "href", "demo"],
        );
        let listed = ["project", "opensource", "repositor"]
            .iter()
            .any(|part| record.parent.contains(part))
            || reading.section(field.block) == Section::Projects;
        let told = record.value(reading, &["description", "summary", "about", "desc"]);
        let person = record
            .field(&["email", "role", "company", "pronouns", "location"])
            .is_some();
        let own = listed && (url.is_some() || told.is_some()) || url.is_some() && told.is_some();
        (own && !person).then(|| Project {
            name: slice(reading.text(field.block), field.range.clone()).to_owned(),
            url: url.filter(|url| url.starts_with("http")).map(str::to_owned),
            summary: told.map(str::to_owned),
            evidence: vec![reading.evidence(field.block, &field.range, Via::Code)],
            ..Project::default()
        })
    };
    records(reading).iter().filter_map(project).collect()
}

/// Words behind which a sentence names what its writer makes.
const MAKING: &[&str] = &[
    "working on",
    "creator of",
    "author of",
    "maintainer of",
    "i maintain",
    "i created",
    "i built",
    "i develop",
    "collaborate on",
    "i wrote",
    "i made",
    "co-author of",
    "building",
    "maintaining",
    "contributing to my",
];

/// Projects that sentences link: "I'm working on [Engine](…)", "I created **Engine** and [Gear](…)".
fn told(reading: &Reading<'_>) -> Vec<Project> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks() {
        let about = matches!(
            reading.section(index),
            Section::Open | Section::About | Section::Learning
        );
        if !about || matches!(block.kind, Kind::Heading(_) | Kind::Code) {
            continue;
        }
        let text = block.text.as_str();
        for link in &block.links {
            let name = slice(text, link.range.clone());
            let before = slice(
                text,
                text.floor_char_boundary(link.range.start.saturating_sub(160))..link.range.start,
            );
            let clause = before
                .rsplit(['.', '!', '?', '\n', ';'])
                .next()
                .unwrap_or(before)
                .to_lowercase();
            let Some(at) = MAKING
                .iter()
                .filter_map(|cue| Some(clause.rfind(cue)? + cue.len()))
                .max()
            else {
                continue;
            };
            // Between the cue and the name stand other names at most.
            let between = slice(&clause, at..clause.len());
            let near = between.split_whitespace().all(|word| {
                matches!(
                    word,
                    "and"
                        | ","
                        | "&"
                        | "a"
                        | "an"
                        | "the"
                        | "my"
                        | "on"
                        | "own"
                        | "project"
                        | "projects"
                        | "package"
                ) || word.ends_with(',')
            });
            let own = web::parse(&link.href).is_some_and(|url| {
                web::host(&url)
                    .is_some_and(|host| host != "github.com" || url.path().trim_matches('/').contains('/'))
                    && web::profile(&url).is_none()
            });
            let known =
                reading.taxonomy.skill_named(name).is_some() && !link.href.contains(&name.to_lowercase());
            if near && own && !known {
                found.push(Project {
                    name: names::bare(name).to_owned(),
                    url: Some(link.href.clone()),
                    evidence: vec![reading.evidence(index, &link.range, Via::Prose)],
                    ..Project::default()
                });
            }
        }
    }
    found
}

/// Returns the repository that a card of a pinned repository shows.
fn pinned(src: &str) -> Option<String> {
    let (_, query) = src.split_once("/api/pin")?.1.split_once('?')?;
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == "repo")
        .map(|(_, repo)| repo.trim().to_owned())
        .filter(|repo| names::slug(repo).len() >= 2)
}

fn project(reading: &Reading<'_>, line: &Line<'_>, name: &str, below: Option<&Line<'_>>) -> Project {
    let block = reading.document.blocks.get(line.block);
    let url = block
        .and_then(|block| block.links.first())
        .map(|link| link.href.clone())
        .filter(|href| href.starts_with("http"));
    let own = line
        .text
        .split_once(name)
        .map(|(_, rest)| names::bare(rest))
        .filter(|rest| rest.split_whitespace().count() >= 3);
    let told = own.or(below.map(|below| below.text));
    let (status, summary) = told.map_or((None, None), split_status);
    Project {
        name: name.to_owned(),
        url,
        summary: summary.map(str::to_owned),
        status: status.map(str::to_owned),
        skills: Vec::new(),
        evidence: vec![reading.evidence(line.block, &line.range, Via::Project)],
    }
}

/// "ProductionReal-time alarms": the status that is glued to a card's text.
fn split_status(text: &str) -> (Option<&str>, Option<&str>) {
    for status in STATUSES {
        if let Some(rest) = text.strip_prefix(status)
            && rest
                .chars()
                .next()
                .is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit())
        {
            return (Some(status), Some(rest));
        }
    }
    (None, Some(text))
}

/// How a document sets the names of its projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Headings,
    /// Bold lines of their own, with paragraphs or items below each.
    Titles,
    Cells,
    Items,
    Lines,
}

impl Style {
    fn of(reading: &Reading<'_>) -> Self {
        let mut headings = 0;
        let mut cells = 0;
        let mut items = 0;
        let mut titles = 0;
        for (index, block) in reading
            .blocks()
            .filter(|(index, _)| reading.section(*index) == Section::Projects)
        {
            match block.kind {
                Kind::Heading(_)
                    if !is_part(block.text.as_str()) && reading.outline.heading(index) == Some(index) =>
                {
                    headings += 1;
                }
                Kind::Cell(Cell { header: false, .. }) => cells += 1,
                Kind::Item(0) => items += 1,
                Kind::Paragraph if is_title(block) => titles += 1,
                _ => {}
            }
        }
        if headings >= 1 {
            Self::Headings
        } else if titles >= 2 || titles == 1 && items >= 1 {
            Self::Titles
        } else if cells >= 2 {
            Self::Cells
        } else if items >= 1 {
            Self::Items
        } else {
            Self::Lines
        }
    }

    fn name<'l>(
        self,
        reading: &Reading<'_>,
        line: &Line<'l>,
        number: usize,
        next: Option<&Line<'_>>,
    ) -> Option<&'l str> {
        let text = line.text;
        match self {
            Self::Headings => {
                let heading = line.heading().is_some() && !is_part(text);
                heading.then(|| leading(text))
            }
            Self::Titles => {
                let block = reading.document.blocks.get(line.block)?;
                (number == 0 && block.kind == Kind::Paragraph && is_title(block)).then(|| leading(text))
            }
            Self::Cells => {
                let Kind::Cell(cell) = line.kind else { return None };
                let named = named_column(reading, cell.table);
                let linked = cell.column > 1 && line.bold;
                let here = named.map_or(cell.column == 1 || linked, |column| cell.column == column);
                (!cell.header && number == 0 && here).then(|| leading(text))
            }
            Self::Items => {
                let top = line.kind == Kind::Item(0) && number == 0;
                let linked = reading.document.blocks.get(line.block).is_some_and(|block| {
                    block
                        .links
                        .iter()
                        .any(|link| link.range.start <= line.range.start + 12 && !link.range.is_empty())
                });
                let parted = leading(text).len() < names::bare(text).len();
                let colon = text.find(": ").is_some_and(|at| at == leading(text).len());
                let phrase = leading(text).split_whitespace().count() > 6
                    || colon
                        && leading(text)
                            .split_whitespace()
                            .skip(1)
                            .any(|word| word.chars().next().is_some_and(char::is_lowercase));
                (top && (line.bold || linked || parted && !phrase)).then(|| leading(text))
            }
            Self::Lines => {
                if line.heading().is_some() || matches!(line.kind, Kind::Code | Kind::Cell(_)) {
                    return None;
                }
                let name = leading(text);
                let parted = name.len() < names::bare(text).len() && name.split_whitespace().count() <= 8;
                let short = text.split_whitespace().count() <= 7 && !text.ends_with(['.', ':', '!', '?']);
                let told = next.is_some_and(|next| {
                    next.text.split_whitespace().count() >= 8
                        || next.text.starts_with("https://")
                        || STATUSES.iter().any(|status| next.text.starts_with(status))
                });
                (line.bold
                    || short && told
                    || parted && (line.apart || text.contains(" — ") || text.contains(" – ")))
                .then_some(name)
            }
        }
    }
}

/// Returns the column that a table's header calls that of projects.
fn named_column(reading: &Reading<'_>, table: u32) -> Option<u32> {
    reading.blocks().find_map(|(_, block)| match block.kind {
        Kind::Cell(cell) if cell.header && cell.table == table => {
            let words = fold(block.text.as_str());
            matches!(
                words.as_str(),
                "project" | "projects" | "name" | "project name" | "repository" | "repo" | "app"
            )
            .then_some(cell.column)
        }
        _ => None,
    })
}

/// Says whether a heading opens a part; among projects, "Clickstream Analytics" is the name of one.
fn is_part(heading: &str) -> bool {
    is_exact(heading) || named(heading).is_some_and(|section| section != Section::Statistics)
}

/// Says whether a paragraph's first line is bold and short, as a title is.
fn is_title(block: &Block) -> bool {
    let text = block.text.as_str();
    let first = text.lines().next().unwrap_or_default();
    let lead = text.len()
        - text
            .trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .len();
    block.bold.first().is_some_and(|bold| {
        let words = slice(text, bold.clone());
        bold.start <= lead
            && first.split_whitespace().count() <= 14
            && !words.trim_end().ends_with(':')
            && words.split_whitespace().count() <= 8
    })
}

/// Returns the words before the first separator, without a number before them.
fn leading(text: &str) -> &str {
    let end = [
        " — ", " – ", " - ", ": ", " | ", " · ", "\t", " (http", "  ", "](",
    ]
    .iter()
    .filter_map(|separator| text.find(separator).filter(|at| *at >= 2))
    .min()
    .unwrap_or(text.len());
    let end = dates::first(text).map_or(end, |period| {
        if period.range.start >= 3 {
            end.min(period.range.start)
        } else {
            end
        }
    });
    let name = names::bare(slice(text, 0..end));
    let unnumbered = name
        .trim_start_matches(|letter: char| letter.is_ascii_digit())
        .trim_start_matches(['.', ')'])
        .trim_start();
    let name = if unnumbered.len() < name.len() && name.contains(['.', ')']) && !unnumbered.is_empty() {
        unnumbered
    } else {
        name
    };
    let name = name
        .strip_prefix("Project ")
        .filter(|rest| rest.contains(' '))
        .unwrap_or(name);
    match name.rfind(" (") {
        Some(at) if !name.ends_with(')') || name.len() - at <= 16 || name.split_whitespace().count() > 6 => {
            slice(name, 0..at)
        }
        _ => name,
    }
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let label = matches!(
        name.to_lowercase().as_str(),
        "project"
            | "name"
            | "description"
            | "tech"
            | "tech stack"
            | "technologies"
            | "repo"
            | "demo"
            | "links"
            | "role"
            | "features"
            | "overview"
            | "live"
            | "source"
            | "code"
            | "stack"
            | "tools"
            | "status"
            | "more"
    );
    (1..=9).contains(&words)
        && name.chars().count() <= 80
        && !label
        && !name.ends_with(':')
        && !name.starts_with("http")
        && !["I ", "We ", "My "].iter().any(|start| name.starts_with(start))
        && !name.contains("![")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_of_a_pinned_repository_names_it() {
        assert_eq!(
            pinned("https://stats.example/api/pin/?username=ada&repo=engine-42&theme=dark").as_deref(),
            Some("engine-42")
        );
        assert_eq!(pinned("https://stats.example/api?username=ada&repo=engine"), None);
        assert_eq!(pinned("https://stats.example/api/pin/?username=ada"), None);
    }
}
