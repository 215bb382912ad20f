//! What is indexed of a profile, and what never is.

use muster::profile::{
    Company, Domain, Domains, Email, Location, Position, Profile, Project, Skill, YearsExperience,
};
use muster::search::{Entry, PROSE_BYTES};
use muster::taxonomy::Taxonomy;
use proptest::prelude::*;

use super::people::{day, id, skilled, strings};

fn entry(profile: &Profile) -> Entry {
    Entry::new(id(1), profile, day(0), Taxonomy::embedded())
}

#[test]
fn a_skill_is_indexed_with_its_other_names() {
    let entry = skilled(1, &["typescript"]);
    assert_eq!(entry.skills, ["typescript"]);
    assert!(entry.skill_names.contains(&"ts".to_owned()));
}

#[test]
fn the_skills_that_the_sources_support_strongly_are_at_the_core() {
    let skill = |name: &str, weight| Skill {
        id: name.to_owned(),
        name: name.to_owned(),
        category: None,
        level: None,
        years: None,
        last_used: None,
        weight,
        evidence: Vec::new(),
    };
    let entry = entry(&Profile {
        skills: vec![skill("rust", 0.9), skill("perl", 0.4)],
        ..Profile::default()
    });
    assert_eq!(entry.skills, ["rust", "perl"]);
    assert_eq!(entry.core_skills, ["rust"]);
}

#[test]
fn every_employer_is_indexed_once_by_all_names() {
    let position = |raw: &str| Position {
        company: Some(Company {
            id: "acme".to_owned(),
            name: "Acme".to_owned(),
            raw: raw.to_owned(),
        }),
        title: Some("Engineer".to_owned()),
        ..Position::default()
    };
    let entry = entry(&Profile {
        experience: vec![position("Acme Pvt. Ltd."), position("Acme")],
        ..Profile::default()
    });
    assert_eq!(entry.companies, ["acme"]);
    assert_eq!(entry.company_names, ["Acme", "Acme Pvt. Ltd."]);
    assert_eq!(entry.titles, ["Engineer"]);
}

#[test]
fn a_place_is_its_country_and_its_city() {
    let location = |city: Option<&str>, country: Option<&str>| Profile {
        location: Some(Location {
            raw: "somewhere".to_owned(),
            city: city.map(str::to_owned),
            region: None,
            country: country.map(str::to_owned),
        }),
        ..Profile::default()
    };
    let places = |city, country| entry(&location(city, country)).places;
    assert_eq!(places(Some("São Paulo"), Some("BR")), ["br", "br/sao-paulo"]);
    assert_eq!(places(None, Some("IN")), ["in"]);
    assert_eq!(places(Some("Mumbai"), None), ["zz/mumbai"]);
    assert!(places(None, None).is_empty());
}

#[test]
fn years_are_those_stated_or_else_computed() {
    let years = |stated, computed| {
        entry(&Profile {
            years_experience: YearsExperience { stated, computed },
            ..Profile::default()
        })
        .years
    };
    assert_eq!(years(Some(3.0), Some(4.0)), Some(3.0));
    assert_eq!(years(None, Some(4.0)), Some(4.0));
    assert_eq!(years(None, None), None);
}

/// A profile with `contact` in every text that a person writes.
fn leaking(contact: &str) -> Profile {
    let said = |text: &str| Some(format!("{text} {contact}"));
    let domain = |name: &str| Domain {
        id: name.to_owned(),
        name: format!("{name} {contact}"),
        weight: 1.0,
        evidence: Vec::new(),
    };
    Profile {
        name: said("Ada Example"),
        headline: said("Engineer"),
        summary: said("Reach me at"),
        location: Some(Location {
            raw: format!("Berlin {contact}"),
            city: said("Berlin"),
            ..Location::default()
        }),
        emails: vec![Email {
            address: "ada@example.com".to_owned(),
            evidence: Vec::new(),
        }],
        experience: vec![Position {
            company: Some(Company {
                id: "acme".to_owned(),
                name: format!("Acme {contact}"),
                raw: format!("Acme {contact}"),
            }),
            title: said("Engineer"),
            highlights: vec![format!("Built {contact}")],
            ..Position::default()
        }],
        projects: vec![Project {
            name: format!("Loom {contact}"),
            summary: said("Weaves"),
            ..Project::default()
        }],
        domains: Domains {
            industries: vec![domain("gaming")],
            specialties: vec![domain("backend")],
        },
        ..Profile::default()
    }
}

#[test]
fn no_address_and_no_number_gets_in() {
    for contact in [
        "ada@example.com",
        "mailto:Ada.Q+cv@mail.example.org",
        "ada [at] example [dot] com",
        "+49 30 5550123",
        "(555) 555-0123",
    ] {
        let indexed = format!("{:?}", entry(&leaking(contact)));
        for secret in [
            "ada@",
            "Ada.Q",
            "example.com",
            "example.org",
            "example [dot]",
            "0123",
        ] {
            assert!(!indexed.contains(secret), "{secret} of {contact} in {indexed}");
        }
    }
}

#[test]
fn prose_is_the_summary_then_the_roles_then_the_projects() {
    let profile = Profile {
        summary: Some("One.".to_owned()),
        experience: vec![Position {
            highlights: strings(&["Two.", "Three."]),
            ..Position::default()
        }],
        projects: vec![Project {
            summary: Some("Four.".to_owned()),
            ..Project::default()
        }],
        ..Profile::default()
    };
    assert_eq!(entry(&profile).prose, "One.\nTwo.\nThree.\nFour.");
}

proptest! {
    #[test]
    fn prose_is_cut_between_letters(letter in any::<char>(), extra in 0_usize..8) {
        let summary = letter.to_string().repeat(PROSE_BYTES / letter.len_utf8() + extra);
        let entry = entry(&Profile { summary: Some(summary), ..Profile::default() });
        prop_assert!(entry.prose.len() <= PROSE_BYTES);
    }
}
