//! Whom do clients trust? An authority that certifies whatever host is asked for, and one that nobody knows.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

/// Certifies hosts.
#[derive(Debug)]
pub(super) struct Authority {
    trusted: Issuer<'static, KeyPair>,
    unknown: Issuer<'static, KeyPair>,
    /// Of the trusted one, in PEM.
    certificate: String,
    /// By host, and whether it is to be trusted.
    made: Mutex<HashMap<(String, bool), Arc<ServerConfig>>>,
}

impl Authority {
    pub(super) fn new() -> Self {
        let (certificate, trusted) = issuer("Authority of a test");
        let (_, unknown) = issuer("Nobody");
        Self {
            trusted,
            unknown,
            certificate,
            made: Mutex::default(),
        }
    }

    pub(super) fn certificate(&self) -> &str {
        &self.certificate
    }

    /// How a host speaks TLS.
    pub(super) fn config(&self, host: &str, trusted: bool) -> Arc<ServerConfig> {
        let mut made = self.made.lock().unwrap();
        let config = made.entry((host.to_owned(), trusted)).or_insert_with(|| {
            let key = KeyPair::generate().unwrap();
            let issuer = if trusted { &self.trusted } else { &self.unknown };
            let params = CertificateParams::new(vec![host.to_owned()]).unwrap();
            let certificate = params.signed_by(&key, issuer).unwrap();
            let chain = vec![certificate.der().clone()];
            let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
            let config = ServerConfig::builder()
                .with_no_client_auth()
                .with_single_cert(chain, key);
            Arc::new(config.unwrap())
        });
        Arc::clone(config)
    }
}

fn issuer(name: &str) -> (String, Issuer<'static, KeyPair>) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
    params.distinguished_name.push(DnType::CommonName, name);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    (certificate.pem(), Issuer::new(params, key))
}
