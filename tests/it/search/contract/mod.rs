//! What every engine must do, case by case.

mod changes;
mod full_text;
mod narrowing;
mod words;

use muster::search::{Entry, Facet, FacetCount, Found};

use super::people::{nobody, strings};

fn counts(found: &Found, facet: Facet) -> Vec<(&str, u64)> {
    found.facets[&facet]
        .iter()
        .map(|FacetCount { value, count }| (value.as_str(), *count))
        .collect()
}

fn living(number: u128, places: &[&str]) -> Entry {
    Entry {
        places: strings(places),
        ..nobody(number)
    }
}
