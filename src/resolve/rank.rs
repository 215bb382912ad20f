//! Whose word counts where sources differ?

use crate::profile::{Profile, Source};

/// The kinds of texts in which a service states what it holds of somebody; every other kind is the person's own words.
const STATED_BY_SERVICES: &[&str] = &["account", "feed"];

/// How much what a draft says counts: the person's own words before what a service states, then the newer before the older.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank<'p> {
    is_first_hand: bool,
    /// RFC 3339 in UTC, which sorts as time does.
    read_at: Option<&'p str>,
}

impl<'p> Rank<'p> {
    /// A draft's rank is that of its best source; one of an unknown source is old and first-hand.
    pub(super) fn of(draft: &'p Profile) -> Self {
        let unknown = Self {
            is_first_hand: true,
            read_at: None,
        };
        draft.sources.iter().map(Self::of_source).max().unwrap_or(unknown)
    }

    pub(super) fn of_source(source: &'p Source) -> Self {
        Self {
            is_first_hand: !STATED_BY_SERVICES.contains(&source.kind.as_str()),
            read_at: source.fetched_at.as_deref(),
        }
    }
}

/// What one source says, and how much that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked<'p> {
    pub(super) rank: Rank<'p>,
    pub(super) draft: &'p Profile,
}

/// Ranks drafts, each once.
pub(super) fn ranked(drafts: &[Profile]) -> Vec<Ranked<'_>> {
    let mut ranked: Vec<Ranked<'_>> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if ranked.iter().all(|known| known.draft != draft) {
            ranked.push(Ranked {
                rank: Rank::of(draft),
                draft,
            });
        }
    }
    ranked
}

/// Returns what the highest-ranking draft says that says anything; of equals the greater by `weight`.
pub(super) fn foremost<'p, T, K: Ord>(
    drafts: &[Ranked<'p>],
    says: impl Fn(&'p Profile) -> Option<T>,
    weight: impl Fn(&T) -> K,
) -> Option<T> {
    drafts
        .iter()
        .filter_map(|it| Some((it.rank, says(it.draft)?)))
        .max_by(|(rank, one), (other_rank, other)| {
            rank.cmp(other_rank).then_with(|| weight(one).cmp(&weight(other)))
        })
        .map(|(_, said)| said)
}
