//! Requests and answers as bytes, with whatever goes wrong on the way.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::LazyConfigAcceptor;

use super::{Fault, Internet, Visit, World, github};

/// An answer that keeps to the protocol.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

/// The head of a request.
struct Request {
    host: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    pub(super) fn content(media_type: &str, body: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        Self {
            status: 200,
            headers: vec![
                ("content-type", media_type.to_owned()),
                ("etag", format!("\"{:016x}\"", hasher.finish())),
            ],
            body: body.to_vec(),
        }
    }

    pub(super) fn redirect(status: u16, to: &str) -> Self {
        Self {
            status,
            headers: vec![("location", to.to_owned())],
            body: Vec::new(),
        }
    }

    fn plain(status: u16) -> Self {
        Self {
            status,
            headers: vec![("content-type", "text/plain".to_owned())],
            body: format!("status {status}").into_bytes(),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn set(&mut self, name: &'static str, value: String) {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value));
    }

    /// The head, with the length of a body; without one the body lasts as long as the connection.
    fn head(&self, length: Option<usize>) -> Vec<u8> {
        let headers = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        let length = length.map_or_else(
            || "connection: close\r\n".to_owned(),
            |length| format!("content-length: {length}\r\n"),
        );
        let now = now();
        let date = now.format("%a, %d %b %Y %H:%M:%S GMT");
        format!(
            "HTTP/1.1 {} Said\r\ndate: {date}\r\n{}{length}\r\n",
            self.status,
            headers.collect::<String>()
        )
        .into_bytes()
    }
}

impl Request {
    async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<Self> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.ok()?);
        }
        let head = String::from_utf8(head).ok()?;
        let mut lines = head.lines();
        let target = lines.next()?.split(' ').nth(1)?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers: Vec<_> = headers
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let mut request = Self {
            host: String::new(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            body: Vec::new(),
        };
        request.host = request.header("host")?.split(':').next()?.to_lowercase();
        let length = request
            .header("content-length")
            .and_then(|length| length.parse().ok());
        request.body.resize(length.unwrap_or_default(), 0);
        stream.read_exact(&mut request.body).await.ok()?;
        Some(request)
    }

    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn bearer(&self) -> Option<&str> {
        self.header("authorization")?.strip_prefix("Bearer ")
    }
}

/// Talks with whoever connected, encrypted if they begin so.
pub(super) async fn talk(internet: Internet, stream: TcpStream) {
    let mut first = [0];
    if stream.peek(&mut first).await.is_err() {
        return;
    }
    // The first byte of a handshake.
    if first != [0x16] {
        drop(converse(&internet, stream, false).await);
        return;
    }
    let Ok(start) = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream).await else {
        return;
    };
    let host = start.client_hello().server_name().unwrap_or_default().to_owned();
    let trusted = !internet.state.lock().unwrap().world.distrusted.contains(&host);
    if let Ok(stream) = start.into_stream(internet.authority.config(&host, trusted)).await {
        drop(converse(&internet, stream, true).await);
    }
}

async fn converse(
    internet: &Internet,
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    encrypted: bool,
) -> io::Result<()> {
    while let Some(request) = Request::read(&mut stream).await {
        let (reply, fault) = internet.begin(&request, encrypted);
        let written = write(&mut stream, reply, fault).await;
        internet.end(&request.host);
        if !written? {
            stream.shutdown().await?;
            break;
        }
    }
    Ok(())
}

impl Internet {
    /// Decides what to answer and notes that it was asked for.
    fn begin(&self, request: &Request, encrypted: bool) -> (Reply, Option<Fault>) {
        let mut state = self.state.lock().unwrap();
        let scheme = if encrypted { "https" } else { "http" };
        let address = format!("{scheme}://{}{}", request.host, request.path);
        let fault = state.world.faults.get(&address).cloned();
        let reply = match &fault {
            Some(Fault::Status(status)) => Reply::plain(*status),
            Some(Fault::Busy(status, after)) => {
                let mut reply = Reply::plain(*status);
                reply.set("retry-after", (*after).to_owned());
                reply
            }
            Some(Fault::Refusal(status, why)) => github::refusal(*status, why),
            Some(Fault::Redirect(status, to)) => Reply::redirect(*status, to),
            _ => state.world.answer(request, &address),
        };
        let answered = !matches!(fault, Some(Fault::HangsUp | Fault::Silence(_)));
        state.visits.push(Visit {
            host: request.host.clone(),
            path: match request.query.as_str() {
                "" => request.path.clone(),
                query => format!("{}?{query}", request.path),
            },
            user_agent: request.header("user-agent").unwrap_or_default().to_owned(),
            bearer: request.bearer().map(str::to_owned),
            at: Instant::now(),
            status: answered.then_some(reply.status),
            encrypted,
        });
        let open = state.open.entry(request.host.clone()).or_default();
        *open += 1;
        let open = *open;
        let most = state.most.entry(request.host.clone()).or_default();
        *most = open.max(*most);
        (reply, fault)
    }

    fn end(&self, host: &str) {
        let mut state = self.state.lock().unwrap();
        *state.open.get_mut(host).unwrap() -= 1;
    }
}

impl World {
    fn answer(&mut self, request: &Request, address: &str) -> Reply {
        let mut reply = match request.host.as_str() {
            "api.github.com" => match self.refused(request) {
                Some(refusal) => return refusal,
                None if request.path == "/graphql" => github::pins(self, &request.body),
                None => github::answer(self, &request.path, &request.query),
            },
            _ => match (self.pages.get(address), self.blogs.get(address)) {
                (Some(page), _) => Reply::content(&page.media_type, &page.body),
                (None, Some(blog)) => Reply::content("text/xml; charset=UTF-8", blog.rss().as_bytes()),
                (None, None) => Reply::plain(404),
            },
        };
        let known = request.header("if-none-match");
        if reply.status == 200 && known.is_some() && known == reply.header("etag") {
            reply.status = 304;
            reply.body.clear();
        }
        if let Some(limit) = self.limit.as_mut().filter(|_| request.host == "api.github.com") {
            // What has not changed costs nothing.
            limit.remaining -= u32::from(reply.status != 304);
            reply.set("x-ratelimit-remaining", limit.remaining.to_string());
            reply.set("x-ratelimit-reset", limit.reset().to_string());
        }
        reply
    }

    /// Refuses whoever shows a token that is not known or none where one is needed, and whoever has asked too often.
    fn refused(&self, request: &Request) -> Option<Reply> {
        let is_graphql = request.path == "/graphql";
        let is_known = match request.bearer() {
            None => !is_graphql,
            Some(token) => !self.revoked.contains(token),
        };
        if !is_known {
            return Some(github::refusal(401, "Bad credentials"));
        }
        let limit = self.limit.filter(|limit| limit.remaining == 0)?;
        let mut reply = if is_graphql {
            github::exhausted()
        } else {
            Reply::plain(403)
        };
        reply.set("x-ratelimit-remaining", "0".to_owned());
        reply.set("x-ratelimit-reset", limit.reset().to_string());
        Some(reply)
    }
}

impl super::Limit {
    /// Seconds since 1970.
    fn reset(self) -> u64 {
        now().timestamp().cast_unsigned() + self.resets_in
    }
}

/// Writes an answer, or what takes its place; says whether the connection may be used again.
async fn write(
    stream: &mut (impl AsyncWrite + Unpin),
    mut reply: Reply,
    fault: Option<Fault>,
) -> io::Result<bool> {
    let half = reply.body.len() / 2;
    match fault {
        Some(Fault::HangsUp) => return Ok(false),
        Some(Fault::Silence(long)) => {
            tokio::time::sleep(long).await;
            return Ok(false);
        }
        Some(Fault::SlowDrip) => {
            stream.write_all(&reply.head(Some(reply.body.len()))).await?;
            for byte in reply.body {
                stream.write_all(&[byte]).await?;
                stream.flush().await?;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            return Ok(true);
        }
        Some(Fault::Endless) => {
            stream.write_all(&reply.head(None)).await?;
            loop {
                stream.write_all(&[b' '; 16 * 1024]).await?;
            }
        }
        Some(Fault::GzipBomb) => {
            reply.set("content-encoding", "gzip".to_owned());
            reply.body = bomb();
        }
        Some(Fault::Typed(media_type)) => reply.set("content-type", media_type.to_owned()),
        Some(Fault::Html) => {
            reply.set("content-type", "text/html; charset=utf-8".to_owned());
            reply.body = b"<!doctype html><title>Just a moment</title><p>Checking your browser.".to_vec();
        }
        Some(Fault::Half) => reply.body.truncate(half),
        Some(Fault::CutOff) => {
            stream.write_all(&reply.head(Some(reply.body.len()))).await?;
            stream.write_all(reply.body.get(..half).unwrap()).await?;
            stream.flush().await?;
            return Ok(false);
        }
        Some(Fault::Status(_) | Fault::Busy(..) | Fault::Refusal(..) | Fault::Redirect(..)) | None => {}
    }
    let length = if reply.status == 304 { 0 } else { reply.body.len() };
    stream.write_all(&reply.head(Some(length))).await?;
    stream.write_all(&reply.body).await?;
    stream.flush().await?;
    Ok(true)
}

/// 64 MiB of blanks, deflated: one MiB many times over. Who reads to its end finds that it is damaged.
fn bomb() -> Vec<u8> {
    let mut piece = Vec::with_capacity(64 * 1024);
    let mut deflate = flate2::Compress::new(flate2::Compression::fast(), false);
    let blanks = vec![b' '; 1024 * 1024];
    deflate
        .compress_vec(&blanks, &mut piece, flate2::FlushCompress::Sync)
        .unwrap();
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    [head.to_vec(), piece.repeat(64)].concat()
}

#[expect(clippy::disallowed_methods, reason = "hosts tell the time")]
fn now() -> DateTime<Utc> {
    Utc::now()
}
