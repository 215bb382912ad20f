//! Opening the database: what is set on each connection.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait as _,
};
use tokio::sync::Mutex;

use super::{Config, Error, Store};

/// How long a connection waits for another process's write to a SQLite file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a request waits for a free connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// Every writing transaction: on SQLite it waits for its turn at the beginning, where waiting is possible.
pub(super) const WRITING: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

impl Store {
    /// Opens the database; makes the file of a SQLite one, and its folder.
    pub async fn connect(config: &Config) -> Result<Self, Error> {
        let db = match config.url.strip_prefix("sqlite://") {
            Some(path) => open_file(Path::new(path), config).await?,
            None => Database::connect(options(&config.url, config))
                .await
                .context("connecting to the database of `store.url`")
                .map_err(Error::Database)?,
        };
        Ok(Self {
            db,
            writer: Arc::new(Mutex::new(())),
        })
    }
}

fn options(url: &str, config: &Config) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(config.max_connections.max(1))
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // Statements carry what people wrote: they belong into no log.
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

async fn open_file(path: &Path, config: &Config) -> Result<DatabaseConnection, Error> {
    let unwritable = |source: anyhow::Error| Error::Unwritable {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder)
            .await
            .context("making its folder")
            .map_err(unwritable)?;
    }
    // The path goes in as it is, not as a part of a URL: `%`, `?` and blanks are letters of file names.
    let mut options = options("sqlite://muster", config);
    let file = PathBuf::from(path);
    options.map_sqlx_sqlite_opts(move |options| {
        options
            .filename(&file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An erasure or a consent that was acknowledged survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .foreign_keys(true)
            // What is erased is overwritten, not only forgotten.
            .pragma("secure_delete", "on")
    });
    let opened = Database::connect(options).await;
    let db = opened.context("opening it").map_err(unwritable)?;
    prove_writable(&db)
        .await
        .context("writing to it")
        .map_err(unwritable)?;
    Ok(db)
}

/// SQLite opens a file that it may not write without a word; only a write tells.
async fn prove_writable(db: &DatabaseConnection) -> Result<(), DbErr> {
    let transaction = db.begin_with_options(WRITING).await?;
    transaction.execute_unprepared("PRAGMA user_version = 0").await?;
    transaction.rollback().await
}
