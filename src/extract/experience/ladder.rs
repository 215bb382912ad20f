//! Several titles on one line that are steps of one ladder.

use crate::extract::titles;
use crate::taxonomy::Taxonomy;

/// "Staff Engineer, Senior Engineer": steps of one ladder are positions of their own, other pairs are one title.
pub(super) fn steps<'t>(title: Option<&'t str>, taxonomy: &Taxonomy) -> Vec<Option<&'t str>> {
    let whole = vec![title];
    let Some(title) = title else { return whole };
    let pieces: Vec<&str> = title
        .split([',', '→', '➠', '➔', '➜', '➡', '⇒', '/'])
        .map(str::trim)
        .collect();
    let head = |piece: &str| {
        let last = piece.split_ascii_whitespace().next_back().unwrap_or_default();
        last.trim_end_matches(|letter: char| letter.is_ascii_digit())
            .to_lowercase()
    };
    let ladder = pieces.len() > 1
        && pieces
            .iter()
            .all(|piece| titles::is_title(piece) && head(piece) == head(title))
        && pieces
            .iter()
            .filter(|piece| taxonomy.seniority_of(piece).is_some())
            .count()
            + 1
            >= pieces.len();
    if ladder {
        pieces.into_iter().map(Some).collect()
    } else {
        whole
    }
}
