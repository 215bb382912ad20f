//! Every text of a profile, wherever it stands.

use std::collections::BTreeMap;

use super::{
    Article, Certification, Company, Domain, Domains, Education, Email, Evidence, Language, Link, Location,
    OpenSource, Position, Profile, Project, Skill, Source,
};

/// Something that holds texts. What is chosen from a list or made by the program (kinds, dates, numbers, the ids of people
/// and sources) is none.
pub trait Texts {
    /// Hands every text to `change`.
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String));
}

impl Texts for String {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(self);
    }
}

impl<T: Texts> Texts for Option<T> {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        for held in self.iter_mut() {
            held.each_text(change);
        }
    }
}

impl<T: Texts> Texts for Vec<T> {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        for held in self.iter_mut() {
            held.each_text(change);
        }
    }
}

impl<K, T: Texts> Texts for BTreeMap<K, T> {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        for held in self.values_mut() {
            held.each_text(change);
        }
    }
}

/// Names the fields of a type that hold texts and, behind the bar, those that hold none. A field that is added later has to be
/// named on one side, or the program does not compile.
macro_rules! texts {
    ($($name:ident { $($text:ident),* $(| $($other:ident),+)? })*) => {$(
        impl Texts for $name {
            fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
                let Self { $($text,)* $($($other: _,)+)? } = self;
                $($text.each_text(change);)*
            }
        }
    )*};
}

texts! {
    Profile {
        slug, name, headline, summary, location, emails, links, skills, experience, projects, education, certifications,
        domains, writing, languages, open_source, sources, corrections, evidence
        | schema, id, years_experience, seniority
    }
    Location { raw, city, region, country }
    Email { address, evidence }
    Link { url, handle, evidence | kind }
    Skill { id, name, category, level, evidence | years, last_used, weight }
    Position {
        company, title, function, location, highlights, skills, industries, evidence
        | seniority, start, end, employment
    }
    Company { id, name, raw }
    Project { name, url, summary, status, skills, evidence }
    Education { institution, degree, field, evidence | start, end }
    Certification { name, issuer, evidence | date }
    Domains { industries, specialties }
    Domain { id, name, evidence | weight }
    Article { title, url, published, evidence }
    Language { name, level }
    OpenSource { top_languages | followers, public_repos, stars }
    Source { kind, locator, fetched_at, sha256 | id }
    Evidence { quote | source, start, end, via }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const COMPLETE: &str = r#"{
        "schema": 1, "id": "01912d68-783e-7a03-8467-5661c1243ad4", "slug": "text", "name": "text", "headline": "text",
        "summary": "text", "location": { "raw": "text", "city": "text", "region": "text", "country": "text" },
        "emails": [{ "address": "text", "evidence": [] }],
        "links": [{ "kind": "website", "url": "text", "handle": "text", "evidence": [] }],
        "skills": [{ "id": "text", "name": "text", "category": "text", "level": "text", "years": 2, "last_used": "2026-05",
            "weight": 1, "evidence": [{ "source": "s", "start": 0, "end": 4, "quote": "text", "via": "prose" }] }],
        "experience": [{ "company": { "id": "text", "name": "text", "raw": "text" }, "title": "text", "seniority": "senior",
            "function": "text", "start": "2020-01", "end": "present", "location": "text", "employment": null,
            "highlights": ["text"], "skills": ["text"], "industries": ["text"], "evidence": [] }],
        "projects": [{ "name": "text", "url": "text", "summary": "text", "status": "text", "skills": ["text"], "evidence": [] }],
        "education": [{ "institution": "text", "degree": "text", "field": "text", "start": null, "end": null, "evidence": [] }],
        "certifications": [{ "name": "text", "issuer": "text", "date": null, "evidence": [] }],
        "domains": { "industries": [{ "id": "text", "name": "text", "weight": 1, "evidence": [] }], "specialties": [] },
        "writing": [{ "title": "text", "url": "text", "published": "text", "evidence": [] }],
        "languages": [{ "name": "text", "level": "text" }],
        "open_source": { "followers": 1, "public_repos": 1, "stars": 1, "top_languages": ["text"] },
        "years_experience": { "stated": null, "computed": null }, "seniority": null,
        "sources": [{ "id": "s", "kind": "text", "locator": "text", "fetched_at": "text", "sha256": "text" }],
        "corrections": ["text"],
        "evidence": { "name": [{ "source": "s", "start": 0, "end": 4, "quote": "text", "via": "prose" }] }
    }"#;

    fn count(value: &Value, text: &str) -> usize {
        match value {
            Value::String(there) => usize::from(there == text),
            Value::Array(values) => values.iter().map(|value| count(value, text)).sum(),
            Value::Object(fields) => fields.values().map(|value| count(value, text)).sum(),
            Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        }
    }

    #[test]
    fn every_text_is_handed_out_once() {
        let mut profile: Profile = serde_json::from_str(COMPLETE).unwrap();
        let texts = count(&serde_json::to_value(&profile).unwrap(), "text");
        assert!(texts > 40, "{texts}");
        let mut handed_out = 0;
        profile.each_text(&mut |text| {
            handed_out += 1;
            text.push_str(" seen");
        });
        let after = serde_json::to_value(&profile).unwrap();
        assert_eq!((handed_out, count(&after, "text seen")), (texts, texts));
    }
}
