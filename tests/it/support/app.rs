//! A real server on a port of its own, over a database and an index of its own.

use std::net::TcpListener;
use std::path::PathBuf;

use actix_web::dev::ServerHandle;
use muster::cpu;
use muster::directory::{Directory, Rhythm};
use muster::search;
use muster::taxonomy::Taxonomy;
use muster::web;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, redirect};
use serde_json::Value;
use tempfile::TempDir;

use super::databases::Database;
use super::places::Places;

/// The admin token of the servers that have one.
pub(crate) const TOKEN: &str = "open-sesame-0123456789";

/// A text about an invented person with everything that an answer could give away.
pub(crate) const IRA: &str = "# Ira Okafor\n\nSenior Backend Engineer at Examplesoft, Lagos, Nigeria\n\n\
    Write to ira.okafor@example.com or Ira.Okafor@Example.org, Kafka questions welcome.\n\
    Built payments in Kafka and Rust for years, reach me: ira [at] example [dot] com\n\n\
    ## Skills\n\nRust, PostgreSQL, Kafka (ask ira.okafor@example.com)\n\n\
    ## Experience\n\n### Senior Backend Engineer, Examplesoft\n\n2021 - Present\n\n\
    - Built payment services in Rust and Kafka; contact ira.okafor@example.com\n";

/// A running server.
pub(crate) struct TestApp {
    pub(crate) directory: Directory,
    pub(crate) base: String,
    pub(crate) database: Database,
    /// What is outside, under `https://*.example/`.
    pub(crate) places: Places,
    client: Client,
    server: ServerHandle,
    _folder: TempDir,
}

impl TestApp {
    /// Starts a server on which everybody may write.
    pub(crate) async fn open() -> Self {
        Self::start(None, None).await
    }

    /// Starts a server on which everybody may write, on a database of some kind.
    pub(crate) async fn on(database: Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = embedded(folder.path().join("index"));
        Self::serve(folder, database, &config, (None, None)).await
    }

    /// Starts a server on which only [`TOKEN`] lets somebody write.
    pub(crate) async fn guarded() -> Self {
        Self::start(Some(TOKEN), None).await
    }

    /// Starts a server whose index is the one of `config`.
    pub(crate) async fn over(config: &search::Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::serve(folder, Database::sqlite(), config, (None, None)).await
    }

    pub(crate) async fn start(token: Option<&str>, public_url: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = embedded(folder.path().join("index"));
        Self::serve(folder, Database::sqlite(), &config, (token, public_url)).await
    }

    async fn serve(
        folder: TempDir,
        database: Database,
        index: &search::Config,
        (token, public_url): (Option<&str>, Option<&str>),
    ) -> Self {
        let places = Places::default();
        let directory = directory(index, &database, &places).await;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = listener.local_addr().unwrap();
        let config = web::Config {
            listen,
            admin_token: token.map(str::to_owned),
            public_url: public_url.map(str::to_owned),
            drain: std::time::Duration::ZERO,
            shutdown_seconds: 1,
        };
        let server = web::serve(listener, directory.clone(), &config, web::Signals::default()).unwrap();
        let handle = server.handle();
        tokio::spawn(server);
        super::tls::install();
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            // Answers as they came.
            .no_gzip()
            .build()
            .unwrap();
        Self {
            directory,
            base: format!("http://{listen}"),
            database,
            places,
            client,
            server: handle,
            _folder: folder,
        }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// Reads JSON from where it is expected to be.
    pub(crate) async fn json(&self, path: &str) -> Value {
        let response = self.get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.json().await.unwrap()
    }

    /// A request that hands in a text.
    pub(crate) fn submit(&self, text: impl Into<reqwest::Body>) -> RequestBuilder {
        self.request(Method::POST, "/api/v1/profiles")
            .header("content-type", "text/markdown")
            .body(text)
    }

    /// Takes a text in, by whoever may, and brings the index up to date.
    pub(crate) async fn add(&self, text: &str) -> Value {
        let response = self
            .submit(text.to_owned())
            .bearer_auth(TOKEN)
            .send()
            .await
            .unwrap();
        assert!(
            response.status().is_success(),
            "{}",
            response.text().await.unwrap()
        );
        let receipt = response.json().await.unwrap();
        self.directory.drain().await.unwrap();
        receipt
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The order is given at once; nobody waits for the end.
        drop(self.server.stop(false));
    }
}

async fn directory(index: &search::Config, database: &Database, places: &Places) -> Directory {
    let store = database.store().await;
    let indexes = search::open(index).unwrap();
    let directory = Directory::new(store, indexes, Taxonomy::embedded(), cpu::Pool::new(2))
        .with_sources(places.sources(), Rhythm::default());
    let made = directory.drain().await;
    // A served one may be away.
    assert!(made.is_ok() || index.engine.is_served(), "{made:?}");
    directory
}

/// Returns the configuration of an embedded index in `folder`.
pub(crate) fn embedded(folder: PathBuf) -> search::Config {
    search::Config {
        full_text: search::FullText::All,
        engine: search::Engine::Tantivy,
        embedded: search::EmbeddedConfig {
            folder,
            writer_memory: 0,
        },
        meilisearch: search::MeilisearchConfig {
            url: String::new(),
            key: None,
            prefix: String::new(),
        },
    }
}
