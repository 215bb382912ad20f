//! A disk that takes no more.

use std::process::Command;

use crate::support::program::{Desk, Server, eventually, profile};

/// The largest file that may be written, in blocks of 512 bytes.
const BLOCKS: u32 = 1_600;

#[test]
fn what_was_accepted_before_the_disk_was_full_is_there_after_it() {
    let desk = Desk::new();
    // A limit of files is what a full disk is to a program: writing fails, and reading does not.
    let limited = format!(
        "trap '' XFSZ; ulimit -f {BLOCKS}; exec {} serve --listen 127.0.0.1:0",
        env!("CARGO_BIN_EXE_muster")
    );
    let mut command = Command::new("sh");
    command.args(["-c", &limited]).current_dir(desk.path(""));
    let server = Server::start(command);
    let mut accepted = Vec::new();
    let refused = (0..=255).find_map(|number| {
        let name = format!("Alba Quarto{}", letters(number));
        let padding = "Long stories of billing systems. ".repeat(300);
        let status = server.submit(&format!("{}\n\n## Notes\n\n{padding}", profile(&name)));
        if status == 201 {
            accepted.push(format!("alba-quarto{}", letters(number)));
        }
        (status != 201).then_some(status)
    });
    let refused = refused.expect("the disk is full at last");
    assert!((500..600).contains(&refused), "{refused}");
    assert!(accepted.len() > 3, "{}", accepted.len());
    assert_eq!(
        server.get(&format!("/people/{}", accepted[0])).0,
        200,
        "reading goes on"
    );
    assert_eq!(server.get("/healthz").0, 200);
    server.signal("KILL");
    server.wait();

    let server = desk.serve(&[]);
    for slug in &accepted {
        assert_eq!(server.get(&format!("/people/{slug}")).0, 200, "{slug} is lost");
    }
    eventually("everybody is found", || {
        desk.searchable() == accepted.len() as u64
    });
    assert_eq!(server.stop().code, Some(0));
}

/// Small letters, other ones for each number.
fn letters(number: u8) -> String {
    let letter = |number| char::from(b'a' + number % 16);
    [letter(number / 16), letter(number)].iter().collect()
}
