//! What the form of the submit page sends: fields alone, or fields and a file.

use std::pin::Pin;

use actix_multipart::{Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::error::UrlencodedError;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::TryStreamExt as _;
use serde::Deserialize;

use crate::directory::{MAX_FILE_BYTES, MAX_TEXT_BYTES};
use crate::web::Error;

/// A byte of text may need three in a form; and some for the names of the fields.
const MAX_FORM_BYTES: usize = 3 * MAX_TEXT_BYTES + 1024;

/// The most bytes of the addresses of places.
const MAX_ORIGINS_BYTES: usize = 16 * 1024;

/// The most bytes of the name of a step.
const MAX_STEP_BYTES: usize = 32;

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    pub(super) text: String,
    /// Addresses, one a line.
    #[serde(default)]
    pub(super) origins: String,
    pub(super) step: Step,
    /// Empty where no file was chosen.
    #[serde(skip)]
    pub(super) file: Vec<u8>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Step {
    Preview,
    Save,
}

/// How long a form without a file may be.
pub(super) fn limits() -> web::FormConfig {
    web::FormConfig::default()
        .limit(MAX_FORM_BYTES)
        .error_handler(|error, _request| {
            match error {
                UrlencodedError::Overflow { .. } => Error::TooLarge {
                    limit: MAX_TEXT_BYTES,
                },
                UrlencodedError::ContentType => {
                    Error::UnsupportedType("the form is taken as browsers send it")
                }
                malformed => Error::invalid("form", malformed.to_string()),
            }
            .into()
        })
}

impl FromRequest for Sent {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let has_file = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
        if has_file {
            let parts = Multipart::new(request.headers(), payload.take());
            return Box::pin(async { Ok(read(parts).await?) });
        }
        let form = web::Form::<Self>::from_request(request, payload);
        Box::pin(async { Ok(form.await?.into_inner()) })
    }
}

/// Reads the parts, none of them further than it may be long.
async fn read(mut parts: Multipart) -> Result<Sent, Error> {
    let (mut text, mut origins, mut step, mut file) = (None, None, None, Vec::new());
    while let Some(mut part) = parts.try_next().await.map_err(malformed)? {
        let name = part.name().unwrap_or_default().to_owned();
        let limit = match name.as_str() {
            "text" => MAX_FORM_BYTES,
            "origins" => MAX_ORIGINS_BYTES,
            "file" => MAX_FILE_BYTES,
            _ => MAX_STEP_BYTES,
        };
        let bytes = part
            .bytes(limit)
            .await
            .map_err(|_exceeded| Error::TooLarge {
                limit: limit.min(MAX_FILE_BYTES),
            })?
            .map_err(malformed)?;
        match name.as_str() {
            "text" => text = Some(utf8(bytes.to_vec())?),
            "file" => file = bytes.to_vec(),
            "origins" => origins = Some(utf8(bytes.to_vec())?),
            "step" => step = Some(utf8(bytes.to_vec())?),
            _ => {
                return Err(Error::invalid(
                    "form",
                    "there are the fields text, file, origins and step",
                ));
            }
        }
    }
    let step = match step.as_deref() {
        Some("preview") => Step::Preview,
        Some("save") => Step::Save,
        _ => return Err(Error::invalid("step", "expected preview or save")),
    };
    Ok(Sent {
        text: text.unwrap_or_default(),
        origins: origins.unwrap_or_default(),
        step,
        file,
    })
}

fn utf8(bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|_other| Error::invalid("form", "the text is not UTF-8"))
}

fn malformed(error: impl Into<MultipartError>) -> Error {
    Error::invalid("form", error.into().to_string())
}
