//! Positions that name their facts: `title="…", company="…"` of a template, `"role": "…", "company": "…"` of a bio in code.

use std::ops::Range;

use super::{Draft, Role, VIA};
use crate::extract::document::slice;
use crate::extract::reading::{Reading, lines_of};
use crate::extract::sections::Section;
use crate::extract::{dates, titles};

const TITLES: &[&str] = &["title", "role", "position", "job_title", "jobtitle"];
const COMPANIES: &[&str] = &["company", "employer", "organization", "organisation"];
const PERIODS: &[&str] = &["time_span", "period", "dates", "date", "duration"];
const STARTS: &[&str] = &["start", "from", "since", "start_date", "startdate"];
const ENDS: &[&str] = &["end", "to", "until", "end_date", "enddate"];

/// The most letters between a title and the company that belongs to it.
const MAX_APART: usize = 400;

/// Reads every pair of a title and a company; what else a line says stays with other rules.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for (index, block) in reading.blocks() {
        let text = block.text.as_str();
        let elsewhere = matches!(
            reading.section(index),
            Section::Education | Section::Certifications | Section::Projects
        );
        if elsewhere || !text.contains(['"', '“']) {
            continue;
        }
        for line in lines_of(index, block) {
            let fields = fields(line.text);
            let value = |keys: &[&str]| {
                let (_, range) = fields.iter().find(|(key, _)| keys.contains(&key.as_str()))?;
                Some((slice(line.text, range.clone()), range.start))
            };
            let (Some((title, at)), Some((company, other))) = (value(TITLES), value(COMPANIES)) else {
                continue;
            };
            if !titles::is_title(title) || at.abs_diff(other) > MAX_APART || roles.len() == super::MAX_ROLES {
                continue;
            }
            let stated = |keys| value(keys).map(|(text, _)| text);
            let period = match (stated(PERIODS), stated(STARTS)) {
                (Some(period), _) => dates::first(period),
                (None, Some(start)) => {
                    dates::first(&format!("{start} – {}", stated(ENDS).unwrap_or_default()))
                }
                (None, None) => None,
            };
            let draft = Draft {
                company: Some(company),
                title: Some(title),
                start: period.as_ref().and_then(|period| period.start),
                end: period.and_then(|period| period.end),
                ..Draft::default()
            };
            let evidence = reading.evidence(line.block, &line.range, VIA);
            roles.push(Role {
                position: draft.position(reading, evidence),
                account: vec![(line.block, line.range.clone())],
            });
        }
    }
    roles
}

/// Finds the keys of a line that have a quoted value, and where their values are.
fn fields(line: &str) -> Vec<(String, Range<usize>)> {
    let quotes: &[char] = &['"', '“', '”'];
    let mut found = Vec::new();
    let mut key = "";
    let mut inside = None;
    let mut start = 0;
    for (at, quote) in line.match_indices(quotes) {
        match inside.take() {
            None => {
                let before = slice(line, start..at).trim_end();
                if let Some(name) = before.strip_suffix(['=', ':']) {
                    let own = name
                        .trim_end()
                        .rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_')
                        .next();
                    key = own.filter(|own| !own.is_empty()).unwrap_or(key);
                }
                inside = Some(at + quote.len());
            }
            Some(begin) => {
                if slice(line, at + quote.len()..line.len())
                    .trim_start()
                    .starts_with(':')
                {
                    key = slice(line, begin..at);
                } else if !key.is_empty() && at > begin {
                    found.push((key.to_lowercase(), begin..at));
                    key = "";
                }
            }
        }
        start = at + quote.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(line: &str) -> Vec<(String, &str)> {
        fields(line)
            .into_iter()
            .map(|(key, range)| (key, slice(line, range)))
            .collect()
    }

    #[test]
    fn fields_of_templates_and_of_json_have_a_key_and_a_value() {
        let expected = [
            ("title".to_owned(), "Engineer"),
            ("company".to_owned(), "Lumoraq"),
        ];
        assert_eq!(
            values(r#"{% job(title="Engineer", company="Lumoraq") %}"#),
            expected
        );
        assert_eq!(values(r#"{"title": "Engineer", "company": "Lumoraq"}"#), expected);
        assert!(values(r#"He said "no" and "yes""#).is_empty());
    }
}
