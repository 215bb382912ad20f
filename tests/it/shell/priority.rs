//! Work on many people goes behind what serves them.

use std::fs;
use std::process::Stdio;

use crate::support::program::{Desk, eventually};

/// How nice the threads of a process are.
fn niceness(process: u32) -> Vec<i32> {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else {
        return Vec::new();
    };
    let told = threads.filter_map(|thread| fs::read_to_string(thread.ok()?.path().join("stat")).ok());
    // proc_pid_stat(5): the name in brackets is the second field, niceness the nineteenth.
    told.filter_map(|stat| stat.rsplit_once(')')?.1.split_whitespace().nth(16)?.parse().ok())
        .collect()
}

#[test]
fn an_import_leaves_the_machine_to_whatever_serves() {
    if !cfg!(target_os = "linux") {
        eprintln!("skipped: only Linux says how nice threads are");
        return;
    }
    let desk = Desk::new();
    let own = niceness(std::process::id());
    let own = *own.first().expect("a thread that asks");
    let server = desk.serve(&[]);
    assert!(niceness(server.id()).iter().all(|nice| *nice == own));

    let mut import = desk
        .command(&["add", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let behind = (own + 13).min(19);
    eventually("the import and its threads go behind", || {
        let threads = niceness(import.id());
        threads.len() > 1 && threads.iter().all(|nice| *nice == behind)
    });
    drop(import.stdin.take());
    import.wait().unwrap();
}
