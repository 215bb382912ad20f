//! `muster serve`: from start to shutdown.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use crate::support::keep_alive::Connection;
use crate::support::postgres;
use crate::support::program::{Desk, Ran, Server, eventually, profile};

#[test]
fn a_server_answers_is_healthy_and_stops_with_0() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    assert_eq!(server.get("/healthz").0, 200);
    assert_eq!(server.get("/readyz").0, 200);
    let listen = server.address.to_string();
    let health = desk
        .command(&["healthcheck"])
        .env("MUSTER__WEB__LISTEN", &listen)
        .output()
        .unwrap();
    assert_eq!(
        (health.status.code(), health.stdout),
        (Some(0), b"healthy\n".to_vec())
    );

    for signal in ["TERM", "INT"] {
        let server = desk_server(signal);
        assert_eq!(server, Some(0), "{signal}");
    }
    assert_eq!(server.stop().code, Some(0));
    let health = desk
        .command(&["healthcheck"])
        .env("MUSTER__WEB__LISTEN", &listen)
        .output()
        .unwrap();
    assert_eq!(health.status.code(), Some(1));
}

fn desk_server(signal: &str) -> Option<i32> {
    let server = Desk::new().serve(&[]);
    server.signal(signal);
    server.wait().code
}

#[test]
fn the_examples_are_loaded_once_and_found() {
    let desk = Desk::new();
    let server = desk.serve(&["--examples"]);
    let count = desk.searchable();
    assert!(count >= 25, "{count}");
    assert_eq!(server.stop().code, Some(0));
    let again = desk.serve(&["--examples"]);
    assert_eq!(desk.searchable(), count);
    assert_eq!(again.stop().code, Some(0));
}

#[test]
fn a_directory_in_postgresql_is_served_and_its_index_is_only_a_copy() {
    let Some(url) = postgres::empty_database() else {
        return;
    };
    let desk = Desk::new();
    desk.write("muster.toml", format!("[store]\nurl = '{url}'"));
    desk.write_people(3);
    let added = desk.run(&["add", "people"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    assert!(!desk.path("muster-data/muster.db").exists());

    fs::remove_dir_all(desk.path("muster-data")).unwrap();
    let server = desk.serve(&[]);
    assert_eq!(desk.searchable(), 3);
    assert_eq!(server.stop().code, Some(0));
}

#[test]
fn servers_with_data_folders_of_their_own_share_a_database() {
    let Some(url) = postgres::empty_database() else {
        return;
    };
    let desk = Desk::new();
    desk.write("muster.toml", format!("[store]\nurl = '{url}'"));
    desk.write_people(3);
    let servers = [desk.serve(&["--data", "one"]), desk.serve(&["--data", "two"])];
    desk.run(&["add", "people", "--data", "one"]);
    for server in &servers {
        eventually("everybody is found", || {
            server.get("/api/v1/search").1.starts_with(r#"{"total":3,"#)
        });
    }
}

#[test]
fn a_port_that_is_taken_is_told_with_another() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let ran = Desk::new().run(&["serve", "--listen", &address.to_string()]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err
            .starts_with(&format!("error: port {} is taken: ", address.port())),
        "{ran:?}"
    );
    assert!(ran.err.contains("--listen 127.0.0.1:"), "{ran:?}");
}

#[test]
fn an_address_of_another_machine_is_told() {
    let desk = Desk::new();
    let ran = desk
        .command(&["serve", "--listen", "192.0.2.1:7878"])
        .env("MUSTER__WEB__ADMIN_TOKEN", "0123456789abcdef")
        .output()
        .unwrap();
    let err = String::from_utf8(ran.stderr).unwrap();
    assert!(
        err.starts_with("error: 192.0.2.1 is no address of this machine"),
        "{err}"
    );
}

#[test]
fn an_address_that_others_reach_is_refused_without_a_token() {
    let desk = Desk::new();
    let ran = desk.run(&["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("--listen: other machines can reach 0.0.0.0:0"),
        "{ran:?}"
    );
    assert!(!desk.path("muster-data").exists());
}

#[test]
fn a_request_in_flight_is_finished_and_what_it_wrote_is_found_after_a_restart() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    let text = profile("Zora Quillfeather");
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(
        stream,
        "POST /api/v1/profiles HTTP/1.1\r\nHost: {}\r\nContent-Type: text/markdown\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\nConnection: close\r\n\r\n",
        server.address,
        text.len()
    )
    .unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 100"), "{line}");
    reader.read_line(&mut line).unwrap();
    let address = server.address;

    server.signal("TERM");
    eventually("the server accepts nothing more", || {
        TcpStream::connect(address).is_err()
    });
    stream.write_all(text.as_bytes()).unwrap();
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest).unwrap();
    let answer = String::from_utf8_lossy(&rest);
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert_eq!(server.wait().code, Some(0));
    assert_eq!(desk.searchable(), 1);
}

#[test]
fn a_server_that_leaves_sends_everybody_elsewhere_before_it_closes() {
    let desk = Desk::new();
    let mut command = desk.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("MUSTER__WEB__DRAIN", "2s");
    let server = Server::start(command);
    let mut busy = Connection::open(server.address).unwrap();
    let mut idle = Connection::open(server.address).unwrap();
    for connection in [&mut busy, &mut idle] {
        let answer = connection.get("/readyz").unwrap();
        assert_eq!((answer.status, answer.is_last), (200, false), "{answer:?}");
    }

    let begun = Instant::now();
    server.signal("TERM");
    eventually("the server says that it leaves", || {
        server.get("/readyz").0 == 503
    });
    let answer = busy
        .ask("POST", "/api/v1/profiles", &profile("Zora Quillfeather"))
        .unwrap();
    assert_eq!((answer.status, answer.is_last), (201, true), "{answer:?}");
    assert_eq!(server.get("/healthz").0, 200, "whoever comes is still answered");
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "the machine is too slow for this test"
    );
    idle.wait_for_end().unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(2));
    let address = server.address;
    assert_eq!(server.wait().code, Some(0));
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "idle connections keep nobody"
    );
    assert!(TcpStream::connect(address).is_err());
    assert_eq!(desk.searchable(), 1);
}

#[test]
fn a_second_signal_ends_the_draining() {
    let desk = Desk::new();
    let mut command = desk.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("MUSTER__WEB__DRAIN", "5m");
    let server = Server::start(command);
    server.signal("TERM");
    eventually("the server says that it leaves", || {
        server.get("/readyz").0 == 503
    });
    server.signal("TERM");
    let ran = server.wait();
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("stopped at once"), "{ran:?}");
}

#[test]
fn a_second_signal_stops_at_once() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    let mut stream = TcpStream::connect(server.address).unwrap();
    write!(
        stream,
        "POST /api/v1/profiles HTTP/1.1\r\nHost: {}\r\nContent-Type: text/markdown\r\nContent-Length: 100\r\n\
         Expect: 100-continue\r\n\r\n",
        server.address
    )
    .unwrap();
    let mut start = [0; 12];
    stream.read_exact(&mut start).unwrap();
    let address = server.address;
    server.signal("TERM");
    eventually("the server accepts nothing more", || {
        TcpStream::connect(address).is_err()
    });
    server.signal("TERM");
    let ran = server.wait();
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("stopped at once"), "{ran:?}");
}

#[test]
fn the_log_names_nobody() {
    let desk = Desk::new();
    let output = desk.command(&["serve", "--listen", "127.0.0.1:0", "--examples"]);
    let mut output = output;
    output
        .env("MUSTER__LOG__FORMAT", "json")
        .env("MUSTER__LOG__LEVEL", "debug");
    let server = Server::start(output);
    assert_eq!(server.get("/?q=marguerite").0, 200);
    let ran = server.stop();
    assert!(ran.err.lines().count() >= 3, "{ran:?}");
    for line in ran.err.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
        assert!(
            !line.to_lowercase().contains("marguerite") && !line.contains('@'),
            "{line}"
        );
    }
}

#[test]
fn where_there_are_no_certificates_it_is_said_what_to_install() {
    let desk = Desk::new();
    let nowhere = desk.path("nowhere");
    let mut serve = desk.command(&["serve"]);
    serve.env("SSL_CERT_FILE", &nowhere).env("SSL_CERT_DIR", &nowhere);
    let refused = Ran::from(serve.output().unwrap());
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("`ca-certificates`"), "{refused:?}");
}
