//! How long may it take?

use std::time::Duration;

use tokio::time::Instant;

/// How long hosts are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection, the looking up of its address included.
    pub connect: Duration,
    /// For the next bytes of an answer.
    pub read: Duration,
    /// For a whole answer, redirects and further attempts included; the waiting for a host's turn not.
    pub answer: Duration,
    /// For the turns of all hosts that one answer takes.
    pub turns: Duration,
    /// Until a host that did not answer is asked again; twice as long the time after.
    pub retry: Duration,
}

impl Patience {
    /// As long as it takes to reach a slow site far away.
    pub const INTERNET: Self = Self {
        connect: Duration::from_secs(5),
        read: Duration::from_secs(10),
        answer: Duration::from_secs(20),
        turns: Duration::from_mins(1),
        retry: Duration::from_secs(1),
    };
}

/// What is left of the patience for one answer.
#[derive(Debug)]
pub(super) struct Budget {
    pub(super) answer: Duration,
    turns: Duration,
}

impl Budget {
    pub(super) fn new(patience: Patience) -> Self {
        Self {
            answer: patience.answer,
            turns: patience.turns,
        }
    }

    /// Awaits somebody's turn, who is told until when that may take.
    pub(super) async fn wait<T>(&mut self, turn: impl AsyncFnOnce(Instant) -> T) -> T {
        let begun = Instant::now();
        let outcome = turn(begun + self.turns).await;
        self.turns = self.turns.saturating_sub(begun.elapsed());
        outcome
    }

    /// Awaits an answer, and returns `None` if it comes too late.
    pub(super) async fn ask<T>(&mut self, answer: impl Future<Output = T>) -> Option<T> {
        let begun = Instant::now();
        let outcome = tokio::time::timeout(self.answer, answer).await;
        self.answer = self.answer.saturating_sub(begun.elapsed());
        outcome.ok()
    }
}
