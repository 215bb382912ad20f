//! How failures are shown: as problems below `/api/`, as pages everywhere else.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, ResponseError as _};
use anyhow::anyhow;
use url::form_urlencoded;

use super::api::problem;
use super::headers::RequestId;
use super::{Error, metrics, pages};
use crate::directory::MAX_TEXT_BYTES;

/// Answers in place of whatever failed.
pub(super) async fn show<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let (request, response) = response.into_parts();
    let of_framework = if is_ours(&response) {
        None
    } else {
        framework_failure(&response)
    };
    let error = of_framework.as_ref().or_else(|| response.error()?.as_error());
    let Some(error) = error else {
        return Ok(ServiceResponse::new(request, response));
    };
    if let Error::Moved(address) = error {
        return Ok(ServiceResponse::new(request, elsewhere(error, address)));
    }
    log(error);
    let mut shown = render(error, &request);
    if let Some(allowed) = response.headers().get(header::ALLOW) {
        shown.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    if let Some(wait) = error.retry_after() {
        let seconds = header::HeaderValue::from(wait.as_secs().max(1));
        shown.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    Ok(ServiceResponse::new(request, shown))
}

fn is_ours(response: &HttpResponse) -> bool {
    response
        .error()
        .is_some_and(|error| error.as_error::<Error>().is_some())
}

/// Puts what the framework found wrong by itself (a form that is none, a method that no handler takes) in our words.
fn framework_failure(response: &HttpResponse) -> Option<Error> {
    let status = response.status();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        return Some(Error::MethodNotAllowed);
    }
    let error = response.error()?;
    Some(match status {
        StatusCode::NOT_FOUND => Error::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge {
            limit: MAX_TEXT_BYTES,
        },
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Error::UnsupportedType("another kind of content is expected here")
        }
        status if status.is_client_error() => Error::invalid("request", error.to_string()),
        _ => Error::Internal(anyhow!("{error}")),
    })
}

fn render(error: &Error, request: &HttpRequest) -> HttpResponse {
    let path = request.path();
    if path == "/api" || path.starts_with("/api/") || path == metrics::PATH {
        let id = request.extensions().get::<RequestId>().copied();
        return problem::response(error, id);
    }
    match error {
        Error::Unauthenticated => sign_in_first(request),
        _ => pages::failure(error, request),
    }
}

/// Sends whoever asks to where it is now. Nobody remembers the way: a merge may be undone.
fn elsewhere(error: &Error, address: &str) -> HttpResponse {
    HttpResponse::build(error.status_code())
        .insert_header((header::LOCATION, address))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .finish()
}

/// Sends a visitor to the sign-in page and from there back, where coming back repeats nothing but a look.
fn sign_in_first(request: &HttpRequest) -> HttpResponse {
    let back = if request.method().is_safe() {
        request.uri().path_and_query().map_or("/", |whole| whole.as_str())
    } else {
        request.path()
    };
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("next", back)
        .finish();
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, format!("/sign-in?{query}")))
        .finish()
}

/// What is our fault is logged here and nowhere else; the request's id is in the span around.
fn log(error: &Error) {
    if let Error::Internal(cause) = error {
        tracing::error!(error = format!("{cause:#}"), "a request failed");
    } else {
        tracing::debug!(status = error.status_code().as_u16(), reason = %error, "a request was refused");
    }
}
