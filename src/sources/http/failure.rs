//! What does it mean that there is no answer, or not the one that was hoped for?

use std::error::Error as StdError;
use std::io;

use reqwest::StatusCode;
use rustls::CertificateError;
use url::Url;

use super::guard::{NotPublic, not_public};
use super::words::place;
use crate::sources::Error;

/// What came instead of an answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// Another attempt in a moment may do better.
    Passing(String),
    /// The same, of a host that has too much to do: if it does not get better, it is to be left alone.
    Overloaded(String),
    /// The host is to be left alone at once.
    Limited(String),
    Final(Error),
}

impl Failure {
    pub(super) fn later(reason: String) -> Self {
        Self::Final(Error::Later {
            reason,
            not_before: None,
        })
    }
}

/// Judges an answer that is no content and sends nowhere else.
pub(super) fn of_status(status: StatusCode, url: &Url) -> Failure {
    let place = place(url);
    let code = status.as_u16();
    let error = match code {
        202 | 408 | 421 | 425 => return Failure::later(format!("{place} is not ready to be read ({code})")),
        200..=399 => Error::Unreadable(format!(
            "{place} answers with nothing that could be read ({code})"
        )),
        401 | 407 => Error::Forbidden(format!(
            "{place} asks for a password ({code}); only what everybody may read is read here"
        )),
        402 | 403 => Error::Forbidden(format!(
            "{place} does not let this program read it ({code}); whoever runs the site can allow it"
        )),
        404 => Error::Gone(format!("{place} is not there (404); check the address")),
        410 => Error::Gone(format!("{place} was taken away for good (410)")),
        429 => return Failure::Limited(format!("{place} is asked too often (429)")),
        451 => Error::Forbidden(format!("{place} may not be shown for legal reasons (451)")),
        400..=499 => Error::Unreadable(format!("{place} does not understand how it is asked ({code})")),
        502 | 504 => return Failure::Passing(format!("{place} does not work at the moment ({code})")),
        503 => return Failure::Overloaded(format!("{place} has too much to do at the moment (503)")),
        500..=599 => return Failure::later(format!("{place} has a fault ({code})")),
        // Some sites have a number of their own for this.
        _ => Error::Forbidden(format!("{place} turns programs away ({code})")),
    };
    Failure::Final(error)
}

/// Judges an answer that turns the token away: its owner can mend that, and no place is to be given up for it. The reason
/// is the same for all places of the host.
pub(super) fn of_token(url: &Url, status: StatusCode) -> Failure {
    let (host, code) = (url.host_str().unwrap_or_default(), status.as_u16());
    tracing::warn!(host, code, "the token that is set for this host is not accepted");
    Failure::later(format!(
        "{host} does not accept the token that is set for it ({code}): whoever runs this directory has to set another"
    ))
}

/// Judges what went wrong before there was an answer.
pub(super) fn of_request(problem: &reqwest::Error, url: &Url) -> Failure {
    let host = url.host_str().unwrap_or_default();
    if cause::<NotPublic>(problem).is_some() {
        return Failure::Final(not_public(url));
    }
    if let Some(problem) = cause::<rustls::Error>(problem) {
        return Failure::later(format!("{host} cannot be trusted: {}", distrust(problem)));
    }
    if problem.is_dns() {
        return Failure::Passing(format!("no host of the name {host} is found; check the address"));
    }
    if problem.is_connect() {
        return Failure::Passing(format!("no connection to {host} comes about"));
    }
    of_answer(problem, url)
}

/// Judges what went wrong while there was an answer.
pub(super) fn of_answer(problem: &reqwest::Error, url: &Url) -> Failure {
    if problem.is_timeout() {
        return too_slow(url);
    }
    Failure::later(format!("the answer of {} breaks off or is damaged", place(url)))
}

pub(super) fn too_slow(url: &Url) -> Failure {
    Failure::later(format!("{} takes too long to answer", place(url)))
}

/// Says what is wrong with a certificate, or with what should be one.
fn distrust(problem: &rustls::Error) -> &'static str {
    let rustls::Error::InvalidCertificate(problem) = problem else {
        return "no encrypted connection comes about";
    };
    match problem {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "its certificate has expired",
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another name"
        }
        CertificateError::Revoked => "its certificate was revoked",
        CertificateError::UnknownIssuer => "its certificate is from nobody who is known here",
        _ => "its certificate is not valid",
    }
}

/// Finds an error of one type among the causes of another.
fn cause<'a, T: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // An I/O error is not the cause of what it holds but a cover of it.
        let held = error.downcast_ref().and_then(io::Error::get_ref);
        next = held
            .map(|held| held as &(dyn StdError + 'static))
            .or_else(|| error.source());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_is_one_thing_that_a_scheduler_can_do() {
        let url = Url::parse("https://example.com/cv?token=secret").unwrap();
        for code in 200..=999 {
            let status = StatusCode::from_u16(code).unwrap();
            let failure = of_status(status, &url);
            let (what, reason) = match &failure {
                Failure::Passing(reason) => ("passing", reason.clone()),
                Failure::Overloaded(reason) => ("overloaded", reason.clone()),
                Failure::Limited(reason) => ("limited", reason.clone()),
                Failure::Final(error) => match error {
                    Error::Later { reason, .. } => ("later", reason.clone()),
                    Error::Gone(reason) => ("gone", reason.clone()),
                    Error::Forbidden(reason) => ("forbidden", reason.clone()),
                    Error::Unreadable(reason) => ("unreadable", reason.clone()),
                    Error::Refused(reason) => ("refused", reason.clone()),
                },
            };
            let expected = match code {
                404 | 410 => "gone",
                401 | 402 | 403 | 407 | 451 | 600.. => "forbidden",
                429 => "limited",
                503 => "overloaded",
                502 | 504 => "passing",
                202 | 408 | 421 | 425 | 500..=599 => "later",
                _ => "unreadable",
            };
            assert_eq!(what, expected, "{code}");
            assert!(
                reason.contains(&code.to_string()) && !reason.contains("secret"),
                "{reason}"
            );
        }
    }

    #[test]
    fn a_cause_is_found_under_every_cover() {
        let inner = io::Error::other(NotPublic);
        let outer = io::Error::other(inner);
        assert!(cause::<NotPublic>(&outer).is_some());
        assert!(cause::<NotPublic>(&io::Error::other("else")).is_none());
    }
}
