//! Who asks, and what they may do: permission as a parameter of handlers.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::{Error, State};

/// Whoever sent a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Viewer {
    /// May add, change and delete profiles.
    pub(crate) may_write: bool,
    /// Has shown the admin token: sees e-mail addresses.
    pub(crate) is_operator: bool,
}

/// A viewer who may write; only the extractor makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Editor {
    pub(crate) viewer: Viewer,
    _made_by_the_extractor: (),
}

impl Viewer {
    fn of(request: &HttpRequest) -> Self {
        let may_write = request.app_data::<web::Data<State>>().is_some_and(|state| {
            state.config.admin_token.is_none() && state.config.listen.ip().is_loopback()
        });
        Self {
            may_write,
            is_operator: false,
        }
    }
}

impl FromRequest for Viewer {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

impl FromRequest for Editor {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let viewer = Viewer::of(request);
        ready(if viewer.may_write {
            Ok(Self {
                viewer,
                _made_by_the_extractor: (),
            })
        } else {
            Err(Error::Unauthenticated)
        })
    }
}
