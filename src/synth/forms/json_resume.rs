//! A JSON Resume, version 1.

use serde_json::{Value, json};

use super::Told;
use crate::synth::person::Person;

pub(super) fn write(person: &Person<'_>, told: Told) -> String {
    let work: Vec<_> = person
        .positions
        .iter()
        .map(|(position, deeds)| {
            stated(json!({
                "name": position.employer.name,
                "position": position.title,
                "startDate": position.start.iso(),
                "endDate": position.iso_end(),
                "highlights": deeds,
            }))
        })
        .collect();
    let projects: Vec<_> = person
        .projects
        .iter()
        .map(|project| {
            json!({
                "name": project.name,
                "description": project.summary,
                "url": format!("{}/{}", person.github(), project.name),
            })
        })
        .collect();
    let education: Vec<_> = person
        .schools
        .iter()
        .map(|school| {
            json!({
                "institution": school.name,
                "studyType": school.degree,
                "area": school.field,
                "startDate": school.start.to_string(),
                "endDate": school.end.to_string(),
            })
        })
        .collect();
    let spoken = |(language, fluency): &(&str, &str)| json!({"language": language, "fluency": fluency});
    let languages: Vec<_> = person.languages.iter().map(spoken).collect();
    let known: Vec<_> = person.skills.iter().map(|skill| skill.name.as_str()).collect();
    let resume = json!({
        "basics": basics(person, told),
        "work": work,
        "skills": [{"name": "Tools", "keywords": known}],
        "projects": projects,
        "education": education,
        "languages": languages,
    });
    format!("{resume:#}\n")
}

fn basics(person: &Person<'_>, told: Told) -> Value {
    let profile = |network, url| json!({"network": network, "username": person.login, "url": url});
    stated(json!({
        "name": person.name,
        "label": told.headline.then(|| person.headline()),
        "email": told.email.then_some(&person.email),
        "url": person.site(),
        "summary": told.summary.then_some(&person.summary),
        "location": {"city": person.city, "countryCode": person.country_code},
        "profiles": [profile("GitHub", person.github()), profile("LinkedIn", person.linkedin())],
    }))
}

/// Leaves out what is not stated.
fn stated(mut object: Value) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    object
}
