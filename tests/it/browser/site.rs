//! The program itself, serving the examples from a folder of its own.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A running directory; it ends with this value.
#[derive(Debug)]
pub(super) struct Site {
    child: Child,
    /// `http://127.0.0.1:PORT`
    address: String,
    _data: TempDir,
}

impl Site {
    /// Starts the directory on a free port and waits until it answers.
    pub(super) fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_muster"))
            .args(["serve", "--examples", "--listen", "127.0.0.1:0", "--data"])
            .arg(data.path())
            .current_dir(data.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let address = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                let (_, rest) = line.split_once("http://")?;
                let address = rest.split(['/', ' ']).next()?;
                Some(format!("http://{address}"))
            });
        Self {
            address: address.unwrap_or_else(|| panic!("muster ended: {:?}", child.wait())),
            child,
            _data: data,
        }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
