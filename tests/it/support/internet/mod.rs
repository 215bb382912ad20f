//! A small internet in this process: GitHub, Medium and any site, answered from a state that a test fills and changes.
//!
//! One server answers for every host, by TLS and in the clear, with certificates of an authority of its own. What a client
//! asked is kept, so that a test can count it.

mod certificates;
mod fault;
mod feeds;
mod github;
mod site;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use muster::cpu;
use muster::sources::http::{Client, Lookup, Patience};
use muster::sources::{Config, Fetched, GithubConfig, Sources, Validators};
use tempfile::NamedTempFile;
use tokio::net::TcpListener;
use url::Url;

use certificates::Authority;
pub(crate) use fault::Fault;
pub(crate) use feeds::{Blog, Entry};
pub(crate) use github::{Account, Limit, Repository};
pub(crate) use site::Page;

/// Everything that can be asked for.
#[derive(Debug, Default)]
pub(crate) struct World {
    /// By login, in lower case.
    pub(crate) accounts: BTreeMap<String, Account>,
    /// New logins by old ones.
    pub(crate) renamed: BTreeMap<String, String>,
    /// How many requests GitHub's interface still answers; any number where there is no limit.
    pub(crate) limit: Option<Limit>,
    /// Tokens that GitHub does not accept.
    pub(crate) revoked: BTreeSet<String>,
    /// By the address of the feed.
    pub(crate) blogs: BTreeMap<String, Blog>,
    /// By address, without the query.
    pub(crate) pages: BTreeMap<String, Page>,
    /// What goes wrong, by address, without the query.
    pub(crate) faults: BTreeMap<String, Fault>,
    /// Hosts whose certificates are from nobody who is known.
    pub(crate) distrusted: BTreeSet<String>,
    /// Hosts that lead somewhere else than here.
    pub(crate) addresses: BTreeMap<String, SocketAddr>,
}

/// One request, as it was seen.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) host: String,
    /// With the query.
    pub(crate) path: String,
    pub(crate) user_agent: String,
    pub(crate) bearer: Option<String>,
    pub(crate) at: Instant,
    /// `None` where no answer was given.
    pub(crate) status: Option<u16>,
    pub(crate) encrypted: bool,
}

/// The internet of one test.
#[derive(Debug, Clone)]
pub(crate) struct Internet {
    address: SocketAddr,
    authority: Arc<Authority>,
    /// The authority's certificate, for clients to trust.
    trusted: Arc<NamedTempFile>,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    world: World,
    visits: Vec<Visit>,
    /// Requests that are being answered, by host.
    open: BTreeMap<String, usize>,
    /// The most of them at once.
    most: BTreeMap<String, usize>,
}

impl Internet {
    pub(crate) async fn start() -> Self {
        Self::at("127.0.0.1").await
    }

    /// One whose hosts are all at this address of the machine.
    pub(crate) async fn at(address: &str) -> Self {
        super::tls::install();
        let listener = TcpListener::bind((address, 0)).await.unwrap();
        let authority = Authority::new();
        let trusted = NamedTempFile::new().unwrap();
        std::fs::write(trusted.path(), authority.certificate()).unwrap();
        let internet = Self {
            address: listener.local_addr().unwrap(),
            authority: Arc::new(authority),
            trusted: Arc::new(trusted),
            state: Arc::default(),
        };
        let serving = internet.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(wire::talk(serving.clone(), stream));
            }
        });
        internet
    }

    /// Where it answers.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Changes what can be asked for.
    pub(crate) fn change(&self, change: impl FnOnce(&mut World)) {
        change(&mut self.state.lock().unwrap().world);
    }

    /// Lets an address, without its query, answer wrongly from now on.
    pub(crate) fn fail(&self, address: &str, fault: Fault) {
        self.change(|world| {
            world.faults.insert(address.to_owned(), fault);
        });
    }

    pub(crate) fn heal(&self, address: &str) {
        self.change(|world| {
            world.faults.remove(address);
        });
    }

    /// Every request so far.
    pub(crate) fn visits(&self) -> Vec<Visit> {
        self.state.lock().unwrap().visits.clone()
    }

    /// The requests to one host, but for its robots.txt.
    pub(crate) fn visits_to(&self, host: &str) -> Vec<Visit> {
        let mut visits = self.visits();
        visits.retain(|visit| visit.host == host && visit.path != "/robots.txt");
        visits
    }

    pub(crate) fn forget_visits(&self) {
        self.state.lock().unwrap().visits.clear();
    }

    /// The most requests that one host answered at once.
    pub(crate) fn most_at_once(&self, host: &str) -> usize {
        self.state
            .lock()
            .unwrap()
            .most
            .get(host)
            .copied()
            .unwrap_or_default()
    }

    /// A configuration that trusts this internet and may ask its hosts, which are all at a loopback address.
    pub(crate) fn config(&self, hosts: &[&str]) -> Config {
        let known = [
            "api.github.com",
            "github.com",
            "raw.githubusercontent.com",
            "gist.github.com",
            "gist.githubusercontent.com",
            "medium.com",
            "dev.to",
        ];
        Config {
            contact: Some("https://directory.example/about".to_owned()),
            pace: Duration::ZERO,
            private_hosts: known.iter().chain(hosts).map(|host| (*host).to_owned()).collect(),
            ca_file: Some(self.trusted.path().to_owned()),
            github: GithubConfig {
                api: Url::parse("https://api.github.com").unwrap(),
                site: Url::parse("https://github.com").unwrap(),
                token: None,
            },
        }
    }

    /// All kinds of places, asked with little patience.
    pub(crate) fn sources(&self, config: &Config) -> Sources {
        let lookup: Arc<dyn Lookup> = Arc::new(self.clone());
        let patience = Patience {
            connect: Duration::from_secs(5),
            read: Duration::from_secs(1),
            answer: Duration::from_secs(3),
            turns: Duration::from_secs(20),
            retry: Duration::from_millis(10),
        };
        let client = Client::with_patience(config, lookup, patience).unwrap();
        Sources::new(config, client, &cpu::Pool::new(2))
    }
}

/// Every name leads to the one server, unless the test says otherwise.
#[async_trait]
impl Lookup for Internet {
    async fn lookup(&self, name: &str) -> io::Result<Vec<SocketAddr>> {
        let state = self.state.lock().unwrap();
        Ok(vec![
            state.world.addresses.get(name).copied().unwrap_or(self.address),
        ])
    }
}

/// Reads an address as a person wrote it, knowing nothing of an earlier time.
pub(crate) async fn fetch(sources: &Sources, address: &str) -> Result<Fetched, muster::sources::Error> {
    fetch_again(sources, address, &Validators::default()).await
}

/// Reads an address, knowing what an earlier time told.
pub(crate) async fn fetch_again(
    sources: &Sources,
    address: &str,
    known: &Validators,
) -> Result<Fetched, muster::sources::Error> {
    let origin = sources.recognize(address).expect("the address of a place");
    sources.fetch(origin.kind, &origin.locator, known).await
}
