//! Who asks by HTTP? Pages and the JSON API; alone in knowing actix.

use std::net::{SocketAddr, TcpListener};

use crate::directory::Directory;

/// How the server listens and whom it lets write.
#[derive(Debug, Clone)]
pub struct Config {
    pub listen: SocketAddr,
    /// Writes need it once it is set.
    pub admin_token: Option<String>,
    /// The address that people see, for links in machine-readable pages; `None`: from the request.
    pub public_url: Option<String>,
    /// How long requests in flight may take to finish at shutdown, in seconds.
    pub shutdown_seconds: u64,
}

/// Serves on `listener` until told to stop through the returned handle.
pub fn serve(
    listener: TcpListener,
    directory: Directory,
    config: &Config,
) -> std::io::Result<actix_web::dev::Server> {
    todo!("{listener:?} {directory:?} {config:?}")
}
