//! The program itself, serving the examples from a folder of its own.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::RequestBuilder;
use serde_json::{Value, json};
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

    /// Adds Ottoline Fenwright, of whom there is everything to see that several sources bring: they disagree, something was set
    /// by hand and something taken away, somebody was joined, somebody looks alike, and a place cannot be read.
    pub(super) async fn add_ottoline(&self) {
        let long = "otto-with-a-long-path/that-goes-on-and-on/and-does-not-break-anywhere/readme.md";
        let sources = [
            (
                "one",
                "Bergen, Norway",
                "Engineer, Northwind Traders",
                "Go",
                "otto.md",
            ),
            ("one", "Lisbon, Portugal", "Staff Engineer, Contoso", "Rust", long),
            ("one", "Lisbon, Portugal", "Staff Engineer, Contoso", "Perl", long),
            (
                "two",
                "Oslo, Norway",
                "Engineer, Northwind Traders",
                "Scala",
                "two.md",
            ),
            (
                "three",
                "Oslo, Norway",
                "Engineer, Northwind Traders",
                "Elixir",
                "three.md",
            ),
        ];
        let mut slugs = Vec::new();
        for (login, place, role, skill, source) in sources {
            let path = format!("/api/v1/profiles?source=https://example.com/{source}");
            let request = self
                .request("POST", &path)
                .header("content-type", "text/markdown");
            let receipt = sent(request.body(career(login, place, role, skill))).await;
            slugs.push(receipt["slug"].as_str().unwrap().to_owned());
        }
        let ottoline = "/api/v1/profiles/ottoline-fenwright";
        for (verb, path, body) in [
            (
                "POST",
                format!("/api/v1/profiles/{}/merge", slugs[4]),
                json!({"into": slugs[0]}),
            ),
            (
                "PUT",
                format!("{ottoline}/corrections/headline"),
                json!({"value": "Engineer of the year"}),
            ),
            ("PUT", format!("{ottoline}/corrections/skills/go"), json!({})),
            (
                "POST",
                format!("{ottoline}/origins"),
                json!({"address": "https://127.0.0.1/a-page-with-a-long-address/that-is-nobody-s.html"}),
            ),
            ("POST", format!("{ottoline}/refresh"), json!(null)),
        ] {
            sent(self.request(verb, &path).json(&body)).await;
        }
    }

    fn request(&self, verb: &str, path: &str) -> RequestBuilder {
        crate::support::tls::install();
        let client = reqwest::Client::new();
        client.request(verb.parse().unwrap(), self.url(path))
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

fn career(login: &str, place: &str, role: &str, skill: &str) -> String {
    format!(
        "# Ottoline Fenwright\n\nLocation: {place}\n\nhttps://github.com/{login}\n\n## Skills\n\nKafka, {skill}\n\n\
         ## Experience\n\n### {role}\n\n2019 - Present\n\n- Built billing in {skill}\n"
    )
}

async fn sent(request: RequestBuilder) -> Value {
    let response = request.send().await.unwrap().error_for_status().unwrap();
    response.json().await.unwrap()
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
