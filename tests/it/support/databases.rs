//! Empty databases, and the macro that runs a list of cases on each kind.

use std::time::Duration;

use muster::store::{Config, Store};
use sea_orm::DatabaseConnection;
use tempfile::TempDir;

use super::postgres;

/// Far above what a statement takes.
pub(crate) const STATEMENT_TIMEOUT: Duration = Duration::from_secs(30);

/// A database of one test's own.
pub(crate) struct Database {
    pub(crate) url: String,
    /// Where the file is, for as long as it is needed.
    _folder: Option<TempDir>,
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            url: format!("sqlite://{}", folder.path().join("muster.sqlite").display()),
            _folder: Some(folder),
        }
    }

    /// `None`, said aloud, where PostgreSQL is not installed.
    pub(crate) fn postgres() -> Option<Self> {
        let url = postgres::empty_database()?;
        Some(Self { url, _folder: None })
    }

    /// Where the file of a SQLite database is.
    pub(crate) fn file(&self) -> &str {
        self.url.strip_prefix("sqlite://").unwrap()
    }

    /// One of each kind.
    pub(crate) fn of_each_kind() -> Vec<Self> {
        std::iter::once(Self::sqlite()).chain(Self::postgres()).collect()
    }

    /// Opens it as an operator's tool would, around the store.
    pub(crate) async fn bare(&self) -> DatabaseConnection {
        // The store makes the file.
        drop(self.connect().await);
        sea_orm::Database::connect(&self.url).await.unwrap()
    }

    /// Opens it as one more process would, with the schema as it is.
    pub(crate) async fn connect(&self) -> Store {
        let config = Config {
            url: self.url.clone(),
            max_connections: 4,
            statement_timeout: STATEMENT_TIMEOUT,
        };
        Store::connect(&config).await.unwrap()
    }

    /// Opens it with the schema of this version.
    pub(crate) async fn store(&self) -> Store {
        let store = self.connect().await;
        store.migrate().await.unwrap();
        store
    }
}

/// Makes each case, an async function over a [`Database`], a test on SQLite and a test on PostgreSQL.
macro_rules! on_both_databases {
    ($($case:ident,)+) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    super::$case(crate::support::databases::Database::sqlite()).await;
                }
            )+
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    if let Some(database) = crate::support::databases::Database::postgres() {
                        super::$case(database).await;
                    }
                }
            )+
        }
    };
}
pub(crate) use on_both_databases;
