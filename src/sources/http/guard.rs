//! Whom may we ask? Decided for each address as it is written, and again for what its name stands for.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use async_trait::async_trait;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::address::is_public;
use super::words::place;
use crate::sources::Error;

/// How long an address may be that is asked for, in bytes.
pub(super) const LONGEST_URL: usize = 2_048;
/// How many of a name's addresses are tried.
const ADDRESSES: usize = 8;

/// Finds out where a name leads.
#[async_trait]
pub trait Lookup: fmt::Debug + Send + Sync {
    /// Returns the addresses of a host's name. A port other than 0 takes the place of the one that the scheme stands for.
    async fn lookup(&self, name: &str) -> io::Result<Vec<SocketAddr>>;
}

/// Asks the system, and through it the domain name system.
#[derive(Debug, Clone, Copy)]
pub(super) struct SystemLookup;

#[async_trait]
impl Lookup for SystemLookup {
    async fn lookup(&self, name: &str) -> io::Result<Vec<SocketAddr>> {
        Ok(tokio::net::lookup_host((name, 0)).await?.collect())
    }
}

/// How a host may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Permission {
    /// At public addresses only.
    Public,
    /// Wherever it is, as the operator said.
    Listed,
}

/// The hosts and addresses that the operator allows although they are not public.
#[derive(Debug, Clone, Default)]
pub(super) struct Guard {
    names: Vec<(String, Option<u16>)>,
    addresses: Vec<(IpAddr, Option<u16>)>,
}

impl Guard {
    /// Reads `NAME`, `NAME:PORT`; a name may be an address, in brackets where it is one of IPv6. What is neither is left out.
    pub(super) fn new(listed: &[String]) -> Self {
        let mut guard = Self::default();
        for (host, port) in listed.iter().filter_map(|entry| host_and_port(entry)) {
            match host {
                Host::Domain(name) => guard.names.push((canonical(&name), port)),
                Host::Ipv4(address) => guard.addresses.push((IpAddr::V4(address), port)),
                Host::Ipv6(address) => guard.addresses.push((IpAddr::V6(address), port)),
            }
        }
        guard
    }

    /// Judges an address as it is written.
    pub(super) fn permit(&self, url: &Url) -> Result<Permission, Error> {
        let refused = |why: &str| Error::Refused(format!("{} is not read: {why}", place(url)));
        if !matches!(url.scheme(), "http" | "https") {
            return Err(refused("only addresses that begin with https:// or http:// are"));
        }
        if url.as_str().len() > LONGEST_URL {
            return Err(refused("its address is longer than 2,048 letters"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refused(
                "its address holds a user's name or password; take it out",
            ));
        }
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(refused("its address names no host"));
        };
        if self.lists(&host, port) {
            return Ok(Permission::Listed);
        }
        if !matches!(port, 80 | 443) {
            return Err(refused("only the usual ports of the web, 80 and 443, are asked"));
        }
        let public = match host {
            Host::Domain(_name) => true,
            Host::Ipv4(address) => is_public(IpAddr::V4(address)),
            Host::Ipv6(address) => is_public(IpAddr::V6(address)),
        };
        if public {
            Ok(Permission::Public)
        } else {
            Err(not_public(url))
        }
    }

    fn lists(&self, host: &Host<&str>, port: u16) -> bool {
        let matches = |listed: Option<u16>| listed.is_none_or(|listed| listed == port);
        let address = match host {
            Host::Domain(name) => {
                let name = canonical(name);
                return self
                    .names
                    .iter()
                    .any(|(listed, at)| *listed == name && matches(*at));
            }
            Host::Ipv4(address) => IpAddr::V4(*address),
            Host::Ipv6(address) => IpAddr::V6(*address),
        };
        self.addresses
            .iter()
            .any(|(listed, at)| *listed == address && matches(*at))
    }

    /// Judges an address that a name stands for: a name cannot make an address its own that is listed for all ports.
    pub(super) fn reaches(&self, address: SocketAddr) -> bool {
        is_public(address.ip()) || self.addresses.contains(&(address.ip(), Some(address.port())))
    }
}

/// Reads a host as it stands in a URL, so that both are written alike.
fn host_and_port(entry: &str) -> Option<(Host, Option<u16>)> {
    // Each scheme drops the port that is its own.
    let [http, https] = ["http", "https"].map(|scheme| Url::parse(&format!("{scheme}://{entry}/")).ok());
    let (http, https) = (http?, https?);
    Some((http.host()?.to_owned(), http.port().or(https.port())))
}

/// Says that a place is not on the public internet, in the same words whatever is there.
pub(super) fn not_public(url: &Url) -> Error {
    Error::Refused(format!(
        "{} is not read: only places that everybody on the internet can reach are, unless the operator allows the host",
        place(url)
    ))
}

/// A host's name as it is compared.
pub(super) fn canonical(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// Looks a name up once, for one connection, which goes to no other addresses than those that were judged.
#[derive(Debug)]
pub(super) struct Resolver {
    pub(super) lookup: Arc<dyn Lookup>,
    /// `None` takes what comes.
    pub(super) guard: Option<Arc<Guard>>,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, guard) = (Arc::clone(&self.lookup), self.guard.clone());
        Box::pin(async move {
            let mut addresses = lookup.lookup(name.as_str()).await?;
            // One address that is not public is enough: which of them is taken is up to chance.
            if guard.is_some_and(|guard| !addresses.iter().all(|address| guard.reaches(*address))) {
                return Err(Box::new(NotPublic) as Box<dyn StdError + Send + Sync>);
            }
            if addresses.is_empty() {
                return Err(io::Error::from(io::ErrorKind::NotFound).into());
            }
            addresses.truncate(ADDRESSES);
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// A name stands for an address that is not public.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the name stands for an address that is not public")]
pub(super) struct NotPublic;

#[cfg(test)]
mod tests {
    use super::*;

    fn permit(listed: &[&str], url: &str) -> Result<Permission, Error> {
        let listed: Vec<String> = listed.iter().map(|&host| host.to_owned()).collect();
        Guard::new(&listed).permit(&Url::parse(url).unwrap())
    }

    #[test]
    fn addresses_of_this_machine_are_refused_however_they_are_written() {
        for url in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://017700000001/",
            "http://0x7f.1/",
            "http://0x7f000001/",
            "http://0/",
            "http://①②⑦.0.0.1/",
            "http://127.0.0.1./",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://169.254.169.254/latest/meta-data",
            "http://[fe80::1]/",
            "http://[fd00:ec2::254]/",
            "https://10.0.0.1/",
            "HTTP://192.168.0.1/",
        ] {
            assert!(matches!(permit(&[], url), Err(Error::Refused(_))), "{url}");
        }
    }

    #[test]
    fn other_ways_to_mislead_are_refused() {
        for url in [
            "file:///etc/passwd",
            "gopher://example.com/",
            "ftp://example.com/",
            "data:text/plain,hello",
            "http://ada@example.com/",
            "http://ada:secret@example.com/",
            "http://example.com@127.0.0.1/",
            "http://example.com:22/",
            "http://example.com:8080/",
            "http://user@127.0.0.1/",
        ] {
            assert!(matches!(permit(&[], url), Err(Error::Refused(_))), "{url}");
        }
        let long = format!("https://example.com/{}", "a".repeat(LONGEST_URL));
        assert!(matches!(permit(&[], &long), Err(Error::Refused(_))));
    }

    #[test]
    fn what_looks_like_another_host_is_the_one_that_is_asked() {
        // Parsed once: whoever asks and whoever judges see the same host.
        assert_eq!(
            Url::parse("http://example.com#@127.0.0.1/").unwrap().host_str(),
            Some("example.com")
        );
        assert_eq!(
            Url::parse("http://example.com\\@127.0.0.1/").unwrap().host_str(),
            Some("example.com")
        );
        assert!(Url::parse("http://[fe80::1%25eth0]/").is_err(), "no zones");
        assert!(Url::parse("http:///").is_err(), "no host");
    }

    #[test]
    fn public_places_may_be_asked_at_the_ports_of_the_web() {
        for url in [
            "https://example.com/",
            "http://example.com:443/",
            "https://example.com:80/",
            "http://1.1.1.1/",
            "https://[2606:4700::1111]/",
            "https://example.com./",
        ] {
            assert_eq!(permit(&[], url), Ok(Permission::Public), "{url}");
        }
    }

    #[test]
    fn a_host_that_the_operator_lists_may_be_asked_at_the_listed_port() {
        let listed = [
            "git.example.org:8443",
            "Wiki.Example.Org",
            "127.0.0.1:8080",
            "[::1]:8080",
            "10.0.0.7",
            "bücher.example:80",
            "no host",
        ];
        for url in [
            "https://git.example.org:8443/",
            "http://wiki.example.org:9000/",
            "http://127.0.0.1:8080/",
            "http://[::1]:8080/",
            "http://10.0.0.7:5000/",
            "http://xn--bcher-kva.example/",
        ] {
            assert_eq!(permit(&listed, url), Ok(Permission::Listed), "{url}");
        }
        assert_eq!(
            permit(&listed, "https://git.example.org/"),
            Ok(Permission::Public),
            "if it is public"
        );
        for url in [
            "https://git.example.org:8444/",
            "http://127.0.0.1:8081/",
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://10.0.0.8/",
            "http://not-wiki.example.org:9000/",
        ] {
            assert!(matches!(permit(&listed, url), Err(Error::Refused(_))), "{url}");
        }
    }

    #[test]
    fn a_name_reaches_only_public_addresses_and_exactly_what_is_listed() {
        let guard = Guard::new(&["127.0.0.1:8080".to_owned(), "10.0.0.7".to_owned()]);
        for (address, expected) in [
            ("1.1.1.1:0", true),
            ("[2606:4700::1111]:0", true),
            ("127.0.0.1:8080", true),
            ("127.0.0.1:0", false),
            ("127.0.0.1:8081", false),
            ("10.0.0.7:0", false),
            ("10.0.0.7:80", false),
        ] {
            assert_eq!(guard.reaches(address.parse().unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn a_refusal_does_not_say_what_is_there() {
        let Err(Error::Refused(literal)) = permit(&[], "http://10.1.2.3/admin") else {
            panic!()
        };
        let name = not_public(&Url::parse("http://intranet.example/admin").unwrap()).to_string();
        assert_eq!(literal.replace("10.1.2.3", "intranet.example"), name);
    }
}
