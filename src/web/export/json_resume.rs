//! A profile as [JSON Resume](https://jsonresume.org/schema), version 1.0.0.

use serde_json::{Value, json};

use crate::profile::{DateEnd, Education, Link, LinkKind, PartialDate, Position, Profile, Project};

/// Returns the résumé. It holds the addresses that the profile holds: hide them first.
pub(crate) fn resume(profile: &Profile) -> Value {
    let mut resume = json!({
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": basics(profile),
        "work": profile.experience.iter().map(work).collect::<Vec<_>>(),
        "education": profile.education.iter().map(education).collect::<Vec<_>>(),
        "certificates": profile.certifications.iter().map(|certificate| json!({
            "name": certificate.name,
            "date": certificate.date,
            "issuer": certificate.issuer,
        })).collect::<Vec<_>>(),
        "publications": profile.writing.iter().map(|article| json!({
            "name": article.title,
            "releaseDate": article.published,
            "url": article.url,
        })).collect::<Vec<_>>(),
        "skills": profile.skills.iter().map(|skill| json!({
            "name": skill.name,
            "level": skill.level,
        })).collect::<Vec<_>>(),
        "languages": profile.languages.iter().map(|language| json!({
            "language": language.name,
            "fluency": language.level,
        })).collect::<Vec<_>>(),
        "projects": profile.projects.iter().map(|each| project(each, profile)).collect::<Vec<_>>(),
    });
    leave_out_empty(&mut resume);
    resume
}

fn basics(profile: &Profile) -> Value {
    let site = profile.links.iter().find(|link| link.kind == LinkKind::Website);
    let accounts: Vec<_> = profile
        .links
        .iter()
        .filter(|link| link.kind != LinkKind::Website)
        .map(account)
        .collect();
    json!({
        "name": profile.name,
        "label": profile.headline,
        "email": profile.emails.first().map(|email| &email.address),
        "url": site.map(|link| &link.url),
        "summary": profile.summary,
        "location": profile.location.as_ref().map(|location| json!({
            "city": location.city,
            "region": location.region,
            "countryCode": location.country,
        })),
        "profiles": accounts,
    })
}

fn account(link: &Link) -> Value {
    json!({ "network": link.kind, "username": link.handle, "url": link.url })
}

fn work(position: &Position) -> Value {
    json!({
        "name": position.company.as_ref().map(|company| &company.name),
        "position": position.title,
        "location": position.location,
        "startDate": position.start,
        "endDate": end_date(position.end),
        "highlights": position.highlights,
    })
}

/// The form has no word for what goes on: there is no end date then.
fn end_date(end: Option<DateEnd>) -> Option<PartialDate> {
    match end? {
        DateEnd::Present => None,
        DateEnd::On(date) => Some(date),
    }
}

fn education(education: &Education) -> Value {
    json!({
        "institution": education.institution,
        "area": education.field,
        "studyType": education.degree,
        "startDate": education.start,
        "endDate": end_date(education.end),
    })
}

fn project(project: &Project, profile: &Profile) -> Value {
    let skill_name = |id: &String| {
        let skill = profile.skills.iter().find(|skill| skill.id == *id);
        skill.map_or(id, |skill| &skill.name).clone()
    };
    json!({
        "name": project.name,
        "description": project.summary,
        "keywords": project.skills.iter().map(skill_name).collect::<Vec<_>>(),
        "url": project.url,
    })
}

/// The form has no nulls: what is not known is not there.
fn leave_out_empty(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(leave_out_empty);
            fields.retain(|_name, field| !is_empty(field));
        }
        Value::Array(items) => {
            items.iter_mut().for_each(leave_out_empty);
            items.retain(|item| !is_empty(item));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Company, Location};

    #[test]
    fn a_resume_has_what_is_known_and_nothing_else() {
        let profile = Profile {
            name: Some("Ira Okafor".to_owned()),
            location: Some(Location {
                raw: "Lagos".to_owned(),
                country: Some("NG".to_owned()),
                ..Location::default()
            }),
            links: vec![Link {
                kind: LinkKind::Github,
                url: "https://github.com/ira-example".to_owned(),
                handle: Some("ira-example".to_owned()),
                evidence: Vec::new(),
            }],
            experience: vec![Position {
                company: Some(Company {
                    id: "acme".to_owned(),
                    name: "Acme".to_owned(),
                    raw: "ACME Ltd".to_owned(),
                }),
                start: PartialDate::new(2021, Some(4)),
                end: Some(DateEnd::Present),
                ..Position::default()
            }],
            ..Profile::default()
        };
        insta::assert_json_snapshot!(resume(&profile), @r#"
        {
          "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
          "basics": {
            "name": "Ira Okafor",
            "location": {
              "countryCode": "NG"
            },
            "profiles": [
              {
                "network": "github",
                "username": "ira-example",
                "url": "https://github.com/ira-example"
              }
            ]
          },
          "work": [
            {
              "name": "Acme",
              "startDate": "2021-04"
            }
          ]
        }
        "#);
    }

    #[test]
    fn an_empty_profile_is_an_empty_resume() {
        let resume = resume(&Profile::default());
        assert_eq!(
            resume.as_object().unwrap().keys().collect::<Vec<_>>(),
            ["$schema"]
        );
    }
}
