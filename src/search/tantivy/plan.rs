//! What is prepared once for a query, whatever the number of segments.

use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::{TantivyError, Term};

use super::super::token::words;
use super::super::word::{parts, typos_forgiven};
use super::super::{Clause, Facet};
use super::schema::Layout;

/// A clause, ready to be looked up.
pub(super) enum Step<'q> {
    Known {
        things: &'q [(Facet, String)],
        implied_by: &'q [String],
        /// The words of each name that may stand in a headline.
        names: Vec<Vec<String>>,
        /// The words that may stand in a person's name.
        typed: Vec<String>,
        /// They may stand anywhere else, too.
        everyday: bool,
    },
    Word {
        text: &'q str,
        prefix: bool,
        /// Accepts every word that may match, and some more.
        automaton: DfaWrapper,
        parts: Option<Vec<String>>,
    },
    Phrase(&'q [String]),
}

impl<'q> Step<'q> {
    pub(super) fn new(clause: &'q Clause, layout: &Layout) -> Result<Self, TantivyError> {
        Ok(match clause {
            Clause::Phrase { words } => Self::Phrase(words),
            Clause::Word { text, prefix } => Self::Word {
                text,
                prefix: *prefix,
                automaton: automaton(text, *prefix, layout)?,
                parts: parts(text),
            },
            Clause::Known {
                text,
                things,
                implied_by,
                names,
            } => {
                let mut names: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
                names.sort_unstable();
                names.dedup();
                Self::Known {
                    things,
                    implied_by,
                    names,
                    typed: words(text),
                    everyday: Clause::is_everyday(things),
                }
            }
        })
    }
}

fn automaton(word: &str, prefix: bool, layout: &Layout) -> Result<DfaWrapper, TantivyError> {
    // The field does not matter: only the text of the term goes into the automaton.
    let term = Term::from_field_text(layout.id, word);
    let typos = typos_forgiven(word);
    let query = if prefix {
        FuzzyTermQuery::new_prefix(term, typos, true)
    } else {
        FuzzyTermQuery::new(term, typos, true)
    };
    query.automaton()
}
