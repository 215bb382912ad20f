//! Which requests are looked at at all: for this host, and changing nothing on behalf of another site.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName};
use actix_web::middleware::Next;
use actix_web::{HttpMessage as _, web};
use url::Url;

use super::{Config, Error, State, Viewer};

/// What a browser says of the page that made it send a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A page of ours, or the person at the browser.
    Own,
    /// Not said: no browser, or an old one.
    Unstated,
    /// A page of another site.
    Foreign,
}

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Stops requests for other hosts and from other sites before any handler sees them.
pub(super) async fn guard<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse, actix_web::Error> {
    let Some(state) = request.app_data::<web::Data<State>>().cloned() else {
        return Ok(request.error_response(Error::Internal(anyhow::anyhow!("the server has no state"))));
    };
    if let Err(error) = admit(&state.config, request.method(), request.headers()) {
        return Ok(request.error_response(error));
    }
    let viewer = Viewer::of(&request, &state);
    request.extensions_mut().insert(viewer);
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn admit(config: &Config, method: &Method, headers: &HeaderMap) -> Result<(), Error> {
    let host = text(headers, &header::HOST).unwrap_or_default();
    // Without a token every request may write, so a name of somebody else's that they let point to this machine (DNS
    // rebinding) must not reach it.
    if config.listen.ip().is_loopback() && config.admin_token.is_none() && !is_this_machine(host) {
        return Err(Error::Misdirected(
            "without an admin token this directory is only served as localhost: open it at http://localhost, or set a token",
        ));
    }
    if !method.is_safe() && origin(config, headers) == Origin::Foreign {
        return Err(Error::Forbidden(
            "another site's page may not change this directory",
        ));
    }
    Ok(())
}

/// Returns where a request comes from, as far as a browser says so.
pub(super) fn origin(config: &Config, headers: &HeaderMap) -> Origin {
    if let Some(site) = text(headers, &SEC_FETCH_SITE) {
        return if matches!(site, "same-origin" | "none") {
            Origin::Own
        } else {
            Origin::Foreign
        };
    }
    let Some(origin) = text(headers, &header::ORIGIN) else {
        return Origin::Unstated;
    };
    let authority = origin.split_once("://").map(|(_scheme, authority)| authority);
    let is_host = authority.is_some() && authority == text(headers, &header::HOST);
    let is_public = config
        .public_url
        .as_deref()
        .and_then(|url| Url::parse(url).ok())
        .is_some_and(|url| url.origin().ascii_serialization() == origin);
    if is_host || is_public {
        Origin::Own
    } else {
        Origin::Foreign
    }
}

/// Says whether a `Host`, with or without a port, names the machine itself in a way that no name server can change.
fn is_this_machine(host: &str) -> bool {
    let url = Url::parse(&format!("http://{host}/"));
    let host_of_url = match &url {
        // More than a host and a port is no `Host`.
        Ok(url) if !host.contains(['@', '/', '?', '#', '\\']) => url.host(),
        _ => None,
    };
    match host_of_url {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn headers(of: &[(&str, &str)]) -> HeaderMap {
        of.iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_str(value).unwrap()))
            .collect()
    }

    fn config(token: Option<&str>) -> Config {
        Config {
            listen: "127.0.0.1:8080".parse().unwrap(),
            admin_token: token.map(str::to_owned),
            public_url: Some("https://people.example.com/".to_owned()),
            drain: std::time::Duration::ZERO,
            shutdown_seconds: 1,
        }
    }

    #[test]
    fn only_names_that_cannot_be_rebound_are_this_machine() {
        for host in [
            "localhost",
            "localhost:80",
            "LOCALHOST:80",
            "127.0.0.1:8080",
            "[::1]:8080",
            "[::1]",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "example.com",
            "localhost.example.com",
            "10.0.0.1",
            "127.0.0.1.example.com",
            "[::2]",
            "x@localhost/",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn a_token_lets_the_directory_have_any_name() {
        let host = headers(&[("host", "people.example.com")]);
        assert!(matches!(
            admit(&config(None), &Method::GET, &host),
            Err(Error::Misdirected(_))
        ));
        assert!(admit(&config(Some("secret")), &Method::GET, &host).is_ok());
    }

    #[test]
    fn a_browser_says_where_a_request_comes_from() {
        let check = |of: &[(&str, &str)], expected| {
            assert_eq!(origin(&config(None), &headers(of)), expected, "{of:?}");
        };
        check(&[("sec-fetch-site", "same-origin")], Origin::Own);
        check(&[("sec-fetch-site", "none")], Origin::Own);
        check(&[("sec-fetch-site", "same-site")], Origin::Foreign);
        check(
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "http://localhost"),
                ("host", "localhost"),
            ],
            Origin::Foreign,
        );
        check(
            &[("origin", "http://localhost:1"), ("host", "localhost:1")],
            Origin::Own,
        );
        check(
            &[("origin", "http://localhost:2"), ("host", "localhost:1")],
            Origin::Foreign,
        );
        check(
            &[("origin", "https://people.example.com"), ("host", "inside:80")],
            Origin::Own,
        );
        check(&[("origin", "null"), ("host", "localhost")], Origin::Foreign);
        check(&[("host", "localhost")], Origin::Unstated);
    }
}
