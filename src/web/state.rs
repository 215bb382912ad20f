//! What every handler can reach.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::Notify;

use super::Config;
use crate::directory::Directory;

/// The directory and how it is served; handlers take it as `web::Data<State>`.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) directory: Directory,
    pub(crate) config: Config,
    pub(crate) started: Instant,
    written: Arc<Notify>,
}

impl State {
    pub(crate) fn new(directory: Directory, config: Config, written: Arc<Notify>) -> Self {
        Self {
            directory,
            config,
            started: Instant::now(),
            written,
        }
    }

    /// Says that something changed, so that the index is brought up to date soon.
    pub(crate) fn notify_written(&self) {
        self.written.notify_one();
    }
}
