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
        let permits = Arc::clone(&self.permits);
        let permit = permits.acquire_owned().await.map_err(|_closed| Error::Panicked)?;
        let span = tracing::Span::current();
        let work = move || {
            // Held by the work and not by who waits for it: a caller may leave, the work goes on.
            let _permit = permit;
            span.in_scope(work)
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_join| Error::Panicked)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn work_keeps_its_place_when_its_caller_leaves() {
        let pool = Pool::new(1);
        let (started, has_started) = tokio::sync::oneshot::channel();
        let (finish, may_finish) = mpsc::channel::<()>();
        let work = move || {
            started.send(()).unwrap();
            may_finish.recv().unwrap();
        };
        let same_pool = pool.clone();
        let long = tokio::spawn(async move { same_pool.run(work).await });
        has_started.await.unwrap();
        long.abort();
        assert!(long.await.unwrap_err().is_cancelled());
        assert_eq!(pool.permits.available_permits(), 0);

        finish.send(()).unwrap();
        assert_eq!(pool.run(|| 7).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn a_panic_is_an_error_of_its_caller_alone() {
        let pool = Pool::new(1);
        assert!(pool.run(|| panic!("on purpose")).await.is_err());
        assert_eq!(pool.run(|| 7).await.unwrap(), 7);
    }
}
