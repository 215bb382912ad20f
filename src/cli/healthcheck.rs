//! `muster healthcheck`: whether the server answers, for containers.

use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, bail};

use super::Done;
use crate::config::Config;

const TIMEOUT: Duration = Duration::from_secs(3);

/// Ask the server on this machine whether it is healthy; exit code 0 if it is, else 1
#[derive(Debug, clap::Args)]
pub(super) struct Healthcheck {}

impl Healthcheck {
    #[expect(clippy::unused_self, reason = "like the other commands")]
    pub(super) fn run(self, config: &Config) -> anyhow::Result<Done> {
        let address = reachable(config.web.listen);
        let status = ask(address).with_context(|| format!("the server on {address} does not answer"))?;
        if status != "200" {
            bail!("the server on {address} answers with status {status}");
        }
        writeln!(io::stdout(), "healthy")?;
        Ok(Done::Wholly)
    }
}

/// The address under which a server that listens on `listen` is reached from this machine.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// Returns the status code of `/healthz`.
fn ask(address: SocketAddr) -> io::Result<String> {
    const STATUS_LINE: u64 = 64;
    let mut stream = TcpStream::connect_timeout(&address, TIMEOUT)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    write!(
        stream,
        "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.take(STATUS_LINE).read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.split(' ').nth(1).unwrap_or("none").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_on_all_addresses_is_asked_on_the_loopback() {
        for (listen, asked) in [
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:80", "[::1]:80"),
            ("192.0.2.1:80", "192.0.2.1:80"),
        ] {
            assert_eq!(reachable(listen.parse().unwrap()), asked.parse().unwrap());
        }
    }
}
