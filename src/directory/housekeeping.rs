//! What a directory need not keep forever.

use super::{Directory, Error};

impl Directory {
    /// Forgets the earlier texts of each document but the newest `keep`. Meant to be done once a day, by any process.
    pub async fn prune_history(&self, keep: u32) -> Result<u64, Error> {
        let pruned = self.store.prune_versions(keep).await?;
        if pruned > 0 {
            tracing::info!(texts = pruned, "forgot earlier texts");
        }
        Ok(pruned)
    }

    /// Forgets hosts of which nothing is read any more. Meant to be done once a day, by any process.
    pub async fn prune_hosts(&self) -> Result<u64, Error> {
        let pruned = self.store.prune_hosts(self.clock.now()).await?;
        if pruned > 0 {
            tracing::info!(hosts = pruned, "forgot hosts that are not asked any more");
        }
        Ok(pruned)
    }
}
