//! Why somebody matched, and where it is to be seen.

use muster::profile::{Evidence, Position, Profile, Skill, SourceId, Via};
use muster::search::{Field, explain, highlight};

use super::engines::typed;

fn check(typed_text: &str, text: &str, expected: &[&str]) {
    let found: Vec<&str> = highlight(&typed(typed_text), text)
        .into_iter()
        .map(|span| text.get(span).unwrap())
        .collect();
    assert_eq!(found, expected, "{typed_text} in {text}");
}

#[test]
fn words_beginnings_and_typos_are_highlighted() {
    check("harv", "Harvesting the harvest", &["Harvesting", "harvest"]);
    check("habror ", "A harbor.", &["harbor"]);
}

#[test]
fn every_name_of_a_known_thing_is_highlighted() {
    check("golang", "Go and Golang, not Google", &["Go", "Golang"]);
}

#[test]
fn technical_names_are_highlighted_whole_and_alone() {
    check("c++", "C, C++ and C#", &["C++"]);
    check("c", "C, C++, C# and Objective-C", &["C"]);
}

#[test]
fn a_phrase_is_highlighted_where_it_stands_together() {
    check("\"deep wells\"", "Deep, deep wells", &["deep wells"]);
}

#[test]
fn touching_highlights_are_one() {
    check("event-driven ", "event-driven", &["event-driven"]);
}

fn profile() -> Profile {
    let evidence = Evidence {
        source: SourceId::new("s"),
        start: 0,
        end: 15,
        quote: "Built Go daemons".to_owned(),
        via: Via::Role,
    };
    Profile {
        headline: Some("Zymurgist".to_owned()),
        skills: vec![Skill {
            id: "go".to_owned(),
            name: "Go".to_owned(),
            category: None,
            level: None,
            years: None,
            last_used: None,
            weight: 0.9,
            evidence: vec![evidence],
        }],
        experience: vec![Position {
            highlights: vec!["Tended the zymurgist's hops".to_owned()],
            ..Position::default()
        }],
        ..Profile::default()
    }
}

#[test]
fn a_known_skill_is_explained_by_its_evidence() {
    let profile = profile();
    let reasons = explain(&typed("golang"), &profile);
    assert_eq!(reasons.len(), 1);
    assert_eq!((reasons[0].field, reasons[0].text), (Field::Skills, "Go"));
    assert_eq!(reasons[0].evidence[0].quote, "Built Go daemons");
}

#[test]
fn a_word_is_explained_by_the_weightiest_text_that_has_it() {
    let profile = profile();
    let reasons = explain(&typed("zymurgist hops"), &profile);
    let told: Vec<_> = reasons
        .iter()
        .map(|reason| (reason.clause, reason.field, reason.text))
        .collect();
    assert_eq!(
        told,
        [
            (0, Field::Headline, "Zymurgist"),
            (1, Field::Prose, "Tended the zymurgist's hops"),
        ]
    );
}

#[test]
fn a_skill_that_implies_the_one_asked_for_is_the_reason() {
    let typescript = Skill {
        id: "typescript".to_owned(),
        name: "TypeScript".to_owned(),
        ..profile().skills.remove(0)
    };
    let profile = Profile {
        skills: vec![typescript],
        ..Profile::default()
    };
    let reasons = explain(&typed("javascript"), &profile);
    assert_eq!(reasons.len(), 1);
    assert_eq!((reasons[0].field, reasons[0].text), (Field::Skills, "TypeScript"));
}

#[test]
fn a_word_itself_is_a_better_reason_than_one_like_it() {
    let profile = Profile {
        headline: Some("Hardens habors".to_owned()),
        projects: vec![muster::profile::Project {
            name: "Harbors".to_owned(),
            ..muster::profile::Project::default()
        }],
        ..Profile::default()
    };
    assert_eq!(explain(&typed("harbors"), &profile)[0].text, "Harbors");
}

#[test]
fn what_matches_nowhere_has_no_reason() {
    assert!(explain(&typed("poppies"), &profile()).is_empty());
}
