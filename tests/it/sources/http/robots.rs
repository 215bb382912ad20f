//! What sites ask of programs, and what it means where they cannot be heard.

use std::thread::sleep;
use std::time::Duration;

use futures_util::future::join_all;
use muster::sources::Error;
use muster::sources::http::{Answer, Client, Content};

use super::server::{Server, bare, hang_up, ok};
use super::{IMPATIENCE, Names, PATIENCE, client, config, not_before, patient, request};

/// A site with these rules (an answer in full) and a page at every other address.
fn site(rules: impl Into<String>) -> Server {
    let rules = rules.into();
    Server::new(move |asked, out| match asked.path.as_str() {
        "/robots.txt" => out.write_all(rules.as_bytes()),
        _ => out.write_all(ok("text/html", "hello").as_bytes()),
    })
}

fn rules(text: &str) -> String {
    ok("text/plain", text)
}

async fn read(client: &Client, url: &str) -> Result<Content, Error> {
    let mut request = request(url);
    request.obeys_robots = true;
    match client.get(request).await? {
        Answer::Content(content) => Ok(content),
        Answer::Unchanged => panic!("unchanged"),
    }
}

#[tokio::test]
async fn what_a_site_forbids_is_not_read() {
    let site = site(rules(
        "User-agent: *\nAllow: /\n\nUser-agent: muster\nDisallow: /private\n",
    ));
    let client = client(&site);
    assert!(read(&client, "http://ada.example/cv").await.is_ok());
    let error = read(&client, "http://ada.example/private/cv?x=1")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Forbidden(_)), "{error:?}");
    assert!(error.to_string().contains("robots.txt"), "{error}");
    assert_eq!(
        site.paths(),
        ["/robots.txt", "/cv"],
        "the rules are asked for once"
    );
}

#[tokio::test]
async fn an_interface_for_programs_has_other_rules() {
    let site = site(rules("User-agent: *\nDisallow: /\n"));
    let client = client(&site);
    assert!(client.get(request("http://ada.example/cv")).await.is_ok());
    assert_eq!(site.paths(), ["/cv"]);
}

#[tokio::test]
async fn a_site_without_rules_may_be_read() {
    for status in [401, 403, 404, 410, 418, 451] {
        let site = site(bare(status, &[]));
        assert!(
            read(&client(&site), "http://ada.example/cv").await.is_ok(),
            "{status}"
        );
    }
}

#[tokio::test]
async fn broken_rules_are_read_as_far_as_they_go() {
    let broken = "<html>\0:::\r\ruser agent *\nDisalow /private #\n\n\nAllow: [[[\n..";
    let site = site(ok("image/png", broken));
    let client = client(&site);
    assert!(read(&client, "http://ada.example/cv").await.is_ok());
    let error = read(&client, "http://ada.example/private").await.unwrap_err();
    assert!(matches!(error, Error::Forbidden(_)), "{error:?}");
}

#[tokio::test]
async fn a_site_whose_rules_cannot_be_had_is_not_read_now() {
    for answer in [
        bare(500, &[]),
        bare(502, &[]),
        bare(503, &[]),
        bare(429, &[]),
        "garbage".to_owned(),
    ] {
        let site = Server::new(move |asked, out| {
            if asked.path != "/robots.txt" {
                return out.write_all(ok("text/html", "hello").as_bytes());
            }
            out.write_all(answer.as_bytes())?;
            if answer == "garbage" {
                Err(hang_up())
            } else {
                Ok(())
            }
        });
        let client = client(&site);
        let error = read(&client, "http://ada.example/cv").await.unwrap_err();
        assert!(
            not_before(&error).is_some_and(|wait| wait > Duration::from_secs(50)),
            "{error:?}"
        );
        let asked = site.asked().len();
        assert!(read(&client, "http://ada.example/other").await.is_err());
        assert_eq!(site.asked().len(), asked, "it is remembered for a while");
        assert!(!site.paths().contains(&"/cv".to_owned()));
    }
}

#[tokio::test]
async fn a_site_that_keeps_its_rules_to_itself_is_not_read_now() {
    let site = Server::new(|_asked, _out| {
        sleep(Duration::from_secs(2));
        Ok(())
    });
    let error = read(&patient(&site, IMPATIENCE), "http://ada.example/cv")
        .await
        .unwrap_err();
    assert!(not_before(&error).is_some(), "{error:?}");
    assert_eq!(site.paths(), ["/robots.txt"]);
}

#[tokio::test]
async fn rules_may_have_moved_even_to_another_host() {
    let site = Server::new(|asked, out| {
        let answer = match (asked.host.as_str(), asked.path.as_str()) {
            ("ada.example", "/robots.txt") => bare(302, &["Location: http://rules.example/ada.txt"]),
            ("rules.example", "/ada.txt") => rules("User-agent: *\nDisallow: /private\n"),
            (_, path) => ok("text/html", path),
        };
        out.write_all(answer.as_bytes())
    });
    let client = client(&site);
    assert!(read(&client, "http://ada.example/cv").await.is_ok());
    assert!(matches!(
        read(&client, "http://ada.example/private").await,
        Err(Error::Forbidden(_))
    ));
}

#[tokio::test]
async fn rules_that_are_sent_on_in_circles_are_none() {
    let site = site(bare(302, &["Location: /robots.txt"]));
    assert!(read(&client(&site), "http://ada.example/cv").await.is_ok());
    assert_eq!(site.paths().len(), 6 + 1);
}

#[tokio::test]
async fn the_rules_of_where_a_place_has_moved_to_count_too() {
    let site = Server::new(|asked, out| {
        let answer = match (asked.host.as_str(), asked.path.as_str()) {
            ("ada.example", "/cv") => bare(301, &["Location: http://new.example/cv"]),
            ("new.example", "/robots.txt") => rules("User-agent: *\nDisallow: /\n"),
            ("ada.example", "/robots.txt") => bare(404, &[]),
            _ => ok("text/html", "hello"),
        };
        out.write_all(answer.as_bytes())
    });
    let error = read(&client(&site), "http://ada.example/cv").await.unwrap_err();
    assert!(matches!(error, Error::Forbidden(_)), "{error:?}");
    assert!(error.to_string().contains("http://new.example/cv"), "{error}");
    let asked: Vec<_> = site
        .asked()
        .into_iter()
        .map(|asked| format!("{}{}", asked.host, asked.path))
        .collect();
    assert_eq!(
        asked,
        [
            "ada.example/robots.txt",
            "ada.example/cv",
            "new.example/robots.txt"
        ]
    );
}

#[tokio::test]
async fn many_who_come_at_once_ask_for_the_rules_once() {
    let site = site(rules("User-agent: *\nDisallow: /private\n"));
    let client = client(&site);
    let addresses: Vec<_> = (0..6)
        .map(|number| format!("http://ada.example/{number}"))
        .collect();
    let outcomes = join_all(addresses.iter().map(|address| read(&client, address))).await;
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(
        site.paths().iter().filter(|path| *path == "/robots.txt").count(),
        1
    );
}

#[tokio::test]
async fn rules_without_end_count_as_far_as_they_are_read() {
    let site = Server::new(|asked, out| {
        if asked.path != "/robots.txt" {
            return out.write_all(ok("text/html", "hello").as_bytes());
        }
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n")?;
        out.write_all(b"User-agent: *\nDisallow: /private\n")?;
        loop {
            out.write_all(b"# and so on, and so on\n")?;
        }
    });
    let client = client(&site);
    assert!(read(&client, "http://ada.example/cv").await.is_ok());
    assert!(matches!(
        read(&client, "http://ada.example/private").await,
        Err(Error::Forbidden(_))
    ));
}

#[tokio::test]
async fn a_site_may_ask_for_longer_pauses() {
    let site = site(rules("User-agent: *\nCrawl-delay: 0.2\n"));
    let client = client(&site);
    for path in ["a", "b"] {
        read(&client, &format!("http://ada.example/{path}"))
            .await
            .unwrap();
    }
    let asked = site.asked();
    assert_eq!(asked.len(), 3);
    assert!(asked[2].at - asked[1].at >= Duration::from_millis(200));
}

#[tokio::test]
async fn rules_do_not_lead_to_private_addresses() {
    let site = site(bare(302, &["Location: http://10.0.0.1/robots.txt"]));
    let names = Names::all(site.address);
    let client = Client::with_patience(&config(&[site.address.to_string()]), names, PATIENCE).unwrap();
    let error = read(&client, "http://ada.example/cv").await.unwrap_err();
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
    assert_eq!(site.paths(), ["/robots.txt"]);
}
