//! From texts to values: every setting is read here, by its key.

use std::fs;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tracing::Level;

use super::problem::{Problem, Problems};
use super::settings::{Setting, Settings};
use super::{Config, Log, LogFormat, Refresh, value};
use crate::{search, sources, store, web};

/// The settings on their way to being typed, and what was wrong so far.
pub(super) struct Reading {
    pub(super) settings: Settings,
    pub(super) problems: Vec<Problem>,
}

impl Reading {
    pub(super) fn finish(mut self) -> Result<Config, Problems> {
        let data_folder = self.data_folder();
        let store = self.store(data_folder.as_deref());
        let search = self.search(data_folder.as_deref());
        let sources = self.sources();
        let refresh = self.refresh();
        let web = self.web();
        let log = self.log();
        let Self {
            settings,
            mut problems,
        } = self;
        match (data_folder, store, search, sources, refresh, web, log) {
            (
                Some(data_folder),
                Some(store),
                Some(search),
                Some(sources),
                Some(refresh),
                Some(web),
                Some(log),
            ) if problems.is_empty() => Ok(Config {
                data_folder,
                store,
                search,
                sources,
                refresh,
                web,
                log,
                settings,
            }),
            _ => {
                problems.sort_by_key(|problem| problem.origin.place());
                Err(Problems(problems))
            }
        }
    }

    fn data_folder(&mut self) -> Option<PathBuf> {
        self.typed("data.folder", |text| match text {
            "" => Err("the data folder needs a path".to_owned()),
            path => Ok(PathBuf::from(path)),
        })
    }

    fn store(&mut self, data_folder: Option<&Path>) -> Option<store::Config> {
        const TIMEOUT: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_hours(1);
        let url = self.secret("store.url", "store.url_file", |text| match text {
            "" => Ok(None),
            url => value::database_url(url).map(Some),
        });
        let max_connections = self.typed("store.max_connections", |text| value::number(text, 1..=100));
        let statement_timeout = self.typed("store.statement_timeout", |text| {
            value::duration_within(text, &TIMEOUT)
        });
        Some(store::Config {
            url: match url? {
                Some(url) => url,
                None => format!("sqlite://{}", data_folder?.join("muster.db").display()),
            },
            max_connections: max_connections?,
            statement_timeout: statement_timeout?,
        })
    }

    fn search(&mut self, data_folder: Option<&Path>) -> Option<search::Config> {
        const MEMORY: RangeInclusive<u64> = (16 << 20)..=(2 << 30);
        let engine = self.typed("search.engine", |text| {
            let engines = [
                ("tantivy", search::Engine::Tantivy),
                ("meilisearch", search::Engine::Meilisearch),
            ];
            value::choice(text, &engines)
        });
        let full_text = self.typed("search.full_text", |text| {
            let choices = [
                ("all", search::FullText::All),
                ("summary", search::FullText::Summary),
            ];
            value::choice(text, &choices)
        });
        let writer_memory = self.typed("search.writer_memory", |text| value::size(text, MEMORY));
        let meilisearch = self.meilisearch();
        Some(search::Config {
            engine: engine?,
            full_text: full_text?,
            embedded: search::EmbeddedConfig {
                folder: data_folder?.join("index"),
                writer_memory: writer_memory?,
            },
            meilisearch: meilisearch?,
        })
    }

    fn meilisearch(&mut self) -> Option<search::MeilisearchConfig> {
        let url = self.typed("search.url", value::server_url);
        let key = self.secret("search.key", "search.key_file", value::key);
        let prefix = self.typed("search.index_prefix", value::index_prefix);
        Some(search::MeilisearchConfig {
            url: url?,
            key: key?,
            prefix: prefix?,
        })
    }

    fn sources(&mut self) -> Option<sources::Config> {
        let contact = self.typed("sources.contact", value::contact);
        let pace = self.typed("sources.pace", |text| {
            value::duration_within(text, &(Duration::ZERO..=Duration::from_hours(1)))
        });
        let private_hosts = self.typed("sources.private_hosts", value::hosts);
        let ca_file = self.typed("sources.ca_file", |text| {
            Ok((!text.is_empty()).then(|| PathBuf::from(text)))
        });
        let api = self.typed("sources.github_api", value::base_url);
        let site = self.typed("sources.github_site", value::base_url);
        let token = self.secret(
            "sources.github_token",
            "sources.github_token_file",
            value::github_token,
        );
        Some(sources::Config {
            contact: contact?,
            pace: pace?,
            private_hosts: private_hosts?,
            ca_file: ca_file?,
            github: sources::GithubConfig {
                api: api?,
                site: site?,
                token: token?,
            },
        })
    }

    fn refresh(&mut self) -> Option<Refresh> {
        const INTERVAL: RangeInclusive<Duration> = Duration::from_hours(1)..=Duration::from_hours(365 * 24);
        let is_scheduled = self.typed("refresh.schedule", |text| {
            value::choice(text, &[("on", true), ("off", false)])
        });
        let follows_links = self.typed("refresh.follow_links", |text| {
            value::choice(text, &[("never", false), ("reciprocal", true)])
        });
        let at_once = self.typed("refresh.at_once", |text| value::number(text, 1..=64));
        let least = self.typed("refresh.least", |text| value::duration_within(text, &INTERVAL));
        let most = self.typed("refresh.most", |text| value::duration_within(text, &INTERVAL));
        let keep_versions = self.typed("refresh.keep_versions", |text| value::number(text, 0..=1_000));
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            let Setting { text, origin, .. } = self.settings.get("refresh.least");
            let message = format!("`{text}` is more than `refresh.most`: make one of them fit the other");
            self.problems
                .push(Problem::of_value("refresh.least", origin, &message));
        }
        Some(Refresh {
            is_scheduled: is_scheduled?,
            at_once: at_once?,
            least: least?,
            most: most?,
            follows_links: follows_links?,
            keep_versions: keep_versions?,
        })
    }

    fn web(&mut self) -> Option<web::Config> {
        let listen = self.typed("web.listen", value::address);
        let admin_token = self.secret("web.admin_token", "web.admin_token_file", value::token);
        let public_url = self.typed("web.public_url", value::public_url);
        let drain = self.typed("web.drain", |text| {
            value::duration_within(text, &(Duration::ZERO..=Duration::from_mins(5)))
        });
        let shutdown_timeout = self.typed("web.shutdown_timeout", value::duration);
        if let (Some(listen), Some(None)) = (listen, &admin_token) {
            self.require_loopback(listen);
        }
        Some(web::Config {
            listen: listen?,
            admin_token: admin_token?,
            public_url: public_url?,
            drain: drain?,
            shutdown_seconds: shutdown_timeout?.as_secs(),
        })
    }

    /// Without an admin token nobody but this machine may reach the server.
    fn require_loopback(&mut self, listen: SocketAddr) {
        if !listen.ip().to_canonical().is_loopback() {
            let origin = self.settings.get("web.listen").origin.clone();
            self.problems.push(Problem {
                origin,
                message: format!(
                    "other machines can reach {listen}, and without `web.admin_token` all of them could change the \
                     directory: set the token (`openssl rand -hex 16` makes a good one) or listen on 127.0.0.1"
                ),
            });
        }
    }

    fn log(&mut self) -> Option<Log> {
        let level = self.typed("log.level", |text| {
            value::choice(
                text,
                &[
                    ("error", Level::ERROR),
                    ("warn", Level::WARN),
                    ("info", Level::INFO),
                    ("debug", Level::DEBUG),
                    ("trace", Level::TRACE),
                ],
            )
        });
        let format = self.typed("log.format", |text| {
            value::choice(text, &[("text", LogFormat::Text), ("json", LogFormat::Json)])
        });
        Some(Log {
            level: level?,
            format: format?,
        })
    }

    /// Reads one setting's text as what it has to be.
    fn typed<T>(&mut self, key: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let Setting { text, origin, .. } = self.settings.get(key);
        parse(text)
            .map_err(|message| self.problems.push(Problem::of_value(key, origin, &message)))
            .ok()
    }

    /// Reads a secret that is given as a value, or as a file that holds it; the later layer wins.
    fn secret<T>(
        &mut self,
        key: &str,
        file_key: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let (value, file) = (self.settings.get(key), self.settings.get(file_key));
        let origin = file.origin.clone();
        if file.text.is_empty() || (!value.text.is_empty() && value.origin.layer() > origin.layer()) {
            return self.typed(key, parse);
        }
        let contradicted = !value.text.is_empty() && value.origin.layer() == origin.layer();
        let secret = if contradicted {
            Err(format!("`{key}` is set as well: keep one of the two"))
        } else {
            fs::read_to_string(&file.text)
                .map_err(|error| format!("the file {} cannot be read: {error}", file.text))
                .and_then(|text| parse(text.trim_end_matches(['\r', '\n'])))
        };
        secret
            .map_err(|message| self.problems.push(Problem::of_value(file_key, &origin, &message)))
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DEFAULTS;

    #[test]
    fn every_setting_is_read_and_no_other() {
        let (settings, problems) = Settings::defaults(DEFAULTS);
        assert_eq!(problems, []);
        let code = include_str!("reading.rs").split("#[cfg(test)]").next().unwrap();
        for Setting { key, .. } in &settings.0 {
            assert!(code.contains(&format!("\"{key}\"")), "{key} does nothing");
        }
        let reading = Reading { settings, problems };
        assert!(reading.finish().is_ok());
    }
}
