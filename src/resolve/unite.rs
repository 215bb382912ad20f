//! Uniting two accounts of the same thing.
//!
//! Every rule here takes the greater of two values or the union of two lists, so that neither order nor grouping matters.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

use crate::profile::{
    Article, Certification, DateEnd, Domain, Education, Email, Evidence, Language, Link, LinkKind,
    OpenSource, PartialDate, Position, Project, Skill, Source, SourceId,
};

/// Something that several sources may give an account of.
pub(super) trait Account: Clone {
    /// What is equal in all accounts of the same thing.
    type Key: Ord;

    fn key(&self) -> Self::Key;

    /// Takes over what `other`, another account of the same thing, says.
    fn unite(&mut self, other: Self);
}

/// Unites the accounts of each thing; in the order of the keys.
pub(super) fn united<T: Account>(accounts: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut things: BTreeMap<T::Key, T> = BTreeMap::new();
    for account in accounts {
        match things.entry(account.key()) {
            Entry::Vacant(free) => {
                // United with itself, so that a lone account has the form that several have.
                let itself = account.clone();
                free.insert(account).unite(itself);
            }
            Entry::Occupied(mut known) => known.get_mut().unite(account),
        }
    }
    things.into_values().collect()
}

/// Keeps the text that says more: the longer one, then the later one in the alphabet.
pub(super) fn keep_longer(mine: &mut Option<String>, theirs: Option<String>) {
    if mine.as_deref().map(weight) < theirs.as_deref().map(weight) {
        *mine = theirs;
    }
}

/// How texts are compared when one must be chosen.
pub(super) fn weight(text: &str) -> (usize, &str) {
    (text.chars().count(), text)
}

pub(super) fn keep_greater<T: Ord>(mine: &mut T, theirs: T) {
    if *mine < theirs {
        *mine = theirs;
    }
}

pub(super) fn keep_more(mine: &mut Option<f32>, theirs: Option<f32>) {
    if let Some(theirs) = theirs
        && mine.is_none_or(|mine| mine < theirs)
    {
        *mine = Some(theirs);
    }
}

pub(super) fn unite_evidence(mine: &mut Vec<Evidence>, theirs: Vec<Evidence>) {
    mine.extend(theirs);
    mine.sort_by(|one, other| place(one).cmp(&place(other)));
    mine.dedup();
}

fn place(evidence: &Evidence) -> impl Ord + '_ {
    let Evidence {
        source,
        start,
        end,
        quote,
        via,
    } = evidence;
    (source, start, end, via, quote)
}

/// Keeps the list that says more, in its own order: united, near-copies of the same lines would stand beside each other.
fn keep_fuller(mine: &mut Vec<String>, theirs: Vec<String>) {
    fn fullness(list: &[String]) -> (usize, &[String]) {
        (list.iter().map(|line| line.chars().count()).sum(), list)
    }
    if fullness(mine) < fullness(&theirs) {
        *mine = theirs;
    }
}

fn unite_ids(mine: &mut Vec<String>, theirs: Vec<String>) {
    let ids: BTreeSet<_> = mine.drain(..).chain(theirs).collect();
    mine.extend(ids);
}

/// The longer text first where both are kept in a field that holds one.
fn keep_longer_text(mine: &mut String, theirs: String) {
    if weight(mine) < weight(&theirs) {
        *mine = theirs;
    }
}

pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// An end is said once and for all; "present" is only true for as long as nobody says more.
fn keep_later_end(mine: &mut Option<DateEnd>, theirs: Option<DateEnd>) {
    if end_rank(*mine) < end_rank(theirs) {
        *mine = theirs;
    }
}

/// How much an end says.
pub(super) fn end_rank(end: Option<DateEnd>) -> (u8, Option<PartialDate>) {
    match end {
        None => (0, None),
        Some(DateEnd::Present) => (1, None),
        Some(DateEnd::On(date)) => (2, Some(date)),
    }
}

impl Account for Email {
    type Key = String;

    fn key(&self) -> String {
        folded(&self.address)
    }

    fn unite(&mut self, other: Self) {
        keep_longer_text(&mut self.address, other.address);
        unite_evidence(&mut self.evidence, other.evidence);
    }
}

impl Account for Link {
    type Key = (LinkKind, String);

    fn key(&self) -> Self::Key {
        (self.kind, folded(self.url.trim_end_matches('/')))
    }

    fn unite(&mut self, other: Self) {
        keep_longer_text(&mut self.url, other.url);
        keep_longer(&mut self.handle, other.handle);
        unite_evidence(&mut self.evidence, other.evidence);
    }
}

impl Account for Skill {
    type Key = String;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn unite(&mut self, other: Self) {
        keep_longer_text(&mut self.name, other.name);
        keep_longer(&mut self.category, other.category);
        keep_longer(&mut self.level, other.level);
        keep_more(&mut self.years, other.years);
        keep_greater(&mut self.last_used, other.last_used);
        self.weight = self.weight.max(other.weight);
        unite_evidence(&mut self.evidence, other.evidence);
    }
}

impl Account for Domain {
    type Key = String;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn unite(&mut self, other: Self) {
        keep_longer_text(&mut self.name, other.name);
        self.weight = self.weight.max(other.weight);
        unite_evidence(&mut self.evidence, other.evidence);
    }
}

impl Account for Position {
    /// The latest start first; company and title tell positions of one start apart.
    type Key = (Reverse<Option<PartialDate>>, Option<String>, Option<String>);

    fn key(&self) -> Self::Key {
        (
            Reverse(self.start),
            self.company.as_ref().map(|company| company.id.clone()),
            self.title.as_deref().map(folded),
        )
    }

    fn unite(&mut self, other: Self) {
        if let (Some(mine), Some(theirs)) = (&mut self.company, other.company) {
            keep_longer_text(&mut mine.name, theirs.name);
            keep_longer_text(&mut mine.raw, theirs.raw);
        }
        keep_longer(&mut self.title, other.title);
        keep_greater(&mut self.seniority, other.seniority);
        keep_longer(&mut self.function, other.function);
        keep_later_end(&mut self.end, other.end);
        keep_longer(&mut self.location, other.location);
        if self.employment.map(|terms| terms as u8) < other.employment.map(|terms| terms as u8) {
            self.employment = other.employment;
        }
        keep_fuller(&mut self.highlights, other.highlights);
        unite_ids(&mut self.skills, other.skills);
        unite_ids(&mut self.industries, other.industries);
        unite_evidence(&mut self.evidence, other.evidence);
    }
}

impl Account for Project {
    type Key = String;

    fn key(&self) -> String {
        folded(&self.name)
    }

    fn unite(&mut self, other: Self) {
        keep_longer_text(&mut self.name, other.name);
        keep_longer(&mut self.url, other.url);
        keep_longer(&mut self.summary, other.summary);
        keep_longer(&mut self.status, other.status);
        unite_ids(&mut self.skills, other.skills);
        unite_evidence(&mut self.evidence, other.evidence);
    }
}

impl Account for Education {
    type Key = (Reverse<Option<PartialDate>>, String, Option<String>);

    fn key(&self) -> Self::Key {
        (
            Reverse(self.start),
            folded(&self.institution),
            self.degree.as_deref().map(folded),
        )
    }

    fn unite(&mut self, other: Self) {
        keep_longer_text(&mut self.institution, other.institution);
        keep_longer(&mut self.degree, other.degree);
        keep_longer(&mut self.field, other.field);
        keep_later_end(&mut self.end, other.end);
        unite_evidence(&mut self.evidence, other.evidence);
    }
}

impl Account for Certification {
    type Key = (String, Option<String>);

    fn key(&self) -> Self::Key {
        (folded(&self.name), self.issuer.as_deref().map(folded))
    }

    fn unite(&mut self, other: Self) {
        keep_longer_text(&mut self.name, other.name);
        keep_longer(&mut self.issuer, other.issuer);
        keep_greater(&mut self.date, other.date);
        unite_evidence(&mut self.evidence, other.evidence);
    }
}

impl Account for Article {
    type Key = String;

    fn key(&self) -> String {
        self.url.clone()
    }

    fn unite(&mut self, other: Self) {
        keep_longer(&mut self.title, other.title);
        keep_longer(&mut self.published, other.published);
        unite_evidence(&mut self.evidence, other.evidence);
    }
}

impl Account for Language {
    type Key = String;

    fn key(&self) -> String {
        folded(&self.name)
    }

    fn unite(&mut self, other: Self) {
        keep_longer_text(&mut self.name, other.name);
        keep_longer(&mut self.level, other.level);
    }
}

impl Account for OpenSource {
    /// There is one at most.
    type Key = ();

    fn key(&self) {}

    fn unite(&mut self, other: Self) {
        keep_greater(&mut self.followers, other.followers);
        keep_greater(&mut self.public_repos, other.public_repos);
        keep_greater(&mut self.stars, other.stars);
        keep_fuller(&mut self.top_languages, other.top_languages);
    }
}

impl Account for Source {
    type Key = SourceId;

    fn key(&self) -> Self::Key {
        self.id.clone()
    }

    fn unite(&mut self, other: Self) {
        keep_longer_text(&mut self.kind, other.kind);
        keep_longer_text(&mut self.locator, other.locator);
        keep_greater(&mut self.fetched_at, other.fetched_at);
        keep_greater(&mut self.sha256, other.sha256);
    }
}
