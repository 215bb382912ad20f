//! The embedded vocabularies, whole; the cases of each part are in its file.

mod laws;
mod naming;
mod reading;

use std::collections::HashSet;

use super::{Prose, Taxonomy, Texts};

fn taxonomy() -> &'static Taxonomy {
    Taxonomy::embedded()
}

#[test]
fn the_embedded_files_are_without_fault() {
    let problems = Taxonomy::from_texts(&Texts::EMBEDDED).err();
    assert!(problems.is_none(), "{}", problems.unwrap());
}

#[test]
fn the_vocabularies_are_broad() {
    assert!(taxonomy().skills().count() >= 6_000);
    assert!(taxonomy().companies().count() >= 900);
    assert_eq!(taxonomy().industries().count(), 34);
    assert_eq!(taxonomy().specialties().count(), 25);
    assert!(taxonomy().places.countries() >= 249);
}

#[test]
fn every_skill_is_known_by_its_name_and_aliases() {
    for skill in taxonomy().skills() {
        for name in skill.aliases.iter().chain([&skill.name]) {
            let known = taxonomy().skill_named(name).map(|known| known.id.as_str());
            assert_eq!(known, Some(skill.id.as_str()), "{name}");
        }
    }
}

#[test]
fn every_skill_is_found_by_its_name_in_a_list() {
    for skill in taxonomy().skills() {
        let text = format!("- {}\n", skill.name);
        let ids: Vec<_> = taxonomy()
            .skills_in(&text)
            .iter()
            .map(|mention| mention.entry.id.as_str())
            .collect();
        assert_eq!(ids, [skill.id.as_str()], "{text}");
    }
}

#[test]
fn every_company_is_found_by_its_name() {
    for company in taxonomy().companies() {
        let ids: Vec<_> = taxonomy()
            .companies_in(&company.name)
            .iter()
            .map(|mention| mention.entry.id.as_str())
            .collect();
        assert_eq!(ids, [company.id.as_str()], "{}", company.name);
    }
}

#[test]
fn no_icon_means_two_skills() {
    let mut seen = HashSet::new();
    for skill in taxonomy().skills() {
        for icon in &skill.icons {
            assert!(seen.insert(icon), "{icon} of {}", skill.name);
        }
    }
}

#[test]
fn all_problems_are_said_at_once() {
    let texts = Texts {
        skills: "[a]\nname = 'A1'\ncategory = 'none'\nimplies = ['z']\n[b]\nname = 'B1'\ncategory = 'language'\naliases = ['A1']\nprose = 'claim'\n[c]\nnam = 'C1'",
        companies: "[x]\nname = 'X1'\nindustries = ['none']\nambiguous = ['Y1']",
        ..Texts::EMBEDDED
    };
    let problems = Taxonomy::from_texts(&texts).unwrap_err().to_string();
    for expected in [
        "skills.toml [a]: there is no category `none`",
        "skills.toml [a]: there is no skill `z`",
        "skills.toml [b]: `A1` is a name of [a] already",
        "skills.toml [b]: `prose` says what its category says",
        "skills.toml [c]: unknown field `nam`",
        "companies.toml [x]: there is no industry `none`",
        "companies.toml [x]: `Y1` is called ambiguous",
    ] {
        assert!(problems.contains(expected), "{expected} in {problems}");
    }
}

#[test]
fn a_phrase_that_is_never_a_name_says_whose_and_what_to_do() {
    let texts = Texts {
        skills: "[a]\nname = 'Weft'\ncategory = 'language'\nnever = ['weft loom']\n\
                 [b]\nname = 'Weft Loom'\ncategory = 'language'\n\
                 [c]\nname = 'Heddle'\ncategory = 'language'\nnever = ['weft']\n\
                 [d]\nname = 'Shed'\ncategory = 'language'\nnever = ['weft loom']",
        ..Texts::EMBEDDED
    };
    let problems = Taxonomy::from_texts(&texts).unwrap_err().to_string();
    for expected in [
        "skills.toml [b]: `Weft Loom` is listed under `never` of [a]: take it out there",
        "skills.toml [c]: `weft` under `never` is a name of [a]: take it out",
        "skills.toml [d]: `weft loom` is listed under `never` of [a] already",
    ] {
        assert!(problems.contains(expected), "{expected} in {problems}");
    }
}

#[test]
fn a_skill_says_of_running_text_what_its_category_says_or_otherwise() {
    for (id, prose) in [
        ("python", Prose::Claim),
        ("test-driven-development", Prose::Claim),
        ("mentoring", Prose::Talk),
        ("logging", Prose::Talk),
        ("github", Prose::Work),
    ] {
        let skill = taxonomy().skill(id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(skill.prose, prose, "{id}");
    }
}

#[test]
fn a_doubled_id_is_a_problem() {
    let texts = Texts {
        companies: "[x]\nname = 'X1'\nindustries = []\n[x]\nname = 'X2'\nindustries = []",
        ..Texts::EMBEDDED
    };
    let problems = Taxonomy::from_texts(&texts).unwrap_err();
    assert_eq!(problems.0.len(), 1);
    assert_eq!(problems.0[0].file, "companies.toml");
}
