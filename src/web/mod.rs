//! Who asks by HTTP? Pages and the JSON API; alone in knowing actix.

mod error;
mod names;
mod pages;
mod redact;
mod search_params;
mod state;
mod viewer;

use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::{App, HttpServer, web};
use tokio::sync::Notify;

use crate::directory::Directory;
use state::State;

pub(crate) use error::Error;
pub(crate) use viewer::{Editor, Viewer};

/// How the server listens and whom it lets write.
#[derive(Clone)]
pub struct Config {
    pub listen: SocketAddr,
    /// Writes need it once it is set.
    pub admin_token: Option<String>,
    /// The address that people see, for links in machine-readable pages; `None`: from the request.
    pub public_url: Option<String>,
    /// How long requests in flight may take to finish at shutdown, in seconds.
    pub shutdown_seconds: u64,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("admin_token", &self.admin_token.as_ref().map(|_secret| "***"))
            .field("public_url", &self.public_url)
            .field("shutdown_seconds", &self.shutdown_seconds)
            .finish()
    }
}

/// Serves on `listener` until told to stop through the returned server's handle.
///
/// Signals are left alone: whoever calls this decides what they mean, and stops the server with
/// `server.handle().stop(true)`. After each write `written` is notified, so that the caller brings the index up to date.
pub fn serve(
    listener: TcpListener,
    directory: Directory,
    config: &Config,
    written: Arc<Notify>,
) -> std::io::Result<actix_web::dev::Server> {
    let state = web::Data::new(State::new(directory, config.clone(), written));
    let server = HttpServer::new(move || App::new().app_data(state.clone()).configure(routes))
        .listen(listener)?
        .disable_signals()
        .shutdown_timeout(config.shutdown_seconds)
        .run();
    Ok(server)
}

/// Every URL.
fn routes(cfg: &mut web::ServiceConfig) {
    pages::routes(cfg);
}
