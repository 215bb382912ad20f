//! Which documents of a segment match a query, and how well?

use tantivy::query::{DfaWrapper, EnableScoring, PhraseQuery, Query as _};
use tantivy::schema::{Field as Slot, IndexRecordOption};
use tantivy::{
    BitSet, DocId, DocSet as _, InvertedIndexReader, SegmentReader, TERMINATED, TantivyError, Term,
};

use super::super::Facet;
use super::super::rank::{CORE_SKILL, Field, score};
use super::super::word::{Fit, Sought};
use super::plan::Step;
use super::schema::Layout;

/// Finds what matches in one segment.
pub(super) struct Matcher<'m> {
    pub(super) layout: &'m Layout,
    pub(super) segment: &'m SegmentReader,
}

/// The score of every document; 0 does not match.
pub(super) type Scores = Vec<u16>;

impl Matcher<'_> {
    /// Returns the sum of what the clauses give to each document that matches them all.
    pub(super) fn scores(&self, steps: &[Step<'_>]) -> Result<Scores, TantivyError> {
        let Some((first, rest)) = steps.split_first() else {
            return Ok(vec![1; self.segment.max_doc() as usize]);
        };
        let mut sums = self.step(first)?;
        for step in rest {
            for (sum, score) in sums.iter_mut().zip(self.step(step)?) {
                *sum = if *sum == 0 || score == 0 { 0 } else { *sum + score };
            }
        }
        Ok(sums)
    }

    /// Returns who has any of the values of a facet.
    pub(super) fn with_any(&self, facet: Facet, values: &[String]) -> Result<BitSet, TantivyError> {
        let mut set = BitSet::with_max_value(self.segment.max_doc());
        for value in values {
            self.documents(self.layout.facet(facet), value, |document| {
                set.insert(document);
            })?;
        }
        Ok(set)
    }

    fn step(&self, step: &Step<'_>) -> Result<Scores, TantivyError> {
        let mut scores = vec![0; self.segment.max_doc() as usize];
        match step {
            Step::Known {
                things,
                implied_by,
                names,
                typed,
                everyday,
            } => {
                if *everyday {
                    self.phrase_anywhere(typed, &mut scores)?;
                }
                self.things(things, implied_by, &mut scores)?;
                self.headlines(names, &mut scores)?;
                self.phrase(Field::Name, typed, |document| {
                    raise(&mut scores, document, score(Field::Name, Fit::Exact));
                })?;
            }
            Step::Phrase(words) => self.phrase_anywhere(words, &mut scores)?,
            Step::Word {
                text,
                prefix,
                automaton,
                parts,
            } => {
                self.word(text, *prefix, automaton, &mut scores)?;
                if let Some(parts) = parts {
                    self.phrase_anywhere(parts, &mut scores)?;
                }
            }
        }
        Ok(scores)
    }

    fn things(
        &self,
        things: &[(Facet, String)],
        implied_by: &[String],
        scores: &mut Scores,
    ) -> Result<(), TantivyError> {
        for (facet, id) in things {
            let found = score(facet.field(), Fit::Exact);
            self.documents(self.layout.facet(*facet), id, |document| {
                raise(scores, document, found);
            })?;
            if *facet == Facet::Skill {
                self.documents(self.layout.core_skills, id, |document| {
                    raise(scores, document, CORE_SKILL);
                })?;
            }
        }
        for id in implied_by {
            self.documents(self.layout.facet(Facet::Skill), id, |document| {
                raise(scores, document, score(Field::Prose, Fit::Exact));
            })?;
        }
        Ok(())
    }

    /// Raises those who match already and put it into their headline.
    fn headlines(&self, names: &[Vec<String>], scores: &mut Scores) -> Result<(), TantivyError> {
        for name in names {
            self.phrase(Field::Headline, name, |document| {
                if scores[document as usize] > 0 {
                    raise(scores, document, score(Field::Headline, Fit::Exact));
                }
            })?;
        }
        Ok(())
    }

    fn word(
        &self,
        word: &str,
        prefix: bool,
        automaton: &DfaWrapper,
        scores: &mut Scores,
    ) -> Result<(), TantivyError> {
        let sought = Sought::new(word, prefix);
        for field in Field::ALL {
            let index = self.segment.inverted_index(self.layout.text(field))?;
            let mut found = index.terms().search(automaton).into_stream()?;
            while let Some((token, postings)) = found.next() {
                let token = std::str::from_utf8(token).unwrap_or_default();
                let Some(fit) = sought.fit(token) else {
                    continue;
                };
                let found = score(field, fit);
                each(&index, postings, |document| raise(scores, document, found))?;
            }
        }
        Ok(())
    }

    fn phrase_anywhere(&self, words: &[String], scores: &mut Scores) -> Result<(), TantivyError> {
        for field in Field::ALL {
            self.phrase(field, words, |document| {
                raise(scores, document, score(field, Fit::Exact));
            })?;
        }
        Ok(())
    }

    /// Visits the documents in which `words` stand next to each other.
    fn phrase(
        &self,
        field: Field,
        words: &[String],
        mut visit: impl FnMut(DocId),
    ) -> Result<(), TantivyError> {
        let slot = self.layout.text(field);
        match words {
            [] => Ok(()),
            [word] => self.documents(slot, word, visit),
            _ => {
                let terms = words
                    .iter()
                    .map(|word| Term::from_field_text(slot, word))
                    .collect();
                let weight = PhraseQuery::new(terms)
                    .weight(EnableScoring::disabled_from_schema(&self.layout.schema))?;
                let mut found = weight.scorer(self.segment, 1.0)?;
                while found.doc() != TERMINATED {
                    visit(found.doc());
                    found.advance();
                }
                Ok(())
            }
        }
    }

    /// Visits the documents that have exactly this term.
    fn documents(&self, slot: Slot, term: &str, visit: impl FnMut(DocId)) -> Result<(), TantivyError> {
        let index = self.segment.inverted_index(slot)?;
        match index.get_term_info(&Term::from_field_text(slot, term))? {
            Some(postings) => each(&index, &postings, visit),
            None => Ok(()),
        }
    }
}

/// Visits the documents of a term, block by block.
fn each(
    index: &InvertedIndexReader,
    postings: &tantivy::postings::TermInfo,
    mut visit: impl FnMut(DocId),
) -> Result<(), TantivyError> {
    let mut blocks = index.read_block_postings_from_terminfo(postings, IndexRecordOption::Basic)?;
    loop {
        let documents = blocks.docs();
        if documents.is_empty() {
            return Ok(());
        }
        for document in documents {
            visit(*document);
        }
        blocks.advance();
    }
}

fn raise(scores: &mut Scores, document: DocId, score: u16) {
    let best = &mut scores[document as usize];
    *best = score.max(*best);
}
