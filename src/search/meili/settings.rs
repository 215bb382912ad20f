//! What the engine is told of the index, and whether it is so.

use meilisearch_sdk::errors::{Error as Failure, ErrorCode, MeilisearchError};
use meilisearch_sdk::request::{HttpClient as _, Method};
use serde_json::{Value, json};

use super::client::Client;
use super::document::{CORE_SKILLS, FACETS, ID, NAME_KEY, PAIRS, PROSE, TEXTS, UPDATED, WORDS, YEARS};
use crate::search::{COUNTED_VALUES, Error, Ticket};

/// As many as the engine can count: every match can be paged to.
const ALL: u32 = u32::MAX;

/// A search that is cut off would find the wrong people without a word; the request's deadline comes first.
const CUTOFF_MILLISECONDS: u32 = 60_000;

/// Returns what the settings of every index of ours have to be.
///
/// Nothing is searchable: what matches is decided by filters on our own words. Typos are forgiven by
/// [`vocabulary`](super::vocabulary), which the engine lets look for similar values from the same lengths as
/// [`word`](crate::search::word) does. That all values of a facet are told would take the engine several times as long.
fn wanted() -> Value {
    let filterable = |attributes: Vec<&str>, similar: bool| {
        json!({
            "attributePatterns": attributes,
            "features": {
                "facetSearch": similar,
                "filter": { "equality": true, "comparison": false },
            },
        })
    };
    let plain = [&FACETS[..], &TEXTS[..], &[ID, CORE_SKILLS, PAIRS]].concat();
    let displayed = [&FACETS[..], &TEXTS[..], &[ID, CORE_SKILLS, PAIRS, PROSE, WORDS]].concat();
    json!({
        "searchableAttributes": [],
        "displayedAttributes": displayed,
        "filterableAttributes": [filterable(plain, false), filterable(vec![WORDS], true)],
        "sortableAttributes": [ID, NAME_KEY, UPDATED, YEARS],
        "rankingRules": ["sort"],
        "stopWords": [],
        "synonyms": {},
        "separatorTokens": [],
        "nonSeparatorTokens": [],
        "dictionary": [],
        "distinctAttribute": null,
        "typoTolerance": {
            "enabled": true,
            "minWordSizeForTypos": { "oneTypo": 5, "twoTypos": 9 },
            "disableOnWords": [],
            "disableOnAttributes": [],
            "disableOnNumbers": false,
        },
        "faceting": { "maxValuesPerFacet": COUNTED_VALUES, "sortFacetValuesBy": { "*": "count" } },
        "pagination": { "maxTotalHits": ALL },
        "searchCutoffMs": CUTOFF_MILLISECONDS,
        "facetSearch": true,
        "prefixSearch": "disabled",
    })
}

/// Makes the index `uid` where there is none, and its settings what they have to be; returns the task that does it.
pub(super) async fn apply(client: &Client, uid: &str) -> Result<Option<Ticket>, Error> {
    let url = format!("{}/indexes/{uid}/settings", client.url());
    let method: Method<(), ()> = Method::Get { query: () };
    let present: Option<Value> = match client.http.request(&url, method, 200).await {
        Ok(settings) => Some(settings),
        Err(Failure::Meilisearch(MeilisearchError {
            error_code: ErrorCode::IndexNotFound,
            ..
        })) => None,
        Err(failure) => return Err(super::client::error(failure)),
    };
    let wanted = wanted();
    match &present {
        None => tracing::info!(index = uid, "the search engine makes an index"),
        Some(present) => {
            let different = differences(&wanted, present);
            if different.is_empty() {
                return Ok(None);
            }
            tracing::warn!(
                index = uid,
                settings = different.join(", "),
                "the index's settings are not ours and are set anew"
            );
        }
    }
    let method = Method::Patch {
        query: (),
        body: &wanted,
    };
    client.enqueue(&url, method).await.map(Some)
}

/// Names the settings that are not as wanted; those that we do not speak of may be anything.
fn differences(wanted: &Value, present: &Value) -> Vec<String> {
    let wanted = wanted.as_object().into_iter().flatten();
    wanted
        .filter(|(name, value)| present.get(name.as_str()) != Some(value))
        .map(|(name, _)| name.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_somebody_changed_is_seen_and_one_that_is_new_is_not() {
        let mut present = wanted();
        present["localizedAttributes"] = Value::Null;
        assert!(differences(&wanted(), &present).is_empty());
        present["pagination"]["maxTotalHits"] = 1000.into();
        present["stopWords"] = json!(["the"]);
        let mut different = differences(&wanted(), &present);
        different.sort();
        assert_eq!(different, ["pagination", "stopWords"]);
    }
}
