//! A text that a request brings, read no further than it may be long.

use actix_web::http::header;
use actix_web::{HttpRequest, web};
use serde::Deserialize;
use url::form_urlencoded;

use crate::directory::{self, MAX_FILE_BYTES, MAX_TEXT_BYTES, Submission};
use crate::web::Error;
use crate::web::error::FieldError;

/// JSON may write one byte as six (`\u0000`), and has members around the text.
const MAX_JSON_BYTES: usize = 6 * MAX_TEXT_BYTES + 4 * 1024;

/// The most characters of a caller's name for a source.
const MAX_SOURCE_CHARS: usize = 500;

/// The most places that are handed in together.
const MAX_ORIGINS: usize = 20;

const EXPECTED: &str = "send the text as text/markdown, text/plain or text/html, a PDF or DOCX file as such or as \
    application/octet-stream, a JSON Resume as application/resume+json, or application/json with the member `text`";

const NO_RESUME: &str = "this is no JSON Resume: expected an object with `basics`, or with two of `work`, `education`, \
    `skills`, `projects` and `volunteer`";

const NO_TEXT: &str = "this is neither a JSON Resume (an object with `basics`) nor a text in JSON (an object with \
    `text`, and `source` if you like), nor an object with `origins`, the addresses of places to read";

/// What a body in JSON holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    /// May be left out where there are origins.
    text: Option<String>,
    /// The caller's own name for where the text is from: a changed text of the same source updates the same person.
    source: Option<String>,
    #[serde(default)]
    origins: Vec<String>,
}

/// What a request hands in.
#[derive(Debug)]
pub(super) struct Handed {
    pub(super) text: Option<Submission>,
    /// Addresses of places that the person is read from, now and on.
    pub(super) origins: Vec<String>,
}

/// How the text is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    /// The body is the text.
    None,
    /// The body is a file that may hold more than text.
    File,
    /// The body is a JSON Resume.
    Resume,
    Json,
}

/// Reads the text that a request hands in, and nothing else.
pub(super) async fn submission(request: &HttpRequest, payload: web::Payload) -> Result<Submission, Error> {
    let Handed { text, origins } = handed(request, payload).await?;
    if !origins.is_empty() {
        return Err(Error::invalid("origins", "only a text is read here"));
    }
    text.ok_or_else(|| Error::invalid("text", "there is no text"))
}

/// Reads what a request hands in.
pub(super) async fn handed(request: &HttpRequest, payload: web::Payload) -> Result<Handed, Error> {
    let wrapping = wrapping(request)?;
    let named = source_parameter(request)?;
    let bytes = read(request, payload, wrapping).await?;
    let mut origins = Vec::new();
    let (source, bytes) = match wrapping {
        Wrapping::None | Wrapping::File => (named, Some(bytes)),
        Wrapping::Resume if is_resume(&bytes) => (named, Some(bytes)),
        Wrapping::Resume => return Err(Error::invalid("body", NO_RESUME)),
        Wrapping::Json => match serde_json::from_slice::<Sent>(&bytes) {
            Ok(sent) => {
                origins = sent.origins;
                (sent.source.or(named), sent.text.map(String::into_bytes))
            }
            Err(_other) if is_resume(&bytes) => (named, Some(bytes)),
            Err(error) => return Err(Error::invalid("body", format!("{NO_TEXT}: {error}"))),
        },
    };
    if origins.len() > MAX_ORIGINS {
        return Err(Error::invalid(
            "origins",
            format!("expected at most {MAX_ORIGINS} addresses"),
        ));
    }
    if bytes.is_none() && origins.is_empty() {
        return Err(Error::invalid("body", NO_TEXT));
    }
    let locator = source.map(checked).transpose()?;
    Ok(Handed {
        text: bytes.map(|bytes| Submission { locator, bytes }),
        origins,
    })
}

/// Says whether JSON is a text of its own.
fn is_resume(json: &[u8]) -> bool {
    std::str::from_utf8(json).is_ok_and(directory::is_resume)
}

fn wrapping(request: &HttpRequest) -> Result<Wrapping, Error> {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match kind.as_str() {
        "application/json" => Ok(Wrapping::Json),
        "text/markdown" | "text/plain" | "text/x-markdown" | "text/html" => Ok(Wrapping::None),
        "application/resume+json" => Ok(Wrapping::Resume),
        "application/pdf"
        | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        | "application/octet-stream" => Ok(Wrapping::File),
        _ => Err(Error::UnsupportedType(EXPECTED)),
    }
}

/// `?source=…`, for texts that come as they are.
fn source_parameter(request: &HttpRequest) -> Result<Option<String>, Error> {
    let mut source = None;
    let mut problems = Vec::new();
    for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
        match &*name {
            "source" => source = Some(value.into_owned()),
            _ => problems.push(FieldError::new(
                name,
                "there is no such parameter; there is source",
            )),
        }
    }
    if problems.is_empty() {
        Ok(source)
    } else {
        Err(Error::Invalid(problems))
    }
}

async fn read(request: &HttpRequest, payload: web::Payload, wrapping: Wrapping) -> Result<Vec<u8>, Error> {
    let limit = match wrapping {
        Wrapping::None | Wrapping::Resume => MAX_TEXT_BYTES,
        Wrapping::File => MAX_FILE_BYTES,
        Wrapping::Json => MAX_JSON_BYTES,
    };
    let too_large = || Error::TooLarge {
        limit: if wrapping == Wrapping::File {
            MAX_FILE_BYTES
        } else {
            MAX_TEXT_BYTES
        },
    };
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let bytes = payload
        .to_bytes_limited(limit)
        .await
        .map_err(|_exceeded| too_large())?
        .map_err(|error| Error::invalid("body", format!("the body did not arrive whole: {error}")))?;
    Ok(bytes.to_vec())
}

fn checked(source: String) -> Result<String, Error> {
    let length = source.chars().count();
    let is_fine = (1..=MAX_SOURCE_CHARS).contains(&length) && !source.contains(char::is_control);
    if is_fine {
        Ok(source)
    } else {
        Err(Error::invalid(
            "source",
            format!("expected 1 to {MAX_SOURCE_CHARS} characters without line breaks"),
        ))
    }
}
