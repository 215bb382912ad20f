//! From lines at places to Markdown: what is a heading, an item, a paragraph that goes on in the next line?

use std::collections::BTreeMap;

use super::columns::Line;
use crate::intake::markdown::{self, BULLETS, Writer};

/// Type this much larger than the text's makes a heading.
const HEADING: f32 = 1.14;

/// The most letters of a heading, and of a bold label.
const HEADING_CHARS: usize = 100;

/// How many lines of one style may always be headings.
const MAX_HEADINGS: usize = 6;

/// How many lines from the beginning may be the title.
const TITLE_LINES: usize = 12;

/// The distance between the lines of one paragraph, and the same where lines are set wide apart, in parts of the size.
const NEAR: f32 = 1.7;
const WIDE: f32 = 2.6;

/// A distance between lines this much larger than the type sets them apart.
const GAP: f32 = 1.9;

/// A line of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    text: String,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    bold: bool,
    /// Consists of several texts, apart from each other.
    parted: bool,
    /// The edges of its column.
    left: f32,
    right: f32,
    begins_column: bool,
}

/// How a line is set: lines that are headings of one kind are set alike.
type Style = (i32, bool, bool);

impl Row {
    /// The lines of a column.
    pub(super) fn all_of(column: &[Line]) -> Vec<Self> {
        let segments = || column.iter().flatten();
        let left = segments().map(|segment| segment.x0).fold(f32::MAX, f32::min);
        let right = segments().map(|segment| segment.x1).fold(f32::MIN, f32::max);
        let rows = column.iter().enumerate().filter_map(|(index, line)| {
            let (first, last) = (line.first()?, line.last()?);
            let bullet = first.text.trim();
            let (bullet, rest) = match line.as_slice() {
                [_, rest @ ..] if bullet.chars().count() == 1 && bullet.contains(BULLETS) => (bullet, rest),
                all => ("", all),
            };
            let texts: Vec<&str> = rest.iter().map(|segment| segment.text.trim()).collect();
            let text = [bullet, &texts.join(" | ")].join(" ");
            Some(Self {
                text: text.trim().to_owned(),
                x0: first.x0,
                x1: last.x1,
                y: first.y,
                size: rest.iter().map(|segment| segment.size).fold(0.0, f32::max),
                bold: rest.iter().all(super::page::Segment::is_bold),
                parted: rest.len() > 1,
                left,
                right,
                begins_column: index == 0,
            })
        });
        rows.collect()
    }

    /// Another text right below this line.
    pub(super) fn beside(&self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            size: 0.0,
            bold: false,
            parted: true,
            begins_column: false,
            ..self.clone()
        }
    }

    fn style(&self) -> Style {
        (key(self.size), self.is_upper(), self.bold)
    }

    fn is_upper(&self) -> bool {
        self.text.chars().any(char::is_uppercase) && !self.text.chars().any(char::is_lowercase)
    }

    /// Says whether it may be a heading, where its style is one of headings.
    fn may_head(&self) -> bool {
        self.is_short() && self.item().is_none()
    }

    fn is_short(&self) -> bool {
        self.text.chars().count() <= HEADING_CHARS && self.text.chars().any(char::is_alphabetic)
    }

    fn item(&self) -> Option<&str> {
        markdown::item(&self.text)
    }

    /// Says whether the line below goes on with a heading, because its first word had no room in this one.
    fn wraps_into(&self, next: &Self) -> bool {
        let first = next.text.split(' ').next().unwrap_or_default();
        let letters = |text: &str| u16::try_from(text.chars().count()).map_or(f32::MAX, f32::from);
        let width = (next.x1 - next.x0) * letters(first) / letters(&next.text);
        let one_column = !next.begins_column && !next.parted && !self.parted;
        one_column
            && self.style() == next.style()
            && self.is_above(next, WIDE)
            && self.right - self.x1 < width
    }

    /// Says whether the line below is no further away than some parts of its size.
    fn is_above(&self, next: &Self, parts: f32) -> bool {
        self.y - next.y > 0.0 && self.y - next.y < parts * next.size
    }

    /// Says whether the line below goes on with what this one says.
    fn goes_on_in(&self, next: &Self, is_item: bool) -> bool {
        let near = self.is_above(next, NEAR);
        let alike = (self.size - next.size).abs() < 0.6 && next.item().is_none();
        let one_column = !next.begins_column && !next.parted && !self.parted;
        let fills = self.right - self.x1 < 0.2 * (self.right - self.left);
        let in_place = if is_item {
            next.x0 > self.left + 2.0
        } else {
            fills && (next.x0 - self.x0).abs() < 3.0 && self.bold == next.bold
        };
        near && alike && one_column && in_place && (fills || is_item)
    }
}

/// Sizes that look alike are alike.
#[expect(clippy::cast_possible_truncation, reason = "sizes of type are small")]
fn key(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// Writes the lines of a document.
pub(super) fn markdown(rows: &[Row]) -> String {
    let levels = levels(rows);
    let mut writer = Writer::default();
    let mut rows = rows.iter().peekable();
    let mut above: Option<&Row> = None;
    while let Some(row) = rows.next() {
        let far = above.is_some_and(|above| above.y - row.y > GAP * row.size.max(above.size));
        if row.begins_column || far {
            writer.gap();
        }
        above = Some(row);
        if let Some(level) = levels.get(&row.style()).filter(|_| row.may_head()) {
            let mut text = row.text.clone();
            let mut last = row;
            while let Some(next) = rows.next_if(|next| last.wraps_into(next)) {
                text = [text.as_str(), &next.text].join(" ");
                last = next;
            }
            above = Some(last);
            writer.heading(*level, &text);
            continue;
        }
        let item = row.item();
        let mut text = item.unwrap_or(&row.text).to_owned();
        let mut last = row;
        while let Some(next) = rows.next_if(|next| last.goes_on_in(next, item.is_some())) {
            // A word that is parted keeps its hyphen: most are of compounds, as in "full-stack".
            if !text.ends_with('-') {
                text.push(' ');
            }
            text.push_str(&next.text);
            last = next;
            above = Some(next);
        }
        let is_label = (row.bold || row.is_upper()) && row.is_short() && !text.contains(['[', '*']);
        match item {
            Some(_) => writer.item(0, &text),
            None if is_label => writer.label(&text),
            None => writer.line(&text),
        }
    }
    writer.finish()
}

/// The level of each style that is one of headings: the title's is 1, the others follow by size, capitals and weight.
fn levels(rows: &[Row]) -> BTreeMap<Style, usize> {
    let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
    for row in rows {
        *letters.entry(key(row.size)).or_default() += row.text.len();
    }
    let body = letters.iter().max_by_key(|(_, letters)| **letters);
    let Some(body) = body.map(|(size, _)| *size) else {
        return BTreeMap::new();
    };
    let is_large = |row: &&Row| f64::from(key(row.size)) >= f64::from(body) * f64::from(HEADING);
    let mut counts: BTreeMap<Style, usize> = BTreeMap::new();
    for row in rows.iter().filter(is_large) {
        *counts.entry(row.style()).or_default() += 1;
    }
    // What many lines are set in is text, such as a table's, however large.
    counts.retain(|_, count| *count <= MAX_HEADINGS.max(rows.len() / 5));
    let styles: Vec<Style> = counts.into_keys().rev().collect();
    let has_title = rows
        .iter()
        .take(TITLE_LINES)
        .any(|row| styles.first().is_some_and(|style| row.style() == *style));
    let first = if has_title { 1 } else { 2 };
    styles
        .into_iter()
        .zip((first..).map(|level| level.min(6)))
        .collect()
}
