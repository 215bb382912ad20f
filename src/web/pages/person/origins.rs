//! The places that a person is read from, as the page shows them.

use serde::Serialize;

use super::links;
use crate::store::Origin;

/// A place, and how its readings go.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    id: String,
    url: Option<String>,
    address: String,
    /// `well`, `failing` or `stopped`.
    state: &'static str,
    reason: Option<String>,
    read_at: Option<String>,
    next_at: Option<String>,
}

impl Place {
    pub(super) fn of(origins: Vec<Origin>) -> Vec<Self> {
        origins.into_iter().map(Self::from).collect()
    }
}

impl From<Origin> for Place {
    fn from(origin: Origin) -> Self {
        Self {
            id: origin.id.to_string(),
            url: Some(origin.locator.clone()).filter(|url| links::is_safe(url)),
            address: origin.locator,
            state: match (origin.is_stopped, &origin.reason) {
                (true, _) => "stopped",
                (false, None) => "well",
                (false, Some(_)) => "failing",
            },
            reason: origin.reason,
            read_at: origin.read_at.map(|at| at.to_rfc3339()),
            next_at: (!origin.is_stopped).then(|| origin.next_refresh_at.to_rfc3339()),
        }
    }
}
