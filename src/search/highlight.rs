//! Where in a text are the words of a query?

use std::ops::Range;

use super::query::{Clause, Query};
use super::token::{Token, tokens, words};
use super::word::{Fit, Sought, parts, phrase_spans};

/// Finds where the words of `query` stand in `text`, in bytes, ascending and apart.
#[must_use]
pub fn highlight(query: &Query, text: &str) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let mut spans: Vec<Range<usize>> = query
        .clauses
        .iter()
        .flat_map(|clause| Pattern::new(clause).spans(&tokens))
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

/// The words of a clause, ready to be looked for in many texts.
#[derive(Debug)]
pub(super) struct Pattern<'c> {
    word: Option<Sought<'c>>,
    phrases: Vec<Vec<String>>,
}

impl<'c> Pattern<'c> {
    pub(super) fn new(clause: &'c Clause) -> Self {
        let word = match clause {
            Clause::Word { text, prefix } => Some(Sought::new(text, *prefix)),
            Clause::Known { .. } | Clause::Phrase { .. } => None,
        };
        let phrases = match clause {
            Clause::Known { names, .. } => names.iter().map(|name| words(name)).collect(),
            Clause::Phrase { words } => vec![words.clone()],
            Clause::Word { text, .. } => parts(text).into_iter().collect(),
        };
        Self { word, phrases }
    }

    /// Says how well a text holds the words.
    pub(super) fn fit(&self, tokens: &[Token]) -> Option<Fit> {
        let word = self.word.as_ref();
        let fits = word.and_then(|word| tokens.iter().filter_map(|token| word.fit(&token.text)).min());
        fits.or_else(|| {
            let mut phrases = self.phrases.iter();
            phrases
                .any(|phrase| !phrase_spans(tokens, phrase).is_empty())
                .then_some(Fit::Exact)
        })
    }

    /// Finds what of a text the words are.
    fn spans(&self, tokens: &[Token]) -> Vec<Range<usize>> {
        let fits = |token: &&Token| {
            self.word
                .as_ref()
                .is_some_and(|word| word.fit(&token.text).is_some())
        };
        let whole = tokens.iter().filter(fits).map(|token| token.span.clone());
        let phrases = self
            .phrases
            .iter()
            .flat_map(|phrase| phrase_spans(tokens, phrase));
        whole.chain(phrases).collect()
    }
}
