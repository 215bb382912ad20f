//! A person in schema.org's words, for machines that read the page.

use serde_json::{Value, json};

use super::links;
use crate::profile::Profile;
use crate::resolve;

/// Returns the JSON-LD of a profile, safe to stand inside a `script` element: no `<` ends it early.
pub(super) fn of(profile: &Profile, name: &str, place: Option<&str>, url: &str) -> String {
    let mut person = json!({
        "@context": "https://schema.org",
        "@type": "Person",
        "name": name,
        "url": url,
    });
    let mut set = |key: &str, value: Value| {
        if value.as_array().is_none_or(|items| !items.is_empty()) && !value.is_null() {
            person[key] = value;
        }
    };
    set("jobTitle", json!(profile.headline));
    set("description", json!(profile.summary));
    set("address", json!(place));
    set(
        "knowsAbout",
        profile.skills.iter().map(|skill| json!(skill.name)).collect(),
    );
    set("worksFor", employers(profile));
    set("alumniOf", schools(profile));
    set(
        "sameAs",
        profile
            .links
            .iter()
            .filter(|link| links::is_safe(&link.url))
            .map(|link| json!(link.url))
            .collect(),
    );
    set(
        "hasCredential",
        profile.certifications.iter().map(credential).collect(),
    );
    person
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

fn employers(profile: &Profile) -> Value {
    resolve::current_positions(profile)
        .into_iter()
        .filter_map(|role| role.company.as_ref())
        .map(|company| json!({"@type": "Organization", "name": company.name}))
        .collect()
}

fn schools(profile: &Profile) -> Value {
    profile
        .education
        .iter()
        .map(|school| json!({"@type": "EducationalOrganization", "name": school.institution}))
        .collect()
}

fn credential(certificate: &crate::profile::Certification) -> Value {
    json!({"@type": "EducationalOccupationalCredential", "name": certificate.name})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_profile_ends_the_script() {
        let profile = Profile {
            headline: Some("</script><script>alert(1)</script>".to_owned()),
            ..Profile::default()
        };
        let text = of(&profile, "<!--", None, "/people/x");
        assert!(!text.contains('<'), "{text}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["jobTitle"], "</script><script>alert(1)</script>");
        assert_eq!(read["name"], "<!--");
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        let text = of(&Profile::default(), "Ira", None, "https://example.com/people/ira");
        assert_eq!(
            serde_json::from_str::<Value>(&text).unwrap(),
            json!({
                "@context": "https://schema.org",
                "@type": "Person",
                "name": "Ira",
                "url": "https://example.com/people/ira",
            })
        );
    }
}
