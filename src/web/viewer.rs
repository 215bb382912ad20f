//! Who asks, and what they may do: permission as a parameter of handlers.

use std::future::{Ready, ready};
use std::time::Instant;

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};

use super::guard::{self, Origin};
use super::session::{self, same_secret};
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
    const ANONYMOUS: Self = Self {
        may_write: false,
        is_operator: false,
    };

    pub(super) fn of(request: &ServiceRequest, state: &State) -> Self {
        let config = &state.config;
        let Some(token) = &config.admin_token else {
            return Self {
                may_write: config.listen.ip().is_loopback(),
                is_operator: false,
            };
        };
        let is_operator = bears(request, token) || is_signed_in(request, state);
        Self {
            may_write: is_operator,
            is_operator,
        }
    }
}

/// Says whether the request has `Authorization: Bearer` with the token.
fn bears(request: &ServiceRequest, token: &str) -> bool {
    request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .is_some_and(|(scheme, shown)| {
            scheme.eq_ignore_ascii_case("bearer") && same_secret(shown.trim(), token)
        })
}

/// Says whether the request has the cookie of a session. Browsers send cookies whoever made them send the request, so
/// what changes something also needs their word that it was a page of ours.
fn is_signed_in(request: &ServiceRequest, state: &State) -> bool {
    let is_own = || guard::origin(&state.config, request.headers()) == Origin::Own;
    request
        .cookie(session::COOKIE)
        .is_some_and(|cookie| state.sessions.holds(cookie.value(), Instant::now()))
        && (request.method().is_safe() || is_own())
}

impl FromRequest for Viewer {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let viewer = request.extensions().get().copied();
        ready(Ok(viewer.unwrap_or(Self::ANONYMOUS)))
    }
}

impl FromRequest for Editor {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let viewer = request.extensions().get().copied().unwrap_or(Viewer::ANONYMOUS);
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
