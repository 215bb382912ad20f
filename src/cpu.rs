//! The one door from async code to CPU work.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How long items are worked on before somebody else may have the thread: handing it over costs as much as a small item.
const SLICE: Duration = Duration::from_millis(20);

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
        let left = Arc::new(Mutex::new(items.into_iter().enumerate()));
        let mut running = JoinSet::new();
        for _ in 0..self.threads.min(count) {
            let (pool, left, work) = (self.clone(), Arc::clone(&left), work.clone());
            running.spawn(async move { pool.in_slices(left, work).await });
        }
        let mut answers: Vec<_> = (0..count).map(|_| Err(Error::Panicked)).collect();
        while let Some(done) = running.join_next().await {
            for (place, answer) in done.into_iter().flatten() {
                if let Some(slot) = answers.get_mut(place) {
                    *slot = answer;
                }
            }
        }
        answers
    }

    /// Works on what is left until there is nothing, and lets others have the thread now and then.
    async fn in_slices<T: Send + 'static, R: Send + 'static>(
        &self,
        left: Arc<Mutex<impl Iterator<Item = (usize, T)> + Send + 'static>>,
        work: impl Fn(T) -> R + Clone + Send + 'static,
    ) -> Vec<(usize, Result<R, Error>)> {
        let mut answers = Vec::new();
        loop {
            let (left, work) = (Arc::clone(&left), work.clone());
            match self.run(move || for_a_slice(&left, &work)).await {
                Ok(some) if !some.is_empty() => answers.extend(some),
                _ => return answers,
            }
        }
    }
}

/// Works on what is left for a while; no answers mean that nothing was left.
fn for_a_slice<T, R>(
    left: &Mutex<impl Iterator<Item = (usize, T)>>,
    work: &impl Fn(T) -> R,
) -> Vec<(usize, Result<R, Error>)> {
    let began = Instant::now();
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let mut answers = Vec::new();
    while let Some((place, item)) = next() {
        let answer = catch_unwind(AssertUnwindSafe(|| work(item))).map_err(|_panic| Error::Panicked);
        answers.push((place, answer));
        if began.elapsed() >= SLICE {
            break;
        }
    }
    answers
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
    async fn others_have_their_turn_between_items() {
        let pool = Pool::new(1);
        let (told, order) = mpsc::channel();
        let (started, has_started) = tokio::sync::oneshot::channel();
        let (go_on, may_go_on) = mpsc::channel::<()>();
        let gate = Arc::new(Mutex::new(Some((started, may_go_on))));
        let items = told.clone();
        let work = move |item| {
            items.send(item).unwrap();
            if let Some((started, may_go_on)) = gate.lock().unwrap().take() {
                started.send(()).unwrap();
                may_go_on.recv().unwrap();
                std::thread::sleep(SLICE);
            }
        };
        let same_pool = pool.clone();
        let each = tokio::spawn(async move { same_pool.each(vec!["first", "last"], work).await });
        has_started.await.unwrap();
        let other = pool.run(move || told.send("other").unwrap());
        let go_on = async { go_on.send(()).unwrap() };
        tokio::join!(biased; other, go_on).0.unwrap();
        each.await.unwrap();
        assert_eq!(order.iter().collect::<Vec<_>>(), ["first", "other", "last"]);
    }

    #[tokio::test]
    async fn a_panic_is_an_error_of_its_caller_alone() {
        let pool = Pool::new(1);
        assert!(pool.run(|| panic!("on purpose")).await.is_err());
        assert_eq!(pool.run(|| 7).await.unwrap(), 7);
    }
}
