//! Entries with their names: looked up by id, by name, and found in texts.

use rustc_hash::FxHashMap;

use super::Mention;
use super::entries::{Category, Company, Domain, Skill};
use super::fold::Folded;
use super::scan::Scanner;

/// What every entry has.
pub(super) trait Entry {
    fn id(&self) -> &str;
}

impl Entry for Skill {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Entry for Company {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Entry for Domain {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Entry for Category {
    fn id(&self) -> &str {
        &self.id
    }
}

/// The entries of one file.
#[derive(Debug)]
pub(super) struct Vocabulary<E> {
    entries: Vec<E>,
    by_id: FxHashMap<String, usize>,
    scanner: Scanner,
}

impl<E: Entry> Vocabulary<E> {
    pub(super) fn new(entries: Vec<E>, scanner: Scanner) -> Self {
        let by_id = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (entry.id().to_owned(), at))
            .collect();
        Self {
            entries,
            by_id,
            scanner,
        }
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &E> {
        self.entries.iter()
    }

    pub(super) fn get(&self, id: &str) -> Option<&E> {
        self.at(*self.by_id.get(id)?)
    }

    pub(super) fn at(&self, at: usize) -> Option<&E> {
        self.entries.get(at)
    }

    pub(super) fn named(&self, name: &str) -> Option<&E> {
        self.at(self.scanner.named(name)?)
    }

    /// The same where no name has versions: "Channel 4" is no fourth one of "Channel".
    pub(super) fn named_exactly(&self, name: &str) -> Option<&E> {
        self.at(self.scanner.named_exactly(name)?)
    }

    pub(super) fn mentions(&self, text: &Folded<'_>) -> Vec<Mention<'_, E>> {
        self.scanner.mentions(text, &self.entries)
    }
}
