//! When is a place read again? Pure: from what became of a reading to what is next.

use chrono::{DateTime, TimeDelta, Utc};

use crate::sources;
use crate::store::Origin;

/// How often places are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// How many places are read at once, by all processes together.
    pub at_once: u32,
    /// The least time until a place is read again, for one that keeps changing.
    pub least: TimeDelta,
    /// The most, for one that never does.
    pub most: TimeDelta,
    /// The least time between two readings of one host.
    pub pause: TimeDelta,
    /// Whether places that a profile links to are read too, once they name the person's place in return.
    pub follows_links: bool,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self {
            at_once: 8,
            least: TimeDelta::days(1),
            most: TimeDelta::days(30),
            pause: TimeDelta::seconds(1),
            follows_links: false,
        }
    }
}

/// What a reading brought.
#[derive(Debug, Clone, Copy)]
pub(super) enum Brought<'e> {
    News,
    Nothing,
    Failure(&'e sources::Error),
}

/// What is next for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Next {
    pub(super) is_stopped: bool,
    pub(super) at: DateTime<Utc>,
    pub(super) interval: TimeDelta,
    pub(super) failures: u32,
    pub(super) host_rests_until: DateTime<Utc>,
}

/// How long after its first failure a place is tried again; twice as long after each more.
const FIRST_RETRY: TimeDelta = TimeDelta::hours(1);

/// By how much a time may be longer, so that what began together does not stay together.
const JITTER: f64 = 0.2;

/// How long until a new place is read for the second time.
pub(super) fn first_interval(kind: &str, rhythm: Rhythm) -> TimeDelta {
    let usual = match kind {
        "github" | "feed" => TimeDelta::days(2),
        _ => TimeDelta::days(7),
    };
    usual.clamp(rhythm.least, rhythm.most)
}

/// What is next for a place after a reading; `chance` is from 0 to 1.
pub(super) fn next(
    origin: &Origin,
    brought: Brought<'_>,
    rhythm: Rhythm,
    now: DateTime<Utc>,
    chance: f64,
) -> Next {
    let rested = now + rhythm.pause;
    let read = |interval: TimeDelta| {
        let interval = interval.clamp(rhythm.least, rhythm.most);
        Next {
            is_stopped: false,
            at: now + jittered(interval, chance),
            interval,
            failures: 0,
            host_rests_until: rested,
        }
    };
    let failed = |is_stopped, wait: TimeDelta, failures, host_rests_until| Next {
        is_stopped,
        at: now + jittered(wait, chance),
        interval: origin.interval,
        failures,
        host_rests_until,
    };
    let failures = origin.failures.saturating_add(1);
    match brought {
        Brought::News => read(origin.interval / 2),
        Brought::Nothing => read(origin.interval + origin.interval / 2),
        // The host said when, to whoever asks: the place has not failed.
        Brought::Failure(sources::Error::Later {
            not_before: Some(wait),
            ..
        }) => {
            let wait = TimeDelta::from_std(*wait).unwrap_or(rhythm.most).min(rhythm.most);
            failed(false, wait, origin.failures, rested.max(now + wait))
        }
        Brought::Failure(sources::Error::Later { .. } | sources::Error::Unreadable(_)) => {
            failed(false, retry_after(failures, rhythm), failures, rested)
        }
        Brought::Failure(
            sources::Error::Gone(_) | sources::Error::Forbidden(_) | sources::Error::Refused(_),
        ) => failed(true, origin.interval, failures, rested),
    }
}

fn retry_after(failures: u32, rhythm: Rhythm) -> TimeDelta {
    let doublings = failures.saturating_sub(1).min(16);
    (FIRST_RETRY * (1 << doublings)).min(rhythm.most)
}

/// Never shorter than `time`: what a host asks for is kept.
fn jittered(time: TimeDelta, chance: f64) -> TimeDelta {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a share of a time, which need not be exact"
    )]
    let more = (time.num_milliseconds() as f64 * JITTER * chance) as i64;
    time + TimeDelta::milliseconds(more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::PersonId;
    use crate::store::OriginId;
    use proptest::prelude::*;
    use std::time::Duration;
    use uuid::Uuid;

    const NOW: DateTime<Utc> = DateTime::from_timestamp_millis(1_760_000_000_000).unwrap();

    fn origin(interval: TimeDelta, failures: u32) -> Origin {
        Origin {
            id: OriginId::from_uuid(Uuid::nil()),
            person: PersonId::from_uuid(Uuid::nil()),
            kind: "github".to_owned(),
            locator: "https://github.com/ada".to_owned(),
            host: "github.com".to_owned(),
            created_at: NOW,
            is_proven: true,
            is_stopped: false,
            reason: None,
            next_refresh_at: NOW,
            interval,
            failures,
            attempted_at: None,
            read_at: None,
            changed_at: None,
            validators: "{}".to_owned(),
        }
    }

    fn after(brought: Brought<'_>, interval: TimeDelta, failures: u32) -> Next {
        next(&origin(interval, failures), brought, Rhythm::default(), NOW, 0.0)
    }

    fn later(not_before: Option<Duration>) -> sources::Error {
        sources::Error::Later {
            reason: "away".to_owned(),
            not_before,
        }
    }

    #[test]
    fn a_place_that_changes_is_read_more_often_and_one_that_does_not_less() {
        let week = TimeDelta::days(7);
        assert_eq!(after(Brought::News, week, 0).at, NOW + week / 2);
        assert_eq!(after(Brought::Nothing, week, 0).interval, week + week / 2);
    }

    #[test]
    fn no_place_is_read_more_often_than_daily_or_less_than_monthly() {
        let rhythm = Rhythm::default();
        assert_eq!(after(Brought::News, rhythm.least, 0).interval, rhythm.least);
        assert_eq!(after(Brought::Nothing, rhythm.most, 0).interval, rhythm.most);
    }

    #[test]
    fn a_place_that_fails_is_tried_again_at_longer_and_longer_times() {
        let away = later(None);
        let waits = [0, 1, 2, 40].map(|failures| {
            let next = after(Brought::Failure(&away), TimeDelta::days(2), failures);
            assert!(!next.is_stopped);
            assert_eq!(next.failures, failures + 1);
            (next.at - NOW).num_hours()
        });
        assert_eq!(waits, [1, 2, 4, 30 * 24]);
    }

    #[test]
    fn a_reading_that_succeeds_forgets_the_failures() {
        assert_eq!(after(Brought::Nothing, TimeDelta::days(2), 9).failures, 0);
    }

    #[test]
    fn a_host_that_says_when_is_left_alone_until_then_and_its_places_have_not_failed() {
        let busy = later(Some(Duration::from_hours(3)));
        let next = after(Brought::Failure(&busy), TimeDelta::days(2), 1);
        assert_eq!(next.host_rests_until, NOW + TimeDelta::hours(3));
        assert_eq!((next.at, next.failures), (NOW + TimeDelta::hours(3), 1));
    }

    #[test]
    fn what_is_gone_or_forbidden_is_not_read_again() {
        for end in [
            sources::Error::Gone(String::new()),
            sources::Error::Forbidden(String::new()),
            sources::Error::Refused(String::new()),
        ] {
            assert!(after(Brought::Failure(&end), TimeDelta::days(2), 0).is_stopped);
        }
        let odd = sources::Error::Unreadable(String::new());
        assert!(!after(Brought::Failure(&odd), TimeDelta::days(2), 0).is_stopped);
    }

    proptest! {
        #[test]
        fn nothing_is_next_before_now_or_later_than_the_longest_time(
            days in 0_i64..90, failures in 0_u32..u32::MAX, wait in 0_u64..u64::MAX, chance in 0.0..1.0_f64
        ) {
            let rhythm = Rhythm::default();
            let errors = [later(None), later(Some(Duration::from_secs(wait)))];
            let brought = errors.iter().map(Brought::Failure).chain([Brought::News, Brought::Nothing]);
            for brought in brought {
                let next = next(&origin(TimeDelta::days(days), failures), brought, rhythm, NOW, chance);
                prop_assert!(next.at >= NOW && next.at <= NOW + rhythm.most * 2, "{next:?}");
                prop_assert!(next.host_rests_until >= NOW + rhythm.pause);
            }
        }
    }
}
