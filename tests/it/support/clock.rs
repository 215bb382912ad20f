//! A clock that goes on only when it is told to, or at each asking.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use muster::directory::Clock;

/// Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct SimulatedClock {
    now: Arc<Mutex<DateTime<Utc>>>,
    /// How far it goes on whenever it is asked.
    step: Arc<Mutex<TimeDelta>>,
}

impl Default for SimulatedClock {
    fn default() -> Self {
        let noon = DateTime::from_timestamp_millis(1_790_000_000_000).unwrap();
        Self {
            now: Arc::new(Mutex::new(noon)),
            step: Arc::default(),
        }
    }
}

impl SimulatedClock {
    pub(crate) fn pass(&self, time: TimeDelta) {
        *self.now.lock().unwrap() += time;
    }

    /// Lets time pass at each asking from now on, as it does where work takes time.
    pub(crate) fn tick(&self, step: TimeDelta) {
        *self.step.lock().unwrap() = step;
    }

    /// What is handed to those who ask for the time.
    pub(crate) fn clock(&self) -> Clock {
        let clock = self.clone();
        Clock::new(move || {
            let step = *clock.step.lock().unwrap();
            clock.pass(step);
            *clock.now.lock().unwrap()
        })
    }
}
