//! What writers do who got in each other's way: the whole transaction again, after a moment.

use std::time::{Duration, Instant};

use super::Error;

/// How long a write waits for other writers, all its attempts together.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// How often one write is attempted; each attempt that lost undid everything that it had done.
const MAX_ATTEMPTS: u32 = 10;

/// The longest pause before the second attempt; it doubles with each one more.
const FIRST_PAUSE: Duration = Duration::from_millis(20);

/// The longest pause before any attempt.
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// Does `work`, a whole transaction, until it no longer fails with [`Error::Contended`], or patience ends.
pub(super) async fn again_while_contended<T, F>(work: impl Fn() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let begun = Instant::now();
    let mut attempt = 1;
    loop {
        let outcome = work().await;
        let lost = matches!(outcome, Err(Error::Contended(_)));
        if !lost || attempt == MAX_ATTEMPTS || begun.elapsed() >= PATIENCE {
            return outcome;
        }
        tracing::debug!(attempt, "a write got in another's way and is done again");
        tokio::time::sleep(pause(attempt)).await;
        attempt += 1;
    }
}

/// A random time, so that those who met do not meet again.
fn pause(attempt: u32) -> Duration {
    let longest = FIRST_PAUSE.saturating_mul(1 << attempt.min(8)).min(LONGEST_PAUSE);
    // Without randomness everybody waits alike, which is only less good.
    let share = getrandom::u32().unwrap_or(u32::MAX / 2);
    longest.mul_f64(f64::from(share) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn contended() -> Error {
        Error::Contended(anyhow::anyhow!("deadlock detected"))
    }

    #[tokio::test(start_paused = true)]
    async fn a_loser_tries_again_and_wins() {
        let attempts = Cell::new(0);
        let outcome = again_while_contended(|| async {
            attempts.set(attempts.get() + 1);
            if attempts.get() < 4 {
                Err(contended())
            } else {
                Ok(attempts.get())
            }
        });
        assert_eq!(outcome.await.unwrap(), 4);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_tries_forever() {
        let attempts = Cell::new(0);
        let outcome = again_while_contended(|| async {
            attempts.set(attempts.get() + 1);
            Err::<(), _>(contended())
        });
        assert!(matches!(outcome.await, Err(Error::Contended(_))));
        assert_eq!(attempts.get(), MAX_ATTEMPTS);
    }

    #[tokio::test]
    async fn other_failures_are_final() {
        let attempts = Cell::new(0);
        let outcome = again_while_contended(|| async {
            attempts.set(attempts.get() + 1);
            Err::<(), _>(Error::Stale)
        });
        assert!(matches!(outcome.await, Err(Error::Stale)));
        assert_eq!(attempts.get(), 1);
    }

    #[test]
    fn pauses_grow_to_a_bound() {
        for attempt in 1..=MAX_ATTEMPTS {
            assert!(pause(attempt) <= LONGEST_PAUSE);
        }
    }
}
