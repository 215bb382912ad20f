//! Why did a search or an update not happen?

/// Why a search or an update did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Try again later; the truth is safe in the database.
    #[error("the search index is not available")]
    Unavailable(#[source] anyhow::Error),
    /// The index on disk is broken: another has to be made.
    #[error("the search index cannot be read")]
    Broken(#[source] anyhow::Error),
    /// The engine answers and does not do what it was asked to; the same again will not help.
    #[error("the search engine refuses")]
    Refused(#[source] anyhow::Error),
    /// The engine takes changes, and never these.
    #[error("the search engine refuses these entries")]
    Unfit(#[source] anyhow::Error),
}
