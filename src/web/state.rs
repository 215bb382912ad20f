//! What every handler can reach.

use std::sync::Arc;
use std::time::Instant;

use actix_web::HttpRequest;
use tokio::sync::Notify;

use super::Config;
use super::session::Sessions;
use crate::directory::Directory;

/// The directory and how it is served; handlers take it as `web::Data<State>`.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) directory: Directory,
    pub(crate) config: Config,
    pub(crate) started: Instant,
    pub(super) sessions: Sessions,
    written: Arc<Notify>,
}

impl State {
    pub(crate) fn new(directory: Directory, config: Config, written: Arc<Notify>) -> Self {
        Self {
            directory,
            config,
            started: Instant::now(),
            sessions: Sessions::default(),
            written,
        }
    }

    /// Says that something changed, so that the index is brought up to date soon.
    pub(crate) fn notify_written(&self) {
        self.written.notify_one();
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
