//! A clock that goes on only when it is told to.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use muster::directory::Clock;

/// Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct SimulatedClock(Arc<Mutex<DateTime<Utc>>>);

impl Default for SimulatedClock {
    fn default() -> Self {
        let noon = DateTime::from_timestamp_millis(1_790_000_000_000).unwrap();
        Self(Arc::new(Mutex::new(noon)))
    }
}

impl SimulatedClock {
    pub(crate) fn pass(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }

    /// What is handed to those who ask for the time.
    pub(crate) fn clock(&self) -> Clock {
        let now = Arc::clone(&self.0);
        Clock::new(move || *now.lock().unwrap())
    }
}
