//! Requests to the engine: with deadlines, and asked again where the engine did not take them.

use std::time::Duration;

use async_trait::async_trait;
use futures_util::io::{AsyncRead, AsyncReadExt as _};
use meilisearch_sdk::errors::{Error as Failure, MeilisearchCommunicationError, MeilisearchError};
use meilisearch_sdk::request::{HttpClient, Method};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep, timeout};

use super::config::Key;

/// How long the engine is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// For one answer.
    pub(super) answer: Duration,
    /// From the first attempt until the last one begins; zero asks only once.
    pub(super) attempts: Duration,
    /// Whether it may be asked again where it is not known whether the engine did it.
    pub(super) repeatable: bool,
}

impl Patience {
    /// Somebody waits for the page.
    pub(super) const SEARCH: Self = Self {
        answer: Duration::from_secs(10),
        attempts: Duration::from_secs(2),
        repeatable: true,
    };

    /// Nobody waits, and what was sent may be large. What was taken twice would come in an order that nobody knows.
    pub(super) const UPDATE: Self = Self {
        answer: Duration::from_mins(1),
        attempts: Duration::from_secs(15),
        repeatable: false,
    };
}

impl Patience {
    /// Says whether the engine may take later what it did not take now.
    fn outlasts(self, status: StatusCode) -> bool {
        match status.as_u16() {
            429 | 503 => true,
            // Somebody in between gave up waiting: the engine may have taken it.
            502 | 504 => self.repeatable,
            _ => false,
        }
    }
}

const JSON: &str = "application/json";

const CONNECT: Duration = Duration::from_secs(2);
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The HTTP client under the SDK, whose own has no deadlines and asks only once.
#[derive(Debug, Clone)]
pub(super) struct Http {
    client: reqwest::Client,
    key: Option<Key>,
    patience: Patience,
}

impl Http {
    pub(super) fn new(key: Option<Key>, patience: Patience) -> Result<Self, reqwest::Error> {
        // Fails where it was done before, which is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            // Nobody else gets the key.
            .redirect(reqwest::redirect::Policy::none())
            // The engine is near: inflating its answers would take longer than sending them.
            .no_gzip()
            .build()?;
        Ok(Self {
            client,
            key,
            patience,
        })
    }

    /// Returns the same connections with another patience.
    pub(super) fn with(&self, patience: Patience) -> Self {
        Self {
            patience,
            ..self.clone()
        }
    }

    /// Sends JSON that is written already.
    pub(super) async fn post<O: DeserializeOwned>(
        &self,
        url: &str,
        body: Vec<u8>,
        expected: u16,
    ) -> Result<O, Failure> {
        let request = self.client.post(url).header(CONTENT_TYPE, JSON).body(body);
        self.answer(request, expected, url).await
    }

    async fn answer<O: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        expected: u16,
        url: &str,
    ) -> Result<O, Failure> {
        let request = match &self.key {
            Some(key) => request.bearer_auth(key.text()),
            None => request,
        };
        let response = self.send(request).await.map_err(failure)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(failure)?;
        let body: &[u8] = if body.is_empty() { b"null" } else { &body };
        if status == expected {
            // Once as a whole: an answer may have a hundred thousand words, each of which would be looked at by itself.
            return Ok(match str::from_utf8(body) {
                Ok(text) => serde_json::from_str(text)?,
                Err(_broken) => serde_json::from_slice(body)?,
            });
        }
        // Not by the SDK, which logs a warning of every answer that may well be expected.
        Err(match serde_json::from_slice::<MeilisearchError>(body) {
            Ok(told) => Failure::Meilisearch(told),
            Err(_untold) => Failure::MeilisearchCommunication(MeilisearchCommunicationError {
                status_code: status,
                message: None,
                url: url.to_owned(),
            }),
        })
    }

    /// Sends `request` until it is taken or patience ends.
    async fn send(&self, request: RequestBuilder) -> reqwest::Result<Response> {
        let begun = Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            let Some(attempt) = request.try_clone() else {
                return request.send().await;
            };
            let outcome = attempt.timeout(self.patience.answer).send().await;
            let wait = match &outcome {
                Ok(response) if self.patience.outlasts(response.status()) => {
                    asked_to_wait(response).unwrap_or(pause)
                }
                Err(problem) if problem.is_connect() => pause,
                _ => return outcome,
            };
            if begun.elapsed() + wait > self.patience.attempts {
                return outcome;
            }
            sleep(wait).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}

/// Returns how long the engine itself wants to be left alone.
fn asked_to_wait(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    seconds.parse().ok().map(Duration::from_secs)
}

fn failure(problem: reqwest::Error) -> Failure {
    Failure::Other(Box::new(problem))
}

#[async_trait]
impl HttpClient for Http {
    async fn request<Q, B, O>(&self, url: &str, method: Method<Q, B>, expected: u16) -> Result<O, Failure>
    where
        Q: Serialize + Send + Sync,
        B: Serialize + Send + Sync,
        O: DeserializeOwned + 'static + Send,
    {
        let body = method.body().map(serde_json::to_vec).transpose()?;
        let request = self.client.request(verb(&method), url).query(method.query());
        let request = match body {
            Some(body) => request.header(CONTENT_TYPE, JSON).body(body),
            None => request,
        };
        self.answer(request, expected, url).await
    }

    async fn stream_request<Q, B, O>(
        &self,
        url: &str,
        method: Method<Q, B>,
        content_type: &str,
        expected: u16,
    ) -> Result<O, Failure>
    where
        Q: Serialize + Send + Sync,
        B: AsyncRead + Send + Sync + 'static,
        O: DeserializeOwned + 'static,
    {
        let request = self.client.request(verb(&method), url).query(method.query());
        let mut body = Vec::new();
        if let Some(stream) = method.into_body() {
            let mut stream = Box::pin(stream);
            let read = timeout(self.patience.answer, stream.read_to_end(&mut body)).await;
            let read = read.map_err(|_late| Failure::Timeout)?;
            read.map_err(|problem| Failure::Other(Box::new(problem)))?;
        }
        let request = request.header(CONTENT_TYPE, content_type).body(body);
        self.answer(request, expected, url).await
    }

    fn is_tokio(&self) -> bool {
        true
    }
}

fn verb<Q, B>(method: &Method<Q, B>) -> reqwest::Method {
    match method {
        Method::Get { .. } => reqwest::Method::GET,
        Method::Post { .. } => reqwest::Method::POST,
        Method::Patch { .. } => reqwest::Method::PATCH,
        Method::Put { .. } => reqwest::Method::PUT,
        Method::Delete { .. } => reqwest::Method::DELETE,
    }
}
