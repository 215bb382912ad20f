//! Facts that a text names one by one: keys with values in code, in YAML and JSON, in a template's arguments.

use std::ops::Range;

use super::dates::{self, Period};
use super::document::{Kind, slice};
use super::reading::{Line, Reading};
use super::stated::{key_of, stated};

/// A fact with its name.
#[derive(Debug)]
pub(super) struct Field {
    /// Lower case, letters and digits only.
    pub(super) key: String,
    pub(super) block: usize,
    /// The value, in the block's text.
    pub(super) range: Range<usize>,
}

/// Facts of one thing: an object, an item of a list, the arguments of a template.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The key under which the thing stands; empty at the outermost level.
    pub(super) parent: String,
    pub(super) fields: Vec<Field>,
}

/// The most records of one text; what is more is data and no biography.
const MAX_RECORDS: usize = 400;

/// The most lines between two facts of one thing.
const MAX_APART: usize = 40;

/// Keys of the day on which something began, and on which it ended.
const STARTS: &[&str] = &["start", "from", "since", "startdate", "datestart"];
const ENDS: &[&str] = &["end", "to", "until", "enddate", "dateend"];

/// Reads every record of a text, in order; [`Reading::records`] keeps them.
pub(super) fn records(reading: &Reading<'_>) -> Vec<Record> {
    let mut records = Vec::new();
    for (index, block) in reading.blocks() {
        if records.len() >= MAX_RECORDS {
            break;
        }
        if block.kind == Kind::Code {
            in_code(reading, index, &mut records);
        } else if has_quote(block.text.as_str()) {
            let lines = reading.lines_of(index);
            let called = in_call(block.text.as_str(), lines);
            let rest = called.as_ref().map_or(0, |(_, called)| *called);
            records.extend(called.map(|(record, _)| record));
            records.extend(lines.iter().skip(rest).filter_map(in_line));
        }
    }
    records.retain(|record| !record.fields.is_empty());
    records
}

/// Says whether a text has what opens the value of a fact on a line.
fn has_quote(text: &str) -> bool {
    text.contains('"') || !text.is_ascii() && text.contains('“')
}

impl Record {
    /// Returns the value of the first field that has one of some keys.
    pub(super) fn value<'t>(&self, reading: &Reading<'t>, keys: &[&str]) -> Option<&'t str> {
        self.field(keys)
            .map(|field| slice(reading.text(field.block), field.range.clone()))
    }

    /// Returns the first field that has one of some keys.
    pub(super) fn field(&self, keys: &[&str]) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| keys.contains(&field.key.as_str()))
    }

    /// Returns the period from one field to another; its range is none of the text.
    pub(super) fn span(&self, reading: &Reading<'_>) -> Option<Period> {
        let start = self.value(reading, STARTS)?;
        let end = self.value(reading, ENDS).unwrap_or_default();
        dates::first(&format!("{start} – {end}"))
    }
}

/// Two or more facts on one line are a record of their own.
fn in_line(line: &Line<'_>) -> Option<Record> {
    let fields = fields_of(line);
    (fields.len() >= 2).then(|| Record {
        parent: String::new(),
        fields,
    })
}

fn fields_of(line: &Line<'_>) -> Vec<Field> {
    let fields = pairs(line.text).into_iter().map(|(key, range)| Field {
        key,
        block: line.block,
        range: line.within(&range),
    });
    fields.collect()
}

/// `{{< job`, `company="Acme"`, `title="Engineer" >}}`: the arguments of a template on lines of their own, and how many lines.
fn in_call(text: &str, lines: &[Line<'_>]) -> Option<(Record, usize)> {
    let count = called_lines(text, lines)?;
    let fields = lines.iter().take(count).flat_map(fields_of).collect::<Vec<_>>();
    let record = Record {
        parent: String::new(),
        fields,
    };
    (record.fields.len() >= 2).then_some((record, count))
}

/// Returns how many lines of a block the call of a template takes with which it begins, if one does not hold it.
fn called_lines(text: &str, lines: &[Line<'_>]) -> Option<usize> {
    let begins = text.starts_with("{{<") || text.starts_with("{{%");
    let first = lines
        .first()
        .filter(|first| begins && !first.text.contains("}}"))?;
    let mut near = lines.iter().take(CALLED_LINES);
    let ends = near.position(|line| line.text.contains("}}"));
    let count = ends.map_or(lines.len().min(CALLED_LINES), |end| end + 1);
    (count > 1 || first.text.contains('"')).then_some(count)
}

/// The most lines of the call of a template.
const CALLED_LINES: usize = 24;

/// Says whether a line is among those of the call of a template.
pub(super) fn is_in_call(reading: &Reading<'_>, line: &Line<'_>) -> bool {
    let text = reading.text(line.block);
    if !text.starts_with("{{") {
        return false;
    }
    let lines = reading.lines_of(line.block);
    let called = called_lines(text, lines).unwrap_or_default();
    lines.iter().take(called).any(|called| called.range == line.range)
}

/// Follows the lines of an object or a list.
fn in_code(reading: &Reading<'_>, index: usize, records: &mut Vec<Record>) {
    let mut open = Record::default();
    let heading = reading
        .outline
        .heading(index)
        .map(|heading| reading.text(heading));
    let mut parent = heading.map(key_of).unwrap_or_default();
    let mut last = 0;
    let mut folded = None;
    for (number, line) in reading.lines_of(index).iter().enumerate() {
        if let Some(key) = folded.take() {
            open.fields.push(Field {
                key,
                block: line.block,
                range: line.range.clone(),
            });
            continue;
        }
        if let Some(record) = in_line(line) {
            records.push(std::mem::take(&mut open));
            records.push(Record {
                parent: parent.clone(),
                ..record
            });
            continue;
        }
        let item = line.text.starts_with(['-', '{']);
        if item || number > last + MAX_APART {
            records.push(std::mem::take(&mut open));
        }
        if let Some((key, range)) = stated(line.text) {
            if open.fields.iter().any(|field| field.key == key) {
                records.push(std::mem::take(&mut open));
            }
            if open.fields.is_empty() {
                open.parent.clone_from(&parent);
            }
            last = number;
            open.fields.push(Field {
                key,
                block: line.block,
                range: line.within(&range),
            });
        } else if let Some(key) = folds(line.text).filter(|_| !open.fields.is_empty()) {
            folded = Some(key);
        } else if let Some(key) = opened(line.text) {
            records.push(std::mem::take(&mut open));
            parent = key;
        }
    }
    records.push(open);
}

/// `summary: >-`: the key of a text that stands on the next lines.
fn folds(line: &str) -> Option<String> {
    let head = [": |", ": >", ": |-", ": >-"]
        .iter()
        .find_map(|sign| line.trim_end().strip_suffix(sign))?;
    let key = key_of(head);
    (!key.is_empty() && head.split_ascii_whitespace().count() == 1).then_some(key)
}

/// `experience:`, `"work": [`, `const education = {`: a key whose value follows on the next lines.
pub(super) fn opened(line: &str) -> Option<String> {
    let head = line.trim_end_matches(['[', '{', '(', ' ', '|', '>']);
    let called = || line.ends_with('(').then(|| head.rsplit_once(" = ")).flatten();
    let head = match head.strip_suffix([':', '=']) {
        Some(head) => head.trim_end(),
        // `val past: Map<String, Int> = mapOf(`
        None => called().map(|(declared, _)| declared.split(':').next().unwrap_or(declared))?,
    };
    let quoted = head
        .strip_suffix(['"', '\''])
        .and_then(|head| head.rsplit(['"', '\'']).next());
    let word = quoted.or_else(|| {
        head.rsplit(|letter: char| letter.is_whitespace() || matches!(letter, '.' | '"' | '\''))
            .find(|word| !word.is_empty())
    })?;
    let key = key_of(word);
    (!key.is_empty()).then_some(key)
}

/// Finds the keys of a line that have a quoted value, and where their values are.
fn pairs(line: &str) -> Vec<(String, Range<usize>)> {
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
                    found.push((key_of(std::mem::take(&mut key)), begin..at));
                }
            }
        }
        start = at + quote.len();
    }
    found.extend(years(line));
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// Finds the keys of a line whose value is a year: `from: 2018, to: 2021`.
fn years(line: &str) -> Vec<(String, Range<usize>)> {
    let numbers = line.match_indices(|letter: char| letter.is_ascii_digit());
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for (at, _) in numbers {
        let before = slice(line, 0..at);
        let range = at..at + YEAR_DIGITS;
        let year = line
            .get(range.clone())
            .is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        let ended = !slice(line, range.end..line.len())
            .starts_with(|letter: char| letter.is_alphanumeric() || letter == '-');
        let key = before.trim_end().strip_suffix([':', '=']).map(|key| {
            let key = key.trim_end().trim_end_matches(['"', '\'']);
            key.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .next()
                .unwrap_or_default()
        });
        if let Some(key) = key.filter(|key| year && ended && !key.is_empty()) {
            found.push((key_of(key), range));
        }
    }
    found
}

const YEAR_DIGITS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing;
    use crate::profile::DateEnd;

    fn read(text: &str) -> Vec<(String, Vec<(String, String)>)> {
        testing::read(text, |reading| {
            let records = records(reading).into_iter();
            records
                .map(|record| {
                    let fields = record.fields.iter().map(|field| {
                        let value = slice(reading.text(field.block), field.range.clone());
                        (field.key.clone(), value.to_owned())
                    });
                    (record.parent.clone(), fields.collect())
                })
                .collect()
        })
    }

    fn expect(parent: &str, fields: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let fields = fields
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        (parent.to_owned(), fields.collect())
    }

    #[test]
    fn items_of_a_list_are_records_under_their_key() {
        let text = "```yaml\nwork:\n  - company: Lumoraq\n    role: Engineer\n  - company: Vintrel\n    role: Intern\n```\n";
        assert_eq!(
            read(text),
            [
                expect("work", &[("company", "Lumoraq"), ("role", "Engineer")]),
                expect("work", &[("company", "Vintrel"), ("role", "Intern")]),
            ]
        );
    }

    #[test]
    fn arguments_of_a_template_and_an_object_on_one_line_are_records() {
        let text = "{% job(title=\"Engineer\", company=\"Lumoraq\") %}\n";
        assert_eq!(
            read(text),
            [expect("", &[("title", "Engineer"), ("company", "Lumoraq")])]
        );
        assert!(read("He said \"no\" and \"yes\".\n").is_empty());
    }

    #[test]
    fn arguments_of_a_template_can_have_lines_of_their_own() {
        let job = |open: &str| {
            format!("{{{{{open}\n    company=\"Lumoraq\"\n    title=\"Engineer\"\n>}}}}\n* Wove\n")
        };
        for open in ["<job", "< job", "<job "] {
            let expected = expect("", &[("company", "Lumoraq"), ("title", "Engineer")]);
            assert_eq!(read(&job(open)), [expected], "{open}");
        }
    }

    #[test]
    fn a_key_opens_what_follows_it() {
        for (line, expected) in [
            ("experience:", Some("experience")),
            ("\"work\": [", Some("work")),
            ("const openSource = [", Some("opensource")),
            ("this.education = {", Some("education")),
            ("'past jobs': [", Some("pastjobs")),
            ("summary: |", Some("summary")),
            ("val past: Map<String, Int> = mapOf(", Some("past")),
            ("company", None),
            ("]", None),
            (": [", None),
        ] {
            assert_eq!(opened(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn quoted_values_have_the_key_before_them() {
        for (line, expected) in [
            ("title=\"Engineer\"", &[("title", "Engineer")][..]),
            (
                "{ name: \"Loom\", url: \"x\" }",
                &[("name", "Loom"), ("url", "x")],
            ),
            (
                "{\"name\": \"Loom\", \"url\": \"x\"}",
                &[("name", "Loom"), ("url", "x")],
            ),
            ("start_date = “2019”", &[("startdate", "2019")]),
            ("tags: [\"wool\", \"dye\"]", &[]),
            ("title=\"\" company=\"Lumoraq\"", &[("company", "Lumoraq")]),
            ("title=\"Engineer", &[]),
            ("she said \"wool\"", &[]),
        ] {
            let found = pairs(line);
            let found: Vec<_> = found
                .iter()
                .map(|(key, range)| (key.as_str(), slice(line, range.clone())))
                .collect();
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn a_thing_ends_where_the_next_begins() {
        // A key that comes again.
        let text = "```\ncompany: Lumoraq\nrole: Engineer\ncompany: Vintrel\n```\n";
        let lumoraq = expect("", &[("company", "Lumoraq"), ("role", "Engineer")]);
        assert_eq!(
            read(text),
            [lumoraq.clone(), expect("", &[("company", "Vintrel")])]
        );
        // Other lines for long.
        let text = format!(
            "```\ncompany: Lumoraq\nrole: Engineer\n{}year: 2019\n```\n",
            "…\n".repeat(MAX_APART)
        );
        assert_eq!(read(&text), [lumoraq, expect("", &[("year", "2019")])]);
        // Another block.
        let text = "```\ncompany: Lumoraq\n```\n\n```\nrole: Engineer\n```\n";
        assert_eq!(
            read(text),
            [
                expect("", &[("company", "Lumoraq")]),
                expect("", &[("role", "Engineer")])
            ]
        );
    }

    #[test]
    fn a_text_can_stand_on_the_lines_below_its_key() {
        let text = "```yaml\n- title: Loom\n  about: >-\n    Weaves plans: many\n    of them.\n```\n";
        assert_eq!(
            read(text),
            [expect("", &[("title", "Loom"), ("about", "Weaves plans: many")])]
        );
    }

    #[test]
    fn things_stand_under_the_heading_where_no_key_opens_them() {
        let text = "## Work\n\n```\ncompany: Lumoraq\n```\n";
        assert_eq!(read(text), [expect("work", &[("company", "Lumoraq")])]);
    }

    #[test]
    fn a_span_goes_from_one_field_to_another() {
        let span = |lines: &str| {
            testing::read(&format!("```\n{lines}\n```\n"), |reading| {
                let period = records(reading).first()?.span(reading)?;
                Some((period.start?.year(), period.end))
            })
        };
        let end = |lines: &str| span(lines).and_then(|(_, end)| end);
        assert_eq!(span("from: 2019\nto: 2021").map(|(start, _)| start), Some(2019));
        assert!(matches!(end("from: 2019\nto: 2021"), Some(DateEnd::On(date)) if date.year() == 2021));
        assert_eq!(end("startDate: 2019\nendDate: present"), Some(DateEnd::Present));
        assert_eq!(span("to: 2021"), None);
        assert_eq!(span("from: Bremen\nto: Oldenburg"), None);
    }
}
