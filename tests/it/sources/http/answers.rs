//! What comes back from sites that work, and from those that say why not.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use muster::sources::http::{Answer, Client};
use muster::sources::{Error, Validator};

use super::server::{Server, bare, hang_up, ok};
use super::{Names, client, config, error, get, not_before, request};

#[tokio::test]
async fn a_page_comes_with_everything_that_its_head_says() {
    let site = Server::saying(
        "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"ISO-8859-1\"\r\nETag: W/\"7\"\r\n\
         Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT\r\nLink: </cv?page=2>; rel=\"next\"\r\nContent-Length: 5\r\n\r\nhello",
    );
    let content = get(&client(&site), "http://ada.example/cv#skills").await.unwrap();
    assert_eq!(content.bytes, b"hello");
    assert_eq!(content.url.as_str(), "http://ada.example/cv");
    assert_eq!(content.moved_to, None);
    assert_eq!(content.media_type, "text/html");
    assert_eq!(content.charset.as_deref(), Some("iso-8859-1"));
    assert_eq!(content.validator.etag.as_deref(), Some("W/\"7\""));
    assert_eq!(
        content.validator.last_modified.as_deref(),
        Some("Sat, 21 Nov 2026 10:00:00 GMT")
    );
    assert_eq!(content.next.unwrap().as_str(), "http://ada.example/cv?page=2");
}

#[tokio::test]
async fn a_site_hears_who_asks_and_for_what() {
    let site = Server::saying(ok("text/plain", ""));
    let mut request = request("http://ada.example/cv");
    request.bearer = Some("token".to_owned());
    client(&site).get(request).await.unwrap();
    let asked = &site.asked()[0];
    let version = env!("CARGO_PKG_VERSION");
    let agent = format!("muster/{version} (+https://directory.example/about)");
    assert_eq!(asked.host, "ada.example");
    assert_eq!(asked.header("user-agent"), Some(agent.as_str()));
    assert_eq!(asked.header("accept"), Some("text/*, application/json"));
    assert_eq!(asked.header("accept-encoding"), Some("gzip"));
    assert_eq!(asked.header("authorization"), Some("Bearer token"));
    assert_eq!(asked.header("referer"), None);
    assert_eq!(asked.header("if-none-match"), None);
}

#[tokio::test]
async fn who_asks_may_be_without_a_contact_but_not_with_one_that_cannot_be_said() {
    let site = Server::saying(ok("text/plain", ""));
    let mut config = config(&[site.address.to_string()]);
    config.contact = None;
    let client = Client::with_lookup(&config, Names::all(site.address)).unwrap();
    get(&client, "http://ada.example/").await.unwrap();
    let agent = format!("muster/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(site.asked()[0].header("user-agent"), Some(agent.as_str()));

    config.contact = Some("a\r\nHost: evil.example".to_owned());
    assert!(Client::new(&config).is_err());
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let site = Server::new(|asked, out| {
        let known = asked.header("if-none-match") == Some("W/\"7\"")
            && asked.header("if-modified-since") == Some("Sat, 21 Nov 2026 10:00:00 GMT");
        let answer = if known {
            bare(304, &["ETag: W/\"7\""])
        } else {
            ok("text/plain", "new")
        };
        out.write_all(answer.as_bytes())
    });
    let client = client(&site);
    let mut request = request("http://ada.example/cv");
    let mut known = Validator {
        etag: Some("W/\"7\"".to_owned()),
        last_modified: Some("Sat, 21 Nov 2026 10:00:00 GMT".to_owned()),
    };
    request.known = Some(known.clone());
    assert!(matches!(client.get(request.clone()).await, Ok(Answer::Unchanged)));
    known.etag = Some("W/\"6\"".to_owned());
    request.known = Some(known);
    assert!(matches!(client.get(request).await, Ok(Answer::Content(_))));
}

#[tokio::test]
async fn unchanged_is_no_answer_to_who_knows_nothing() {
    let site = Server::saying(bare(304, &[]));
    let error = error(&client(&site), "http://ada.example/cv").await;
    assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
}

#[tokio::test]
async fn each_refusal_is_what_a_scheduler_can_do_about_it() {
    let site = Server::new(|asked, out| {
        let status = asked
            .path
            .trim_start_matches('/')
            .trim_end_matches("?secret")
            .parse()
            .unwrap();
        out.write_all(bare(status, &[]).as_bytes())
    });
    let client = client(&site);
    for (status, expected) in [
        (204, "unreadable"),
        (300, "unreadable"),
        (400, "unreadable"),
        (401, "forbidden"),
        (403, "forbidden"),
        (404, "gone"),
        (410, "gone"),
        (418, "unreadable"),
        (451, "forbidden"),
        (500, "later"),
    ] {
        let error = error(&client, &format!("http://ada.example/{status}?secret")).await;
        let what = match &error {
            Error::Later { not_before, .. } => not_before.map_or("later", |_wait| "told when"),
            Error::Gone(_) => "gone",
            Error::Forbidden(_) => "forbidden",
            Error::Unreadable(_) => "unreadable",
            Error::Refused(_) => "refused",
        };
        assert_eq!(what, expected, "{status}");
        let reason = error.to_string();
        assert!(
            reason.contains("http://ada.example/") && reason.contains(&status.to_string()),
            "{reason}"
        );
        assert!(
            !reason.contains("secret") && !reason.contains("127.0.0.1"),
            "{reason}"
        );
    }
    assert_eq!(site.asked().len(), 10, "none is asked for twice");
}

#[tokio::test]
async fn only_the_kinds_that_were_asked_for_are_read() {
    let site = Server::new(|asked, out| match asked.path.as_str() {
        "/silent" => out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
        path => out.write_all(ok(path.trim_start_matches('/'), "{}").as_bytes()),
    });
    let client = client(&site);
    for (path, readable) in [
        ("text/html", true),
        ("text/markdown;charset=utf-8", true),
        ("application/json", true),
        ("application/json5", false),
        ("image/png", false),
        ("silent", false),
    ] {
        let outcome = get(&client, &format!("http://ada.example/{path}")).await;
        assert_eq!(outcome.is_ok(), readable, "{path}");
        assert!(matches!(outcome, Ok(_) | Err(Error::Unreadable(_))), "{path}");
    }
}

#[tokio::test]
async fn what_is_compressed_is_inflated_once() {
    let text = "Ada builds compilers. ".repeat(40);
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let site = Server::new(move |asked, out| {
        let encoding = asked.path.trim_start_matches('/').replace('+', ", ");
        let length = packed.len();
        write!(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: {encoding}\r\nContent-Length: {length}\r\n\r\n"
        )?;
        out.write_all(&packed)
    });
    let client = client(&site);
    assert_eq!(
        get(&client, "http://ada.example/gzip").await.unwrap().bytes,
        text.as_bytes()
    );
    for odd in ["br", "gzip+gzip", "compress"] {
        let error = error(&client, &format!("http://ada.example/{odd}")).await;
        assert!(matches!(error, Error::Unreadable(_)), "{odd}: {error:?}");
    }
}

#[tokio::test]
async fn half_an_answer_is_none() {
    let site = Server::new(|asked, out| {
        out.write_all(match asked.path.as_str() {
            "/short" => b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 500\r\n\r\nhello",
            "/damaged" => b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
            "/chunk" => b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
            "/garbage" => b"\x16\x03\x01 what is this\r\n\r\n",
            "/nothing" => b"",
            _ => b"HTTP/1.1 200 OK\r\nContent-",
        })?;
        Err(hang_up())
    });
    let client = client(&site);
    for path in ["short", "damaged", "chunk", "garbage", "nothing", "head"] {
        let error = error(&client, &format!("http://ada.example/{path}")).await;
        assert_eq!(not_before(&error), None, "{path}");
        let reason = error.to_string();
        assert!(
            reason.contains(path) && !reason.contains("hyper") && !reason.contains("127."),
            "{reason}"
        );
    }
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let site = Server::saying(ok("text/plain", "hello"));
    let client = client(&site);
    for path in ["a", "b", "c"] {
        get(&client, &format!("http://ada.example/{path}")).await.unwrap();
    }
    assert_eq!((site.asked().len(), site.connections()), (3, 1));
}

#[tokio::test]
async fn who_is_offline_asks_nobody() {
    let error = error(&Client::offline(), "http://ada.example/cv").await;
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
}
