//! Why a place was not read: one variant for each thing that a scheduler can do.

use std::time::Duration;

/// Why a place was not read. The message is for the person whose place it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It may answer another time, though not before so long from now where it said so.
    #[error("{reason}")]
    Later {
        reason: String,
        not_before: Option<Duration>,
    },
    /// It is not there any more.
    #[error("{0}")]
    Gone(String),
    /// It does not want to be read, or not by us.
    #[error("{0}")]
    Forbidden(String),
    /// It answers, with something that is no profile.
    #[error("{0}")]
    Unreadable(String),
    /// Nobody may ask for this address from here.
    #[error("{0}")]
    Refused(String),
}
