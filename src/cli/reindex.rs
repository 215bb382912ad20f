//! `muster reindex`: the search index, made anew.

use std::io::{self, IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Done;
use crate::app::App;
use crate::config::Config;

/// Make the search index anew from the database
///
/// Rarely needed: the server repairs its index by itself. Searches find what they found before until all is done; the
/// server may go on running, and an interrupted run is finished by the next one.
#[derive(Debug, clap::Args)]
pub(super) struct Reindex {}

impl Reindex {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let app = App::open(config).await?;
        let directory = &app.directory;
        let bar = progress(directory.store.count_people().await?);
        let told = |done| bar.set_position(done);
        let people = if app.owns_index() {
            directory.reindex(&told).await?
        } else {
            directory.request_reindex(&told).await?
        };
        bar.finish_and_clear();
        writeln!(io::stdout(), "people in the search index: {people}")?;
        Ok(Done::Wholly)
    }
}

/// A bar on standard error where that is a terminal, else nothing.
pub(super) fn progress(total: u64) -> ProgressBar {
    let target = if io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta} left")
        .expect("the template has no mistake, as a test shows");
    ProgressBar::with_draw_target(Some(total), target).with_style(style)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_template_of_the_bar_is_right() {
        super::progress(1).finish_and_clear();
    }
}
