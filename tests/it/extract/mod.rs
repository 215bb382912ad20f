//! What holds for every text: laws, costs, and real documents where there are some.

mod corpus;
mod laws;
mod linear;
mod stated;

use chrono::NaiveDate;
use muster::extract::{Document, extract};
use muster::profile::{Evidence, Profile, SourceId};
use muster::taxonomy::Taxonomy;

/// Reads a text as of a fixed day.
pub(crate) fn read(text: &str) -> Profile {
    let source = SourceId::new("test");
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
    extract(
        Document {
            source: &source,
            text,
        },
        Taxonomy::embedded(),
        today,
    )
}

/// Returns all evidence of a profile.
pub(crate) fn evidence(profile: &Profile) -> Vec<&Evidence> {
    let mut all: Vec<&Evidence> = profile.evidence.values().flatten().collect();
    all.extend(profile.emails.iter().flat_map(|email| &email.evidence));
    all.extend(profile.links.iter().flat_map(|link| &link.evidence));
    all.extend(profile.skills.iter().flat_map(|skill| &skill.evidence));
    all.extend(profile.experience.iter().flat_map(|role| &role.evidence));
    all.extend(profile.projects.iter().flat_map(|project| &project.evidence));
    all.extend(profile.education.iter().flat_map(|school| &school.evidence));
    all.extend(
        profile
            .certifications
            .iter()
            .flat_map(|certificate| &certificate.evidence),
    );
    all.extend(profile.writing.iter().flat_map(|article| &article.evidence));
    let domains = &profile.domains;
    all.extend(
        domains
            .industries
            .iter()
            .chain(&domains.specialties)
            .flat_map(|domain| &domain.evidence),
    );
    all
}

/// Says what is wrong with the evidence of a profile, without quoting anything.
pub(crate) fn faults(text: &str, profile: &Profile) -> Vec<String> {
    evidence(profile)
        .into_iter()
        .filter(|evidence| text.get(evidence.start..evidence.end) != Some(evidence.quote.as_str()))
        .map(|evidence| format!("{}..{} via {:?}", evidence.start, evidence.end, evidence.via))
        .collect()
}
