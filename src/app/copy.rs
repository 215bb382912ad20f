//! From one database to another.

use std::path::Path;

use anyhow::{Context as _, bail};

use crate::store::{self, Store};

/// Copies the directory in the database of `from` into the empty one of `to`, and brings both schemas up to date before.
pub async fn copy(
    from: &store::Config,
    to: &store::Config,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> anyhow::Result<store::Contents> {
    if from.url == to.url {
        bail!("the database to copy from and the one to copy into are the same: name two");
    }
    if let Some(path) = from.url.strip_prefix("sqlite://")
        && !Path::new(path).exists()
    {
        bail!("there is no database to copy from: {path} does not exist");
    }
    let from = up_to_date(from).await.context("the database to copy from")?;
    let to = up_to_date(to).await.context("the database to copy into")?;
    Ok(from.copy_into(&to, progress).await?)
}

async fn up_to_date(config: &store::Config) -> Result<Store, store::Error> {
    let store = Store::connect(config).await?;
    store.migrate().await?;
    Ok(store)
}
