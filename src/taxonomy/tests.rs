//! The embedded vocabularies, and the traps of everyday words.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

fn taxonomy() -> &'static Taxonomy {
    Taxonomy::embedded()
}

/// The skills found in a text, and those among them that are ambiguous with a `?`.
fn found(text: &str) -> Vec<String> {
    let mentions = taxonomy().skills_in(text);
    mentions
        .iter()
        .map(|mention| {
            let name = &taxonomy().skill(mention.id).unwrap().name;
            let doubt = if mention.ambiguous { "?" } else { "" };
            format!("{name}{doubt}")
        })
        .collect()
}

#[track_caller]
fn finds(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

#[track_caller]
fn names(name: &str, expected: &str) {
    let skill = taxonomy().skill_named(name);
    assert_eq!(skill.map(|skill| skill.name.as_str()), Some(expected), "{name}");
}

#[track_caller]
fn icon(key: &str, expected: &str) {
    let skill = taxonomy().skill_of_icon(key);
    assert_eq!(skill.map(|skill| skill.name.as_str()), Some(expected), "{key}");
}

#[test]
fn the_embedded_files_are_without_fault() {
    let problems = Taxonomy::from_texts(&Texts::EMBEDDED).err();
    assert!(problems.is_none(), "{}", problems.unwrap());
}

#[test]
fn the_vocabularies_are_broad() {
    assert!(taxonomy().skills().count() >= 1_200);
    assert!(taxonomy().companies().count() >= 250);
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
            .map(|mention| mention.id)
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
            .map(|mention| mention.id)
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
fn words_inside_words_are_not_named() {
    finds("scalable services", &[]);
    finds("JavaScript and Java", &["JavaScript", "Java"]);
    finds("C, C++ and C#", &["C?", "C++", "C#"]);
    finds("C/C++", &["C?", "C++"]);
    finds("Objective-C", &["Objective-C"]);
    finds("the R&D department", &["Research"]);
    finds("a 3D printed R2 unit", &[]);
    finds("reactive and angularly", &[]);
}

#[test]
fn everyday_words_are_not_named() {
    finds("I go to work and rest of the team will express interest", &[]);
    finds("Go to the docs", &[]);
    finds("Go-to-market", &[]);
    finds("in the spring of 2019, a spark of hope", &[]);
    finds("Spring 2019", &[]);
    finds("The rest of the team", &[]);
    finds("a C-level meeting with John R. Miller", &[]);
    finds("I worked swiftly in native teams", &[]);
}

#[test]
fn ambiguous_words_are_named_where_they_are_spelled_so() {
    finds("services in Go with gin", &["Go?"]);
    finds("go, rust, python", &["Go?", "Rust?", "Python"]);
    finds("Golang", &["Go"]);
    finds("using Spring and Spring Boot", &["Spring?", "Spring Boot"]);
    finds("REST and gRPC", &["REST APIs?", "gRPC"]);
}

#[test]
fn one_name_has_many_spellings() {
    for spelling in ["node.js", "nodejs", "Node JS", "NodeJS", "Node-JS"] {
        finds(spelling, &["Node.js"]);
    }
    finds("ASP.NET Core on .NET", &["ASP.NET Core", ".NET"]);
    finds(
        "micro-services, web sockets, RESTful API",
        &["Microservices", "WebSocket", "REST APIs"],
    );
    finds("CI / CD, ci-cd and CICD", &["CI/CD", "CI/CD", "CI/CD"]);
    finds("A/B tests", &["A/B Testing"]);
    finds(
        "Java 17, Python3, HTML5, C++17",
        &["Java", "Python", "HTML", "C++"],
    );
    finds("let’s encrypt", &["Let's Encrypt"]);
    finds(
        "data structures & algorithms",
        &["Data Structures and Algorithms"],
    );
    finds("machine\nlearning", &["Machine Learning"]);
}

#[test]
fn addresses_are_not_read() {
    finds("https://kubernetes.io/docs/java and me@python.example", &[]);
    finds("[React](https://react.example/docs)", &["React"]);
}

#[test]
fn whole_names_resolve_however_ambiguous() {
    names("go", "Go");
    names("C++ 17", "C++");
    names("Angular 12+", "Angular");
    names("Python 3.x", "Python");
    names("k8s", "Kubernetes");
    names("Amazon Simple Storage Service", "Amazon S3");
    names("POSTGRES", "PostgreSQL");
    names("r", "R");
    assert!(taxonomy().skill_named("").is_none());
    assert!(taxonomy().skill_named("Toys R Us").is_none());
}

#[test]
fn badges_name_skills() {
    icon("nodedotjs", "Node.js");
    icon("ts", "TypeScript");
    icon("amazonwebservices", "AWS");
    icon("cplusplus", "C++");
    icon("k8s", "Kubernetes");
    icon("dotnet", ".NET");
    icon("spring", "Spring");
    icon("ai", "Adobe Illustrator");
    icon("apache-kafka", "Apache Kafka");
}

#[test]
fn companies_are_known_without_their_legal_forms() {
    let named = |name: &str| {
        taxonomy()
            .company_named(name)
            .map(|company| company.name.as_str())
    };
    assert_eq!(named("Google LLC"), Some("Google"));
    assert_eq!(named("Pine Labs Pvt. Ltd."), Some("Pine Labs"));
    assert_eq!(named("TransferWise"), Some("Wise"));
    assert_eq!(named("Robert Bosch GmbH"), Some("Bosch"));
    assert_eq!(named("A Company That Nobody Knows"), None);
}

#[test]
fn companies_are_found_where_they_are_capitalized() {
    let found = |text: &str| taxonomy().companies_in(text).len();
    assert_eq!(found("I worked at Amazon and Pine Labs"), 2);
    assert_eq!(found("the target is to box an orange apple"), 0);
}

#[test]
fn titles_are_told_from_other_lines() {
    for title in [
        "Senior Software Engineer",
        "CTO",
        "Data Scientist II",
        "Backend Developer (Python)",
        "SDE-2",
        "Co-Founder & CEO",
    ] {
        assert!(taxonomy().is_title(title), "{title}");
    }
    for other in [
        "Pine Labs",
        "I enjoy hiking with friends",
        "Mumbai, India",
        "",
        "Built a pipeline that reads the files of every engineer",
    ] {
        assert!(!taxonomy().is_title(other), "{other}");
    }
}

#[track_caller]
fn title(title: &str, seniority: Option<Seniority>, function: Option<&str>) {
    assert_eq!(taxonomy().seniority_of(title), seniority, "{title}");
    assert_eq!(taxonomy().function_of(title), function, "{title}");
}

#[test]
fn titles_tell_level_and_field() {
    title(
        "Senior Backend Engineer",
        Some(Seniority::Senior),
        Some("backend"),
    );
    title("Software Engineer", None, None);
    title("Software Engineer II", Some(Seniority::Mid), None);
    title("SDE-1", Some(Seniority::Junior), None);
    title(
        "Engineering Manager",
        Some(Seniority::Manager),
        Some("engineering-management"),
    );
    title("Product Manager", None, None);
    title(
        "Machine Learning Intern",
        Some(Seniority::Intern),
        Some("machine-learning-ai"),
    );
    title(
        "Lead Data Engineer",
        Some(Seniority::Lead),
        Some("data-engineering"),
    );
    title("Site Reliability Engineer", None, Some("devops-sre"));
    title("CTO", Some(Seniority::Executive), Some("engineering-management"));
    title("Principal Architect", Some(Seniority::Principal), None);
    title("Front-end Developer", None, Some("frontend"));
}

#[track_caller]
fn place(text: &str, city: Option<&str>, region: Option<&str>, country: &str) {
    let expected = Place {
        city: city.map(str::to_owned),
        region: region.map(str::to_owned),
        country: Some(country.to_owned()),
    };
    assert_eq!(taxonomy().place(text), Some(expected), "{text}");
}

#[test]
fn places_are_read_as_people_write_them() {
    place("Mumbai, India", Some("Mumbai"), Some("Maharashtra"), "IN");
    place("Bangalore", Some("Bengaluru"), Some("Karnataka"), "IN");
    place("Berlin", Some("Berlin"), None, "DE");
    place(
        "San Francisco, CA",
        Some("San Francisco"),
        Some("California"),
        "US",
    );
    place("Remote (Poland)", None, None, "PL");
    place("Warsaw, PL", Some("Warsaw"), None, "PL");
    place("Cambridge, UK", Some("Cambridge"), Some("England"), "GB");
    place("Cambridge, MA", Some("Cambridge"), Some("Massachusetts"), "US");
    place("London, Ontario, Canada", Some("London"), Some("Ontario"), "CA");
    place(
        "Somerville MA USA",
        Some("Somerville"),
        Some("Massachusetts"),
        "US",
    );
    place("Tbilisi, Georgia", Some("Tbilisi"), None, "GE");
    place("Atlanta, Georgia", Some("Atlanta"), Some("Georgia"), "US");
    place("Kleinstadt, Germany", Some("Kleinstadt"), None, "DE");
    place("Honolulu, Hawaii", Some("Honolulu"), Some("Hawaii"), "US");
    place("United States", None, None, "US");
    assert_eq!(taxonomy().place("the moon"), None);
    assert_eq!(taxonomy().country_name("IN"), Some("India"));
    assert_eq!(taxonomy().country_of_demonym("polish"), Some("PL"));
}

#[test]
fn domains_are_known_by_name_and_cue() {
    assert_eq!(
        taxonomy().industry_named("fintech").unwrap().id,
        "fintech-payments"
    );
    assert_eq!(taxonomy().specialty_named("devops").unwrap().id, "devops-sre");
    let cues = taxonomy().industry_cues_in("a payment gateway for claims processing");
    let ids: Vec<_> = cues.iter().map(|cue| cue.id).collect();
    assert_eq!(ids, ["fintech-payments", "insurance"]);
    assert!(
        taxonomy()
            .specialties_of_skill("kubernetes")
            .contains(&"devops-sre".to_owned())
    );
}

#[test]
fn all_problems_are_said_at_once() {
    let texts = Texts {
        skills: "[a]\nname = 'A1'\ncategory = 'none'\nimplies = ['z']\n[b]\nname = 'B1'\ncategory = 'language'\naliases = ['A1']\n[c]\nnam = 'C1'",
        companies: "[x]\nname = 'X1'\nindustries = ['none']\nambiguous = ['Y1']",
        ..Texts::EMBEDDED
    };
    let problems = Taxonomy::from_texts(&texts).unwrap_err().to_string();
    for expected in [
        "skills.toml [a]: there is no category `none`",
        "skills.toml [a]: there is no skill `z`",
        "skills.toml [b]: `A1` is a name of [a] already",
        "skills.toml [c]: unknown field `nam`",
        "companies.toml [x]: there is no industry `none`",
        "companies.toml [x]: `Y1` is called ambiguous",
    ] {
        assert!(problems.contains(expected), "{expected} in {problems}");
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

proptest! {
    #[test]
    fn spans_lie_inside_the_text_in_order(
        parts in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                Just("C++".to_owned()),
                Just("Ｇｏ".to_owned()),
                Just("node.js".to_owned()),
                Just("CI/CD".to_owned()),
                Just("İstanbul é\u{301} ﬁ".to_owned()),
                Just("://".to_owned()),
                Just("me@".to_owned()),
                Just("'s\n".to_owned()),
            ],
            0..20,
        ),
    ) {
        let text = parts.concat();
        let mut before = 0;
        for mention in taxonomy().skills_in(&text).iter().chain(&taxonomy().skills_in("")) {
            prop_assert!(before <= mention.span.start && mention.span.start < mention.span.end);
            prop_assert!(text.get(mention.span.clone()).is_some());
            before = mention.span.end;
        }
        let folded = fold::fold(&text);
        for word in &folded.words {
            prop_assert!(text.get(word.span.clone()).is_some());
            prop_assert!(folded.form.get(word.form.clone()).is_some());
        }
    }

    #[test]
    fn folding_is_idempotent(name in "[A-Za-z0-9 .+#/-]{0,20}") {
        let once: Vec<String> = letters(&name);
        let again = letters(&once.join(" "));
        prop_assert_eq!(once, again);
    }
}

fn letters(text: &str) -> Vec<String> {
    let folded = fold::fold(text);
    folded
        .words
        .iter()
        .map(|word| folded.letters(word).to_owned())
        .collect()
}
