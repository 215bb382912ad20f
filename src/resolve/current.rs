//! What somebody does at present.

use std::cmp::Reverse;

use super::rank::Rank;
use crate::profile::{Position, Profile};

/// Returns the positions that go on and say what or where, the one to name first where one is named: what the newest
/// first-hand source names comes before what only others do, then what has both a title and a company.
///
/// People do work for two; so none of them is left out, whatever sources disagree.
#[must_use]
pub fn current_positions(profile: &Profile) -> Vec<&Position> {
    let rank = |position: &Position| {
        let named_by = position.evidence.iter().filter_map(|evidence| {
            let mut sources = profile.sources.iter();
            sources.find(|source| source.id == evidence.source)
        });
        named_by.map(Rank::of_source).max()
    };
    let says =
        |position: &Position| u8::from(position.title.is_some()) + u8::from(position.company.is_some());
    let positions = profile.experience.iter();
    let mut current: Vec<_> = positions
        .filter(|position| position.is_current() && says(position) > 0)
        .collect();
    current.sort_by_cached_key(|position| (Reverse(rank(position)), Reverse(says(position))));
    current
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{DateEnd, Evidence, Source, SourceId, Via};

    fn source(id: &str, kind: &str, day: u8) -> Source {
        Source {
            id: SourceId::new(id),
            kind: kind.to_owned(),
            locator: String::new(),
            fetched_at: Some(format!("2026-01-{day:02}T00:00:00Z")),
            sha256: String::new(),
        }
    }

    fn position(title: Option<&str>, end: Option<DateEnd>, sources: &[&str]) -> Position {
        let evidence = |id: &&str| Evidence {
            source: SourceId::new(*id),
            start: 0,
            end: 1,
            quote: "x".to_owned(),
            via: Via::Role,
        };
        Position {
            title: title.map(str::to_owned),
            end,
            evidence: sources.iter().map(evidence).collect(),
            ..Position::default()
        }
    }

    #[track_caller]
    fn check(experience: Vec<Position>, expected: &[&str]) {
        let profile = Profile {
            experience,
            sources: vec![
                source("old", "markdown", 1),
                source("new", "text", 2),
                source("service", "account", 3),
            ],
            ..Profile::default()
        };
        let current = current_positions(&profile).into_iter();
        let titles: Vec<_> = current.filter_map(|it| it.title.as_deref()).collect();
        assert_eq!(titles, expected);
    }

    #[test]
    fn what_the_newest_first_hand_source_names_comes_first() {
        let now = Some(DateEnd::Present);
        check(
            vec![
                position(Some("of the service"), now, &["service"]),
                position(Some("of the older"), now, &["old"]),
                position(Some("of both"), now, &["old", "new"]),
                position(Some("of the newer"), now, &["new"]),
                position(Some("past"), None, &["new"]),
                position(None, now, &["new"]),
            ],
            &["of both", "of the newer", "of the older", "of the service"],
        );
    }
}
