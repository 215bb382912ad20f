//! Signing in with the admin token, and the sessions that follow.
//!
//! Sessions live in memory: there is one operator, who signs in again after a restart, and nothing that lets somebody in
//! is ever written to disk. A client that must outlive restarts sends the token itself.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use anyhow::anyhow;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use url::form_urlencoded;

use super::hex::hex;
use super::{Config, Error, State};

/// The name of the cookie.
pub(super) const COOKIE: &str = "muster-session";

/// How long a session lasts.
const LIFETIME: Duration = Duration::from_hours(12);

/// The most sessions at a time; the oldest gives way.
const MOST_SESSIONS: usize = 100;

/// How many wrong tokens are told that they are wrong within [`ATTEMPTS_TIME`], whoever sends them.
const MOST_ATTEMPTS: usize = 10;

const ATTEMPTS_TIME: Duration = Duration::from_mins(1);

type Hash = [u8; 32];

/// Who is signed in, and who tried.
#[derive(Default)]
pub(crate) struct Sessions {
    state: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// When each session ends, by the hash of its id: what is kept lets nobody in.
    ends: HashMap<Hash, Instant>,
    /// When wrong tokens came, oldest first.
    wrong: VecDeque<Instant>,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").finish_non_exhaustive()
    }
}

impl Sessions {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says whether `id` is that of a session which goes on.
    pub(super) fn holds(&self, id: &str, now: Instant) -> bool {
        self.known().ends.get(&hash(id)).is_some_and(|end| now < *end)
    }

    /// Makes a session and returns its id.
    fn start(&self, now: Instant) -> Result<String, Error> {
        let mut random = [0_u8; 32];
        getrandom::fill(&mut random)
            .map_err(|error| Error::Internal(anyhow!("making a session id: {error}")))?;
        let id = hex(&random);
        let mut known = self.known();
        known.ends.retain(|_id, end| now < *end);
        if known.ends.len() >= MOST_SESSIONS {
            let oldest = known.ends.iter().min_by_key(|(_, end)| **end).map(|(id, _)| *id);
            oldest.map(|oldest| known.ends.remove(&oldest));
        }
        known.ends.insert(hash(&id), now + LIFETIME);
        Ok(id)
    }

    fn end(&self, id: &str) {
        self.known().ends.remove(&hash(id));
    }

    /// Notes that a wrong token came; fails where too many have come lately.
    fn note_wrong(&self, now: Instant) -> Result<(), Error> {
        let mut known = self.known();
        known
            .wrong
            .retain(|wrong| now.duration_since(*wrong) < ATTEMPTS_TIME);
        match known.wrong.front() {
            Some(oldest) if known.wrong.len() >= MOST_ATTEMPTS => Err(Error::TooMany {
                retry_after: ATTEMPTS_TIME.saturating_sub(now.duration_since(*oldest)),
            }),
            _ => {
                known.wrong.push_back(now);
                Ok(())
            }
        }
    }
}

fn hash(text: &str) -> Hash {
    Sha256::digest(text).into()
}

/// Compares secrets. Hashes are compared and not the secrets, so that the time it takes tells nothing of them.
pub(super) fn same_secret(shown: &str, expected: &str) -> bool {
    hash(shown) == hash(expected)
}

/// The addresses of this file.
pub(super) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/sign-in", web::post().to(sign_in))
        .route("/sign-out", web::post().to(sign_out));
}

/// What the form of the sign-in page sends.
#[derive(Deserialize)]
struct SignIn {
    token: String,
    /// Where to go afterwards.
    next: Option<String>,
}

async fn sign_in(form: web::Form<SignIn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let next = form
        .next
        .as_deref()
        .filter(|next| is_own_address(next))
        .unwrap_or("/");
    let Some(token) = &state.config.admin_token else {
        return Ok(see_other(next, None));
    };
    let now = Instant::now();
    // The right token is never counted nor kept waiting: else strangers with wrong ones could keep the operator out.
    if !same_secret(form.token.trim(), token) {
        state.sessions.note_wrong(now)?;
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("refused", "1")
            .append_pair("next", next)
            .finish();
        return Ok(see_other(&format!("/sign-in?{query}"), None));
    }
    let id = state.sessions.start(now)?;
    let cookie = cookie(
        &state.config,
        id,
        CookieDuration::try_from(LIFETIME).unwrap_or_default(),
    );
    Ok(see_other(next, Some(cookie)))
}

async fn sign_out(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    if let Some(cookie) = request.cookie(COOKIE) {
        state.sessions.end(cookie.value());
    }
    let expired = cookie(&state.config, String::new(), CookieDuration::ZERO);
    see_other("/", Some(expired))
}

fn cookie(config: &Config, value: String, age: CookieDuration) -> Cookie<'static> {
    Cookie::build(COOKIE, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(config.is_https())
        .max_age(age)
        .finish()
}

fn see_other(address: &str, cookie: Option<Cookie<'static>>) -> HttpResponse {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((header::LOCATION, address));
    if let Some(cookie) = cookie {
        response.cookie(cookie);
    }
    response.finish()
}

/// Says whether an address leads to this site and to no other.
fn is_own_address(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(|letter: char| letter == '\\' || letter.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_told_and_by_itself() {
        let sessions = Sessions::default();
        let now = Instant::now();
        let (id, other) = (sessions.start(now).unwrap(), sessions.start(now).unwrap());
        assert!(sessions.holds(&id, now) && !sessions.holds(&id, now + LIFETIME));
        assert!(!sessions.holds("", now) && !sessions.holds(&format!("{id}0"), now));
        sessions.end(&id);
        assert!(!sessions.holds(&id, now) && sessions.holds(&other, now));
    }

    #[test]
    fn the_oldest_session_gives_way_to_one_too_many() {
        let sessions = Sessions::default();
        let now = Instant::now();
        let first = sessions.start(now).unwrap();
        for second in 1..=MOST_SESSIONS {
            sessions.start(now + Duration::from_secs(second as u64)).unwrap();
        }
        assert!(!sessions.holds(&first, now));
        assert_eq!(sessions.known().ends.len(), MOST_SESSIONS);
    }

    #[test]
    fn wrong_tokens_are_bounded_and_forgotten() {
        let sessions = Sessions::default();
        let now = Instant::now();
        for _ in 0..MOST_ATTEMPTS {
            sessions.note_wrong(now).unwrap();
        }
        let later = now + Duration::from_secs(20);
        let Err(Error::TooMany { retry_after }) = sessions.note_wrong(later) else {
            panic!("an attempt too many was not refused");
        };
        assert_eq!(retry_after, Duration::from_secs(40));
        sessions.note_wrong(now + ATTEMPTS_TIME).unwrap();
    }

    #[test]
    fn signing_in_leads_to_this_site_only() {
        for address in ["/", "/people/ira?saved=added"] {
            assert!(is_own_address(address), "{address}");
        }
        for address in [
            "https://example.com",
            "//example.com",
            "/\\example.com",
            "/\t/example.com",
            "",
        ] {
            assert!(!is_own_address(address), "{address}");
        }
    }
}
