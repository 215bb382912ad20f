//! Laws of extraction, for texts that nobody would write and for those that people do.

use muster::profile::Profile;
use proptest::prelude::*;

use super::{faults, read};

/// Pieces of profiles, broken and whole.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# Hi, I'm Ada Lovelace 👋\n\n"),
        Just("## Experience\n"),
        Just("### Lumoraq — Senior Engineer (Jan 2020 – Present)\n"),
        Just("- Built it with Go, Kafka & PostgreSQL\n"),
        Just("<table><tr><td><b>Go</b></td>"),
        Just("</div></p><img src='https://img.shields.io/badge/-Go-red?logo=%FF%"),
        Just("| a | b |\n|---|---|\n| Go | `C++` |\n"),
        Just("```yaml\nskills: [go, rust]\n"),
        Just("<!-- hidden "),
        Just("&amp;&#x1F600;&#999999999;"),
        Just("[x]: https://example.com\n"),
        Just("EDUCATION\n\nUniversity of Somewhere\t2014 – 2018\n"),
        Just("ada@example.com https://github.com/ada\n"),
        Just("\u{200d}İıß\u{0301}—\r\n"),
        Just("3+ years of experience at "),
        Just("---\ntitle: x\n---\n"),
        Just("> quote @ Lumoraq, ex-"),
        Just("║ ADA ║\n"),
        Just("Go (advanced, 5 years), Rust: ★★★★☆\n"),
        Just("<details><summary>Work</summary>\n\n"),
        Just("\u{0}\u{7f}\u{feff}\u{202e}\t"),
        Just("1. a\n   - b\n\n      c\n"),
        Just("![a](b 'c"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_text_is_read_and_its_evidence_stands_where_it_says(text in "\\PC{0,400}") {
        let profile = read(&text);
        prop_assert_eq!(faults(&text, &profile), Vec::<String>::new());
    }

    #[test]
    fn control_characters_are_read_like_others(text in any::<String>()) {
        let profile = read(&text);
        prop_assert_eq!(faults(&text, &profile), Vec::<String>::new());
    }

    #[test]
    fn what_is_read_can_be_stored_and_read_again(text in pieces()) {
        let profile = read(&text);
        let stored = serde_json::to_string(&profile).expect("a profile has a serialized form");
        let again: Profile = serde_json::from_str(&stored).expect("what was stored is a profile");
        prop_assert_eq!(again, profile);
    }

    #[test]
    fn broken_profiles_are_read_and_their_evidence_stands_where_it_says(text in pieces()) {
        let profile = read(&text);
        prop_assert_eq!(faults(&text, &profile), Vec::<String>::new());
    }

    #[test]
    fn reading_twice_gives_the_same(text in pieces()) {
        prop_assert_eq!(read(&text), read(&text));
    }

    #[test]
    fn skills_come_by_weight_and_each_once(text in pieces()) {
        let skills = read(&text).skills;
        prop_assert!(skills.is_sorted_by(|left, right| left.weight >= right.weight));
        let mut ids: Vec<_> = skills.iter().map(|skill| &skill.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), skills.len());
        prop_assert!(skills.iter().all(|skill| (0.0..=1.0).contains(&skill.weight)));
    }
}

/// A README in a usual manner.
const README: &str = "# Hi, I'm Ada Lovelace\n\nSenior Backend Engineer based in Turin, Italy. 7+ years of experience.\n\n\
        ## Tech Stack\n- **Languages**: Go, Rust\n- **Stores**: PostgreSQL, Redis\n\n\
        ## Experience\n### Lumoraq\n#### Senior Software Engineer\nJan 2022 – Present\n- Built queues with Apache Kafka\n\
        #### Software Engineer\nMar 2019 – Dec 2021\n- Wrote Django services\n\n\
        ## Projects\n### Night Owl\nA scheduler in Rust.\n\n## Education\n- **University of Turin** — BSc Computer Science (2015 – 2018)\n\n\
        ## Contact\n- [LinkedIn](https://www.linkedin.com/in/ada-l)\n- ada@example.com\n";

#[test]
fn who_and_where_a_readme_is_about_is_read() {
    let profile = read(README);
    assert_eq!(profile.name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(
        profile.location.and_then(|place| place.country).as_deref(),
        Some("IT")
    );
    let roles: Vec<_> = profile
        .experience
        .iter()
        .map(|role| {
            (
                role.company.as_ref().map(|company| company.name.as_str()),
                role.title.as_deref(),
                role.start.map(|date| date.to_string()),
            )
        })
        .collect();
    assert_eq!(
        roles,
        [
            (
                Some("Lumoraq"),
                Some("Senior Software Engineer"),
                Some("2022-01".to_owned())
            ),
            (
                Some("Lumoraq"),
                Some("Software Engineer"),
                Some("2019-03".to_owned())
            ),
        ]
    );
}

#[test]
fn everything_else_of_it_is_read_too() {
    let profile = read(README);
    for id in ["go", "rust", "postgresql", "redis", "apache-kafka", "django"] {
        assert!(profile.skills.iter().any(|skill| skill.id == id), "{id}");
    }
    assert_eq!(
        profile.projects.first().map(|project| project.name.as_str()),
        Some("Night Owl")
    );
    assert_eq!(
        profile
            .education
            .first()
            .map(|school| school.institution.as_str()),
        Some("University of Turin")
    );
    assert_eq!(
        profile.emails.first().map(|email| email.address.as_str()),
        Some("ada@example.com")
    );
    assert_eq!(profile.years_experience.stated, Some(7.0));
    assert_eq!(profile.years_experience.computed, Some(7.3));
    assert!(
        profile
            .domains
            .specialties
            .iter()
            .any(|domain| domain.id == "backend")
    );
}
