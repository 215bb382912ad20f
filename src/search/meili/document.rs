//! How an entry lies in the index: its words as our own tokens, the values of its facets, and what to sort by.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::super::rank::Field;
use super::super::token::fold;
use super::super::{Entry, Facet};
use super::wording::{Values, Wording};

/// Changes whenever a document written before would be read wrongly, be it by its form or by what a word is.
pub(super) const FORMAT: u32 = 3;

pub(super) const ID: &str = "id";
pub(super) const NAME_KEY: &str = "name_key";
pub(super) const YEARS: &str = "years";
pub(super) const UPDATED: &str = "updated";
pub(super) const CORE_SKILLS: &str = "core_skill";
/// Every word of all texts.
pub(super) const WORDS: &str = "words";
/// Every two words that follow each other in a text.
pub(super) const PAIRS: &str = "pairs";
/// The prose as it is, to look for longer phrases in.
pub(super) const PROSE: &str = "prose";

/// The attributes of facets, in the order of [`Facet::ALL`].
pub(super) const FACETS: [&str; Facet::ALL.len()] = [
    "skill",
    "company",
    "industry",
    "specialty",
    "seniority",
    "place",
    "freshness",
];

/// The attributes that hold the words and the phrases of a field, in the order of [`Field::ALL`]. Prose has none of its
/// own: what stands in no other field and yet among [`WORDS`] is from there.
pub(super) const TEXTS: [&str; Field::ALL.len() - 1] = [
    "in_name",
    "in_headline",
    "in_skills",
    "in_titles",
    "in_companies",
    "in_domains",
    "in_places",
    "in_projects",
];

/// The most words of a phrase that is indexed as a whole.
pub(super) const PHRASE_WORDS: usize = 6;

/// What the engine keeps of one person, without the lists of [`values`](super::wording). Everything in it was scrubbed, see
/// [`Entry`].
#[derive(Debug, Serialize)]
struct Document<'e> {
    id: String,
    /// Missing for the nameless: those come last, whatever the order.
    #[serde(skip_serializing_if = "String::is_empty")]
    name_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<f32>,
    /// In microseconds; exact as a JSON number until the year 2255.
    updated: i64,
    core_skill: &'e [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    prose: &'e str,
    #[serde(flatten)]
    facets: BTreeMap<&'static str, Vec<&'e str>>,
}

/// About how many bytes a document has.
const DOCUMENT_BYTES: usize = 8 << 10;

/// Writes what the engine keeps of people, as a list of JSON. As one text and value by value: together they have hundreds of
/// words each, nearly all of which others have too.
pub(super) fn write(entries: &[Entry]) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(entries.len() * DOCUMENT_BYTES);
    let mut wordings = Wordings::default();
    out.push(b'[');
    for (number, entry) in entries.iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        wordings.write(entry, &mut out)?;
    }
    out.push(b']');
    Ok(out)
}

impl<'e> Document<'e> {
    fn new(entry: &'e Entry) -> Self {
        let facets = Facet::ALL
            .into_iter()
            .map(|facet| (facet_attribute(facet), facet.values(entry)));
        Self {
            id: entry.id.to_string(),
            name_key: fold(entry.name.trim()),
            years: entry.years,
            updated: entry.updated_at.timestamp_micros(),
            core_skill: &entry.core_skills,
            prose: &entry.prose,
            facets: facets.collect(),
        }
    }
}

/// The wordings of all texts but prose, each read once: many people have the same skills, employers and titles.
#[derive(Debug, Default)]
struct Wordings<'e> {
    values: Values,
    places: FxHashMap<&'e str, usize>,
    read: Vec<Wording>,
}

impl<'e> Wordings<'e> {
    /// Writes the document of one person.
    fn write(&mut self, entry: &'e Entry, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(&mut *out, &Document::new(entry))?;
        // Open again: it goes on with the lists.
        out.pop();
        let prose = self.values.read(&entry.prose, 2);
        let mut everything = Vec::new();
        for field in Field::ALL {
            let Some(name) = attribute(field) else { continue };
            let here: Vec<usize> = entry
                .texts(field)
                .into_iter()
                .map(|text| self.place(text))
                .collect();
            begin_list(name, out);
            let wordings = here.iter().filter_map(|place| self.read.get(*place));
            self.values.write(wordings.flat_map(Wording::all), out);
            everything.extend(here);
        }
        let wordings = || {
            everything
                .iter()
                .filter_map(|place| self.read.get(*place))
                .chain([&prose])
        };
        begin_list(WORDS, out);
        let words = wordings().flat_map(|wording| &wording.words);
        self.values.write(words.copied(), out);
        begin_list(PAIRS, out);
        let pairs = wordings().flat_map(|wording| &wording.pairs);
        self.values.write(pairs.copied(), out);
        out.push(b'}');
        Ok(())
    }

    /// Returns where the wording of a text is.
    fn place(&mut self, text: &'e str) -> usize {
        *self.places.entry(text).or_insert_with(|| {
            self.read.push(self.values.read(text, PHRASE_WORDS));
            self.read.len() - 1
        })
    }
}

fn begin_list(attribute: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(attribute.as_bytes());
    out.extend_from_slice(b"\":");
}

/// Returns the attribute of a field's words; `None` for prose.
pub(super) fn attribute(field: Field) -> Option<&'static str> {
    TEXTS.get(field as usize).copied()
}

pub(super) const fn facet_attribute(facet: Facet) -> &'static str {
    FACETS[facet as usize]
}

/// Writes words that follow each other as one value.
pub(super) fn phrase(words: &[String]) -> String {
    words.join(" ")
}
