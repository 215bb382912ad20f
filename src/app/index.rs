//! The search index at start: opened, and brought to what the database holds, whatever happened to it.

use std::sync::Arc;

use anyhow::Context as _;

use crate::directory::{self, Directory};
use crate::search::{self, Index};

/// Opens the index for writing and brings it to what the database holds; one that cannot be read is thrown away, since
/// the database has everything. `assemble` makes a directory of an index.
pub(super) async fn open(
    config: &search::Config,
    assemble: impl Fn(Arc<dyn Index>) -> Directory,
) -> anyhow::Result<Directory> {
    let cause = match try_open(config, &assemble).await {
        Err(directory::Error::Index(search::Error::Broken(cause))) => cause,
        Err(directory::Error::Index(search::Error::Unavailable(cause))) if config.engine.is_served() => {
            tracing::warn!(
                cause = format!("{cause:#}"),
                "the search engine does not answer; people are taken in, and found once it does"
            );
            return Ok(assemble(search::open(config)?));
        }
        opened => {
            return opened.with_context(|| format!("the search index in {config} is no use"));
        }
    };
    tracing::warn!(
        cause = format!("{cause:#}"),
        "the search index cannot be read and is made anew"
    );
    let index = search::open_empty(config)
        .with_context(|| format!("the search index in {config} cannot be made anew"))?;
    let directory = assemble(index);
    repair(&directory)
        .await
        .context("the search index cannot be made anew")?;
    Ok(directory)
}

async fn try_open(
    config: &search::Config,
    assemble: impl Fn(Arc<dyn Index>) -> Directory,
) -> Result<Directory, directory::Error> {
    let directory = assemble(search::open(config)?);
    repair(&directory).await?;
    Ok(directory)
}

/// Does what a stopped or killed process left to do, and makes an index anew that still holds another number of people.
async fn repair(directory: &Directory) -> Result<(), directory::Error> {
    let caught_up = directory.drain().await?;
    if caught_up > 0 {
        tracing::info!(people = caught_up, "the search index caught up");
    }
    let stored = directory.store.count_people().await?;
    let indexed = directory.index.count().await?;
    if stored != indexed {
        tracing::warn!(
            stored,
            indexed,
            "the search index is not what the database holds and is made anew"
        );
        let people = directory.reindex(&|_done| ()).await?;
        tracing::info!(people, "the search index was made anew");
    }
    Ok(())
}
