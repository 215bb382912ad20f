//! Why a request is not answered as asked: the one place where HTTP statuses are chosen.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;

use crate::directory::MergeError;
use crate::{directory, intake, search, store};

/// Why a request is not answered as asked. Handlers return it; how it looks is decided once, for pages and for the API,
/// by where the request went.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// There is nothing at this address.
    #[error("there is nothing at this address")]
    NotFound,
    /// What was here is at another address now.
    #[error("this is at {0} now")]
    Moved(String),
    #[error("this address does not do that")]
    MethodNotAllowed,
    /// Something in the request is wrong; one entry for each thing to correct.
    #[error("something in the request is wrong")]
    Invalid(Vec<FieldError>),
    /// Writing needs the admin token.
    #[error("this needs the admin token")]
    Unauthenticated,
    /// Refused whoever asks; says why.
    #[error("{0}")]
    Forbidden(&'static str),
    /// The request is for another host than this one.
    #[error("{0}")]
    Misdirected(&'static str),
    #[error(
        "this is larger than the {limit} bytes that it may have: shorten or split a text, save a file without pictures"
    )]
    TooLarge { limit: usize },
    /// Expected another kind of content; says which.
    #[error("{0}")]
    UnsupportedType(&'static str),
    /// Somebody else changes the same thing; says what to do.
    #[error("{0}")]
    Conflict(&'static str),
    /// Too many attempts by whoever asks.
    #[error("too many attempts: wait a moment")]
    TooMany { retry_after: Duration },
    /// Works again soon.
    #[error("the directory is busy: try again in a moment")]
    Busy { retry_after: Duration },
    /// Our fault; only the log says what happened.
    #[error("something went wrong")]
    Internal(#[source] anyhow::Error),
}

/// One thing of a request that is to be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FieldError {
    /// The parameter's or field's name.
    pub(crate) field: String,
    /// What is wrong and what would be right.
    pub(crate) detail: String,
}

impl FieldError {
    pub(crate) fn new(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            detail: detail.into(),
        }
    }
}

impl Error {
    /// Says that one field of the request is wrong.
    pub(crate) fn invalid(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, detail)])
    }

    /// Returns when it is worth trying again.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooMany { retry_after } | Self::Busy { retry_after } => Some(*retry_after),
            _ => None,
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Moved(_) => StatusCode::PERMANENT_REDIRECT,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Misdirected(_) => StatusCode::MISDIRECTED_REQUEST,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// How long a client waits before it asks a busy part again.
const BUSY_RETRY: Duration = Duration::from_secs(2);

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Stale => {
                Self::Conflict("somebody else changed the same person meanwhile: try again")
            }
            store::Error::Contended(_) | store::Error::Unavailable(_) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the database does not answer in time"
                );
                Self::Busy {
                    retry_after: BUSY_RETRY,
                }
            }
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<search::Error> for Error {
    fn from(error: search::Error) -> Self {
        match error {
            search::Error::Unavailable(_) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the index does not answer"
                );
                Self::Busy {
                    retry_after: BUSY_RETRY,
                }
            }
            search::Error::Broken(_) | search::Error::Refused(_) | search::Error::Unfit(_) => {
                Self::Internal(error.into())
            }
        }
    }
}

impl From<directory::Error> for Error {
    fn from(error: directory::Error) -> Self {
        match error {
            directory::Error::Rejected(rejected) => rejected.into(),
            directory::Error::Store(error) => error.into(),
            directory::Error::Merge(error) => error.into(),
            directory::Error::Index(error) => error.into(),
            directory::Error::Contended => {
                Self::Conflict("too many changes to the same person at once: try again")
            }
            directory::Error::Unreadable(_) => Self::Internal(error.into()),
        }
    }
}

impl From<MergeError> for Error {
    fn from(error: MergeError) -> Self {
        match error {
            MergeError::NoSuchPerson | MergeError::NoSuchMerge => Self::NotFound,
            MergeError::SamePerson => Self::invalid("into", error.to_string()),
            MergeError::Undone => Self::Conflict("this merge was undone already"),
            MergeError::LaterFirst => {
                Self::Conflict("the two became part of somebody else since: undo the later merge first")
            }
        }
    }
}

impl From<directory::Rejected> for Error {
    fn from(rejected: directory::Rejected) -> Self {
        match rejected {
            directory::Rejected::NoText(
                intake::Error::TextTooLarge { limit, .. } | intake::Error::FileTooLarge { limit, .. },
            ) => Self::TooLarge { limit },
            directory::Rejected::ReservedSource => Self::invalid("source", rejected.to_string()),
            directory::Rejected::NotAPlace(_) | directory::Rejected::UnreadPlace { .. } => {
                Self::invalid("origins", rejected.to_string())
            }
            _ => Self::invalid("text", rejected.to_string()),
        }
    }
}
