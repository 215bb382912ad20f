//! What each line says as a header: read once, though several rules ask.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::header::{self, Header};
use crate::extract::reading::Line;
use crate::taxonomy::Taxonomy;

/// The headers of lines that were asked for.
pub(super) struct Headers<'t> {
    pub(super) taxonomy: &'t Taxonomy,
    /// By the line's block and where it begins there.
    known: RefCell<BTreeMap<(usize, usize), Header>>,
}

impl<'t> Headers<'t> {
    pub(super) fn new(taxonomy: &'t Taxonomy) -> Self {
        Self {
            taxonomy,
            known: RefCell::default(),
        }
    }

    /// Returns what a line says.
    pub(super) fn of(&self, line: &Line<'_>) -> Header {
        self.completed(line, || header::begin(line, self.taxonomy))
    }

    /// The same where what shows at first sight is known.
    pub(super) fn completed(&self, line: &Line<'_>, begun: impl FnOnce() -> Header) -> Header {
        let place = (line.block, line.range.start);
        if let Some(known) = self.known.borrow().get(&place) {
            return known.clone();
        }
        let header = header::complete(line.text, begun(), &[], self.taxonomy);
        self.known.borrow_mut().insert(place, header.clone());
        header
    }
}
