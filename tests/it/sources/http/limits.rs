//! How often a host is asked, and how long it is left alone.

use std::future::pending;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use futures_util::future::join_all;
use muster::sources::Error;
use muster::sources::http::{Answer, Client, Lookup, Patience};

use super::server::{Server, bare, ok};
use super::{Names, PACE, PATIENCE, client, config, error, get, not_before, request};

/// Asks twice: returns what the first error says, having seen that the second did not go out.
async fn rest_after(answer: String) -> (String, Option<Duration>) {
    let site = Server::saying(answer);
    let client = client(&site);
    let first = error(&client, "http://ada.example/cv").await;
    let before = site.asked().len();
    let second = error(&client, "http://ada.example/another").await;
    assert_eq!(site.asked().len(), before, "a host that rests is not asked");
    assert!(
        not_before(&second).is_some_and(|wait| wait > Duration::from_secs(50)),
        "{second:?}"
    );
    assert!(
        second
            .to_string()
            .starts_with("ada.example wants to be left alone for "),
        "{second}"
    );
    (first.to_string(), not_before(&first))
}

#[tokio::test]
async fn a_host_is_left_alone_for_as_long_as_it_says() {
    let date = "Date: Sat, 21 Nov 2026 10:00:00 GMT";
    for (status, lines) in [
        (429, &["Retry-After: 120"][..]),
        (429, &["Retry-After: Sat, 21 Nov 2026 10:02:00 GMT", date]),
        (403, &["Retry-After: 120"]),
        // 2026-11-21 10:02:00.
        (
            403,
            &["X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1795255320", date],
        ),
        (
            429,
            &["X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1795255320", date],
        ),
        (503, &["Retry-After: 120"]),
    ] {
        let (reason, wait) = rest_after(bare(status, lines)).await;
        let wait = wait.unwrap();
        assert!(
            (Duration::from_secs(115)..=Duration::from_mins(2)).contains(&wait),
            "{status} {lines:?}: {wait:?}"
        );
        assert!(reason.contains("2 minutes"), "{reason}");
    }
}

#[tokio::test]
async fn a_host_that_does_not_say_for_how_long_is_left_alone_for_a_minute() {
    let minute = Some(Duration::from_mins(1));
    assert_eq!(rest_after(bare(429, &[])).await.1, minute);
    assert_eq!(rest_after(bare(429, &["Retry-After: 0"])).await.1, minute);
    assert_eq!(rest_after(bare(503, &[])).await.1, minute);
    assert_eq!(
        rest_after(bare(403, &["CF-Mitigated: challenge"])).await.1,
        minute
    );
}

#[tokio::test]
async fn a_limit_that_only_the_message_names_is_one() {
    let refusal = |message: &str| {
        let length = message.len();
        format!(
            "HTTP/1.1 403 Forbidden\r\nX-RateLimit-Remaining: 4000\r\nContent-Length: {length}\r\n\r\n{message}"
        )
    };
    let limited = refusal("{\"message\": \"You have exceeded a secondary rate limit.\"}");
    assert_eq!(rest_after(limited).await.1, Some(Duration::from_mins(1)));

    let site = Server::saying(refusal("{\"message\": \"This account is suspended.\"}"));
    let error = error(&client(&site), "http://ada.example/cv").await;
    assert!(matches!(error, Error::Forbidden(_)), "{error:?}");
}

#[tokio::test]
async fn the_last_request_that_is_allowed_is_the_last() {
    let site = Server::saying(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 90\r\nContent-Length: 2\r\n\r\nok",
    );
    let client = client(&site);
    get(&client, "http://ada.example/cv").await.unwrap();
    let error = error(&client, "http://ada.example/cv").await;
    assert!(
        not_before(&error).is_some_and(|wait| wait > Duration::from_secs(80)),
        "{error:?}"
    );
    assert_eq!(site.asked().len(), 1);
}

#[tokio::test]
async fn one_host_that_rests_is_not_all_of_them() {
    let site = Server::new(|asked, out| {
        let busy = asked.host == "busy.example";
        let answer = if busy {
            bare(429, &[])
        } else {
            ok("text/plain", "hello")
        };
        out.write_all(answer.as_bytes())
    });
    let client = client(&site);
    error(&client, "http://busy.example/").await;
    assert!(get(&client, "http://ada.example/").await.is_ok());
}

#[tokio::test]
async fn what_may_have_failed_by_chance_is_tried_again() {
    for status in [502, 503, 504] {
        let count = AtomicUsize::new(0);
        let site = Server::new(move |_asked, out| {
            let fails = count.fetch_add(1, Ordering::SeqCst) < 2;
            let answer = if fails {
                bare(status, &[])
            } else {
                ok("text/plain", "hello")
            };
            out.write_all(answer.as_bytes())
        });
        let client = client(&site);
        assert!(get(&client, "http://ada.example/").await.is_ok(), "{status}");
        let begun: Vec<_> = site.asked().iter().map(|asked| asked.at).collect();
        assert_eq!(begun.len(), 3);
        assert!(
            begun[2] - begun[1] >= PATIENCE.retry * 2,
            "the second pause is longer"
        );
        assert!(
            get(&client, "http://ada.example/").await.is_ok(),
            "and the host does not rest"
        );
    }
}

#[tokio::test]
async fn what_fails_again_and_again_is_given_up() {
    for (status, attempts) in [
        (502, 3),
        (503, 3),
        (504, 3),
        (500, 1),
        (429, 1),
        (404, 1),
        (403, 1),
        (408, 1),
    ] {
        let site = Server::saying(bare(status, &[]));
        error(&client(&site), "http://ada.example/").await;
        assert_eq!(site.asked().len(), attempts, "{status}");
    }
}

#[tokio::test]
async fn who_cannot_be_reached_is_tried_again() {
    // Nobody listens there any more.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let names = Names::all(address);
    let client =
        Client::with_patience(&config(&[address.to_string()]), Arc::clone(&names) as _, PATIENCE).unwrap();
    let error = error(&client, "http://ada.example/cv").await;
    assert!(
        matches!(error, Error::Later { not_before: None, .. }),
        "{error:?}"
    );
    assert_eq!(error.to_string(), "no connection to ada.example comes about");
    assert_eq!(names.look_ups(), 3);
}

#[tokio::test]
async fn a_name_that_nobody_knows_may_be_known_later() {
    let client = Client::with_patience(&config(&[]), Arc::<Names>::default(), PATIENCE).unwrap();
    let error = error(&client, "http://ada.example/cv").await;
    assert!(
        matches!(error, Error::Later { not_before: None, .. }),
        "{error:?}"
    );
    assert!(
        error.to_string().contains("no host of the name ada.example"),
        "{error}"
    );
}

/// Never finds out.
#[derive(Debug)]
struct Lost;

#[async_trait]
impl Lookup for Lost {
    async fn lookup(&self, _name: &str) -> io::Result<Vec<SocketAddr>> {
        pending().await
    }
}

#[tokio::test]
async fn a_name_that_takes_too_long_is_given_up() {
    let patience = Patience {
        connect: Duration::from_millis(50),
        ..PATIENCE
    };
    let client = Client::with_patience(&config(&[]), Arc::new(Lost), patience).unwrap();
    let error = error(&client, "http://ada.example/cv").await;
    assert!(
        matches!(error, Error::Later { not_before: None, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_host_is_asked_one_thing_at_a_time_with_pauses() {
    const ANSWER: Duration = Duration::from_millis(20);
    let site = Server::new(|_asked, out| {
        std::thread::sleep(ANSWER);
        out.write_all(ok("text/plain", "hello").as_bytes())
    });
    let client = client(&site);
    let addresses: Vec<_> = (0..8)
        .map(|number| format!("http://ada.example/{number}"))
        .collect();
    let outcomes = join_all(addresses.iter().map(|address| get(&client, address))).await;
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(site.most_at_once(), 1);
    let asked = site.asked();
    assert_eq!(asked.len(), 8);
    for pair in asked.windows(2) {
        assert!(
            pair[1].at - pair[0].at >= ANSWER + PACE,
            "counted from the end of an answer"
        );
    }
}

#[tokio::test]
async fn redirects_and_rules_keep_the_pause_too() {
    let site = Server::new(|asked, out| {
        let answer = match asked.path.as_str() {
            "/old" => bare(301, &["Location: /new"]),
            _ => ok("text/plain", ""),
        };
        out.write_all(answer.as_bytes())
    });
    let mut request = request("http://ada.example/old");
    request.obeys_robots = true;
    client(&site).get(request).await.unwrap();
    assert_eq!(site.paths(), ["/robots.txt", "/old", "/new"]);
    for pair in site.asked().windows(2) {
        assert!(pair[1].at - pair[0].at >= PACE);
    }
}

#[tokio::test]
async fn several_hosts_are_asked_at_once() {
    let site = Server::new(|_asked, out| {
        std::thread::sleep(Duration::from_millis(300));
        out.write_all(ok("text/plain", "hello").as_bytes())
    });
    let client = client(&site);
    let addresses: Vec<_> = (0..4).map(|number| format!("http://{number}.example/")).collect();
    let outcomes = join_all(addresses.iter().map(|address| get(&client, address))).await;
    assert!(outcomes.iter().all(Result::is_ok));
    assert!(site.most_at_once() > 1);
}

#[tokio::test]
async fn a_name_is_one_host_however_it_is_written() {
    let site = Server::new(|_asked, out| {
        std::thread::sleep(Duration::from_millis(50));
        out.write_all(ok("text/plain", "hello").as_bytes())
    });
    let client = client(&site);
    let (one, other) = tokio::join!(
        get(&client, "http://ada.example/"),
        get(&client, "http://ADA.example./")
    );
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(site.most_at_once(), 1);
}

#[tokio::test]
async fn who_gives_up_waiting_does_not_keep_the_turn() {
    let site = Server::new(|asked, out| {
        if asked.path == "/slow" {
            std::thread::sleep(Duration::from_secs(8));
        }
        out.write_all(ok("text/plain", "hello").as_bytes())
    });
    let client = client(&site);
    let slow = tokio::time::timeout(
        Duration::from_millis(100),
        client.get(request("http://ada.example/slow")),
    );
    assert!(slow.await.is_err());
    let next = tokio::time::timeout(
        Duration::from_secs(6),
        client.get(request("http://ada.example/quick")),
    );
    assert!(matches!(next.await, Ok(Ok(Answer::Content(_)))));
}
