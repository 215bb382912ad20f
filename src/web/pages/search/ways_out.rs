//! What to try where a search found nobody.

use serde::Serialize;

use super::{Asked, address};
use crate::directory::Directory;
use crate::search::{Clause, Facet, Query, UNKNOWN};
use crate::web::Error;
use crate::web::search_params::SearchParams;

/// Searches that may find somebody.
#[derive(Debug, Serialize)]
pub(super) struct WaysOut {
    /// Nobody is in the directory at all.
    empty_directory: bool,
    /// The same search with one thing less.
    less: Vec<Way>,
    /// Things in the directory that are written alike.
    near: Vec<Way>,
}

#[derive(Debug, Serialize)]
struct Way {
    name: String,
    address: String,
}

/// The most suggestions of near terms.
const MOST_NEAR: usize = 8;
/// How many values of a facet are looked through for near terms.
const LOOKED_THROUGH: usize = 2_000;
/// How many letters near terms have in common at their start.
const SAME_START: usize = 3;

pub(super) async fn find(asked: &Asked<'_>, directory: &Directory) -> Result<WaysOut, Error> {
    let everybody = Query {
        facet_limit: LOOKED_THROUGH,
        ..Query::default()
    };
    let found = directory.search(&everybody).await?;
    let there = [Facet::Skill, Facet::Company]
        .into_iter()
        .flat_map(|facet| {
            let counts = found.facets.get(&facet).map(Vec::as_slice).unwrap_or_default();
            counts.iter().map(move |count| (facet, &*count.value))
        })
        .filter(|(_, value)| *value != UNKNOWN);
    Ok(WaysOut {
        empty_directory: found.total == 0,
        less: less(asked),
        near: near(asked, there),
    })
}

/// Takes one filter away, or one part of the words.
fn less(asked: &Asked<'_>) -> Vec<Way> {
    let params = asked.params;
    let filters = params
        .chosen
        .iter()
        .flat_map(|(facet, values)| values.iter().map(move |value| (*facet, value)))
        .map(|(facet, value)| Way {
            name: asked.names.name(facet, value),
            address: address(&params.toggled(facet, value)),
        });
    let clauses = &asked.query.clauses;
    let words = (0..clauses.len()).filter(|_| clauses.len() > 1).map(|left_out| {
        let kept = clauses.iter().enumerate().filter(|(index, _)| *index != left_out);
        let text = kept
            .map(|(_, clause)| typed(clause))
            .collect::<Vec<_>>()
            .join(" ");
        Way {
            name: clauses.get(left_out).map(typed).unwrap_or_default(),
            address: address(&SearchParams {
                text,
                ..params.at_page(1)
            }),
        }
    });
    filters.chain(words).collect()
}

/// Returns a part of a search as one types it.
fn typed(clause: &Clause) -> String {
    match clause {
        Clause::Known { text, .. } | Clause::Word { text, .. } => text.clone(),
        Clause::Phrase { words } => format!("\"{}\"", words.join(" ")),
    }
}

fn near<'v>(asked: &Asked<'_>, there: impl Iterator<Item = (Facet, &'v str)>) -> Vec<Way> {
    let starts: Vec<String> = asked
        .query
        .clauses
        .iter()
        .filter_map(|clause| match clause {
            Clause::Word { text, .. } => Some(text.chars().take(SAME_START).collect::<String>()),
            Clause::Known { .. } | Clause::Phrase { .. } => None,
        })
        .map(|start| start.to_lowercase())
        .filter(|start| start.chars().count() == SAME_START)
        .collect();
    there
        .filter(|(_, value)| starts.iter().any(|start| value.starts_with(start.as_str())))
        .take(MOST_NEAR)
        .map(|(facet, value)| {
            let only = SearchParams::default().toggled(facet, value);
            Way {
                name: asked.names.name(facet, value),
                address: address(&only),
            }
        })
        .collect()
}
