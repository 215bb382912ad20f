//! Who may do what, and from where.

use reqwest::{Method, Response, StatusCode};

use crate::support::app::{IRA, TOKEN, TestApp};

async fn submitted(app: &TestApp, headers: &[(&str, &str)]) -> Response {
    let request = headers.iter().fold(app.submit(IRA), |request, (name, value)| {
        request.header(*name, *value)
    });
    request.send().await.unwrap()
}

#[actix_web::test]
async fn writing_needs_the_token_once_there_is_one() {
    let app = TestApp::guarded().await;
    for headers in [
        vec![],
        vec![("authorization", "Bearer wrong")],
        vec![("authorization", TOKEN)],
    ] {
        let response = submitted(&app, &headers).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{headers:?}");
        assert_eq!(response.headers()["www-authenticate"], "Bearer realm=\"muster\"");
    }
    let bearer = format!("bearer {TOKEN}");
    let response = submitted(&app, &[("authorization", &bearer)]).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let erase = app
        .request(Method::DELETE, "/api/v1/profiles/ira-okafor")
        .send()
        .await
        .unwrap();
    assert_eq!(erase.status(), StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn no_other_sites_page_changes_anything() {
    let app = TestApp::open().await;
    for headers in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        assert_eq!(
            submitted(&app, &[headers]).await.status(),
            StatusCode::FORBIDDEN,
            "{headers:?}"
        );
    }
    assert_eq!(app.json("/api/v1/profiles").await["total"], 0);
    let base = app.base.clone();
    let own = submitted(&app, &[("origin", &base)]).await;
    assert_eq!(own.status(), StatusCode::CREATED);
}

#[actix_web::test]
async fn without_a_token_only_the_machines_own_names_are_served() {
    let app = TestApp::open().await;
    for host in ["people.example.com", "localhost.example.com:80"] {
        for path in ["/api/v1/profiles", "/healthz", "/"] {
            let response = app
                .request(Method::GET, path)
                .header("host", host)
                .send()
                .await
                .unwrap();
            assert_eq!(response.status(), StatusCode::MISDIRECTED_REQUEST, "{host}{path}");
        }
    }
    for host in ["localhost:1234", "127.0.0.1", "[::1]:80"] {
        let response = app
            .request(Method::GET, "/healthz")
            .header("host", host)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{host}");
    }
    let guarded = TestApp::guarded().await;
    let request = guarded
        .request(Method::GET, "/healthz")
        .header("host", "people.example.com");
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
}

/// Signs in and returns the cookie's `name=value`, and the whole of it.
async fn sign_in(app: &TestApp, token: &str, next: &str) -> Response {
    app.request(Method::POST, "/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(format!("token={token}&next={next}"))
        .send()
        .await
        .unwrap()
}

fn cookie(response: &Response) -> String {
    let whole = response.headers()["set-cookie"].to_str().unwrap();
    whole.split(';').next().unwrap().to_owned()
}

#[actix_web::test]
async fn signing_in_lets_pages_write_until_signing_out() {
    let app = TestApp::guarded().await;
    let response = sign_in(&app, TOKEN, "/submit").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/submit");
    let whole = response.headers()["set-cookie"].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
        assert!(whole.contains(part), "{part}");
    }
    assert!(!whole.contains("Secure") && !whole.contains(TOKEN));
    let cookie = cookie(&response);

    let unproven = submitted(&app, &[("cookie", &cookie)]).await;
    assert_eq!(
        unproven.status(),
        StatusCode::UNAUTHORIZED,
        "a cookie alone changes nothing"
    );
    let own = [("cookie", cookie.as_str()), ("sec-fetch-site", "same-origin")];
    assert_eq!(submitted(&app, &own).await.status(), StatusCode::CREATED);

    let out = app
        .request(Method::POST, "/sign-out")
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(out.status(), StatusCode::SEE_OTHER);
    assert_eq!(submitted(&app, &own).await.status(), StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn too_many_wrong_tokens_are_refused_and_the_right_one_never_is() {
    let app = TestApp::guarded().await;
    for _ in 0..10 {
        let response = sign_in(&app, "wrong", "//evil.example").await;
        assert_eq!(response.headers()["location"], "/sign-in?refused=1&next=%2F");
        assert!(response.headers().get("set-cookie").is_none());
    }
    let response = sign_in(&app, "wrong", "/").await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = response.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let response = sign_in(&app, TOKEN, "/").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert!(response.headers().get("set-cookie").is_some());
}

#[actix_web::test]
async fn cookies_are_for_tls_alone_where_people_use_it() {
    let app = TestApp::start(Some(TOKEN), Some("https://people.example.com")).await;
    let response = sign_in(&app, TOKEN, "/").await;
    assert!(
        response.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Secure")
    );
    assert_eq!(
        response.headers()["strict-transport-security"],
        "max-age=31536000"
    );
}

#[actix_web::test]
async fn a_page_that_needs_the_token_leads_to_the_sign_in_page_and_back() {
    let app = TestApp::guarded().await;
    let response = app.get("/submit").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/sign-in?next=%2Fsubmit");
}
