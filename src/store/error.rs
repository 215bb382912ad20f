//! Why the database did not do what was asked.

use std::path::PathBuf;

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else changed a row meanwhile: decide anew.
    #[error("the data changed meanwhile")]
    Stale,
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

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        match error.sql_err() {
            // Only a writer beside this one can have taken a place that was free at the check.
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Stale,
            _ => Self::Database(error.into()),
        }
    }
}
