//! Who asks by terminal? One command a file.

mod add;
mod config;
mod doctor;
mod duplicates;
mod erase;
mod eval;
mod export;
mod gather;
mod healthcheck;
mod logging;
mod migrate;
mod parse;
mod person;
mod pieces;
mod plain;
mod priority;
mod refresh;
mod reindex;
mod reprocess;
mod results;
mod search;
mod search_key;
mod serve;
mod summary;
mod synth;

use std::io::{self, ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::config::{Config, Flag};

/// A self-hosted talent directory: what engineers write of themselves, searchable by skill, company and domain.
#[derive(Debug, Parser)]
#[command(name = "muster", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  muster serve --examples          try it: a directory of invented people on http://127.0.0.1:7878
  muster add people/ notes.md      put profiles into the directory
  muster search kafka go           find people
  muster parse README.md           see what is understood of a text, without storing it

Settings come from a file, the environment and flags; `muster config` prints and explains them.";

/// What every command takes.
#[derive(Debug, clap::Args)]
struct Settings {
    /// The configuration file [default: the one that `MUSTER_CONFIG` names, else muster.toml where there is one]
    #[arg(long, global = true, value_name = "PATH", help_heading = "Settings")]
    config: Option<PathBuf>,
    /// The folder for the database, the search index and everything else that is kept [default: muster-data]
    #[arg(long, global = true, value_name = "PATH", help_heading = "Settings")]
    data: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Add(add::Add),
    Parse(parse::Parse),
    Eval(eval::Eval),
    Synth(synth::Synth),
    Search(search::Search),
    Export(export::Export),
    Erase(erase::Erase),
    Duplicates(duplicates::Duplicates),
    Refresh(refresh::Refresh),
    Reindex(reindex::Reindex),
    Reprocess(reprocess::Reprocess),
    Doctor(doctor::Doctor),
    Migrate(migrate::Migrate),
    SearchKey(search_key::SearchKey),
    Config(config::ShowConfig),
    Healthcheck(healthcheck::Healthcheck),
}

/// What became of a command that did run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Wholly,
    /// Some of it failed, as was told already.
    InPart,
}

/// Runs the command that the arguments name, and says how it ended.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(told) => {
            // Where the terminal is gone there is nobody to tell.
            drop(told.print());
            return if told.use_stderr() {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    match execute(cli) {
        Ok(Done::Wholly) => ExitCode::SUCCESS,
        Ok(Done::InPart) => ExitCode::FAILURE,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(io::stderr(), "{}", describe(&error)));
            ExitCode::FAILURE
        }
    }
}

fn execute(Cli { settings, command }: Cli) -> anyhow::Result<Done> {
    match command {
        Command::Parse(command) => command.run(),
        Command::Eval(command) => command.run(),
        Command::Synth(command) => command.run(),
        Command::Config(command) => command.run(&settings),
        Command::Healthcheck(command) => command.run(&settings.load(Vec::new())?),
        Command::Serve(command) => {
            let config = settings.load(command.flags())?;
            in_runtime(&config, command.run(&config))
        }
        Command::Add(command) => settings.run_behind(async |config| Box::pin(command.run(config)).await),
        Command::Search(command) => settings.run(async |config| command.run(config).await),
        Command::Export(command) => settings.run(async |config| command.run(config).await),
        Command::Erase(command) => settings.run(async |config| command.run(config).await),
        Command::Duplicates(command) => settings.run(async |config| command.run(config).await),
        Command::Doctor(command) => settings.run(async |config| command.run(config).await),
        Command::Refresh(command) => settings.run_behind(async |config| command.run(config).await),
        Command::Reindex(command) => settings.run_behind(async |config| command.run(config).await),
        Command::Reprocess(command) => settings.run_behind(async |config| command.run(config).await),
        Command::Migrate(command) => settings.run_behind(async |config| command.run(config).await),
        Command::SearchKey(command) => settings.run(async |config| command.run(config).await),
    }
}

impl Settings {
    fn load(&self, mut flags: Vec<Flag>) -> anyhow::Result<Config> {
        flags.extend(self.data.clone().map(|value| Flag {
            name: "--data",
            key: "data.folder",
            value,
        }));
        Ok(Config::load(self.config.as_deref(), flags)?)
    }

    fn run(&self, command: impl AsyncFnOnce(&Config) -> anyhow::Result<Done>) -> anyhow::Result<Done> {
        let config = self.load(Vec::new())?;
        in_runtime(&config, command(&config))
    }

    /// The same for a command that works through many people: what serves them goes first.
    fn run_behind(&self, command: impl AsyncFnOnce(&Config) -> anyhow::Result<Done>) -> anyhow::Result<Done> {
        priority::step_back();
        self.run(command)
    }
}

/// Runs a command that needs the database or the network, with logging on.
fn in_runtime(config: &Config, command: impl Future<Output = anyhow::Result<Done>>) -> anyhow::Result<Done> {
    logging::start(config.log);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the async runtime cannot start")?;
    let done = runtime.block_on(command);
    runtime.shutdown_background();
    done
}

/// Says what failed and why, for people.
fn describe(error: &anyhow::Error) -> String {
    let mut text = format!("error: {error}");
    let mut last = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !last.ends_with(&cause) {
            text.push_str("\n  because: ");
            text.push_str(&cause);
        }
        last = cause;
    }
    text
}

/// Whether the reader of the output went away, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn causes_are_told_once() {
        let error = anyhow::anyhow!("disk full")
            .context("saving failed: disk full")
            .context("no");
        assert_eq!(describe(&error), "error: no\n  because: saving failed: disk full");
    }
}
