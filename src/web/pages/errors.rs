//! What people see when something is not answered as asked: what happened and what to do.

use actix_web::http::header;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, ResponseError as _};
use serde::Serialize;

use super::{Site, templates};
use crate::web::{Error, Viewer};

#[derive(Debug, Serialize)]
struct ErrorPage {
    status: u16,
    title: &'static str,
    detail: String,
    /// What to do about it.
    advice: &'static str,
    offers_sign_in: bool,
    /// Where to come back to after signing in.
    next: String,
}

/// Shows a failure as a page.
pub(crate) fn failure(error: &Error, request: &HttpRequest) -> HttpResponse {
    let (title, advice) = words(error);
    let view = ErrorPage {
        status: error.status_code().as_u16(),
        title,
        detail: detail(error),
        advice,
        offers_sign_in: matches!(error, Error::Unauthenticated),
        next: request.path().to_owned(),
    };
    let viewer = request.extensions().get::<Viewer>().copied();
    let site = Site {
        may_write: viewer.is_some_and(|viewer| viewer.may_write),
        is_operator: viewer.is_some_and(|viewer| viewer.is_operator),
    };
    let html = templates::render("error.html", &site, &view).unwrap_or_else(|problem| {
        tracing::error!(
            error = &problem as &dyn std::error::Error,
            "the error page cannot be made"
        );
        format!("<!doctype html><title>Muster</title><p>{title}.")
    });
    let mut response = HttpResponse::build(error.status_code());
    response.content_type("text/html; charset=utf-8");
    if let Some(wait) = error.retry_after() {
        response.insert_header((header::RETRY_AFTER, wait.as_secs().max(1).to_string()));
    }
    response.body(html)
}

/// A title and what to do, for each failure.
fn words(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::NotFound | Error::Moved(_) => (
            "Nothing here",
            "The person may have been removed, or the address mistyped. Search for the name instead.",
        ),
        Error::MethodNotAllowed => ("This address does not do that", "Go back and try from the page."),
        Error::Invalid(_) => (
            "Something needs correcting",
            "Go back, correct it and send it again.",
        ),
        Error::Unauthenticated => (
            "Only for the operator",
            "Sign in with the admin token of this directory and try again.",
        ),
        Error::Forbidden(_) => (
            "Refused",
            "Open the directory at its own address and try from there.",
        ),
        Error::Misdirected(_) => ("Another host", "Open the directory at its own address."),
        Error::TooLarge { .. } => (
            "This is too large",
            "Shorten the text or split it: one profile is about one person. Save a file without its pictures.",
        ),
        Error::UnsupportedType(_) => ("Another kind of content is expected", "Go back and use the form."),
        Error::Conflict(_) => ("Somebody else was faster", "Go back and send it again."),
        Error::TooMany { .. } => ("Too many attempts", "Wait a moment and try again."),
        Error::Busy { .. } => (
            "One moment",
            "The directory is busy or just starting. Load the page again in a few seconds.",
        ),
        Error::Internal(_) => (
            "Something went wrong",
            "It is not your fault. Try again; if it stays, tell the operator when it happened.",
        ),
    }
}

fn detail(error: &Error) -> String {
    match error {
        Error::Invalid(fields) => fields
            .iter()
            .map(|field| format!("{}: {}", field.field, field.detail))
            .collect::<Vec<_>>()
            .join("; "),
        Error::NotFound | Error::Internal(_) | Error::Unauthenticated | Error::Busy { .. } => String::new(),
        other => other.to_string(),
    }
}
