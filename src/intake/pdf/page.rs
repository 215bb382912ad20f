//! The letters of a page as stretches of text, with the links that lie over them, in reading order.

use lopdf::{Document, Object, ObjectId};

use super::columns;
use super::glyph::Glyph;
use super::lines::Row;
use crate::intake::markdown::{escape, link};

/// How many links of a page are looked at.
const MAX_LINKS: usize = 500;

/// A gap this wide is a blank, in parts of the size.
const BLANK: f32 = 0.18;

/// A gap this wide sets texts apart.
const APART: f32 = 0.9;

/// So many blanks in a row are a gap.
const BLANKS_APART: usize = 4;

/// Letters that stand side by side on one line.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) text: String,
    /// The middle of each letter, and where it begins in the text.
    letters: Vec<(f32, usize)>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    bold_letters: usize,
}

/// An address, and the place that leads to it.
#[derive(Debug)]
pub(super) struct Link {
    url: String,
    /// The lower left and the upper right corner.
    corners: [f32; 4],
}

/// Lays out a page.
pub(super) fn rows(glyphs: Vec<Glyph>, links: &[Link]) -> Vec<Row> {
    let mut segments = joined(segments(glyphs));
    let mut unused: Vec<&Link> = links.iter().collect();
    for segment in &mut segments {
        segment.text = segment.linked(links, &mut unused);
    }
    segments.retain(|segment| !segment.text.trim().is_empty());
    let mut rows: Vec<Row> = columns::in_order(segments)
        .iter()
        .flat_map(|column| Row::all_of(column))
        .collect();
    // Icons lead to where the person is, too: their addresses follow the first line.
    let at = rows.len().min(1);
    let model = rows.first().cloned().unwrap_or_default();
    let mut seen: Vec<&str> = Vec::new();
    for link in unused {
        if !seen.contains(&link.url.as_str()) {
            seen.push(&link.url);
        }
    }
    let extra = seen.into_iter().map(|url| model.beside(url));
    rows.splice(at..at, extra);
    rows
}

/// Returns where the links of a page lead.
pub(super) fn links(document: &Document, page: ObjectId) -> Vec<Link> {
    let annotations = document.get_page_annotations(page).unwrap_or_default();
    let links = annotations.into_iter().take(MAX_LINKS).filter_map(|annotation| {
        let action = annotation.get_deref(b"A", document).ok()?.as_dict().ok()?;
        let url = action.get_deref(b"URI", document).ok()?.as_str().ok()?;
        let url = String::from_utf8_lossy(url).trim().to_owned();
        let known = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        let corners = annotation.get_deref(b"Rect", document).ok()?.as_array().ok()?;
        let corner = |index: usize| {
            corners
                .get(index)
                .and_then(|corner: &Object| corner.as_float().ok())
        };
        let [x0, y0, x1, y1] = [corner(0)?, corner(1)?, corner(2)?, corner(3)?];
        known.then_some(Link {
            url,
            corners: [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)],
        })
    });
    links.collect()
}

/// Puts letters together as they are drawn, one after the other.
fn segments(glyphs: Vec<Glyph>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for glyph in glyphs {
        let text = readable(&glyph.text);
        let last = segments.last_mut().filter(|last| last.reaches(&glyph));
        match last {
            Some(last) => last.push(&glyph, &text),
            None if text.trim().is_empty() => {}
            None => segments.push(Segment::new(&glyph, &text)),
        }
    }
    segments
}

/// Writes ligatures out, makes the signs of symbol fonts bullets, and drops icons.
fn readable(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            'ﬀ' => "ff".to_owned(),
            'ﬁ' => "fi".to_owned(),
            'ﬂ' => "fl".to_owned(),
            'ﬃ' => "ffi".to_owned(),
            'ﬄ' => "ffl".to_owned(),
            '\u{f0b7}' | '\u{f0a7}' => "•".to_owned(),
            '\u{ad}' => "-".to_owned(),
            '\u{e000}'..='\u{f8ff}' | '\u{200b}' | '\u{feff}' => String::new(),
            _ if letter.is_whitespace() || letter.is_control() => " ".to_owned(),
            _ => letter.to_string(),
        })
        .collect()
}

/// Joins what stands side by side, in whatever order it was drawn; what is drawn twice to look bold is kept once.
fn joined(mut segments: Vec<Segment>) -> Vec<Segment> {
    segments.sort_by(|one, other| other.y.total_cmp(&one.y).then(one.x0.total_cmp(&other.x0)));
    let mut joined: Vec<Segment> = Vec::new();
    for line in columns::baselines(segments) {
        for segment in line {
            let last = joined.last_mut().filter(|last| last.is_on_line_of(&segment));
            match last {
                Some(last)
                    if last.text.trim() == segment.text.trim() && (last.x0 - segment.x0).abs() < 1.5 => {}
                Some(last) if last.is_near(&segment) => last.append(&segment),
                _ => joined.push(segment),
            }
        }
    }
    joined
}

impl Segment {
    fn new(glyph: &Glyph, text: &str) -> Self {
        let mut segment = Self {
            text: String::new(),
            letters: Vec::new(),
            x0: glyph.x,
            x1: glyph.x,
            y: glyph.y,
            size: glyph.size,
            bold_letters: 0,
        };
        segment.push(glyph, text);
        segment
    }

    pub(super) fn is_bold(&self) -> bool {
        self.bold_letters * 10 >= self.letters.len() * 9
    }

    /// Says whether a letter that is drawn next belongs to it.
    fn reaches(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        let gap = glyph.x - self.x1;
        let blanks = self.text.len() - self.text.trim_end().len();
        let apart = blanks >= BLANKS_APART && !glyph.text.trim().is_empty();
        (glyph.y - self.y).abs() < 0.25 * size && gap > -0.4 * size && gap < APART * size && !apart
    }

    fn push(&mut self, glyph: &Glyph, text: &str) {
        let gap = glyph.x - self.x1;
        if gap > BLANK * glyph.size && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        if !text.trim().is_empty() {
            self.letters.push((glyph.x + glyph.width / 2.0, self.text.len()));
            self.bold_letters += usize::from(glyph.bold);
            self.size = self.size.max(glyph.size);
        }
        self.text.push_str(text);
        self.x1 = self.x1.max(glyph.x + glyph.width);
    }

    fn is_on_line_of(&self, other: &Self) -> bool {
        (self.y - other.y).abs() < 0.25 * self.size.max(other.size)
    }

    fn is_near(&self, next: &Self) -> bool {
        let size = self.size.max(next.size);
        let gap = next.x0 - self.x1;
        let bullet = self.text.trim().chars().count() == 1;
        gap > -0.4 * size && gap < APART * size && !bullet
    }

    fn append(&mut self, next: &Self) {
        if next.x0 - self.x1 > BLANK * self.size && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        let at = self.text.len();
        self.text.push_str(&next.text);
        let letters = next.letters.iter().map(|(x, offset)| (*x, at + offset));
        self.letters.extend(letters);
        self.x1 = self.x1.max(next.x1);
        self.size = self.size.max(next.size);
        self.bold_letters += next.bold_letters;
    }

    /// Its text as Markdown, with the links that lie over it.
    fn linked(&self, links: &[Link], unused: &mut Vec<&Link>) -> String {
        let mut linked = String::new();
        let mut done = 0;
        let mut over: Vec<(usize, usize, &Link)> = links.iter().filter_map(|link| self.under(link)).collect();
        over.sort_by_key(|(start, end, _)| (*start, *end));
        for (start, end, to) in over {
            unused.retain(|link| link.url != to.url);
            let (Some(before), Some(words)) = (self.text.get(done..start), self.text.get(start..end)) else {
                continue;
            };
            linked.push_str(&escape(before));
            linked.push_str(&link(words.trim(), &to.url));
            if words.ends_with(' ') {
                linked.push(' ');
            }
            done = end;
        }
        linked.push_str(&escape(self.text.get(done..).unwrap_or_default()));
        linked
    }

    /// The part of its text that a link lies over.
    fn under<'l>(&self, link: &'l Link) -> Option<(usize, usize, &'l Link)> {
        let [x0, y0, x1, y1] = link.corners;
        let level = self.y >= y0 - 0.35 * self.size && self.y <= y1;
        if !level || self.x1 < x0 || self.x0 > x1 {
            return None;
        }
        let is_inside = |(x, _): &&(f32, usize)| x0 <= *x && *x <= x1;
        let first = self.letters.iter().position(|letter| is_inside(&letter))?;
        let last = self.letters.iter().rposition(|letter| is_inside(&letter))?;
        let start = self.letters.get(first)?.1;
        let end = self
            .letters
            .get(last + 1)
            .map_or(self.text.len(), |(_, offset)| *offset);
        // Where a font states no widths its letters stand only about where they seem to.
        let (until, after) = self.text.split_at_checked(end)?;
        let end = if until.ends_with(char::is_alphanumeric) {
            self.text.len() - after.trim_start_matches(char::is_alphanumeric).len()
        } else {
            end
        };
        let before = self.text.get(..start)?;
        let start = before.trim_end_matches(char::is_alphanumeric).len();
        Some((start, end, link))
    }
}
