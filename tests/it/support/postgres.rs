//! A PostgreSQL server for the tests: one a process, in a temporary folder, gone when the process is.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

/// Starts the server, says so, does what standard input says, and stops it when that closes: also when the tests are
/// killed.
const RUN: &str = r#"
set -e
cd "$1"
"$2/initdb" -D data -U muster -A trust -E UTF8 --no-locale -N >log 2>&1
start() {
    "$2/pg_ctl" -D data -w -l log start \
        -o "-k $1 -c listen_addresses=127.0.0.1 -c port=$3 -c max_connections=200 -c fsync=off -c full_page_writes=off" >>log 2>&1
}
stop() {
    "$2/pg_ctl" -D data -w -m fast stop >>log 2>&1
}
start "$@"
echo ready
while read -r order; do
    "$order" "$@"
    echo done
done
"$2/pg_ctl" -D data -m immediate stop >>log 2>&1 || true
cd /
rm -rf "$1"
"#;

/// A running server.
pub(crate) struct Server {
    folder: PathBuf,
    binaries: PathBuf,
    port: u16,
    databases: AtomicU32,
    answers: Mutex<BufReader<ChildStdout>>,
    /// Its standard input keeps the server alive.
    running: Child,
}

/// Makes an empty database and returns its URL; `None`, said aloud, where PostgreSQL is not installed.
pub(crate) fn empty_database() -> Option<String> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(own_server).as_ref()?;
    Some(server.empty_database())
}

impl Server {
    /// Makes an empty database and returns its URL.
    pub(crate) fn empty_database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{number}");
        let made = Command::new(self.binaries.join("createdb"))
            .args(["-U", "muster", "-h", "127.0.0.1", "-p"])
            .args([&self.port.to_string(), &name])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        format!("postgres://muster@127.0.0.1:{}/{name}", self.port)
    }

    /// Stops it as an operator does: whoever is connected is cut off.
    pub(crate) fn stop(&self) {
        self.order("stop");
    }

    pub(crate) fn start(&self) {
        self.order("start");
    }

    pub(crate) fn restart(&self) {
        self.stop();
        self.start();
    }

    fn order(&self, order: &str) {
        let mut answers = self.answers.lock().unwrap();
        writeln!(self.running.stdin.as_ref().unwrap(), "{order}").unwrap();
        let mut said = String::new();
        answers.read_line(&mut said).unwrap();
        assert_eq!(said, "done\n", "{order}: {}", self.log());
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

/// Starts a server of one test's own, which it may stop and start; `None`, said aloud, where PostgreSQL is not installed.
pub(crate) fn own_server() -> Option<Server> {
    let Some(binaries) = binaries() else {
        assert!(
            !is_required(),
            "PostgreSQL is required by MUSTER_TEST_REQUIRE and not installed: apt-get install postgresql"
        );
        // Written past the capture of the test harness: a skip must be seen.
        let skipped =
            "skipped: PostgreSQL is not installed, so its tests did not run (apt-get install postgresql)\n";
        std::io::stderr().write_all(skipped.as_bytes()).unwrap();
        return None;
    };
    let folder = tempfile::Builder::new()
        .prefix("muster-postgres-")
        .tempdir()
        .unwrap()
        .keep();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let mut running = as_an_ordinary_user(&folder)
        .args(["sh", "-c", RUN, "sh"])
        .args([&folder, &binaries])
        .arg(port.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let mut answers = BufReader::new(running.stdout.take().unwrap());
    answers.read_line(&mut said).unwrap();
    let server = Server {
        folder,
        binaries,
        port,
        databases: AtomicU32::new(0),
        answers: Mutex::new(answers),
        running,
    };
    assert_eq!(said, "ready\n", "PostgreSQL did not start: {}", server.log());
    Some(server)
}

/// Returns where one of PostgreSQL's own programs is.
pub(crate) fn program(name: &str) -> PathBuf {
    binaries().unwrap().join(name)
}

/// The newest installed version's programs.
fn binaries() -> Option<PathBuf> {
    let mut versions: Vec<_> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .map(|entry| entry.unwrap().path().join("bin"))
        .filter(|folder| folder.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop()
}

#[expect(clippy::disallowed_methods, reason = "the test's own switch")]
fn is_required() -> bool {
    std::env::var("MUSTER_TEST_REQUIRE").is_ok_and(|required| required.contains("postgres"))
}

/// PostgreSQL refuses to run as root; then its package's own user runs it.
fn as_an_ordinary_user(folder: &Path) -> Command {
    let user = Command::new("id").arg("-u").output().unwrap();
    if user.stdout != b"0\n" {
        return Command::new("env");
    }
    let owned = Command::new("chown")
        .arg("postgres")
        .arg(folder)
        .status()
        .unwrap();
    assert!(owned.success());
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    command
}
