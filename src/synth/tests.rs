//! What invented people have to be: always the same, as unequal as reality, readable, and nobody's.

use std::collections::{HashMap, HashSet};

use super::*;

const PEOPLE: u64 = 2_000;

fn texts(seed: u64, count: u64) -> Vec<Text> {
    Generator::new(Taxonomy::embedded(), seed)
        .texts(count, true)
        .collect()
}

/// How many of the texts' gold name each value of a list.
fn shares(texts: &[Text], list: &str, name: impl Fn(&Value) -> Option<&str>) -> Vec<(usize, String)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in texts {
        let values = text.gold.as_ref().unwrap()[list].as_array().unwrap();
        let distinct: HashSet<_> = values.iter().filter_map(&name).collect();
        for value in distinct {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut shares: Vec<_> = counts
        .into_iter()
        .map(|(name, count)| (count, name.to_owned()))
        .collect();
    shares.sort_by(|one, other| other.cmp(one));
    shares
}

#[test]
fn a_seed_gives_the_same_texts_byte_by_byte() {
    assert_eq!(texts(7, 50), texts(7, 50));
    assert_eq!(texts(7, 50)[..20], texts(7, 20)[..20]);
    assert_ne!(texts(7, 20), texts(8, 20));
}

#[test]
fn ids_are_of_one_text_each_and_some_people_have_two() {
    let texts = texts(1, PEOPLE);
    let ids: HashSet<_> = texts.iter().map(|text| &text.id).collect();
    assert_eq!(ids.len(), texts.len());
    let second = texts.len() - usize::try_from(PEOPLE).unwrap();
    assert!((30..100).contains(&second), "{second}");
}

#[test]
fn few_skills_and_employers_are_common_and_most_are_rare() {
    let texts = texts(1, PEOPLE);
    let skills = shares(&texts, "skills", Value::as_str);
    let top = skills[0].0 * 100 / texts.len();
    assert!((30..80).contains(&top), "{:?}", skills[0]);
    assert!(skills.len() > 600, "{} skills", skills.len());
    let once = skills.iter().filter(|(count, _)| *count <= 2).count();
    assert!(once * 3 > skills.len(), "{once} of {} are rare", skills.len());
    let employers = shares(&texts, "experience", |role| role["company"].as_str());
    let top = employers[0].0 * 1_000 / texts.len();
    assert!((10..100).contains(&top), "{:?}", employers[0]);
    assert!(employers.len() > 2_000, "{} employers", employers.len());
}

#[test]
fn skills_come_together() {
    let texts = texts(1, PEOPLE);
    let has = |text: &&Text, name: &str| {
        let skills = text.gold.as_ref().unwrap()["skills"].as_array().unwrap();
        skills.iter().any(|skill| skill == name)
    };
    let with_spring = texts.iter().filter(|text| has(text, "Spring Boot")).count();
    let and_java = texts
        .iter()
        .filter(|text| has(text, "Spring Boot") && has(text, "Java"))
        .count();
    let java = texts.iter().filter(|text| has(text, "Java")).count();
    assert!(and_java * 10 > with_spring * 8, "{and_java} of {with_spring}");
    assert!(java * 2 < texts.len(), "{java}");
}

#[test]
fn titles_grow_with_the_years() {
    let texts = texts(1, PEOPLE);
    let mut seniors = [(0, 0); 2];
    for text in &texts {
        let roles = text.gold.as_ref().unwrap()["experience"].as_array().unwrap();
        let is_long = usize::from(roles.len() > 3);
        let Some(title) = roles.first().and_then(|role| role["title"].as_str()) else {
            continue;
        };
        let level = Taxonomy::embedded().seniority_of(title);
        seniors[is_long].1 += 1;
        seniors[is_long].0 +=
            usize::from(level >= Some(Taxonomy::embedded().seniority_of("Senior Engineer").unwrap()));
    }
    let [short, long] = seniors.map(|(seniors, all)| seniors * 100 / all);
    assert!(long > short + 25, "{short} % and {long} %");
}

#[test]
fn texts_are_as_long_as_real_ones() {
    let texts = texts(1, PEOPLE);
    let mut lengths: Vec<_> = texts.iter().map(|text| text.content.len()).collect();
    lengths.sort_unstable();
    let at = |percent: usize| lengths[(lengths.len() - 1) * percent / 100];
    assert!(
        at(2) > 400 && at(50) > 1_200 && at(50) < 4_000 && at(99) < 9_000,
        "{} {} {}",
        at(2),
        at(50),
        at(99)
    );
    let forms: HashSet<_> = texts.iter().map(|text| text.form).collect();
    assert_eq!(forms.len(), 4);
}
