//! The server's life: from an empty folder to answering requests, and to a shutdown that loses nothing.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::data_folder;
use super::signals::StopRequests;
use super::{App, examples, indexing, refreshing, right_to_write};
use crate::config::Config;
use crate::web;

/// Serves the directory until told to stop; requests in flight and the index are finished first.
///
/// `ready` is told the address when requests are answered.
pub async fn serve(
    config: &Config,
    with_examples: bool,
    ready: impl FnOnce(SocketAddr),
) -> anyhow::Result<()> {
    let mut stop_requests = StopRequests::listen().context("signals cannot be received")?;
    let (app, listener) = tokio::select! {
        started = start(config, with_examples) => started?,
        () = stop_requests.next() => return Ok(()),
    };
    let address = listener.local_addr().context("the address cannot be told")?;

    let signals = web::Signals::default();
    let stop = CancellationToken::new();
    let mut indexing = tokio::spawn(indexing::keep_up(
        app.directory.clone(),
        Arc::clone(&signals.written),
        stop.clone(),
    ));
    let refreshing = refreshing::start(config, &app.directory, &signals, &stop).await?;
    let web_config = web::Config {
        listen: address,
        ..config.web.clone()
    };
    let server = web::serve(listener, app.directory.clone(), &web_config, signals.clone())
        .context("the server cannot start")?;
    let handle = server.handle();
    let mut server = std::pin::pin!(server);
    ready(address);
    tracing::info!(%address, "the directory is being served");

    tokio::select! {
        ended = &mut server => ended.context("the server failed")?,
        () = stop_requests.next() => {
            tracing::info!("stopping: requests in flight are being finished; a second signal stops at once");
            signals.leaving.cancel();
            let finish = async {
                let leave = async {
                    tokio::time::sleep(config.web.drain).await;
                    handle.stop(true).await;
                };
                let ((), ended) = tokio::join!(leave, &mut server);
                ended.context("the server failed")
            };
            tokio::select! {
                ended = finish => ended?,
                () = stop_requests.next() => bail!("stopped at once; the next start brings the index up to date"),
            }
        }
    }
    stop.cancel();
    refreshing::finish(refreshing).await;
    tokio::select! {
        ended = timeout(last_changes(config), &mut indexing) => match ended {
            Ok(ended) => ended.context("the indexing failed")?,
            Err(_late) => {
                tracing::warn!("the search index is behind; the next start goes on with it");
                indexing.abort();
            }
        },
        () = stop_requests.next() => bail!("stopped at once; the next start brings the index up to date"),
    }
    tracing::info!("stopped");
    Ok(())
}

/// How long a server that stops goes on with the index. What is left is done by others at once, or by the next start.
fn last_changes(config: &Config) -> Duration {
    if config.search.engine.is_served() {
        // While others write there is always something left.
        Duration::from_secs(2)
    } else {
        Duration::from_secs(10)
    }
}

/// Opens the directory and an address for it; who owns the data folder is told before whose the port is.
async fn start(config: &Config, with_examples: bool) -> anyhow::Result<(App, TcpListener)> {
    data_folder::prepare(&config.data_folder)?;
    let lock = right_to_write(config)?;
    let listener = bind(config.web.listen)?;
    let app = App::writing(config, lock).await?;
    if with_examples {
        examples::load(&app.directory).await?;
    }
    Ok((app, listener))
}

fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| {
        let advice = match error.kind() {
            ErrorKind::AddrInUse => format!(
                "port {} is taken: stop the program that listens there (another muster?), or choose another port with \
                 `--listen {}`",
                address.port(),
                SocketAddr::new(address.ip(), address.port().checked_add(1).unwrap_or(7878)),
            ),
            ErrorKind::AddrNotAvailable => format!(
                "{} is no address of this machine: listen on 127.0.0.1 or on one that `ip address` lists",
                address.ip()
            ),
            ErrorKind::PermissionDenied => {
                format!("port {} needs more rights: choose one from 1024", address.port())
            }
            _ => format!("nothing can listen on {address}"),
        };
        anyhow!(error).context(advice)
    })
}
