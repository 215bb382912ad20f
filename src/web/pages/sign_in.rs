//! Where the operator shows the admin token. What becomes of it is decided elsewhere.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use url::form_urlencoded;

use super::page;
use crate::web::state::State;
use crate::web::{Error, Viewer};

#[derive(Debug, Serialize)]
struct SignInPage {
    /// Whether there is a token to show.
    has_token: bool,
    /// The last try was wrong.
    refused: bool,
    /// Where to go afterwards.
    next: String,
}

pub(super) async fn show(
    request: HttpRequest,
    viewer: Viewer,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let parameters: Vec<_> = form_urlencoded::parse(request.query_string().as_bytes()).collect();
    let value = |name: &str| {
        parameters
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| &**value)
    };
    let view = SignInPage {
        has_token: state.config.admin_token.is_some(),
        refused: value("refused").is_some(),
        next: value("next")
            .filter(|next| is_own(next))
            .unwrap_or("/")
            .to_owned(),
    };
    page(viewer, "sign-in.html", &view)
}

/// Says whether an address leads to this site and to no other.
fn is_own(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\n', '\r', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_back_to_this_site_only() {
        for address in ["/", "/people/ira?saved=added"] {
            assert!(is_own(address), "{address}");
        }
        for address in [
            "https://example.com",
            "//example.com",
            "/\\example.com",
            "javascript:x",
            "",
        ] {
            assert!(!is_own(address), "{address}");
        }
    }
}
