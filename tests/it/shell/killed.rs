//! A process that is killed between taking a text in and indexing it, again and again and at any moment.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::meilisearch::empty_directory_file;
use crate::support::program::{Desk, eventually, signal};

/// How many people each process takes in.
const AT_ONCE: usize = 12;

#[test]
fn nothing_is_lost_however_often_an_import_is_killed() {
    is_not_lost(&Desk::new());
}

#[test]
fn nothing_is_lost_however_often_an_import_into_a_served_index_is_killed() {
    if let Some(file) = empty_directory_file() {
        let desk = Desk::new();
        desk.write("muster.toml", file);
        is_not_lost(&desk);
    }
}

fn is_not_lost(desk: &Desk) {
    let kills = kills();
    for number in 0..=kills {
        desk.write_people_into(&number.to_string(), number * AT_ONCE..(number + 1) * AT_ONCE);
    }
    let begun = Instant::now();
    let mut accepted = accepted_by(desk, kills, None);
    assert_eq!(accepted.len(), AT_ONCE);
    let whole = begun.elapsed();
    for number in 0..kills {
        // From the first moment to a little after the end.
        let share = u32::try_from(number * 11 % kills.max(1)).unwrap();
        let life = whole * share / u32::try_from(kills).unwrap() * 11 / 10;
        accepted.extend(accepted_by(desk, number, Some(life)));
    }

    let server = desk.serve(&[]);
    let stored = desk.run(&["export"]).out;
    for slug in &accepted {
        assert!(stored.contains(&format!("\"slug\":\"{slug}\"")), "{slug} is lost");
    }
    let stored = stored.lines().count() as u64;
    eventually("everybody is found", || desk.searchable() == stored);
    assert_eq!(server.stop().code, Some(0));
    let looked = desk.run(&["doctor"]);
    assert_eq!(looked.code, Some(0), "{looked:?}");
    assert!(
        looked.out.contains("the index holds what the database holds"),
        "{looked:?}"
    );
}

/// Takes a folder in, in a process that is killed after a while; returns who was said to be there.
fn accepted_by(desk: &Desk, folder: usize, life: Option<Duration>) -> Vec<String> {
    let mut import = desk
        .command(&["add", &folder.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(life) = life {
        std::thread::sleep(life);
        signal(import.id(), "KILL");
    }
    let said = import.stdout.take().unwrap();
    let lines = std::io::read_to_string(said).unwrap();
    import.wait().unwrap();
    let accepted = lines.lines().filter(|line| line.starts_with("added"));
    accepted
        .filter_map(|line| line.split_whitespace().nth(1))
        .map(str::to_owned)
        .collect()
}

/// How often; `MUSTER_TEST_KILLS` says otherwise.
#[expect(clippy::disallowed_methods, reason = "the tests' own switch")]
fn kills() -> usize {
    let wanted = std::env::var("MUSTER_TEST_KILLS").ok();
    wanted.map_or(4, |wanted| wanted.parse().unwrap())
}
