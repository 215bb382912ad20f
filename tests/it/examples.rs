//! The example profiles: what they must be.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use muster::extract::{Document, extract};
use muster::profile::{Profile, SourceId};
use muster::taxonomy::Taxonomy;

/// Words of the pages around a profile; none of them is a fact about a person.
const CHROME: &[&str] = &[
    "skip to content",
    "navigation menu",
    "popular repositories",
    "contribution graph",
    "learn how we count",
    "pull shark",
    "block or report",
    "footer",
    "show all",
    "endorsed by",
    "people also viewed",
    "connections",
    "contact info",
    "back to top",
    "all rights reserved",
    "download cv",
    "img.shields.io",
    "komarev",
    "readme-stats",
    "typing svg",
    "visitors",
    "blog-post-list",
];

/// One of `examples/profiles`.
#[derive(Debug)]
struct Example {
    stem: String,
    text: String,
}

/// Every example profile, by name.
fn examples() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/profiles");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| Example {
            stem: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            text: fs::read_to_string(&path).unwrap(),
        })
        .collect()
}

fn read(example: &Example) -> Profile {
    let source = SourceId::new(&example.stem);
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let document = Document {
        source: &source,
        text: &example.text,
    };
    extract(document, Taxonomy::embedded(), today)
}

/// Everything that a reader of the person's page would see as a fact, in lower case.
fn stated(profile: &Profile) -> Vec<String> {
    let skills = profile.skills.iter().map(|skill| skill.name.clone());
    let projects = profile.projects.iter().map(|project| project.name.clone());
    let schools = profile.education.iter().map(|school| school.institution.clone());
    let titles = profile.experience.iter().filter_map(|role| role.title.clone());
    let companies = profile
        .experience
        .iter()
        .filter_map(|role| Some(role.company.as_ref()?.name.clone()));
    let highlights = profile.experience.iter().flat_map(|role| role.highlights.clone());
    [&profile.name, &profile.headline, &profile.summary]
        .into_iter()
        .flatten()
        .cloned()
        .chain(skills)
        .chain(projects)
        .chain(schools)
        .chain(titles)
        .chain(companies)
        .chain(highlights)
        .map(|text| text.to_lowercase())
        .collect()
}

fn report(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn examples_are_about_invented_people() {
    let mut problems = Vec::new();
    for Example { stem, text } in examples() {
        let addresses = linkify::LinkFinder::new();
        for link in addresses.links(&text) {
            let invented = ["example.com", "example.org"]
                .iter()
                .any(|domain| link.as_str().ends_with(&format!("@{domain}")));
            if *link.kind() == linkify::LinkKind::Email && !invented {
                problems.push(format!("{stem}: {} may belong to somebody", link.as_str()));
            }
        }
        let slug = stem
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '-');
        if !slug {
            problems.push(format!("{stem}: the file is not named as its person's slug"));
        }
        if !(1_500..8_000).contains(&text.len()) {
            problems.push(format!("{stem}: {} bytes, not 1.5 to 8 KB", text.len()));
        }
    }
    report(&problems);
}

#[test]
fn every_example_shows_a_person_with_skills() {
    let mut problems = Vec::new();
    for example in examples() {
        let profile = read(&example);
        let folded = profile
            .name
            .as_deref()
            .map(|name| deunicode::deunicode(name).to_lowercase().replace(' ', "-"));
        if folded.as_ref() != Some(&example.stem) {
            problems.push(format!(
                "{}: the name is read as {:?}",
                example.stem, profile.name
            ));
        }
        if profile.skills.len() < 5 {
            problems.push(format!("{}: only {} skills", example.stem, profile.skills.len()));
        }
    }
    report(&problems);
}

#[test]
fn no_example_shows_the_words_of_the_page_around_it() {
    let mut problems = Vec::new();
    for example in examples() {
        for text in stated(&read(&example)) {
            for word in CHROME.iter().filter(|word| text.contains(**word)) {
                problems.push(format!("{}: `{word}` in `{text}`", example.stem));
            }
        }
    }
    report(&problems);
}
