//! The search index at start: opened, and brought to what the database holds, whatever happened to it.

use std::sync::Arc;

use anyhow::Context as _;

use crate::directory::Directory;
use crate::search::{self, Index};

/// Opens the index for writing; one that cannot be read is thrown away, since the database has everything.
pub(super) fn open(config: &search::Config) -> anyhow::Result<Arc<dyn Index>> {
    match search::open(config) {
        Err(search::Error::Broken(cause)) => {
            tracing::warn!(
                cause = format!("{cause:#}"),
                "the search index cannot be used and is made anew"
            );
            search::open_empty(config)
        }
        opened => opened,
    }
    .with_context(|| format!("the search index in {} cannot be opened", config.folder.display()))
}

/// Brings the index to what the database holds: what a stopped or killed process left to do is done, and an index that
/// still holds another number of people is made anew.
pub(super) async fn repair(directory: &Directory) -> anyhow::Result<()> {
    const WHAT: &str = "the search index cannot be brought up to date";
    let caught_up = directory.drain().await.context(WHAT)?;
    if caught_up > 0 {
        tracing::info!(people = caught_up, "the search index caught up");
    }
    let stored = directory.store.count_people().await.context(WHAT)?;
    let indexed = directory.index.count().await.context(WHAT)?;
    if stored != indexed {
        tracing::warn!(
            stored,
            indexed,
            "the search index is not what the database holds and is made anew"
        );
        let people = directory.reindex(&|_done| ()).await.context(WHAT)?;
        tracing::info!(people, "the search index was made anew");
    }
    Ok(())
}
