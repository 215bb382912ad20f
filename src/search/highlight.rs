//! Where in a text are the words of a query?

use std::ops::Range;

use super::query::{Clause, Query};
use super::token::{Token, tokens, words};
use super::word::{Fit, fit, parts, phrase_spans};

/// Finds where the words of `query` stand in `text`, in bytes, ascending and apart.
#[must_use]
pub fn highlight(query: &Query, text: &str) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let mut spans: Vec<Range<usize>> = query
        .clauses
        .iter()
        .flat_map(|clause| clause_spans(clause, &tokens))
        .collect();
    spans.sort_by_key(|span| span.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

/// Says how well a text holds the words of a clause.
pub(super) fn clause_fit(clause: &Clause, tokens: &[Token]) -> Option<Fit> {
    let best = match clause {
        Clause::Word { text, prefix } => tokens
            .iter()
            .filter_map(|token| fit(text, *prefix, &token.text))
            .min(),
        _ => None,
    };
    best.or_else(|| (!clause_spans(clause, tokens).is_empty()).then_some(Fit::Exact))
}

/// Finds what of a text a clause is about.
fn clause_spans(clause: &Clause, tokens: &[Token]) -> Vec<Range<usize>> {
    match clause {
        Clause::Known { names, .. } => names
            .iter()
            .flat_map(|name| phrase_spans(tokens, &words(name)))
            .collect(),
        Clause::Phrase { words } => phrase_spans(tokens, words),
        Clause::Word { text, prefix } => {
            let whole = tokens
                .iter()
                .filter(|token| fit(text, *prefix, &token.text).is_some())
                .map(|token| token.span.clone());
            let joined = parts(text).map(|parts| phrase_spans(tokens, &parts));
            whole.chain(joined.into_iter().flatten()).collect()
        }
    }
}
