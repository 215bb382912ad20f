//! The one door from async code to CPU work.

use std::sync::Arc;

use tokio::sync::Semaphore;

/// Runs blocking work on as many threads as there are cores, and no more.
#[derive(Debug, Clone)]
pub struct Pool {
    permits: Arc<Semaphore>,
}

/// Why the work was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the work ended in a panic")]
    Panicked,
}

impl Pool {
    #[must_use]
    pub fn new(threads: usize) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(threads.max(1))),
        }
    }

    /// Runs `work` off the async threads; a panic in it becomes an error.
    #[expect(clippy::disallowed_methods, reason = "this is the one door")]
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let _permit = self.permits.acquire().await.map_err(|_closed| Error::Panicked)?;
        let span = tracing::Span::current();
        tokio::task::spawn_blocking(move || span.in_scope(work))
            .await
            .map_err(|_join| Error::Panicked)
    }
}
