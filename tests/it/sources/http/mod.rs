//! The polite client, and sites that are not.

mod answers;
mod encryption;
mod guard;
mod hostile;
mod limits;
mod redirects;
mod robots;
mod server;

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use muster::sources::http::{Answer, Client, Content, Lookup, Patience, Request};
use muster::sources::{Config, Error, GithubConfig};
use url::Url;

use server::Server;

/// Long enough for this machine, short enough for a test.
const PATIENCE: Patience = Patience {
    connect: Duration::from_secs(5),
    read: Duration::from_secs(5),
    answer: Duration::from_secs(10),
    turns: Duration::from_secs(10),
    retry: Duration::from_millis(20),
};

/// The same, for sites that let a test wait.
const IMPATIENCE: Patience = Patience {
    read: Duration::from_millis(400),
    answer: Duration::from_millis(1_200),
    ..PATIENCE
};

const PACE: Duration = Duration::from_millis(20);

/// Where names lead, in a test.
#[derive(Debug, Default)]
struct Names {
    /// What each name stands for, look-up after look-up; the last one stays.
    known: Mutex<HashMap<String, Vec<Vec<SocketAddr>>>>,
    /// What every other name stands for.
    others: Option<SocketAddr>,
    count: AtomicUsize,
}

#[async_trait]
impl Lookup for Names {
    async fn lookup(&self, name: &str) -> io::Result<Vec<SocketAddr>> {
        self.count.fetch_add(1, Ordering::SeqCst);
        if let Some(answers) = self.known.lock().unwrap().get_mut(name) {
            return Ok(if answers.len() > 1 {
                answers.remove(0)
            } else {
                answers[0].clone()
            });
        }
        self.others
            .map(|address| vec![address])
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Names {
    /// Every name stands for one site.
    fn all(site: SocketAddr) -> Arc<Self> {
        Arc::new(Self {
            others: Some(site),
            ..Self::default()
        })
    }

    fn set(&self, name: &str, answers: &[&[&str]]) {
        let answers = answers
            .iter()
            .map(|answer| answer.iter().map(|address| address.parse().unwrap()).collect());
        self.known
            .lock()
            .unwrap()
            .insert(name.to_owned(), answers.collect());
    }

    fn look_ups(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }
}

fn config(private_hosts: &[String]) -> Config {
    Config {
        contact: Some("https://directory.example/about".to_owned()),
        pace: PACE,
        private_hosts: private_hosts.to_vec(),
        ca_file: None,
        github: GithubConfig {
            api: Url::parse("https://api.github.com").unwrap(),
            site: Url::parse("https://github.com").unwrap(),
            token: None,
        },
    }
}

/// A client for which the whole internet is one site of this machine.
fn client(site: &Server) -> Client {
    patient(site, PATIENCE)
}

fn patient(site: &Server, patience: Patience) -> Client {
    let config = config(&[site.address.to_string()]);
    Client::with_patience(&config, Names::all(site.address), patience).unwrap()
}

fn request(url: &str) -> Request {
    Request {
        obeys_robots: false,
        ..Request::new(Url::parse(url).unwrap(), &["text/*", "application/json"], 10_000)
    }
}

async fn get(client: &Client, url: &str) -> Result<Content, Error> {
    match client.get(request(url)).await? {
        Answer::Content(content) => Ok(content),
        Answer::Unchanged => panic!("unchanged"),
    }
}

async fn error(client: &Client, url: &str) -> Error {
    get(client, url).await.expect_err(url)
}

/// When it may be asked again, of an error that says so.
fn not_before(error: &Error) -> Option<Duration> {
    match error {
        Error::Later { not_before, .. } => *not_before,
        other => panic!("not for later: {other:?}"),
    }
}
