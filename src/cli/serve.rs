//! `muster serve`: the directory for browsers and programs.

use std::io::Write as _;

use super::Done;
use crate::app;
use crate::config::{Config, Flag};

/// Serve the directory: pages for people, an API for programs
///
/// Everything is kept in one folder, which is made and brought up to date at start. SIGTERM or Ctrl-C finishes the requests in flight and
/// stops; a second one stops at once.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster serve --examples                   with invented people, to try it
  muster serve --listen 127.0.0.1:8080      on another port
  MUSTER__WEB__ADMIN_TOKEN=$(openssl rand -hex 16) muster serve --listen 0.0.0.0:7878
                                            for other machines; changes need the token")]
pub(super) struct Serve {
    /// Load the example profiles: about 25 invented engineers
    #[arg(long)]
    examples: bool,
    /// The address and port to listen on [default: 127.0.0.1:7878]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
}

impl Serve {
    pub(super) fn flags(&self) -> Vec<Flag> {
        let listen = self.listen.clone().map(|value| Flag {
            name: "--listen",
            key: "web.listen",
            value,
        });
        listen.into_iter().collect()
    }

    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        app::serve(config, self.examples, |address| {
            // The log says it as well: a server whose output nobody reads serves all the same.
            drop(writeln!(
                std::io::stdout(),
                "Muster is ready on http://{address}/ (Ctrl-C stops it)"
            ));
        })
        .await?;
        Ok(Done::Wholly)
    }
}
