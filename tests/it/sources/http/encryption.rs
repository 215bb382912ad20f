//! Sites whose certificates should not be trusted, and one that the operator trusts.

use std::fs;

use muster::sources::Error;
use muster::sources::http::Client;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::server::{Server, ok};
use super::{Names, PATIENCE, client, config, error, get};
use crate::support::tls;

/// Somebody who signs certificates.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// A site with a certificate for `ada.example`, or what `change` makes of it.
    fn site(&self, change: impl FnOnce(&mut CertificateParams)) -> Server {
        let mut params = CertificateParams::new(vec!["ada.example".to_owned()]).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        serve(certificate.der().clone(), &key)
    }
}

fn serve(certificate: CertificateDer<'static>, key: &KeyPair) -> Server {
    tls::install();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key);
    Server::encrypted(config.unwrap())
}

/// A client that trusts an authority beside the system's.
fn trusting(authority: &Authority, site: &Server) -> Client {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    fs::write(&path, authority.0.pem()).unwrap();
    let mut config = config(&[site.address.to_string()]);
    config.ca_file = Some(path);
    Client::with_patience(&config, Names::all(site.address), PATIENCE).unwrap()
}

async fn distrust(client: &Client, site: &Server) -> String {
    let error = error(client, "https://ada.example/").await;
    assert!(
        matches!(error, Error::Later { not_before: None, .. }),
        "it may be mended: {error:?}"
    );
    assert_eq!(
        (site.asked().len(), site.connections()),
        (0, 1),
        "nothing was told, and nobody asked again"
    );
    error.to_string()
}

#[tokio::test]
async fn an_authority_that_the_operator_names_is_trusted() {
    let authority = Authority::new();
    let site = authority.site(|_certificate| {});
    let client = trusting(&authority, &site);
    assert_eq!(
        get(&client, "https://ada.example/").await.unwrap().bytes,
        b"hello"
    );
}

#[tokio::test]
async fn a_certificate_of_nobody_is_not_trusted() {
    let site = Authority::new().site(|_certificate| {});
    let reason = distrust(&client(&site), &site).await;
    assert_eq!(
        reason,
        "ada.example cannot be trusted: its certificate is from nobody who is known here"
    );
}

#[tokio::test]
async fn a_certificate_that_a_site_signed_itself_is_not_trusted() {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["ada.example".to_owned()]).unwrap();
    let site = serve(params.self_signed(&key).unwrap().der().clone(), &key);
    let reason = distrust(&client(&site), &site).await;
    assert!(
        reason.starts_with("ada.example cannot be trusted: its certificate is "),
        "{reason}"
    );
}

#[tokio::test]
async fn a_certificate_of_another_name_or_time_is_not_trusted() {
    let authority = Authority::new();
    let site = authority.site(|certificate| certificate.not_after = date_time_ymd(2001, 1, 1));
    let reason = distrust(&trusting(&authority, &site), &site).await;
    assert!(reason.ends_with("its certificate has expired"), "{reason}");

    let site = authority.site(|certificate| certificate.not_before = date_time_ymd(4000, 1, 1));
    let reason = distrust(&trusting(&authority, &site), &site).await;
    assert!(reason.ends_with("its certificate is not valid yet"), "{reason}");

    let site = authority.site(|certificate| {
        *certificate = CertificateParams::new(vec!["eve.example".to_owned()]).unwrap();
    });
    let reason = distrust(&trusting(&authority, &site), &site).await;
    assert!(
        reason.ends_with("its certificate is for another name"),
        "{reason}"
    );
}

#[tokio::test]
async fn a_site_that_does_not_speak_the_language_is_not_trusted() {
    let authority = Authority::new();
    let site = Server::saying(ok("text/plain", "hello"));
    let error = error(&trusting(&authority, &site), "https://ada.example/").await;
    assert!(
        matches!(error, Error::Later { not_before: None, .. }),
        "{error:?}"
    );
    assert!(!error.to_string().contains("127.0.0.1"), "{error}");
}

#[tokio::test]
async fn encryption_is_not_given_up_on_the_way() {
    let authority = Authority::new();
    let site = authority.site(|_certificate| {});
    let client = trusting(&authority, &site);
    let error = error(&client, "https://ada.example/plain").await;
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
    assert_eq!(site.asked().len(), 1);
}

#[test]
fn certificates_that_cannot_be_read_are_said_at_once() {
    let mut config = config(&[]);
    config.ca_file = Some("there/is/nothing.pem".into());
    let problem = Client::new(&config).unwrap_err().to_string();
    assert!(problem.contains("there/is/nothing.pem"), "{problem}");
}
