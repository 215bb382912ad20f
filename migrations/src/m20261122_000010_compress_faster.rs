//! PostgreSQL compresses long texts with LZ4, which takes it a fraction of the time of its own method. What is stored
//! already is read as it is.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

/// The columns that hold what people wrote, or what was read from it.
const COLUMNS: [(&str, &str); 4] = [
    ("people", "profile"),
    ("documents", "text"),
    ("versions", "text"),
    ("changes", "changes"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        set_compression(manager, "lz4").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        set_compression(manager, "default").await
    }
}

/// A server that was built without the method stays with the one that it has.
async fn set_compression(manager: &SchemaManager<'_>, method: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() != DatabaseBackend::Postgres {
        return Ok(());
    }
    let changes = COLUMNS
        .map(|(table, column)| format!("ALTER TABLE {table} ALTER COLUMN {column} SET COMPRESSION {method};"))
        .concat();
    let tried = format!("DO $$ BEGIN {changes} EXCEPTION WHEN feature_not_supported THEN NULL; END $$");
    manager.get_connection().execute_unprepared(&tried).await?;
    Ok(())
}
