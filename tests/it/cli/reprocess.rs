//! `muster reprocess`: people as this version reads them.

use sea_orm::ConnectionTrait as _;

use crate::support::program::Desk;

/// Has the database hold what an older version could have read of those with such slugs: Perl where there is Rust.
fn make_stale(desk: &Desk, slugs: &str) {
    let url = format!("sqlite://{}", desk.path("muster-data/muster.db").display());
    let stale = format!(
        "UPDATE people SET profile = replace(replace(profile, '\"rust\"', '\"perl\"'), '\"Rust\"', '\"Perl\"') \
         WHERE slug LIKE '{slugs}'"
    );
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = sea_orm::Database::connect(url).await.unwrap();
        db.execute_unprepared(&stale).await.unwrap();
        db.close().await.unwrap();
    });
}

fn desk_with(people: usize) -> Desk {
    let desk = Desk::new();
    desk.write_people(people);
    let added = desk.run(&["add", "people"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    desk
}

#[test]
fn a_dry_run_shows_what_the_run_does_and_a_second_run_does_nothing() {
    let desk = desk_with(3);
    let exported = desk.run(&["export"]).out;
    make_stale(&desk, "%quornbado");

    let would = desk.run(&["reprocess", "--dry-run"]);
    assert_eq!(would.code, Some(0), "{would:?}");
    let lines: Vec<_> = would.out.lines().collect();
    assert_eq!(lines[0], "different  zedbaba-quornbado  Zedbaba Quornbado");
    assert!(lines.contains(&"    skills: added Rust"), "{would:?}");
    assert!(lines.contains(&"    skills: gone Perl"), "{would:?}");
    assert!(
        lines
            .iter()
            .any(|line| line.split_whitespace().eq(["skills", "1", "0", "1"])),
        "{would:?}"
    );
    assert!(
        would.out.contains("people read again: 3, would change: 1"),
        "{would:?}"
    );
    assert_ne!(desk.run(&["export"]).out, exported, "nothing was written");

    let done = desk.run(&["reprocess"]);
    assert_eq!(done.out, would.out.replace("would change", "changed"));
    assert_eq!(desk.run(&["export"]).out, exported);
    let found = desk.run(&["search", "--skill", "rust"]);
    assert!(found.out.ends_with("3 match\n"), "{found:?}");

    let again = desk.run(&["reprocess"]);
    assert!(
        again.out.starts_with("people read again: 3, changed: 0"),
        "{again:?}"
    );
}

#[test]
fn one_person_is_read_again_and_many_are_shown_in_part() {
    let desk = desk_with(25);
    make_stale(&desk, "%");
    let one = desk.run(&["reprocess", "zedbaba-quornbado"]);
    assert!(one.out.contains("people read again: 1, changed: 1"), "{one:?}");
    let rest = desk.run(&["reprocess", "--dry-run"]);
    assert_eq!(rest.out.matches("different  ").count(), 20, "{rest:?}");
    assert!(
        rest.out.contains("and 4 more people: --verbose shows all"),
        "{rest:?}"
    );
    assert!(
        rest.out.contains("people read again: 25, would change: 24"),
        "{rest:?}"
    );
    let all = desk.run(&["reprocess", "--dry-run", "--verbose"]);
    assert_eq!(all.out.matches("different  ").count(), 24, "{all:?}");
}

#[test]
fn somebody_who_is_not_there_is_told() {
    let desk = desk_with(1);
    let ran = desk.run(&["reprocess", "nobody-at-all"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("there is nobody called `nobody-at-all`"),
        "{ran:?}"
    );
}
