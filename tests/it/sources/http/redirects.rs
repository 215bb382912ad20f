//! Places that have moved, and those that only say so.

use muster::sources::http::Answer;
use muster::sources::{Error, Validator};

use super::server::{Asked, Server, bare, ok};
use super::{client, error, get, request};

/// A site whose paths say what it does: `/301/x` goes to `/x`, `/302/elsewhere.example/x` to another host.
fn site() -> Server {
    Server::new(|asked, out| out.write_all(answer(asked).as_bytes()))
}

fn answer(asked: &Asked) -> String {
    let mut parts = asked.path.trim_start_matches('/').splitn(2, '/');
    let (first, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match first.parse::<u16>() {
        Ok(status)
            if rest
                .split('/')
                .next()
                .is_some_and(|host| host.ends_with(".example")) =>
        {
            bare(status, &[&format!("Location: http://{rest}")])
        }
        Ok(status) => bare(status, &[&format!("Location: /{rest}")]),
        Err(_) => ok("text/plain", "hello"),
    }
}

#[tokio::test]
async fn where_a_place_has_moved_for_good_is_told() {
    let site = site();
    let client = client(&site);
    for (path, moved_to) in [
        ("cv", None),
        ("301/cv", Some("http://ada.example/cv")),
        ("301/308/301/cv", Some("http://ada.example/cv")),
        ("301/new.example/cv", Some("http://new.example/cv")),
        ("302/cv", None),
        ("303/cv", None),
        ("307/cv", None),
        ("301/302/cv", None),
        ("302/301/cv", None),
    ] {
        let content = get(&client, &format!("http://ada.example/{path}")).await.unwrap();
        assert_eq!(content.moved_to.map(String::from).as_deref(), moved_to, "{path}");
        assert!(content.url.path() == "/cv", "{path}");
    }
}

#[tokio::test]
async fn five_redirects_are_followed_and_no_more() {
    let site = site();
    let client = client(&site);
    assert!(
        get(&client, "http://ada.example/301/302/303/307/308/cv")
            .await
            .is_ok()
    );
    let error = error(&client, "http://ada.example/301/301/301/301/301/301/cv").await;
    assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
    assert_eq!(site.asked().len(), 6 + 6);
}

#[tokio::test]
async fn a_place_that_sends_on_to_itself_is_left() {
    let site = Server::saying(bare(302, &["Location: /cv"]));
    let error = error(&client(&site), "http://ada.example/cv").await;
    assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
    assert_eq!(site.asked().len(), 6);
}

#[tokio::test]
async fn a_place_that_sends_on_to_nowhere_is_not_read() {
    for line in ["X-Nothing: 1", "Location: http://[broken"] {
        let site = Server::saying(bare(301, &[line]));
        let error = error(&client(&site), "http://ada.example/cv").await;
        assert!(matches!(error, Error::Unreadable(_)), "{line}: {error:?}");
    }
}

#[tokio::test]
async fn a_token_stays_with_its_origin() {
    let site = site();
    let mut request = request("http://ada.example/302/302/other.example/302/ada.example/cv");
    request.bearer = Some("token".to_owned());
    client(&site).get(request).await.unwrap();
    let told = site.asked().into_iter();
    let told: Vec<_> = told
        .map(|asked| (asked.host.clone(), asked.header("authorization").is_some()))
        .collect();
    let expected = [
        ("ada.example", true),
        ("ada.example", true),
        ("other.example", false),
        ("ada.example", false),
    ];
    assert_eq!(told, expected.map(|(host, told)| (host.to_owned(), told)));
}

#[tokio::test]
async fn what_is_known_is_not_asked_of_where_a_place_has_moved_to() {
    let site = Server::new(|asked, out| {
        let answer = match asked.path.as_str() {
            "/old" => bare(301, &["Location: /cv"]),
            "/detour" => bare(302, &["Location: /cv"]),
            _ if asked.header("if-none-match").is_some() => bare(304, &[]),
            _ => ok("text/plain", "hello"),
        };
        out.write_all(answer.as_bytes())
    });
    let client = client(&site);
    let mut request = request("http://ada.example/detour");
    request.known = Some(Validator {
        etag: Some("\"7\"".to_owned()),
        last_modified: None,
    });
    assert!(matches!(client.get(request.clone()).await, Ok(Answer::Unchanged)));
    request.url.set_path("/old");
    let Ok(Answer::Content(content)) = client.get(request).await else {
        panic!("the move would not be heard of")
    };
    assert_eq!(content.moved_to.unwrap().as_str(), "http://ada.example/cv");
}
