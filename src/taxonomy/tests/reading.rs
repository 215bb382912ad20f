//! Companies, titles, places and domains as people write them.

use super::taxonomy;
use crate::profile::Seniority;
use crate::taxonomy::Place;

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
fn numbers_tell_companies_apart() {
    assert!(taxonomy().company_named("Canal+").is_some());
    assert!(taxonomy().company_named("Canal 13").is_none());
    assert!(taxonomy().company_named("37signals").is_some());
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
    place("Portland OR USA", Some("Portland"), Some("Oregon"), "US");
    place("Tbilisi, Georgia", Some("Tbilisi"), None, "GE");
    place("Atlanta, Georgia", Some("Atlanta"), Some("Georgia"), "US");
    place("Kleinstadt, Germany", Some("Kleinstadt"), None, "DE");
    place("Honolulu, Hawaii", Some("Honolulu"), Some("Hawaii"), "US");
    place("United States", None, None, "US");
    place("Kota, Rajasthan", Some("Kota"), Some("Rajasthan"), "IN");
    place(
        "Springfield, Illinois",
        Some("Springfield"),
        Some("Illinois"),
        "US",
    );
    place("Springfield, USA", Some("Springfield"), Some("Missouri"), "US");
    place("Reading, UK", Some("Reading"), None, "GB");
    assert_eq!(taxonomy().place("the moon"), None);
    assert_eq!(taxonomy().country_name("IN"), Some("India"));
    assert_eq!(taxonomy().country_of_demonym("polish"), Some("PL"));
}

#[test]
fn less_known_cities_are_places_only_where_something_says_so() {
    for word in ["Mobile", "Reading", "Split", "Of", "Batman", "Kennedy"] {
        assert_eq!(taxonomy().place(word), None, "{word}");
    }
    let stated = |text: &str| taxonomy().stated_place(text).and_then(|place| place.country);
    assert_eq!(stated("Reading").as_deref(), Some("GB"));
    assert_eq!(stated("Erode").as_deref(), Some("IN"));
    assert_eq!(stated("the moon"), None);
}

#[test]
fn an_unknown_employer_speaks_of_its_industry_by_name() {
    let industries = |name: &str| taxonomy().industries_of_employer(name).collect::<Vec<_>>();
    assert_eq!(industries("Bank of Lumora"), ["banking"]);
    assert_eq!(industries("Lumora Asset Management"), ["banking"]);
    assert_eq!(industries("Lumora"), Vec::<&str>::new());
}

#[test]
fn domains_are_known_by_name_and_cue() {
    assert_eq!(
        taxonomy().industry_named("fintech").unwrap().id,
        "fintech-payments"
    );
    assert_eq!(taxonomy().specialty_named("devops").unwrap().id, "devops-sre");
    let cues =
        taxonomy().industry_cues_among(&crate::taxonomy::fold("a payment gateway for claims processing"));
    let ids: Vec<_> = cues.iter().map(|cue| cue.entry.id.as_str()).collect();
    assert_eq!(ids, ["fintech-payments", "insurance"]);
    assert!(
        taxonomy()
            .specialties_of_skill("kubernetes")
            .contains(&"devops-sre".to_owned())
    );
}
