//! Bringing the schema up to date, and saying whether it is.

use std::collections::BTreeSet;

use muster_migrations::Migrator;
use sea_orm::{
    ConnectionTrait as _, DatabaseBackend, EntityTrait as _, QuerySelect as _, TransactionTrait as _,
};
use sea_orm_migration::{IntoSchemaManagerConnection, MigratorTrait as _, SchemaManager, seaql_migrations};

use super::connect::{WRITING, lift_bounds};
use super::contention::again_while_contended;
use super::{Error, Store};

/// Any number that nothing else in the database locks by.
const MIGRATION_LOCK: i64 = 0x6d75_7374_6572;

impl Store {
    /// Brings the schema up to date. Fails with [`Error::Newer`] where the database is ahead of this program.
    ///
    /// All or nothing, and safe when several processes start at once.
    pub async fn migrate(&self) -> Result<(), Error> {
        again_while_contended(|| self.migrate_once()).await
    }

    async fn migrate_once(&self) -> Result<(), Error> {
        let transaction = self.db.begin_with_options(WRITING).await?;
        // A change of a large table takes its time, and so does waiting for another process that makes it.
        lift_bounds(&transaction).await?;
        // The one statement of a dialect: PostgreSQL has no other lock that is there before the first table.
        if transaction.get_database_backend() == DatabaseBackend::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
            transaction.execute_unprepared(&lock).await?;
        }
        refuse_newer(&applied(&transaction).await?)?;
        Migrator::up(&transaction, None).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Says whether the database answers and its schema is this version's.
    pub async fn check(&self) -> Result<(), Error> {
        let applied = applied(&self.db).await?;
        refuse_newer(&applied)?;
        match known().into_iter().find(|name| !applied.contains(name)) {
            Some(missing) => Err(Error::Older(missing)),
            None => Ok(()),
        }
    }
}

/// The names of the migrations that this program has, oldest first.
fn known() -> Vec<String> {
    Migrator::migrations()
        .iter()
        .map(|migration| migration.name().to_owned())
        .collect()
}

/// The names of the migrations that the database has; none where it is empty.
async fn applied<'c>(db: impl IntoSchemaManagerConnection<'c>) -> Result<BTreeSet<String>, Error> {
    let manager = SchemaManager::new(db);
    if !manager.has_table("seaql_migrations").await? {
        return Ok(BTreeSet::new());
    }
    let names = seaql_migrations::Entity::find()
        .select_only()
        .column(seaql_migrations::Column::Version)
        .into_tuple()
        .all(manager.get_connection())
        .await?;
    Ok(names.into_iter().collect())
}

fn refuse_newer(applied: &BTreeSet<String>) -> Result<(), Error> {
    let known = known();
    match applied.iter().find(|name| !known.contains(name)) {
        Some(newer) => Err(Error::Newer(newer.clone())),
        None => Ok(()),
    }
}
