//! Which accounts of positions, from several sources, are of one position?
//!
//! One source says "Acme, 2019", another "Engineer at Acme, March 2019 to May 2021". Accounts are of one position where the
//! employer is the same and nothing that both say differs. Two accounts of one source are two positions, always.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::rank::{Rank, Ranked};
use super::unite::{Account as _, end_rank, folded, united as united_by_key, weight};
use crate::profile::{DateEnd, PartialDate, Position};

/// What one source says of a position.
#[derive(Debug, Clone)]
pub(super) struct Account<'p> {
    pub(super) rank: Rank<'p>,
    /// The place of its draft.
    pub(super) draft: usize,
    pub(super) position: Position,
}

/// Unites the accounts of each position; the latest start first.
pub(super) fn united(drafts: &[Ranked<'_>]) -> Vec<Position> {
    let mut positions: Vec<_> = groups(drafts).iter().filter_map(|group| unite(group)).collect();
    positions.sort_by_key(Position::key);
    positions
}

/// Groups the accounts of each position; in each group the one that says most comes first.
pub(super) fn groups<'p>(drafts: &[Ranked<'p>]) -> Vec<Vec<Account<'p>>> {
    let mut accounts: Vec<_> = drafts
        .iter()
        .enumerate()
        .flat_map(|(draft, it)| {
            let own = united_by_key(it.draft.experience.iter().cloned());
            own.into_iter().map(move |position| Account {
                rank: it.rank,
                draft,
                position,
            })
        })
        .collect();
    // Whoever says most begins a group, so that the order of the drafts cannot matter.
    accounts.sort_by_cached_key(|account| {
        let Position { start, end, .. } = &account.position;
        (
            Reverse(said(&account.position)),
            account.position.key(),
            Reverse(end_rank(*end)),
            Reverse(*start),
        )
    });
    let mut groups: Vec<Vec<Account<'p>>> = Vec::new();
    for account in accounts {
        let of_it = |group: &&mut Vec<Account<'p>>| {
            group.iter().all(|known| known.draft != account.draft)
                && group
                    .first()
                    .is_some_and(|head| may_be_one(&head.position, &account.position))
        };
        match groups.iter_mut().find(of_it) {
            Some(group) => group.push(account),
            None => groups.push(vec![account]),
        }
    }
    groups
}

/// How much tells the position apart from others.
fn said(position: &Position) -> usize {
    let start = position
        .start
        .map_or(0, |start| 1 + usize::from(start.month().is_some()));
    start
        + usize::from(position.company.is_some())
        + usize::from(position.title.is_some())
        + usize::from(position.end.is_some())
}

fn may_be_one(one: &Position, other: &Position) -> bool {
    let same_title = same_text(one.title.as_deref(), other.title.as_deref());
    let same_start = one.start == other.start;
    let company = |position: &Position| position.company.as_ref().map(|company| company.id.clone());
    if company(one) != company(other) {
        return false;
    }
    if same_title && same_start {
        return true;
    }
    if one.company.is_none() {
        return false;
    }
    let is_dated = one.start.is_some() && other.start.is_some();
    let starts_agree = match (one.start, other.start) {
        (Some(one), Some(other)) => agree(one, other),
        _ => true,
    };
    let titles_agree = match (&one.title, &other.title) {
        (Some(one), Some(other)) => same_title || is_dated && is_part(one, other),
        _ => true,
    };
    let ends_agree = match (one.end, other.end) {
        (Some(DateEnd::On(one)), Some(DateEnd::On(other))) => agree(one, other),
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    starts_agree && titles_agree && (ends_agree || same_title && is_dated)
}

/// Says whether two dates can be the same day: one may be less exact.
pub(super) fn agree(one: PartialDate, other: PartialDate) -> bool {
    one.year() == other.year() && (one.month().is_none() || other.month().is_none() || one == other)
}

pub(super) fn same_text(one: Option<&str>, other: Option<&str>) -> bool {
    one.map(folded) == other.map(folded)
}

/// Says whether one title has all the words of the other: "Engineer", "Senior Engineer".
fn is_part(one: &str, other: &str) -> bool {
    fn words(title: &str) -> BTreeSet<String> {
        title
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(folded)
            .collect()
    }
    let (one, other) = (words(one), words(other));
    one.is_subset(&other) || other.is_subset(&one)
}

/// One account of all: title and dates are as the foremost source has them, everything else is united.
pub(super) fn unite(group: &[Account<'_>]) -> Option<Position> {
    let mut position = united_alike(group)?;
    position.title = foremost(
        group,
        |it| it.title.clone(),
        |title| {
            let (length, _) = weight(title);
            (length, title.clone())
        },
    );
    let exact = |date: &PartialDate| (date.month().is_some(), *date);
    position.start = group.iter().filter_map(|it| it.position.start).max_by_key(exact);
    position.end = foremost(group, |it| it.end, |end| end_rank(Some(*end))).map(|end| exact_end(end, group));
    Some(position)
}

fn united_alike(group: &[Account<'_>]) -> Option<Position> {
    let mut accounts = group.iter().map(|account| account.position.clone());
    let first = accounts.next()?;
    Some(accounts.fold(first, |mut known, account| {
        known.unite(account);
        known
    }))
}

pub(super) fn foremost<'a, T, K: Ord>(
    group: &'a [Account<'_>],
    says: impl Fn(&'a Position) -> Option<T>,
    more: impl Fn(&T) -> K,
) -> Option<T> {
    group
        .iter()
        .filter_map(|account| Some((account.rank, says(&account.position)?)))
        .max_by(|(rank, one), (other_rank, other)| {
            rank.cmp(other_rank).then_with(|| more(one).cmp(&more(other)))
        })
        .map(|(_, said)| said)
}

/// The same end, as exactly as any source has it.
fn exact_end(end: DateEnd, group: &[Account<'_>]) -> DateEnd {
    let DateEnd::On(date) = end else {
        return end;
    };
    let ends = group.iter().filter_map(|account| match account.position.end {
        Some(DateEnd::On(other)) if agree(date, other) => Some(other),
        _ => None,
    });
    ends.max_by_key(|date| (date.month().is_some(), *date))
        .map_or(end, DateEnd::On)
}
