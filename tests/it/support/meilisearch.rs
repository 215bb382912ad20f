//! A Meilisearch server for the tests: one a process, in a temporary folder, gone when the process is.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use muster::search::{Config, Engine, Key, MeilisearchConfig};

use tempfile::TempDir;

use super::app::embedded;

/// The master key of the servers that the tests start.
pub(crate) const MASTER_KEY: &str = "a-master-key-of-the-tests";

/// Starts the server, says so, and stops it when standard input closes: also when the tests are killed.
const RUN: &str = r#"
cd "$1"
meilisearch --db-path data --http-addr "127.0.0.1:$2" --no-analytics --master-key "$3" --env development \
    --max-indexing-memory 256MiB >log 2>&1 &
server=$!
echo ready
cat >>log
kill "$server"
wait "$server"
cd /
rm -rf "$1"
"#;

/// A running server.
struct Server {
    url: String,
    key: String,
    directories: AtomicU32,
    /// Its standard input keeps the server alive; `None` for one that was there before.
    _running: Option<Child>,
}

/// Returns the configuration of a directory that the server does not know yet; `None`, said aloud, where there is no
/// server.
pub(crate) fn empty_directory() -> Option<Config> {
    let (server, prefix) = empty()?;
    Some(served(&server.url, Some(&server.key), &prefix))
}

/// The same as a configuration file.
pub(crate) fn empty_directory_file() -> Option<String> {
    let (Server { url, key, .. }, prefix) = empty()?;
    Some(format!(
        "[search]\nengine = 'meilisearch'\nurl = '{url}'\nkey = '{key}'\nindex_prefix = '{prefix}'\n"
    ))
}

fn empty() -> Option<(&'static Server, String)> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(server).as_ref()?;
    let number = server.directories.fetch_add(1, Ordering::Relaxed);
    Some((server, format!("test-{}-{number}", std::process::id())))
}

/// Returns the configuration of a directory on a server.
pub(crate) fn served(url: &str, key: Option<&str>, prefix: &str) -> Config {
    Config {
        engine: Engine::Meilisearch,
        meilisearch: MeilisearchConfig {
            url: url.to_owned(),
            key: key.map(|key| Key::new(key).unwrap()),
            prefix: prefix.to_owned(),
        },
        ..embedded(std::path::PathBuf::new())
    }
}

/// A server of one test's own, which can be away, and lose what it held.
pub(crate) struct OwnServer {
    folder: TempDir,
    port: u16,
    running: Option<Child>,
}

impl OwnServer {
    /// `None` where there is no engine on PATH; whoever needs it asks for [`empty_directory`] first, which says so aloud.
    pub(crate) fn start() -> Option<Self> {
        Command::new("meilisearch").arg("--version").output().ok()?;
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut server = Self {
            folder: tempfile::tempdir().unwrap(),
            port: free.local_addr().unwrap().port(),
            running: None,
        };
        drop(free);
        server.come_back();
        Some(server)
    }

    pub(crate) fn go_away(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.kill().unwrap();
            running.wait().unwrap();
        }
    }

    pub(crate) fn come_back(&mut self) {
        let running = Command::new("meilisearch")
            .current_dir(self.folder.path())
            .args(["--db-path", "data", "--no-analytics", "--env", "development"])
            .args(["--max-indexing-memory", "256MiB", "--master-key", MASTER_KEY])
            .args(["--http-addr", &format!("127.0.0.1:{}", self.port)])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.running = Some(running.unwrap());
        wait_for(self.port);
    }

    /// Forgets everything; it has to be away.
    pub(crate) fn lose_everything(&self) {
        assert!(self.running.is_none());
        std::fs::remove_dir_all(self.folder.path().join("data")).unwrap();
    }

    /// The configuration of a directory that uses it.
    pub(crate) fn file(&self) -> String {
        format!(
            "[search]\nengine = 'meilisearch'\nurl = 'http://127.0.0.1:{}'\nkey = '{MASTER_KEY}'\n",
            self.port
        )
    }
}

impl Drop for OwnServer {
    fn drop(&mut self) {
        self.go_away();
    }
}

fn server() -> Option<Server> {
    if let Some(url) = variable("MUSTER_TEST_MEILISEARCH_URL") {
        return Some(Server {
            url: url.trim_end_matches('/').to_owned(),
            key: variable("MUSTER_TEST_MEILISEARCH_KEY").unwrap_or_else(|| MASTER_KEY.to_owned()),
            directories: AtomicU32::new(0),
            _running: None,
        });
    }
    if Command::new("meilisearch").arg("--version").output().is_err() {
        let required = variable("MUSTER_TEST_REQUIRE").is_some_and(|list| list.contains("meilisearch"));
        assert!(
            !required,
            "Meilisearch is required by MUSTER_TEST_REQUIRE and `meilisearch` is not on PATH"
        );
        // Written past the capture of the test harness: a skip must be seen.
        let skipped = "skipped: `meilisearch` is not on PATH, so its tests did not run\n";
        std::io::stderr().write_all(skipped.as_bytes()).unwrap();
        return None;
    }
    Some(start())
}

fn start() -> Server {
    let folder = tempfile::Builder::new()
        .prefix("muster-meilisearch-")
        .tempdir()
        .unwrap()
        .keep();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let mut running = Command::new("sh")
        .args(["-c", RUN, "sh"])
        .arg(&folder)
        .args([port.to_string().as_str(), MASTER_KEY])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(running.stdout.take().unwrap())
        .read_line(&mut said)
        .unwrap();
    assert_eq!(said, "ready\n");
    wait_for(port);
    Server {
        url: format!("http://127.0.0.1:{port}"),
        key: MASTER_KEY.to_owned(),
        directories: AtomicU32::new(0),
        _running: Some(running),
    }
}

/// Returns when something listens on `port`.
fn wait_for(port: u16) {
    let begun = std::time::Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed().as_secs() < 60, "Meilisearch does not start");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[expect(clippy::disallowed_methods, reason = "the tests' own switches")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
