//! In which order are the lines of a page read? Column by column where there are columns, else line by line.
//!
//! A page is cut at a gutter that no text crosses for some lines; what stands above and below is read before and after.
//! Dates at the right edge and labels at the left one look like columns and are none: they belong to the lines beside them.

use super::page::Segment;

/// How often a page is cut.
const MAX_CUTS: usize = 6;

/// How many lines each side of a gutter has at least.
const MIN_LINES: usize = 3;

/// How many places of a gutter are tried.
const MAX_PLACES: usize = 60;

/// Texts that are no longer than this on average can be labels.
const LABEL_CHARS: usize = 24;

/// Texts on one line.
pub(super) type Line = Vec<Segment>;

/// Lines of a page from one to another, and where they are cut.
#[derive(Debug)]
struct Cut {
    first: usize,
    /// One past the last.
    last: usize,
    x: f32,
}

/// Returns the columns of a page in reading order, each from top to bottom.
pub(super) fn in_order(segments: Vec<Segment>) -> Vec<Vec<Line>> {
    let mut columns = Vec::new();
    read(baselines(segments), MAX_CUTS, &mut columns);
    columns.retain(|column: &Vec<Line>| !column.is_empty());
    columns
}

/// Puts texts of about the same height together; they come from top to bottom.
pub(super) fn baselines(segments: Vec<Segment>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for segment in segments {
        let line = lines.last_mut().filter(|line| {
            let first = line.first();
            first.is_some_and(|first| (first.y - segment.y).abs() < 0.3 * first.size.max(segment.size))
        });
        match line {
            Some(line) => line.push(segment),
            None => lines.push(vec![segment]),
        }
    }
    for line in &mut lines {
        line.sort_by(|one, other| one.x0.total_cmp(&other.x0));
    }
    lines
}

fn read(mut lines: Vec<Line>, cuts: usize, columns: &mut Vec<Vec<Line>>) {
    let Some(cut) = gutter(&lines).filter(|_| cuts > 0) else {
        columns.push(lines);
        return;
    };
    let below = lines.split_off(cut.last);
    let beside = lines.split_off(cut.first);
    read(lines, cuts - 1, columns);
    let (left, right) = split(beside, cut.x);
    let largest = |lines: &[Line]| {
        let first = lines.iter().take(2).flatten().map(|segment| segment.size);
        first.fold(0.0, f32::max)
    };
    // The name stands in the column that is the main one.
    let order = if largest(&right) > 1.3 * largest(&left) {
        [right, left]
    } else {
        [left, right]
    };
    for column in order {
        read(column, cuts - 1, columns);
    }
    read(below, cuts - 1, columns);
}

/// Parts lines at a gutter.
fn split(lines: Vec<Line>, x: f32) -> (Vec<Line>, Vec<Line>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        let (before, after): (Line, Line) = line.into_iter().partition(|segment| segment.x0 < x);
        left.extend((!before.is_empty()).then_some(before));
        right.extend((!after.is_empty()).then_some(after));
    }
    (left, right)
}

/// Finds the gutter that has the most lines beside it.
fn gutter(lines: &[Line]) -> Option<Cut> {
    let cuts = places(lines).into_iter().flat_map(|x| runs(lines, x));
    let lines_beside = |cut: &Cut| cut.last - cut.first;
    let is_gutter = |cut: &Cut| {
        lines
            .get(cut.first..cut.last)
            .is_some_and(|lines| divides(lines, cut.x))
    };
    cuts.filter(is_gutter).max_by_key(lines_beside)
}

/// Where texts begin that are not the first of the page's width, the most frequent ones.
fn places(lines: &[Line]) -> Vec<f32> {
    let edges = lines.iter().flatten();
    let (left, right) = edges.fold((f32::MAX, f32::MIN), |(left, right), segment| {
        (left.min(segment.x0), right.max(segment.x1))
    });
    let inner = left + 0.12 * (right - left);
    let mut starts: Vec<f32> = lines.iter().flatten().map(|segment| segment.x0).collect();
    starts.retain(|x| *x > inner && x.is_finite());
    starts.sort_by(f32::total_cmp);
    let mut places: Vec<(usize, f32)> = Vec::new();
    for x in starts {
        match places.last_mut().filter(|(_, first)| x - *first < 3.0) {
            Some((count, _)) => *count += 1,
            None => places.push((1, x)),
        }
    }
    places.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    places
        .into_iter()
        .take(MAX_PLACES)
        .map(|(_, x)| x - 1.0)
        .collect()
}

/// The longest stretches of lines that nothing crosses at a place.
fn runs(lines: &[Line], x: f32) -> Vec<Cut> {
    let crosses = |line: &Line| line.iter().any(|segment| segment.x0 < x && segment.x1 > x + 1.0);
    let mut runs = Vec::new();
    let mut first = 0;
    for (index, line) in lines.iter().enumerate() {
        if crosses(line) {
            runs.push(Cut {
                first,
                last: index,
                x,
            });
            first = index + 1;
        }
    }
    runs.push(Cut {
        first,
        last: lines.len(),
        x,
    });
    runs.retain(|cut| cut.last - cut.first >= MIN_LINES);
    runs
}

/// Says whether some lines are two columns, parted at a place.
fn divides(lines: &[Line], x: f32) -> bool {
    let left = Side::of(lines, |segment| segment.x0 < x);
    let right = Side::of(lines, |segment| segment.x0 >= x);
    let gap = right.x0 - left.x1;
    let overlap = left.top.min(right.top) - left.bottom.max(right.bottom);
    let lower = (left.top - left.bottom).min(right.top - right.bottom);
    left.lines >= MIN_LINES
        && right.lines >= MIN_LINES
        && gap > 0.7 * left.size.min(right.size)
        && overlap > 0.5 * lower
        && !is_labelled(lines, x)
}

/// Says whether one side only says something of the other one. A heading above the first row of labels changes nothing.
fn is_labelled(lines: &[Line], x: f32) -> bool {
    let is_shared = |line: &Line| {
        let left = line.iter().filter(|segment| segment.x0 < x).count();
        left > 0 && left < line.len()
    };
    let first = lines.iter().position(is_shared).unwrap_or_default();
    let last = lines.iter().rposition(is_shared).unwrap_or_default();
    let rows = lines.get(first..=last).unwrap_or_default();
    let rows = if rows.len() * 4 >= lines.len() * 3 {
        rows
    } else {
        lines
    };
    let left = Side::of(rows, |segment| segment.x0 < x);
    let right = Side::of(rows, |segment| segment.x0 >= x);
    left.is_labels_of(rows.len()) || right.is_labels_of(rows.len())
}

/// What stands on one side of a gutter.
#[derive(Debug)]
struct Side {
    lines: usize,
    /// Of them, those with text on the other side, too.
    shared: usize,
    dated: usize,
    chars: usize,
    /// Lines that are set like the first one, and others.
    alike: usize,
    different: usize,
    x0: f32,
    x1: f32,
    top: f32,
    bottom: f32,
    size: f32,
}

impl Side {
    fn of(lines: &[Line], is_here: impl Fn(&Segment) -> bool) -> Self {
        let mut side = Self {
            lines: 0,
            shared: 0,
            dated: 0,
            chars: 0,
            alike: 0,
            different: 0,
            x0: f32::MAX,
            x1: f32::MIN,
            top: f32::MIN,
            bottom: f32::MAX,
            size: 0.0,
        };
        let mut first: Option<(f32, bool)> = None;
        for line in lines {
            let here: Vec<&Segment> = line.iter().filter(|segment| is_here(segment)).collect();
            if here.is_empty() {
                continue;
            }
            side.lines += 1;
            side.shared += usize::from(here.len() < line.len());
            side.dated += usize::from(here.iter().any(|segment| names_a_year(&segment.text)));
            for (index, segment) in here.into_iter().enumerate() {
                let (first_size, first_bold) = *first.get_or_insert((segment.size, segment.is_bold()));
                let alike = (first_size - segment.size).abs() < 0.6 && first_bold == segment.is_bold();
                side.alike += usize::from(index == 0 && alike);
                side.different += usize::from(index == 0 && !alike);
                side.chars += segment.text.chars().count();
                side.x0 = side.x0.min(segment.x0);
                side.x1 = side.x1.max(segment.x1);
                side.top = side.top.max(segment.y);
                side.bottom = side.bottom.min(segment.y);
                side.size = side.size.max(segment.size);
            }
        }
        side
    }

    /// Says whether its texts only say something of the lines that they stand beside: dates, places, names of rows.
    fn is_labels_of(&self, lines: usize) -> bool {
        let short = self.chars <= LABEL_CHARS * self.lines;
        let dated = self.dated * 10 >= self.lines * 3;
        let shared = self.shared * 20 >= self.lines * 17;
        // A column has headings of its own.
        let uniform = self.different < 2 || self.alike < 2;
        let sparse = self.lines * 2 < lines;
        short && (dated || shared && (uniform || sparse))
    }
}

fn names_a_year(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_ascii_digit());
    words.any(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")))
}
