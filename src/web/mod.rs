//! Who asks by HTTP? Pages and the JSON API; alone in knowing actix.

mod api;
mod assets;
mod conflicts;
mod error;
mod export;
mod failure;
mod guard;
mod headers;
mod hex;
mod metrics;
mod names;
mod origins;
mod pages;
mod probes;
mod redact;
mod search_params;
mod session;
mod state;
mod viewer;

use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpResponse, HttpServer, web};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

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
    /// How long the server goes on answering, as one that is leaving, once it is told to stop.
    pub drain: Duration,
    /// How long requests in flight may take to finish at shutdown, in seconds.
    pub shutdown_seconds: u64,
}

/// What the server tells whoever runs it, and is told by them.
#[derive(Debug, Clone, Default)]
pub struct Signals {
    /// Notified after each write, so that the index is brought up to date.
    pub written: Arc<Notify>,
    /// Cancelled when the server is about to stop: it goes on answering, and sends everybody elsewhere.
    pub leaving: CancellationToken,
}

impl Config {
    /// Says whether people reach the directory through TLS.
    fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("admin_token", &self.admin_token.as_ref().map(|_secret| "***"))
            .field("public_url", &self.public_url)
            .field("drain", &self.drain)
            .field("shutdown_seconds", &self.shutdown_seconds)
            .finish()
    }
}

/// Serves on `listener` until told to stop through the returned server's handle.
///
/// Signals are left alone: whoever calls this decides what they mean, and stops the server with
/// `server.handle().stop(true)`.
pub fn serve(
    listener: TcpListener,
    directory: Directory,
    config: &Config,
    signals: Signals,
) -> std::io::Result<actix_web::dev::Server> {
    let state = web::Data::new(State::new(directory, config.clone(), signals));
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let server = HttpServer::new(move || {
        // The last that wraps is the first to see a request.
        App::new()
            .app_data(state.clone())
            .wrap(from_fn(guard::guard))
            .wrap(from_fn(failure::show))
            .wrap(Compress::default())
            .wrap(from_fn(headers::accompany))
            .configure(routes)
    })
    .listen(listener)?
    .workers(threads.min(MOST_WORKERS))
    .max_connections(MOST_CONNECTIONS)
    .client_request_timeout(REQUEST_HEAD_TIMEOUT)
    .keep_alive(KEEP_ALIVE)
    .disable_signals()
    .shutdown_timeout(config.shutdown_seconds)
    .run();
    Ok(server)
}

/// More threads than this only wait: searches and extraction have their own.
const MOST_WORKERS: usize = 8;

/// The most connections that one worker holds open.
const MOST_CONNECTIONS: usize = 4_096;

/// How long a client may take to send the head of a request.
const REQUEST_HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a connection waits for the next request.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// Every URL; those of the pages are in `pages/mod.rs`, those of the API in `api/mod.rs`.
fn routes(cfg: &mut web::ServiceConfig) {
    probes::routes(cfg);
    metrics::routes(cfg);
    assets::routes(cfg);
    session::routes(cfg);
    api::routes(cfg);
    pages::routes(cfg);
    cfg.default_service(web::to(|| async { Err::<HttpResponse, _>(Error::NotFound) }));
}
