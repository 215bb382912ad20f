//! The groups by which results can be narrowed, and what is chosen of them.

use serde::Serialize;

use super::address;
use crate::search::{Facet, FacetCount, Found, UNKNOWN};
use crate::web::names as headings;
use crate::web::pages::names::Names;
use crate::web::search_params::SearchParams;

/// How many values a group shows before "more".
const SHOWN: usize = 6;

/// One facet: a group of checkboxes.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    /// The parameter of all its checkboxes.
    parameter: &'static str,
    heading: &'static str,
    shown: Vec<Choice>,
    more: Vec<Choice>,
    /// Those whose sources do not say: a group of their own, since unknown is not no.
    unknown: Option<Choice>,
}

#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    name: String,
    count: u64,
    chosen: bool,
}

/// A chosen value, with the address of the search without it.
#[derive(Debug, Serialize)]
pub(super) struct Chip {
    heading: &'static str,
    name: String,
    without: String,
}

/// Returns every facet that has values, the chosen values of each first.
pub(super) fn groups(params: &SearchParams, found: &Found, names: &Names<'_>) -> Vec<Group> {
    Facet::ALL
        .into_iter()
        .filter_map(|facet| {
            let mut shown = choices(facet, params, found, names);
            let unknown = shown.extract_if(.., |choice| choice.value == UNKNOWN).next();
            let chosen = shown.iter().filter(|choice| choice.chosen).count();
            let more = shown.split_off(shown.len().min(SHOWN.max(chosen)));
            // Where everybody is up to date there is nothing to choose.
            let is_idle =
                facet == Facet::Freshness && matches!(shown.as_slice(), [Choice { chosen: false, .. }]);
            (!is_idle && (!shown.is_empty() || unknown.is_some())).then(|| Group {
                parameter: headings::parameter(facet),
                heading: headings::facet(facet),
                shown,
                more,
                unknown,
            })
        })
        .collect()
}

fn choices(facet: Facet, params: &SearchParams, found: &Found, names: &Names<'_>) -> Vec<Choice> {
    let counts = found.facets.get(&facet).map(Vec::as_slice).unwrap_or_default();
    let chosen = params.chosen.get(&facet).map(Vec::as_slice).unwrap_or_default();
    let choice = |value: &str, count| Choice {
        value: value.to_owned(),
        name: names.name(facet, value),
        count,
        chosen: params.is_chosen(facet, value),
    };
    let uncounted = chosen
        .iter()
        .filter(|value| !counts.iter().any(|count| count.value == **value))
        .map(|value| choice(value, 0));
    let mut choices: Vec<_> = counts
        .iter()
        .map(|FacetCount { value, count }| choice(value, *count))
        .chain(uncounted)
        .collect();
    choices.sort_by_key(|choice| !choice.chosen);
    choices
}

/// Returns what is chosen, each to be taken away.
pub(super) fn chips(params: &SearchParams, names: &Names<'_>) -> Vec<Chip> {
    params
        .chosen
        .iter()
        .flat_map(|(facet, values)| values.iter().map(move |value| (*facet, value)))
        .map(|(facet, value)| Chip {
            heading: headings::facet(facet),
            name: names.name(facet, value),
            without: address(&params.toggled(facet, value)),
        })
        .collect()
}
