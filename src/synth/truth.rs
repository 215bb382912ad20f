//! What a careful reader would write down of a text: its gold, in the form of `docs/evaluation.md`.

use serde::Serialize;
use serde_json::{Value, json};

use super::forms::{Form, Told};
use super::person::Person;
use super::world::World;

/// The most industries that gold may name.
const MAX_INDUSTRIES: usize = 6;

/// A position as gold has it.
#[derive(Debug, Serialize)]
struct Role<'a> {
    company: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
}

/// Writes the gold of a text.
pub(super) fn gold(world: &World<'_>, person: &Person<'_>, told: Told, id: &str) -> Value {
    let title = person.title.as_str();
    let headline = person.headline();
    let mut links = vec![person.github(), person.linkedin()];
    links.extend(person.site());
    let skills: Vec<_> = person.skills.iter().map(|skill| skill.name.as_str()).collect();
    let projects: Vec<_> = person
        .projects
        .iter()
        .map(|project| project.name.as_str())
        .collect();
    let (industries, industries_optional) = industries(person, told);
    let mut gold = json!({
        "id": id,
        "name": person.name,
        "location": format!("{}, {}", person.city, person.country),
        "emails": if told.email { vec![&person.email] } else { Vec::new() },
        "links": links,
        "skills": skills,
        "skills_optional": world.wording.concepts,
        "experience": roles(person, told),
        "projects": projects,
        "education": education(person, told),
        "certifications": [],
        "writing": [],
        "industries": industries,
        "industries_optional": industries_optional,
        "specialties": [person.kind.specialty],
        "specialties_optional": person.kind.near,
        "years_experience": (told.summary && person.says_years).then_some(person.years),
    });
    if told.headline {
        gold["headline"] = json!(headline);
        gold["headline_optional"] = json!([title, format!("{title} at {}", person.city)]);
    }
    gold
}

fn roles<'a>(person: &'a Person<'_>, told: Told) -> Vec<Role<'a>> {
    let dates = |month| match told.form {
        Form::JsonResume => super::month::Month::iso(month),
        _ => person.dates.kept(month),
    };
    let shown = if told.positions { person.positions.len() } else { 0 };
    let mut roles: Vec<_> = person
        .positions
        .iter()
        .take(shown)
        .map(|(position, _)| Role {
            company: &position.employer.name,
            title: &position.title,
            start: Some(dates(position.start)),
            end: Some(position.end.map_or_else(|| "present".to_owned(), dates)),
        })
        .collect();
    // A README names the present employer in its first lines even where it has no career.
    if told.form == Form::Readme
        && roles.is_empty()
        && let Some((position, _)) = person
            .positions
            .first()
            .filter(|(position, _)| position.end.is_none())
    {
        roles.push(Role {
            company: &position.employer.name,
            title: &position.title,
            start: None,
            end: None,
        });
    }
    roles
}

fn education(person: &Person<'_>, told: Told) -> Vec<Value> {
    let shown = if told.form == Form::Readme {
        0
    } else {
        person.schools.len()
    };
    let schools = person.schools.iter().take(shown).map(|school| {
        json!({
            "institution": school.name,
            "degree": format!("{} {}", school.degree, school.field),
            "start": school.start.to_string(),
            "end": school.end.to_string(),
        })
    });
    schools.collect()
}

/// The employers' main industries, the latest first; beside them those that a reader may add.
fn industries<'a>(person: &'a Person<'_>, told: Told) -> (Vec<&'a str>, Vec<&'a str>) {
    let shown = if told.positions { person.positions.len() } else { 1 };
    let (mut main, mut more) = (Vec::new(), Vec::new());
    for (position, deeds) in person.positions.iter().take(shown) {
        let mut ids = position.employer.industries.iter().copied();
        // Of an employer that nothing is said of a reader may know or guess what it does.
        let sure = if deeds.is_empty() { &mut more } else { &mut main };
        sure.extend(ids.next());
        more.extend(ids);
    }
    let mut seen = std::collections::HashSet::new();
    main.retain(|id| seen.insert(*id));
    more.extend(main.iter().skip(MAX_INDUSTRIES));
    main.truncate(MAX_INDUSTRIES);
    more.retain(|id| seen.insert(*id));
    (main, more)
}
