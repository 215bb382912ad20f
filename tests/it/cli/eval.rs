//! `muster eval`: how well texts are read.

use crate::support::program::{Desk, profile};

/// The gold of [`profile`], as its reader wrote it.
fn gold(name: &str) -> String {
    format!(
        r#"{{"name": "{name}", "skills": ["Rust", "Postgres", "k8s", "Cobol"], "location": "Lisbon",
            "experience": [{{"company": "Nimbusfield Ltd", "title": "Senior Software Engineer", "start": "2020-01", "end": "present"}}]}}"#
    )
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("texts/zora.md", profile("Zora Quillfeather"));
    desk.write("texts/zora.gold.json", gold("Zora Quillfeather"));
    desk
}

#[test]
fn a_table_says_what_was_found_and_a_list_what_was_missed() {
    let ran = desk().run(&["eval", "texts", "--show", "skills", "--show", "name"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let row = |field: &str| {
        let line = ran.out.lines().find(|line| line.starts_with(field)).unwrap();
        line.split_whitespace()
            .skip(1)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(ran.out.starts_with("1 document\n"), "{ran:?}");
    assert_eq!(row("name"), ["1.000", "1.000", "1.000", "1"]);
    assert_eq!(row("skills"), ["1.000", "0.750", "0.857", "4"]);
    assert_eq!(row("roles"), ["1.000", "1.000", "1.000", "1"]);
    assert_eq!(row("dates "), ["1.000", "1.000", "1.000", "2"]);
    assert!(
        !ran.out.contains("projects"),
        "what no gold states is not measured: {ran:?}"
    );
    assert!(ran.out.contains("  zora\n    missed  Cobol\n"), "{ran:?}");
    assert!(ran.out.ends_with("name: nothing was wrong\n"), "{ran:?}");
}

#[test]
fn json_has_the_same_figures() {
    let ran = desk().run(&["eval", "texts", "--format", "json", "--show", "skills"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["documents"], 1);
    assert_eq!(told["fields"]["skills"]["recall"], 0.75);
    assert_eq!(told["misses"]["skills"][0]["missed"][0], "Cobol");
    assert!(told["core"].as_f64().unwrap() > 0.9);
}

#[test]
fn what_cannot_be_measured_is_named_with_advice_and_the_rest_is_measured() {
    let desk = desk();
    desk.write("texts/alone.md", profile("Alo Ne"));
    desk.write("texts/ghost.gold.json", gold("Gho St"));
    desk.write("texts/typo.md", profile("Ty Po"));
    desk.write("texts/typo.gold.json", r#"{"skils": []}"#);
    desk.write("texts/broken.txt", b"\x89PNG\r\n\x1a\n\x00\x00");
    desk.write("texts/broken.gold.json", gold("Bro Ken"));
    desk.write("texts/twin.md", profile("Tw In"));
    desk.write("texts/twin.txt", profile("Tw In"));
    desk.write("texts/twin.gold.json", gold("Tw In"));
    let ran = desk.run(&["eval", "texts"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.starts_with("1 document\n"), "{ran:?}");
    for told in [
        "alone.md has no gold: write alone.gold.json beside it",
        "ghost.gold.json has no text: put ghost.md or ghost.txt beside it",
        "typo.gold.json cannot be used: it is not gold",
        "unknown field `skils`",
        "broken.txt cannot be understood",
        "have the same ID: rename one",
    ] {
        assert!(ran.err.contains(told), "{told}: {ran:?}");
    }
}

#[test]
fn nothing_to_measure_and_wrong_fields_are_errors() {
    let desk = desk();
    desk.write("empty/notes.toml", "");
    let ran = desk.run(&["eval", "empty"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    assert!(ran.err.contains("there was nothing to measure"), "{ran:?}");
    let ran = desk.run(&["eval", "nowhere"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("nowhere cannot be read"), "{ran:?}");
    let ran = desk.run(&["eval", "texts", "--show", "shoe-size"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains("the fields are name, headline"), "{ran:?}");
}
