//! How the words of a search were read: said back to whoever typed them.

use serde::Serialize;

use crate::search::{Clause, Facet, Query};
use crate::web::names as headings;
use crate::web::pages::address_of;
use crate::web::pages::names::Names;

/// What one part of the typed text means.
#[derive(Debug, Serialize)]
pub(super) struct Reading {
    text: String,
    /// The known things that the part names; none for plain words.
    things: Vec<Thing>,
    /// How plain words are matched.
    manner: &'static str,
}

#[derive(Debug, Serialize)]
struct Thing {
    kind: String,
    name: String,
    address: String,
}

pub(super) fn readings(query: &Query, names: &Names<'_>) -> Vec<Reading> {
    query
        .clauses
        .iter()
        .map(|clause| reading(clause, names))
        .collect()
}

fn reading(clause: &Clause, names: &Names<'_>) -> Reading {
    match clause {
        Clause::Known { text, things, .. } => Reading {
            text: text.clone(),
            things: things
                .iter()
                .map(|(facet, id)| thing(*facet, id, names))
                .collect(),
            manner: "",
        },
        Clause::Word { text, prefix } => Reading {
            text: text.clone(),
            things: Vec::new(),
            manner: if *prefix { "words that start so" } else { "a word" },
        },
        Clause::Phrase { words } => Reading {
            text: words.join(" "),
            things: Vec::new(),
            manner: "these words together",
        },
    }
}

fn thing(facet: Facet, id: &str, names: &Names<'_>) -> Thing {
    Thing {
        kind: headings::facet(facet).to_lowercase(),
        name: names.name(facet, id),
        address: address_of(facet, id),
    }
}
