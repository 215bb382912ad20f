//! `muster parse`: what is understood, without any store.

use crate::support::program::{Desk, profile};

#[test]
fn json_is_the_shared_schema_and_nothing_is_stored() {
    let desk = Desk::new();
    desk.write("zora.md", profile("Zora Quillfeather"));
    let ran = desk.run(&["parse", "--format", "json", "zora.md"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let parsed: muster::profile::Profile = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(parsed.name.as_deref(), Some("Zora Quillfeather"));
    assert_eq!((parsed.id, parsed.slug), (None, None));
    let source = &parsed.sources[0];
    assert_eq!((source.locator.as_str(), source.sha256.len()), ("zora.md", 64));
    for evidence in parsed.skills.iter().flat_map(|skill| &skill.evidence) {
        assert_eq!(evidence.source, source.id);
    }
    assert!(!desk.path("muster-data").exists());
}

#[test]
fn a_summary_is_for_people() {
    let desk = Desk::new();
    let ran = desk.run_with_input(&["parse", "-"], profile("Zora Quillfeather").as_bytes());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.starts_with("Zora Quillfeather\n"), "{ran:?}");
    for word in ["Skills", "Rust", "PostgreSQL", "Experience", "Nimbusfield"] {
        assert!(ran.out.contains(word), "{word}: {ran:?}");
    }
}

#[test]
fn what_is_no_text_is_told_with_advice() {
    let desk = Desk::new();
    for (name, content, told) in [
        ("empty.md", &b""[..], "the text is empty"),
        ("image.md", b"\x89PNG\r\n\x1a\n\x00\x00", "not text"),
        ("latin1.md", b"# Zo\xeb, Rust engineer\n", "is not valid UTF-8"),
    ] {
        desk.write(name, content);
        let ran = desk.run(&["parse", name]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(
            ran.err
                .starts_with(&format!("error: {name} cannot be understood\n  because: ")),
            "{ran:?}"
        );
        assert!(ran.err.contains(told), "{ran:?}");
        assert_eq!(ran.out, "");
    }
}

#[test]
fn a_configuration_is_not_needed() {
    let desk = Desk::new();
    desk.write("muster.toml", "nonsense");
    desk.write("zora.md", profile("Zora Quillfeather"));
    assert_eq!(desk.run(&["parse", "zora.md"]).code, Some(0));
}

#[test]
fn a_text_that_says_nothing_is_an_empty_profile_with_a_note() {
    let desk = Desk::new();
    let ran = desk.run_with_input(&["parse", "--format", "json", "-"], b"1234 5678 ... !!! 9.\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let parsed: muster::profile::Profile = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((parsed.name, parsed.skills.len()), (None, 0));
    assert!(ran.err.contains("nothing in the text names a person"), "{ran:?}");
}
