//! The protocol that keeps an index in step with the database, run in schedules that nobody would think of.
//!
//! The store and the directory are the real ones. The engine is simulated: requests wait on their way, arrive late or
//! never, are answered or not; tasks wait, are done in order, or fail; now and then everything is lost. Two processes
//! deliver at once and are killed anywhere. When the faults end, the index has to be what the database is, without the
//! comparison that would mend everything. Protocols that are known to be wrong have to be caught.

mod engine;
mod schedule;

use schedule::{LeftOut, Schedule};

/// How many schedules are run; `MUSTER_TEST_SCHEDULES` says otherwise.
#[expect(clippy::disallowed_methods, reason = "the tests' own switch")]
fn schedules() -> u64 {
    let wanted = std::env::var("MUSTER_TEST_SCHEDULES").ok();
    wanted.map_or(25, |wanted| wanted.parse().unwrap())
}

#[tokio::test]
async fn whatever_happens_the_index_is_in_step_in_the_end() {
    for number in 0..schedules() {
        let schedule = Schedule::new(number, LeftOut::Nothing).await;
        assert!(schedule.run(false).await, "schedule {number}");
    }
}

#[tokio::test]
async fn whatever_happens_and_is_lost_the_index_is_in_step_in_the_end() {
    for number in 0..schedules() {
        let schedule = Schedule::new(number, LeftOut::Nothing).await;
        assert!(schedule.run(true).await, "schedule {number}");
    }
}

/// Runs schedules until one shows what is wrong.
async fn is_caught(left_out: LeftOut) -> bool {
    for number in 0..MOST_UNTIL_CAUGHT {
        if !Schedule::new(number, left_out).await.run(false).await {
            return true;
        }
    }
    false
}

const MOST_UNTIL_CAUGHT: u64 = 500;

#[tokio::test]
async fn a_protocol_that_thinks_that_what_was_taken_is_done_is_caught() {
    assert!(is_caught(LeftOut::Outcomes).await);
}

#[tokio::test]
async fn a_protocol_that_knows_no_order_is_caught() {
    assert!(is_caught(LeftOut::Order).await);
}

#[tokio::test]
async fn a_protocol_that_does_not_note_who_is_on_the_way_is_caught() {
    assert!(is_caught(LeftOut::Intents).await);
}
