//! A site made by hand: it says exactly what a test wants, byte by byte, and counts how it is asked.

use std::io::{BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A request as it came.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) path: String,
    pub(super) host: String,
    head: Vec<String>,
    /// Before it was answered.
    pub(super) at: Instant,
}

impl Asked {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.iter().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

type Answer = dyn Fn(&Asked, &mut dyn Write) -> std::io::Result<()> + Send + Sync;

/// What the site counts.
#[derive(Debug, Default)]
struct Counts {
    asked: Mutex<Vec<Asked>>,
    connections: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
    closed: AtomicBool,
}

/// Answers until it is dropped. An answer that fails closes its connection.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) address: SocketAddr,
    counts: Arc<Counts>,
}

impl Server {
    pub(super) fn new(
        answer: impl Fn(&Asked, &mut dyn Write) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::start(None, Arc::new(answer))
    }

    /// The same text at every address.
    pub(super) fn saying(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(move |_asked, out| out.write_all(text.as_bytes()))
    }

    /// The same over an encrypted connection, but for `/plain`, which sends on to one that is not.
    pub(super) fn encrypted(tls: ServerConfig) -> Self {
        let answer = |asked: &Asked, out: &mut dyn Write| {
            let answer = match asked.path.as_str() {
                "/plain" => bare(301, &["Location: http://ada.example/"]),
                _ => ok("text/plain", "hello"),
            };
            out.write_all(answer.as_bytes())
        };
        Self::start(Some(Arc::new(tls)), Arc::new(answer))
    }

    fn start(tls: Option<Arc<ServerConfig>>, answer: Arc<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let counts = Arc::new(Counts::default());
        let shared = Arc::clone(&counts);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if shared.closed.load(Ordering::SeqCst) {
                    return;
                }
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let (tls, answer, counts) = (tls.clone(), Arc::clone(&answer), Arc::clone(&shared));
                thread::spawn(move || serve(stream, tls, &*answer, &counts));
            }
        });
        Self { address, counts }
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        self.counts.asked.lock().unwrap().clone()
    }

    /// The paths in the order in which they were asked for.
    pub(super) fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }

    pub(super) fn connections(&self) -> usize {
        self.counts.connections.load(Ordering::SeqCst)
    }

    /// How many requests it had at once.
    pub(super) fn most_at_once(&self) -> usize {
        self.counts.most.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.counts.closed.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

fn serve(stream: TcpStream, tls: Option<Arc<ServerConfig>>, answer: &Answer, counts: &Counts) {
    stream.set_nodelay(true).unwrap();
    match tls {
        None => converse(stream, answer, counts),
        Some(tls) => converse(
            StreamOwned::new(ServerConnection::new(tls).unwrap(), stream),
            answer,
            counts,
        ),
    }
}

/// Answers one request after the other on a connection, until one side is tired of it.
fn converse(stream: impl Read + Write, answer: &Answer, counts: &Counts) {
    let mut stream = BufReader::new(stream);
    while let Some(asked) = read(&mut stream) {
        counts
            .most
            .fetch_max(counts.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        counts.asked.lock().unwrap().push(asked.clone());
        let outcome = answer(&asked, stream.get_mut()).and_then(|()| stream.get_mut().flush());
        counts.now.fetch_sub(1, Ordering::SeqCst);
        if outcome.is_err() {
            return;
        }
    }
}

fn read(stream: &mut impl std::io::BufRead) -> Option<Asked> {
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim_end().is_empty() {
            break;
        }
        head.push(line.trim_end().to_owned());
    }
    let mut asked = Asked {
        path: head.first()?.split(' ').nth(1)?.to_owned(),
        host: String::new(),
        head,
        at: Instant::now(),
    };
    asked.host = asked.header("host").unwrap_or_default().to_owned();
    Some(asked)
}

/// An answer with a body.
pub(super) fn ok(media_type: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// An answer without one; `lines` are further lines of its head.
pub(super) fn bare(status: u16, lines: &[&str]) -> String {
    let lines = lines.join("\r\n");
    let end = if lines.is_empty() { "" } else { "\r\n" };
    format!("HTTP/1.1 {status} Status\r\n{lines}{end}Content-Length: 0\r\n\r\n")
}

/// Closes the connection after what was said.
pub(super) fn hang_up() -> std::io::Error {
    std::io::ErrorKind::ConnectionAborted.into()
}
