//! Places are read again: by the command, and by the server on its own.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::support::program::{Desk, eventually, profile};

/// A site with one file, which says what it is told to say, or is gone.
struct Site {
    address: String,
    text: Arc<Mutex<Option<String>>>,
}

impl Site {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let text = Arc::new(Mutex::new(Some(profile("Ola Brandt"))));
        let says = Arc::clone(&text);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = [0; 4096];
                let read = stream.read(&mut request).unwrap();
                let is_file = request[..read].starts_with(b"GET /ola.md ");
                let text = says.lock().unwrap().clone().filter(|_| is_file);
                let (status, body) = match text {
                    Some(text) => ("200 OK", text),
                    None => ("404 Not Found", String::new()),
                };
                let head =
                    format!("HTTP/1.1 {status}\r\ncontent-type: text/markdown\r\nconnection: close\r\n");
                let length = body.len();
                // Whoever asked may have gone.
                drop(write!(stream, "{head}content-length: {length}\r\n\r\n{body}"));
            }
        });
        Self { address, text }
    }

    /// A directory that may ask this site, and does so without pauses.
    fn desk(&self) -> Desk {
        let desk = Desk::new();
        let settings = format!("[sources]\nprivate_hosts = '{}'\npace = '0s'\n", self.address);
        desk.write("muster.toml", settings);
        desk
    }

    fn file(&self) -> String {
        format!("http://{}/ola.md", self.address)
    }

    fn say(&self, text: Option<String>) {
        *self.text.lock().unwrap() = text;
    }
}

#[test]
fn a_command_reads_what_it_is_told_and_says_what_became_of_it() {
    let site = Site::start();
    let desk = site.desk();
    let added = desk.run(&["add", "--from", &site.file()]);
    assert_eq!(added.code, Some(0), "{added:?}");
    assert!(added.out.starts_with("added      ola-brandt"), "{added:?}");
    assert_eq!(desk.searchable(), 1);

    let nothing = desk.run(&["refresh"]);
    assert!(nothing.err.contains("nothing was due"), "{nothing:?}");
    site.say(Some(profile("Ola Brandt").replace("Kubernetes", "Haskell")));
    let changed = desk.run(&["refresh", "ola-brandt"]);
    assert_eq!(changed.out, format!("changed    {}\n", site.file()));
    let found = desk.run(&["search", "haskell"]);
    assert!(found.out.contains("Ola Brandt"), "{found:?}");

    site.say(None);
    let gone = desk.run(&["refresh", "--all"]);
    assert_eq!(gone.code, Some(1), "{gone:?}");
    assert!(
        gone.out.starts_with("stopped") && gone.out.contains("404"),
        "{gone:?}"
    );
    assert_eq!(desk.searchable(), 1, "what was said last stays");

    let nobody = desk.run(&["refresh", "nobody"]);
    assert!(
        nobody.err.contains("there is nobody called `nobody`"),
        "{nobody:?}"
    );
}

#[test]
fn a_server_reads_places_by_itself() {
    let site = Site::start();
    let desk = site.desk();
    let server = desk.serve(&[]);
    let handed =
        serde_json::json!({ "text": "# Ola Brandt\n\n## Skills\n\nHaskell\n", "origins": [site.file()] });
    let (status, told) = server.send(
        "POST",
        "/api/v1/profiles",
        "application/json",
        &handed.to_string(),
    );
    assert_eq!(status, 201, "{told}");
    eventually("what the place says is found", || {
        desk.run(&["search", "kubernetes"]).out.contains("Ola Brandt")
    });
    assert_eq!(server.stop().code, Some(0));
}
