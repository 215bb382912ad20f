//! A PostgreSQL server for the tests: one a process, in a temporary folder, gone when the process is.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Starts the server, says so, and stops it when standard input closes: also when the tests are killed.
const RUN: &str = r#"
set -e
cd "$1"
"$2/initdb" -D data -U muster -A trust -E UTF8 --no-locale -N >log 2>&1
"$2/pg_ctl" -D data -w -l log start \
    -o "-k $1 -c listen_addresses='' -c max_connections=200 -c fsync=off -c full_page_writes=off" >>log 2>&1
echo ready
cat >>log
"$2/pg_ctl" -D data -m immediate stop >>log 2>&1
cd /
rm -rf "$1"
"#;

/// A running server.
struct Server {
    folder: PathBuf,
    binaries: PathBuf,
    databases: AtomicU32,
    /// Its standard input keeps the server alive.
    _running: Child,
}

/// Makes an empty database and returns its URL; `None`, said aloud, where PostgreSQL is not installed.
pub(crate) fn empty_database() -> Option<String> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(start).as_ref()?;
    let number = server.databases.fetch_add(1, Ordering::Relaxed);
    let name = format!("test_{number}");
    let made = Command::new(server.binaries.join("createdb"))
        .args(["-U", "muster", "-h"])
        .arg(&server.folder)
        .arg(&name)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    Some(format!(
        "postgres://muster@localhost/{name}?host={}",
        server.folder.display()
    ))
}

fn start() -> Option<Server> {
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
    let mut running = as_an_ordinary_user(&folder)
        .args(["sh", "-c", RUN, "sh"])
        .args([&folder, &binaries])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let output = running.stdout.take().unwrap();
    BufReader::new(output).read_line(&mut said).unwrap();
    let log = || fs::read_to_string(folder.join("log")).unwrap_or_default();
    assert_eq!(said, "ready\n", "PostgreSQL did not start: {}", log());
    Some(Server {
        folder,
        binaries,
        databases: AtomicU32::new(0),
        _running: running,
    })
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
