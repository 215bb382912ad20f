//! How an entry lies in the index: texts, values of facets, and what to sort by.

use tantivy::schema::{
    FAST, Field as Slot, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{TantivyDocument, Term};

use super::super::rank::Field;
use super::super::token::{self, fold};
use super::super::{Entry, Facet};
use crate::profile::PersonId;

/// Changes whenever an index written before would be read wrongly, be it by the schema or by what a word is.
pub(super) const FORMAT: u32 = 4;

const TOKENIZER: &str = "muster";

/// The nameless come last.
const NAMELESS: &str = "\u{10ffff}";

/// The slots of the index.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) schema: Schema,
    pub(super) id: Slot,
    texts: [Slot; Field::ALL.len()],
    facets: [Slot; Facet::ALL.len()],
    pub(super) core_skills: Slot,
    id_high: Slot,
    id_low: Slot,
    name_key: Slot,
    years: Slot,
    updated: Slot,
}

/// The names of the columns that searches read.
pub(super) const ID_HIGH: &str = "id_high";
pub(super) const ID_LOW: &str = "id_low";
pub(super) const NAME_KEY: &str = "name_key";
pub(super) const YEARS: &str = "years";
pub(super) const UPDATED: &str = "updated";

/// The columns of facets, in the order of [`Facet::ALL`].
pub(super) const FACETS: [&str; Facet::ALL.len()] = [
    "skill",
    "company",
    "industry",
    "specialty",
    "seniority",
    "place",
    "freshness",
];

/// The texts, in the order of [`Field::ALL`].
const TEXTS: [&str; Field::ALL.len()] = [
    "name",
    "headline",
    "skills",
    "titles",
    "companies",
    "domains",
    "places",
    "projects",
    "prose",
];

impl Layout {
    pub(super) fn new() -> Self {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(indexing);
        let mut schema = Schema::builder();
        Self {
            id: schema.add_text_field("id", STRING),
            texts: TEXTS.map(|name| schema.add_text_field(name, words.clone())),
            facets: FACETS.map(|name| schema.add_text_field(name, STRING | FAST)),
            core_skills: schema.add_text_field("core_skill", STRING),
            id_high: schema.add_u64_field(ID_HIGH, FAST),
            id_low: schema.add_u64_field(ID_LOW, FAST),
            name_key: schema.add_text_field(NAME_KEY, TextOptions::default().set_fast("raw")),
            years: schema.add_f64_field(YEARS, FAST),
            updated: schema.add_i64_field(UPDATED, FAST),
            schema: schema.build(),
        }
    }

    pub(super) fn text(&self, field: Field) -> Slot {
        self.texts[field as usize]
    }

    pub(super) fn facet(&self, facet: Facet) -> Slot {
        self.facets[facet as usize]
    }

    /// Returns the term by which a person is found and taken out.
    pub(super) fn id_term(&self, id: PersonId) -> Term {
        Term::from_field_text(self.id, &id.to_string())
    }

    pub(super) fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.id, entry.id.to_string());
        let (high, low) = entry.id.as_uuid().as_u64_pair();
        document.add_u64(self.id_high, high);
        document.add_u64(self.id_low, low);
        for field in Field::ALL {
            for text in entry.texts(field) {
                document.add_text(self.text(field), text);
            }
        }
        for facet in Facet::ALL {
            for value in facet.values(entry) {
                document.add_text(self.facet(facet), value);
            }
        }
        for skill in &entry.core_skills {
            document.add_text(self.core_skills, skill);
        }
        let name = fold(entry.name.trim());
        document.add_text(self.name_key, if name.is_empty() { NAMELESS } else { &name });
        document.add_f64(self.years, entry.years.map_or(f64::NEG_INFINITY, f64::from));
        document.add_i64(self.updated, entry.updated_at.timestamp_micros());
        document
    }
}

/// Gives an index our idea of a word.
pub(super) fn register_words(index: &tantivy::Index) {
    index
        .tokenizers()
        .register(TOKENIZER, TextAnalyzer::from(Words::default()));
}

#[derive(Debug, Clone, Default)]
struct Words {
    tokens: std::vec::IntoIter<token::Token>,
    current: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Self;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self {
        Self {
            tokens: token::tokens(text).into_iter(),
            current: Token::default(),
        }
    }
}

impl TokenStream for Words {
    fn advance(&mut self) -> bool {
        let Some(token) = self.tokens.next() else {
            return false;
        };
        self.current = Token {
            offset_from: token.span.start,
            offset_to: token.span.end,
            position: token.position,
            text: token.text,
            position_length: 1,
        };
        true
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}
