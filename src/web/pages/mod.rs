//! What people see: the pages.

use actix_web::{HttpRequest, HttpResponse, ResponseError as _, web};

use super::Error;

/// Every page's URL.
pub(crate) fn routes(_cfg: &mut web::ServiceConfig) {}

/// Shows a failure as a page.
pub(crate) fn failure(error: &Error, _request: &HttpRequest) -> HttpResponse {
    HttpResponse::build(error.status_code())
        .content_type("text/html; charset=utf-8")
        .body(format!("<!doctype html><title>Muster</title><p>{error}</p>"))
}
