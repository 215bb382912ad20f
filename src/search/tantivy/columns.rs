//! What is read of a segment once and then kept: who is in it, what to sort by, and the values of its facets as numbers.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader, TantivyError};

use super::super::Facet;
use super::schema::{FACETS, ID_HIGH, ID_LOW, NAME_KEY, UPDATED, YEARS};
use crate::profile::PersonId;

/// The columns of one segment; segments never change, but for who is deleted.
pub(super) struct Columns {
    /// As numbers, which have the order of ids.
    ids: Vec<u128>,
    /// The smaller, the further ahead.
    pub(super) names: Vec<u64>,
    pub(super) name_keys: StrColumn,
    pub(super) years: Vec<u64>,
    pub(super) updated: Vec<u64>,
    facets: Vec<Values>,
}

/// The values of one facet, document by document, as their numbers in [`Numbers`].
struct Values {
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

/// The values of one facet over all segments, each with a number that stays.
#[derive(Debug, Default, Clone)]
pub(super) struct Numbers {
    by_value: HashMap<Arc<str>, u32>,
    pub(super) values: Vec<Arc<str>>,
}

impl Numbers {
    fn number(&mut self, value: &str) -> u32 {
        if let Some(number) = self.by_value.get(value) {
            return *number;
        }
        let number = u32::try_from(self.values.len()).expect("fewer values than documents fit");
        let value: Arc<str> = value.into();
        self.values.push(Arc::clone(&value));
        self.by_value.insert(value, number);
        number
    }

    /// Returns the number of a value that some document has or had.
    pub(super) fn find(&self, value: &str) -> Option<u32> {
        self.by_value.get(value).copied()
    }
}

impl Columns {
    pub(super) fn read(segment: &SegmentReader, numbers: &mut [Numbers]) -> Result<Self, TantivyError> {
        let columns = segment.fast_fields();
        let documents = 0..segment.max_doc();
        let high = columns.u64(ID_HIGH)?;
        let low = columns.u64(ID_LOW)?;
        let years = columns.f64(YEARS)?;
        let updated = columns.i64(UPDATED)?;
        let name_keys = str_column(segment, NAME_KEY)?;
        let id = |document| {
            let pair = (high.first(document), low.first(document));
            (u128::from(pair.0.unwrap_or_default()) << 64) | u128::from(pair.1.unwrap_or_default())
        };
        let name = |document| name_keys.ords().first(document).unwrap_or(u64::MAX);
        let descending_years =
            |document| !tantivy::f64_to_u64(years.first(document).unwrap_or(f64::NEG_INFINITY));
        let descending_updates = |document| !tantivy::i64_to_u64(updated.first(document).unwrap_or(i64::MIN));
        Ok(Self {
            ids: documents.clone().map(id).collect(),
            names: documents.clone().map(name).collect(),
            years: documents.clone().map(descending_years).collect(),
            updated: documents.clone().map(descending_updates).collect(),
            facets: FACETS
                .iter()
                .zip(numbers)
                .map(|(name, numbers)| Values::read(segment, name, numbers))
                .collect::<Result<_, _>>()?,
            name_keys,
        })
    }

    /// Returns the order of a person among equals.
    pub(super) fn id(&self, document: DocId) -> u128 {
        self.ids[document as usize]
    }

    pub(super) fn person(&self, document: DocId) -> PersonId {
        PersonId::from_uuid(uuid::Uuid::from_u128(self.id(document)))
    }

    /// Returns the version of a person's entry.
    pub(super) fn version(&self, document: DocId) -> i64 {
        tantivy::u64_to_i64(!self.updated[document as usize])
    }

    /// Returns the numbers of the values that a document has of a facet.
    pub(super) fn values(&self, facet: Facet, document: DocId) -> &[u32] {
        let values = &self.facets[facet as usize];
        let at = document as usize;
        &values.numbers[values.starts[at] as usize..values.starts[at + 1] as usize]
    }
}

impl Values {
    fn read(segment: &SegmentReader, name: &str, numbers: &mut Numbers) -> Result<Self, TantivyError> {
        let column = str_column(segment, name)?;
        let mut global = Vec::with_capacity(column.num_terms());
        let mut value = String::new();
        for ordinal in 0..column.num_terms() as u64 {
            column.ord_to_str(ordinal, &mut value)?;
            global.push(numbers.number(&value));
        }
        let mut starts = vec![0];
        let mut all = Vec::new();
        for document in 0..segment.max_doc() {
            let ordinals = column.ords().values_for_doc(document);
            all.extend(ordinals.filter_map(|ordinal| global.get(usize::try_from(ordinal).ok()?)));
            starts.push(u32::try_from(all.len()).expect("a segment holds fewer values than that"));
        }
        Ok(Self { starts, numbers: all })
    }
}

fn str_column(segment: &SegmentReader, name: &str) -> Result<StrColumn, TantivyError> {
    segment
        .fast_fields()
        .str(name)?
        .ok_or_else(|| TantivyError::FieldNotFound(name.to_owned()))
}
