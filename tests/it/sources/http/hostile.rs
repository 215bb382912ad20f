//! Sites that keep whoever asks busy: slow ones, and those that never end.

use std::io::Write;
use std::thread::sleep;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use muster::sources::Error;
use muster::sources::http::{Client, Patience};

use super::server::{Server, bare, ok};
use super::{IMPATIENCE, Names, PATIENCE, client, config, error, get, patient, request};

/// The time that a site may cost at most, and something for the machine.
const AT_MOST: Duration = Duration::from_secs(5);

#[tokio::test]
async fn a_site_that_says_nothing_is_left() {
    let site = Server::new(|_asked, _out| {
        sleep(Duration::from_secs(12));
        Ok(())
    });
    let patience = Patience {
        read: IMPATIENCE.read,
        ..PATIENCE
    };
    let begun = Instant::now();
    let error = error(&patient(&site, patience), "http://ada.example/cv").await;
    assert!(
        matches!(error, Error::Later { not_before: None, .. }),
        "{error:?}"
    );
    assert!(error.to_string().contains("too long"), "{error}");
    assert!(
        begun.elapsed() < patience.answer,
        "when nothing comes for a while, not at the very end"
    );
    assert_eq!(site.asked().len(), 1, "who is slow is not asked more often");
}

#[tokio::test]
async fn a_site_that_drips_is_left_in_the_end() {
    for head in [
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Drip: ",
    ] {
        let site = Server::new(move |_asked, out| {
            out.write_all(head.as_bytes())?;
            loop {
                out.write_all(b"x")?;
                sleep(Duration::from_millis(50));
            }
        });
        let begun = Instant::now();
        let error = error(&patient(&site, IMPATIENCE), "http://ada.example/cv").await;
        assert!(
            matches!(error, Error::Later { not_before: None, .. }),
            "{error:?}"
        );
        assert!(begun.elapsed() < AT_MOST);
    }
}

#[tokio::test]
async fn redirects_do_not_make_the_time_longer() {
    let site = Server::new(|_asked, out| {
        sleep(Duration::from_millis(300));
        out.write_all(bare(302, &["Location: /next"]).as_bytes())
    });
    let begun = Instant::now();
    let error = error(&patient(&site, IMPATIENCE), "http://ada.example/cv").await;
    assert!(matches!(error, Error::Later { .. }), "{error:?}");
    assert!(begun.elapsed() < AT_MOST);
    assert!((2..=5).contains(&site.asked().len()), "{}", site.asked().len());
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let text = "x".repeat(1_024);
    for (framing, piece) in [
        ("Transfer-Encoding: chunked", format!("400\r\n{text}\r\n")),
        ("Connection: close", text),
    ] {
        let site = Server::new(move |_asked, out| {
            write!(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{framing}\r\n\r\n"
            )?;
            loop {
                out.write_all(piece.as_bytes())?;
            }
        });
        let error = error(&client(&site), "http://ada.example/cv").await;
        assert!(matches!(error, Error::Unreadable(_)), "{framing}: {error:?}");
        assert!(error.to_string().contains("10000 bytes"), "{error}");
    }
}

#[tokio::test]
async fn a_body_may_be_exactly_as_long_as_allowed() {
    let site = Server::new(|asked, out| {
        let length = asked.path.trim_start_matches('/').parse().unwrap();
        out.write_all(ok("text/plain", &"x".repeat(length)).as_bytes())
    });
    let client = client(&site);
    assert_eq!(
        get(&client, "http://ada.example/10000")
            .await
            .unwrap()
            .bytes
            .len(),
        10_000
    );
    assert!(matches!(
        error(&client, "http://ada.example/10001").await,
        Error::Unreadable(_)
    ));
}

#[tokio::test]
async fn a_length_that_is_announced_reserves_nothing() {
    let site = Server::saying(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\nhello",
        u64::MAX / 2
    ));
    let mut request = request("http://ada.example/cv");
    request.max_bytes = usize::MAX;
    let outcome = patient(&site, IMPATIENCE).get(request).await;
    assert!(matches!(outcome, Err(Error::Later { .. })), "{outcome:?}");
}

#[tokio::test]
async fn what_inflates_without_end_is_cut_off() {
    let site = Server::new(|_asked, out| {
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")?;
        let mut bomb = GzEncoder::new(out, Compression::best());
        loop {
            bomb.write_all(&[0; 16_384])?;
        }
    });
    let client = client(&site);
    let begun = Instant::now();
    let error = error(&client, "http://ada.example/cv").await;
    assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
    assert!(begun.elapsed() < AT_MOST);
}

#[tokio::test]
async fn a_small_file_that_inflates_to_a_large_one_is_not_held_whole() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..4 {
        bomb.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 10_000, "4 MiB, shorter than what may come");
    let site = Server::new(move |_asked, out| {
        write!(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
            bomb.len()
        )?;
        out.write_all(&bomb)
    });
    let error = error(&client(&site), "http://ada.example/cv").await;
    assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
}

#[tokio::test]
async fn a_head_without_end_is_cut_off() {
    let lines: fn(&mut dyn Write) -> std::io::Result<()> = |out| {
        for number in 0.. {
            write!(out, "X-Line-{number}: y\r\n")?;
        }
        Ok(())
    };
    let one_line: fn(&mut dyn Write) -> std::io::Result<()> = |out| loop {
        out.write_all(&[b'x'; 4_096])?;
    };
    let many: fn(&mut dyn Write) -> std::io::Result<()> = |out| {
        out.write_all("X-Line: y\r\n".repeat(200).as_bytes())?;
        out.write_all(b"Content-Length: 0\r\n\r\n")
    };
    for head in [lines, one_line, many] {
        let site = Server::new(move |_asked, out| {
            out.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n")?;
            head(out)
        });
        let begun = Instant::now();
        let error = error(&client(&site), "http://ada.example/cv").await;
        assert!(
            matches!(error, Error::Later { not_before: None, .. }),
            "{error:?}"
        );
        assert!(begun.elapsed() < AT_MOST, "long before the time is up");
    }
}

#[tokio::test]
async fn one_bad_site_does_not_hold_up_another() {
    let slow = Server::new(|_asked, _out| {
        sleep(Duration::from_secs(2));
        Ok(())
    });
    let quick = Server::saying(ok("text/plain", "hello"));
    let names = Names::all(quick.address);
    names.set("slow.example", &[&[&slow.address.to_string()]]);
    let config = config(&[slow.address.to_string(), quick.address.to_string()]);
    let client = Client::with_patience(&config, names, IMPATIENCE).unwrap();
    let timed = async |url| {
        let outcome = client.get(request(url)).await;
        (outcome, Instant::now())
    };
    let ((bad, left), (good, read)) =
        tokio::join!(timed("http://slow.example/"), timed("http://ada.example/"));
    assert!(bad.is_err() && good.is_ok());
    assert!(read < left, "nobody waits for the slow one");
}
