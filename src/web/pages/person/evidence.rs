//! The lines of the stored texts that say what a profile says.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

use super::links;
use crate::profile::{Evidence, Profile, SourceId, Via};
use crate::store::StoredDocument;
use crate::web::pages::format;
use crate::web::pages::segments;
use crate::web::pages::segments::{Segment, Segments};
use crate::web::{Viewer, redact};

/// The most lines that are shown for one fact.
const MOST_LINES: usize = 5;

/// What may be shown around the evidence of one profile.
pub(super) struct Context {
    shown: HashMap<Place, Segments>,
    /// The number of each source, from 1.
    sources: HashMap<SourceId, usize>,
}

type Place = (SourceId, usize, usize);

/// A line that says so.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    text: Segments,
    via: &'static str,
    /// The number of its source in the list of sources.
    source: Option<usize>,
}

/// A text that the profile was read from.
#[derive(Debug, Serialize)]
pub(super) struct Source {
    number: usize,
    kind: String,
    locator: String,
    /// Where it can be read, when it stands on the web.
    url: Option<String>,
    fetched_at: Option<String>,
}

impl Context {
    /// Looks up what stands around each evidence; what `viewer` may not see is left out.
    pub(super) fn new(profile: &Profile, documents: &[StoredDocument], viewer: Viewer) -> Self {
        let texts: HashMap<_, _> = documents
            .iter()
            .map(|document| (&document.source, &*document.text))
            .collect();
        let places: Vec<(&Evidence, String, Segments)> = evidence_of(profile)
            .filter_map(|evidence| {
                let text = texts.get(&evidence.source)?;
                let (line, segments) = in_line(text, evidence)?;
                Some((evidence, line, segments))
            })
            .collect();
        let visible = visible(profile, places.iter().map(|(_, line, _)| line.clone()), viewer);
        let shown = places
            .into_iter()
            .zip(visible)
            .filter(|((_, line, _), visible)| line == visible)
            .map(|((evidence, _, segments), _)| (place(evidence), segments))
            .collect();
        let sources = profile
            .sources
            .iter()
            .enumerate()
            .map(|(index, source)| (source.id.clone(), index + 1))
            .collect();
        Self { shown, sources }
    }

    /// Returns the lines that support a fact, each once; `evidence` is as the viewer may see it.
    pub(super) fn lines(&self, evidence: &[Evidence]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for evidence in evidence {
            let text = match self.shown.get(&place(evidence)) {
                Some(line) if evidence.via != Via::Badge => line.clone(),
                _ => vec![quoted(evidence)],
            };
            let line = Line {
                text,
                via: format::seen(evidence.via),
                source: self.sources.get(&evidence.source).copied(),
            };
            let is_new = lines.iter().all(|known| known.text != line.text);
            if is_new && lines.len() < MOST_LINES {
                lines.push(line);
            }
        }
        lines
    }
}

/// The quote alone; of a badge only its words: the rest is an address for machines.
fn quoted(evidence: &Evidence) -> Segment {
    let quote = evidence.quote.trim();
    let badge_words = quote
        .strip_prefix("![")
        .and_then(|rest| rest.split_once(']'))
        .map(|(words, _address)| words)
        .filter(|words| !words.is_empty());
    Segment {
        text: badge_words.unwrap_or(quote).to_owned(),
        hit: true,
    }
}

fn place(evidence: &Evidence) -> Place {
    (evidence.source.clone(), evidence.start, evidence.end)
}

/// The evidence that the page shows.
fn evidence_of(profile: &Profile) -> impl Iterator<Item = &Evidence> {
    let domains = profile
        .domains
        .industries
        .iter()
        .chain(&profile.domains.specialties);
    let of_skills = profile.skills.iter().map(|skill| &skill.evidence);
    of_skills.chain(domains.map(|domain| &domain.evidence)).flatten()
}

/// Returns the line around a quote: as plain text, and with the quote marked.
fn in_line(text: &str, evidence: &Evidence) -> Option<(String, Segments)> {
    text.get(evidence.start..evidence.end)?;
    let line = line_around(text, evidence.start..evidence.end);
    let start = after_marks(text, line.start..evidence.start);
    let quote = evidence.start - start..evidence.end - start;
    let segments = segments::excerpt(text.get(start..line.end)?, &[quote]);
    let line = segments.iter().map(|segment| &*segment.text).collect();
    Some((line, segments))
}

/// The most bytes of a line that are read on either side of a quote: much more than an excerpt shows.
const AROUND: usize = 800;

/// Returns where the line around a quote is, or what is near where it is long: a text may be one line with thousands of
/// quotes.
fn line_around(text: &str, quote: Range<usize>) -> Range<usize> {
    let from = text.ceil_char_boundary(quote.start.saturating_sub(AROUND));
    let to = text.floor_char_boundary(quote.end.saturating_add(AROUND));
    let before = text.get(from..quote.start).unwrap_or_default();
    let after = text.get(quote.end..to).unwrap_or_default();
    let start = before.rfind('\n').map_or(from, |at| from + at + 1);
    let end = after.find('\n').map_or(to, |at| quote.end + at);
    start..end
}

/// Steps over what only lays a line out: marks of headings, lists and quotes.
fn after_marks(text: &str, line: Range<usize>) -> usize {
    let before = text.get(line.clone()).unwrap_or_default();
    let marks = before.len()
        - before
            .trim_start_matches(['#', '-', '*', '>', '+', '•', ' ', '\t'])
            .len();
    line.start + marks
}

/// Returns lines of a person's texts as `viewer` may see them.
fn visible(profile: &Profile, lines: impl Iterator<Item = String>, viewer: Viewer) -> Vec<String> {
    let lines_only = Profile {
        emails: profile.emails.clone(),
        corrections: lines.collect(),
        ..Profile::default()
    };
    redact::for_viewer(lines_only, viewer).corrections.clone()
}

/// Returns where a profile comes from.
pub(super) fn sources(profile: &Profile) -> Vec<Source> {
    let sources = profile.sources.iter().enumerate();
    sources
        .map(|(index, source)| Source {
            number: index + 1,
            kind: source.kind.clone(),
            locator: source.locator.clone(),
            url: Some(source.locator.clone()).filter(|url| links::is_safe(url)),
            fetched_at: source.fetched_at.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_only_what_is_near_a_quote_is_read() {
        let long = "\u{20ac}".repeat(1_000);
        let text = format!("{long}Kafka{long}");
        let quote = long.len()..long.len() + 5;
        let line = line_around(&text, quote.clone());
        let near = text.get(line.clone()).unwrap();
        assert!(near.len() <= 5 + 2 * AROUND && near.contains("Kafka"), "{line:?}");
        assert_eq!(line_around("one\nuses Kafka daily\nthree", 9..14), 4..20);
        assert_eq!(line_around("Kafka", 0..5), 0..5);
    }
}
