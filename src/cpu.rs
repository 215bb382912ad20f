//! The one door from async code to CPU work.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How many items are worked on in one go at most: handing over costs as much as a small piece of work.
const ITEMS_AT_ONCE: usize = 16;

/// Runs blocking work on as many threads as there are cores, and no more.
#[derive(Debug, Clone)]
pub struct Pool {
    threads: usize,
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
        let threads = threads.max(1);
        Self {
            threads,
            permits: Arc::new(Semaphore::new(threads)),
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

    /// Runs `work` on every item, on all threads; answers in the order of the items. A panic is the error of its item alone.
    pub async fn each<T, R>(
        &self,
        items: Vec<T>,
        work: impl Fn(T) -> R + Clone + Send + 'static,
    ) -> Vec<Result<R, Error>>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let count = items.len();
        let size = count.div_ceil(self.threads).clamp(1, ITEMS_AT_ONCE);
        let mut items = items.into_iter();
        let mut running = JoinSet::new();
        for start in (0..count).step_by(size) {
            let some: Vec<T> = items.by_ref().take(size).collect();
            let (pool, work) = (self.clone(), work.clone());
            running.spawn(async move {
                let one = move |item| {
                    catch_unwind(AssertUnwindSafe(|| work(item))).map_err(|_panic| Error::Panicked)
                };
                let all = move || some.into_iter().map(one).collect::<Vec<_>>();
                (start, pool.run(all).await)
            });
        }
        let mut answers: Vec<_> = (0..count).map(|_| Err(Error::Panicked)).collect();
        while let Some(done) = running.join_next().await {
            if let Ok((start, Ok(some))) = done {
                for (answer, now) in answers.iter_mut().skip(start).zip(some) {
                    *answer = now;
                }
            }
        }
        answers
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
    async fn every_item_has_its_answer_and_a_panic_is_one_of_them() {
        let pool = Pool::new(2);
        let double = |number: usize| {
            assert_ne!(number, 50, "on purpose");
            number * 2
        };
        let answers = pool.each((0..100).collect(), double).await;
        assert_eq!(answers.len(), 100);
        for (number, answer) in answers.into_iter().enumerate() {
            assert_eq!(answer.ok(), (number != 50).then_some(number * 2), "{number}");
        }
        assert!(pool.each(Vec::new(), double).await.is_empty());
    }

    #[tokio::test]
    async fn a_panic_is_an_error_of_its_caller_alone() {
        let pool = Pool::new(1);
        assert!(pool.run(|| panic!("on purpose")).await.is_err());
        assert_eq!(pool.run(|| 7).await.unwrap(), 7);
    }
}
