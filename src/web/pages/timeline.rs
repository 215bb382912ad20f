//! A career as a picture: where each dated role stands on a line of years. Knows dates and no colors; the template draws.

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use crate::profile::{DateEnd, PartialDate, Position};

use super::format;

/// What the template draws; all `x` and widths are percent of the picture's width, all `y` and heights its pixels.
#[derive(Debug, Serialize)]
pub(super) struct Timeline {
    ticks: Vec<Tick>,
    /// One a company, the one joined last first.
    groups: Vec<Group>,
    /// Where today is, when a role goes on.
    now: Option<f64>,
    height: u32,
    /// The picture in words.
    summary: String,
    /// How many roles have no date to draw them by.
    undated: usize,
}

#[derive(Debug, Serialize)]
struct Tick {
    year: i32,
    x: f64,
}

#[derive(Debug, Serialize)]
struct Group {
    label: String,
    /// The title, where the company has only one.
    title: Option<String>,
    /// Where the label starts; or, in the right half, ends.
    label_x: f64,
    label_at_end: bool,
    label_y: u32,
    bars: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    x: f64,
    width: f64,
    y: u32,
    /// `now`, `past`, or `open`: the end is not known.
    state: &'static str,
    /// What the bar stands for, in words.
    text: String,
}

/// Where the first group starts; above it stand the years.
const TOP: u32 = 26;
/// From a group's start to its label's base line.
const LABEL_BASE: u32 = 13;
/// From a group's start to its first bar.
const LABEL_HEIGHT: u32 = 19;
/// A bar with the gap below it.
const LANE_HEIGHT: u32 = 13;
/// Between two groups.
const GROUP_GAP: u32 = 11;
/// The most years that are written on the axis.
const MAX_TICKS: i32 = 8;
/// How long a role is drawn whose end is not known, in months.
const OPEN_MONTHS: u32 = 9;
/// The least width of a bar that can be seen, in percent.
const MIN_WIDTH: f64 = 0.8;

/// A role with its place in time, in months since the year 0.
struct Span<'p> {
    position: &'p Position,
    start: u32,
    end: u32,
    state: &'static str,
}

impl<'p> Span<'p> {
    fn new(position: &'p Position, today: u32) -> Option<Self> {
        let start = position.start?.first_month();
        let (end, state) = match position.end {
            Some(DateEnd::Present) => (today, "now"),
            Some(DateEnd::On(end)) => (after(end), "past"),
            None => ((start + OPEN_MONTHS).min(today), "open"),
        };
        Some(Self {
            position,
            start,
            end: end.max(start + 1),
            state,
        })
    }

    fn company(&self) -> Option<&'p str> {
        self.position.company.as_ref().map(|company| &*company.name)
    }
}

/// The first month after a date: of its year, where it has no month.
fn after(date: PartialDate) -> u32 {
    date.first_month() + if date.month().is_some() { 1 } else { 12 }
}

/// The months that the picture shows.
struct Axis {
    first: u32,
    last: u32,
}

impl Axis {
    fn over(spans: &[Span<'_>]) -> Option<Self> {
        let first = spans.iter().map(|span| span.start).min()?;
        let last = spans.iter().map(|span| span.end).max()?;
        Some(Self {
            first: first / 12 * 12,
            last: last.div_ceil(12) * 12,
        })
    }

    fn x(&self, month: u32) -> f64 {
        let share = f64::from(month - self.first) / f64::from(self.last - self.first);
        (share * 1000.0).round() / 10.0
    }

    fn ticks(&self) -> Vec<Tick> {
        let (first, last) = (self.first / 12, self.last / 12);
        let years = i32::try_from(last - first).unwrap_or(i32::MAX);
        let step = [1, 2, 5, 10, 20]
            .into_iter()
            .find(|step| years / step <= MAX_TICKS)
            .unwrap_or(50);
        (first..=last)
            .filter_map(|year| i32::try_from(year).ok().map(|number| (year, number)))
            .filter(|(_, number)| number % step == 0)
            .map(|(year, number)| Tick {
                year: number,
                x: self.x(year * 12),
            })
            .collect()
    }
}

impl Timeline {
    /// Lays out the roles that have a start; `None` where none has.
    pub(super) fn new(experience: &[Position], today: NaiveDate) -> Option<Self> {
        let this_month = u32::try_from(today.year()).ok()? * 12 + today.month0() + 1;
        let mut spans: Vec<_> = experience
            .iter()
            .filter_map(|position| Span::new(position, this_month))
            .collect();
        spans.sort_by_key(|span| std::cmp::Reverse((span.start, span.end)));
        let axis = Axis::over(&spans)?;
        let summary = summary(&spans);
        let undated = experience.len() - spans.len();
        let now = spans
            .iter()
            .any(|span| span.state == "now")
            .then(|| axis.x(this_month.clamp(axis.first, axis.last)));
        let mut y = TOP;
        let groups = by_company(spans)
            .into_iter()
            .map(|spans| {
                let (group, height) = group(&spans, &axis, y);
                y += height + GROUP_GAP;
                group
            })
            .collect();
        Some(Self {
            ticks: axis.ticks(),
            groups,
            now,
            height: y,
            summary,
            undated,
        })
    }
}

/// Puts the roles at one company together, in the order of each company's latest role; roles without one stay alone.
fn by_company(spans: Vec<Span<'_>>) -> Vec<Vec<Span<'_>>> {
    let mut groups: Vec<Vec<Span<'_>>> = Vec::new();
    for span in spans {
        let known = span.company().and_then(|name| {
            groups
                .iter_mut()
                .find(|group| group.first().and_then(Span::company) == Some(name))
        });
        match known {
            Some(group) => group.push(span),
            None => groups.push(vec![span]),
        }
    }
    groups
}

/// Draws the roles at one company from `y` down, those that overlap one below the other; returns the height too.
fn group(spans: &[Span<'_>], axis: &Axis, y: u32) -> (Group, u32) {
    let mut lanes: Vec<u32> = Vec::new();
    let bars = spans
        .iter()
        .map(|span| {
            // Who changes title in March is said to have had both in March.
            let free = lanes.iter().position(|taken_from| span.end <= *taken_from + 1);
            let lane = free.unwrap_or_else(|| {
                lanes.push(0);
                lanes.len() - 1
            });
            lanes[lane] = span.start;
            bar(
                span,
                axis,
                y + LABEL_HEIGHT + LANE_HEIGHT * u32::try_from(lane).unwrap_or(0),
            )
        })
        .collect::<Vec<_>>();
    let left = bars.iter().map(|bar| bar.x).fold(f64::INFINITY, f64::min);
    let right = bars.iter().map(|bar| bar.x + bar.width).fold(0.0, f64::max);
    let label_at_end = left > 50.0;
    let title = |span: &Span<'_>| span.position.title.clone();
    let only_title = match spans {
        [span] => title(span),
        _ => None,
    };
    let company = spans.first().and_then(Span::company).map(str::to_owned);
    let (label, title) = match company {
        Some(company) => (company, only_title),
        None => (only_title.unwrap_or_else(|| "A role".to_owned()), None),
    };
    let group = Group {
        label,
        title,
        label_x: if label_at_end { right.min(100.0) } else { left },
        label_at_end,
        label_y: y + LABEL_BASE,
        bars,
    };
    let height = LABEL_HEIGHT + LANE_HEIGHT * u32::try_from(lanes.len()).unwrap_or(1);
    (group, height)
}

fn bar(span: &Span<'_>, axis: &Axis, y: u32) -> Bar {
    let (x, end) = (axis.x(span.start), axis.x(span.end));
    Bar {
        x,
        width: ((end - x).max(MIN_WIDTH) * 10.0).round() / 10.0,
        y,
        state: span.state,
        text: words(span.position),
    }
}

/// "Staff Engineer at Northwind, Apr 2021 – now".
fn words(position: &Position) -> String {
    let company = position.company.as_ref().map(|company| &*company.name);
    let role = match (position.title.as_deref(), company) {
        (Some(title), Some(company)) => format!("{title} at {company}"),
        (Some(title), None) => title.to_owned(),
        (None, Some(company)) => format!("A role at {company}"),
        (None, None) => "A role".to_owned(),
    };
    let start = position.start.map(|start| start.to_string());
    let end = position.end.map(|end| end.to_string());
    format!("{role}, {}", format::period(start.as_deref(), end.as_deref()))
}

fn summary(spans: &[Span<'_>]) -> String {
    let roles: Vec<_> = spans.iter().map(|span| words(span.position)).collect();
    format!("Roles, the latest first: {}.", roles.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Company;
    use crate::web::pages::templates;

    /// `"Acme: Engineer, 2019-01..present"`; `?` is an unknown date.
    fn position(text: &str) -> Position {
        let (company, rest) = text.split_once(": ").unwrap();
        let (title, dates) = rest.split_once(", ").unwrap();
        let (start, end) = dates.split_once("..").unwrap();
        Position {
            company: Some(Company {
                id: company.to_lowercase(),
                name: company.to_owned(),
                raw: company.to_owned(),
            }),
            title: Some(title.to_owned()),
            start: start.parse().ok(),
            end: end.parse().ok(),
            ..Position::default()
        }
    }

    fn timeline(roles: &[&str]) -> Option<Timeline> {
        let experience: Vec<_> = roles.iter().map(|role| position(role)).collect();
        Timeline::new(&experience, NaiveDate::from_ymd_opt(2025, 6, 15).unwrap())
    }

    #[test]
    fn a_career_without_dates_has_no_picture() {
        assert!(timeline(&[]).is_none());
        assert!(timeline(&["Acme: Engineer, ?..present"]).is_none());
    }

    #[test]
    fn bars_stand_where_their_months_are() {
        let timeline =
            timeline(&["Acme: Engineer, 2020-01..2021-12", "Bolt: Lead, 2022-01..2023-12"]).unwrap();
        let bars: Vec<_> = timeline
            .groups
            .iter()
            .flat_map(|group| &group.bars)
            .map(|bar| (bar.x, bar.width, bar.state))
            .collect();
        assert_eq!(bars, [(50.0, 50.0, "past"), (0.0, 50.0, "past")]);
    }

    #[test]
    fn a_role_that_goes_on_ends_today() {
        let timeline = timeline(&["Acme: Engineer, 2024-01..present"]).unwrap();
        assert_eq!(timeline.groups[0].bars[0].state, "now");
        assert_eq!(timeline.now, Some(75.0));
    }

    #[test]
    fn roles_at_one_company_share_a_lane_unless_they_overlap() {
        let promoted =
            timeline(&["Acme: Lead, 2022-01..2023-01", "Acme: Engineer, 2020-01..2021-12"]).unwrap();
        assert_eq!(promoted.groups.len(), 1);
        assert_eq!(promoted.groups[0].bars[0].y, promoted.groups[0].bars[1].y);
        let both = timeline(&["Acme: Lead, 2021-01..2023-01", "Acme: Engineer, 2020-01..2021-12"]).unwrap();
        assert_ne!(both.groups[0].bars[0].y, both.groups[0].bars[1].y);
        let same_month =
            timeline(&["Acme: Lead, 2021-03..2023-01", "Acme: Engineer, 2020-01..2021-03"]).unwrap();
        assert_eq!(same_month.groups[0].bars[0].y, same_month.groups[0].bars[1].y);
    }

    #[test]
    fn roles_without_a_start_are_counted_and_not_drawn() {
        let timeline = timeline(&["Acme: Lead, 2021-01..2023-01", "Bolt: Engineer, ?..2019"]).unwrap();
        assert_eq!((timeline.groups.len(), timeline.undated), (1, 1));
    }

    #[test]
    fn an_unknown_end_is_drawn_as_open() {
        let timeline = timeline(&["Acme: Lead, 2021-01..?"]).unwrap();
        assert_eq!(timeline.groups[0].bars[0].state, "open");
    }

    #[test]
    fn the_axis_never_has_too_many_years() {
        for first in [1960, 1985, 2000, 2015, 2024] {
            let timeline = timeline(&[&format!("Acme: Lead, {first}..present")]).unwrap();
            assert!(timeline.ticks.len() <= 9, "{first}: {}", timeline.ticks.len());
        }
    }

    #[test]
    fn a_small_career_is_drawn() {
        let timeline = timeline(&[
            "Bolt & Co: Lead, 2024-07..present",
            "Acme: Engineer, 2020..2023-12",
        ]);
        let page = serde_json::json!({ "timeline": timeline });
        let svg = templates::render("parts/timeline.html", &(), &page).unwrap();
        let tidy: Vec<_> = svg
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        insta::assert_snapshot!(tidy.join("\n"));
    }

    #[test]
    fn the_picture_is_told_in_words() {
        let timeline = timeline(&["Acme: Lead, 2021-01..present"]).unwrap();
        assert_eq!(
            timeline.summary,
            "Roles, the latest first: Lead at Acme, Jan 2021 – now."
        );
    }
}
