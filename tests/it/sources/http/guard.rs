//! Places that nobody may be led to.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use muster::sources::Error;
use muster::sources::http::{Client, is_public};
use proptest::prelude::*;

use super::server::{Server, bare, hang_up, ok};
use super::{Names, PATIENCE, client, config, error, get};

/// Something of this machine that must never hear anything.
struct Canary(TcpListener);

impl Canary {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn address(&self) -> SocketAddr {
        self.0.local_addr().unwrap()
    }

    fn heard_nothing(&self) -> bool {
        self.0.accept().is_err()
    }
}

fn guarded(names: &Arc<Names>, listed: &[String]) -> Client {
    Client::with_patience(&config(listed), Arc::clone(names) as _, PATIENCE).unwrap()
}

#[tokio::test]
async fn a_name_that_stands_for_a_private_address_is_not_asked() {
    let canary = Canary::new();
    let here = canary.address().to_string();
    let names = Arc::<Names>::default();
    let client = guarded(&names, &[]);
    for addresses in [
        &[here.as_str()][..],
        &["10.0.0.1:0"],
        &["169.254.169.254:0"],
        &["[::1]:0"],
        &["[fe80::1]:0"],
        &["[fd00:ec2::254]:0"],
        &["[::ffff:127.0.0.1]:0"],
        &["[64:ff9b::a00:1]:0"],
        &["0.0.0.0:0"],
        // One among others that are public.
        &["1.1.1.1:0", &here],
        &[&here, "1.1.1.1:0"],
        &["[2606:4700::1111]:0", "192.168.0.1:0"],
    ] {
        names.set("evil.example", &[addresses]);
        let before = names.look_ups();
        let error = error(&client, "http://evil.example/").await;
        assert!(matches!(error, Error::Refused(_)), "{addresses:?}: {error:?}");
        assert_eq!(names.look_ups(), before + 1, "a refusal is final");
        assert!(!error.to_string().contains(char::is_numeric), "{error}");
    }
    assert!(canary.heard_nothing());
}

#[tokio::test]
async fn a_private_address_is_not_asked_however_it_is_written() {
    let canary = Canary::new();
    let port = canary.address().port();
    let names = Arc::<Names>::default();
    names.set("localhost", &[&[&canary.address().to_string()]]);
    let client = guarded(&names, &[]);
    for url in [
        format!("http://127.0.0.1:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        "http://localhost/".to_owned(),
        "http://127.1/".to_owned(),
        "http://0x7f.1/".to_owned(),
        "http://0/".to_owned(),
        "http://[::1]/".to_owned(),
        "http://example.com@127.0.0.1/".to_owned(),
    ] {
        let error = error(&client, &url).await;
        assert!(matches!(error, Error::Refused(_)), "{url}: {error:?}");
    }
    assert!(canary.heard_nothing());
}

#[tokio::test]
async fn no_redirect_leads_to_a_private_address() {
    let canary = Canary::new();
    let port = canary.address().port();
    let targets = [
        format!("http://127.0.0.1:{port}/"),
        format!("//127.0.0.1:{port}/"),
        "http://127.0.0.1/".to_owned(),
        "http://[::1]/".to_owned(),
        "http://0x7f000001/".to_owned(),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://evil.example/".to_owned(),
        format!("http://evil.example:{port}/"),
        "http://ada:secret@ada.example/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "gopher://ada.example/".to_owned(),
    ];
    let known = targets.clone();
    let site = Server::new(move |asked, out| {
        let (status, target) = asked.path.trim_start_matches('/').split_once('/').unwrap();
        let target = &known[target.parse::<usize>().unwrap()];
        out.write_all(bare(status.parse().unwrap(), &[&format!("Location: {target}")]).as_bytes())
    });
    let names = Names::all(site.address);
    names.set("evil.example", &[&[&canary.address().to_string()]]);
    let client = guarded(&names, &[site.address.to_string()]);
    for status in [301, 302, 303, 307, 308] {
        for (number, target) in targets.iter().enumerate() {
            let error = error(&client, &format!("http://ada.example/{status}/{number}")).await;
            assert!(matches!(error, Error::Refused(_)), "{status} {target}: {error:?}");
        }
    }
    assert_eq!(site.asked().len(), 5 * targets.len());
    assert!(canary.heard_nothing());
}

#[tokio::test]
async fn a_name_that_changes_its_mind_leads_nowhere_else() {
    let canary = Canary::new();
    let site = Server::new(|_asked, out| {
        out.write_all(ok("text/plain", "hello").as_bytes())?;
        out.flush()?;
        // So that each request needs a new connection.
        Err(hang_up())
    });
    let names = Arc::<Names>::default();
    names.set(
        "evil.example",
        &[&[&site.address.to_string()], &[&canary.address().to_string()]],
    );
    let client = guarded(&names, &[site.address.to_string()]);
    assert!(get(&client, "http://evil.example/").await.is_ok());
    assert_eq!(
        names.look_ups(),
        1,
        "what was judged is what is asked: there is no second look-up"
    );
    let error = error(&client, "http://evil.example/").await;
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
    assert_eq!(names.look_ups(), 2);
    assert!(canary.heard_nothing());
}

#[tokio::test]
async fn the_operator_may_allow_a_host_wherever_it_is() {
    let site = Server::saying(ok("text/plain", "hello"));
    let names = Arc::<Names>::default();
    let here = site.address.to_string();
    names.set("wiki.internal", &[&[&here]]);
    names.set("other.internal", &[&[&here]]);
    let client = guarded(&names, &["wiki.internal:80".to_owned()]);
    assert!(get(&client, "http://wiki.internal/cv").await.is_ok());
    for url in [
        "http://other.internal/cv",
        "http://wiki.internal:443/cv",
        "http://wiki.internal:8080/cv",
    ] {
        let error = error(&client, url).await;
        assert!(matches!(error, Error::Refused(_)), "{url}: {error:?}");
    }
    let port = site.address.port();
    let client = guarded(&Arc::default(), &[format!("127.0.0.1:{port}")]);
    assert!(get(&client, &format!("http://127.0.0.1:{port}/cv")).await.is_ok());
}

#[tokio::test]
async fn a_listed_address_is_not_a_way_to_its_neighbors() {
    let site = Server::saying(ok("text/plain", "hello"));
    let canary = Canary::new();
    let names = Arc::<Names>::default();
    // Another port of the same machine, and the same port as the URL says.
    names.set("evil.example", &[&[&canary.address().to_string()]]);
    names.set("web.example", &[&["127.0.0.1:0"]]);
    let client = guarded(&names, &[site.address.to_string()]);
    for url in [
        "http://evil.example/",
        "http://web.example/",
        "http://web.example:443/",
    ] {
        let error = error(&client, url).await;
        assert!(matches!(error, Error::Refused(_)), "{url}: {error:?}");
    }
    assert!(canary.heard_nothing());
}

#[tokio::test]
async fn what_is_refused_sounds_alike_whatever_is_there() {
    let canary = Canary::new();
    let names = Arc::<Names>::default();
    names.set("evil.example", &[&[&canary.address().to_string()]]);
    names.set("void.example", &[&["10.255.255.1:0"]]);
    let client = guarded(&names, &[]);
    let evil = error(&client, "http://evil.example/").await.to_string();
    let void = error(&client, "http://void.example/").await.to_string();
    assert_eq!(evil.replace("evil", "void"), void);
}

#[tokio::test]
async fn a_lookup_that_finds_nothing_is_no_way_out() {
    let site = Server::saying(ok("text/plain", "hello"));
    let names = Names::all(site.address);
    names.set("empty.example", &[&[]]);
    let error = error(&guarded(&names, &[]), "http://empty.example/").await;
    assert!(matches!(error, Error::Later { .. }), "{error:?}");
    drop(client(&site));
}

proptest! {
    #[test]
    fn an_address_inside_another_is_no_more_public_than_itself(bits in any::<u32>()) {
        let inner = std::net::Ipv4Addr::from_bits(bits);
        let translated = std::net::Ipv6Addr::from_bits(0x64_ff9b << 96 | u128::from(bits));
        prop_assert_eq!(is_public(translated.into()), is_public(inner.into()));
        prop_assert_eq!(is_public(inner.to_ipv6_mapped().into()), is_public(inner.into()));
    }
}
