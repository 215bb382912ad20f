//! Why the database did not do what was asked.

use std::path::PathBuf;

use sea_orm::sqlx::{self, error::DatabaseError, sqlite::SqliteError};
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else changed a row meanwhile: decide anew.
    #[error("the data changed meanwhile")]
    Stale,
    /// Writers got in each other's way; the database undid this one.
    #[error("the database is busy with other writes")]
    Contended(#[source] anyhow::Error),
    /// The database does not answer, or not in time.
    #[error("the database does not answer")]
    Unavailable(#[source] anyhow::Error),
    /// The database was made by a newer version of the program.
    #[error(
        "the database has the migration {0}, which this version of muster does not know; run the version that made it"
    )]
    Newer(String),
    /// The database was made by an older version of the program.
    #[error("the database lacks the migration {0}: run `muster migrate`")]
    Older(String),
    /// The file cannot be opened or written.
    #[error(
        "the database file {} cannot be opened for writing: let the user who runs muster write to it and to its folder, \
         or name another place",
        path.display()
    )]
    Unwritable {
        path: PathBuf,
        #[source]
        source: anyhow::Error,
    },
    #[error("the database failed")]
    Database(#[source] anyhow::Error),
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        // Only a writer beside this one can have taken a place that was free at the check.
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
            return Self::Stale;
        }
        match kind(&error) {
            Kind::Contended => Self::Contended(error.into()),
            Kind::Unavailable => Self::Unavailable(error.into()),
            Kind::Other => Self::Database(error.into()),
        }
    }
}

enum Kind {
    Contended,
    Unavailable,
    Other,
}

fn kind(error: &DbErr) -> Kind {
    let (DbErr::Conn(cause) | DbErr::Exec(cause) | DbErr::Query(cause)) = error else {
        return match error {
            DbErr::ConnectionAcquire(_) => Kind::Unavailable,
            _ => Kind::Other,
        };
    };
    let RuntimeErr::SqlxError(cause) = cause else {
        return Kind::Other;
    };
    match &**cause {
        sqlx::Error::Database(error) => kind_of_code(&**error),
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed => Kind::Unavailable,
        _ => Kind::Other,
    }
}

/// Tells apart what the databases tell apart by codes.
fn kind_of_code(error: &dyn DatabaseError) -> Kind {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<SqliteError>().is_some() {
        // The low byte is the class of an extended code: SQLITE_BUSY, SQLITE_LOCKED.
        return match code.parse().map(|code: u32| code & 0xff) {
            Ok(5 | 6) => Kind::Contended,
            _ => Kind::Other,
        };
    }
    match &*code {
        // serialization_failure, deadlock_detected, lock_not_available
        "40001" | "40P01" | "55P03" => Kind::Contended,
        // query_canceled by its timeout, idle_in_transaction_session_timeout, too_many_connections
        "57014" | "25P03" | "53300" => Kind::Unavailable,
        // The server shuts down, starts up or has crashed; the connection is lost.
        code if code.starts_with("57P") || code.starts_with("08") => Kind::Unavailable,
        _ => Kind::Other,
    }
}
