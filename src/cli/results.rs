//! What a search found, for people and for programs. E-mail addresses are left out.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::plain::plain;
use super::summary::position_line;
use crate::profile::Profile;
use crate::search::{Query, highlight};
use crate::store::Person;

/// How many skills are shown of a person.
const SKILLS: usize = 8;

/// How many bytes are shown around the words that matched.
const AROUND: usize = 60;

/// A person who matched.
#[derive(Debug, Serialize)]
pub(super) struct Match<'p> {
    id: String,
    slug: &'p str,
    name: Option<&'p str>,
    headline: Option<&'p str>,
    position: Option<String>,
    location: Option<&'p str>,
    years: Option<f32>,
    skills: Vec<&'p str>,
    /// Where the words stand, with a few words around them.
    excerpt: Option<Excerpt>,
}

/// A piece of a profile's text that matched.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Excerpt {
    text: String,
    /// Where the words of the query stand in it, in bytes.
    highlights: Vec<Range<usize>>,
}

impl<'p> Match<'p> {
    pub(super) fn new(query: &Query, person: &'p Person) -> Self {
        let profile = &person.profile;
        let current = profile
            .experience
            .iter()
            .find(|position| position.is_current())
            .or(profile.experience.first());
        Self {
            id: person.id.to_string(),
            slug: &person.slug,
            name: profile.name.as_deref(),
            headline: profile.headline.as_deref(),
            position: current.map(position_line).filter(|line| !line.is_empty()),
            location: profile.location.as_ref().map(|location| location.raw.as_str()),
            years: profile.years_experience.best(),
            skills: profile
                .skills
                .iter()
                .take(SKILLS)
                .map(|skill| skill.name.as_str())
                .collect(),
            excerpt: excerpt(query, profile),
        }
    }
}

/// Writes the matches as one JSON document.
pub(super) fn write_json(out: &mut impl Write, total: u64, matches: &[Match<'_>]) -> io::Result<()> {
    let answer = serde_json::json!({ "total": total, "people": matches });
    serde_json::to_writer_pretty(&mut *out, &answer).map_err(io::Error::from)?;
    writeln!(out)
}

/// Writes the matches for people; with `bold`, names and matching words are.
pub(super) fn write_text(
    out: &mut impl Write,
    total: u64,
    matches: &[Match<'_>],
    bold: bool,
) -> io::Result<()> {
    for person in matches {
        let name = plain(person.name.unwrap_or("(no name)"));
        writeln!(out, "{}  {}", strong(&name, bold), person.slug)?;
        let years = person.years.map(|years| format!("{years:.0} years"));
        let facts = [person.headline, person.location, years.as_deref()];
        let facts: Vec<_> = facts.into_iter().flatten().map(plain).collect();
        let skills: Vec<_> = person.skills.iter().map(|skill| plain(skill)).collect();
        let excerpt = person.excerpt.as_ref().map(|excerpt| excerpt.show(bold));
        let lines = [
            Some(facts.join(" · ")),
            person.position.clone(),
            Some(skills.join(", ")),
            excerpt,
        ];
        for line in lines.into_iter().flatten().filter(|line| !line.is_empty()) {
            writeln!(out, "    {line}")?;
        }
        writeln!(out)?;
    }
    match (total, matches.len() as u64) {
        (0, _) => writeln!(out, "nobody matches: try fewer or other words"),
        (total, 0) => writeln!(out, "nobody is that far down: {total} match"),
        (total, shown) if shown < total => writeln!(out, "{shown} of {total} who match"),
        (total, _) => writeln!(out, "{total} match"),
    }
}

impl Excerpt {
    fn show(&self, bold: bool) -> String {
        let mut shown = String::new();
        let mut at = 0;
        for range in &self.highlights {
            shown.push_str(&plain(self.text.get(at..range.start).unwrap_or_default()));
            shown.push_str(&strong(
                &plain(self.text.get(range.clone()).unwrap_or_default()),
                bold,
            ));
            at = range.end;
        }
        shown.push_str(&plain(self.text.get(at..).unwrap_or_default()));
        shown
    }
}

fn strong(text: &str, bold: bool) -> String {
    if bold {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// Finds the first text of a profile in which words of the query stand, and cuts it down to what is around them.
fn excerpt(query: &Query, profile: &Profile) -> Option<Excerpt> {
    let highlights = profile
        .experience
        .iter()
        .flat_map(|position| &position.highlights);
    let projects = profile
        .projects
        .iter()
        .filter_map(|project| project.summary.as_ref());
    profile
        .summary
        .iter()
        .chain(highlights)
        .chain(projects)
        .find_map(|text| {
            let ranges = highlight(query, text);
            ranges.first().map(|first| cut(text, first, &ranges))
        })
}

/// Cuts `text` to what stands around `first`.
fn cut(text: &str, first: &Range<usize>, ranges: &[Range<usize>]) -> Excerpt {
    let start = text.floor_char_boundary(first.start.saturating_sub(AROUND));
    let end = text.ceil_char_boundary((first.end + AROUND).min(text.len()));
    let before = if start > 0 { "…" } else { "" };
    let after = if end < text.len() { "…" } else { "" };
    let shift = |at: usize| at - start + before.len();
    Excerpt {
        text: format!("{before}{}{after}", text.get(start..end).unwrap_or_default()),
        highlights: ranges
            .iter()
            .filter(|range| range.start >= start && range.end <= end)
            .map(|range| shift(range.start)..shift(range.end))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_keeps_its_highlights() {
        let text = format!("{} Kafka at scale {} Kafka", "ä".repeat(60), "x".repeat(100));
        let first = text.find("Kafka").unwrap();
        let last = text.rfind("Kafka").unwrap();
        let excerpt = cut(&text, &(first..first + 5), &[first..first + 5, last..last + 5]);
        assert_eq!(excerpt.highlights.len(), 1);
        assert_eq!(excerpt.text.get(excerpt.highlights[0].clone()), Some("Kafka"));
        assert!(
            excerpt.text.starts_with('…') && excerpt.text.ends_with('…'),
            "{}",
            excerpt.text
        );
        assert!(excerpt.show(true).contains("\u{1b}[1mKafka\u{1b}[0m"));
    }

    #[test]
    fn an_empty_result_says_what_to_do() {
        let mut out = Vec::new();
        write_text(&mut out, 0, &[], false).unwrap();
        assert_eq!(out, b"nobody matches: try fewer or other words\n");
    }
}
