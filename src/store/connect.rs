//! Opening the database: what is set on each connection.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait as _,
};
use tokio::sync::Mutex;

use super::contention::{PATIENCE, again_while_contended};
use super::recent::Recent;
use super::{Config, Error, Store};

/// How long a connection waits for another process's write to a SQLite file before it tries anew.
const BUSY_TIMEOUT: Duration = Duration::from_secs(1);

/// How much of a SQLite file a connection keeps in memory, as its pragma wants it: negative for KiB.
const CACHE_KIB: &str = "-16384";

/// After how many pages of 4 KiB what was written is moved from SQLite's log into its file: some batches of an import together.
const CHECKPOINT_PAGES: &str = "8000";

/// How many rows SQLite reads before somebody takes them: it and its client wait for each other less often.
const ROWS_AHEAD: usize = 256;

/// How long a request waits for a free connection, or for a server that starts.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a connection that nobody needs is kept.
const IDLE_TIMEOUT: Duration = Duration::from_mins(10);

/// How old a connection becomes: whatever it gathered on the server goes with it, and new ones go to a new address.
const MAX_LIFETIME: Duration = Duration::from_mins(30);

/// How long a transaction on PostgreSQL may wait for its client: one that vanished must not keep others from writing.
const ABANDONED: Duration = Duration::from_mins(1);

/// What PostgreSQL takes a read somewhere in a table to cost, next to one in order. Its own figure, 4, is that of turning
/// disks, and has it read a whole table where a batch asks for some hundred rows.
const RANDOM_PAGE_COST: &str = "1.1";

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
            None => open_server(config).await?,
        };
        Ok(Self {
            db,
            writer: Arc::new(Mutex::new(())),
            recent: Recent::default(),
        })
    }
}

fn options(url: &str, config: &Config) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(config.max_connections.max(1))
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(IDLE_TIMEOUT)
        .max_lifetime(MAX_LIFETIME)
        // Statements carry what people wrote: they belong into no log.
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

async fn open_server(config: &Config) -> Result<DatabaseConnection, Error> {
    // Whoever reads it else repeats it in the error, with the password.
    if config.url.parse::<PgConnectOptions>().is_err() {
        return Err(Error::Database(anyhow!(
            "its URL cannot be read: write `postgres://USER:PASSWORD@HOST:PORT/NAME`, and signs in a password as `%40` \
             and the like"
        )));
    }
    let mut options = options(&config.url, config);
    let settings = [
        ("lock_timeout", PATIENCE.as_millis().to_string()),
        (
            "idle_in_transaction_session_timeout",
            ABANDONED.as_millis().to_string(),
        ),
        ("random_page_cost", RANDOM_PAGE_COST.to_owned()),
    ];
    options
        // A connection that the server or the network has dropped is found out here, not by a request.
        .test_before_acquire(true)
        .statement_timeout(config.statement_timeout)
        .set_application_name("muster")
        .map_sqlx_postgres_opts(move |options| options.options(settings.clone()));
    Database::connect(options)
        .await
        .context("connecting to the database server")
        .map_err(Error::Database)
}

/// Lets a transaction that moves everything take as long as it takes. SQLite sets no such bounds.
pub(super) async fn lift_bounds(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() != DatabaseBackend::Postgres {
        return Ok(());
    }
    for bound in [
        "statement_timeout",
        "lock_timeout",
        "idle_in_transaction_session_timeout",
    ] {
        transaction
            .execute_unprepared(&format!("SET LOCAL {bound} = 0"))
            .await?;
    }
    Ok(())
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
    // A file does not go away as a server does.
    options.test_before_acquire(false);
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
            // A large import touches the same pages of the same indexes again and again.
            .pragma("cache_size", CACHE_KIB)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
            .row_buffer_size(ROWS_AHEAD)
    });
    let opened = Database::connect(options).await;
    let db = opened.context("opening it").map_err(unwritable)?;
    again_while_contended(|| async { Ok(prove_writable(&db).await?) })
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
