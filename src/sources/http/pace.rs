//! When is it a host's turn? One request at a time each, a pause between two, and rest where a host asks for it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as Queue, OwnedMutexGuard};
use tokio::time::{Instant, sleep_until, timeout_at};

/// A rest that is so short is waited for.
const SHORT_REST: Duration = Duration::from_secs(5);
/// How long a host rests that is overloaded and does not say for how long, the first time; twice as long each further time.
const FIRST_REST: Duration = Duration::from_mins(1);
const LONGEST_DOUBLED_REST: Duration = Duration::from_hours(6);
/// How long a host is left alone at most, whatever it says.
const LONGEST_REST: Duration = Duration::from_hours(24);
/// How long after its last answer a host is remembered, if there are many.
const MEMORY: Duration = Duration::from_hours(1);
/// How many hosts are remembered.
const HOSTS: usize = 4_096;

/// What is known of all hosts.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<HashMap<String, Arc<Host>>>);

#[derive(Debug, Default)]
struct Host {
    queue: Arc<Queue<()>>,
    manners: Mutex<Manners>,
}

/// What a host wants.
#[derive(Debug, Default, Clone, Copy)]
struct Manners {
    /// When it was asked last, or rather when that was over.
    last: Option<Instant>,
    /// Until when it wants to be left alone.
    rests_until: Option<Instant>,
    /// How often in a row it was overloaded and did not say for how long.
    strikes: u32,
}

impl Manners {
    /// Says whether nothing is lost when the host is forgotten.
    fn are_idle(&self, now: Instant) -> bool {
        self.last.is_none_or(|last| last + MEMORY <= now) && self.rest(now).is_zero()
    }

    fn rest(&self, now: Instant) -> Duration {
        self.rests_until
            .map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }
}

/// Why it is not a host's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Busy {
    /// It wants to be left alone for so long.
    Rests(Duration),
    /// Too many others wait for it.
    Crowded,
}

/// The right to ask a host, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    host: Arc<Host>,
    _place: OwnedMutexGuard<()>,
}

impl Hosts {
    /// Waits, not beyond `until`, for the turn to ask a host, which comes at least `pause` after its last answer. A host that
    /// rests for longer than a few seconds is not waited for.
    pub(super) async fn turn(&self, name: &str, pause: Duration, until: Instant) -> Result<Turn, Busy> {
        let host = self.host(name);
        host.is_awake()?;
        let queued = timeout_at(until, Arc::clone(&host.queue).lock_owned()).await;
        let place = queued.map_err(|_late| Busy::Crowded)?;
        // Whoever was asked meanwhile may have said something.
        host.is_awake()?;
        let manners = *host.manners();
        let paused = manners.last.map(|last| last + pause);
        if let Some(begin) = paused.max(manners.rests_until) {
            if begin > until {
                return Err(Busy::Crowded);
            }
            sleep_until(begin).await;
        }
        Ok(Turn { host, _place: place })
    }

    fn host(&self, name: &str) -> Arc<Host> {
        let mut hosts = locked(&self.0);
        if hosts.len() >= HOSTS && !hosts.contains_key(name) {
            forget(&mut hosts, Instant::now());
        }
        Arc::clone(hosts.entry(name.to_owned()).or_default())
    }
}

/// Makes room for one host: of those that nobody asks now all that are idle, or else the one that rests the shortest.
fn forget(hosts: &mut HashMap<String, Arc<Host>>, now: Instant) {
    hosts.retain(|_name, host| Arc::strong_count(host) > 1 || !host.manners().are_idle(now));
    if hosts.len() < HOSTS {
        return;
    }
    let unused = hosts.iter().filter(|(_name, host)| Arc::strong_count(host) == 1);
    let soonest = unused.min_by_key(|(_name, host)| {
        let manners = host.manners();
        (manners.rest(now), manners.last)
    });
    if let Some(name) = soonest.map(|(name, _host)| name.clone()) {
        hosts.remove(&name);
    }
}

impl Host {
    fn manners(&self) -> MutexGuard<'_, Manners> {
        locked(&self.manners)
    }

    fn is_awake(&self) -> Result<(), Busy> {
        let rest = self.manners().rest(Instant::now());
        if rest > SHORT_REST {
            return Err(Busy::Rests(rest));
        }
        Ok(())
    }
}

impl Turn {
    /// Leaves the host alone for as long as it asked, a day at most. Returns for how long.
    pub(super) fn rest(&self, rest: Duration) -> Duration {
        let rest = rest.min(LONGEST_REST);
        self.host.manners().rests_until = Some(Instant::now() + rest);
        rest
    }

    /// Leaves an overloaded host alone that did not say for how long. Returns for how long.
    pub(super) fn back_off(&self) -> Duration {
        let mut manners = self.host.manners();
        let rest = (FIRST_REST * 2u32.saturating_pow(manners.strikes.min(16))).min(LONGEST_DOUBLED_REST);
        manners.strikes += 1;
        manners.rests_until = Some(Instant::now() + rest);
        rest
    }

    /// Remembers that the host answers as it should.
    pub(super) fn is_well(&self) {
        self.host.manners().strikes = 0;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.host.manners().last = Some(Instant::now());
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing under these locks can be half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::time::sleep;

    use super::*;

    const PAUSE: Duration = Duration::from_secs(2);
    const PATIENCE: Duration = Duration::from_mins(1);

    async fn turn(hosts: &Hosts, name: &str) -> Result<Turn, Busy> {
        hosts.turn(name, PAUSE, Instant::now() + PATIENCE).await
    }

    #[tokio::test(start_paused = true)]
    async fn between_two_requests_to_one_host_there_is_a_pause() {
        let hosts = Hosts::default();
        let begun = Instant::now();
        let first = turn(&hosts, "a.example").await.unwrap();
        assert_eq!(begun.elapsed(), Duration::ZERO, "nobody asked before");
        sleep(Duration::from_secs(3)).await;
        drop(first);
        let other = turn(&hosts, "b.example").await.unwrap();
        assert_eq!(
            begun.elapsed(),
            Duration::from_secs(3),
            "another host does not wait"
        );
        drop(other);
        let _second = turn(&hosts, "a.example").await.unwrap();
        assert_eq!(
            begun.elapsed(),
            Duration::from_secs(5),
            "counted from the end of the first"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn one_request_at_a_time_goes_to_a_host() {
        let hosts = Hosts::default();
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let begun = Instant::now();
        let ask = || async {
            let turn = turn(&hosts, "a.example").await.unwrap();
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            sleep(Duration::from_secs(1)).await;
            now.fetch_sub(1, Ordering::SeqCst);
            drop(turn);
        };
        tokio::join!(ask(), ask(), ask(), ask());
        assert_eq!(most.load(Ordering::SeqCst), 1);
        assert_eq!(begun.elapsed(), Duration::from_secs(4 + 3 * 2));
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_that_rests_is_not_waited_for() {
        let hosts = Hosts::default();
        turn(&hosts, "a.example")
            .await
            .unwrap()
            .rest(Duration::from_secs(90));
        let begun = Instant::now();
        assert_eq!(
            turn(&hosts, "a.example").await.unwrap_err(),
            Busy::Rests(Duration::from_secs(90))
        );
        assert_eq!(begun.elapsed(), Duration::ZERO);
        sleep(Duration::from_secs(90)).await;
        assert!(turn(&hosts, "a.example").await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_in_the_queue_hears_that_the_host_wants_rest() {
        let hosts = Hosts::default();
        let first = turn(&hosts, "a.example").await.unwrap();
        let second = turn(&hosts, "a.example");
        let answer = async {
            sleep(Duration::from_secs(1)).await;
            first.rest(Duration::from_mins(10));
            drop(first);
        };
        let (second, ()) = tokio::join!(second, answer);
        assert_eq!(second.unwrap_err(), Busy::Rests(Duration::from_mins(10)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_short_rest_is_waited_for() {
        let hosts = Hosts::default();
        turn(&hosts, "a.example")
            .await
            .unwrap()
            .rest(Duration::from_secs(4));
        let begun = Instant::now();
        assert!(turn(&hosts, "a.example").await.is_ok());
        assert_eq!(begun.elapsed(), Duration::from_secs(4));
    }

    #[tokio::test(start_paused = true)]
    async fn a_crowded_host_is_given_up_in_time() {
        let hosts = Hosts::default();
        let _held = turn(&hosts, "a.example").await.unwrap();
        let begun = Instant::now();
        assert_eq!(turn(&hosts, "a.example").await.unwrap_err(), Busy::Crowded);
        assert_eq!(begun.elapsed(), PATIENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn an_overloaded_host_rests_twice_as_long_each_time_until_it_answers() {
        let hosts = Hosts::default();
        let mut rests = Vec::new();
        for _ in 0..12 {
            let turn = turn(&hosts, "a.example").await.unwrap();
            let rest = turn.back_off();
            rests.push(rest.as_secs() / 60);
            drop(turn);
            sleep(rest).await;
        }
        assert_eq!(rests, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
        turn(&hosts, "a.example").await.unwrap().is_well();
        assert_eq!(turn(&hosts, "a.example").await.unwrap().back_off(), FIRST_REST);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_is_left_alone_for_more_than_a_day() {
        let hosts = Hosts::default();
        let turn = turn(&hosts, "a.example").await.unwrap();
        assert_eq!(turn.rest(Duration::from_secs(u64::MAX)), LONGEST_REST);
    }

    #[tokio::test(start_paused = true)]
    async fn the_hosts_that_are_remembered_are_bounded() {
        let hosts = Hosts::default();
        let held = turn(&hosts, "held.example").await.unwrap();
        turn(&hosts, "resting.example").await.unwrap().rest(LONGEST_REST);
        for number in 0..HOSTS + 100 {
            // The worst case: each of them rests, and none may be forgotten without a loss.
            let turn = turn(&hosts, &format!("{number}.example")).await.unwrap();
            turn.rest(Duration::from_hours(2));
        }
        assert!(locked(&hosts.0).len() <= HOSTS);
        assert!(
            turn(&hosts, "resting.example").await.is_err(),
            "who rests longest is remembered"
        );
        assert!(
            locked(&hosts.0).contains_key("held.example"),
            "and who is asked right now"
        );
        drop(held);

        sleep(LONGEST_REST).await;
        drop(turn(&hosts, "new.example").await.unwrap());
        assert_eq!(locked(&hosts.0).len(), 1, "the rest was idle");
    }
}
