//! Builds everything from the configuration; alone in naming all concrete types.

mod copy;
mod data_folder;
pub mod disk;
mod examples;
mod index;
mod indexing;
mod refreshing;
mod server;
mod signals;

use anyhow::Context as _;
use chrono::TimeDelta;

use crate::config::Config;
use crate::cpu;
use crate::directory::{Directory, Rhythm};
use crate::search;
use crate::sources::Sources;
use crate::sources::http::Client;
use crate::store::Store;
use crate::taxonomy::Taxonomy;
pub use copy::copy;
use data_folder::Lock;
pub use server::serve;

/// The directory on its data folder, for as long as this lives.
#[derive(Debug)]
pub struct App {
    pub directory: Directory,
    writes_index: bool,
    _lock: Option<Lock>,
}

impl App {
    /// Opens the directory as a writer of its search index, or, where another process owns it, beside that one: then
    /// what is written reaches the index through the other process.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        data_folder::prepare(&config.data_folder)?;
        match Lock::try_take(&config.data_folder)? {
            None if !config.search.engine.is_served() => Self::beside(config).await,
            lock => Self::writing(config, lock).await,
        }
    }

    /// Opens the directory for reading, whoever owns the search index.
    pub async fn reader(config: &Config) -> anyhow::Result<Self> {
        data_folder::require(&config.data_folder)?;
        Self::beside(config).await
    }

    /// Whether this process writes the search index.
    pub fn owns_index(&self) -> bool {
        self.writes_index
    }

    /// Whether an index that is opened from now on finds somebody: somebody is in the database, and nobody waits to be
    /// indexed.
    pub async fn expects_people(&self) -> anyhow::Result<bool> {
        // In this order: whoever was counted and does not wait is in the index.
        let is_anybody = self.directory.store.count_people().await? > 0;
        Ok(is_anybody && self.directory.backlog().await?.is_empty())
    }

    async fn beside(config: &Config) -> anyhow::Result<Self> {
        let store = open_store(config).await?;
        Ok(Self {
            directory: directory(config, store)?,
            writes_index: false,
            _lock: None,
        })
    }

    /// Opens the directory as a writer of its search index, which is repaired where it is broken or behind.
    async fn writing(config: &Config, lock: Option<Lock>) -> anyhow::Result<Self> {
        let store = open_store(config).await?;
        let mut directory = directory(config, store)?;
        if lock.is_some() {
            directory = directory.with_node(data_folder::node(&config.data_folder)?);
        }
        index::repair(&directory).await?;
        Ok(Self {
            directory,
            writes_index: true,
            _lock: lock,
        })
    }
}

/// Takes the right to write the search index. One that is embedded has one owner. A served one is written by any number of
/// processes; there the lock only says who goes on with what a stopped process of this folder left.
fn right_to_write(config: &Config) -> anyhow::Result<Option<Lock>> {
    if config.search.engine.is_served() {
        return Lock::try_take(&config.data_folder);
    }
    Lock::take(&config.data_folder).map(Some)
}

/// Opens the database that is there, and does not make one where there is none.
pub async fn existing_store(config: &Config) -> anyhow::Result<Store> {
    if config.store.url.starts_with("sqlite:") {
        data_folder::require(&config.data_folder)?;
    }
    open_store(config).await
}

/// Opens the database and brings its schema up to date.
pub async fn open_store(config: &Config) -> anyhow::Result<Store> {
    data_folder::prepare(&config.data_folder)?;
    let store = Store::connect(&config.store)
        .await
        .context("the database cannot be opened: see the settings `store.url` and `data.folder`")?;
    store
        .migrate()
        .await
        .context("the database's schema cannot be brought up to date")?;
    Ok(store)
}

fn directory(config: &Config, store: Store) -> anyhow::Result<Directory> {
    let indexes = search::open(&config.search)
        .with_context(|| format!("the search index in {} cannot be opened", config.search))?;
    let client = Client::new(&config.sources)
        .context("nothing can be asked of the outside world: see the settings `sources.…`")?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let pool = cpu::Pool::new(cores);
    let sources = Sources::new(&config.sources, client, &pool);
    let directory = Directory::new(store, indexes, Taxonomy::embedded(), pool);
    Ok(directory.with_sources(sources, rhythm(config)))
}

/// How often places are read again.
fn rhythm(config: &Config) -> Rhythm {
    let span = |time| TimeDelta::from_std(time).unwrap_or(TimeDelta::MAX);
    Rhythm {
        at_once: config.refresh.at_once,
        least: span(config.refresh.least),
        most: span(config.refresh.most),
        pause: span(config.sources.pace),
        follows_links: config.refresh.follows_links,
    }
}
