//! Failures as problem details, RFC 9457.

use actix_web::http::header;
use actix_web::{HttpResponse, ResponseError as _, web};
use serde::Serialize;

use crate::web::Error;
use crate::web::error::FieldError;
use crate::web::headers::RequestId;

/// Every kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    NotFound,
    MethodNotAllowed,
    InvalidRequest,
    Unauthenticated,
    Forbidden,
    WrongHost,
    TooLarge,
    UnsupportedType,
    Conflict,
    TooManyAttempts,
    Busy,
    Internal,
}

impl Kind {
    const ALL: [Self; 12] = [
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::InvalidRequest,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::WrongHost,
        Self::TooLarge,
        Self::UnsupportedType,
        Self::Conflict,
        Self::TooManyAttempts,
        Self::Busy,
        Self::Internal,
    ];

    const fn of(error: &Error) -> Self {
        match error {
            // Sent on before anybody would see it as a problem.
            Error::NotFound | Error::Moved(_) => Self::NotFound,
            Error::MethodNotAllowed => Self::MethodNotAllowed,
            Error::Invalid(_) => Self::InvalidRequest,
            Error::Unauthenticated => Self::Unauthenticated,
            Error::Forbidden(_) => Self::Forbidden,
            Error::Misdirected(_) => Self::WrongHost,
            Error::TooLarge { .. } => Self::TooLarge,
            Error::UnsupportedType(_) => Self::UnsupportedType,
            Error::Conflict(_) => Self::Conflict,
            Error::TooMany { .. } => Self::TooManyAttempts,
            Error::Busy { .. } => Self::Busy,
            Error::Internal(_) => Self::Internal,
        }
    }

    /// What stands in the problem's `type`, after `/problems/`.
    const fn slug(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::InvalidRequest => "invalid-request",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::WrongHost => "wrong-host",
            Self::TooLarge => "too-large",
            Self::UnsupportedType => "unsupported-type",
            Self::Conflict => "conflict",
            Self::TooManyAttempts => "too-many-attempts",
            Self::Busy => "busy",
            Self::Internal => "internal",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::NotFound => "Nothing is here",
            Self::MethodNotAllowed => "This address does not do that",
            Self::InvalidRequest => "Something in the request is wrong",
            Self::Unauthenticated => "The admin token is needed",
            Self::Forbidden => "Refused",
            Self::WrongHost => "Not this host",
            Self::TooLarge => "The text is too large",
            Self::UnsupportedType => "Another kind of content is expected",
            Self::Conflict => "Changed by somebody else meanwhile",
            Self::TooManyAttempts => "Too many attempts",
            Self::Busy => "Busy",
            Self::Internal => "Something went wrong",
        }
    }

    /// What it means and what to do about it.
    const fn documentation(self) -> &'static str {
        match self {
            Self::NotFound => "There is nothing at this address: it is mistyped, or the person was removed.",
            Self::MethodNotAllowed => {
                "The address exists and does not take this method. `Allow` names those that it takes."
            }
            Self::InvalidRequest => {
                "`errors` names each parameter or field that is wrong, and what would be right. Correct them all and send the request again."
            }
            Self::Unauthenticated => {
                "This directory has an admin token, and changes need it. Send `Authorization: Bearer TOKEN`."
            }
            Self::Forbidden => {
                "A page of another site made a browser send this. Changes are only taken from this directory's own pages and from clients that are no browsers."
            }
            Self::WrongHost => {
                "Without an admin token, a directory that listens on the machine itself is only served as localhost. Use http://localhost, or set an admin token."
            }
            Self::TooLarge => "One profile's text may have 1 MiB. Shorten it or split it.",
            Self::UnsupportedType => {
                "Profiles are taken as Markdown, text, HTML, JSON Resume, PDF or DOCX, or as `application/json` with the member `text`."
            }
            Self::Conflict => "Several changes to the same person came at once. Send the request again.",
            Self::TooManyAttempts => {
                "Too many wrong tokens came lately. Wait for as long as `Retry-After` says."
            }
            Self::Busy => {
                "A part of the directory does not answer now. Try again after `Retry-After` seconds."
            }
            Self::Internal => {
                "It is not the request's fault. The log has the cause under the request's id, which is in `instance` and in `X-Request-Id`."
            }
        }
    }
}

/// Problem details.
#[derive(Debug, Serialize)]
struct Problem<'e> {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: String,
    /// Names the request, which the log names too.
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    /// Each thing that is to be corrected.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'e [FieldError],
}

/// Shows a failure as a problem.
pub(in crate::web) fn response(error: &Error, request: Option<RequestId>) -> HttpResponse {
    let kind = Kind::of(error);
    let status = error.status_code();
    let errors = match error {
        Error::Invalid(errors) => errors.as_slice(),
        _ => &[],
    };
    let problem = Problem {
        r#type: format!("/problems/{}", kind.slug()),
        title: kind.title(),
        status: status.as_u16(),
        detail: detail(error),
        instance: request.map(|id| format!("/requests/{}", id.0)),
        errors,
    };
    let mut response = HttpResponse::build(status);
    if kind == Kind::Unauthenticated {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"muster\""));
    }
    // Serializing strings cannot fail; an answer without a body would still have its status.
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    response.content_type("application/problem+json").body(body)
}

/// An internal error's own words say no more than the title; its cause stays in the log.
fn detail(error: &Error) -> String {
    match error {
        Error::Invalid(errors) => errors
            .iter()
            .map(|wrong| format!("{}: {}", wrong.field, wrong.detail))
            .collect::<Vec<_>>()
            .join("; "),
        other => other.to_string(),
    }
}

/// Documents one kind of problem.
pub(super) async fn explain(slug: web::Path<String>) -> Result<HttpResponse, Error> {
    let kind = Kind::ALL
        .into_iter()
        .find(|kind| kind.slug() == *slug)
        .ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(format!("{}\n\n{}\n", kind.title(), kind.documentation())))
}

#[cfg(test)]
mod tests {
    use actix_web::body::MessageBody as _;
    use anyhow::anyhow;

    use super::*;

    fn shown(error: &Error) -> serde_json::Value {
        let body = response(error, None).into_body().try_into_bytes().unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    #[test]
    fn a_problem_names_every_field_that_is_wrong() {
        let error = Error::invalid("page", "expected a number from 1 to 1000000");
        insta::assert_json_snapshot!(shown(&error), @r#"
        {
          "type": "/problems/invalid-request",
          "title": "Something in the request is wrong",
          "status": 422,
          "detail": "page: expected a number from 1 to 1000000",
          "errors": [
            {
              "field": "page",
              "detail": "expected a number from 1 to 1000000"
            }
          ]
        }
        "#);
    }

    #[test]
    fn an_internal_problem_keeps_its_cause_to_itself() {
        let error = Error::Internal(anyhow!("the password is xyzzy").context("connecting"));
        insta::assert_json_snapshot!(shown(&error), @r#"
        {
          "type": "/problems/internal",
          "title": "Something went wrong",
          "status": 500,
          "detail": "something went wrong"
        }
        "#);
    }

    #[test]
    fn every_kind_has_an_address_of_its_own() {
        let slugs: std::collections::HashSet<_> = Kind::ALL.map(Kind::slug).into();
        assert_eq!(slugs.len(), Kind::ALL.len());
    }
}
