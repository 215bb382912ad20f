//! Schools whose entries are all written alike: which line, or which part of one, names the school shows the part as a whole.

use std::ops::Range;

use super::kinds::is_kind_of_school;
use super::schools::{empty, set_dates};
use super::words::{is_degree, is_school};
use crate::extract::dates::{self, Period};
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::names::bare;
use crate::extract::reading::{Line, Reading};
use crate::profile::Education;

/// An entry's two names, in the order of the text, and its time.
#[derive(Debug, Default)]
struct Entry<'l, 'a> {
    line: Option<&'l Line<'a>>,
    first: &'a str,
    second: Option<&'a str>,
    period: Option<Period>,
}

/// The most letters of a name.
const NAME_CHARS: usize = 110;

/// Reads the schools of a part whose entries are alike; `None` where they are not, or do not show what is what.
pub(super) fn schools(reading: &Reading<'_>, lines: &[Line<'_>]) -> Option<Vec<Education>> {
    let entries = in_bold(lines)
        .or_else(|| beside_periods(lines))
        .or_else(|| behind_periods(lines))
        .or_else(|| above_periods(lines))?;
    let school_first = school_first(&entries)?;
    let schools = entries.into_iter().filter_map(|entry| {
        let (school, degree) = if school_first {
            (entry.first, entry.second)
        } else {
            (entry.second?, Some(entry.first))
        };
        let mut told = empty(reading, entry.line?);
        bare(school.strip_prefix("the ").unwrap_or(school)).clone_into(&mut told.institution);
        told.degree = degree
            .map(|degree| bare(degree).to_owned())
            .filter(|degree| !degree.is_empty());
        if let Some(period) = &entry.period {
            set_dates(&mut told, period);
        }
        Some(told)
    });
    Some(schools.collect())
}

/// Says whether the schools stand before what was learned there.
fn school_first(entries: &[Entry<'_, '_>]) -> Option<bool> {
    let count = |is: &dyn Fn(&Entry<'_, '_>) -> bool| entries.iter().filter(|entry| is(entry)).count();
    let school = |text: &str| is_school(text) && !names_degree(text) && !is_kind_of_school(text);
    let degree = |text: &str| is_degree(text) && !school(text) || names_degree(text);
    let second = |entry: &Entry<'_, '_>, is: &dyn Fn(&str) -> bool| entry.second.is_some_and(is);
    let schools = count(&|entry| school(entry.first));
    let degrees = count(&|entry| degree(entry.first));
    let before = schools.max(count(&|entry| second(entry, &degree)));
    let behind = degrees.max(count(&|entry| second(entry, &school)));
    if before > behind && degrees * 3 <= entries.len() {
        return Some(true);
    }
    let shown = count(&|entry| second(entry, &school)) > 0 || entries.len() > 1 && degrees == entries.len();
    (behind > before
        && shown
        && schools * 3 <= entries.len()
        && entries.iter().all(|entry| entry.second.is_some()))
    .then_some(false)
}

/// "College Degree", "University Technological Degree (DUT)": the name of a degree, whatever else its words say.
fn names_degree(text: &str) -> bool {
    const ENDS: [&str; 5] = ["degree", "diploma", "course", "certificate", "certification"];
    let head = text
        .split([',', '('])
        .next()
        .unwrap_or(text)
        .trim()
        .to_lowercase();
    ENDS.iter().any(|end| head.ends_with(end))
}

fn is_name(text: &str) -> bool {
    (2..=NAME_CHARS).contains(&text.chars().count()) && !text.ends_with([':', ';']) && !text.contains("://")
}

fn trimmed(text: &str, range: Range<usize>) -> &str {
    let around = |letter: char| {
        letter.is_whitespace() || matches!(letter, '—' | '–' | '-' | '|' | ',' | '·' | ':' | '(' | '[')
    };
    let range = trim_by(text, range, around);
    slice(text, range)
}

/// "- **Orvik College** — Degree, Looms (2012 – 2015)": a name in bold, a dash, the rest.
fn in_bold<'l, 'a>(lines: &'l [Line<'a>]) -> Option<Vec<Entry<'l, 'a>>> {
    let mut entries = Vec::new();
    for line in lines {
        match line.kind {
            Kind::Item(0) if line.bold => {}
            Kind::Item(inner) if inner > 0 && !entries.is_empty() => continue,
            _ => return None,
        }
        let end = line.bold_end.unwrap_or(line.text.len());
        let rest = slice(line.text, end..line.text.len());
        let period = dates::first(rest);
        let until = period.as_ref().map_or(rest.len(), |period| period.range.start);
        let dashed = rest.trim_matches(['*', ' ']).is_empty()
            || rest
                .trim_start_matches(['*', ' '])
                .starts_with(['—', '–', '-', '('])
            || period.is_some() && rest.starts_with(',');
        let second = trimmed(rest, 0..until);
        if !dashed || second.chars().count() > NAME_CHARS {
            return None;
        }
        entries.push(Entry {
            line: Some(line),
            first: trimmed(line.text, 0..end),
            second: Some(second).filter(|second| !second.is_empty()),
            period,
        });
    }
    (!entries.is_empty()).then_some(entries)
}

/// "Orvik College    2012 – 2015", and what was learned there below it.
fn beside_periods<'l, 'a>(lines: &'l [Line<'a>]) -> Option<Vec<Entry<'l, 'a>>> {
    let mut entries: Vec<Entry<'l, 'a>> = Vec::new();
    for line in lines {
        let beside = line.period().filter(|period| {
            let before = slice(line.text, 0..period.range.start);
            let gap = before.ends_with(['\t']) || before.ends_with("   ");
            gap && period.range.start > 4 && period.range.end + 2 >= line.text.len()
        });
        if line.kind != Kind::Paragraph {
            return None;
        }
        if let Some(period) = beside {
            entries.push(Entry {
                line: Some(line),
                first: trimmed(line.text, 0..period.range.start),
                second: None,
                period: Some(period.clone()),
            });
            continue;
        }
        let open = entries.last_mut()?;
        let new = open.second.is_none() && is_name(line.text);
        if new {
            open.second = Some(line.text);
        } else if is_school(line.text) || is_degree(line.text) {
            return None;
        }
    }
    (!entries.is_empty()).then_some(entries)
}

/// "2012 – 2015  Orvik College", "2012 – 2015  Degree, Looms, Orvik College", "2012 – 2015  Degree, Looms at Orvik College".
fn behind_periods<'l, 'a>(lines: &'l [Line<'a>]) -> Option<Vec<Entry<'l, 'a>>> {
    let mut rows = Vec::new();
    for line in lines {
        let period = line.period().cloned();
        // What has no time stands in the same order.
        let undated = period.is_none() && !rows.is_empty() && is_name(line.text);
        let led = period.as_ref().is_some_and(|period| period.range.start <= 2);
        let from = period.as_ref().map_or(0, |period| period.range.end);
        let rest = trimmed(line.text, from..line.text.len());
        if rest.is_empty() || line.kind != Kind::Paragraph || !(undated || led) {
            return None;
        }
        rows.push((line, rest, period));
    }
    // "2012 – 2015 — Degree, Looms — Orvik College" is cut at its dashes.
    let dashed = |text: &str| {
        [" — ", " – ", " - ", " | "]
            .iter()
            .any(|sign| text.contains(sign))
    };
    if rows.iter().all(|(_, rest, _)| dashed(rest)) {
        return None;
    }
    let school = |text: &str| is_school(text) && !names_degree(text) && !is_kind_of_school(text);
    let shown = |is: &dyn Fn(&str, &str) -> bool| {
        let pairs = rows
            .iter()
            .filter_map(|(_, rest, _)| Some((rest.split(", ").next()?, rest.rsplit_once(", ")?.1)));
        pairs.filter(|(first, last)| is(first, last)).count()
    };
    let last = shown(&|_, last| school(last));
    let first = shown(&|first, _| school(first));
    let degrees = shown(&|first, last| is_degree(first) && !is_degree(last));
    let entries = rows.iter().map(|(line, rest, period)| {
        let parted = at_school(rest).or_else(|| {
            if last > first || last == 0 && first == 0 && degrees > 0 {
                // "Rivermouth University, Oslo" is one name.
                rest.rsplit_once(", ")
                    .filter(|(before, last)| school(last) || !before.split(", ").any(school))
            } else {
                rest.split_once(", ")
            }
        });
        let (first, second) = parted.map_or((*rest, None), |(first, second)| (first, Some(second)));
        Entry {
            line: Some(*line),
            first,
            second,
            period: period.clone(),
        }
    });
    let entries: Vec<_> = entries.collect();
    let parted = entries.iter().filter(|entry| entry.second.is_some()).count();
    let same = parted == entries.len() || parted == 0;
    (!entries.is_empty() && same).then_some(entries)
}

/// "Degree, Looms at University of Lumora at Orvik": the first "at" behind which a school is named, else the last one.
fn at_school(text: &str) -> Option<(&str, &str)> {
    const AT: &str = " at ";
    let parts = text.match_indices(AT).filter_map(|(at, _)| {
        let parted = text.split_at_checked(at)?;
        Some((parted.0, parted.1.strip_prefix(AT)?))
    });
    let mut parts = parts.filter(|(_, name)| is_school(name) && !is_kind_of_school(name));
    parts.next().or_else(|| text.rsplit_once(AT))
}

/// "Orvik College", "Degree, Looms", "2012 – 2015" on lines of their own.
fn above_periods<'l, 'a>(lines: &'l [Line<'a>]) -> Option<Vec<Entry<'l, 'a>>> {
    let mut entries: Vec<Entry<'l, 'a>> = Vec::new();
    for line in lines {
        if line.kind != Kind::Paragraph || line.bold || !is_name(line.text) {
            return None;
        }
        let period = line.period().cloned();
        if let (Some(period), Some(open)) = (&period, entries.last_mut()) {
            let whole = period.range.start <= 2 && period.range.end + 2 >= line.text.len();
            if line.apart || !whole || open.period.is_some() {
                return None;
            }
            open.period = Some(period.clone());
            continue;
        }
        if period.is_some() {
            return None;
        }
        if line.apart {
            entries.push(Entry {
                line: Some(line),
                first: line.text,
                ..Entry::default()
            });
            continue;
        }
        let open = entries
            .last_mut()
            .filter(|open| open.second.is_none() && open.period.is_none())?;
        open.second = Some(line.text);
    }
    let dated = entries.iter().any(|entry| entry.period.is_some());
    (dated
        && entries
            .iter()
            .all(|entry| entry.second.is_some() || entry.period.is_some()))
    .then_some(entries)
}

#[cfg(test)]
mod tests {
    use crate::extract::{Document, education, extract, testing};
    use crate::profile::SourceId;
    use crate::taxonomy::Taxonomy;

    /// Checks the schools of a text whose only part is about education, as `school | degree`.
    fn check(lines: &str, expected: &[&str]) {
        let text = format!("Ada Quill\n\nEDUCATION\n\n{lines}\n");
        let source = SourceId::new("test");
        let document = Document {
            source: &source,
            text: &text,
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let found: Vec<_> = extract(document, Taxonomy::embedded(), today)
            .education
            .into_iter()
            .map(|school| format!("{} | {}", school.institution, school.degree.unwrap_or_default()))
            .collect();
        assert_eq!(found, expected, "{lines}");
    }

    #[test]
    fn the_order_of_one_entry_is_that_of_all() {
        check(
            "Orvik College\nBSc, Looms\n2012 – 2015\n\nLUMIA Vintrel\nCollege Degree, Dyes\n2009 – 2012",
            &[
                "Orvik College | BSc, Looms",
                "LUMIA Vintrel | College Degree, Dyes",
            ],
        );
        check(
            "Orvik College    2012 – 2015\nBSc, Looms\nLoom Forge\t2011\n",
            &["Orvik College | BSc, Looms", "Loom Forge | "],
        );
        check(
            "2012 – 2015  BSc, Looms, Orvik College\n2011 – 2012  Weaving, Loom Forge",
            &["Orvik College | BSc, Looms", "Loom Forge | Weaving"],
        );
        check(
            "2012–2015 — BSc Looms — Orvik College",
            &["Orvik College | BSc Looms"],
        );
    }

    #[test]
    fn a_name_in_bold_is_what_the_others_are() {
        let text = "## Education\n\n- **Orvik College** — BSc, Looms (2012–2015)\n- **Loom Forge** — Practice of Dyes (2011)\n";
        let schools = testing::read(text, education::read);
        let names: Vec<_> = schools.iter().map(|school| school.institution.as_str()).collect();
        assert_eq!(names, ["Orvik College", "Loom Forge"]);
    }

    #[test]
    fn the_names_of_degrees_are_no_schools() {
        use super::names_degree;
        assert!(names_degree("University Technological Degree (DUT), Looms"));
        assert!(!names_degree("Orvik College of Looms"));
    }
}
