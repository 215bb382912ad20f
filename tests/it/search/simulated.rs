//! A server that says what a test wants it to say, in the shapes of the real one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(super) enum Reply {
    /// A status, a header line or none, and a body.
    Answer(u16, &'static str, String),
    /// The connection ends without a word.
    Close,
    /// Nothing happens for so long.
    Silence(Duration),
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(super) struct Request {
    /// The verb and the path: `GET /version`.
    pub(super) line: String,
    /// Small letters.
    pub(super) headers: String,
    pub(super) body: Value,
}

/// A server in this process. What no test scripted is answered as by a healthy one with an empty index.
#[derive(Debug, Clone, Default)]
pub(super) struct Simulated {
    port: u16,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// The next replies to requests that begin so; the last one stays.
    scripts: HashMap<&'static str, Vec<Reply>>,
    requests: Vec<Request>,
    settings: Option<Value>,
}

pub(super) fn answer(status: u16, body: &Value) -> Reply {
    Reply::Answer(status, "", body.to_string())
}

/// What the engine says of what went wrong.
pub(super) fn problem(status: u16, code: &str, kind: &str) -> Reply {
    let body = json!({
        "message": format!("something about {code}"),
        "code": code,
        "type": kind,
        "link": format!("https://docs.meilisearch.com/errors#{code}"),
    });
    answer(status, &body)
}

/// The page of tasks with one of a status and a reason.
pub(super) fn task(status: &str, error: &Value) -> Reply {
    let task = json!({
        "uid": 1, "batchUid": 1, "indexUid": "x", "status": status, "type": "somethingNew", "canceledBy": null,
        "details": { "receivedDocuments": 1, "indexedDocuments": 0 }, "error": error, "duration": null,
        "enqueuedAt": "2026-08-01T10:00:00Z", "startedAt": null, "finishedAt": null,
    });
    let page = json!({ "results": [task], "total": 1, "limit": 1, "from": 1, "next": null });
    answer(200, &page)
}

impl Simulated {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            ..Self::default()
        };
        let serving = server.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let server = serving.clone();
                tokio::spawn(async move { server.talk(stream).await });
            }
        });
        server
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// From now on requests that begin with `line` are answered so, one after the other; the last reply stays.
    pub(super) fn script(&self, line: &'static str, replies: impl IntoIterator<Item = Reply>) {
        let replies = replies.into_iter().collect();
        self.state.lock().unwrap().scripts.insert(line, replies);
    }

    /// The requests that began with `line`.
    pub(super) fn requests(&self, line: &str) -> Vec<Request> {
        let state = self.state.lock().unwrap();
        let requests = state.requests.iter();
        requests
            .filter(|request| request.line.starts_with(line))
            .cloned()
            .collect()
    }

    /// Changes a setting as somebody else would.
    pub(super) fn set(&self, setting: &str, value: Value) {
        self.state.lock().unwrap().settings.as_mut().unwrap()[setting] = value;
    }

    async fn talk(&self, mut stream: TcpStream) {
        let mut unread = Vec::new();
        while let Some(request) = read(&mut stream, &mut unread).await {
            match self.reply(&request) {
                Reply::Close => return,
                Reply::Silence(long) => tokio::time::sleep(long).await,
                Reply::Answer(status, header, body) => {
                    let length = body.len();
                    let header = if header.is_empty() { "x: y" } else { header };
                    let head =
                        format!("HTTP/1.1 {status} Said\r\n{header}\r\ncontent-length: {length}\r\n\r\n");
                    stream.write_all((head + body.as_str()).as_bytes()).await.unwrap();
                }
            }
        }
    }

    fn reply(&self, request: &Request) -> Reply {
        let mut state = self.state.lock().unwrap();
        state.requests.push(request.clone());
        let script = state
            .scripts
            .iter_mut()
            .find(|(line, _)| request.line.starts_with(**line));
        match script {
            Some((_, replies)) if replies.len() > 1 => replies.remove(0),
            Some((_, replies)) => replies[0].clone(),
            None => state.healthy(request),
        }
    }
}

impl State {
    fn healthy(&mut self, request: &Request) -> Reply {
        let (verb, path) = request.line.split_once(' ').unwrap();
        match (verb, path) {
            ("GET", "/version") => answer(
                200,
                &json!({ "commitSha": "5cb2f2e9", "commitDate": "2026-07-23", "pkgVersion": "1.50.0" }),
            ),
            ("GET", path) if path.ends_with("/settings") => match &self.settings {
                Some(settings) => answer(200, settings),
                None => problem(404, "index_not_found", "invalid_request"),
            },
            ("GET", path) if path.starts_with("/indexes/") && !path.ends_with("/stats") => answer(
                200,
                &json!({
                    "uid": "x", "createdAt": "2026-08-01T10:00:00Z", "updatedAt": "2026-08-01T10:01:00Z",
                    "primaryKey": "id",
                }),
            ),
            ("GET", path) if path.starts_with("/tasks?uids=") => task("succeeded", &Value::Null),
            ("POST", "/multi-search") => {
                let asked = request.body["queries"].as_array().unwrap().len();
                let result = json!({
                    "indexUid": "x", "hits": [], "query": "", "processingTimeMs": 0, "hitsPerPage": 0, "page": 1,
                    "totalPages": 0, "totalHits": 0, "facetDistribution": {}, "facetStats": {},
                    "requestUid": "01a1ff24-dcf7-7761-8010-551712bbb4ab",
                });
                answer(200, &json!({ "results": vec![result; asked] }))
            }
            ("POST", path) if path.ends_with("/facet-search") => answer(
                200,
                &json!({ "facetHits": [], "facetQuery": "x", "processingTimeMs": 0 }),
            ),
            ("PATCH", _) => {
                self.settings = Some(request.body.clone());
                enqueue("settingsUpdate")
            }
            ("POST", "/swap-indexes") => enqueue("indexSwap"),
            ("POST", path) if path.ends_with("/delete-batch") => enqueue("documentDeletion"),
            ("POST", _) => enqueue("documentAdditionOrUpdate"),
            ("DELETE", _) => enqueue("indexDeletion"),
            _ => problem(404, "not_found", "invalid_request"),
        }
    }
}

fn enqueue(kind: &str) -> Reply {
    let body = json!({
        "taskUid": 1, "indexUid": "x", "status": "enqueued", "type": kind,
        "enqueuedAt": "2026-08-01T10:00:00.123456789Z",
    });
    answer(202, &body)
}

/// Reads a request; `unread` holds what came after the one before.
async fn read(stream: &mut TcpStream, unread: &mut Vec<u8>) -> Option<Request> {
    loop {
        let text = String::from_utf8_lossy(unread).into_owned();
        if let Some((head, rest)) = text.split_once("\r\n\r\n") {
            let headers = head.to_lowercase();
            let length = headers
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            if rest.len() >= length {
                let (verb, target) = head.split_once(' ').unwrap();
                *unread = rest.as_bytes()[length..].to_vec();
                return Some(Request {
                    line: format!("{verb} {}", target.split(' ').next().unwrap()),
                    headers,
                    body: serde_json::from_str(rest.get(..length).unwrap()).unwrap_or(Value::Null),
                });
            }
        }
        if !matches!(stream.read_buf(unread).await, Ok(read) if read > 0) {
            return None;
        }
    }
}
