//! Log messages, on standard error.

use std::io::{self, IsTerminal as _};

use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt, registry};

use crate::config::{Log, LogFormat};

/// Starts logging: this program's messages from the level on, those of its libraries from warnings on, since they may
/// quote personal data below that.
pub(super) fn start(log: Log) {
    let libraries = log.level.min(Level::WARN);
    let filter = Targets::new()
        .with_default(LevelFilter::from_level(libraries))
        .with_target("muster", log.level);
    let layer = match log.format {
        LogFormat::Text => fmt::layer()
            .with_writer(io::stderr)
            .with_target(false)
            .with_ansi(io::stderr().is_terminal())
            .boxed(),
        LogFormat::Json => fmt::layer().with_writer(io::stderr).json().boxed(),
    };
    registry().with(layer.with_filter(filter)).init();
}
