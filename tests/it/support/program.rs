//! The real `muster` binary, run in a folder of its own.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::databases::Database;

/// A person whom nobody knows, as a text that is understood.
pub(crate) fn profile(name: &str) -> String {
    format!(
        "# {name}\n\nBackend engineer in Lisbon.\n\n## Skills\n\nRust, PostgreSQL, Kubernetes\n\n## Experience\n\n\
         ### Senior Software Engineer, Nimbusfield\nJan 2020 - present\n\n- Runs the billing platform in Rust\n"
    )
}

/// A working directory: `muster-data` and whatever the test puts there.
pub(crate) struct Desk {
    folder: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// One whose directory is in this database.
    pub(crate) fn over(database: &Database) -> Self {
        let desk = Self::new();
        desk.write("muster.toml", format!("[store]\nurl = '{}'\n", database.url));
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Writes so many profiles into `people/`.
    pub(crate) fn write_people(&self, count: usize) {
        self.write_people_into("people", 0..count);
    }

    /// Writes the profiles of people with these numbers into a folder.
    pub(crate) fn write_people_into(&self, folder: &str, numbers: Range<usize>) {
        for number in numbers {
            self.write(&format!("{folder}/{number:04}.md"), profile(&name(number)));
        }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        prepared(
            Command::new(env!("CARGO_BIN_EXE_muster")),
            self.folder.path(),
            arguments,
        )
    }

    /// The same, for somebody whom the permissions of files stop, even where the tests run as root.
    pub(crate) fn command_without_privileges(&self, arguments: &[&str]) -> Command {
        if !is_root() {
            return self.command(arguments);
        }
        let mut command = Command::new("setpriv");
        command.args([
            "--bounding-set",
            "-dac_override,-dac_read_search",
            env!("CARGO_BIN_EXE_muster"),
        ]);
        prepared(command, self.folder.path(), arguments)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().unwrap())
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::from(child.wait_with_output().unwrap())
    }

    /// Starts a server on a free port and waits until it is ready.
    pub(crate) fn serve(&self, more: &[&str]) -> Server {
        Server::start(self.command(&[&["serve", "--listen", "127.0.0.1:0"], more].concat()))
    }

    /// How many people `muster search` finds without any words.
    pub(crate) fn searchable(&self) -> u64 {
        let found = self.run(&["search", "--json", "--limit", "1"]);
        assert_eq!(found.code, Some(0), "{found:?}");
        let found: serde_json::Value = serde_json::from_str(&found.out).unwrap();
        found["total"].as_u64().unwrap()
    }
}

/// An invented name for each number; no two are alike.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "do", "fi", "gu", "ke", "la", "mo", "nu", "re", "ti"];
    let syllable = |digit: usize| SYLLABLES[number / digit % 10];
    format!(
        "Zed{}{} Quorn{}{}",
        syllable(1000),
        syllable(100),
        syllable(10),
        syllable(1)
    )
}

fn prepared(mut command: Command, folder: &Path, arguments: &[&str]) -> Command {
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("MUSTER_") {
            command.env_remove(name);
        }
    }
    command
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A server; killed when dropped.
pub(crate) struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    pub(crate) address: SocketAddr,
}

impl Server {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let address = line
            .split_once("http://")
            .and_then(|(_, rest)| rest.split_once('/'))
            .and_then(|(address, _)| address.parse().ok());
        let Some(address) = address else {
            panic!(
                "the server does not say where it is: {:?}",
                child.wait_with_output()
            );
        };
        Self { child, out, address }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal: `TERM`, `INT` or `KILL`.
    pub(crate) fn signal(&self, name: &str) {
        signal(self.child.id(), name);
    }

    /// Waits for the end.
    pub(crate) fn wait(mut self) -> Ran {
        let mut out = String::new();
        self.out.read_to_string(&mut out).unwrap();
        let mut err = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        let code = self.child.wait().unwrap().code();
        Ran { code, out, err }
    }

    pub(crate) fn stop(self) -> Ran {
        self.signal("TERM");
        self.wait()
    }

    /// Sends a request and returns the status code with the body.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        self.ask("GET", path, "")
    }

    /// Hands in a text; returns the status code.
    pub(crate) fn submit(&self, text: &str) -> u16 {
        self.ask("POST", "/api/v1/profiles", text).0
    }

    fn ask(&self, verb: &str, path: &str, body: &str) -> (u16, String) {
        self.send(verb, path, "text/markdown", body)
    }

    pub(crate) fn send(&self, verb: &str, path: &str, kind: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        write!(
            stream,
            "{verb} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {kind}\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        read_answer(stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Reads an answer to the end of the connection.
fn read_answer(mut stream: TcpStream) -> (u16, String) {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    (
        status.unwrap_or_else(|| panic!("no status in {answer:?}")),
        body.to_owned(),
    )
}

/// Sends a signal to a process.
pub(crate) fn signal(process: u32, name: &str) {
    let sent = Command::new("sh")
        .args(["-c", &format!("kill -{name} {process}")])
        .status()
        .unwrap();
    assert!(sent.success());
}

/// Asks until it is so; fails after a while that is long for any machine.
pub(crate) fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..400 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("not after 20 seconds: {what}");
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}
