//! What every handler can reach.

use std::time::Instant;

use actix_web::HttpRequest;

use super::session::Sessions;
use super::{Config, Signals};
use crate::directory::Directory;

/// The directory and how it is served; handlers take it as `web::Data<State>`.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) directory: Directory,
    pub(crate) config: Config,
    pub(crate) started: Instant,
    pub(super) sessions: Sessions,
    signals: Signals,
}

impl State {
    pub(crate) fn new(directory: Directory, config: Config, signals: Signals) -> Self {
        Self {
            directory,
            config,
            started: Instant::now(),
            sessions: Sessions::default(),
            signals,
        }
    }

    /// Says that something changed, so that the index is brought up to date soon.
    pub(crate) fn notify_written(&self) {
        self.signals.written.notify_one();
    }

    /// Whether the server is about to stop.
    pub(crate) fn is_leaving(&self) -> bool {
        self.signals.leaving.is_cancelled()
    }

    /// Returns the address that people see, without the last slash: as configured, else as they asked for it.
    pub(crate) fn base_url(&self, request: &HttpRequest) -> String {
        if let Some(url) = &self.config.public_url {
            return url.trim_end_matches('/').to_owned();
        }
        let connection = request.connection_info();
        format!("{}://{}", connection.scheme(), connection.host())
    }
}
