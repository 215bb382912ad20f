//! Any text is read, its evidence stands where it says, and reading it again gives the same.
#![no_main]

use std::sync::LazyLock;

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use muster::extract::{Document, extract};
use muster::profile::{Profile, SourceId};
use muster::taxonomy::Taxonomy;
use serde_json::Value;

/// One text in so many is read twice: reading is what costs.
const READ_TWICE: usize = 8;

static SOURCE: LazyLock<SourceId> = LazyLock::new(|| SourceId::new("fuzz"));

fuzz_target!(|text: &str| {
    let profile = read(text);
    let json = serde_json::to_value(&profile).expect("a profile has a serialized form");
    check_evidence(text, &json);
    if text.len() % READ_TWICE == 0 {
        assert_eq!(profile, read(text), "read twice");
    }
});

fn read(text: &str) -> Profile {
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
    let document = Document {
        source: &SOURCE,
        text,
    };
    extract(document, Taxonomy::embedded(), today)
}

/// Checks every quote, wherever in the profile it stands.
fn check_evidence(text: &str, value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| check_evidence(text, value)),
        Value::Object(fields) => {
            if let Some(quote) = fields.get("quote").and_then(Value::as_str) {
                let place = |field: &str| fields.get(field).and_then(Value::as_u64).map(|at| at as usize);
                let range = place("start").zip(place("end")).map(|(start, end)| start..end);
                let found = range.clone().and_then(|range| text.get(range));
                assert_eq!(found, Some(quote), "evidence at {range:?}");
            }
            fields.values().for_each(|value| check_evidence(text, value));
        }
        _ => {}
    }
}
