//! What every answer carries: the request's id, and what browsers may do with it.

use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{ConnectionType, Method};
use actix_web::middleware::Next;
use actix_web::{HttpMessage as _, web};
use tracing::Instrument as _;
use uuid::Uuid;

use super::State;

/// Names one request in its answer and in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RequestId(pub(super) Uuid);

/// Scripts, styles and pictures are ours and in files; nothing is inline.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
];

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives a request its id and its line in the log, and its answer the headers.
pub(super) async fn accompany<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let id = RequestId(Uuid::now_v7());
    let state = request.app_data::<web::Data<State>>().cloned();
    let is_https = state.as_ref().is_some_and(|state| state.config.is_https());
    request.extensions_mut().insert(id);
    if request.method() == Method::HEAD {
        // Answered as GET; the protocol's encoder leaves out the body.
        request.head_mut().method = Method::GET;
    }
    let span = tracing::info_span!("request", request.id = %id.0);
    async {
        let started = Instant::now();
        let mut response = next.call(request).await?.map_into_boxed_body();
        add(response.headers_mut(), id, is_https);
        if state.is_some_and(|state| state.is_leaving()) {
            // The client's next request goes to a server that stays.
            let head = response.response_mut().head_mut();
            head.set_connection_type(ConnectionType::Close);
        }
        count(&response, started.elapsed());
        Ok(response)
    }
    .instrument(span)
    .await
}

fn add(headers: &mut HeaderMap, id: RequestId, is_https: bool) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::from_str(&id.0.to_string()) {
        headers.insert(REQUEST_ID, id);
    }
    if is_https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        // What a page shows depends on who asks.
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
    }
}

/// Counts and logs the pattern that the address matched and not the address, which names people and what was searched for.
fn count(response: &ServiceResponse, took: Duration) {
    let request = response.request();
    let pattern = request.match_pattern();
    let (route, status) = (pattern.as_deref().unwrap_or("none"), response.status().as_u16());
    if let Some(state) = request.app_data::<web::Data<State>>() {
        state.directory.metrics.request(route, status, took);
    }
    tracing::info!(
        http.method = %request.method(),
        http.route = route,
        http.status = status,
        duration_ms = took.as_secs_f64() * 1_000.0,
        "a request was answered"
    );
}
